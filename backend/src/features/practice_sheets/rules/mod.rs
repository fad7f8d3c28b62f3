//! Who does what with a sheet, and when. Pure.

pub mod gate;
pub mod interview;
pub mod refusals;
pub mod sections;

use chrono::{NaiveDate, TimeDelta};
use kernel::{
    calendar::add_months,
    caller::{Caller, Scope},
    problem::{Problem, say},
};
use uuid::Uuid;

use super::schema::{SheetKind, SheetState};

/// After so many months a published sheet is due for another look.
const REVIEWED_AFTER: i32 = 24;
/// How long the links of mails are good for.
pub const CONFIRM_VALID: TimeDelta = TimeDelta::days(60);
pub const INTERVIEW_VALID: TimeDelta = TimeDelta::days(60);

/// When a sheet that was published on this day is looked at again.
pub fn review_due(published: NaiveDate) -> NaiveDate {
    add_months(published, REVIEWED_AFTER)
}

/// What can be done with a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Edit,
    Submit,
    TakeUp,
    SendBack,
    AskConfirmation,
    RecordConfirmation,
    Interview,
    Publish,
    Archive,
    Restore,
    Discard,
    Comment,
}

impl Verb {
    pub const ALL: [Verb; 12] = [
        Verb::Edit,
        Verb::Submit,
        Verb::TakeUp,
        Verb::SendBack,
        Verb::AskConfirmation,
        Verb::RecordConfirmation,
        Verb::Interview,
        Verb::Publish,
        Verb::Archive,
        Verb::Restore,
        Verb::Discard,
        Verb::Comment,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Edit => "edit",
            Verb::Submit => "submit",
            Verb::TakeUp => "take_up",
            Verb::SendBack => "send_back",
            Verb::AskConfirmation => "ask_confirmation",
            Verb::RecordConfirmation => "record_confirmation",
            Verb::Interview => "interview",
            Verb::Publish => "publish",
            Verb::Archive => "archive",
            Verb::Restore => "restore",
            Verb::Discard => "discard",
            Verb::Comment => "comment",
        }
    }
}

/// What a rule needs to know of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub kind: SheetKind,
    pub state: SheetState,
    pub member: Option<Uuid>,
    /// Whether it was ever published.
    pub known: bool,
}

/// Reads sheets whosever they are: the team, and keys that may.
pub fn reads_all(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::PracticeSheetsRead)
}

/// Sees it as it is worked on: beside those, whoever acts for the organisation whose experience it tells.
pub fn sees(caller: &Caller, member: Option<Uuid>) -> bool {
    reads_all(caller) || member.is_some_and(|member| caller.role_in(member).is_some())
}

/// May begin a sheet of this organisation, or of none.
pub fn may_begin(caller: &Caller, member: Option<Uuid>) -> Result<(), Problem> {
    match member {
        _ if caller.is_coordinator() => Ok(()),
        Some(member) if caller.role_in(member).is_some() => Ok(()),
        _ => Err(caller.not_allowed()),
    }
}

