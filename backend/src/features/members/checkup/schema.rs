//! What of a record goes over the wire to whoever holds a link.

use chrono::NaiveDate;
use kernel::patch::Change;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::super::{
    contacts::schema::{ContactChanges, NewContact},
    profile::schema::ProfileChanges,
};

/// One of the record's people, as far as a link tells.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordPerson {
    pub name: String,
    pub function: Option<String>,
    /// Whom the club talks to first.
    pub main: bool,
}

/// What the club holds of an organisation, for whoever was asked whether it is right.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordFacts {
    pub name: String,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub commune: Option<String>,
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    pub website: Option<String>,
    /// Those who are there, the main one first.
    pub people: Vec<RecordPerson>,
    pub verified_on: Option<NaiveDate>,
    /// The fields that may be corrected here; the others are the team's alone.
    #[schema(example = json!(["name", "phone"]))]
    pub fixable: Vec<String>,
    /// Of these, the fields whose change waits for the team.
    #[schema(example = json!(["name"]))]
    pub waits: Vec<String>,
}

/// What the club holds of whom the letter went to: for them alone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecordHolder {
    pub given_name: String,
    pub family_name: String,
    pub function: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// E.164.
    pub mobile: Option<String>,
    /// The fields that may be corrected here; the others are the team's alone.
    #[schema(example = json!(["function", "phone"]))]
    pub fixable: Vec<String>,
    /// Of these, the fields whose change waits for the team.
    #[schema(example = json!([]))]
    pub waits: Vec<String>,
}

/// What to correct (JSON merge patch): absent fields stay, null clears.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "03 53 01 00 18"}))]
pub struct RecordFixes {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Change<String>,
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
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 60)]
    pub phone: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub website: Change<String>,
}

impl RecordFixes {
    /// The fields of [`RecordFixes`], in the order of the screens.
    pub const FIELDS: [&str; 7] = ["name", "street", "postal_code", "commune", "phone", "email", "website"];

    /// The same as a manager of the member would change.
    pub fn changes(self) -> ProfileChanges {
        ProfileChanges {
            name: self.name,
            street: self.street,
            postal_code: self.postal_code,
            commune: self.commune,
            email: self.email,
            phone: self.phone,
            website: self.website,
            ..ProfileChanges::default()
        }
    }
}

/// What whom the letter went to corrects of themselves (JSON merge patch): absent fields stay, null clears.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"mobile": "06 12 34 56 78"}))]
pub struct HolderFixes {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub given_name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub family_name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub function: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub phone: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub mobile: Change<String>,
}

impl HolderFixes {
    /// The name first: it may be theirs to change elsewhere alone.
    pub const NAMES: [&str; 2] = ["given_name", "family_name"];
    pub const REST: [&str; 3] = ["function", "phone", "mobile"];

    pub fn is_empty(&self) -> bool {
        let all = [&self.given_name, &self.family_name, &self.function, &self.phone, &self.mobile];
        all.into_iter().all(Change::is_keep)
    }

    /// The same as the team would change.
    pub fn changes(self) -> ContactChanges {
        ContactChanges {
            given_name: self.given_name,
            family_name: self.family_name,
            function: self.function,
            phone: self.phone,
            mobile: self.mobile,
            ..ContactChanges::default()
        }
    }
}

/// Whose link it is: the member that it speaks for, the contact whom its letter went to, and the letter.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub member: Uuid,
    pub contact: Option<Uuid>,
    pub letter: Option<Uuid>,
}

/// What became of a correction.
#[derive(Debug, Clone, Default)]
pub struct Corrected {
    /// The fields that changed at once.
    pub applied: Vec<String>,
    /// Those that wait for the team.
    pub waits: Vec<String>,
}

/// Who is in charge now.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example", "function": "Président"}))]
pub struct Successor {
    #[validate(length(min = 1, max = 100))]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    #[validate(length(min = 1, max = 254))]
    pub email: String,
    #[validate(length(max = 200))]
    pub function: Option<String>,
}

impl Successor {
    pub fn contact(self) -> NewContact {
        NewContact {
            given_name: Some(self.given_name),
            family_name: Some(self.family_name),
            email: Some(self.email),
            function: self.function,
            ..NewContact::default()
        }
    }
}
