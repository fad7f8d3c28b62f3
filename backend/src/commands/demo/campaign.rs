//! A campaign of some months ago, as campaigns go: most communes say that all is right, some correct, a few are silent and
//! were left to be called. Only those who were in touch since are asked, so that nobody's state today is another for it.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use kernel::{
    ids::new_id,
    problem::Problem,
    trade::{Channel, Direction, MemberKind, Outcome},
};
use platform::Work;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use tables::{campaign, campaign_recipient, member};
use uuid::Uuid;

use super::plan::Plan;
use crate::features::follow_up::{self, Attestation, Source};

const ASKED: usize = 24;
/// So many days ago it was sent, sent once more to the silent, and closed.
const SENT: u64 = 150;
const REMINDED: u64 = 141;
const CLOSED: u64 = 120;

/// What each of eight answers.
const ANSWERS: [Option<&str>; 8] =
    [Some("right"), Some("right"), None, Some("corrected"), Some("right"), Some("other"), Some("right"), None];

pub async fn write(work: &Work, plan: &Plan, ids: &[Uuid]) -> Result<(), Problem> {
    let day = |ago: u64| plan.today - Days::new(ago);
    let since = day(CLOSED);
    let later = plan.exchanges.iter().filter(|one| one.on > since && one.outcome == Outcome::Reached);
    let in_touch: BTreeSet<usize> = later.flat_map(|one| one.members.iter().copied()).collect();
    let towns = plan.members.iter().enumerate().filter(|(_, one)| one.kind == MemberKind::Commune);
    let asked: Vec<Uuid> =
        towns.filter(|(at, _)| in_touch.contains(at)).take(ASKED).filter_map(|(at, _)| ids.get(at).copied()).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let campaign = campaign::Model {
        id: new_id(),
        name: "Contacts des communes".to_owned(),
        audience: None,
        words: "Dites-nous qui suit la prévention des déchets dans votre commune.".to_owned(),
        state: "closed".to_owned(),
        rounds: 2,
        by_name: work.by.caller.signature().2,
        created_at: morning(day(SENT)),
        sent_at: Some(morning(day(SENT))),
        reminded_at: Some(morning(day(REMINDED))),
        closed_on: Some(day(CLOSED)),
    };
    let of = campaign.id;
    campaign::Entity::insert(campaign.into_active_model().reset_all()).exec_without_returning(work.tx()).await?;
    let (mut rows, mut stated, mut right) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (member_id, answer)) in asked.into_iter().zip(ANSWERS.into_iter().cycle()).enumerate() {
        // Each third waited for the second letter.
        let second = answer.is_none() || number % 3 == 2;
        let written = if second { REMINDED } else { SENT };
        let on = day(written - (number % 4) as u64);
        let id = new_id();
        if answer.is_some() {
            stated.push(answered(id, member_id, on));
        }
        if matches!(answer, Some("right" | "corrected")) {
            right.push((member_id, on));
        }
        rows.push(campaign_recipient::ActiveModel {
            id: Set(id),
            campaign_id: Set(of),
            member_id: Set(member_id),
            letters: Set(if second { 2 } else { 1 }),
            answer: Set(answer.map(str::to_owned)),
            answered_at: Set(answer.map(|_| morning(on))),
            ..Default::default()
        });
    }
    campaign_recipient::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    for (id, on) in right {
        member::Entity::update_many()
            .set(member::ActiveModel { verified_on: Set(Some(on)), ..Default::default() })
            .filter(member::Column::Id.eq(id))
            .exec(work.tx())
            .await?;
    }
    follow_up::attest_all(work, &stated).await.map(|_| ())
}

fn answered(id: Uuid, member_id: Uuid, on: NaiveDate) -> Attestation {
    Attestation {
        source: Source { kind: "campaign".into(), id },
        on,
        channel: Channel::Profile,
        direction: Direction::Inbound,
        outcome: Outcome::Reached,
        summary: Some("L’organisation a répondu à « C’est toujours exact ? ».".to_owned()),
        contact_id: None,
        members: vec![member_id],
    }
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) + TimeDelta::hours(9)).and_utc()
}
