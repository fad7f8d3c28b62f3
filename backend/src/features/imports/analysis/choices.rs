//! What the person importing chose: sheet, header row, mapping, kinds, topics, colours, and what to do row by row.
//! Everything has a default; choices only say where people differ from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::trade::{LegalBasis, MemberKind, MemberStatus};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::Field;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Name of the sheet; the first visible one that holds something by default.
    pub sheet: Option<String>,
    /// Number of the header row as people see it; detected by default.
    pub header_row: Option<u32>,
    /// By column from 0; `None` leaves a column out that was guessed.
    pub mapping: BTreeMap<usize, Option<Field>>,
    /// Kind of rows that tell none, or none that is understood.
    pub default_kind: Option<MemberKind>,
    /// Kind by the word as it is written in the file, compared without case and accents.
    pub kinds: BTreeMap<String, MemberKind>,
    /// Topic by the word as it is written in the file, compared without case and accents.
    pub topics: BTreeMap<String, String>,
    /// By colour of the row's fill (`#f7c77e`): colours can't be imported, but may stand for something.
    pub colours: BTreeMap<String, ColourMeaning>,
    /// By row number.
    pub decisions: BTreeMap<u32, Decision>,
    /// What is said of the people whom the file brings.
    pub provenance: Provenance,
}

/// Where the data of people comes from, on which ground it is kept, and since when they know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    pub source: Option<String>,
    pub basis: Option<LegalBasis>,
    pub informed_on: Option<NaiveDate>,
}

/// What rows of one colour get.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColourMeaning {
    pub topic: Option<String>,
    pub status: Option<MemberStatus>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(rename = "do")]
    pub action: Action,
    /// The member to update or to merge into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<Uuid>,
    /// The row of the file to merge into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Columns (from 0) whose cells are left out. `leave_out` without any, and without corrections, leaves out
    /// those that refuse the row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<usize>,
    /// What a cell should have said, by column: an accepted suggestion, or typed anew.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<usize, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is a member of its own, whatever it resembles.
    Create,
    /// It is the member `member_id`: what differs is written over.
    Update,
    /// It is the same as `row` or `member_id`: only what is missing there is added.
    Merge,
    /// Nothing is written.
    Skip,
    /// The row as it is, without the cells of `columns`.
    LeaveOut,
}

impl Choices {
    pub(super) fn kind_of(&self, folded: &str) -> Option<MemberKind> {
        self.kinds.iter().find(|(written, _)| kernel::words::fold(written) == folded).map(|(_, kind)| *kind)
    }
}
