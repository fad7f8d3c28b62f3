//! Who does what with an event, and when. Pure.

pub mod form;
pub mod seats;
pub mod times;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::{Caller, Scope},
    problem::{Problem, say},
    trade::{EventAudience, EventState},
};
use uuid::Uuid;

/// People come before it begins: the list at the door is open this long before.
const DOOR_OPENS: TimeDelta = TimeDelta::hours(2);

/// What the team does with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Edit,
    Publish,
    Discard,
    Cancel,
    Invite,
    Register,
    Tick,
    Close,
}

impl Verb {
    pub const ALL: [Verb; 8] =
        [Verb::Edit, Verb::Publish, Verb::Discard, Verb::Cancel, Verb::Invite, Verb::Register, Verb::Tick, Verb::Close];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Edit => "edit",
            Verb::Publish => "publish",
            Verb::Discard => "discard",
            Verb::Cancel => "cancel",
            Verb::Invite => "invite",
            Verb::Register => "register",
            Verb::Tick => "tick",
            Verb::Close => "close",
        }
    }
}

/// What a rule needs to know of an event.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub state: EventState,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The last instant at which one registers by oneself; the beginning where there is none.
    pub register_until: Option<DateTime<Utc>>,
}

/// Reads all events: the team, and keys that may. People of members and anyone else read what is published.
pub fn reads_all(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::EventsRead) || caller.has_scope(Scope::RegistrationsWrite)
}

/// Sees who comes: the team, and keys that register people.
pub fn sees_people(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::RegistrationsWrite)
}

/// Registers whomever: coordinators, and keys that may.
pub fn registers_all(caller: &Caller) -> bool {
    caller.is_coordinator() || caller.has_scope(Scope::RegistrationsWrite)
}

/// Whether this caller sees an event in this state.
pub fn sees(caller: &Caller, state: EventState) -> bool {
    reads_all(caller) || (acts_for_members(caller) && state != EventState::Draft)
}

/// Whether anyone sees it.
pub fn is_public(audience: EventAudience, state: EventState) -> bool {
    audience == EventAudience::Public && state != EventState::Draft
}

/// A person of one or several member organisations.
pub fn acts_for_members(caller: &Caller) -> bool {
    !organisations(caller).is_empty()
}

/// The member organisations that somebody acts for.
pub fn organisations(caller: &Caller) -> Vec<Uuid> {
    caller.person().map(|person| person.organisations.iter().map(|(member, _)| *member).collect()).unwrap_or_default()
}

/// Registers people of this organisation from within.
pub fn acts_for(caller: &Caller, member: Uuid) -> Result<(), Problem> {
    if caller.role_in(member).is_some() { Ok(()) } else { Err(caller.not_allowed()) }
}

/// Coordinators and administrators do all of it; keys may register people.
pub fn may(verb: Verb, caller: &Caller, it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    let is_allowed = if verb == Verb::Register { registers_all(caller) } else { caller.is_coordinator() };
    if !is_allowed {
        return Err(caller.not_allowed());
    }
    match (verb, it.state) {
        (Verb::Edit, EventState::Draft | EventState::Published) => Ok(()),
        (Verb::Publish | Verb::Discard, EventState::Draft) => Ok(()),
        (Verb::Publish | Verb::Discard, _) => Err(published()),
        (Verb::Tick, EventState::Published | EventState::Done) => door(it, now),
        (_, EventState::Draft) => Err(Problem::conflict(
            "events.draft",
            say("Ce rendez-vous n’est pas encore publié.", "This event is not published yet."),
        )),
        (_, EventState::Cancelled) => Err(cancelled()),
        // What came of it is corrected as it was written down.
        (Verb::Register | Verb::Close, EventState::Done) => Ok(()),
        (_, EventState::Done) => {
            Err(Problem::conflict("events.done", say("Ce rendez-vous est clos.", "This event is closed.")))
        }
        (Verb::Close, EventState::Published) if now < it.starts_at => Err(Problem::conflict(
            "events.not_begun",
            say("Ce rendez-vous n’a pas encore commencé.", "This event has not begun yet."),
        )),
        (Verb::Cancel | Verb::Invite, EventState::Published) if now >= it.starts_at => Err(Problem::conflict(
            "events.begun",
            say("Ce rendez-vous a déjà commencé.", "This event has begun already."),
        )),
        (_, EventState::Published) => Ok(()),
    }
}

/// Whether people are ticked by now.
pub fn door(it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    if now >= it.starts_at - DOOR_OPENS {
        return Ok(());
    }
    Err(Problem::conflict(
        "events.not_yet",
        say(
            "On pointe les personnes présentes à partir de deux heures avant le début.",
            "People are ticked from two hours before the beginning.",
        ),
    ))
}

