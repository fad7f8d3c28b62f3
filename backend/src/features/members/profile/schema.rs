//! Profiles and rules over the wire.

use std::collections::BTreeMap;

use kernel::{
    patch::Change,
    trade::{Audience, MemberKind, MemberSize, Treatment},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::super::{proposals::schema::Proposal, schema::MemberChanges};

/// What holds for one field of members' records.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfileRule {
    /// As a change names it; fields of the club as `custom.key`; `people` and `pictures` as groups.
    #[schema(example = "phone")]
    pub field: String,
    /// Of a field of the club: its name. Null for the others.
    pub name: Option<String>,
    pub treatment: Treatment,
    /// To whom it is shown where a member says nothing; null where that is not chosen.
    pub audience: Option<Audience>,
    /// Whether anyone may ever see it.
    pub may_be_public: bool,
    /// Whether a change of it can wait.
    pub may_wait: bool,
}

/// What to set of a field; null as the house has it.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleForm {
    #[serde(default)]
    #[schema(value_type = Option<Treatment>)]
    pub treatment: Change<Treatment>,
    #[serde(default)]
    #[schema(value_type = Option<Audience>)]
    pub audience: Change<Audience>,
}

/// The rules to set, by field; the others stay.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"rules": {"phone": {"treatment": "waits"}, "email": {"audience": "public"}}}))]
pub struct RulesForm {
    pub rules: BTreeMap<String, RuleForm>,
}

/// One field of a profile.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfileField {
    #[serde(flatten)]
    pub rule: ProfileRule,
    /// To whom this member shows it; null where that is not chosen.
    pub shown_to: Option<Audience>,
    /// What the member said about that itself; null as the club has it.
    pub said: Option<Audience>,
}

/// A member's record as its own people keep it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Profile {
    pub member_id: Uuid,
    pub fields: Vec<ProfileField>,
    /// What waits, the oldest first.
    pub waiting: Vec<Proposal>,
    pub revision: i64,
}

/// What to change of one's own record (JSON merge patch): absent fields stay, null clears. What is the team's alone is
/// not here; what the club's rules keep from members is refused by its name.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "03 53 01 00 18", "name": "Repair Café des Vieux Rabots"}))]
pub struct ProfileChanges {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<MemberKind>)]
    pub kind: Change<MemberKind>,
    #[serde(default)]
    #[schema(value_type = Option<MemberSize>)]
    pub size: Change<MemberSize>,
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
    /// All of them, by id.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>)]
    pub topics: Change<Vec<Uuid>>,
    /// Fields of the club by their key: absent ones stay, null clears. A choice by its id or its name.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub custom: BTreeMap<String, serde_json::Value>,
    /// To whom fields are shown, by their names: `club` or `public`, null as the club has it; absent ones stay. Applies
    /// at once.
    #[serde(default)]
    #[validate(length(max = 150))]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub visibility: BTreeMap<String, Option<Audience>>,
}

impl ProfileChanges {
    /// The same as the team would change the record.
    pub fn changes(self) -> MemberChanges {
        MemberChanges {
            name: self.name,
            kind: self.kind,
            size: self.size,
            legal_name: self.legal_name,
            street: self.street,
            postal_code: self.postal_code,
            commune: self.commune,
            siren: self.siren,
            siret: self.siret,
            rna: self.rna,
            amalia: self.amalia,
            amalia_court: self.amalia_court,
            insee_code: self.insee_code,
            email: self.email,
            phone: self.phone,
            website: self.website,
            description: self.description,
            topics: self.topics,
            custom: self.custom,
            visibility: self.visibility,
            ..MemberChanges::default()
        }
    }
}

/// What became of a member's change of its own record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfileChanged {
    /// The fields that changed at once.
    #[schema(example = json!(["phone"]))]
    pub applied: Vec<String>,
    /// What waits for the team since this change; none when nothing does.
    pub waiting: Vec<Proposal>,
    /// Of the member, as it is now.
    pub revision: i64,
}
