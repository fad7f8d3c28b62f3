//! Writing what the dry run showed: staged rows, bundle after bundle, into members, set-based and in one transaction, of
//! which all is made ready before that can be.

mod history;
mod member;
mod people;
mod prepare;
mod slot;

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::problem::Problem;
use platform::{
    House, Work,
    change_sets::{self, Part},
};
use sha2::{Digest, Sha256};
use tables::import;
use uuid::Uuid;

use super::super::progress;
use crate::features::{
    club,
    follow_up::{self, Scope},
    members::{self, bulk},
};
use prepare::{Ahead, Prepared, Preparing};
pub use slot::Made;

/// So many bundles are ready before the writer is held: ten thousand rows, some sixty megabytes.
const READY: usize = 20;

/// Under which word the ledger keeps the contacts that rows tell of.
pub const SOURCE: &str = "import";

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    pub created: usize,
    pub updated: usize,
}

/// Why nothing was written: a member is not what it was when the rows were compared with it.
pub enum Stop {
    Changed,
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Problem(problem)
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Stop {
        Stop::Problem(error.into())
    }
}

/// The source under which a row's past contact stands in the ledger: the same for the same row of the same import.
pub fn source_of(import: Uuid, row: u32) -> Uuid {
    let digest = Sha256::new().chain_update(import.as_bytes()).chain_update(row.to_be_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// An import on its way into the book.
pub struct Writing {
    ready: Vec<Prepared>,
    ahead: Ahead,
    parts: usize,
    /// Members this import has made, and those it has changed, so far.
    created: HashSet<Uuid>,
    updated: HashSet<Uuid>,
    /// People with another name now.
    renamed: Vec<Uuid>,
}

impl Writing {
    /// Makes ready what can be, while others write.
    pub async fn prepare(house: &House, import: &import::Model, today: NaiveDate) -> Result<Writing, Stop> {
        let mut ahead = Preparing::begin(house, import, today).await?.ahead();
        let mut ready = Vec::new();
        while ready.len() < READY
            && let Some(bundle) = ahead.next().await?
        {
            ready.push(bundle);
        }
        let (created, updated) = (HashSet::new(), HashSet::new());
        Ok(Writing { ready, ahead, parts: 0, created, updated, renamed: Vec::new() })
    }

    /// Writes all rows that make or change a member.
    pub async fn all(mut self, work: &Work, import: Uuid, set: Uuid) -> Result<Written, Stop> {
        let mut done = 0;
        for bundle in std::mem::take(&mut self.ready) {
            done = self.one(work, import, set, bundle, done).await?;
        }
        while let Some(bundle) = self.ahead.next().await? {
            done = self.one(work, import, set, bundle, done).await?;
        }
        let ours: HashSet<Uuid> = self.created.union(&self.updated).copied().collect();
        bulk::tell_sharers(work, &self.renamed, &ours).await?;
        Ok(Written { created: self.created.len(), updated: self.updated.len() })
    }

    async fn one(&mut self, work: &Work, import: Uuid, set: Uuid, bundle: Prepared, done: i64) -> Result<i64, Stop> {
        progress::tell(&work.house, import, done).await;
        let done = done + bundle.count;
        self.put(work, set, bundle).await?;
        Ok(done)
    }

    async fn put(&mut self, work: &Work, set: Uuid, bundle: Prepared) -> Result<(), Stop> {
        let Prepared { mut rows, entries, parts, topics, attestations, read, .. } = bundle;
        if !members::are_still(work.tx(), &read).await? {
            return Err(Stop::Changed);
        }
        let made = |topic: &club::NewTopic| Part {
            record: "topic",
            record_id: topic.id,
            revision: Some(1),
            before: None,
            after: None,
        };
        let parts: Vec<Part> = topics.iter().map(made).chain(parts).collect();
        club::make_topics(work, topics).await?;
        // They change now, and not when they were made ready: whoever asks what changed since must learn of it.
        for row in rows.new_members.iter_mut().chain(&mut rows.changed_members) {
            row.updated_at = work.now;
        }
        follow_up::derive_first(&mut rows.new_members, &attestations, club::settings(work.tx()).await?.cadence());
        self.created.extend(rows.new_members.iter().map(|row| row.id));
        let changed: Vec<Uuid> = rows.changed_members.iter().map(|row| row.id).collect();
        self.updated.extend(changed.iter().filter(|id| !self.created.contains(id)));
        self.renamed.extend(rows.changed_persons.iter().map(|person| person.id));
        bulk::write(work, rows).await?;
        work.note(entries).await?;
        change_sets::add(work, set, self.parts, &parts).await?;
        self.parts += parts.len();
        follow_up::attest_first(work, &attestations).await?;
        // Whole rows were written over theirs; somebody may have noted a contact since they were read.
        follow_up::recompute(work, Scope::Members(&changed)).await?;
        Ok(())
    }
}
