//! A row of the file, as it is shown, and which rows to show.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{ImportProblem, RowDecision};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    Create,
    Update,
    Unchanged,
    Doubt,
    Refused,
    Ignored,
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
    #[schema(example = "phone.leading_zero")]
    pub code: String,
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
    #[schema(inline)]
    pub outcome: RowOutcome,
    pub name: String,
    pub hidden: bool,
    /// The member it is about, or has made.
    pub member: Option<RowMember>,
    /// Whether its member stayed as it is when the import was undone in part.
    pub kept: bool,
    pub candidates: Vec<RowCandidate>,
    pub differences: Vec<RowDifference>,
    pub repairs: Vec<RowRepair>,
    pub problems: Vec<ImportProblem>,
    pub decision: Option<RowDecision>,
    /// As they are in the file.
    pub cells: Vec<Option<String>>,
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
    Kept,
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
            RowFilter::Kept => "kept",
        }
    }
}

#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowListing {
    /// The row that has this number in the file.
    pub number: Option<u32>,
    /// All rows when absent.
    #[param(inline)]
    pub outcome: Option<RowFilter>,
    /// Only those with this problem or repair: a code of the import's `reasons`, beside the `outcome` it is a reason for.
    #[validate(length(max = 60))]
    pub reason: Option<String>,
    /// 1 to 200; 50 when absent.
    #[validate(range(min = 1, max = 200))]
    pub limit: Option<u64>,
    pub cursor: Option<String>,
}
