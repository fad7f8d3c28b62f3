//! The forms that change members.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    patch::Change,
    trade::{Audience, MemberKind, MemberSize, MemberStatus},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::super::custom::schema::CustomValue;

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
    /// Fields of the club by their key. A choice by its id or its name.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(value_type = BTreeMap<String, CustomValue>)]
    pub custom: BTreeMap<String, serde_json::Value>,
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
    /// Fields of the club by their key: absent ones stay, null clears. A choice by its id or its name.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub custom: BTreeMap<String, serde_json::Value>,
    /// To whom fields are shown, by their names: `club` or `public`, null as the club has it; absent ones stay.
    #[serde(default)]
    #[validate(length(max = 150))]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub visibility: BTreeMap<String, Option<Audience>>,
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
            custom: self.custom,
            visibility: BTreeMap::new(),
        }
    }
}

/// Does the same with each field that has a column, by its name.
macro_rules! each_field {
    ($changes:ident, $do:ident) => {
        each_field!($changes, $do, name, kind, size, status, legal_name, street, postal_code, commune, siren, siret, rna,
            amalia, amalia_court, insee_code, email, phone, website, description, internal_notes, referent_id, topics,
            verified_on)
    };
    ($changes:ident, $do:ident, $($field:ident),+) => { $($do!($changes, $field);)+ };
}

impl MemberChanges {
    /// The fields that it sets or clears; those of the club as `custom.key`.
    pub fn named(&self) -> Vec<String> {
        let mut named = Vec::new();
        macro_rules! name {
            ($changes:ident, $field:ident) => {
                if !$changes.$field.is_keep() {
                    named.push(stringify!($field).to_owned());
                }
            };
        }
        each_field!(self, name);
        named.extend(self.custom.keys().map(|key| format!("custom.{key}")));
        if !self.visibility.is_empty() {
            named.push("visibility".to_owned());
        }
        named
    }

    /// Only what it does with some of its fields.
    pub fn only(mut self, wanted: impl Fn(&str) -> bool) -> MemberChanges {
        macro_rules! drop_unwanted {
            ($changes:ident, $field:ident) => {
                if !wanted(stringify!($field)) {
                    $changes.$field = Change::Keep;
                }
            };
        }
        each_field!(self, drop_unwanted);
        self.custom.retain(|key, _| wanted(&format!("custom.{key}")));
        if !wanted("visibility") {
            self.visibility.clear();
        }
        self
    }
}

/// The next step of a member's history.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "left", "since": "2026-06", "reason": "Association dissoute"}))]
pub struct StatusForm {
    pub status: MemberStatus,
    /// A day, a month (`2014-03`) or a year (`2014`); today when absent.
    #[validate(length(min = 4, max = 10))]
    pub since: Option<String>,
    #[validate(length(max = 500))]
    pub reason: Option<String>,
}

/// A whole history, put in the place of the one there is.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"steps": [{"status": "active", "since": "2014"}, {"status": "left", "since": "2026-06-30"}]}))]
pub struct HistoryForm {
    /// Oldest first; at least one.
    #[validate(length(min = 1, max = 100), nested)]
    pub steps: Vec<StepForm>,
}

/// One step of a history.
#[derive(Debug, Clone, serde::Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepForm {
    pub status: MemberStatus,
    /// A day, a month (`2014-03`) or a year (`2014`).
    #[validate(length(min = 4, max = 10))]
    pub since: String,
    #[validate(length(max = 500))]
    pub reason: Option<String>,
}
