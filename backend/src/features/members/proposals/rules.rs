//! Who may do what with a proposal. Pure.

use kernel::{
    caller::Caller,
    problem::{Problem, say},
    trade::{ProposalAbout, ProposalState, Verdict},
};
use tables::{proposal, proposal_field};

use super::super::rules;

/// How long one may think again before whoever asked is told, in seconds.
pub const GRACE_SECONDS: i64 = 30;
/// From how many days on a proposal has waited long.
pub const LATE_DAYS: i64 = 7;

/// Decides what waits.
pub fn may_decide(caller: &Caller, row: &proposal::Model) -> Result<(), Problem> {
    if !caller.is_coordinator() {
        return Err(caller.not_allowed());
    }
    if row.state == ProposalState::Waiting { Ok(()) } else { Err(decided()) }
}

/// Takes back what was asked for: those who manage the member.
pub fn may_withdraw(caller: &Caller, row: &proposal::Model) -> Result<(), Problem> {
    if !rules::manages(caller, row.member_id) {
        return Err(caller.not_allowed());
    }
    if row.state == ProposalState::Waiting { Ok(()) } else { Err(decided()) }
}

/// Takes decisions back, as long as nobody was told of them.
pub fn may_reopen(caller: &Caller, row: &proposal::Model, fields: &[proposal_field::Model]) -> Result<(), Problem> {
    if !caller.is_coordinator() {
        return Err(caller.not_allowed());
    }
    if row.told_at.is_some() {
        return Err(Problem::conflict(
            "members.proposal_told",
            say(
                "L’organisation a déjà été prévenue : corrigez sa fiche, et écrivez-lui pourquoi.",
                "The organisation was told already: correct its record, and write to it why.",
            ),
        ));
    }
    let is = |verdict| fields.iter().any(|field| field.verdict == verdict);
    if !is(Verdict::Accepted) && !is(Verdict::Refused) {
        return Err(Problem::conflict(
            "members.proposal_waits",
            say("Rien n’a encore été décidé.", "Nothing was decided yet."),
        ));
    }
    if row.about != ProposalAbout::Record && is(Verdict::Accepted) {
        return Err(Problem::conflict(
            "members.proposal_of_people",
            say(
                "Ce changement de personne est fait : corrigez-le dans « Personnes ».",
                "This change of a person is made: correct it under “People”.",
            ),
        ));
    }
    Ok(())
}

pub fn decided() -> Problem {
    Problem::conflict(
        "members.proposal_decided",
        say("Plus rien n’attend dans cette demande.", "Nothing of this request waits any more."),
    )
}
