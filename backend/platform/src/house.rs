//! What every query and action is given: the database, the clock, the vault, the settings, and the list of
//! jobs and listeners that `app.rs` wires.

use std::{ops::Deref, sync::Arc};

use kernel::{clock::Clock, problem::Problem};
use tokio::sync::Notify;

use crate::{asker::Asker, db::Db, files::Files, jobs::WorkBook, secrets::Vault, settings::Settings, work::Work};

pub struct HouseParts {
    pub settings: Settings,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub vault: Vault,
    pub files: Files,
    pub book: WorkBook,
    /// Rung when a commit left jobs to do.
    pub bell: Notify,
}

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct House(Arc<HouseParts>);

impl Deref for House {
    type Target = HouseParts;
    fn deref(&self) -> &HouseParts {
        &self.0
    }
}

impl House {
    pub fn new(parts: HouseParts) -> House {
        House(Arc::new(parts))
    }

    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }

    /// Begins a unit of work: a transaction that also keeps facts, jobs, audit and the idempotency record.
    pub async fn begin(&self, by: &Asker) -> Result<Work, Problem> {
        Work::begin(self.clone(), by.clone()).await
    }
}
