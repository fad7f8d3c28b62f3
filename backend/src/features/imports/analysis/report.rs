//! What the person importing is told of the file as a whole.

use std::collections::BTreeMap;

use documents::{Note, Row, Sheet, Workbook, row_list};
use kernel::trade::MemberKind;
use kernel::words::fold;
use serde::{Deserialize, Serialize};

use super::choices::Choices;
use super::columns::{Column, header_row};
use super::fields::Field;
use super::findings::Problem;
use super::kinds::{probable_kind, status_of_sheet};
use super::lines::Line;
use super::rows::{AnalysedRow, Outcome};
use super::table::Table;

/// Problems that are told with the report; the others are with their rows.
const PROBLEMS_TOLD: usize = 200;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
        Remark { code: code.to_owned(), fr: fr.into(), en: en.into() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    pub row: u32,
    pub problem: Problem,
}

/// Gathers the report while rows go by.
pub(super) struct Gathering {
    report: Report,
    kinds: BTreeMap<String, UnknownKind>,
    by_line: BTreeMap<Line, Vec<u32>>,
    hidden: Vec<u32>,
    colours: BTreeMap<String, ColourRows>,
}

impl Gathering {
    pub fn begin(workbook: &Workbook, table: &Table) -> Gathering {
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
        let room = PROBLEMS_TOLD.saturating_sub(self.report.problems.len());
        let told = analysed.findings.problems.iter().take(room);
        self.report.problems.extend(told.map(|problem| RowProblem { row: row.number, problem: problem.clone() }));
    }

    pub fn end(mut self, workbook: &Workbook, table: &Table, choices: &Choices) -> Report {
        self.report.unknown_kinds = std::mem::take(&mut self.kinds).into_values().collect();
        self.report.colours = std::mem::take(&mut self.colours).into_values().collect();
        let mut notes: Vec<Remark> = workbook.notes.iter().map(of_reader).collect();
        if let Some(sheet) = table.sheet(workbook) {
            self.note_table(sheet, table, &mut notes);
            self.note_rows(sheet, &mut notes);
            note_columns(&table.columns, &mut notes);
            note_other_sheets(workbook, table, &mut notes);
        }
        self.report.notes = notes;
        self.report.blocking = self.blocking(table, choices);
        self.report
    }

    fn note_table(&self, sheet: &Sheet, table: &Table, notes: &mut Vec<Remark>) {
        if let Some(header) = table.header_row {
            let above: Vec<u32> =
                sheet.rows.iter().map(|row| row.number).take_while(|number| *number < header).collect();
            if !above.is_empty() {
                let rows = row_list(&above);
                notes.push(Remark::new(
                    "titles",
                    format!("En-tête trouvé ligne {header} ; les lignes {rows} au-dessus sont des titres, elles ne sont pas importées."),
                    format!("Header found in row {header}; rows {rows} above are titles and not imported."),
                ));
            }
        }
        if let Some(status) = status_of_sheet(&sheet.name) {
            notes.push(Remark::new(
                "sheet_status",
                format!("La feuille « {} » donne aux nouveaux membres le statut « {} » ; elle ne change pas celui des autres.", sheet.name, status.as_str()),
                format!("The sheet “{}” gives new members the status “{}”; it does not change that of others.", sheet.name, status.as_str()),
            ));
        }
        // Hidden and coloured rows are told below, of the rows that are imported only; merged cells together.
        let kept =
            |note: &&Note| !matches!(note, Note::HiddenRows { .. } | Note::Coloured { .. } | Note::MergedDown { .. });
        notes.extend(sheet.notes.iter().filter(kept).map(of_reader));
        note_merged(sheet, notes);
    }

