//! What became part of a member, and until when that can be undone.

use std::collections::HashMap;

use kernel::problem::Problem;
use platform::{Asker, House, web::abilities::Ability};
use uuid::Uuid;

use super::{
    super::{
        rules::{self, Standing, Verb},
        store,
    },
    kept,
    schema::PastMerge,
};

/// The newest first.
pub async fn list(house: &House, by: &Asker, id: Uuid) -> Result<Vec<PastMerge>, Problem> {
    let db = &house.db.read;
    let names: HashMap<Uuid, String> =
        store::merged_into(db, id).await?.into_iter().map(|merged| (merged.id, merged.name)).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = names.keys().copied().collect();
    let now = house.now();
    let standing = Standing { id, archived: true, ex_officio: false, merged_into: Some(id) };
    let mut names = names;
    let merges = kept::when(db, &ids).await?.into_iter().filter_map(|(merged, at, merged_by)| {
        let may = rules::may(Verb::Unmerge, &by.caller, standing).and_then(|()| kept::in_time(at, now));
        Some(PastMerge {
            id: merged,
            name: names.remove(&merged)?,
            merged_at: at,
            merged_by,
            undo_until: kept::undo_until(at),
            undo: Ability::of(&may, by.language),
        })
    });
    Ok(merges.collect())
}
