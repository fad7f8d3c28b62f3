//! Who settles a report, and which can be settled. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::Caller,
    problem::{Fault, Problem, say},
};

use super::schema::{ReportState, ReportWhat};

/// From then on, one that waits stands out.
const LATE: TimeDelta = TimeDelta::days(7);

/// Coordinators and administrators settle what waits.
pub fn may_settle(caller: &Caller, state: ReportState) -> Result<(), Problem> {
    if !caller.is_coordinator() {
        return Err(caller.not_allowed());
    }
    if state == ReportState::Waiting {
        return Ok(());
    }
    Err(Problem::conflict(
        "directory.report_settled",
        say("Ce signalement a déjà été traité.", "This report was settled already."),
    ))
}

pub fn is_late(state: ReportState, reported_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    state == ReportState::Waiting && now - reported_at > LATE
}

/// A choice says enough; « something else » does not.
pub fn says_enough(what: ReportWhat, text: &str) -> Result<(), Fault> {
    if what != ReportWhat::Other || !text.is_empty() {
        return Ok(());
    }
    Err(Fault::at(
        "/text",
        "directory.text_needed",
        say("Dites en quelques mots ce qui ne va pas.", "Say in a few words what is wrong."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_settled_once_and_by_the_team() {
        let code = |caller: &Caller, state| may_settle(caller, state).err().map(|problem| problem.code().to_owned());
        let team = Caller::House("test");
        assert_eq!(code(&team, ReportState::Waiting), None);
        for settled in [ReportState::Mended, ReportState::NothingToMend] {
            assert_eq!(code(&team, settled).as_deref(), Some("directory.report_settled"));
        }
        assert!(may_settle(&Caller::Anyone, ReportState::Waiting).is_err());
    }

    #[test]
    fn something_else_wants_a_word() {
        assert!(says_enough(ReportWhat::Closed, "").is_ok());
        assert!(says_enough(ReportWhat::Other, "Le nom").is_ok());
        assert_eq!(says_enough(ReportWhat::Other, "").unwrap_err().pointer, "/text");
    }

    #[test]
    fn what_waits_for_more_than_a_week_is_late() {
        let now = Utc::now();
        let late = |state, days| is_late(state, now - TimeDelta::days(days), now);
        assert!(late(ReportState::Waiting, 8) && !late(ReportState::Waiting, 7) && !late(ReportState::Mended, 30));
    }
}
