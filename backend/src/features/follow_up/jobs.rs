//! Reactions after the commit.

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{Channel, Direction, Outcome},
};
use platform::{
    Asker, House, Way,
    facts::Fact,
    jobs::{Claim, JobKind, WorkBook},
};

use serde::Deserialize;
use uuid::Uuid;

use super::ledger::{Attestation, Scope, Source, attest, recompute};
use crate::features::{
    club,
    members::{self, ProfileTouched},
};

/// What the club says when its settings changed: the cadence or what counts as a contact may be another.
const SETTINGS_CHANGED: &str = "club.settings_changed";

/// What members say when somebody was taken in: they wrote to the club to ask for it.
const JOIN_APPROVED: &str = "members.join_approved";

pub fn wire(book: &mut WorkBook) {
    book.listen(
        ProfileTouched::KIND,
        JobKind {
            name: "follow_up.attest_profile",
            run: |house, claim| Box::pin(attest_profile(house, claim)),
            every: None,
        },
    );
    book.listen(
        JOIN_APPROVED,
        JobKind { name: "follow_up.attest_join", run: |house, claim| Box::pin(attest_join(house, claim)), every: None },
    );
    book.listen(
        SETTINGS_CHANGED,
        JobKind { name: "follow_up.recompute", run: |house, claim| Box::pin(recompute_all(house, claim)), every: None },
    );
}

/// Whoever puts their own record right was in touch with the club that day, once.
async fn attest_profile(house: House, claim: Claim) -> Result<(), Problem> {
    let touched: ProfileTouched = claim.payload()?;
    let work = house.begin(&Asker::house("follow_up", Way::Job)).await?;
    // Merged or archived since, it is found where it is now; gone, it was in touch with nobody.
    let members = members::where_now(work.tx(), &[touched.member_id]).await?;
    if members.is_empty() {
        return Ok(());
    }
    let on = club::settings(work.tx()).await?.today(touched.at);
    let statement = Attestation {
        source: Source::on_day("profile", touched.member_id, on),
        on,
        channel: Channel::Profile,
        direction: Direction::Inbound,
        outcome: Outcome::Reached,
        summary: Some("L’organisation a tenu sa fiche à jour dans son espace.".to_owned()),
        contact_id: None,
        members,
    };
    attest(&work, statement).await?;
    work.commit().await
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
