//! How often a register is asked, counted in the database for all processes together, and when it is left alone.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use tables::register_pace;

use super::{Register, Unavailable};
use crate::{causes, house::House};

/// After so many failures in a row, a register is left alone…
const FAILURES: i64 = 3;
/// …this long; then one call tries again…
const REST: TimeDelta = TimeDelta::seconds(30);
/// …while all others wait for what becomes of it.
const TRIAL: TimeDelta = TimeDelta::seconds(5);

/// What the counts say to one who wants to ask now.
#[derive(Debug, PartialEq)]
enum Admission {
    Yes,
    /// As many as are allowed have asked in this second.
    Full,
    Resting,
}

fn judge(row: &mut register_pace::Model, most: i64, now: DateTime<Utc>) -> Admission {
    if row.rests_until.is_some_and(|until| until > now) {
        return Admission::Resting;
    }
    if row.second == now.timestamp() && row.calls >= most {
        return Admission::Full;
    }
    row.calls = if row.second == now.timestamp() { row.calls + 1 } else { 1 };
    row.second = now.timestamp();
    row.rests_until = (row.failures >= FAILURES).then(|| now + TRIAL);
    Admission::Yes
}

/// Lets one call out, within what the register allows; waits for the next second once.
pub async fn admit(house: &House, register: Register) -> Result<(), Unavailable> {
    for again in [true, false] {
        let admission = change(house, register, |row| judge(row, register.per_second(), house.now())).await;
        match admission {
            Ok(Admission::Yes) => return Ok(()),
            Ok(Admission::Resting) => return Err(Unavailable::NotAnswering),
            Ok(Admission::Full) if again => {
                let rest = 1000 - house.now().timestamp_subsec_millis().min(999);
                tokio::time::sleep(std::time::Duration::from_millis(rest.into())).await;
            }
            Ok(Admission::Full) => {}
            Err(problem) => {
                tracing::warn!(%problem, "the pace of a register can't be kept");
                causes::note(&problem);
                return Err(Unavailable::NotAnswering);
            }
        }
    }
    Err(Unavailable::Busy)
}

pub async fn succeeded(house: &House, register: Register) {
    note(house, register, |row| {
        row.failures = 0;
        row.rests_until = None;
    })
    .await;
}

pub async fn failed(house: &House, register: Register) {
    let now = house.now();
    note(house, register, |row| {
        row.failures += 1;
        if row.failures >= FAILURES {
            row.rests_until = Some(now + REST);
        }
    })
    .await;
}

/// It said itself how long it wants to be left alone.
pub async fn rest(house: &House, register: Register, wait: TimeDelta) {
    let until = house.now() + wait;
    note(house, register, |row| row.rests_until = Some(until)).await;
}

async fn note(house: &House, register: Register, set: impl FnOnce(&mut register_pace::Model)) {
    if let Err(problem) = change(house, register, set).await {
        tracing::warn!(%problem, "what became of a call to a register can't be noted");
        causes::note(&problem);
    }
}

async fn change<R>(
    house: &House,
    register: Register,
    set: impl FnOnce(&mut register_pace::Model) -> R,
) -> Result<R, Problem> {
    let name = register.as_str();
    let tx = house.db.begin().await?;
    house.db.take_turn(&tx, &format!("register:{name}")).await?;
    let known = register_pace::Entity::find_by_id(name).one(&tx).await?;
    let fresh = known.is_none();
    let before = known.unwrap_or_else(|| register_pace::Model {
        register: name.to_owned(),
        second: 0,
        calls: 0,
        failures: 0,
        rests_until: None,
    });
    let mut row = before.clone();
    let result = set(&mut row);
    if fresh {
        register_pace::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&tx).await?;
    } else if row != before {
        register_pace::Entity::update(row.into_active_model().reset_all()).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> register_pace::Model {
        register_pace::Model { register: "r".to_owned(), second: 0, calls: 0, failures: 0, rests_until: None }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn no_more_calls_go_out_in_a_second_than_its_terms_allow() {
        let mut row = row();
        for _ in 0..7 {
            assert_eq!(judge(&mut row, 7, at(0)), Admission::Yes);
        }
        assert_eq!(judge(&mut row, 7, at(0)), Admission::Full);
        assert_eq!(judge(&mut row, 7, at(1)), Admission::Yes);
    }

    #[test]
    fn a_register_that_fails_again_and_again_is_left_alone_then_tried_by_one() {
        let mut row = row();
        row.failures = FAILURES;
        row.rests_until = Some(at(30));
        assert_eq!(judge(&mut row, 7, at(29)), Admission::Resting);
        assert_eq!(judge(&mut row, 7, at(30)), Admission::Yes);
        // The others wait for what becomes of it.
        assert_eq!(judge(&mut row, 7, at(31)), Admission::Resting);
        assert_eq!(judge(&mut row, 7, at(36)), Admission::Yes);
    }
}
