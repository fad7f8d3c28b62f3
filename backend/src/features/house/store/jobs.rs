//! The SQL of jobs, and of what an instance counts of itself.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::{Language, Problem},
};
use platform::{jobs, mail, web::Ability};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::Value;
use tables::{delivery, job, job_failure};
use uuid::Uuid;

use super::super::schema::operations::{
    JobCard, JobCounts, JobFailure, JobFilters, JobPage, JobState, JobSubject, MailCounts,
};

/// Newest first.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    filters: &JobFilters,
    limit: u64,
    language: Language,
) -> Result<PageOf<JobCard>, Problem> {
    let question = format!("jobs:{:?}:{}", filters.state, filters.kind.as_deref().unwrap_or_default());
    let mut query = job::Entity::find().order_by_desc(job::Column::Id).limit(limit + 1);
    if let Some(state) = filters.state {
        query = query.filter(in_state(state));
    }
    if let Some(kind) = &filters.kind {
        query = query.filter(job::Column::Kind.eq(kind));
    }
    if let Some(cursor) = &filters.cursor {
        query = query.filter(job::Column::Id.lt(Cursor::<()>::open(cursor, &question)?.id));
    }
    let mut rows = query.all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let failed = rows.iter().filter(|row| row.last_error.is_some()).map(|row| row.id);
    let mut failures = failures(db, failed).await?;
    let cards = rows.into_iter().map(|row| {
        let newest = failures.remove(&row.id).and_then(|all| all.into_iter().next());
        card(row, newest.as_ref(), language)
    });
    Ok(PageOf { items: cards.collect(), next_cursor, total: None })
}

pub async fn row<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<job::Model>, Problem> {
    Ok(job::Entity::find_by_id(id).one(db).await?)
}

