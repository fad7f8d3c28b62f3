//! Who may see and do what with a member; how its status moves is in `history`. Pure: the guards enforce it, the answers carry it.

mod history;
pub mod moderation;

use kernel::{
    caller::{Caller, MemberRole, Scope},
    problem::{Problem, Say, say},
};
use serde_json::json;
use uuid::Uuid;

pub use history::{Step, derive, may_follow, next_statuses, read_since, takes_back, united};

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
    /// What is its own: by those who manage the member.
    EditProfile,
    EditContacts,
    /// Forgetting people, and what they said about being written to.
    KeepContacts,
    ChangeStatus,
    CorrectHistory,
    Archive,
    Restore,
    LogInteraction,
    SeeAudit,
    Merge,
    Unmerge,
}

impl Verb {
    pub const ALL: [Verb; 12] = [
        Verb::Edit,
        Verb::EditProfile,
        Verb::EditContacts,
        Verb::KeepContacts,
        Verb::ChangeStatus,
        Verb::CorrectHistory,
        Verb::Archive,
        Verb::Restore,
        Verb::LogInteraction,
        Verb::SeeAudit,
        Verb::Merge,
        Verb::Unmerge,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Edit => "edit",
            Verb::EditProfile => "edit_profile",
            Verb::EditContacts => "edit_contacts",
            Verb::KeepContacts => "keep_contacts",
            Verb::ChangeStatus => "change_status",
            Verb::CorrectHistory => "correct_history",
            Verb::Archive => "archive",
            Verb::Restore => "restore",
            Verb::LogInteraction => "log_interaction",
            Verb::SeeAudit => "see_audit",
            Verb::Merge => "merge",
            Verb::Unmerge => "unmerge",
        }
    }
}

/// What a rule needs to know of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    pub id: Uuid,
    pub archived: bool,
    pub ex_officio: bool,
    /// The record that it is part of now.
    pub merged_into: Option<Uuid>,
}

/// Keeps members: coordinator, administrator, or a key with `members:write`.
pub fn keeps(caller: &Caller) -> bool {
    caller.is_coordinator() || caller.has_scope(Scope::MembersWrite)
}

/// Manages this member: keeps its record and people from within.
pub fn manages(caller: &Caller, member: Uuid) -> bool {
    caller.role_in(member) == Some(MemberRole::Manager)
}

/// Changes this member's people only as its own manager: the club's rules for members hold.
pub fn edits_contacts_from_within(caller: &Caller) -> bool {
    !(caller.is_coordinator() || caller.has_scope(Scope::ContactsWrite))
}

/// Whether this caller may do this with a member that it sees.
pub fn may(verb: Verb, caller: &Caller, member: Standing) -> Result<(), Problem> {
    let allowed = match verb {
        Verb::Edit | Verb::ChangeStatus | Verb::Archive | Verb::Restore | Verb::Merge | Verb::Unmerge => keeps(caller),
        Verb::EditProfile => manages(caller, member.id),
        Verb::EditContacts => !edits_contacts_from_within(caller) || manages(caller, member.id),
        Verb::KeepContacts => !edits_contacts_from_within(caller),
        Verb::LogInteraction => caller.is_coordinator() || caller.has_scope(Scope::InteractionsWrite),
        Verb::CorrectHistory => caller.is_admin(),
        Verb::SeeAudit => caller.is_staff(),
    };
    if !allowed {
        return Err(refusal(verb, caller, member));
    }
    match verb {
        Verb::SeeAudit => Ok(()),
        Verb::Unmerge if member.merged_into.is_some() => Ok(()),
        Verb::Unmerge => Err(Problem::conflict(
            "members.not_merged",
            say("Cette fiche n’a pas été fusionnée.", "This record was not merged."),
        )),
        _ if member.merged_into.is_some() => Err(merged(409, member.merged_into, None)),
        Verb::Restore if member.archived => Ok(()),
        Verb::Restore => Err(Problem::conflict(
            "members.not_archived",
            say("Cette fiche n’est pas archivée.", "This record is not archived."),
        )),
        _ if member.archived => Err(Problem::conflict(
            "members.archived",
            say(
                "Cette fiche est archivée\u{202f}: rétablissez-la d’abord.",
                "This record is archived: restore it first.",
            ),
        )),
        Verb::Archive if member.ex_officio => Err(by_right()),
        _ => Ok(()),
    }
}

fn refusal(verb: Verb, caller: &Caller, member: Standing) -> Problem {
    if verb == Verb::CorrectHistory && caller.is_staff() {
        return Problem::refused(
            "members.administrator_only",
            say(
                "Seule une personne qui administre le club peut corriger l’historique.",
                "Only an administrator can correct the history.",
            ),
        );
    }
    let within = caller.role_in(member.id).is_some();
    if within && matches!(verb, Verb::EditProfile | Verb::EditContacts) {
        return Problem::refused(
            "members.managers_only",
            say(
                "Seule une personne qui gère cette fiche pour votre organisation peut la modifier.",
                "Only a person who manages this record for your organisation can change it.",
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
    caller.not_allowed()
}

/// A record that is part of another one by now: that one is named, and found.
pub fn merged(status: u16, into: Option<Uuid>, name: Option<&str>) -> Problem {
    let sentence = match name {
        Some(name) => say(
            format!(
                "Cette fiche a été fusionnée avec «\u{202f}{name}\u{202f}»\u{202f}: c’est là qu’elle se trouve maintenant."
            ),
            format!("This record was merged into “{name}”: that is where it is now."),
        ),
        None => say(
            "Cette fiche a été fusionnée avec une autre\u{202f}: c’est là qu’elle se trouve maintenant.",
            "This record was merged into another one: that is where it is now.",
        ),
    };
    Problem::new(status, "members.merged", sentence).with("merged_into", json!({"id": into, "name": name}))
}

/// A commune of the territory is a member by right (MEM-06).
pub fn by_right() -> Problem {
    Problem::conflict("members.ex_officio", stays_a_member())
}

/// The same, at the field that would make it something else.
pub fn by_right_at(pointer: &str) -> Problem {
    Problem::conflict_at(pointer, "members.ex_officio", stays_a_member())
}

fn stays_a_member() -> Say {
    say(
        "Cette commune est membre de droit tant qu’elle fait partie du territoire\u{202f}: retirez-la d’abord du territoire.",
        "This commune is a member by right as long as it belongs to the territory: take it out of the territory first.",
    )
}
