//! How long things are kept, over the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::RetentionPeriods;

/// A rule, by the name of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetentionRule {
    DepartedPeople,
    SilentProspects,
    DecidedRequests,
    ImportFiles,
    MailContents,
    IdleAccounts,
    AuditLines,
}

impl RetentionRule {
    pub const ALL: [RetentionRule; 7] = [
        RetentionRule::DepartedPeople,
        RetentionRule::SilentProspects,
        RetentionRule::DecidedRequests,
        RetentionRule::ImportFiles,
        RetentionRule::MailContents,
        RetentionRule::IdleAccounts,
        RetentionRule::AuditLines,
    ];

    pub fn months(self, periods: &RetentionPeriods) -> u32 {
        match self {
            RetentionRule::DepartedPeople => periods.departed_people,
            RetentionRule::SilentProspects => periods.silent_prospects,
            RetentionRule::DecidedRequests => periods.decided_requests,
            RetentionRule::ImportFiles => periods.import_files,
            RetentionRule::MailContents => periods.mail_contents,
            RetentionRule::IdleAccounts => periods.idle_accounts,
            RetentionRule::AuditLines => periods.audit_lines,
        }
    }
}

/// What retention would take away now. Nothing is changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionReport {
    pub rules: Vec<RetentionRuleReport>,
    /// Whether it is seen to every night by itself.
    pub nightly: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionRuleReport {
    pub rule: RetentionRule,
    pub title: String,
    /// What would be done.
    pub what: String,
    pub months: u32,
    /// What is older than this day.
    pub before: NaiveDate,
    pub count: u64,
    /// The first few.
    pub samples: Vec<RetentionSample>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetentionSample {
    pub id: Uuid,
    pub label: String,
}

/// Which rules; all of them when none is named.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"rules": ["import_files", "mail_contents"]}))]
pub struct RetentionForm {
    #[serde(default)]
    #[validate(length(max = 7))]
    pub rules: Vec<RetentionRule>,
}
