//! Writing what the dry run showed: staged rows, bundle after bundle, into members, set-based and in one transaction, of
//! which all is made ready before that can be.

mod history;
mod member;
mod people;
mod prepare;
mod slot;

use std::collections::HashSet;

use kernel::{cadence::Cadence, problem::Problem};
use platform::{Asker, House, Work, aside, change_sets, dependents, shelf::Shelf};
use sea_orm::DbErr;
use sha2::{Digest, Sha256};
use tables::import;
use uuid::Uuid;

use super::super::{progress, store};
use crate::features::{
    club,
    follow_up::{self, Scope},
    members::{self, bulk},
};
use prepare::{Ahead, Prepared, Preparing};
pub use slot::Made;

/// So many bundles are ready before the writer is held, where not all are: ten thousand rows.
const READY: usize = 20;

/// Tables that get a row for each new member, and in which this writing looks for none by an index.
const WITHOUT_INDEXES: [&str; 3] = ["member", "audit", "change"];

/// Under which word the ledger keeps the contacts that rows tell of.
pub const SOURCE: &str = "import";

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The change set that takes it back.
    pub set: Uuid,
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

impl From<DbErr> for Stop {
    fn from(error: DbErr) -> Stop {
        Stop::Problem(error.into())
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
    import: import::Model,
    /// The change set under which the parts were made ready.
    set: Uuid,
    /// By which the new members' due days were reckoned.
    cadence: Cadence,
    ready: Vec<Prepared>,
    /// Rows of the file in what was ready.
    rows: i64,
    ahead: Ahead,
    /// Members written so far that this import makes, and those that it changes.
    created: HashSet<Uuid>,
    updated: HashSet<Uuid>,
    /// People with another name now.
    renamed: Vec<Uuid>,
}

impl Writing {
    /// Makes ready what can be, while others write. SQLite's one writer is held only once all is ready, unless that has to
    /// come to an end because they keep changing what was compared: `hurried`.
    pub async fn prepare(house: &House, by: &Asker, import: import::Model, hurried: bool) -> Result<Writing, Stop> {
        let all = house.db.is_sqlite() && !hurried;
        let preparing = Preparing::begin(house, by, &import).await?;
        let (set, cadence) = (preparing.set, preparing.cadence);
        let mut ahead = preparing.ahead(Shelf::put_up(&house.settings)?);
        let (mut ready, mut rows) = (Vec::new(), 0);
        while (all || ready.len() < READY)
            && let Some(bundle) = ahead.next().await?
        {
            rows += bundle.count;
            ready.push(bundle);
            progress::tell(house, import.id, rows / 2).await;
        }
        let (created, updated) = (HashSet::new(), HashSet::new());
        Ok(Writing { import, set, cadence, ready, rows, ahead, created, updated, renamed: Vec::new() })
    }

    /// Writes all rows that make or change a member. `now`: the import as it is under the lock; `coming`: how many members
    /// it makes.
    pub async fn all(mut self, work: &Work, now: &import::Model, coming: u64) -> Result<Written, Stop> {
        // What was made ready must be of this dry run, of the members as they are, and of the club's cadence; whoever
        // changes that waits for the new members, to reckon theirs anew.
        if (now.revision, &now.book_stamp) != (self.import.revision, &self.import.book_stamp)
            || now.book_stamp.as_deref() != Some(store::stamp(work.tx()).await?.as_str())
            || self.cadence != club::settings_held(work.tx()).await?.cadence()
        {
            return Err(Stop::Changed);
        }
        change_sets::open_as(work, self.set, "imports.commit", &now.file_name, None).await?;
        aside::while_many_come(work.tx(), &WITHOUT_INDEXES, coming, self.bundles(work)).await?;
        let ours: HashSet<Uuid> = self.created.union(&self.updated).copied().collect();
        bulk::tell_sharers(work, &self.renamed, &ours).await?;
        let updated: Vec<Uuid> = self.updated.iter().copied().collect();
        dependents::rename_members(work, &updated).await?;
        Ok(Written { set: self.set, created: self.created.len(), updated: self.updated.len() })
    }

    async fn bundles(&mut self, work: &Work) -> Result<(), Stop> {
        let mut done = 0;
        for bundle in std::mem::take(&mut self.ready) {
            done = self.one(work, bundle, done).await?;
        }
        while let Some(bundle) = self.ahead.next().await? {
            done = self.one(work, bundle, done).await?;
        }
        Ok(())
    }

    async fn one(&mut self, work: &Work, bundle: Prepared, done: i64) -> Result<i64, Stop> {
        // To make ready is half of it.
        progress::tell(&work.house, self.import.id, done.max((self.rows + done) / 2)).await;
        let done = done + bundle.count;
        self.put(work, bundle).await?;
        Ok(done)
    }

    async fn put(&mut self, work: &Work, bundle: Prepared) -> Result<(), Stop> {
        if !members::are_still(work.tx(), &bundle.read).await? {
            return Err(Stop::Changed);
        }
        club::make_topics(work, bundle.topics).await?;
        bulk::write_ready(work, bundle.rows).await?;
        work.put(bundle.entries).await?;
        work.put(bundle.parts).await?;
        follow_up::attest_first(work, bundle.attestations).await?;
        // Whole rows were written over theirs; somebody may have noted a contact since they were read.
        follow_up::recompute(work, Scope::Members(&bundle.changed)).await?;
        self.created.extend(bundle.created);
        self.updated.extend(bundle.changed.iter().filter(|id| !self.created.contains(id)));
        self.renamed.extend(bundle.renamed);
        Ok(())
    }
}
