//! Letters leave in small bundles, a minute apart: a mail relay and its receivers take a club's mail for what it is. Every
//! night their spent links go.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{
    Asker, House, Way, Work,
    jobs::{Claim, JobKind, NewJob},
    secrets::random_bytes,
};
use serde::{Deserialize, Serialize};
use tables::{campaign, campaign_recipient};
use uuid::Uuid;

use super::{mail, rules, schema::CampaignState, store};
use crate::features::{
    club,
    members::{self, Unreached},
};

/// Letters of a bundle, and how long the next one waits.
const BUNDLE: usize = 20;
const PACE: TimeDelta = TimeDelta::minutes(1);

/// Which letters of a campaign are to leave: the first, or the second.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToSend {
    pub campaign_id: Uuid,
    pub round: i64,
}

pub const SEND: JobKind =
    JobKind { name: "campaigns.send", run: |house, claim| Box::pin(send(house, claim)), every: None };

/// Takes away links that are no longer good: whoever comes late is told the same without them.
pub const SWEEP: JobKind = JobKind {
    name: "campaigns.sweep_links",
    run: |house, _| Box::pin(async move { sweep(&house).await }),
    every: Some(TimeDelta::days(1)),
};

async fn sweep(house: &House) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    let swept = store::sweep_links(&tx, house.now()).await?;
    tx.commit().await?;
    tracing::info!(swept, "spent links of campaigns swept");
    Ok(())
}

/// One bundle, in one transaction. Repeating it finds the next.
async fn send(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToSend = claim.payload()?;
    let work = house.begin(&Asker::house("campaigns", Way::Job)).await?;
    let Some(mut campaign) = store::hold(work.tx(), what.campaign_id).await? else { return Ok(()) };
    // Closed meanwhile, or in a later round.
    if CampaignState::parse(&campaign.state) != CampaignState::Sending || campaign.rounds != what.round {
        return Ok(());
    }
    let bundle = store::next(work.tx(), &campaign, BUNDLE as u64).await?;
    let done = bundle.len() < BUNDLE;
    write(&work, &campaign, bundle).await?;
    if done {
        campaign.state = CampaignState::Open.as_str().to_owned();
        store::update(work.tx(), campaign).await?;
    } else {
        work.leave(NewJob::now(SEND.name, &what)?.at(work.now + PACE)).await?;
    }
    work.commit().await
}

async fn write(work: &Work, campaign: &campaign::Model, bundle: Vec<campaign_recipient::Model>) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?;
    let today = club.today(work.now);
    let members: Vec<Uuid> = bundle.iter().map(|row| row.member_id).collect();
    let addressees = members::addressees(&work.house.vault, work.tx(), &members, today).await?;
    let records = members::records_facts(work.tx(), &members, today).await?;
    for mut row in bundle {
        let record = records.get(&row.member_id);
        // Two rows may be of one member, since a merge.
        let addressee = addressees.get(&row.member_id).cloned().unwrap_or(Err(Unreached::Archived));
        match (addressee, record) {
            (Ok(addressee), Some(record)) => {
                if let Some(before) = row.delivery_id {
                    let went_to = members::letter_went_to(work.tx(), before).await?;
                    if row.contact_id != addressee.contact || went_to.as_deref() != Some(addressee.email.as_str()) {
                        // The first letter was for somebody else: what it opens from now on is not theirs.
                        store::end_links(work.tx(), &[row.id]).await?;
                    }
                }
                let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
                store::insert_link(work.tx(), row.id, &token, work.now + rules::VALID).await?;
                row.contact_id = addressee.contact;
                row.letters = campaign.rounds;
                row.delivery_id = Some(mail::ask(work, &club, campaign, &row, &addressee, record, &token).await?);
            }
            (Err(why), _) => row.unreached = Some(why.as_str().to_owned()),
            (Ok(_), None) => row.unreached = Some(Unreached::Archived.as_str().to_owned()),
        }
        store::update_recipient(work.tx(), row).await?;
    }
    Ok(())
}
