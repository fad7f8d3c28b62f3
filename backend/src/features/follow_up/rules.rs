//! Who may do what with an interaction, and what may be typed. Pure: guards enforce it, answers carry it.

use chrono::{Months, NaiveDate};
use kernel::{
    caller::{Caller, Scope},
    problem::{Fault, Problem, say},
    trade::Channel,
};
use uuid::Uuid;

/// The source of what people type, and the only kind that can be corrected by hand.
pub const TYPED: &str = "typed";

/// The first day that an interaction may have.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1990, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Reads interactions: staff, or a key with a scope for them. Members see nothing of it.
pub fn reads(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::InteractionsRead) || caller.has_scope(Scope::InteractionsWrite)
}

/// Sees with whom of a member an exchange was.
pub fn sees_people(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::ContactsRead) || caller.has_scope(Scope::ContactsWrite)
}

/// Writes interactions: coordinators, or a key with the scope.
pub fn writes(caller: &Caller) -> bool {
    caller.is_coordinator() || caller.has_scope(Scope::InteractionsWrite)
}

/// Whether this caller may correct or delete an interaction: coordinators each typed one, a key those it wrote.
pub fn may_change(caller: &Caller, source_kind: &str, by_id: Option<Uuid>) -> Result<(), Problem> {
    if !writes(caller) {
        return Err(caller.not_allowed());
    }
    if source_kind != TYPED {
        return Err(Problem::refused(
            "follow_up.not_typed",
            say(
                "Cet échange s’est inscrit de lui-même\u{202f}: corrigez ce dont il vient.",
                "This exchange wrote itself: correct what it comes from.",
            ),
        ));
    }
    if !caller.is_coordinator() && caller.signature().1 != by_id {
        return Err(Problem::refused(
            "follow_up.not_yours",
            say("Cet échange a été noté par quelqu’un d’autre.", "Somebody else noted this exchange."),
        ));
    }
    Ok(())
}

/// People type calls, visits, meetings and e-mails; everything else writes itself.
pub fn check_channel(channel: Channel) -> Result<(), Fault> {
    match channel {
        Channel::Call | Channel::Visit | Channel::Meeting | Channel::Email => Ok(()),
        _ => Err(Fault::at(
            "/channel",
            "follow_up.channel_writes_itself",
            say(
                "Seuls un appel, une visite, une réunion ou un e-mail se notent à la main\u{202f}; le reste s’inscrit tout seul.",
                "Only a call, a visit, a meeting or an e-mail is noted by hand; the rest writes itself.",
            ),
        )),
    }
}

/// Not before 1990, not after the club's today.
pub fn check_day(on: NaiveDate, today: NaiveDate) -> Result<(), Fault> {
    if on > today {
        return Err(Fault::at(
            "/on",
            "follow_up.in_future",
            say("Ce jour n’est pas encore venu.", "This day has not come yet."),
        ));
    }
    if on < FIRST_DAY {
        return Err(Fault::at(
            "/on",
            "follow_up.too_early",
            say("Indiquez un jour à partir de 1990.", "Give a day from 1990 on."),
        ));
    }
    Ok(())
}

/// A postponement is to a day after today, at most a year ahead.
pub fn check_until(until: NaiveDate, today: NaiveDate) -> Result<(), Fault> {
    let last = today.checked_add_months(Months::new(12)).unwrap_or(today);
    if until > today && until <= last {
        return Ok(());
    }
    Err(Fault::at(
        "/until",
        "follow_up.until_out_of_range",
        say("Indiquez un jour à venir, dans un an au plus.", "Give a day to come, a year from now at most."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::caller::{Machine, SecondFactor, SignedIn, StaffRole};

    fn staff(role: Option<StaffRole>) -> Caller {
        let id = Uuid::now_v7();
        let name = "Camille".to_owned();
        let second_factor = SecondFactor::Absent;
        Caller::Person(SignedIn {
            account_id: id,
            person_id: id,
            session_id: id,
            name,
            role,
            second_factor,
            organisations: vec![],
        })
    }

    fn machine(key_id: Uuid, scopes: &[Scope]) -> Caller {
        Caller::Machine(Machine { key_id, name: "Portail".to_owned(), scopes: scopes.to_vec() })
    }

    #[test]
    fn a_key_corrects_only_what_it_wrote_and_a_coordinator_each_typed_one() {
        let (key, other) = (Uuid::now_v7(), Uuid::now_v7());
        let writer = machine(key, &[Scope::InteractionsWrite]);
        assert!(may_change(&writer, TYPED, Some(key)).is_ok());
        assert_eq!(may_change(&writer, TYPED, Some(other)).unwrap_err().code(), "follow_up.not_yours");
        let reader = machine(key, &[Scope::InteractionsRead]);
        assert_eq!(may_change(&reader, TYPED, Some(key)).unwrap_err().code(), "accounts.not_allowed");
        let coordinator = staff(Some(StaffRole::Coordinator));
        assert!(may_change(&coordinator, TYPED, Some(other)).is_ok());
        assert_eq!(may_change(&coordinator, "import", Some(other)).unwrap_err().code(), "follow_up.not_typed");
        assert!(may_change(&staff(Some(StaffRole::Reader)), TYPED, None).is_err());
        assert!(!reads(&staff(None)) && !reads(&Caller::Anyone));
    }

    #[test]
    fn only_four_channels_are_typed() {
        let typed: Vec<_> = Channel::all().filter(|channel| check_channel(*channel).is_ok()).collect();
        assert_eq!(typed, [Channel::Visit, Channel::Meeting, Channel::Call, Channel::Email]);
    }

    #[test]
    fn a_day_lies_between_1990_and_today() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        for (on, fits) in [("2026-11-23", true), ("2026-11-24", false), ("1990-01-01", true), ("1989-12-31", false)] {
            assert_eq!(check_day(on.parse().unwrap(), today).is_ok(), fits, "{on}");
        }
        for (until, fits) in [("2026-11-23", false), ("2026-11-24", true), ("2027-11-23", true), ("2027-11-24", false)]
        {
            assert_eq!(check_until(until.parse().unwrap(), today).is_ok(), fits, "{until}");
        }
    }
}
