//! Reports go with the member that they are about, and pass over with it.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving, Merging, Moved, Passed, Ties},
    forgetting::Forgotten,
};
use serde_json::json;
use tables::member_report;
use uuid::Uuid;

use super::store;

/// What was reported of a member.
const REPORTED: Ties<member_report::Entity> =
    Ties { member: member_report::Column::MemberId, tied: member_report::Column::Id };

/// Under which word reports are moved.
const REPORTS: &str = "reports";

pub struct Reports;

impl Dependent for Reports {
    fn tables(&self) -> &'static [&'static str] {
        &["member_report"]
    }

    /// What a stranger says of a member keeps nobody from taking it away.
    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(REPORTED.let_go(work, &leaving.members))
    }

    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { moved, .. } = REPORTED.pass_over(work, merging).await?;
            if moved.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Moved::new(REPORTS, moved.len(), json!(moved))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, REPORTS) else { return Ok(Vec::new()) };
            let back: Vec<Uuid> = serde_json::from_value(kept.clone())?;
            REPORTED.hand_over(work, merging.into, merging.from, &back).await?;
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::forget(work, who))
    }
}
