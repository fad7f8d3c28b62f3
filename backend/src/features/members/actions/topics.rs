//! A topic that has another name, is gone or is back changes the members that have it: their revision moves, their audit
//! tells it, and whoever keeps a copy learns of it.

use kernel::problem::Problem;
use platform::{
    Asker, House, Way,
    audit::{Entry, FieldChange},
    facts::Fact,
    jobs::{Claim, JobKind},
};
use serde_json::json;

use super::{
    super::store::{self, CHUNK},
    bulk,
};
use crate::features::club::TopicChanged;

/// What the club says of its topics.
pub const FACT: &str = TopicChanged::KIND;
pub const FOLLOW_TOPIC: JobKind =
    JobKind { name: "members.follow_topic", run: |house, claim| Box::pin(follow(house, claim)), every: None };

async fn follow(house: House, claim: Claim) -> Result<(), Problem> {
    let TopicChanged { before, after, mut members, .. } = claim.payload()?;
    // Held in one order everywhere, across bundles too.
    members.sort_unstable();
    let work = house.begin(&Asker::house("topics", Way::Job)).await?;
    for chunk in members.chunks(CHUNK) {
        let mut rows = bulk::Rows::default();
        let mut entries = Vec::with_capacity(chunk.len());
        for (id, mut row) in store::lock(work.tx(), chunk).await? {
            row.revision += 1;
            row.updated_at = work.now;
            let change = FieldChange { field: "topics".to_owned(), before: json!(before), after: json!(after) };
            entries.push(Entry::new("update", "member", id, &row.name).with(vec![change]));
            rows.changed_members.push(row);
        }
        bulk::write(&work, rows).await?;
        work.note(entries).await?;
    }
    work.commit().await
}
