//! What campaigns hold of members: whom they ask. Letters and answers are held by their ledgers.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving, Merging, Moved, Names, Passed, Ties, Whose},
};
use serde_json::json;
use tables::{campaign_recipient, contact};
use uuid::Uuid;

/// Who was asked.
const ASKED: Ties<campaign_recipient::Entity> =
    Ties { member: campaign_recipient::Column::MemberId, tied: campaign_recipient::Column::Id };
/// Who of its people was written to.
const WRITTEN_TO: Names<campaign_recipient::Entity> =
    Names { row: campaign_recipient::Column::Id, named: campaign_recipient::Column::ContactId };

/// Under which word recipients are moved.
const CAMPAIGNS: &str = "campaigns";

pub struct Recipients;

impl Dependent for Recipients {
    fn tables(&self) -> &'static [&'static str] {
        &["campaign_recipient"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(ASKED.let_go(work, &leaving.members))
    }

    /// Two letters of one campaign stay two, and their links good: an answer to either is an answer.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { moved, .. } = ASKED.pass_over(work, merging).await?;
            let with = WRITTEN_TO.pass_over(work, &merging.contacts).await?;
            if moved.is_empty() && with.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Moved::new(CAMPAIGNS, moved.len(), json!({"moved": moved, "with": with}))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, CAMPAIGNS) else { return Ok(Vec::new()) };
            let back: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            ASKED.hand_over(work, merging.into, merging.from, &back).await?;
            let with: Whose = serde_json::from_value(kept["with"].clone())?;
            WRITTEN_TO.give_back::<contact::Entity>(work, contact::Column::Id, &with).await?;
            Ok(Vec::new())
        })
    }
}
