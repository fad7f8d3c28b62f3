//! Reports of errors over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::web::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportWhat {
    /// The organisation is no more.
    Closed,
    WrongPlace,
    WrongContact,
    Other,
}

impl ReportWhat {
    const ALL: [ReportWhat; 4] =
        [ReportWhat::Closed, ReportWhat::WrongPlace, ReportWhat::WrongContact, ReportWhat::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            ReportWhat::Closed => "closed",
            ReportWhat::WrongPlace => "wrong_place",
            ReportWhat::WrongContact => "wrong_contact",
            ReportWhat::Other => "other",
        }
    }

    pub fn parse(word: &str) -> ReportWhat {
        ReportWhat::ALL.into_iter().find(|what| what.as_str() == word).unwrap_or(ReportWhat::Other)
    }
}

/// Where a report stands: it waits for the team, they mended what it says, or there was nothing to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    Waiting,
    Mended,
    NothingToMend,
}

impl ReportState {
    const ALL: [ReportState; 3] = [ReportState::Waiting, ReportState::Mended, ReportState::NothingToMend];

    pub fn as_str(self) -> &'static str {
        match self {
            ReportState::Waiting => "waiting",
            ReportState::Mended => "mended",
            ReportState::NothingToMend => "nothing_to_mend",
        }
    }

    pub fn parse(word: &str) -> ReportState {
        ReportState::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(ReportState::Waiting)
    }
}

/// An error that somebody found.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"what": "wrong_place", "text": "L’atelier a déménagé rue des Prés."}))]
pub struct ReportForm {
    pub what: ReportWhat,
    /// Needed for `other`.
    #[serde(default)]
    #[validate(length(max = 1000))]
    pub text: String,
    /// For a question of the team; forgotten once the report is settled.
    #[validate(length(max = 254))]
    pub email: Option<String>,
    /// Leave it empty: people don't see it.
    #[validate(length(max = 500))]
    pub fax: Option<String>,
}

/// Which reports.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// `waiting` when absent, the oldest first; of the others the newest first.
    pub state: Option<ReportState>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
    pub with_total: Option<bool>,
}

/// The member that a report is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReportedMember {
    pub id: Uuid,
    pub name: String,
}

/// An error that was reported.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Report {
    pub id: Uuid,
    pub member: ReportedMember,
    pub what: ReportWhat,
    /// May be empty.
    pub text: String,
    /// Of who reported it, where they gave it; null once it is settled.
    pub email: Option<String>,
    pub state: ReportState,
    pub reported_at: DateTime<Utc>,
    /// It has waited for more than a week.
    pub late: bool,
    pub settled_at: Option<DateTime<Utc>>,
    pub settled_by: Option<String>,
    /// What the team wrote beside it, for itself.
    pub note: Option<String>,
    /// By verb: `settle`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    Mended,
    NothingToMend,
}

impl ReportOutcome {
    pub fn state(self) -> ReportState {
        match self {
            ReportOutcome::Mended => ReportState::Mended,
            ReportOutcome::NothingToMend => ReportState::NothingToMend,
        }
    }
}

/// Settles a report.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "mended", "note": "Adresse corrigée avec l’association."}))]
pub struct SettleForm {
    pub outcome: ReportOutcome,
    /// For the team alone.
    #[validate(length(max = 1000))]
    pub note: Option<String>,
}
