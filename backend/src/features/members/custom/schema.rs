//! Fields and values over the wire.

use chrono::{DateTime, Utc};
use kernel::trade::{FieldKind, Visibility};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A value of a field: a text (also a date, as `YYYY-MM-DD`, and a choice, by its id), a number, or yes and no.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum CustomValue {
    Text(String),
    YesNo(bool),
    #[schema(value_type = f64)]
    Number(serde_json::Number),
}

/// One of the values of a choice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldChoice {
    /// Made of the first name, and never another.
    #[schema(example = "metal")]
    pub id: String,
    #[schema(example = "Métal")]
    pub name: String,
}

/// A field that the club has made for its members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberField {
    pub id: Uuid,
    /// Made of the first name, and never another: it stands in `custom`, in filters and in sorts.
    #[schema(example = "prete_des_gobelets")]
    pub key: String,
    #[schema(example = "Prête des gobelets")]
    pub name: String,
    pub kind: FieldKind,
    /// In their order; of a field of kind `choice` only.
    pub choices: Vec<FieldChoice>,
    /// Who sees its values: `staff` and keys; the `member` too; or anyone (`public`).
    pub visibility: Visibility,
    /// From 1.
    pub position: i64,
    /// Members with a value; null for whoever does not see all members.
    pub used_by: Option<i64>,
    pub archived_at: Option<DateTime<Utc>>,
    pub revision: i64,
}

#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FieldQuery {
    /// `true`: the archived ones.
    pub archived: Option<bool>,
}

/// A choice as a form names it. With the id of one that is there, it stays that one, renamed or moved.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceForm {
    #[validate(length(min = 1, max = 60))]
    pub id: Option<String>,
    #[validate(length(min = 1, max = 80))]
    pub name: String,
}

/// A new field.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Prête des gobelets", "kind": "yes_no", "visibility": "member"}))]
pub struct NewMemberField {
    #[validate(length(min = 1, max = 80))]
    pub name: String,
    pub kind: FieldKind,
    /// In their order; for kind `choice` at least one.
    #[serde(default)]
    #[validate(length(max = 200), nested)]
    pub choices: Vec<ChoiceForm>,
    /// `staff` when absent.
    pub visibility: Option<Visibility>,
}

/// What to change of a field; its kind and its key stay.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Prête des gobelets réutilisables", "position": 1}))]
pub struct MemberFieldChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 80))]
    pub name: Option<String>,
    /// All of them, in their order. One that a member has can't be left out.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 200), nested)]
    pub choices: Option<Vec<ChoiceForm>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub visibility: Option<Visibility>,
    /// From 1; a place after the last one is the last one.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(min = 1, max = 1000))]
    pub position: Option<i64>,
}

/// Absent or a value, never null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
