//! Who decides about a request, and which can be decided. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::Caller,
    problem::{Problem, say},
};

use super::schema::JoinState;

/// How long the link in the mail is good for.
pub const VALID: TimeDelta = TimeDelta::hours(48);
/// The very same form within this time is the first one sent twice; later, somebody wants another mail.
pub const SENT_TWICE: TimeDelta = TimeDelta::minutes(10);
/// From then on, one that waits stands out.
const LATE: TimeDelta = TimeDelta::days(7);

/// Coordinators and administrators decide, about what waits.
pub fn may_decide(caller: &Caller, state: JoinState) -> Result<(), Problem> {
    if !caller.is_coordinator() {
        return Err(caller.not_allowed());
    }
    if state == JoinState::Waiting { Ok(()) } else { Err(decided()) }
}

/// Administrators forget what was refused, or replaced. Who was taken in is somebody of a member, and is erased there.
pub fn may_erase(caller: &Caller, state: JoinState) -> Result<(), Problem> {
    if !caller.is_admin() {
        return Err(caller.not_allowed());
    }
    match state {
        JoinState::Refused | JoinState::Replaced => Ok(()),
        JoinState::Waiting => Err(Problem::conflict(
            "members.join_waits",
            say(
                "Cette demande attend une réponse : refusez-la d’abord.",
                "This request waits for an answer: refuse it first.",
            ),
        )),
        JoinState::Approved => Err(Problem::conflict(
            "members.join_approved",
            say(
                "Cette organisation a rejoint le club : effacez la personne depuis la fiche du membre.",
                "This organisation has joined the club: erase the person from the member’s record.",
            ),
        )),
    }
}

pub fn another_waits() -> Problem {
    Problem::conflict(
        "members.join_another_waits",
        say(
            "Une autre demande de la même adresse attend une réponse : répondez-y d’abord.",
            "Another request from the same address waits for an answer: answer it first.",
        ),
    )
}

pub fn is_late(state: JoinState, confirmed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    state == JoinState::Waiting && confirmed_at.is_some_and(|at| now - at > LATE)
}

pub fn decided() -> Problem {
    Problem::conflict(
        "members.join_decided",
        say("Cette demande a déjà reçu une réponse.", "This request has been answered already."),
    )
}

pub fn closed() -> Problem {
    Problem::conflict(
        "members.join_closed",
        say(
            "Le club ne prend pas de demande d’adhésion en ligne pour l’instant.",
            "The club does not take requests to join online for now.",
        ),
    )
}

pub fn link_spent() -> Problem {
    Problem::invalid_field(
        "/token",
        "members.join_link_spent",
        say(
            "Ce lien a expiré. Remplissez à nouveau la demande : cela prend deux minutes.",
            "This link has expired. Fill in the request anew: it takes two minutes.",
        ),
    )
}

pub fn reason_needed() -> Problem {
    Problem::invalid_field(
        "/reason",
        "members.join_reason_needed",
        say("Dites pourquoi : la personne le lira.", "Say why: the person will read it."),
    )
}

pub fn unknown_member() -> Problem {
    Problem::invalid_field(
        "/member_id",
        "members.unknown_member",
        say("Ce membre n’existe pas.", "This member does not exist."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_refused_or_replaced_is_forgotten() {
        let code = |state| {
            let refused = may_erase(&Caller::House("test"), state).err();
            refused.map(|problem| problem.code().to_owned())
        };
        assert_eq!([code(JoinState::Refused), code(JoinState::Replaced)], [None, None]);
        assert_eq!(code(JoinState::Waiting).as_deref(), Some("members.join_waits"));
        assert_eq!(code(JoinState::Approved).as_deref(), Some("members.join_approved"));
        assert!(may_erase(&Caller::Anyone, JoinState::Refused).is_err());
    }
}
