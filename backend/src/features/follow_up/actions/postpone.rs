//! A member put off to a later day.

use chrono::NaiveDate;
use kernel::{
    problem::{Problem, say},
    trade::MemberStatus,
};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    super::{queries::outlook, rules, store},
    archived, tidy,
};

/// Hides an active member from those who are due until a day; another postponement of it is replaced.
pub async fn postpone(
    house: &House,
    by: &Asker,
    member: Uuid,
    until: NaiveDate,
    reason: String,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let today = outlook(work.tx(), work.now).await?.today;
    rules::check_until(until, today).map_err(|fault| Problem::invalid(vec![fault]))?;
    let reason = tidy(Some(reason)).ok_or_else(|| {
        Problem::invalid_field("/reason", "follow_up.reason_needed", say("Dites pourquoi.", "Say why."))
    })?;
    let standing = store::standing(work.tx(), &[member]).await?.pop().ok_or_else(Problem::not_found)?;
    if standing.archived_at.is_some() {
        return Err(Problem::conflict("members.archived", archived(&standing.name)));
    }
    if standing.status != MemberStatus::Active {
        return Err(Problem::conflict(
            "follow_up.not_active",
            say("Seul un membre actif est à relancer.", "Only an active member is followed up."),
        ));
    }
    let before = put_off_as_noted(&work, member).await?;
    store::put_off(&work, member, until, &reason).await?;
    let after = json!({"postponed_until": until, "postponed_reason": reason});
    let changes = differences(&before, &after);
    work.note(vec![Entry::new("postpone", "member", member, &standing.name).with(changes)]).await?;
    work.commit().await
}

/// Takes a postponement back; there may be none.
pub async fn resume(house: &House, by: &Asker, member: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let standing = store::standing(work.tx(), &[member]).await?.pop().ok_or_else(Problem::not_found)?;
    let before = put_off_as_noted(&work, member).await?;
    if before.is_null() {
        return Ok(());
    }
    store::take_back(work.tx(), member).await?;
    let changes = differences(&before, &Value::Null);
    work.note(vec![Entry::new("resume", "member", member, &standing.name).with(changes)]).await?;
    work.commit().await
}

async fn put_off_as_noted(work: &Work, member: Uuid) -> Result<Value, Problem> {
    let row = store::postponement(work.tx(), member).await?;
    Ok(row.map_or(Value::Null, |row| json!({"postponed_until": row.until_on, "postponed_reason": row.reason})))
}
