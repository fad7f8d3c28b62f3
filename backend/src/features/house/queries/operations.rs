//! How the instance goes, and its jobs.

use chrono::TimeDelta;
use kernel::{page::PageOf, problem::Problem};
use platform::{
    Asker, House,
    doctor::{self, Mark},
    jobs,
};
use uuid::Uuid;

use super::{
    super::{
        schema::operations::{
            FindingLine, JobCard, JobFilters, JobPage, LastRun, Operations, ScheduleLine, WorkerLine,
        },
        store,
    },
    USUAL_LIMIT,
};

/// Mails that failed are counted for this long.
const LATELY: TimeDelta = TimeDelta::days(7);

pub async fn operations(house: &House, by: &Asker) -> Result<Operations, Problem> {
    let (db, now) = (&house.db.read, house.now());
    let found = doctor::running(&house.settings, db, now).await;
    let workers = jobs::workers(db).await?.into_iter().map(|worker| WorkerLine {
        alive: jobs::alive(&worker, now),
        id: worker.id,
        host: worker.host,
        process: worker.process,
        version: worker.version,
        started_at: worker.started_at,
        seen_at: worker.seen_at,
    });
    Ok(Operations {
        mark: found.iter().map(|finding| finding.mark).max().unwrap_or(Mark::Well),
        findings: found
            .iter()
            .map(|finding| FindingLine {
                part: finding.part,
                mark: finding.mark,
                said: finding.said.in_language(by.language).to_owned(),
            })
            .collect(),
        jobs: store::jobs::counts(db).await?,
        mails: store::jobs::mail_counts(db, now - LATELY).await?,
        workers: workers.collect(),
        schedules: jobs::schedules(house).await?.into_iter().map(schedule).collect(),
    })
}

fn schedule(schedule: jobs::Schedule) -> ScheduleLine {
    ScheduleLine {
        kind: schedule.kind,
        every_seconds: schedule.every.num_seconds(),
        active: schedule.active,
        next_at: schedule.next_at,
        last: schedule.last.map(|last| LastRun {
            job_id: last.id,
            state: store::jobs::state(&last.state, last.last_error.as_deref()),
            at: last.finished_at.unwrap_or(last.created_at),
        }),
    }
}

pub async fn jobs(house: &House, by: &Asker, filters: JobFilters) -> Result<PageOf<JobCard>, Problem> {
    let limit = filters.limit.unwrap_or(USUAL_LIMIT);
    store::jobs::list(&house.db.read, &filters, limit, by.language).await
}

pub async fn job(house: &House, by: &Asker, id: Uuid) -> Result<JobPage, Problem> {
    store::jobs::page(&house.db.read, id, by.language).await?.ok_or_else(Problem::not_found)
}
