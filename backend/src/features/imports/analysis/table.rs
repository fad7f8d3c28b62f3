//! Which part of a workbook is imported, and what its columns hold.

use std::collections::BTreeMap;

use documents::{Row, Sheet, Workbook};

use super::choices::Choices;
use super::columns::{Column, columns, fingerprint};
use super::fields::Field;
use super::header::header_row;
use super::lines::{Line, Lines};
use crate::features::members::Definitions;

/// A sheet, its header and its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Index in the workbook; `None` if no sheet holds anything.
    pub sheet: Option<usize>,
    /// As people number it; `None` if no header was found and none chosen.
    pub header_row: Option<u32>,
    pub columns: Vec<Column>,
    /// By which the header is known again.
    pub fingerprint: String,
}

impl Table {
    /// Finds the table that the choices name, or else the likeliest one. `recall` gives the mapping that was used
    /// for a header with that fingerprint, by column.
    pub fn find(
        workbook: &Workbook,
        choices: &Choices,
        custom: &Definitions,
        recall: impl FnOnce(&str) -> Option<BTreeMap<usize, Option<Field>>>,
    ) -> Table {
        let named =
            choices.sheet.as_ref().and_then(|name| workbook.sheets.iter().position(|sheet| sheet.name == *name));
        let Some(index) = named.or_else(|| likeliest(workbook)) else {
            return Table { sheet: None, header_row: None, columns: Vec::new(), fingerprint: String::new() };
        };
        let Some(sheet) = workbook.sheets.get(index) else {
            return Table { sheet: None, header_row: None, columns: Vec::new(), fingerprint: String::new() };
        };
        let chosen = choices.header_row.filter(|number| sheet.row(*number).is_some());
        let Some(header) = chosen.or_else(|| header_row(sheet)) else {
            return Table { sheet: Some(index), header_row: None, columns: Vec::new(), fingerprint: String::new() };
        };
        let mut found = columns(sheet, header, None, custom);
        let fingerprint = fingerprint(&found);
        if let Some(mapping) = recall(&fingerprint) {
            found = columns(sheet, header, Some(&mapping), custom);
        }
        apply(&mut found, choices, custom);
        Table { sheet: Some(index), header_row: Some(header), columns: found, fingerprint }
    }

    /// The mapping as it is remembered for the next file with this header.
    pub fn mapping(&self) -> BTreeMap<usize, Option<Field>> {
        self.columns.iter().map(|column| (column.index, column.field)).collect()
    }

    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The rows below the header.
    pub fn rows<'w>(&self, workbook: &'w Workbook) -> &'w [Row] {
        let Some((sheet, header)) = self.sheet(workbook).zip(self.header_row) else { return &[] };
        let first = sheet.rows.partition_point(|row| row.number <= header);
        sheet.rows.get(first..).unwrap_or_default()
    }

    pub fn sheet<'w>(&self, workbook: &'w Workbook) -> Option<&'w Sheet> {
        self.sheet.and_then(|index| workbook.sheets.get(index))
    }
}

/// Rows of a sheet that an import of it would be about.
pub(super) fn data_rows(sheet: &Sheet, custom: &Definitions) -> usize {
    let Some(header) = header_row(sheet) else { return 0 };
    let mut lines = Lines::new(sheet, &columns(sheet, header, None, custom));
    let first = sheet.rows.partition_point(|row| row.number <= header);
    let rows = sheet.rows.get(first..).unwrap_or_default();
    rows.iter().filter(|row| lines.tell(row) == Line::Data).count()
}

/// The first visible sheet that has a header, else the first visible one that holds something.
fn likeliest(workbook: &Workbook) -> Option<usize> {
    let visible = |sheet: &Sheet| sheet.visible && !sheet.rows.is_empty();
    workbook
        .sheets
        .iter()
        .position(|sheet| visible(sheet) && header_row(sheet).is_some())
        .or_else(|| workbook.first_visible().map(|(index, _)| index))
}

fn apply(columns: &mut [Column], choices: &Choices, custom: &Definitions) {
    for (index, field) in &choices.mapping {
        let field = &field.filter(|field| field.is_known(custom));
        // A field that only one column can hold leaves the column that was guessed for it.
        if let Some(field) = field.filter(|field| !field.is_many()) {
            for column in columns.iter_mut().filter(|column| column.field == Some(field) && column.guessed) {
                column.field = None;
            }
        }
        if let Some(column) = columns.get_mut(*index) {
            column.field = *field;
            column.guessed = false;
        }
    }
}
