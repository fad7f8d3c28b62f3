//! What goes over the wire: cards, pages, and the forms that change them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    patch::Change,
    trade::{Deliverability, FollowUp, MemberKind, MemberSize, MemberStatus, Precision},
};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

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
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    pub topics: Vec<MemberTopic>,
    pub joined_on: Option<NaiveDate>,
    pub last_contact_on: Option<NaiveDate>,
    pub last_personal_contact_on: Option<NaiveDate>,
    pub contact_due_on: Option<NaiveDate>,
    /// Only active members have one.
    pub follow_up: Option<FollowUp>,
    pub archived_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub revision: i64,
    /// By verb: `edit`, `edit_contacts`, `change_status`, `correct_history`, `archive`, `restore`, `log_interaction`, `see_audit`.
    pub abilities: BTreeMap<String, Ability>,
}

/// Who of the staff looks after a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Referent {
    pub account_id: Uuid,
    pub name: String,
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

/// All of a member. What is the staff's own (`internal_notes`, `referent`, `source`, follow-up) is null for others.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberPage {
    #[serde(flatten)]
    pub card: MemberCard,
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
    /// Where the record comes from: `screen`, `api`, `import`, `territory`…
    pub source: Option<String>,
    pub created_at: DateTime<Utc>,
    pub status_history: Vec<StatusStep>,
}

/// A new member: a name and a kind suffice.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Repair Café Les Vieux Rabots", "kind": "association", "commune": "Sélestat"}))]
pub struct NewMember {
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    /// `prospect` when absent.
    pub status: Option<MemberStatus>,
    /// Since when it has this status: a day, a month (`2014-03`) or a year (`2014`); today when absent.
    #[schema(max_length = 10)]
    pub since: Option<String>,
    #[schema(max_length = 300)]
    pub legal_name: Option<String>,
    #[schema(max_length = 300)]
    pub street: Option<String>,
    #[schema(max_length = 20)]
    pub postal_code: Option<String>,
    /// INSEE code or name.
    #[schema(max_length = 200)]
    pub commune: Option<String>,
    #[schema(max_length = 30)]
    pub siren: Option<String>,
    #[schema(max_length = 40)]
    pub siret: Option<String>,
    #[schema(max_length = 30)]
    pub rna: Option<String>,
    #[schema(max_length = 30)]
    pub amalia: Option<String>,
    #[schema(max_length = 300)]
    pub amalia_court: Option<String>,
    #[schema(max_length = 10)]
    pub insee_code: Option<String>,
    #[schema(max_length = 254)]
    pub email: Option<String>,
    #[schema(max_length = 60)]
    pub phone: Option<String>,
    #[schema(max_length = 300)]
    pub website: Option<String>,
    #[schema(max_length = 5000)]
    pub description: Option<String>,
    #[schema(max_length = 20000)]
    pub internal_notes: Option<String>,
    /// Account of a staff person.
    pub referent_id: Option<Uuid>,
    #[serde(default)]
    #[validate(length(max = 50))]
    pub topics: Vec<Uuid>,
    pub verified_on: Option<NaiveDate>,
}

/// What to change (JSON merge patch): absent fields stay, null clears.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"website": "https://vieux-rabots.example", "description": null}))]
pub struct MemberChanges {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<MemberKind>)]
    pub kind: Change<MemberKind>,
    #[serde(default)]
    #[schema(value_type = Option<MemberSize>)]
    pub size: Change<MemberSize>,
    /// From today on; another day goes by `POST /members/{id}/status`.
    #[serde(default)]
    #[schema(value_type = Option<MemberStatus>)]
    pub status: Change<MemberStatus>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub legal_name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub street: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 20)]
    pub postal_code: Change<String>,
    /// INSEE code or name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub commune: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 30)]
    pub siren: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub siret: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 30)]
    pub rna: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 30)]
    pub amalia: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub amalia_court: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 10)]
    pub insee_code: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 60)]
    pub phone: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub website: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub description: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 20000)]
    pub internal_notes: Change<String>,
    /// Account of a staff person.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub referent_id: Change<Uuid>,
    /// All of them, by id.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub topics: Change<Vec<Uuid>>,
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub verified_on: Change<NaiveDate>,
}

fn given<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Keep, Change::Set)
}

impl NewMember {
    /// The same as changes to an empty record; the status goes its own way.
    pub fn changes(self) -> MemberChanges {
        MemberChanges {
            name: Change::Set(self.name),
            kind: Change::Set(self.kind),
            size: given(self.size),
            status: Change::Keep,
            legal_name: given(self.legal_name),
            street: given(self.street),
            postal_code: given(self.postal_code),
            commune: given(self.commune),
            siren: given(self.siren),
            siret: given(self.siret),
            rna: given(self.rna),
            amalia: given(self.amalia),
            amalia_court: given(self.amalia_court),
            insee_code: given(self.insee_code),
            email: given(self.email),
            phone: given(self.phone),
            website: given(self.website),
            description: given(self.description),
            internal_notes: given(self.internal_notes),
            referent_id: given(self.referent_id),
            topics: Change::Set(self.topics),
            verified_on: given(self.verified_on),
        }
    }
}
