//! What an analysis says of one row.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::differences::{Change, Difference};
use super::draft::MemberDraft;
use super::findings::Findings;
use super::lines::Line;
use super::matching::Candidate;

/// What would become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new member.
    Create,
    /// Something of a member changes: of a known one, or of the one that a row further up makes.
    Update,
    /// It says nothing new.
    Unchanged,
    /// It may be a member that is there already, or a row above: people decide; until then nothing is written.
    Doubt,
    Refused,
    /// No row to import, or skipped by decision.
    Ignored,
}

/// Whom a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Member(Uuid),
    /// The member that this row of the file makes.
    Row(u32),
}

/// A row with all that is to be told of it, and all that writing it needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnalysedRow {
    pub number: u32,
    pub line: Line,
    pub outcome: Outcome,
    pub name: String,
    pub hidden: bool,
    pub findings: Findings,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Revision of the known member when it was compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_revision: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// What the row says; for a new member, all there is to write.
    pub draft: MemberDraft,
    /// For `update`: what to write.
    #[serde(default, skip_serializing_if = "Change::is_empty")]
    pub change: Change,
}
