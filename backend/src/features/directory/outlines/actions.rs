//! Having outlines fetched, and putting those of a file.

use std::collections::HashSet;

use kernel::problem::Problem;
use platform::{
    Asker, House, Work,
    audit::{self, Entry},
};
use serde_json::{Value, json};
use tables::{outline, outline_set};
use uuid::Uuid;

use super::{
    geojson,
    jobs::{self, ToFetch},
    queries, rules,
    rules::Verb,
    schema::{OutlineFile, OutlineOrigin},
    store,
};
use crate::features::club;

/// Under which the audit knows the outlines, which have no id of their own.
const RECORD: &str = "outlines";
const IN_AUDIT: Uuid = Uuid::nil();

/// The outlines, held for one who may do this; whoever changes them waits for the others.
async fn hold(work: &Work, verb: Verb) -> Result<(outline_set::Model, String), Problem> {
    let club = club::hold(work.tx()).await?;
    let set = store::set(work.tx()).await?;
    rules::may(verb, &work.by.caller, queries::standing(work.tx(), &work.house, &set).await?)?;
    Ok((set, club.name))
}

/// Has them fetched after the answer.
pub async fn fetch(house: &House, by: &Asker) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (set, club) = hold(&work, Verb::Fetch).await?;
    work.leave_now(jobs::FETCH.name, &ToFetch { revision: set.revision }).await?;
    work.note_one(Verb::Fetch.as_str(), RECORD, IN_AUDIT, &club).await?;
    store::write_set(work.tx(), outline_set::Model { asked_at: Some(work.now), failure: None, ..set }).await?;
    work.commit().await
}

/// Puts those of a file, if the outlines are still the ones the caller has read.
pub async fn put(house: &House, by: &Asker, based_on: i64, file: OutlineFile) -> Result<(), Problem> {
    if file.shape != "FeatureCollection" {
        return Err(rules::not_a_collection());
    }
    let db = &house.db.read;
    rules::may(Verb::Put, &by.caller, queries::standing(db, house, &store::set(db).await?).await?)?;
    let rows = draw(house, file.features).await?;
    let work = house.begin(by).await?;
    let (set, club) = hold(&work, Verb::Put).await?;
    if set.revision != based_on {
        return Err(audit::stale(work.tx(), RECORD, IN_AUDIT, set.revision).await?);
    }
    keep(&work, set, OutlineOrigin::Sent, rows, &club).await?;
    work.commit().await
}

/// The outlines that these features are, in as few points as do.
pub async fn draw(house: &House, features: Vec<Value>) -> Result<Vec<outline::Model>, Problem> {
    let communes = club::communes_now(&house.db.read).await?;
    let territory: HashSet<String> = communes.into_iter().map(|row| row.insee_code).collect();
    tokio::task::spawn_blocking(move || -> Result<Vec<outline::Model>, Problem> {
        let outlines = geojson::read(&features, &territory)?;
        let rows = outlines.into_iter().filter_map(|(insee_code, outline)| {
            let outline = outline.simplified();
            let [longitude, latitude] = outline.middle()?;
            Some(outline::Model { insee_code, shape: outline.geometry(), latitude, longitude })
        });
        Ok(rows.collect())
    })
    .await
    .map_err(Problem::bug)?
}

/// Puts outlines in the place of those before.
pub async fn keep(
    work: &Work,
    set: outline_set::Model,
    origin: OutlineOrigin,
    rows: Vec<outline::Model>,
    club: &str,
) -> Result<(), Problem> {
    let told = |origin: Option<&str>, communes: Option<usize>| json!({"origin": origin, "communes": communes});
    let differences =
        audit::differences(&told(set.origin.as_deref(), None), &told(Some(origin.as_str()), Some(rows.len())));
    work.note(vec![Entry::new(Verb::Put.as_str(), RECORD, IN_AUDIT, club).with(differences)]).await?;
    store::replace(work.tx(), rows).await?;
    let set = outline_set::Model {
        revision: set.revision + 1,
        origin: Some(origin.as_str().to_owned()),
        put_at: Some(work.now),
        asked_at: None,
        failure: None,
        ..set
    };
    store::write_set(work.tx(), set).await
}
