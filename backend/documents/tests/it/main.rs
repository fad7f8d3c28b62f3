//! Reading and writing spreadsheets, against the files of `backend/tests/it/fixtures/imports` (their `EXPECTED.md` says
//! what is in them) and against files built here; and setting leaflets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build;
mod encodings;
mod hostile;
mod looks;
mod numbers_and_dates;
mod pdf;
mod protecting;
mod realistic;
mod second_opinion;
mod small_files;
mod writing;

use documents::{Limits, Note, Refusal, Sheet, Workbook};

/// The bytes of a fixture.
fn bytes(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/it/fixtures/imports/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn open(name: &str) -> Workbook {
    documents::read(&bytes(name), name, &Limits::default()).unwrap()
}

fn read(bytes: &[u8], name: &str) -> Result<Workbook, Refusal> {
    documents::read(bytes, name, &Limits::default())
}

/// Text of the cell of a row and a column letter.
fn text(sheet: &Sheet, row: u32, column: usize) -> String {
    sheet.row(row).map(|row| row.cell(column).text().into_owned()).unwrap_or_default()
}

/// All cells as text, by row: what IMP-01 calls identical rows.
fn table(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(|cell| cell.text().into_owned()).collect())).collect()
}

fn codes(notes: &[Note]) -> Vec<&'static str> {
    notes.iter().map(Note::code).collect()
}
