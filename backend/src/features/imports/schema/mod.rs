//! What goes over the wire: an import, its rows, and the choices that change it.

mod choices;
mod rows;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::trade::{MemberKind, MemberStatus};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

pub use choices::{ImportChanges, ImportProvenance, NewImport, RowAction, RowDecision, UndoChoice};
pub use rows::{ImportRow, RowCandidate, RowDifference, RowFilter, RowListing, RowMember, RowOutcome, RowRepair};

/// Where an import stands. `failed`: the file could not be read after all; `undoing`: a large one is being taken back,
/// and nothing of that is to be seen yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    Reading,
    Ready,
    Committing,
    Committed,
    Undoing,
    Undone,
    Failed,
}

impl ImportState {
    /// As it is kept. Until it is undone, one that is being undone stays committed.
    pub fn as_str(self) -> &'static str {
        match self {
            ImportState::Reading => "reading",
            ImportState::Ready => "ready",
            ImportState::Committing => "committing",
            ImportState::Committed | ImportState::Undoing => "committed",
            ImportState::Undone => "undone",
            ImportState::Failed => "failed",
        }
    }

    /// From what is kept: a committed import that somebody has in hand is being undone.
    pub fn kept(word: &str, hand: Option<Uuid>) -> ImportState {
        match word {
            "reading" => ImportState::Reading,
            "ready" => ImportState::Ready,
            "committing" => ImportState::Committing,
            "committed" if hand.is_some() => ImportState::Undoing,
            "committed" => ImportState::Committed,
            "undone" => ImportState::Undone,
            _ => ImportState::Failed,
        }
    }
}

/// Rows by what becomes of them; `warning` and `repaired` count among those that would be written. `ignored` are titles,
/// totals and rows left out by decision: with them, the outcomes add up to all rows that are listed. `kept` are those whose
/// member stayed as it is when the import was undone in part.
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
    pub kept: u32,
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
    /// What is said of the people whom the file brings.
    pub provenance: ImportProvenance,
    /// Topics that the import would make, the first 200.
    pub new_topics: Vec<ImportTopic>,
    /// How many there are: more than are listed, where a column of free text was taken for topics.
    pub new_topics_total: u32,
    /// What words of the topics column were said to stand for.
    pub topics: BTreeMap<String, String>,
    /// Why rows are refused, to be looked at or repaired: the rarest reason first.
    pub reasons: Vec<ImportReason>,
    /// Rows of communes that would be written while the club's territory is not known: they are no members by right.
    pub communes_without_territory: u32,
    /// What the file says above its header of the colours in it.
    pub colour_legend: Option<String>,
    pub colours: Vec<ImportColour>,
    /// What was noticed, in sentences.
    pub notes: Vec<String>,
    /// The first 200; all of them are with the rows.
    pub problems: Vec<ImportProblem>,
    /// Why it can't be committed yet.
    pub blocking: Vec<String>,
    /// While it is read, written or taken back; null when this is not known.
    pub progress: Option<ImportProgress>,
    /// Why it failed, or what became of the last try.
    pub problem: Option<String>,
    /// Why a large import could not be undone as a whole when that was last asked for; `problem` says it in a sentence.
    pub undo_refusal: Option<UndoRefusal>,
    pub change_set_id: Option<Uuid>,
}

/// What stands in the way of an undo.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UndoRefusal {
    /// Members that somebody changed or used since.
    pub blocked: u32,
    /// Row by row in the order of the file, the first 200.
    pub reasons: Vec<String>,
}

/// How far the work is: of `reading`, in hundredths; of `committing` and `undoing`, rows done of those to do.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ImportProgress {
    pub done: i64,
    pub total: i64,
}

/// A sheet of the file. A text file has one, without a name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportSheet {
    pub name: String,
    /// That hold something, titles and totals too.
    pub rows: usize,
    /// That an import of this sheet is about.
    pub data_rows: usize,
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
    #[schema(example = "Organisation")]
    pub label: String,
    /// `member`, `identifiers`, `address`, `contact`, `follow_up`, `texts`, `custom`.
    pub group: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnknownKind {
    pub written: String,
    pub rows: u32,
    pub proposal: Option<MemberKind>,
}

/// A topic that the club has not.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportTopic {
    pub written: String,
    /// That would get it.
    pub rows: u32,
    /// The topic of the club that it is probably another word for; never applied by itself.
    pub proposal: Option<String>,
}

/// Rows with one reason.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportReason {
    /// Of the problem or the repair.
    #[schema(example = "charter.unclear")]
    pub code: String,
    /// Of which rows: `refused`, `warning`, `repaired`; with `reason`, the list gives them.
    #[schema(example = "warning")]
    pub outcome: String,
    pub label: String,
    pub rows: u32,
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
