//! What is done after the answer: reading and writing large files, and taking them back.

use kernel::problem::Problem;
use platform::{
    House,
    jobs::{Claim, JobKind, WorkBook},
};

use super::actions::{
    commit::{self, ToWrite},
    stage::{self, ToRead},
    undo::{self, ToUndo},
};

pub const READ: &str = "imports.read";
pub const COMMIT: &str = "imports.commit";
pub const UNDO: &str = "imports.undo";

pub fn wire(book: &mut WorkBook) {
    book.job(JobKind { name: READ, run: |house, claim| Box::pin(read(house, claim)), every: None });
    book.job(JobKind { name: COMMIT, run: |house, claim| Box::pin(write(house, claim)), every: None });
    book.job(JobKind { name: UNDO, run: |house, claim| Box::pin(take_back(house, claim)), every: None });
}

async fn read(house: House, claim: Claim) -> Result<(), Problem> {
    let to_read: ToRead = claim.payload()?;
    stage::read_large(&house, to_read.import_id).await
}

async fn write(house: House, claim: Claim) -> Result<(), Problem> {
    let to_write: ToWrite = claim.payload()?;
    commit::carry_out_large(&house, &to_write, claim.attempts >= claim.max_attempts).await?;
    house.db.take_stock().await.map_err(Problem::from)
}

async fn take_back(house: House, claim: Claim) -> Result<(), Problem> {
    let to_undo: ToUndo = claim.payload()?;
    undo::carry_out_large(&house, &to_undo, claim.attempts >= claim.max_attempts).await?;
    house.db.take_stock().await.map_err(Problem::from)
}
