//! What every query and action is given: the database, the clock, the vault, the settings, and the list of
//! jobs and listeners that `app.rs` wires.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    ops::Deref,
    sync::{
        Arc, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use kernel::{clock::Clock, problem::Problem};
use tokio::sync::Notify;

use crate::{
    asker::Asker, db::Db, files::Files, filter::FieldBook, jobs::WorkBook, secrets::Vault, settings::Settings,
    work::Work,
};

pub struct HouseParts {
    pub settings: Settings,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub vault: Vault,
    pub files: Files,
    pub book: WorkBook,
    /// What filters may name, by kind of record.
    pub fields: FieldBook,
    /// Rung when a commit left jobs to do.
    pub bell: Notify,
    /// What is dear to make: signing keys, which never change while the process lives, and what tells itself when it is
    /// old.
    pub memo: Memo,
}

/// One value per type, made once.
#[derive(Default)]
pub struct Memo {
    kept: RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    /// How many commits this process has made: what was read before the last one may be old.
    commits: AtomicU64,
}

impl Memo {
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let map = self.kept.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        map.get(&TypeId::of::<T>()).cloned().and_then(|value| value.downcast().ok())
    }

    /// What there is of this type; an empty one, made once, at first.
    pub fn one<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        if let Some(known) = self.get() {
            return known;
        }
        let mut map = self.kept.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        let value: Arc<dyn Any + Send + Sync> =
            map.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        value.downcast().unwrap_or_default()
    }

    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    pub fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Release);
    }

    pub fn keep<T: Any + Send + Sync>(&self, value: T) -> Arc<T> {
        let value = Arc::new(value);
        self.kept.write().unwrap_or_else(|poisoned| poisoned.into_inner()).insert(TypeId::of::<T>(), value.clone());
        value
    }
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
