//! Time comes from outside, so that tests can move it.

use std::sync::RwLock;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// Tells the instant. Instants have millisecond precision: SQLite keeps nanoseconds and PostgreSQL
/// microseconds, and both must give back what was written.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(3)
    }
}

/// A clock that stands still until it is moved; for tests.
pub struct MovableClock(RwLock<DateTime<Utc>>);

impl MovableClock {
    pub fn at(instant: DateTime<Utc>) -> MovableClock {
        MovableClock(RwLock::new(instant.trunc_subsecs(3)))
    }

    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = instant.trunc_subsecs(3);
    }

    pub fn advance(&self, by: TimeDelta) {
        let now = self.now();
        self.set(now + by);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
