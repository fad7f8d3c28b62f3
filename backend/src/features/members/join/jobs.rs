//! What nobody confirmed goes, and what was decided long ago too.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{House, jobs::JobKind};

use super::store;

/// How long a decided request is kept: what came of it is with the member.
const DECIDED: TimeDelta = TimeDelta::days(365);

pub const SWEEP: JobKind = JobKind {
    name: "members.sweep_join_requests",
    run: |house, _| Box::pin(sweep(house)),
    every: Some(TimeDelta::hours(6)),
};

async fn sweep(house: House) -> Result<(), Problem> {
    let now = house.now();
    store::sweep(&house, now, now - DECIDED).await
}
