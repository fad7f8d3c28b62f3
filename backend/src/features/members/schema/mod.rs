//! What goes over the wire: cards and pages here, the forms that change them and the questions beside.

mod changes;
mod filter_fields;
mod forms;
mod query;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{Deliverability, FollowUp, MemberKind, MemberSize, MemberStatus, Precision};
use platform::web::abilities::{Abilities, Ability};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{contacts::schema::Contact, custom::schema::CustomValue};
pub use changes::{ChangeOutcome, ChangesForm, ChangesMade, Current, RowOutcome, SampleRow, Selection, Which};
pub use filter_fields::{FilterChoice, FilterField, FilterFields, FilterOperator, FilterPeriod, Words};
pub use forms::{HistoryForm, MemberChanges, NewMember, StatusForm};
pub use query::{
    AuditQuery, CountDay, Duplicate, DuplicateQuery, DuplicateReason, MemberCounts, MemberFilters, MemberStretch, With,
};

/// A commune. `insee_code` is null for a place that is not a French commune.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberCommune {
    #[schema(example = "67462")]
    pub insee_code: Option<String>,
    #[schema(example = "Sélestat")]
    pub name: String,
}

/// A topic of the club that interests a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberTopic {
    pub id: Uuid,
    pub name: String,
}

/// Whom to talk to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MainContact {
    pub id: Uuid,
    pub name: String,
    pub function: Option<String>,
    pub email: Option<String>,
    pub email_deliverability: Option<Deliverability>,
    pub phone: Option<String>,
}

/// By whom a search found a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MatchedPerson {
    pub contact_id: Uuid,
    pub person_id: Uuid,
    pub name: String,
    pub function: Option<String>,
}

/// A member in a list. Follow-up columns are null for those who act for the member themselves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberCard {
    pub id: Uuid,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub name: String,
    pub status: MemberStatus,
    /// A commune of the territory: member by right.
    pub ex_officio: bool,
    pub commune: Option<MemberCommune>,
    pub postal_code: Option<String>,
    pub main_contact: Option<MainContact>,
    /// The person by whom `q` found it; null when its own words did.
    pub matched: Option<MatchedPerson>,
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    pub topics: Vec<MemberTopic>,
    /// Fields of the club by their key, those that have a value and that the caller sees.
    pub custom: BTreeMap<String, CustomValue>,
    pub joined_on: Option<NaiveDate>,
    pub last_contact_on: Option<NaiveDate>,
    pub last_personal_contact_on: Option<NaiveDate>,
    pub contact_due_on: Option<NaiveDate>,
    /// Only active members have one.
    pub follow_up: Option<FollowUp>,
    pub archived_at: Option<DateTime<Utc>>,
    /// The record that it became part of; that one may have been merged in its turn.
    pub merged_into: Option<Uuid>,
    pub updated_at: DateTime<Utc>,
    pub revision: i64,
    /// By verb: `edit`, `edit_profile`, `edit_contacts`, `keep_contacts`, `change_status`, `correct_history`, `archive`, `restore`, `log_interaction`, `see_audit`, `merge`, `unmerge`.
    #[schema(value_type = BTreeMap<String, Ability>)]
    pub abilities: Abilities,
    /// The rest of the record, for those who ask `with=record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub record: Option<MemberRecord>,
}

/// Who of the staff looks after a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Referent {
    pub account_id: Uuid,
    pub name: String,
    /// Has left the team since, or is shut out: somebody else should take over.
    pub gone: bool,
}

/// One step of a member's history.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatusStep {
    pub status: MemberStatus,
    /// The first day of what is known: of the year for `precision: year`.
    pub since: NaiveDate,
    pub precision: Precision,
    pub reason: Option<String>,
}

/// What a card does not tell. What is the staff's own (`internal_notes`, `referent`, `source`) is null for others.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberRecord {
    pub legal_name: Option<String>,
    pub street: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    /// Associations under the law of 1901.
    pub rna: Option<String>,
    /// Associations of Alsace-Moselle.
    pub amalia: Option<String>,
    /// The court that keeps their register.
    pub amalia_court: Option<String>,
    /// For a commune: its own code.
    pub insee_code: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub internal_notes: Option<String>,
    pub referent: Option<Referent>,
    pub left_on: Option<NaiveDate>,
    /// When the member last said that this record is right.
    pub verified_on: Option<NaiveDate>,
    /// Whether it signed the charter, as an imported file has it; null where none told.
    pub charter_answer: Option<bool>,
    /// Where the record comes from: `screen`, `api`, `import`, `territory`…
    pub source: Option<String>,
    pub created_at: DateTime<Utc>,
    /// What its status may become; whether this caller may change it is an ability.
    pub next_statuses: Vec<MemberStatus>,
}

/// All of a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberPage {
    #[serde(flatten)]
    pub card: MemberCard,
    #[serde(flatten)]
    pub rest: MemberRecord,
    /// Those who are there, the main one first, then those who have ended; none for a key without `contacts:read`.
    pub contacts: Vec<Contact>,
    pub status_history: Vec<StatusStep>,
}
