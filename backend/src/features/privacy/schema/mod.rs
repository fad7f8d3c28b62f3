//! What goes over the wire.

mod pages;
mod retention;
mod terms;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{ConsentAction, ConsentPurpose, ConsentWay, LegalBasis};
use platform::{dependents::Fate, web::Ability};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

pub use pages::{
    AccessibilityStatement, PageSection, PrivacyNotice, Processing, ProcessingRegister, RegisterExport, RegisterFormat,
};
pub use retention::{RetentionForm, RetentionReport, RetentionRule, RetentionRuleReport, RetentionSample};
pub use terms::{AccessibilityTerms, PrivacyTerms, RetentionPeriods, Terms};

/// What is known of how somebody's data came here, and what they said about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonPrivacy {
    pub id: Uuid,
    pub name: String,
    /// Where they act, or did.
    pub contacts: Vec<PersonProvenance>,
    /// What they said, the newest first.
    pub consents: Vec<ConsentEvent>,
    /// Their files that are on their way or can still be fetched, the newest first.
    pub files: Vec<PersonFile>,
    /// By verb: `note_consent`, `ask_file`, `erase`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// Where the data of somebody in one organisation comes from. It is set with the contact.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonProvenance {
    pub contact_id: Uuid,
    pub member_id: Uuid,
    pub organisation: String,
    pub function: Option<String>,
    pub email: Option<String>,
    #[schema(example = "Annuaire des mairies")]
    pub source: String,
    /// The club's usual one where nothing was said.
    pub basis: LegalBasis,
    /// Null: they are still to be told (GDPR, article 14: within a month).
    pub informed_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
}

/// Something a person said. Nothing of it changes any more.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConsentEvent {
    pub id: Uuid,
    pub purpose: ConsentPurpose,
    pub action: ConsentAction,
    pub on: NaiveDate,
    pub way: ConsentWay,
    /// The address it is about; null where it is about none, or that one is gone.
    pub email: Option<String>,
    pub origin: Option<String>,
    pub text_shown: Option<String>,
    /// Who noted it.
    pub by: String,
    pub recorded_at: DateTime<Utc>,
}

/// What a person says. An objection to messages holds at once, wherever the address is used.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "messages", "action": "objected", "way": "phone", "origin": "Appel du 20 novembre"}))]
pub struct ConsentEventForm {
    pub purpose: ConsentPurpose,
    pub action: ConsentAction,
    /// Today when absent.
    pub on: Option<NaiveDate>,
    pub way: ConsentWay,
    /// Of messages: for this address alone; for all of theirs when absent.
    #[validate(length(min = 3, max = 254))]
    pub email: Option<String>,
    /// On which occasion.
    #[validate(length(max = 200))]
    pub origin: Option<String>,
    /// What they read before they said it.
    #[validate(length(max = 5_000))]
    pub text_shown: Option<String>,
}

/// A person's file, on its way to them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonFile {
    pub id: Uuid,
    /// Where the link goes.
    pub email: String,
    pub asked_at: DateTime<Utc>,
    pub by: String,
    /// When it was ready and the link left; null while it is made.
    pub made_at: Option<DateTime<Utc>>,
    /// Until when the link is good; then the file is deleted.
    pub until_at: DateTime<Utc>,
    pub fetched_at: Option<DateTime<Utc>>,
}

/// Where the link to a person's file goes.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "odile@vieux-rabots.example"}))]
pub struct PersonFileForm {
    /// One of theirs; their account's, else one that nobody else reads, when absent.
    #[validate(length(min = 3, max = 254))]
    pub email: Option<String>,
}

/// The token of the link to a person's file.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonFileToken {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// What an erasure would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ErasurePreview {
    pub person_id: Uuid,
    pub name: String,
    pub items: Vec<ErasureItem>,
    /// What stays whatever is done, and why.
    pub stays: Vec<ErasureRest>,
    /// Goes with the ETag: what was read is what is erased.
    pub revision: i64,
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// What becomes of things of one kind.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ErasureItem {
    #[schema(example = "functions")]
    pub what: String,
    pub title: String,
    pub count: u64,
    pub fate: Fate,
    pub why: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ErasureRest {
    #[schema(example = "statistics")]
    pub what: String,
    pub title: String,
    pub why: String,
}

/// How to erase.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"keep_out": true}))]
pub struct EraseForm {
    /// Whether a mark of their addresses is kept, so that they are neither written to nor imported again; true when
    /// absent. Of an objection it always is.
    pub keep_out: Option<bool>,
}

/// Where an erasure stands. `running`: rows are gone, texts and files are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureState {
    Running,
    Done,
}

/// An erasure, without whom it was about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Erasure {
    pub id: Uuid,
    pub state: ErasureState,
    /// By table: rows with texts that said who it was; `files` for files.
    pub counts: BTreeMap<String, u64>,
    pub by: String,
    pub asked_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
}
