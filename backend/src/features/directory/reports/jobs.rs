//! What was settled long ago goes.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{House, jobs::JobKind};

use super::store;

/// How long a settled report is kept: what came of it is in the record.
const SETTLED: TimeDelta = TimeDelta::days(365);

pub const SWEEP: JobKind = JobKind {
    name: "directory.sweep_reports",
    run: |house, _| Box::pin(sweep(house)),
    every: Some(TimeDelta::days(1)),
};

async fn sweep(house: House) -> Result<(), Problem> {
    store::sweep(&house, house.now() - SETTLED).await
}
