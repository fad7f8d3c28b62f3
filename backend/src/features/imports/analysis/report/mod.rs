//! What the person importing is told of the file as a whole.

mod notes;
mod reasons;
mod topics;

use std::collections::BTreeMap;

use documents::{Row, Workbook};
use kernel::problem::say;
use kernel::trade::MemberKind;
use kernel::words::fold;
use serde::{Deserialize, Serialize};

use super::choices::Choices;
use super::columns::Column;
use super::fields::Field;
use super::findings::Problem;
use super::header::header_row;
use super::kinds::probable_kind;
use super::lines::Line;
use super::outcome::{AnalysedRow, Outcome};
use super::reading::Context;
use super::table::{Table, data_rows};
use notes::{legend, note_columns, note_other_sheets, of_reader};
use reasons::{ReasonRows, Reasons};
use topics::{NewTopic, Topics};

pub use reasons::Why;

/// Problems that are told with the report; the others are with their rows.
const PROBLEMS_TOLD: usize = 200;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// `xlsx`, `xls`, `ods`, `csv`.
    pub format: String,
    pub encoding: Option<String>,
    pub separator: Option<String>,
    pub sheets: Vec<SheetSummary>,
    pub header_row: Option<u32>,
    pub columns: Vec<Column>,
    pub fingerprint: String,
    pub unknown_kinds: Vec<UnknownKind>,
    /// That the import would make.
    pub new_topics: Vec<NewTopic>,
    pub new_topics_total: u32,
    pub reasons: Vec<ReasonRows>,
    /// Rows of communes that would be written, while the club's territory is not known.
    pub communes_without_territory: u32,
    /// What the file itself says of its colours.
    pub colour_legend: Option<String>,
    pub colours: Vec<ColourRows>,
    pub counts: Counts,
    pub notes: Vec<Remark>,
    /// Why nothing can be imported yet.
    pub blocking: Vec<Remark>,
    /// The first ones.
    pub problems: Vec<RowProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSummary {
    pub name: String,
    /// That hold something.
    pub rows: usize,
    /// That are no titles, totals or blanks: what an import of this sheet is about.
    #[serde(default)]
    pub data_rows: usize,
    pub header_row: Option<u32>,
    pub visible: bool,
    pub chosen: bool,
}

/// A word of the kind column that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownKind {
    pub written: String,
    pub rows: u32,
    pub proposal: Option<MemberKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColourRows {
    /// `#f7c77e`.
    pub colour: String,
    pub fr: String,
    pub en: String,
    pub rows: Vec<u32>,
}

/// Rows by outcome. `ignored` are section titles, totals, repeated headers and rows skipped by decision; they are not in
/// `rows` unless skipped. `warning` and `repaired` count rows that would be written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
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

/// A sentence about the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub code: String,
    pub fr: String,
    pub en: String,
}

impl Remark {
    fn new(code: &str, fr: impl Into<String>, en: impl Into<String>) -> Remark {
        let told = say(fr, en);
        Remark { code: code.to_owned(), fr: told.fr, en: told.en }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    pub row: u32,
    pub problem: Problem,
}

/// Gathers the report while rows go by.
pub(super) struct Gathering<'a> {
    report: Report,
    territory_is_known: bool,
    topics: Topics<'a>,
    reasons: Reasons,
    kinds: BTreeMap<String, UnknownKind>,
    by_line: BTreeMap<Line, Vec<u32>>,
    hidden: Vec<u32>,
    colours: BTreeMap<String, ColourRows>,
}

