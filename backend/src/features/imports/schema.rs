//! What goes over the wire: an import, its rows, and the choices that change it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::trade::{MemberKind, MemberStatus};
use platform::web::abilities::Ability;
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

/// Where an import stands. `failed`: the file could not be read after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    Reading,
    Ready,
    Committing,
    Committed,
    Undone,
    Failed,
}

impl ImportState {
    pub fn as_str(self) -> &'static str {
        match self {
            ImportState::Reading => "reading",
            ImportState::Ready => "ready",
            ImportState::Committing => "committing",
            ImportState::Committed => "committed",
            ImportState::Undone => "undone",
            ImportState::Failed => "failed",
        }
    }

    pub fn parse(word: &str) -> ImportState {
        match word {
            "reading" => ImportState::Reading,
            "ready" => ImportState::Ready,
            "committing" => ImportState::Committing,
            "committed" => ImportState::Committed,
            "undone" => ImportState::Undone,
            _ => ImportState::Failed,
        }
    }
}

/// Rows by what becomes of them; `warning` and `repaired` count among those that would be written.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct ImportCounts {
    pub rows: u32,
    pub create: u32,
    pub update: u32,
    pub unchanged: u32,
    pub doubt: u32,
    pub refused: u32,
    pub ignored: u32,
    pub warning: u32,
    pub repaired: u32,
}

/// An import in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportCard {
    pub id: Uuid,
    pub file_name: String,
    /// `xlsx`, `xls`, `ods`, `csv`: told by the content.
    pub format: String,
    pub state: ImportState,
    pub counts: ImportCounts,
    pub created_at: DateTime<Utc>,
    /// Who sent the file.
    pub by: String,
    pub committed_at: Option<DateTime<Utc>>,
    pub revision: i64,
    /// By verb: `change`, `commit`, `undo`, `discard`.
    pub abilities: BTreeMap<String, Ability>,
}

/// All of an import: what was understood of the file and what it would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Import {
    #[serde(flatten)]
    pub card: ImportCard,
    /// Of a text file: `utf-8`, `windows-1252`…
    pub encoding: Option<String>,
    /// Of a text file: `;`, `,`, a tab.
    pub separator: Option<String>,
    pub sheets: Vec<ImportSheet>,
    pub columns: Vec<ImportColumn>,
    /// What a column can be mapped to.
    pub fields: Vec<ImportField>,
    pub default_kind: Option<MemberKind>,
    /// Words of the kind column that are not understood.
    pub unknown_kinds: Vec<UnknownKind>,
    /// What words of the kind column were said to mean.
    pub kinds: BTreeMap<String, MemberKind>,
    pub colours: Vec<ImportColour>,
    /// What was noticed, in sentences.
    pub notes: Vec<String>,
    /// The first 200; all of them are with the rows.
    pub problems: Vec<ImportProblem>,
    /// Why it can't be committed yet.
    pub blocking: Vec<String>,
    /// While it is read or written.
    pub progress: Option<ImportProgress>,
    /// Why it failed, or what became of the last try.
    pub problem: Option<String>,
    pub change_set_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ImportProgress {
    pub done: i64,
    pub total: i64,
}

/// A sheet of the file. A text file has one, without a name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportSheet {
    pub name: String,
    pub rows: usize,
    pub header_row: Option<u32>,
    pub visible: bool,
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportColumn {
    /// From 0.
    pub index: usize,
    #[schema(example = "B")]
    pub letter: String,
    pub title: String,
    /// One of `fields`; null leaves the column out.
    pub field: Option<String>,
    /// Guessed or remembered, not chosen.
    pub guessed: bool,
    pub samples: Vec<String>,
}

/// What a column can hold.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportField {
    #[schema(example = "name")]
    pub name: String,
    #[schema(example = "Nom de la structure")]
    pub label: String,
    /// `member`, `identifiers`, `address`, `contact`, `follow_up`, `texts`.
    pub group: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnknownKind {
    pub written: String,
    pub rows: u32,
    pub proposal: Option<MemberKind>,
}

