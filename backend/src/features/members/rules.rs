//! Who may see and do what with a member, and how its status moves. Pure: the guards enforce it, the answers carry it.

use chrono::NaiveDate;
use kernel::{
    caller::{Caller, Scope},
    problem::{Problem, say},
    trade::{MemberStatus, Precision},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How much of the members a caller sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Staff and the house: everything.
    Staff,
    /// A key: every member; people only with `contacts:read`, private notes only with `members:write`.
    Machine { contacts: bool, notes: bool },
    /// A person of these organisations: their own records, without what staff keep for themselves.
    Own(Vec<Uuid>),
}

impl Sight {
    /// What this caller sees; `None` for whoever sees no member at all.
    pub fn of(caller: &Caller) -> Option<Sight> {
        if caller.is_staff() {
            return Some(Sight::Staff);
        }
        let notes = caller.has_scope(Scope::MembersWrite);
        if notes || caller.has_scope(Scope::MembersRead) {
            let contacts = caller.has_scope(Scope::ContactsRead) || caller.has_scope(Scope::ContactsWrite);
            return Some(Sight::Machine { contacts, notes });
        }
        let own: Vec<Uuid> = caller.person()?.organisations.iter().map(|(id, _)| *id).collect();
        (!own.is_empty()).then_some(Sight::Own(own))
    }

    pub fn covers(&self, member: Uuid) -> bool {
        match self {
            Sight::Own(own) => own.contains(&member),
            _ => true,
        }
    }

    /// Follow-up, referent, source: how the club works with a member, which is not the member's to read.
    pub fn sees_follow_up(&self) -> bool {
        !matches!(self, Sight::Own(_))
    }

    pub fn sees_notes(&self) -> bool {
        matches!(self, Sight::Staff | Sight::Machine { notes: true, .. })
    }

    pub fn sees_contacts(&self) -> bool {
        !matches!(self, Sight::Machine { contacts: false, .. })
    }
}

/// What can be done with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Edit,
    EditContacts,
    ChangeStatus,
    CorrectHistory,
    Archive,
    Restore,
    LogInteraction,
    SeeAudit,
}

impl Verb {
    pub const ALL: [Verb; 8] = [
        Verb::Edit,
        Verb::EditContacts,
        Verb::ChangeStatus,
        Verb::CorrectHistory,
        Verb::Archive,
        Verb::Restore,
        Verb::LogInteraction,
        Verb::SeeAudit,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Edit => "edit",
            Verb::EditContacts => "edit_contacts",
            Verb::ChangeStatus => "change_status",
            Verb::CorrectHistory => "correct_history",
            Verb::Archive => "archive",
            Verb::Restore => "restore",
            Verb::LogInteraction => "log_interaction",
            Verb::SeeAudit => "see_audit",
        }
    }
}

/// What a rule needs to know of a member.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub archived: bool,
    pub ex_officio: bool,
}

/// Keeps members: coordinator, administrator, or a key with `members:write`.
pub fn keeps(caller: &Caller) -> bool {
    caller.is_coordinator() || caller.has_scope(Scope::MembersWrite)
}

/// Whether this caller may do this with a member that it sees.
pub fn may(verb: Verb, caller: &Caller, member: Standing) -> Result<(), Problem> {
    let allowed = match verb {
        Verb::Edit | Verb::ChangeStatus | Verb::Archive | Verb::Restore => keeps(caller),
        Verb::EditContacts => caller.is_coordinator() || caller.has_scope(Scope::ContactsWrite),
        Verb::LogInteraction => caller.is_coordinator() || caller.has_scope(Scope::InteractionsWrite),
        Verb::CorrectHistory => caller.is_admin(),
        Verb::SeeAudit => caller.is_staff(),
    };
    if !allowed {
        return Err(refusal(verb, caller));
    }
    match verb {
        Verb::SeeAudit => Ok(()),
        Verb::Restore if member.archived => Ok(()),
        Verb::Restore => Err(Problem::conflict(
            "members.not_archived",
            say("Cette fiche n’est pas archivée.", "This record is not archived."),
        )),
        _ if member.archived => Err(Problem::conflict(
            "members.archived",
            say(
                "Cette fiche est archivée\u{202f}: restaurez-la d’abord.",
                "This record is archived: restore it first.",
            ),
        )),
        Verb::Archive if member.ex_officio => Err(by_right()),
        _ => Ok(()),
    }
}

fn refusal(verb: Verb, caller: &Caller) -> Problem {
    if verb == Verb::CorrectHistory && caller.is_staff() {
        return Problem::refused(
            "members.administrator_only",
            say(
                "Seule une personne qui administre le club peut corriger l’historique.",
                "Only an administrator can correct the history.",
            ),
        );
    }
    if caller.person().is_some_and(|person| person.role.is_none()) {
        return Problem::refused(
            "members.staff_only",
            say(
                "Seule l’équipe du club peut le faire\u{202f}: signalez-lui ce qui a changé.",
                "Only the club’s team can do this: tell them what has changed.",
            ),
        );
    }
    Problem::refused(
        "accounts.not_allowed",
        say("Votre rôle ne permet pas cette action.", "Your role does not allow this."),
    )
}