pub async fn page<C: ConnectionTrait>(db: &C, id: Uuid, language: Language) -> Result<Option<JobPage>, Problem> {
    let Some(row) = row(db, id).await? else { return Ok(None) };
    let failures = failures(db, [id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(JobPage {
        card: card(row, failures.first(), language),
        failures: failures.iter().map(|failure| told(failure, language)).collect(),
    }))
}

/// Of each job, the newest first.
async fn failures<C: ConnectionTrait>(
    db: &C,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<job_failure::Model>>, Problem> {
    let rows = job_failure::Entity::find()
        .filter(job_failure::Column::JobId.is_in(ids))
        .order_by_desc(job_failure::Column::Attempt)
        .all(db)
        .await?;
    let mut by_job: HashMap<Uuid, Vec<job_failure::Model>> = HashMap::new();
    for row in rows {
        by_job.entry(row.job_id).or_default().push(row);
    }
    Ok(by_job)
}

fn in_state(state: JobState) -> Condition {
    let is = |word: &str| Condition::all().add(job::Column::State.eq(word));
    match state {
        JobState::Waiting => is(jobs::WAITING).add(job::Column::LastError.is_null()),
        JobState::Failed => is(jobs::WAITING).add(job::Column::LastError.is_not_null()),
        JobState::Running => is(jobs::RUNNING),
        JobState::Dead => is(jobs::DEAD),
        JobState::Done => is(jobs::DONE),
    }
}

/// What the table's word for a state means.
pub fn state(word: &str, last_error: Option<&str>) -> JobState {
    match word {
        jobs::RUNNING => JobState::Running,
        jobs::DEAD => JobState::Dead,
        jobs::DONE => JobState::Done,
        _ if last_error.is_some() => JobState::Failed,
        _ => JobState::Waiting,
    }
}

fn card(row: job::Model, newest: Option<&job_failure::Model>, language: Language) -> JobCard {
    let state = state(&row.state, row.last_error.as_deref());
    // Jobs that failed under a version that kept their code alone.
    let by_code = row.last_error.as_deref().map(|code| JobFailure {
        attempt: row.attempts,
        at: row.finished_at.unwrap_or(row.created_at),
        code: code.to_owned(),
        said: jobs::failure_said(code).in_language(language).to_owned(),
        cause: None,
    });
    let last_failure = newest.map(|failure| told(failure, language)).or(by_code);
    JobCard {
        abilities: BTreeMap::from([
            ("retry", Ability::of(&jobs::may_retry(&row), language)),
            ("drop", Ability::of(&jobs::may_drop(&row), language)),
        ]),
        about: subjects(&row.payload),
        id: row.id,
        kind: row.kind,
        attempts: row.attempts,
        max_attempts: row.max_attempts,
        run_at: row.run_at,
        created_at: row.created_at,
        finished_at: row.finished_at,
        last_failure: last_failure.filter(|_| row.last_error.is_some()),
        state,
    }
}

fn told(failure: &job_failure::Model, language: Language) -> JobFailure {
    JobFailure {
        attempt: failure.attempt,
        at: failure.at,
        code: failure.code.clone(),
        said: match language {
            Language::Fr => failure.said_fr.clone(),
            Language::En => failure.said_en.clone(),
        },
        cause: failure.cause.clone(),
    }
}

/// The ids that a job was given under the name of a record (`import_id`). Nothing else of what it was given is told.
pub fn subjects(payload: &Value) -> Vec<JobSubject> {
    let Some(given) = payload.as_object() else { return Vec::new() };
    given
        .iter()
        .filter_map(|(name, value)| {
            let record = name.strip_suffix("_id")?.to_owned();
            let id = Uuid::try_parse(value.as_str()?).ok()?;
            Some(JobSubject { record, id })
        })
        .collect()
}

pub async fn counts<C: ConnectionTrait>(db: &C) -> Result<JobCounts, Problem> {
    let rows: Vec<(String, i64, i64)> = job::Entity::find()
        .select_only()
        .column(job::Column::State)
        .expr(Expr::col(job::Column::Id).count())
        .expr(Expr::col(job::Column::LastError).count())
        .filter(job::Column::State.is_in([jobs::WAITING, jobs::RUNNING, jobs::DEAD]))
        .group_by(job::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = JobCounts::default();
    for (state, all, failed) in rows {
        let (all, failed) = (all.unsigned_abs(), failed.unsigned_abs());
        match state.as_str() {
            jobs::RUNNING => counts.running = all,
            jobs::DEAD => counts.dead = all,
            _ => (counts.waiting, counts.failed) = (all - failed, failed),
        }
    }
    Ok(counts)
}

/// Of those that ended, only what was written since.
pub async fn mail_counts<C: ConnectionTrait>(db: &C, since: DateTime<Utc>) -> Result<MailCounts, Problem> {
    let ended = Condition::all()
        .add(delivery::Column::State.is_in([mail::FAILED, mail::UNCERTAIN]))
        .add(delivery::Column::CreatedAt.gte(since));
    let rows: Vec<(String, i64, i64)> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::State)
        .expr(Expr::col(delivery::Column::Id).count())
        .expr(Expr::col(delivery::Column::LastError).count())
        .filter(Condition::any().add(delivery::Column::State.is_in([mail::QUEUED, mail::SENDING])).add(ended))
        .group_by(delivery::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = MailCounts::default();
    for (state, all, held_up) in rows {
        let (all, held_up) = (all.unsigned_abs(), held_up.unsigned_abs());
        match state.as_str() {
            mail::FAILED => counts.failed = all,
            mail::UNCERTAIN => counts.uncertain = all,
            mail::QUEUED => (counts.queued, counts.held_up) = (counts.queued + all, held_up),
            _ => counts.queued += all,
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_what_a_job_was_given_only_ids_are_told() {
        let id = Uuid::from_u128(7);
        let payload = json!({"import_id": id, "token": "secret", "email": "eve@mairie.example", "note_id": "secret"});
        assert_eq!(subjects(&payload), [JobSubject { record: "import".to_owned(), id }]);
        assert_eq!(subjects(&Value::Null), []);
    }
}