/// Coordinators and administrators do all of it. Who acts for the organisation writes it until it is handed in, and says a
/// word about it until it is published.
pub fn may(verb: Verb, caller: &Caller, it: Standing) -> Result<(), Problem> {
    use SheetState::{Archived, Draft, InReview, Published, Submitted};
    let own = it.member.is_some_and(|member| caller.role_in(member).is_some());
    let theirs = own && matches!(verb, Verb::Edit | Verb::Submit | Verb::Comment | Verb::Discard);
    if !caller.is_coordinator() && !theirs {
        return Err(caller.not_allowed());
    }
    if !caller.is_coordinator() && verb != Verb::Comment && it.state != Draft {
        return Err(refusals::handed_in());
    }
    match (verb, it.state) {
        (Verb::Restore, Archived) => Ok(()),
        (Verb::Restore, _) => Err(Problem::conflict(
            "practice_sheets.not_archived",
            say("Cette fiche n’est pas archivée.", "This sheet is not archived."),
        )),
        (_, Archived) => Err(Problem::conflict(
            "practice_sheets.archived",
            say("Cette fiche est archivée : restaurez-la d’abord.", "This sheet is archived: restore it first."),
        )),
        (Verb::Submit, Draft) | (Verb::TakeUp, Draft | Submitted) => Ok(()),
        (Verb::Submit | Verb::TakeUp, _) => Err(Problem::conflict(
            "practice_sheets.submitted",
            say("Cette fiche est déjà entre les mains de l’équipe.", "This sheet is in the team’s hands already."),
        )),
        (Verb::SendBack, Submitted | InReview) => Ok(()),
        (Verb::SendBack, _) => Err(Problem::conflict(
            "practice_sheets.not_in_review",
            say("Cette fiche n’est pas en relecture.", "This sheet is not in review."),
        )),
        (Verb::AskConfirmation | Verb::RecordConfirmation, InReview | Published) if it.member.is_some() => Ok(()),
        (Verb::AskConfirmation | Verb::RecordConfirmation, InReview | Published) => Err(Problem::conflict(
            "practice_sheets.no_member",
            say("Cette fiche ne parle d’aucun membre.", "This sheet is about no member."),
        )),
        (Verb::AskConfirmation | Verb::RecordConfirmation | Verb::Publish, Draft | Submitted) => {
            Err(Problem::conflict(
                "practice_sheets.not_in_review",
                say("Prenez d’abord cette fiche en relecture.", "Take this sheet up for review first."),
            ))
        }
        (Verb::Interview, Draft) if it.kind == SheetKind::GoodPractice => Ok(()),
        (Verb::Interview, _) => Err(Problem::conflict(
            "practice_sheets.no_interview",
            say(
                "Les dix questions nourrissent le brouillon d’une bonne pratique.",
                "The ten questions feed the draft of a good practice.",
            ),
        )),
        (Verb::Discard, _) if it.known => Err(Problem::conflict(
            "practice_sheets.published_once",
            say(
                "Cette fiche a été publiée : elle s’archive, elle ne se supprime pas.",
                "This sheet was published: it is archived, not thrown away.",
            ),
        )),
        (Verb::Archive, _) if !it.known => Err(Problem::conflict(
            "practice_sheets.never_published",
            say("Cette fiche n’a jamais été publiée : supprimez-la.", "This sheet was never published: throw it away."),
        )),
        (Verb::Publish, InReview | Published) | (Verb::Edit | Verb::Comment | Verb::Discard | Verb::Archive, _) => {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(state: SheetState, member: Option<Uuid>) -> Standing {
        Standing { kind: SheetKind::GoodPractice, state, member, known: state == SheetState::Published }
    }

    #[test]
    fn a_sheet_is_published_from_the_review_only() {
        let house = Caller::House("test");
        let code =
            |state| may(Verb::Publish, &house, sheet(state, None)).err().map(|problem| problem.code().to_owned());
        assert_eq!(code(SheetState::Draft).as_deref(), Some("practice_sheets.not_in_review"));
        assert_eq!(code(SheetState::Submitted).as_deref(), Some("practice_sheets.not_in_review"));
        assert_eq!(code(SheetState::InReview), None);
        assert_eq!(code(SheetState::Published), None);
        assert_eq!(code(SheetState::Archived).as_deref(), Some("practice_sheets.archived"));
    }

    #[test]
    fn nobody_is_asked_to_confirm_what_is_about_no_member() {
        let house = Caller::House("test");
        let asked = may(Verb::AskConfirmation, &house, sheet(SheetState::InReview, None));
        assert_eq!(asked.err().map(|problem| problem.code().to_owned()).as_deref(), Some("practice_sheets.no_member"));
        assert!(may(Verb::AskConfirmation, &house, sheet(SheetState::InReview, Some(Uuid::nil()))).is_ok());
    }

    #[test]
    fn strangers_do_nothing() {
        for verb in Verb::ALL {
            assert!(may(verb, &Caller::Anyone, sheet(SheetState::Draft, Some(Uuid::nil()))).is_err());
        }
        assert!(!sees(&Caller::Anyone, Some(Uuid::nil())));
    }

    #[test]
    fn a_sheet_is_looked_at_again_after_two_years() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(review_due(day("2026-11-23")), day("2028-11-23"));
        assert_eq!(review_due(day("2024-02-29")), day("2026-02-28"));
    }
}
