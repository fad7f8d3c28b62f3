//! What people send: the file, and the choices that change what is made of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::trade::{LegalBasis, MemberKind, MemberStatus};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema,
        schema::{AdditionalProperties, ObjectBuilder, OneOfBuilder, Type},
    },
};
use uuid::Uuid;
use validator::Validate;

/// A file with what is known of it beforehand.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "describes a multipart form, which is read part by part")]
pub struct NewImport {
    /// xlsx, xls, ods, csv or delimited text, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// Kind of rows that tell none.
    pub default_kind: Option<MemberKind>,
    /// Name of the sheet; the first with a table when absent.
    pub sheet: Option<String>,
}

/// What to do with a row: `create` a member of its own; `update` the member with what differs; `merge` into a member or
/// another row, adding only what is missing there; `skip` it; `leave_out` cells (those that refuse it, when none is named or corrected).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowAction {
    Create,
    Update,
    Merge,
    Skip,
    LeaveOut,
}

#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RowDecision {
    #[serde(rename = "do")]
    pub action: RowAction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub member_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub row: Option<u32>,
    /// Columns (from 0) whose cells are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 200))]
    pub columns: Vec<usize>,
    /// What a cell should have said, by column (from 0).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<String, String>,
}

/// What the rows of a colour get.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourChoice {
    #[validate(length(max = 100))]
    pub topic: Option<String>,
    pub status: Option<MemberStatus>,
}

/// Choices to change; those that are absent stay. Another sheet forgets header, mapping and decisions, another header
/// row the mapping.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"default_kind": "association", "mapping": {"3": "commune", "7": null}, "decisions": {"117": {"do": "merge", "row": 100}, "123": {"do": "create"}}}))]
pub struct ImportChanges {
    #[validate(length(max = 200))]
    pub sheet: Option<String>,
    /// As people number it.
    pub header_row: Option<u32>,
    /// Field by column (from 0); null leaves the column out.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(schema_with = map_of_nullable::<String>)]
    pub mapping: BTreeMap<String, Option<String>>,
    /// Of rows that tell no kind; null for none.
    #[serde(default)]
    #[schema(value_type = Option<MemberKind>)]
    pub default_kind: kernel::patch::Change<MemberKind>,
    /// What a word of the kind column means; null forgets it.
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(schema_with = map_of_nullable::<MemberKind>)]
    pub kinds: BTreeMap<String, Option<MemberKind>>,
    /// The topic that a word of the topics column stands for; null forgets it.
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(schema_with = map_of_nullable::<String>)]
    pub topics: BTreeMap<String, Option<String>>,
    /// By colour (`#f7c77e`); null forgets it.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(schema_with = map_of_nullable::<ColourChoice>)]
    pub colours: BTreeMap<String, Option<ColourChoice>>,
    /// By row number; null takes a decision back.
    #[serde(default)]
    #[validate(length(max = 20000))]
    #[schema(schema_with = map_of_nullable::<RowDecision>)]
    pub decisions: BTreeMap<String, Option<RowDecision>>,
    /// What is said of the people whom the file brings; all of it at once.
    #[validate(nested)]
    pub provenance: Option<ImportProvenance>,
}

/// Of the people whom a file brings: where their data comes from, on which ground it is kept, since when they know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"source": "Annuaire des mairies", "basis": "public_task", "informed_on": "2026-11-20"}))]
pub struct ImportProvenance {
    /// In a few words.
    #[validate(length(max = 200))]
    pub source: Option<String>,
    pub basis: Option<LegalBasis>,
    pub informed_on: Option<NaiveDate>,
}

/// The schema of an object whose values are `T` or null.
fn map_of_nullable<T: PartialSchema>() -> RefOr<Schema> {
    let value = OneOfBuilder::new().item(T::schema()).item(ObjectBuilder::new().schema_type(Type::Null));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .additional_properties(Some(AdditionalProperties::RefOr(value.into())))
        .into()
}

/// How to take an import back.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UndoChoice {
    /// Leave members that were changed since as they are, and take back the others.
    pub partial: Option<bool>,
}
