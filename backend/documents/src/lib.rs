//! Reading and writing spreadsheets, and setting PDF, and nothing of what they are about: no members, no meaning of columns.
//!
//! [`read`] takes the bytes of an xlsx, xls, ods or delimited text file in whatever state people have it and answers
//! with a [`Workbook`] or a [`Refusal`] that tells the remedy. [`Table`] writes xlsx, ods and csv row by row.
//!
//! Files come from strangers: everything read is bounded by [`Limits`], nothing is written to disk while reading,
//! no formula is computed, no link followed, no macro run.
//!
//! [`pdf::Leaflet`] sets a document of two pages or a poster, [`pdf::Roster`] and its neighbours paper for a room of people; [`prose`] reads the texts of both pages and paper.

mod cell;
mod colour;
mod dates;
mod detect;
mod gather;
mod limits;
mod merged;
mod note;
mod ods;
mod package;
pub mod pdf;
pub mod prose;
mod protect;
mod refusal;
mod strings;
mod text;
mod workbook;
mod write;
mod xls;
mod xlsx;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use cell::{Cell, SheetError};
pub use colour::Colour;
pub use dates::Epoch;
pub use limits::Limits;
pub use merged::fill_merged;
pub use note::{Note, row_list};
pub use protect::{Repair, Repaired, protect, repair, undo_double_encoding, unprotect};
pub use refusal::Refusal;
pub use text::Encoding;
pub use workbook::{Format, Merge, Row, Sheet, Workbook, column_letter};
pub use write::{Column, CsvProfile, Kind, Table, WriteFailure};

/// Reads a spreadsheet of any known format. `file_name` only serves to say when its extension lies: the content decides.
///
/// Cells merged downwards are copied into the rows below (see [`fill_merged`]), hidden rows are read and said.
///
/// # Errors
/// A [`Refusal`] with a stable code and a sentence in French and English that tells what to do instead.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, Refusal> {
    // The readers below return errors; this is the last guard, against what a library does with bytes nobody thought of.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, file_name, limits)))
        .unwrap_or_else(|_| Err(Refusal::Damaged { part: file_name.to_owned() }))
}

fn read_unguarded(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, Refusal> {
    if bytes.len() > limits.bytes {
        return Err(Refusal::TooBig { bytes: bytes.len(), limit: limits.bytes });
    }
    let format = detect::format(bytes)?;
    let mut workbook = match format {
        detect::Found::Zip => read_package(bytes, limits)?,
        detect::Found::Compound => xls::read(bytes, limits)?,
        detect::Found::Text => text::read(bytes, limits)?,
    };
    if let Some(note) = detect::name_differs(file_name, workbook.format) {
        workbook.notes.insert(0, note);
    }
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Refusal::Empty);
    }
    Ok(workbook)
}

fn read_package(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut package = package::Package::open(bytes, limits)?;
    match package.kind()? {
        package::Kind::Xlsx => xlsx::read(&mut package, limits),
        package::Kind::Ods => ods::read(&mut package, limits),
    }
}
