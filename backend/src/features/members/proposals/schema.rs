//! Proposals over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{ProposalAbout, ProposalState, Verdict};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Who asks, for which organisation, for whom of its people.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    pub id: Uuid,
    pub name: String,
}

/// Who changed a field since it was asked for, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangedSince {
    pub by: String,
    pub at: DateTime<Utc>,
}

/// One field of a proposal. Values as people read them: topics, communes and choices by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposedField {
    #[schema(example = "name")]
    pub field: String,
    /// Of a field of the club: its name. Null for the others.
    pub name: Option<String>,
    /// What it was when the change was asked for.
    pub before: Value,
    /// What it is to be.
    pub after: Value,
    /// What it is now; null unless it waits and is something.
    pub now: Value,
    /// Whether it is another by now than it was then: accepting it says so and asks.
    pub stale: bool,
    /// By whom; null when it is not known.
    pub changed_since: Option<ChangedSince>,
    pub verdict: Verdict,
    /// Why it was refused, or what was said with it.
    pub reason: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// What somebody who manages a member asked to change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proposal {
    pub id: Uuid,
    pub member: Named,
    pub about: ProposalAbout,
    /// The person it is about; null for the record and for somebody new.
    pub contact: Option<Named>,
    /// Who asked.
    #[schema(example = "Mireille Kern")]
    pub by: String,
    pub created_at: DateTime<Utc>,
    pub state: ProposalState,
    /// Whether it has waited for over seven days.
    pub late: bool,
    pub decided_at: Option<DateTime<Utc>>,
    /// When whoever asked was told by mail.
    pub told_at: Option<DateTime<Utc>>,
    pub fields: Vec<ProposedField>,
    /// Of the member, as it is now: what `over` of an acceptance names.
    pub revision: i64,
    /// By verb: `decide`, `reopen`, `withdraw`.
    pub abilities: BTreeMap<String, Ability>,
}

/// Which proposals. People of member organisations are given their own.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProposalQuery {
    /// Those that stand so. Waiting ones come oldest first, all others newest first.
    pub state: Option<ProposalState>,
    /// Those of this member.
    pub member: Option<Uuid>,
    /// Those that were made on that day, in the club's time zone, or before.
    pub waiting_since: Option<NaiveDate>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    #[validate(length(max = 1000))]
    pub cursor: Option<String>,
}

/// How many proposals wait.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposalCounts {
    pub waiting: u64,
    /// For over seven days.
    pub late: u64,
}

/// A reason given before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UsedReason {
    pub reason: String,
}

/// What to accept.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fields": ["name"]}))]
pub struct AcceptProposal {
    /// By their names; all that waits when absent.
    #[validate(length(min = 1, max = 100))]
    pub fields: Option<Vec<String>>,
    /// A word to whoever asked.
    #[validate(length(max = 1000))]
    pub reason: Option<String>,
    /// The member's revision, when what changed since is knowingly written over.
    pub over: Option<i64>,
}

/// What to refuse, and why.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fields": ["siret"], "reason": "Ce numéro est celui de l’ancien siège."}))]
pub struct RefuseProposal {
    /// By their names; all that waits when absent.
    #[validate(length(min = 1, max = 100))]
    pub fields: Option<Vec<String>>,
    /// Told to whoever asked.
    #[validate(length(min = 1, max = 1000))]
    pub reason: String,
}