/// Rows on one colour, which can't be imported but may stand for something.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportColour {
    #[schema(example = "#f7c77e")]
    pub colour: String,
    pub name: String,
    pub rows: Vec<u32>,
    /// The topic these rows get, as chosen.
    pub topic: Option<String>,
    pub status: Option<MemberStatus>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportProblem {
    pub row: u32,
    /// Title of the column.
    pub column: Option<String>,
    pub letter: Option<String>,
    #[schema(example = "siret.luhn")]
    pub code: String,
    pub detail: String,
    /// `refused`: nothing of the row is written; `warning`: the cell is left empty or kept as text; `notice`: a proposal.
    pub severity: String,
    /// What was probably meant; never applied by itself.
    pub suggestion: Option<String>,
}

/// A member named by a row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowMember {
    pub id: Uuid,
    pub name: String,
}

/// A member, or another row of the file, that a row may be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowCandidate {
    pub member_id: Option<Uuid>,
    pub row: Option<u32>,
    pub name: String,
    pub commune: Option<String>,
    /// `identifier`, `email`, `name`.
    pub reason: String,
    /// 0 to 1.
    pub score: f64,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowDifference {
    pub field: String,
    pub before: Option<String>,
    pub after: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowRepair {
    pub column: String,
    pub letter: String,
    pub before: String,
    pub after: String,
    pub detail: String,
}

/// A row of the file, with what becomes of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportRow {
    /// As a spreadsheet program numbers it.
    pub number: u32,
    pub sheet: String,
    /// `create`, `update`, `unchanged`, `doubt`, `refused`, `ignored`.
    pub outcome: String,
    pub name: String,
    pub hidden: bool,
    /// The member it is about, or has made.
    pub member: Option<RowMember>,
    pub candidates: Vec<RowCandidate>,
    pub differences: Vec<RowDifference>,
    pub repairs: Vec<RowRepair>,
    pub problems: Vec<ImportProblem>,
    pub decision: Option<RowDecision>,
    /// As they are in the file.
    pub cells: Vec<Option<String>>,
}

/// What to do with a row: `create` a member of its own; `update` the member with what differs; `merge` into a member or
/// another row, adding only what is missing there; `skip` it; `leave_out` cells (those that refuse it, when none is named).
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
}

/// The schema of an object whose values are `T` or null.
fn map_of_nullable<T: PartialSchema>() -> RefOr<Schema> {
    let value = OneOfBuilder::new().item(T::schema()).item(ObjectBuilder::new().schema_type(Type::Null));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .additional_properties(Some(AdditionalProperties::RefOr(value.into())))
        .into()
}

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

/// Which imports to list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportListing {
    /// 1 to 200; 50 when absent.
    #[validate(range(min = 1, max = 200))]
    pub limit: Option<u64>,
    pub cursor: Option<String>,
}

/// How to take an import back.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UndoChoice {
    /// Leave members that were changed since as they are, and take back the others.
    pub partial: Option<bool>,
}

/// Which rows to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowFilter {
    Create,
    Update,
    Unchanged,
    Doubt,
    Refused,
    Ignored,
    Warning,
    Repaired,
}

impl RowFilter {
    pub fn as_str(self) -> &'static str {
        match self {
            RowFilter::Create => "create",
            RowFilter::Update => "update",
            RowFilter::Unchanged => "unchanged",
            RowFilter::Doubt => "doubt",
            RowFilter::Refused => "refused",
            RowFilter::Ignored => "ignored",
            RowFilter::Warning => "warning",
            RowFilter::Repaired => "repaired",
        }
    }
}

#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowListing {
    /// All rows when absent.
    #[param(inline)]
    pub outcome: Option<RowFilter>,
    /// 1 to 200; 50 when absent.
    #[validate(range(min = 1, max = 200))]
    pub limit: Option<u64>,
    pub cursor: Option<String>,
}
