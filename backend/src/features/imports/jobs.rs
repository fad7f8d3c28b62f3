//! What is done after the answer: reading large files.

use kernel::problem::Problem;
use platform::{
    House,
    jobs::{Claim, JobKind, WorkBook},
};

use super::actions::stage::{self, ToRead};

pub const READ: &str = "imports.read";

pub fn wire(book: &mut WorkBook) {
    book.job(JobKind { name: READ, run: |house, claim| Box::pin(read(house, claim)), every: None });
}

async fn read(house: House, claim: Claim) -> Result<(), Problem> {
    let to_read: ToRead = claim.payload()?;
    stage::read_large(&house, to_read.import_id).await
}