    fn note_rows(&self, sheet: &Sheet, notes: &mut Vec<Remark>) {
        let lines = |line: Line| self.by_line.get(&line).map(Vec::as_slice).unwrap_or_default();
        for (line, code, fr, en) in [
            (Line::Section, "sections", "titres de rubrique", "section titles"),
            (Line::Total, "totals", "totaux et ce qui les entoure", "totals and what is around them"),
            (Line::HeaderAgain, "headers_again", "en-têtes répétés", "repeated headers"),
        ] {
            let rows = lines(line);
            if !rows.is_empty() {
                let list = row_list(rows);
                notes.push(Remark::new(
                    code,
                    format!("Lignes {list} : {fr}, ignorées."),
                    format!("Rows {list}: {en}, ignored."),
                ));
            }
        }
        let header = self.report.header_row.unwrap_or(0);
        let last_data = sheet.rows.last().map_or(0, |row| row.number);
        let mut empty: Vec<u32> =
            sheet.empty_rows().take(1000).filter(|number| *number > header && *number < last_data).collect();
        empty.extend(lines(Line::Blank));
        empty.sort_unstable();
        if !empty.is_empty() {
            let list = row_list(&empty);
            notes.push(Remark::new(
                "empty_rows",
                format!("Lignes vides, ignorées : {list}."),
                format!("Empty rows, ignored: {list}."),
            ));
        }
        if !self.hidden.is_empty() {
            let list = row_list(&self.hidden);
            notes.push(Remark::new(
                "hidden_rows",
                format!("Lignes masquées, lues comme les autres : {list}."),
                format!("Hidden rows, read like the others: {list}."),
            ));
        }
        for colour in &self.report.colours {
            let list = row_list(&colour.rows);
            notes.push(Remark::new(
                "colours",
                format!("Lignes sur fond {} : {list}. Une couleur ne s’importe pas ; ces lignes peuvent recevoir un thème ou un statut.", colour.fr),
                format!("Rows filled in {}: {list}. A colour can't be imported; these rows can be given a topic or a status.", colour.en),
            ));
        }
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
                "Aucune colonne n’est le nom de la structure : choisissez-la.",
                "No column is the name of the organisation: choose it.",
            ));
        }
        let tells_kind = table.has(Field::Kind) || table.has(Field::Size) || choices.default_kind.is_some();
        if !tells_kind && self.report.counts.refused > 0 {
            blocking.push(Remark::new(
                "no_kind",
                "Aucune colonne ne dit le type (commune, organisme public, association, entreprise) : choisissez-la, ou un type par défaut.",
                "No column tells the kind (commune, public body, association, company): choose it, or a default kind.",
            ));
        }
        if self.report.counts.create + self.report.counts.update == 0 {
            blocking.push(Remark::new("nothing_to_write", "Il n’y a rien à écrire.", "There is nothing to write."));
        }
        blocking
    }
}

fn of_reader(note: &Note) -> Remark {
    Remark::new(note.code(), note.fr(), note.en())
}

fn note_merged(sheet: &Sheet, notes: &mut Vec<Remark>) {
    let mut rows: Vec<u32> = Vec::new();
    for note in &sheet.notes {
        if let Note::MergedDown { first_row, last_row, .. } = note {
            rows.extend(*first_row..=(*last_row).min(first_row.saturating_add(1000)));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    if !rows.is_empty() {
        let list = row_list(&rows);
        notes.push(Remark::new(
            "merged_down",
            format!("Cellules fusionnées, lignes {list} : la valeur écrite une fois vaut pour chaque ligne."),
            format!("Merged cells, rows {list}: the value written once holds for each row."),
        ));
    }
}

fn note_columns(columns: &[Column], notes: &mut Vec<Remark>) {
    let left: Vec<String> = columns
        .iter()
        .filter(|column| column.field.is_none() && !column.samples.is_empty())
        .map(|column| {
            if column.title.is_empty() {
                column.letter.clone()
            } else {
                format!("{} ({})", column.title, column.letter)
            }
        })
        .collect();
    if !left.is_empty() {
        let list = left.join(", ");
        notes.push(Remark::new(
            "columns_left",
            format!("Colonnes non importées : {list}."),
            format!("Columns not imported: {list}."),
        ));
    }
}

fn note_other_sheets(workbook: &Workbook, table: &Table, notes: &mut Vec<Remark>) {
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if Some(index) == table.sheet || sheet.rows.is_empty() {
            continue;
        }
        let (fr, en) = match header_row(sheet) {
            Some(_) => (
                format!("La feuille « {} » n’est pas importée ; choisissez-la pour l’importer à son tour.", sheet.name),
                format!("The sheet “{}” is not imported; choose it to import it in its turn.", sheet.name),
            ),
            None => (
                format!(
                    "La feuille « {} » n’a pas d’en-tête : ce n’est pas un tableau, rien n’en est importé.",
                    sheet.name
                ),
                format!("The sheet “{}” has no header: it is no table, nothing of it is imported.", sheet.name),
            ),
        };
        notes.push(Remark::new("other_sheet", fr, en));
    }
}
