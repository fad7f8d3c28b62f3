//! The ticket of the form: when it was taken, marked so that nobody can make one. A request that comes within seconds was
//! not typed by a person; one of yesterday's form is asked to begin anew.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::{Problem, say};
use platform::House;
use subtle::ConstantTimeEq;

const SOONEST: TimeDelta = TimeDelta::seconds(3);
const LATEST: TimeDelta = TimeDelta::hours(24);

fn mark(house: &House, second: &str) -> [u8; 32] {
    house.vault.mark("members.join_ticket", second.as_bytes())
}

pub fn issue(house: &House) -> String {
    let second = house.now().timestamp().to_string();
    let mark = URL_SAFE_NO_PAD.encode(mark(house, &second));
    format!("{second}.{mark}")
}

/// When it was taken; nothing for one that is not ours.
fn taken(house: &House, ticket: &str) -> Option<DateTime<Utc>> {
    let (second, given) = ticket.split_once('.')?;
    let given = URL_SAFE_NO_PAD.decode(given).ok()?;
    bool::from(given.ct_eq(&mark(house, second))).then_some(())?;
    DateTime::from_timestamp(second.parse().ok()?, 0)
}

/// Refuses one that is too young (come back in `Retry-After` seconds), too old, or not ours.
pub fn check(house: &House, ticket: &str) -> Result<(), Problem> {
    let age = taken(house, ticket).map(|at| house.now() - at).filter(|age| *age <= LATEST);
    match age {
        Some(age) if age >= SOONEST => Ok(()),
        Some(_) => Err(Problem::too_many(SOONEST.num_seconds() as u32)),
        None => Err(Problem::invalid_field(
            "/ticket",
            "members.join_ticket_spent",
            say(
                "Ce formulaire est ouvert depuis trop longtemps : envoyez-le encore une fois.",
                "This form has been open for too long: send it once more.",
            ),
        )),
    }
}
