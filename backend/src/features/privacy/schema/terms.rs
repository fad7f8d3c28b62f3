//! What the club says of itself, for the notice, the register and the accessibility statement.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::trade::AccessibilityState;
use platform::web::Ability;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// What the accessibility statement says (law 2005-102, article 47).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AccessibilityTerms {
    pub state: AccessibilityState,
    pub audited_on: Option<NaiveDate>,
    #[validate(length(max = 200))]
    pub auditor: String,
    /// Of the criteria, those that are met.
    #[validate(range(max = 100))]
    pub percent: Option<u32>,
    /// What is not accessible, one a line.
    #[validate(length(max = 50))]
    pub faults: Vec<String>,
    /// What would be out of proportion, each with its reason.
    #[validate(length(max = 50))]
    pub burdens: Vec<String>,
    /// What the law does not ask for.
    #[validate(length(max = 50))]
    pub exempt: Vec<String>,
    /// What the service is made with; what the program is made with when empty.
    #[validate(length(max = 50))]
    pub technologies: Vec<String>,
    /// In which browsers, with which aids, it was tried.
    #[validate(length(max = 50))]
    pub environment: Vec<String>,
    /// By which tools it was looked at.
    #[validate(length(max = 50))]
    pub tools: Vec<String>,
    /// The pages that were looked at.
    #[validate(length(max = 50))]
    pub pages: Vec<String>,
    /// The plan over several years.
    #[validate(length(max = 500))]
    pub plan_url: String,
    /// Whom to write to; the club's contact when empty.
    #[validate(length(max = 500))]
    pub contact: String,
}

/// How many months each thing is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionPeriods {
    /// People, after their last function, their organisation or, in the team, their account ended.
    #[validate(range(min = 1, max = 120))]
    pub departed_people: u32,
    /// People of organisations that never became members, after the last contact.
    #[validate(range(min = 1, max = 120))]
    pub silent_prospects: u32,
    /// Requests to join that were refused or replaced. Never longer than a year.
    #[validate(range(min = 1, max = 12))]
    pub decided_requests: u32,
    /// Files of imports, with their rows.
    #[validate(range(min = 1, max = 120))]
    pub import_files: u32,
    /// Addresses and contents of mails.
    #[validate(range(min = 1, max = 120))]
    pub mail_contents: u32,
    /// Accounts that act for organisations, after the last sign-in.
    #[validate(range(min = 1, max = 120))]
    pub idle_accounts: u32,
    /// Who changed what.
    #[validate(range(min = 6, max = 120))]
    pub audit_lines: u32,
}

impl Default for RetentionPeriods {
    /// The CNIL's references, where it has some.
    fn default() -> RetentionPeriods {
        RetentionPeriods {
            departed_people: 36,
            silent_prospects: 36,
            decided_requests: 12,
            import_files: 12,
            mail_contents: 12,
            idle_accounts: 36,
            audit_lines: 36,
        }
    }
}

/// The club's terms. What is empty or absent is as the house has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"controller": "Syndicat des Trois Vallées", "dpo": "dpo@syndicat.example", "host": "Hébergeur Exemple, Strasbourg", "retention": {"departed_people": 24}, "nightly": true}))]
pub struct Terms {
    /// Who answers for the data: the authority; the club's name when empty.
    #[validate(length(max = 300))]
    pub controller: String,
    /// Its data protection officer; the club's contact for personal data when empty.
    #[validate(length(max = 500))]
    pub dpo: String,
    /// Who runs the machine.
    #[validate(length(max = 300))]
    pub host: String,
    /// Who carries the mail.
    #[validate(length(max = 300))]
    pub mail_carrier: String,
    /// Who else receives data.
    #[validate(length(max = 1_000))]
    pub recipients: String,
    /// Data that leaves the European Union, and under which guarantee.
    #[validate(length(max = 1_000))]
    pub transfers: String,
    /// How it is protected, beside what the program does.
    #[validate(length(max = 2_000))]
    pub security: String,
    /// Anything else that the notice should say.
    #[validate(length(max = 5_000))]
    pub more: String,
    #[validate(nested)]
    pub retention: RetentionPeriods,
    /// Whether retention is seen to every night by itself.
    pub nightly: bool,
    #[validate(nested)]
    pub accessibility: AccessibilityTerms,
}

/// The club's terms, as they are.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PrivacyTerms {
    pub terms: Terms,
    pub revision: i64,
    /// By verb: `change`.
    pub abilities: BTreeMap<&'static str, Ability>,
}