impl<'a> Gathering<'a> {
    pub fn begin(workbook: &Workbook, table: &Table, context: Context<'a>) -> Gathering<'a> {
        let report = Report {
            format: workbook.format.as_str().to_owned(),
            encoding: workbook.encoding.map(|encoding| encoding.as_str().to_owned()),
            separator: workbook.separator.map(String::from),
            sheets: workbook
                .sheets
                .iter()
                .enumerate()
                .map(|(index, sheet)| SheetSummary {
                    name: sheet.name.clone(),
                    rows: sheet.rows.len(),
                    // Of the chosen one they are counted as they go by.
                    data_rows: if table.sheet == Some(index) { 0 } else { data_rows(sheet, context.custom) },
                    header_row: header_row(sheet),
                    visible: sheet.visible,
                    chosen: table.sheet == Some(index),
                })
                .collect(),
            header_row: table.header_row,
            columns: table.columns.clone(),
            fingerprint: table.fingerprint.clone(),
            ..Report::default()
        };
        Gathering {
            report,
            territory_is_known: !context.territory.is_empty(),
            topics: Topics::begin(context.topics),
            reasons: Reasons::default(),
            kinds: BTreeMap::new(),
            by_line: BTreeMap::new(),
            hidden: Vec::new(),
            colours: BTreeMap::new(),
        }
    }

    pub fn unknown_kind(&mut self, written: &str) {
        let unknown = self.kinds.entry(fold(written)).or_insert_with(|| UnknownKind {
            written: written.to_owned(),
            rows: 0,
            proposal: probable_kind(written),
        });
        unknown.rows += 1;
    }

    pub fn row(&mut self, row: &Row, analysed: &AnalysedRow) {
        let counts = &mut self.report.counts;
        if analysed.line != Line::Data {
            self.by_line.entry(analysed.line).or_default().push(row.number);
            counts.ignored += u32::from(analysed.line != Line::Blank);
            return;
        }
        counts.rows += 1;
        if row.hidden {
            self.hidden.push(row.number);
        }
        if let Some(fill) = row.fill {
            self.colours
                .entry(fill.hex())
                .or_insert_with(|| ColourRows {
                    colour: fill.hex(),
                    fr: fill.name_fr().to_owned(),
                    en: fill.name_en().to_owned(),
                    rows: Vec::new(),
                })
                .rows
                .push(row.number);
        }
        match analysed.outcome {
            Outcome::Create => counts.create += 1,
            Outcome::Update => counts.update += 1,
            Outcome::Unchanged => counts.unchanged += 1,
            Outcome::Doubt => counts.doubt += 1,
            Outcome::Refused => counts.refused += 1,
            Outcome::Ignored => counts.ignored += 1,
        }
        if analysed.outcome != Outcome::Refused && analysed.outcome != Outcome::Ignored {
            counts.warning += u32::from(analysed.findings.has_warning());
            counts.repaired += u32::from(!analysed.findings.repairs.is_empty());
        }
        let made = analysed.outcome == Outcome::Create;
        if made && !self.territory_is_known && analysed.draft.kind == Some(MemberKind::Commune) {
            self.report.communes_without_territory += 1;
        }
        self.topics.row(analysed);
        self.reasons.row(analysed);
        let room = PROBLEMS_TOLD.saturating_sub(self.report.problems.len());
        let told = analysed.findings.problems.iter().take(room);
        self.report.problems.extend(told.map(|problem| RowProblem { row: row.number, problem: problem.clone() }));
    }

    pub fn end(mut self, workbook: &Workbook, table: &Table, choices: &Choices) -> Report {
        self.report.unknown_kinds = std::mem::take(&mut self.kinds).into_values().collect();
        self.report.colours = std::mem::take(&mut self.colours).into_values().collect();
        self.report.reasons = std::mem::take(&mut self.reasons).end();
        if let Some(chosen) = self.report.sheets.iter_mut().find(|sheet| sheet.chosen) {
            chosen.data_rows = self.report.counts.rows as usize;
        }
        let mut notes: Vec<Remark> = workbook.notes.iter().map(of_reader).collect();
        if let Some(sheet) = table.sheet(workbook) {
            self.note_table(sheet, table, &mut notes);
            self.note_rows(sheet, &mut notes);
            note_columns(&table.columns, &mut notes);
            note_other_sheets(workbook, table, &mut notes);
            self.report.colour_legend = legend(sheet, &self.report);
        }
        let (new_topics, count, told) = std::mem::take(&mut self.topics).end();
        self.report.new_topics = new_topics;
        self.report.new_topics_total = count as u32;
        notes.extend(told);
        self.report.notes = notes;
        self.report.blocking = self.blocking(table, choices);
        self.report
    }

    fn blocking(&self, table: &Table, choices: &Choices) -> Vec<Remark> {
        let mut blocking = Vec::new();
        if table.header_row.is_none() {
            blocking.push(Remark::new(
                "no_header",
                "Aucun en-tête trouvé dans cette feuille : choisissez une autre feuille, ou la ligne qui nomme les colonnes.",
                "No header found in this sheet: choose another sheet, or the row that names the columns.",
            ));
            return blocking;
        }
        if !table.has(Field::Name) {
            blocking.push(Remark::new(
                "no_name_column",
                "Aucune colonne n’est le nom de l’organisation : choisissez-la.",
                "No column is the name of the organisation: choose it.",
            ));
        }
        let tells_kind = table.has(Field::Kind) || table.has(Field::Size) || choices.default_kind.is_some();
        if !tells_kind && self.report.counts.refused > 0 {
            blocking.push(Remark::new(
                "no_kind",
                "Aucune colonne ne dit le type (commune, établissement public, association, entreprise) : choisissez-la, ou un type par défaut.",
                "No column tells the kind (commune, public body, association, company): choose it, or a default kind.",
            ));
        }
        if self.report.counts.create + self.report.counts.update == 0 {
            blocking.push(Remark::new("nothing_to_write", "Il n’y a rien à écrire.", "There is nothing to write."));
        }
        blocking
    }
}
