//! What an import did, as the change set keeps it: which members, and in which places of it. The states of before are
//! read bundle by bundle: a hundred thousand are never held at once.

use std::{cmp::Reverse, collections::HashMap};

use kernel::problem::Problem;
use platform::change_sets;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Members looked at, or taken back, together.
const BUNDLE: usize = 500;

/// A member that the import made or changed.
pub struct Touched {
    pub member: Uuid,
    /// As the import left it.
    pub revision: Option<i64>,
    /// Last first: several rows may have been about it.
    pub places: Vec<i64>,
}

pub struct Deeds {
    pub set: Uuid,
    made: Vec<Touched>,
    changed: Vec<Touched>,
    /// Topics that came with it.
    pub topics: Vec<Uuid>,
}

impl Deeds {
    pub async fn of<C: ConnectionTrait>(db: &C, set: Uuid) -> Result<Deeds, Problem> {
        let made = by_member(change_sets::outline(db, set, "member", true).await?);
        let mut changed = by_member(change_sets::outline(db, set, "member", false).await?);
        // Two members may share a person: the name it had first is the one that is written last.
        changed.sort_unstable_by_key(|one| Reverse(one.places.last().copied()));
        let topics = change_sets::outline(db, set, "topic", true).await?;
        Ok(Deeds { set, made, changed, topics: topics.into_iter().map(|(_, topic, _)| topic).collect() })
    }

    pub fn count(&self) -> usize {
        self.made.len() + self.changed.len()
    }

    pub fn members(&self) -> Vec<Uuid> {
        self.made.iter().chain(&self.changed).map(|one| one.member).collect()
    }

    /// What was made goes first: it may have taken a number that a member gets back.
    pub fn bundles(&self) -> impl Iterator<Item = &[Touched]> {
        self.made.chunks(BUNDLE).chain(self.changed.chunks(BUNDLE))
    }
}

/// Parts, last first, gathered: after its last part, a member was as the import left it.
fn by_member(parts: Vec<(i64, Uuid, Option<i64>)>) -> Vec<Touched> {
    let mut touched: Vec<Touched> = Vec::new();
    let mut at: HashMap<Uuid, usize> = HashMap::new();
    for (place, member, revision) in parts {
        let index = *at.entry(member).or_insert_with(|| {
            touched.push(Touched { member, revision, places: Vec::new() });
            touched.len() - 1
        });
        touched[index].places.push(place);
    }
    touched
}
