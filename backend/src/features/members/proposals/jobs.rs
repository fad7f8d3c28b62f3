//! After the commit: whoever asked is told what was decided, once nobody thinks again.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{problem::Problem, trade::ProposalState};
use platform::{
    Asker, House, Way, Work,
    jobs::{Claim, JobKind, NewJob},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{super::store as members, mail, rules::GRACE_SECONDS, store};

#[derive(Serialize, Deserialize)]
struct Decided {
    proposal_id: Uuid,
    decided_at: DateTime<Utc>,
}

pub const TELL: JobKind =
    JobKind { name: "members.tell_decision", run: |house, claim| Box::pin(tell(house, claim)), every: None };

/// Leaves the mails about these, which are decided now.
pub async fn tell_soon(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    for id in ids {
        let what = Decided { proposal_id: *id, decided_at: work.now };
        work.leave(NewJob::now(TELL.name, &what)?.at(work.now + TimeDelta::seconds(GRACE_SECONDS))).await?;
    }
    Ok(())
}

/// Writes the mail, unless the decision was taken back meanwhile or was told. Repeating it changes nothing.
async fn tell(house: House, claim: Claim) -> Result<(), Problem> {
    let what: Decided = claim.payload()?;
    let work = house.begin(&Asker::house("members", Way::Job)).await?;
    let Some(known) = store::find(work.tx(), what.proposal_id).await? else { return Ok(()) };
    members::lock(work.tx(), &[known.member_id]).await?;
    let (mut row, fields) = store::hold(work.tx(), what.proposal_id).await?;
    let as_decided = row.state == ProposalState::Decided && row.decided_at == Some(what.decided_at);
    if !as_decided || row.told_at.is_some() {
        return Ok(());
    }
    mail::decided(&work, &row, &fields).await?;
    row.told_at = Some(work.now);
    store::write(work.tx(), row).await?;
    work.commit().await
}
