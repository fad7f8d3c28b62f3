//! Setting the terms.

use kernel::problem::Problem;
use platform::{
    Asker, House,
    audit::{self, Entry, differences},
};
use uuid::Uuid;

use super::super::{queries, rules, schema::Terms, store};
use crate::features::club;

/// Under which the audit knows the terms, which have no id of their own.
const IN_AUDIT: Uuid = Uuid::nil();

/// Puts these in the place of those that were read.
pub async fn put(house: &House, by: &Asker, based_on: i64, terms: Terms) -> Result<(), Problem> {
    rules::may_govern(&by.caller)?;
    rules::is_as_measured(&terms.accessibility)?;
    let work = house.begin(by).await?;
    // Held by the club's row: the terms have none at first.
    let club = club::settings_held(work.tx()).await?;
    let (before, revision, _) = queries::terms_in(work.tx()).await?;
    if revision != based_on {
        return Err(audit::stale(work.tx(), "privacy", IN_AUDIT, revision).await?);
    }
    let (was, is) = (serde_json::to_value(&before)?, serde_json::to_value(&terms)?);
    let changes = differences(&was, &is);
    if changes.is_empty() {
        return Ok(());
    }
    store::put_terms(&work, is, revision + 1).await?;
    work.note(vec![Entry::new("change", "privacy", IN_AUDIT, &club.name).with(changes)]).await?;
    work.commit().await
}
