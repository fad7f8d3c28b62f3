//! Who sees, changes and shares a view. Pure.

use kernel::{
    caller::{Caller, Scope},
    problem::{Problem, say},
};
use tables::saved_view;
use uuid::Uuid;

/// What can be done with a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Edit,
    Share,
    Archive,
    Restore,
}

impl Verb {
    pub const ALL: [Verb; 4] = [Verb::Edit, Verb::Share, Verb::Archive, Verb::Restore];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Edit => "edit",
            Verb::Share => "share",
            Verb::Archive => "archive",
            Verb::Restore => "restore",
        }
    }
}

/// Reads views: the staff, and keys that read members.
pub fn reads(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::MembersRead) || caller.has_scope(Scope::MembersWrite)
}

/// Shared ones are everybody's to see, the others their owner's.
pub fn sees(caller: &Caller, view: &saved_view::Model) -> bool {
    reads(caller) && (view.shared || owns(caller, view.owner_id) || caller.person().is_none() && caller.is_staff())
}

fn owns(caller: &Caller, owner: Option<Uuid>) -> bool {
    owner.is_some() && caller.person().map(|person| person.account_id) == owner
}

/// Keeps views of its own: a person of the staff.
pub fn keeps(caller: &Caller) -> bool {
    caller.person().is_some() && caller.is_staff()
}

/// Shares views with the team: a coordinator or an administrator.
pub fn shares(caller: &Caller) -> Result<(), Problem> {
    if caller.is_coordinator() {
        return Ok(());
    }
    Err(Problem::refused(
        "views.sharing_by_coordinators",
        say(
            "Seule une personne qui coordonne ou administre le club peut partager une vue.",
            "Only a coordinator or an administrator can share a view.",
        ),
    ))
}

/// Whether this caller may do this with a view that it sees.
pub fn may(verb: Verb, caller: &Caller, view: &saved_view::Model) -> Result<(), Problem> {
    if !owns(caller, view.owner_id) && !caller.is_admin() {
        return Err(Problem::refused(
            "views.of_another",
            say(
                format!("Cette vue est celle de {}\u{202f}: faites-en une copie.", view.owner_name),
                format!("This view is {}’s: make a copy of it.", view.owner_name),
            ),
        ));
    }
    match (verb, view.archived_at.is_some()) {
        (Verb::Share, false) => shares(caller),
        (Verb::Restore, true) | (Verb::Edit | Verb::Archive, false) => Ok(()),
        (Verb::Restore, false) => Err(Problem::conflict(
            "views.not_archived",
            say("Cette vue n’est pas archivée.", "This view is not archived."),
        )),
        (_, true) => Err(Problem::conflict(
            "views.archived",
            say("Cette vue est archivée\u{202f}: restaurez-la d’abord.", "This view is archived: restore it first."),
        )),
    }
}
