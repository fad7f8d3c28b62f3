//! Reactions after the commit.

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{Channel, Direction, Outcome},
};
use platform::{
    Asker, House, Way,
    jobs::{Claim, JobKind, WorkBook},
};

use serde::Deserialize;
use uuid::Uuid;

use super::ledger::{Attestation, Scope, Source, attest, recompute};

/// What the club says when its settings changed: the cadence or what counts as a contact may be another.
const SETTINGS_CHANGED: &str = "club.settings_changed";

/// What members say when somebody was taken in: they wrote to the club to ask for it.
const JOIN_APPROVED: &str = "members.join_approved";

pub fn wire(book: &mut WorkBook) {
    book.listen(
        JOIN_APPROVED,
        JobKind { name: "follow_up.attest_join", run: |house, claim| Box::pin(attest_join(house, claim)), every: None },
    );
    book.listen(
        SETTINGS_CHANGED,
        JobKind { name: "follow_up.recompute", run: |house, claim| Box::pin(recompute_all(house, claim)), every: None },
    );
}

/// Recomputes all members from the truth; repeating it changes nothing.
async fn recompute_all(house: House, _: Claim) -> Result<(), Problem> {
    let work = house.begin(&Asker::house("follow_up", Way::Job)).await?;
    recompute(&work, Scope::All).await?;
    work.commit().await
}

#[derive(Deserialize)]
struct Joined {
    request_id: Uuid,
    member_id: Uuid,
    on: NaiveDate,
}

/// Who asks to join has been in contact, in writing. The statement is the request's: repeating it is harmless.
async fn attest_join(house: House, claim: Claim) -> Result<(), Problem> {
    let joined: Joined = claim.payload()?;
    let work = house.begin(&Asker::house("follow_up", Way::Job)).await?;
    attest(
        &work,
        Attestation {
            source: Source { kind: "join_request".into(), id: joined.request_id },
            on: joined.on,
            channel: Channel::Request,
            direction: Direction::Inbound,
            outcome: Outcome::Reached,
            summary: None,
            contact_id: None,
            members: vec![joined.member_id],
        },
    )
    .await?;
    work.commit().await
}
