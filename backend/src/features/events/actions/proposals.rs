//! A member proposes an event: a draft that it organises with the club, and that the team takes up.

use kernel::{patch::Change, problem::Problem};
use platform::{
    Asker, House,
    audit::{Entry, differences},
    throttle::{self, Limit},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{
        facts::EventProposed,
        rules::{self, form},
        schema::{EventChanges, proposals::EventProposalForm},
        store::{self, registrations},
    },
    blank, told,
};
use crate::features::club;

/// More than an organisation has in mind.
const PER_MEMBER: Limit = Limit::per_minutes(10, 24 * 60);

/// The draft; gives its id.
pub async fn propose(house: &House, by: &Asker, proposal: EventProposalForm) -> Result<Uuid, Problem> {
    let member = proposal.member_id;
    rules::acts_for(&by.caller, member)?;
    throttle::attempt(house, &format!("event-proposal:{member}"), PER_MEMBER).await?;
    let work = house.begin(by).await?;
    if !registrations::is_kept(work.tx(), member).await? {
        return Err(rules::unknown("/member_id"));
    }
    let zone = club::settings(work.tx()).await?.time_zone;
    let changes = EventChanges {
        title: Change::Set(proposal.title),
        starts_at: Change::Set(proposal.starts_at),
        ends_at: Change::Set(proposal.ends_at),
        place: Change::Set(proposal.place),
        description: Change::Set(proposal.description),
        ..EventChanges::default()
    };
    let mut row = blank(&work, proposal.kind, zone.name());
    form::apply(&mut row, &changes)?;
    row.proposed = true;
    let id = row.id;
    let entry = Entry::new("propose", "event", id, &row.title).with(differences(&Value::Null, &told(&row)));
    store::insert(work.tx(), row).await?;
    store::put_members(work.tx(), id, &[member]).await?;
    work.record(&EventProposed { event_id: id, member_id: member }).await?;
    work.note(vec![entry]).await?;
    work.commit().await?;
    Ok(id)
}
