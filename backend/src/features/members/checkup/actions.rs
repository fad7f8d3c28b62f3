//! What the holder of a link does with the record, in the transaction of whoever let them in: by then they are known to
//! speak for the member.

use kernel::{
    patch::Change,
    problem::{Problem, say},
};
use platform::Work;
use uuid::Uuid;

use super::{
    super::{
        actions::draft::{self, Edit, Fate, Wish},
        contacts,
        profile::{self, Changed},
        proposals,
        rules::Verb,
        schema::MemberChanges,
    },
    queries,
    schema::{Corrected, HolderFixes, Link, RecordFixes, Successor},
};
use crate::features::club;

/// The record was read by somebody who knows, today.
pub async fn confirm(work: &Work, id: Uuid) -> Result<(), Problem> {
    let today = club::settings(work.tx()).await?.today(work.now);
    let set = MemberChanges { verified_on: Change::Set(today), ..MemberChanges::default() };
    let edit = Edit { id, based_on: None, wish: Wish::Set(Box::new(set)) };
    for (_, fate) in draft::prepare(work, vec![edit]).await? {
        match fate {
            Fate::Changes(draft) => {
                draft::write(work, vec![*draft], "verify", None).await?;
            }
            Fate::Refused { problem, .. } => return Err(problem),
            Fate::Nothing { .. } | Fate::Stale { .. } => {}
        }
    }
    Ok(())
}

/// Corrects it under the club's rules for members. Whoever corrects a part has read the rest.
pub async fn correct(work: &Work, link: Link, fixes: RecordFixes) -> Result<Corrected, Problem> {
    let changed = profile::change_in(work, link.member, None, fixes.changes(), Verb::Edit).await?;
    confirm(work, link.member).await?;
    corrected(work, link, changed).await
}

/// Whom the letter went to corrects themselves, under the club's rules for people; nobody else's data is theirs.
pub async fn correct_holder(work: &Work, link: Link, fixes: HolderFixes) -> Result<Corrected, Problem> {
    if fixes.is_empty() {
        return Ok(Corrected::default());
    }
    let is_theirs = queries::holder(work.tx(), link).await?.is_some();
    let Some(contact) = link.contact.filter(|_| is_theirs) else { return Err(nobody()) };
    let changed = contacts::correct_oneself(work, contact, link.member, fixes.changes()).await?;
    corrected(work, link, changed).await
}

/// What waits answers the letter: whoever asked is told where it went.
async fn corrected(work: &Work, link: Link, changed: Changed) -> Result<Corrected, Problem> {
    answers(work, link, changed.proposal).await?;
    Ok(Corrected { applied: changed.applied, waits: changed.waiting })
}

async fn answers(work: &Work, link: Link, proposal: Option<Uuid>) -> Result<(), Problem> {
    match (proposal, link.letter) {
        (Some(proposal), Some(letter)) => proposals::answers(work, proposal, letter).await,
        _ => Ok(()),
    }
}

/// Asks the team to put somebody in the place of whom the letter went to; or of whom the club talks to first.
pub async fn hand_over(work: &Work, link: Link, who: Successor) -> Result<(), Problem> {
    let proposal = contacts::ask_to_succeed(work, link.member, link.contact, who.contact()).await?;
    answers(work, link, proposal).await
}

fn nobody() -> Problem {
    Problem::refused(
        "members.link_of_nobody",
        say(
            "Ce lien n’est celui d’aucune personne : écrivez à l’équipe du club ce qui a changé.",
            "This link is nobody’s own: tell the club’s team what has changed.",
        ),
    )
}
