//! What the holder of a link does with the record, in the transaction of whoever let them in: by then they are known to
//! speak for the member.

use kernel::{patch::Change, problem::Problem};
use platform::Work;
use uuid::Uuid;

use super::{
    super::{
        actions::draft::{self, Edit, Fate, Wish},
        contacts, profile,
        rules::Verb,
        schema::MemberChanges,
    },
    schema::{Corrected, RecordFixes, Successor},
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
pub async fn correct(work: &Work, id: Uuid, fixes: RecordFixes) -> Result<Corrected, Problem> {
    let changed = profile::change_in(work, id, None, fixes.changes(), Verb::Edit).await?;
    confirm(work, id).await?;
    Ok(Corrected { applied: changed.applied, waits: changed.proposal.is_some() })
}

/// Asks the team to put somebody in the place of `before`, who was written to; or of whom the club talks to first.
pub async fn hand_over(work: &Work, id: Uuid, before: Option<Uuid>, who: Successor) -> Result<(), Problem> {
    contacts::ask_to_succeed(work, id, before, who.contact()).await
}