/// A commune of the territory is a member by right (MEM-06).
pub fn by_right() -> Problem {
    Problem::conflict(
        "members.ex_officio",
        say(
            "Cette commune est membre de droit tant qu’elle fait partie du territoire\u{202f}: retirez-la d’abord du territoire.",
            "This commune is a member by right as long as it belongs to the territory: take it out of the territory first.",
        ),
    )
}

/// One step of a member's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub status: MemberStatus,
    pub since: NaiveDate,
    pub precision: Precision,
    pub reason: Option<String>,
}

/// What a history comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    pub status: MemberStatus,
    /// The first day as an active member.
    pub joined_on: Option<NaiveDate>,
    /// The day it left, for one that has left.
    pub left_on: Option<NaiveDate>,
}

/// The only place where status, `joined_on` and `left_on` come from: the steps, oldest first.
pub fn derive(history: &[Step]) -> Derived {
    let status = history.last().map_or(MemberStatus::Prospect, |step| step.status);
    let joined_on = history.iter().find(|step| step.status == MemberStatus::Active).map(|step| step.since);
    let left_on = history.last().filter(|step| step.status == MemberStatus::Left).map(|step| step.since);
    Derived { status, joined_on, left_on }
}

/// Whether `step` may be added behind `history`.
pub fn may_follow(history: &[Step], step: &Step, ex_officio: bool) -> Result<(), Problem> {
    let Some(last) = history.last() else { return Ok(()) };
    if step.status == last.status {
        return Err(Problem::conflict(
            "members.same_status",
            say("Ce membre a déjà ce statut.", "This member already has this status."),
        ));
    }
    if ex_officio && step.status == MemberStatus::Left {
        return Err(by_right());
    }
    let was_active = history.iter().any(|step| step.status == MemberStatus::Active);
    if was_active && matches!(step.status, MemberStatus::Prospect | MemberStatus::Invited) {
        return Err(Problem::conflict(
            "members.status_backwards",
            say(
                "Ce membre a déjà adhéré\u{202f}: il peut être actif, en pause ou parti.",
                "This member has already joined: it can be active, paused or left.",
            ),
        ));
    }
    if step.since < last.since {
        return Err(Problem::invalid_field(
            "/since",
            "members.since_before_last",
            say(
                format!(
                    "Le statut précédent date du {}\u{202f}: indiquez ce jour ou un jour suivant.",
                    kernel::dates::french(last.since, Precision::Day)
                ),
                format!("The previous status dates from {}: give that day or a later one.", last.since),
            ),
        ));
    }
    Ok(())
}

/// A day as people know it: `2014`, `2014-03` or `2014-03-21`; the first day of what is meant, and how precise it is.
pub fn read_since(text: &str, today: NaiveDate) -> Result<(NaiveDate, Precision), Problem> {
    let text = text.trim();
    let read = match text.len() {
        4 => format!("{text}-01-01").parse().ok().map(|day| (day, Precision::Year)),
        7 => format!("{text}-01").parse().ok().map(|day| (day, Precision::Month)),
        10 => text.parse().ok().map(|day| (day, Precision::Day)),
        _ => None,
    };
    let (day, precision): (NaiveDate, Precision) = read.ok_or_else(|| {
        Problem::invalid_field(
            "/since",
            "members.since_unreadable",
            say(
                "Indiquez un jour (2014-03-21), un mois (2014-03) ou une année (2014).",
                "Give a day (2014-03-21), a month (2014-03) or a year (2014).",
            ),
        )
    })?;
    if day > today {
        return Err(Problem::invalid_field(
            "/since",
            "members.since_in_future",
            say("Ce jour n’est pas encore venu.", "This day has not come yet."),
        ));
    }
    Ok((day, precision))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(status: MemberStatus, since: &str) -> Step {
        Step { status, since: day(since), precision: Precision::Day, reason: None }
    }

    #[test]
    fn joined_is_the_first_active_day_and_left_the_last_departure() {
        use MemberStatus::{Active, Left, Prospect};
        let there_and_back = [step(Prospect, "2013-01-01"), step(Active, "2014-02-01"), step(Left, "2015-06-30")];
        assert_eq!(
            derive(&there_and_back),
            Derived { status: Left, joined_on: Some(day("2014-02-01")), left_on: Some(day("2015-06-30")) }
        );
        let back = [there_and_back.to_vec(), vec![step(Active, "2016-01-01")]].concat();
        assert_eq!(derive(&back), Derived { status: Active, joined_on: Some(day("2014-02-01")), left_on: None });
    }

    #[test]
    fn a_day_may_be_known_to_the_month_or_the_year() {
        let today = day("2026-11-23");
        assert_eq!(read_since("2014", today).unwrap(), (day("2014-01-01"), Precision::Year));
        assert_eq!(read_since("2014-03", today).unwrap(), (day("2014-03-01"), Precision::Month));
        assert_eq!(read_since("2014-03-21", today).unwrap(), (day("2014-03-21"), Precision::Day));
        for wrong in ["2014-3", "14", "2014-02-30", "2026-11-24", "demain"] {
            assert_eq!(read_since(wrong, today).unwrap_err().status(), 422, "{wrong}");
        }
    }
}
