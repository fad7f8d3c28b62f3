//! Who may do what with an account. Pure: the guard refuses with it, the action checks it again, the answer carries it.

use kernel::{
    caller::{Caller, MemberRole},
    problem::{Problem, Say, say},
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
    /// One is in force.
    pub second_factor: bool,
    /// The club demands one of this account.
    pub second_factor_required: bool,
}

/// Each verb: allowed, or refused with the sentence that says why.
pub struct Abilities {
    pub edit: Result<(), Problem>,
    /// Of somebody else: they did not prove that it is theirs.
    pub change_email: Result<(), Problem>,
    pub change_role: Result<(), Problem>,
    pub disable: Result<(), Problem>,
    pub restore: Result<(), Problem>,
    pub invite: Result<(), Problem>,
    /// Of somebody else, who lost it.
    pub reset_second_factor: Result<(), Problem>,
    /// Of one's own.
    pub turn_off_second_factor: Result<(), Problem>,
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
        change_email: admin().and_then(|()| conflict(own, own_email)),
        change_role: admin().and_then(|()| conflict(subject.last_administrator, last_administrator)),
        disable: admin()
            .and_then(|()| conflict(subject.last_administrator, last_administrator))
            .and_then(|()| conflict(subject.disabled, already_disabled)),
        restore: admin().and_then(|()| conflict(!subject.disabled, not_disabled)),
        invite: admin()
            .and_then(|()| conflict(subject.disabled, already_disabled))
            .and_then(|()| conflict(!subject.invited, already_in)),
        reset_second_factor: admin()
            .and_then(|()| conflict(own, own_second_factor))
            .and_then(|()| conflict(!subject.second_factor, second_factor_off)),
        turn_off_second_factor: if own { Ok(()) } else { Err(holder_only()) }
            .and_then(|()| conflict(!subject.second_factor, second_factor_off))
            .and_then(|()| conflict(subject.second_factor_required, second_factor_required)),
    }
}

/// Sees to who acts for a member: its managers, and administrators.
pub fn keeps_colleagues(caller: &Caller, member: Uuid) -> Result<(), Problem> {
    if caller.is_admin() || caller.role_in(member) == Some(MemberRole::Manager) {
        return Ok(());
    }
    Err(Problem::refused(
        "accounts.managers_only",
        say(
            "Seule une personne qui gère la fiche de l’organisation choisit qui agit pour elle.",
            "Only a person who manages the organisation’s record chooses who acts for it.",
        ),
    ))
}

/// Whether this seat lets somebody manage the record now.
pub fn manages_now(role: MemberRole, disabled: bool) -> bool {
    role == MemberRole::Manager && !disabled
}

/// Somebody always manages a record that somebody managed.
pub fn leaves_a_manager(last: bool) -> Result<(), Problem> {
    if !last {
        return Ok(());
    }
    Err(Problem::conflict(
        "accounts.last_manager",
        say(
            "C’est la dernière personne qui gère cette fiche : donnez d’abord ce rôle à quelqu’un d’autre.",
            "This is the last person who manages this record: give that role to somebody else first.",
        ),
    ))
}

pub fn second_factor_off() -> Problem {
    Problem::conflict(
        "accounts.second_factor_off",
        say("La connexion en deux étapes n’est pas en place.", "Sign-in in two steps is not set up."),
    )
}

fn own_email() -> Problem {
    Problem::conflict_at("/email", "accounts.own_email", by_my_account())
}

fn own_second_factor() -> Problem {
    Problem::conflict("accounts.own_second_factor", by_my_account())
}

fn by_my_account() -> Say {
    say(
        "Pour la vôtre, passez par « Mon compte », avec votre mot de passe.",
        "For your own, go by “My account”, with your password.",
    )
}

fn second_factor_required() -> Problem {
    Problem::conflict(
        "accounts.second_factor_required",
        say(
            "Le club demande la connexion en deux étapes à toute son équipe : vous pouvez changer d’application, pas vous en passer.",
            "The club demands sign-in in two steps of its whole team: you can change the authenticator, not do without.",
        ),
    )
}

fn holder_only() -> Problem {
    Problem::refused(
        "accounts.holder_only",
        say("Seule la personne à qui est ce compte peut le faire.", "Only the person whose account it is can do this."),
    )
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
    use kernel::caller::{SecondFactor, StaffRole};

    fn someone(role: Option<StaffRole>) -> Caller {
        Caller::Person(kernel::caller::SignedIn {
            account_id: kernel::ids::new_id(),
            person_id: kernel::ids::new_id(),
            session_id: kernel::ids::new_id(),
            name: String::new(),
            role,
            second_factor: SecondFactor::Absent,
            organisations: Vec::new(),
        })
    }

    fn subject() -> Subject {
        Subject {
            id: kernel::ids::new_id(),
            disabled: false,
            invited: true,
            last_administrator: false,
            second_factor: false,
            second_factor_required: false,
        }
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
    fn an_address_is_changed_by_another_or_with_the_password() {
        let admin = someone(Some(StaffRole::Admin));
        let mine = Subject { id: admin.person().unwrap().account_id, ..subject() };
        let code = |decision: Result<(), Problem>| decision.unwrap_err().code().to_owned();
        assert!(abilities(&admin, &subject()).change_email.is_ok());
        assert_eq!(code(abilities(&admin, &mine).change_email), "accounts.own_email");
        assert_eq!(code(abilities(&someone(None), &subject()).change_email), "accounts.administrators_only");
    }

    #[test]
    fn a_second_factor_is_turned_off_by_its_holder_and_reset_by_another() {
        let admin = someone(Some(StaffRole::Admin));
        let mine = Subject { id: admin.person().unwrap().account_id, second_factor: true, ..subject() };
        let code = |decision: Result<(), Problem>| decision.unwrap_err().code().to_owned();
        assert!(abilities(&admin, &mine).turn_off_second_factor.is_ok());
        assert_eq!(code(abilities(&admin, &mine).reset_second_factor), "accounts.own_second_factor");
        let demanded = Subject { second_factor_required: true, ..mine };
        assert_eq!(code(abilities(&admin, &demanded).turn_off_second_factor), "accounts.second_factor_required");
        let theirs = Subject { second_factor: true, ..subject() };
        assert!(abilities(&admin, &theirs).reset_second_factor.is_ok());
        assert_eq!(code(abilities(&admin, &theirs).turn_off_second_factor), "accounts.holder_only");
        assert_eq!(code(abilities(&admin, &subject()).reset_second_factor), "accounts.second_factor_off");
        let coordinator = someone(Some(StaffRole::Coordinator));
        assert_eq!(code(abilities(&coordinator, &theirs).reset_second_factor), "accounts.administrators_only");
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
