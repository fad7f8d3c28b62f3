//! Reactions after the commit.

use kernel::problem::Problem;
use platform::{
    Asker, House, Way,
    jobs::{Claim, JobKind, WorkBook},
};

use super::ledger::{Scope, recompute};

/// What the club says when its settings changed: the cadence or what counts as a contact may be another.
const SETTINGS_CHANGED: &str = "club.settings_changed";

pub fn wire(book: &mut WorkBook) {
    book.listen(
        SETTINGS_CHANGED,
        JobKind { name: "follow_up.recompute", run: |house, claim| Box::pin(recompute_all(house, claim)), every: None },
    );
}

/// Recomputes all members from the truth; repeating it changes nothing.
async fn recompute_all(house: House, _: Claim) -> Result<(), Problem> {
    let work = house.begin(&Asker::house("follow_up", Way::Job)).await?;
    recompute(&work, Scope::All).await?;
    work.commit().await
}
