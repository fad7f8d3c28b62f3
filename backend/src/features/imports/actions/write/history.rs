//! What a row says about membership, as steps of the member's history.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{MemberStatus, Precision};
use tables::member_status;
use uuid::Uuid;

use super::super::super::analysis::{DraftDay, MemberDraft};
use crate::features::members::Whole;

fn step(member_id: Uuid, status: MemberStatus, day: DraftDay, now: DateTime<Utc>) -> member_status::Model {
    member_status::Model {
        id: kernel::ids::new_id(),
        member_id,
        status,
        since: day.on,
        precision: day.precision,
        reason: None,
        seq: 0,
        recorded_at: now,
    }
}

fn on(day: NaiveDate) -> DraftDay {
    DraftDay { on: day, precision: Precision::Day }
}

/// The history of a new member.
pub fn begin(whole: &mut Whole, draft: &MemberDraft, today: NaiveDate, now: DateTime<Utc>) {
    let id = whole.member.id;
    // A commune of the territory is a member by right: nothing a list says puts it off.
    let status = if whole.member.ex_officio { MemberStatus::Active } else { draft.status_when_new() };
    let mut add = |status, day| whole.steps.push(step(id, status, day, now));
    match status {
        MemberStatus::Active => add(status, draft.joined_on.unwrap_or(on(today))),
        MemberStatus::Prospect | MemberStatus::Invited => add(status, on(today)),
        MemberStatus::Paused | MemberStatus::Left => {
            let end = match (status, draft.left_on) {
                (MemberStatus::Left, Some(day)) => day,
                _ => on(today),
            };
            if let Some(joined) = draft.joined_on {
                add(MemberStatus::Active, joined);
            }
            // Nobody leaves before having joined.
            let end = draft.joined_on.filter(|joined| joined.on > end.on).map_or(end, |joined| on(joined.on));
            add(status, end);
        }
    }
    whole.settle_steps();
}

/// What a change says of a member that is there.
pub fn change(whole: &mut Whole, set: &MemberDraft, today: NaiveDate, now: DateTime<Utc>) {
    if set.joined_on.is_none() && set.left_on.is_none() && set.status.is_none() {
        return;
    }
    if let Some(joined) = set.joined_on {
        join(whole, joined, now);
    }
    let id = whole.member.id;
    let left = set.left_on.is_some() && set.status.is_none();
    let status = if left { Some(MemberStatus::Left) } else { set.status };
    if let Some(status) = status
        && !(status == MemberStatus::Left && whole.member.ex_officio)
        && whole.steps.last().is_none_or(|last| last.status != status)
    {
        let day = match (status, set.left_on) {
            (MemberStatus::Left, Some(day)) => day,
            _ => on(today),
        };
        let day = whole.steps.last().filter(|last| last.since > day.on).map_or(day, |last| on(last.since));
        let mut last = step(id, status, day, now);
        last.seq = whole.steps.len() as i64;
        whole.steps.push(last);
    } else if let (Some(day), Some(last)) = (set.left_on, whole.steps.last_mut())
        && last.status == MemberStatus::Left
    {
        (last.since, last.precision) = (day.on, day.precision);
    }
    whole.settle_steps();
}

/// The first active day: told anew, it moves; for one that waited, it ends the waiting.
fn join(whole: &mut Whole, joined: DraftDay, now: DateTime<Utc>) {
    let first = whole.steps.iter().position(|step| step.status == MemberStatus::Active);
    match first {
        Some(first) => {
            // What came before it and would now come after has been overtaken.
            let next = whole.steps.get(first + 1).map(|next| next.since);
            let day = next.filter(|next| *next < joined.on).map_or(joined, on);
            let step = &mut whole.steps[first];
            (step.since, step.precision) = (day.on, day.precision);
            let active = step.id;
            whole.steps.retain(|step| step.id == active || !waits(step.status) || step.since < day.on);
        }
        None => {
            whole.steps.retain(|step| !waits(step.status) || step.since < joined.on);
            let mut active = step(whole.member.id, MemberStatus::Active, joined, now);
            active.seq = whole.steps.len() as i64;
            whole.steps.push(active);
        }
    }
    whole.settle_steps();
}

fn waits(status: MemberStatus) -> bool {
    matches!(status, MemberStatus::Prospect | MemberStatus::Invited)
}
