//! What the team does with a campaign.

mod answer;

use std::collections::BTreeSet;

use kernel::problem::Problem;
use platform::{Asker, House, Work, web::idempotency::demanded};
use tables::campaign;
use uuid::Uuid;

use super::{
    jobs::{self, ToSend},
    queries::{counts_of_drafts, standing},
    rules::{self, Verb},
    schema::{CampaignState, NewCampaign},
    store,
};
use crate::features::{
    club,
    members::{KeptFilters, Lens},
    views,
};

pub use answer::{confirm, correct, hand_over, review};

/// Makes a campaign of the members that are meant now; gives its id.
pub async fn create(house: &House, by: &Asker, new: NewCampaign) -> Result<Uuid, Problem> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(rules::name_required());
    }
    let (audience, members, pointer) = match (new.segment, new.filter) {
        (Some(segment), None) => {
            let (called, members) = views::audience(house, by, segment).await?.ok_or_else(rules::unknown_segment)?;
            (Some(called), members, "/segment")
        }
        (None, Some(tree)) => {
            let kept = KeptFilters::of(house, &Lens::of(house, by).await?).await?;
            kept.check(&tree, "/filter")?;
            let called = new.audience.map(|called| called.trim().to_owned()).filter(|called| !called.is_empty());
            (called, kept.members(&house.db.read, &name, Some(&tree)).await?, "/filter")
        }
        _ => return Err(rules::one_audience()),
    };
    let members: Vec<Uuid> = members.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if members.is_empty() {
        return Err(rules::nobody(pointer));
    }
    let work = house.begin(by).await?;
    let row = campaign::Model {
        id: kernel::ids::new_id(),
        name,
        audience,
        words: new.words.map(|words| words.trim().to_owned()).unwrap_or_default(),
        state: CampaignState::Draft.as_str().to_owned(),
        rounds: 0,
        by_name: by.caller.signature().2,
        created_at: work.now,
        sent_at: None,
        reminded_at: None,
        closed_on: None,
    };
    let id = row.id;
    work.note_one("create", "campaign", id, &row.name).await?;
    store::insert(work.tx(), row, &members).await?;
    work.commit().await?;
    Ok(id)
}

/// Has its letters leave.
pub async fn send(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    demanded(by)?;
    let counts = counts_of_drafts(house, &[id]).await?;
    if counts.get(&id).is_none_or(|counts| counts.waiting == 0) {
        return Err(rules::nobody_to_write_to());
    }
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Send).await?;
    row.sent_at = Some(work.now);
    begin_round(&work, row, Verb::Send).await?;
    work.commit().await
}

/// Has second letters leave to those who gave no answer.
pub async fn remind(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Remind).await?;
    row.reminded_at = Some(work.now);
    begin_round(&work, row, Verb::Remind).await?;
    work.commit().await
}

/// Ends it: who gave no answer is to be called.
pub async fn close(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Close).await?;
    row.state = CampaignState::Closed.as_str().to_owned();
    row.closed_on = Some(club::settings(work.tx()).await?.today(work.now));
    work.note_one(Verb::Close.as_str(), "campaign", id, &row.name).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// Throws a draft away.
pub async fn discard(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Discard).await?;
    work.note_one(Verb::Discard.as_str(), "campaign", id, &row.name).await?;
    store::delete(work.tx(), id).await?;
    work.commit().await
}

/// The campaign, held and checked again.
async fn hold(work: &Work, id: Uuid, verb: Verb) -> Result<campaign::Model, Problem> {
    let row = store::hold(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    rules::may(verb, &work.by.caller, standing(&row), work.now)?;
    Ok(row)
}

async fn begin_round(work: &Work, mut row: campaign::Model, verb: Verb) -> Result<(), Problem> {
    row.state = CampaignState::Sending.as_str().to_owned();
    row.rounds += 1;
    work.note_one(verb.as_str(), "campaign", row.id, &row.name).await?;
    work.leave_now(jobs::SEND.name, &ToSend { campaign_id: row.id, round: row.rounds }).await?;
    store::update(work.tx(), row).await
}
