//! How the instance goes: who works, what is done again and again, and jobs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::{doctor::Mark, web::Ability};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// How this instance goes, all of it at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Operations {
    /// The worst of the findings.
    pub mark: Mark,
    /// Part by part, as `maillage doctor` tells them.
    pub findings: Vec<FindingLine>,
    pub jobs: JobCounts,
    pub mails: MailCounts,
    /// The processes that work the jobs, the newest first; one that is gone is told for a day.
    pub workers: Vec<WorkerLine>,
    pub schedules: Vec<ScheduleLine>,
}

/// One part, and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingLine {
    #[schema(example = "jobs.worker")]
    pub part: &'static str,
    pub mark: Mark,
    /// To be shown.
    pub said: String,
}

/// Jobs that are not done, by state.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct JobCounts {
    pub waiting: u64,
    pub running: u64,
    pub failed: u64,
    pub dead: u64,
}

/// Mails that did not leave.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct MailCounts {
    pub queued: u64,
    /// Of those queued: tried already, and not taken.
    pub held_up: u64,
    /// Written in the last 7 days.
    pub failed: u64,
    /// Written in the last 7 days.
    pub uncertain: u64,
}

/// A process that works the jobs.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkerLine {
    pub id: Uuid,
    /// The machine's name, or the container's.
    #[schema(example = "club-1")]
    pub host: String,
    pub process: i64,
    #[schema(example = "1.0.0")]
    pub version: String,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether it said so within the last minute.
    pub alive: bool,
}

/// What is done again and again.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleLine {
    #[schema(example = "house.backup")]
    pub kind: &'static str,
    pub every_seconds: i64,
    /// False where the settings leave it nothing to do: no folder for backups.
    pub active: bool,
    pub next_at: DateTime<Utc>,
    /// Null until it is first due.
    pub last: Option<LastRun>,
}

/// How the newest job of a schedule went, or goes.
#[derive(Debug, Serialize, ToSchema)]
pub struct LastRun {
    pub job_id: Uuid,
    pub state: JobState,
    /// When it ended; while it has not, when it was left.
    pub at: DateTime<Utc>,
}

/// Where a job stands. `failed`: it is tried again at `run_at`; `dead`: it is not, until somebody asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    Waiting,
    Running,
    Failed,
    Dead,
    Done,
}

/// A job, in a list. What it is given is not told but for the ids in it: that may be a link which opens an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobCard {
    pub id: Uuid,
    #[schema(example = "imports.commit")]
    pub kind: String,
    pub state: JobState,
    pub about: Vec<JobSubject>,
    pub attempts: i64,
    /// After so many it is given up.
    pub max_attempts: i64,
    /// When its turn comes, or came.
    pub run_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// Why its last try failed.
    pub last_failure: Option<JobFailure>,
    /// By verb: `retry`, `drop`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// Something that a job is about.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobSubject {
    /// What kind of record.
    #[schema(example = "import")]
    pub record: String,
    pub id: Uuid,
}

/// Why a try failed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobFailure {
    /// Which try, from 1.
    pub attempt: i64,
    pub at: DateTime<Utc>,
    #[schema(example = "backup.cannot_write")]
    pub code: String,
    /// To be shown.
    pub said: String,
    /// In the words of whatever failed, for who runs the server.
    #[schema(example = "Permission denied (os error 13)")]
    pub cause: Option<String>,
}

/// A job, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobPage {
    #[serde(flatten)]
    pub card: JobCard,
    /// Each try that failed, the newest first.
    pub failures: Vec<JobFailure>,
}

/// Which jobs.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobFilters {
    /// Jobs in this state.
    pub state: Option<JobState>,
    /// Jobs of this kind: `mail.send`.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100, example = "imports.commit")]
    pub kind: Option<String>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    #[validate(length(min = 1, max = 1000))]
    #[param(min_length = 1, max_length = 1000)]
    pub cursor: Option<String>,
}
