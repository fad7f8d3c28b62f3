//! What belongs to a member and goes with it: history, topics, values of fields, contacts, the request it came by; and people and addresses nobody else needs.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving, Merging, Moved, Renaming},
    forgetting::Forgotten,
};

use super::{actions::bulk, join, merge};

pub struct Records;

impl Dependent for Records {
    fn tables(&self) -> &'static [&'static str] {
        &[
            "member_text",
            "member_status",
            "member_topic",
            "member_value",
            "contact",
            "contact_text",
            "not_duplicate",
            "join_request",
        ]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            bulk::remove(work, &leaving.members).await?;
            bulk::remove_unused(work, &leaving.persons, &leaving.addresses).await
        })
    }

    /// History, topics, values and people need choices: the merge itself puts them together.
    fn rename<'a>(&'a self, work: &'a Work, renaming: &'a Renaming) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(bulk::rename(work, renaming))
    }

    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(merge::hand_dismissals_over(work, merging))
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        _: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            merge::give_dismissals_back(work, moved).await?;
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(join::forget(work, who))
    }
}
