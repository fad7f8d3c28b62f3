//! Reactions after the commit.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Asker, House, Way,
    jobs::{Claim, JobKind},
};

use super::{actions, facts::KeywordChanged};

/// Has sheets be found by their keywords as these are called now.
pub const FOLLOW_KEYWORD: JobKind =
    JobKind { name: "practice_sheets.follow_keyword", run: follow_keyword, every: None };

/// Sheets written together.
const BUNDLE: usize = 100;

fn follow_keyword(house: House, claim: Claim) -> BoxFuture<'static, Result<(), Problem>> {
    Box::pin(async move {
        let what: KeywordChanged = claim.payload()?;
        for bundle in what.sheets.chunks(BUNDLE) {
            let work = house.begin(&Asker::house("practice_sheets", Way::Job)).await?;
            actions::show::show_all(&work, bundle).await?;
            work.commit().await?;
        }
        Ok(())
    })
}
