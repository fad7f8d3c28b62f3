//! Since when members show themselves as they do. A record changes with notes, people and hidden fields too: whoever knew
//! when would know that something was written which is not for them.
//!
//! The *mark* of a member is a hash of all that it shows, and its date the instant at which a book that was made had that
//! mark first. A member that was never seen before has the instant at which it was: so has each in the first book that is
//! made after an upgrade.

mod dependents;
mod store;

use std::{collections::HashMap, time::Duration};

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{House, causes, jobs::WorkBook};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::features::members::PublicMember;

pub use store::{Known, known};

/// How long a reader waits until dates are written: a large import holds SQLite's writer longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// A member, and since when it shows itself so.
pub struct Shown {
    pub member: PublicMember,
    pub mark: String,
    pub since: DateTime<Utc>,
}

/// What was told and is not written yet: until it is, it is told again.
#[derive(Default)]
struct Unwritten(HashMap<Uuid, Known>);

/// These members with their dates; what is new or another is kept from now on. A database that can't be written to stops
/// nobody: what it does not know yet is then of now.
pub async fn dated(
    house: &House,
    members: Vec<PublicMember>,
    known: HashMap<Uuid, Known>,
) -> Result<Vec<Shown>, Problem> {
    let now = house.now();
    let mut all = tokio::task::spawn_blocking(move || marked(members, now)).await.map_err(Problem::bug)??;
    let unwritten = house.memo.one::<Unwritten>();
    let mut fresh = Vec::new();
    for one in &mut all {
        let id = one.member.id;
        if let Some(known) = known.get(&id).filter(|known| known.mark == one.mark) {
            one.since = known.at;
            continue;
        }
        if let Some(told) = unwritten.0.get(&id).filter(|told| told.mark == one.mark) {
            one.since = told.at;
        }
        fresh.push(Known { member_id: id, mark: one.mark.clone(), at: one.since });
    }
    let Some(settled) = settled(house, fresh.clone()).await else {
        house.memo.keep(Unwritten(by_member(fresh)));
        return Ok(all);
    };
    house.memo.keep(Unwritten::default());
    let settled = by_member(settled);
    for one in &mut all {
        if let Some(first) = settled.get(&one.member.id) {
            one.since = first.at;
        }
    }
    Ok(all)
}

pub fn dependents(book: &mut WorkBook) {
    book.dependent(dependents::Marks);
}

fn marked(members: Vec<PublicMember>, now: DateTime<Utc>) -> Result<Vec<Shown>, Problem> {
    let shown = |member: PublicMember| -> Result<Shown, Problem> {
        let mark = hex::encode(&Sha256::digest(serde_json::to_vec(&member)?)[..16]);
        Ok(Shown { member, mark, since: now })
    };
    members.into_iter().map(shown).collect()
}

fn by_member(all: Vec<Known>) -> HashMap<Uuid, Known> {
    all.into_iter().map(|one| (one.member_id, one)).collect()
}

/// Writes these, and gives them as they are kept from now on. None where that can't be done, or not in time: what was
/// begun goes on beside the reader.
async fn settled(house: &House, fresh: Vec<Known>) -> Option<Vec<Known>> {
    if fresh.is_empty() {
        return Some(fresh);
    }
    let house = house.clone();
    let writing = tokio::spawn(async move {
        let settled = store::settle(&house, fresh).await;
        if let Err(problem) = &settled {
            tracing::warn!(%problem, "since when members show themselves so could not be noted");
            causes::note(problem);
        }
        settled.ok()
    });
    tokio::time::timeout(PATIENCE, writing).await.ok()?.ok()?
}
