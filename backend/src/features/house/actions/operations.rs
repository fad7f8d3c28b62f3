//! What an administrator does about jobs that failed and mails that did not leave.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
    jobs, mail,
};
use serde_json::{Value, json};
use tables::{delivery, job};
use uuid::Uuid;

use super::super::{
    schema::{DeliveryPage, RetriedDeliveries, operations::JobPage},
    store,
};

/// All that failed since then are sent again together.
const LATELY: TimeDelta = TimeDelta::days(1);
/// As many at most; who has more asks again.
const TOGETHER: u64 = 5_000;

/// Has a job tried now.
pub async fn retry_job(house: &House, by: &Asker, id: Uuid) -> Result<JobPage, Problem> {
    let work = house.begin(by).await?;
    let before = store::jobs::row(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    jobs::may_retry(&before)?;
    if !jobs::retry(&work, id).await? {
        return Err(jobs::not_failed());
    }
    let after = json!({"state": jobs::WAITING, "attempts": before.attempts, "last_error": null});
    let changes = differences(&in_short(&before), &after);
    work.note(vec![Entry::new("retry", "job", id, &before.kind).with(changes)]).await?;
    let page = store::jobs::page(work.tx(), id, by.language).await?.ok_or_else(Problem::not_found)?;
    work.commit().await?;
    Ok(page)
}

/// Takes a dead job away, for good.
pub async fn drop_job(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let before = store::jobs::row(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    jobs::may_drop(&before)?;
    if !jobs::drop_dead(&work, id).await? {
        return Err(jobs::not_dead());
    }
    let changes = differences(&in_short(&before), &Value::Null);
    work.note(vec![Entry::new("drop", "job", id, &before.kind).with(changes)]).await?;
    work.commit().await
}

/// What the audit keeps of a job: like the API, nothing of what it was given but the ids.
fn in_short(job: &job::Model) -> Value {
    let mut fields = json!({"state": job.state, "attempts": job.attempts, "last_error": job.last_error});
    for subject in store::jobs::subjects(&job.payload) {
        fields[format!("{}_id", subject.record)] = json!(subject.id);
    }
    fields
}

/// Sends one mail again.
pub async fn retry_delivery(house: &House, by: &Asker, id: Uuid) -> Result<DeliveryPage, Problem> {
    let work = house.begin(by).await?;
    let before = store::delivery_row(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let stops = mail::stops(&house.vault, work.tx(), [before.to_address.as_str()]).await?;
    mail::may_send_again(&before, stops.get(before.to_address.as_str()).copied())?;
    if mail::send_again(&work, &[id]).await? == 0 {
        return Err(mail::not_failed());
    }
    note_sent_again(&work, &[&before]).await?;
    let page = store::delivery(&house.vault, work.tx(), id, by.language).await?.ok_or_else(Problem::not_found)?;
    work.commit().await?;
    Ok(page)
}

/// Sends again all that failed within a day, and all that wait for a relay that takes them. What must not be sent is left.
pub async fn retry_deliveries(house: &House, by: &Asker) -> Result<RetriedDeliveries, Problem> {
    let work = house.begin(by).await?;
    let all = store::deliveries_to_retry(work.tx(), work.now - LATELY, TOGETHER).await?;
    let stops = mail::stops(&house.vault, work.tx(), all.iter().map(|row| row.to_address.as_str())).await?;
    let may = |row: &&delivery::Model| mail::may_send_again(row, stops.get(row.to_address.as_str()).copied()).is_ok();
    let sent: Vec<&delivery::Model> = all.iter().filter(may).collect();
    let ids: Vec<Uuid> = sent.iter().map(|row| row.id).collect();
    let retried = mail::send_again(&work, &ids).await?;
    note_sent_again(&work, &sent).await?;
    work.commit().await?;
    Ok(RetriedDeliveries { retried: retried as u64, left: (all.len() - retried) as u64 })
}

/// Under the subject of each, for the audit outlives the address.
async fn note_sent_again(work: &Work, rows: &[&delivery::Model]) -> Result<(), Problem> {
    let lines = rows.iter().map(|row| {
        let before = json!({"state": row.state, "attempts": row.attempts});
        let changes = differences(&before, &json!({"state": mail::QUEUED, "attempts": row.attempts}));
        Entry::new("retry", "delivery", row.id, &row.subject).with(changes)
    });
    work.note(lines.collect()).await
}