/// Whether whoever scans the code at the door ticks themselves now.
pub fn check_in(it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    match it.state {
        EventState::Published if now < it.ends_at + DOOR_OPENS => door(it, now),
        EventState::Cancelled => Err(cancelled()),
        _ => Err(Problem::conflict("events.done", say("Ce rendez-vous est clos.", "This event is closed."))),
    }
}

/// Whether one registers by oneself now: from one's space, by a link, from the public page.
pub fn is_open(it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    match it.state {
        EventState::Cancelled => Err(cancelled()),
        EventState::Published if now < it.register_until.unwrap_or(it.starts_at).min(it.starts_at) => Ok(()),
        _ => Err(Problem::conflict(
            "events.registration_closed",
            say(
                "Les inscriptions sont closes. Écrivez à l’équipe du club : il reste peut-être une place.",
                "Registration is closed. Write to the club’s team: there may be a seat left.",
            ),
        )),
    }
}

/// Whether a seat is still given back, or given to a colleague: until the beginning, after the deadline too.
pub fn is_changeable(it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    is_open(Standing { register_until: None, ..it }, now)
}

fn published() -> Problem {
    Problem::conflict("events.published", say("Ce rendez-vous est déjà publié.", "This event is published already."))
}

fn cancelled() -> Problem {
    Problem::conflict("events.cancelled", say("Ce rendez-vous est annulé.", "This event is cancelled."))
}

pub fn not_there() -> Problem {
    Problem::conflict(
        "events.not_there",
        say(
            "Une attestation se fait pour qui a été pointé à ce rendez-vous.",
            "A certificate is made for whoever was ticked at this event.",
        ),
    )
}

pub fn link_spent() -> Problem {
    Problem::invalid_field(
        "/token",
        "events.link_spent",
        say(
            "Ce lien n’est plus valable, ou il est incomplet. Ouvrez celui du message le plus récent, ou écrivez à l’équipe du club.",
            "This link is no longer good, or it is incomplete. Open that of the newest message, or write to the club’s team.",
        ),
    )
}

pub fn one_audience() -> Problem {
    Problem::invalid_field(
        "/segment",
        "events.one_audience",
        say("Choisissez un segment, ou donnez un filtre.", "Choose a segment, or give a filter."),
    )
}

pub fn unknown_segment() -> Problem {
    Problem::invalid_field(
        "/segment",
        "events.unknown_segment",
        say("Ce segment n’existe pas, ou il est archivé.", "There is no such segment, or it is archived."),
    )
}

pub fn nobody(pointer: &'static str) -> Problem {
    Problem::invalid_field(
        pointer,
        "events.nobody",
        say(
            "Aucun membre à inviter : tous l’ont déjà été, ou aucun ne correspond.",
            "No member to invite: all were, or none fits.",
        ),
    )
}

pub fn unknown(pointer: &'static str) -> Problem {
    Problem::invalid_field(
        pointer,
        "events.unknown",
        say("Ce choix n’existe pas, ou il est archivé.", "There is no such thing, or it is archived."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(state: EventState) -> (Standing, DateTime<Utc>) {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
        let starts_at = now + TimeDelta::days(1);
        (Standing { state, starts_at, ends_at: starts_at + TimeDelta::hours(2), register_until: None }, now)
    }

    #[test]
    fn an_event_goes_one_way() {
        let house = Caller::House("test");
        let (draft, now) = standing(EventState::Draft);
        let code = |verb, it, now| may(verb, &house, it, now).err().map(|problem| problem.code().to_owned());
        assert_eq!(code(Verb::Publish, draft, now), None);
        assert_eq!(code(Verb::Invite, draft, now).as_deref(), Some("events.draft"));
        let (published, _) = standing(EventState::Published);
        assert_eq!(code(Verb::Close, published, now).as_deref(), Some("events.not_begun"));
        assert_eq!(code(Verb::Close, published, published.starts_at), None);
        assert_eq!(code(Verb::Cancel, published, published.starts_at).as_deref(), Some("events.begun"));
        assert_eq!(code(Verb::Tick, published, now).as_deref(), Some("events.not_yet"));
        let (done, _) = standing(EventState::Done);
        assert_eq!(code(Verb::Edit, done, now).as_deref(), Some("events.done"));
        assert_eq!(code(Verb::Close, done, now), None);
        assert!(may(Verb::Edit, &Caller::Anyone, draft, now).is_err());
    }

    #[test]
    fn registration_ends_with_its_deadline_or_the_beginning() {
        let (mut it, now) = standing(EventState::Published);
        assert!(is_open(it, now).is_ok() && is_open(it, it.starts_at).is_err());
        it.register_until = Some(now);
        assert_eq!(is_open(it, now).unwrap_err().code(), "events.registration_closed");
        assert!(is_changeable(it, now).is_ok() && is_changeable(it, it.starts_at).is_err());
    }
}
