//! The sentences about a file: what was left out, what was noticed.

use documents::{Cell, Note, Sheet, Workbook, row_list};
use kernel::words::fold;

use super::super::columns::Column;
use super::super::header::header_row;
use super::super::kinds::status_of_sheet;
use super::super::lines::Line;
use super::super::table::Table;
use super::{Gathering, Remark, Report};

impl Gathering<'_> {
    pub(super) fn note_table(&self, sheet: &Sheet, table: &Table, notes: &mut Vec<Remark>) {
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

    pub(super) fn note_rows(&self, sheet: &Sheet, notes: &mut Vec<Remark>) {
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
}

/// What the lines above the header say of the colours, where rows have some.
pub(super) fn legend(sheet: &Sheet, report: &Report) -> Option<String> {
    let header = report.header_row?;
    let colours: Vec<String> = report.colours.iter().map(|colour| fold(&colour.fr)).collect();
    let above = sheet.rows.iter().take_while(|row| row.number < header);
    let texts = above.flat_map(|row| row.cells.iter()).filter(|cell| matches!(cell, Cell::Text(_)));
    let mut lines = texts.map(|cell| cell.text().split_whitespace().collect::<Vec<_>>().join(" "));
    let names_one = |line: &String| fold(line).split(' ').any(|word| colours.iter().any(|colour| colour == word));
    lines.find(names_one)
}

pub(super) fn of_reader(note: &Note) -> Remark {
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

pub(super) fn note_columns(columns: &[Column], notes: &mut Vec<Remark>) {
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

pub(super) fn note_other_sheets(workbook: &Workbook, table: &Table, notes: &mut Vec<Remark>) {
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
