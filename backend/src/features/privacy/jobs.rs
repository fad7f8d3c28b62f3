//! What is done after the answer, and every night.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{
    House, forgetting,
    jobs::{Claim, JobKind},
};

use super::actions::{
    erase::{self, ToErase},
    file::{self, ToMake},
    retention::{self, ToRetain},
    take_out::{self, ToTakeOut},
};

/// Makes a person's file, and sends its link.
pub const MAKE_FILE: JobKind =
    JobKind { name: "privacy.make_file", run: |house, claim| Box::pin(make(house, claim)), every: None };

/// Takes whoever was erased out of texts and files, once their rows are gone.
pub const TAKE_OUT: JobKind =
    JobKind { name: take_out::JOB, run: |house, claim| Box::pin(take_out(house, claim)), every: None };

/// Erases once more whom a restore brought back.
pub const ERASE_AGAIN: JobKind =
    JobKind { name: forgetting::ERASE_AGAIN, run: |house, claim| Box::pin(erase_again(house, claim)), every: None };

/// Sees to retention, as somebody asked.
pub const RETAIN: JobKind =
    JobKind { name: "privacy.retain", run: |house, claim| Box::pin(retain(house, claim)), every: None };

/// The same every night, where the club wants it.
pub const NIGHTLY: JobKind = JobKind {
    name: "privacy.retain_nightly",
    run: |house, _| Box::pin(async move { retention::nightly(&house).await }),
    every: Some(TimeDelta::days(1)),
};

/// Takes away files of people whose link is no longer good.
pub const SWEEP: JobKind = JobKind {
    name: "privacy.sweep_files",
    run: |house, _| Box::pin(async move { file::sweep(&house).await }),
    every: Some(TimeDelta::hours(1)),
};

async fn make(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToMake = claim.payload()?;
    file::make(&house, what.person_file_id).await
}

async fn take_out(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToTakeOut = claim.payload()?;
    take_out::take_out(&house, what).await
}

async fn erase_again(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToErase = claim.payload()?;
    erase::again(&house, what).await
}

async fn retain(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToRetain = claim.payload()?;
    retention::retain(&house, &what.rules).await
}
