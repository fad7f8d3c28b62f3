//! The clock of this process: the machine's. A debug build, which is what end-to-end tests drive, also takes one that
//! they move; a released one knows nothing of it.

use std::sync::Arc;

use kernel::clock::{Clock, SystemClock};

pub fn of_process() -> Arc<dyn Clock> {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("MAILLAGE_TEST_CLOCK") {
        return Arc::new(shifted::ShiftedClock::by(path));
    }
    Arc::new(SystemClock)
}

#[cfg(debug_assertions)]
mod shifted {
    use std::path::PathBuf;

    use chrono::{DateTime, TimeDelta, Utc};
    use kernel::clock::{Clock, SystemClock};

    /// Ahead of the machine's by the seconds that a file says, read at each look; as the machine's without the file.
    /// What sleeps sleeps for real: a worker that waits looks at the new hour when it wakes.
    pub struct ShiftedClock(PathBuf);

    impl ShiftedClock {
        pub fn by(path: impl Into<PathBuf>) -> ShiftedClock {
            ShiftedClock(path.into())
        }
    }

    impl Clock for ShiftedClock {
        fn now(&self) -> DateTime<Utc> {
            let said = std::fs::read_to_string(&self.0).ok().and_then(|text| text.trim().parse::<i64>().ok());
            SystemClock.now() + said.and_then(TimeDelta::try_seconds).unwrap_or_default()
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_file_moves_the_clock_while_it_runs() {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("clock");
            let clock = ShiftedClock::by(&file);
            let ahead = || (clock.now() - SystemClock.now()).num_seconds();
            assert_eq!(ahead(), 0);
            for days in [93_i64, 400] {
                std::fs::write(&file, (days * 86_400).to_string()).unwrap();
                assert!((ahead() - days * 86_400).abs() <= 1);
            }
        }
    }
}
