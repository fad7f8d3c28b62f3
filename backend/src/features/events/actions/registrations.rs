//! Registrations by the team, by people of members from their space, and by anyone where an event is open to all.

use kernel::{
    email::Email,
    problem::{Problem, say},
    trade::{EventAudience, EventState, RegistrationState},
};
use platform::{
    Asker, House, Work,
    audit::Entry,
    throttle::{self, Limit},
};
use tables::{event, registration};
use uuid::Uuid;

use super::{
    super::{
        queries::{questions, standing},
        rules::{self, Verb, form},
        schema::{
            Question,
            registrations::{Attendee, PublicRegisterForm, PublicRegistered, RegisterForm, ReplaceForm},
        },
        store::{self, registrations},
    },
    seats::{self, Asking},
};
use crate::features::club;

/// Who registers by the public page has shown no account.
const BY_PAGE: &str = "event_page";

const PER_NETWORK: Limit = Limit::per_minutes(30, 15);
/// So that nobody fills a room with addresses of others.
const PER_ADDRESS: Limit = Limit::per_minutes(10, 24 * 60);

/// The people of a body as they are written down; all faults at once.
pub fn comers(people: &[Attendee], questions: &[Question], pointer: &str) -> Result<Vec<form::Comer>, Problem> {
    let (mut comers, mut faults) = (Vec::new(), Vec::new());
    for (at, person) in people.iter().enumerate() {
        match form::comer(person, questions, &format!("{pointer}/{at}")) {
            Ok(comer) => comers.push(comer),
            Err(more) => faults.extend(more),
        }
    }
    if faults.is_empty() { Ok(comers) } else { Err(Problem::invalid(faults)) }
}

/// Registers people; gives their registrations.
pub async fn register(house: &House, by: &Asker, event: Uuid, form: RegisterForm) -> Result<Vec<Uuid>, Problem> {
    let work = house.begin(by).await?;
    let mut row = store::hold(work.tx(), event).await?;
    let team = rules::reads_all(&by.caller);
    match form.member_id {
        _ if team => rules::may(Verb::Register, &by.caller, standing(&row), work.now)?,
        Some(member) => {
            rules::acts_for(&by.caller, member)?;
            rules::is_open(standing(&row), work.now)?;
        }
        None => return Err(rules::unknown("/member_id")),
    }
    if let Some(member) = form.member_id
        && !registrations::is_kept(work.tx(), member).await?
    {
        return Err(rules::unknown("/member_id"));
    }
    if form.overbook && !by.caller.is_coordinator() {
        return Err(by.caller.not_allowed());
    }
    let comers = comers(&form.people, &questions(&row)?, "/people")?;
    let asking = Asking {
        comers,
        member: form.member_id,
        organisation: form.organisation.trim().to_owned(),
        origin: if team { "team" } else { "member" },
        overbook: form.overbook,
        language: by.language,
    };
    let rows = seats::register(&work, &mut row, asking).await?;
    note(&work, "register", &row).await?;
    work.commit().await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Registers one person from the public page.
pub async fn register_from_page(
    house: &House,
    by: &Asker,
    network: &str,
    event: Uuid,
    form: PublicRegisterForm,
) -> Result<PublicRegistered, Problem> {
    throttle::attempt(house, &format!("event-from:{network}"), PER_NETWORK).await?;
    let email = form.person.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
    let Some(email) = email else {
        return Err(Problem::invalid_field(
            "/person/email",
            "events.required",
            say("Remplissez ce champ.", "Fill this in."),
        ));
    };
    if let Ok(email) = Email::parse(email) {
        throttle::attempt(house, &format!("event-to:{}", email.key()), PER_ADDRESS).await?;
    }
    let by = Asker { caller: kernel::caller::Caller::House(BY_PAGE), ..by.clone() };
    let work = house.begin(&by).await?;
    let mut row = store::hold(work.tx(), event).await?;
    if row.audience != EventAudience::Public || row.state == EventState::Draft {
        return Err(Problem::not_found());
    }
    rules::is_open(standing(&row), work.now)?;
    let comer = form::comer(&form.person, &questions(&row)?, "/person").map_err(Problem::invalid)?;
    let today = club::settings(work.tx()).await?.today(work.now);
    // Whom the club knows as a member's comes for that member.
    let member = match &comer.email {
        Some(email) => registrations::member_of(work.tx(), &email.key(), today).await?,
        None => None,
    };
    let asking = Asking {
        comers: vec![comer],
        member,
        organisation: form.organisation.trim().to_owned(),
        origin: "public",
        overbook: false,
        language: by.language,
    };
    let rows = seats::register(&work, &mut row, asking).await?;
    note(&work, "register", &row).await?;
    work.commit().await?;
    // Who was registered before is told no more than whoever is new: somebody else may be asking.
    let waiting = rows.first().is_some_and(|row| row.state == RegistrationState::Waiting);
    Ok(PublicRegistered { state: if waiting { RegistrationState::Waiting } else { RegistrationState::Registered } })
}

/// Takes one back.
pub async fn leave(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let (work, mut event, row) = begin(house, by, id).await?;
    seats::leave(&work, &mut event, row).await?;
    note(&work, "leave", &event).await?;
    work.commit().await
}

/// Has somebody else come instead.
pub async fn replace(house: &House, by: &Asker, id: Uuid, form: ReplaceForm) -> Result<(), Problem> {
    let (work, event, row) = begin(house, by, id).await?;
    let person = Attendee {
        given_name: form.given_name,
        family_name: form.family_name,
        email: form.email,
        answers: form.answers,
    };
    let comer = form::comer(&person, &questions(&event)?, "").map_err(Problem::invalid)?;
    seats::replace(&work, &event, row, comer).await?;
    note(&work, "replace", &event).await?;
    work.commit().await
}

/// The event of a registration and itself, held and checked again.
async fn begin(house: &House, by: &Asker, id: Uuid) -> Result<(Work, event::Model, registration::Model), Problem> {
    let known = registrations::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    let work = house.begin(by).await?;
    let event = store::hold(work.tx(), known.event_id).await?;
    let row = registrations::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    if rules::reads_all(&by.caller) {
        rules::may(Verb::Register, &by.caller, standing(&event), work.now)?;
    } else {
        rules::acts_for(&by.caller, row.member_id.ok_or_else(Problem::not_found)?)?;
        rules::is_changeable(standing(&event), work.now)?;
    }
    if row.state == RegistrationState::Left {
        return Err(left());
    }
    Ok((work, event, row))
}

pub fn left() -> Problem {
    Problem::conflict("events.left", say("Cette inscription a été retirée.", "This registration was taken back."))
}

/// The audit tells that it was done, and at which event; who comes stands in the registration alone.
pub async fn note(work: &Work, verb: &'static str, event: &event::Model) -> Result<(), Problem> {
    work.note(vec![Entry::new(verb, "event", event.id, &event.title)]).await
}
