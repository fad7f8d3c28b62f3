//! Who may do what with an account. Pure: the guard refuses with it, the action checks it again, the answer carries it.

use kernel::{
    caller::Caller,
    problem::{Problem, say},
};
use uuid::Uuid;

/// What the rules need to know of an account.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    pub id: Uuid,
    pub disabled: bool,
    /// Has neither chosen a password nor signed in yet.
    pub invited: bool,
    /// Nobody else could administer the club.
    pub last_administrator: bool,
}

/// Each verb: allowed, or refused with the sentence that says why.
pub struct Abilities {
    pub edit: Result<(), Problem>,
    pub change_role: Result<(), Problem>,
    pub disable: Result<(), Problem>,
    pub restore: Result<(), Problem>,
    pub invite: Result<(), Problem>,
}

fn administrators_only() -> Problem {
    Problem::refused(
        "accounts.administrators_only",
        say(
            "Seule une personne qui administre le club peut gérer les comptes.",
            "Only an administrator can manage accounts.",
        ),
    )
}

pub fn last_administrator() -> Problem {
    Problem::conflict(
        "accounts.last_administrator",
        say(
            "C’est le dernier compte qui administre le club : nommez d’abord quelqu’un d’autre.",
            "This is the last account that administers the club: appoint somebody else first.",
        ),
    )
}

pub fn abilities(caller: &Caller, subject: &Subject) -> Abilities {
    let admin = || if caller.is_admin() { Ok(()) } else { Err(administrators_only()) };
    let own = caller.person().is_some_and(|person| person.account_id == subject.id);
    let conflict = |broken: bool, problem: fn() -> Problem| if broken { Err(problem()) } else { Ok(()) };
    Abilities {
        edit: if own { Ok(()) } else { admin() },
        change_role: admin().and_then(|()| conflict(subject.last_administrator, last_administrator)),
        disable: admin()
            .and_then(|()| conflict(subject.last_administrator, last_administrator))
            .and_then(|()| conflict(subject.disabled, already_disabled)),
        restore: admin().and_then(|()| conflict(!subject.disabled, not_disabled)),
        invite: admin()
            .and_then(|()| conflict(subject.disabled, already_disabled))
            .and_then(|()| conflict(!subject.invited, already_in)),
    }
}

fn already_disabled() -> Problem {
    Problem::conflict("accounts.disabled", say("Ce compte est désactivé.", "This account is disabled."))
}

fn not_disabled() -> Problem {
    Problem::conflict("accounts.not_disabled", say("Ce compte n’est pas désactivé.", "This account is not disabled."))
}

fn already_in() -> Problem {
    Problem::conflict(
        "accounts.already_in",
        say(
            "Cette personne s’est déjà connectée : elle n’a plus besoin d’invitation.",
            "This person has already signed in and needs no invitation any more.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::caller::StaffRole;

    fn someone(role: Option<StaffRole>) -> Caller {
        Caller::Person(kernel::caller::SignedIn {
            account_id: kernel::ids::new_id(),
            person_id: kernel::ids::new_id(),
            session_id: kernel::ids::new_id(),
            name: String::new(),
            role,
            organisations: Vec::new(),
        })
    }

    fn subject() -> Subject {
        Subject { id: kernel::ids::new_id(), disabled: false, invited: true, last_administrator: false }
    }

    #[test]
    fn only_administrators_manage_accounts() {
        let subject = subject();
        for role in [None, Some(StaffRole::Reader), Some(StaffRole::Coordinator)] {
            let may = abilities(&someone(role), &subject);
            assert!([&may.edit, &may.change_role, &may.disable, &may.invite].iter().all(|verb| verb.is_err()));
        }
        let may = abilities(&someone(Some(StaffRole::Admin)), &subject);
        assert!(may.edit.is_ok() && may.change_role.is_ok() && may.disable.is_ok() && may.invite.is_ok());
        assert_eq!(may.restore.unwrap_err().code(), "accounts.not_disabled");
    }

    #[test]
    fn the_last_administrator_stays() {
        let subject = Subject { invited: false, last_administrator: true, ..subject() };
        let may = abilities(&someone(Some(StaffRole::Admin)), &subject);
        for verb in [may.change_role, may.disable] {
            let problem = verb.unwrap_err();
            assert_eq!((problem.status(), problem.code()), (409, "accounts.last_administrator"));
        }
    }
}
