//! What is done again and again: how often, when next, and how it went last.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{FromQueryResult, Statement, Value};
use uuid::Uuid;

use crate::{backup, house::House};

/// A recurring job.
pub struct Schedule {
    pub kind: &'static str,
    pub every: TimeDelta,
    /// False where the settings leave it nothing to do.
    pub active: bool,
    pub next_at: DateTime<Utc>,
    /// None until it was first left.
    pub last: Option<Last>,
}

/// The newest job of a kind.
#[derive(Debug, FromQueryResult)]
pub struct Last {
    pub kind: String,
    pub id: Uuid,
    pub state: String,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

/// The slot of time that an instant is in: there is one job for each.
pub fn slot(now: DateTime<Utc>, every: TimeDelta) -> i64 {
    now.timestamp().div_euclid(every.num_seconds().max(1))
}

pub fn key(kind: &str, slot: i64) -> String {
    format!("every:{kind}:{slot}")
}

/// All of them, by name.
pub async fn schedules(house: &House) -> Result<Vec<Schedule>, Problem> {
    let now = house.now();
    let mut all: Vec<Schedule> = house
        .book
        .kinds
        .values()
        .filter_map(|kind| kind.every.map(|every| (kind.name, every)))
        .map(|(kind, every)| Schedule {
            kind,
            every,
            active: kind != backup::NIGHTLY.name || house.settings.backup_dir.is_some(),
            next_at: next(now, every),
            last: None,
        })
        .collect();
    all.sort_by_key(|schedule| schedule.kind);
    for last in newest(house, &all).await? {
        if let Some(of) = all.iter_mut().find(|schedule| schedule.kind == last.kind) {
            of.last = Some(last);
        }
    }
    Ok(all)
}

fn next(now: DateTime<Utc>, every: TimeDelta) -> DateTime<Utc> {
    let begins = (slot(now, every) + 1) * every.num_seconds().max(1);
    DateTime::from_timestamp(begins, 0).unwrap_or(now)
}

/// The newest job of each kind, each found along the index: a window over a month of jobs would read them all.
async fn newest(house: &House, of: &[Schedule]) -> Result<Vec<Last>, Problem> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let one = |number: usize| {
        format!(
            "SELECT * FROM (SELECT kind, id, state, last_error, created_at, run_at, finished_at FROM job \
             WHERE kind = ${number} ORDER BY id DESC LIMIT 1) AS newest_{number}"
        )
    };
    let sql = (1..=of.len()).map(one).collect::<Vec<_>>().join(" UNION ALL ");
    let values: Vec<Value> = of.iter().map(|schedule| schedule.kind.into()).collect();
    let statement = Statement::from_sql_and_values(house.db.backend(), sql, values);
    Ok(Last::find_by_statement(statement).all(&house.db.read).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_slot_begins_where_this_one_ends() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(next(at("2026-11-23T09:20:00Z"), TimeDelta::hours(1)), at("2026-11-23T10:00:00Z"));
        assert_eq!(next(at("2026-11-23T10:00:00Z"), TimeDelta::hours(1)), at("2026-11-23T11:00:00Z"));
        assert_eq!(next(at("2026-11-23T10:00:00Z"), TimeDelta::days(1)), at("2026-11-24T00:00:00Z"));
    }
}
