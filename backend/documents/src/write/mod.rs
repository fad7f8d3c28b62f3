//! Writing tables: columns that know what they hold, rows that come one by one.

mod csv;
mod ods;
mod xlsx;

use std::{io, path::PathBuf};

use thiserror::Error;

use crate::Cell;

pub use csv::CsvProfile;

/// What a column holds, whatever single cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Typed as text even when made of digits: identifiers, phones, postal codes keep their zeros.
    Text,
    /// Whole number.
    Integer,
    /// Number with decimals.
    Decimal,
    Date,
    DateTime,
    Boolean,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub title: String,
    pub kind: Kind,
    /// In characters; told by the title and kind when absent.
    pub width: Option<f64>,
}

impl Column {
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        Self { title: title.into(), kind, width: None }
    }

    #[must_use]
    pub fn width(mut self, characters: f64) -> Self {
        self.width = Some(characters);
        self
    }
}

/// A table to write. Its rows come from an iterator, so that no export is held in memory:
/// see [`Table::write_xlsx`], [`Table::write_ods`], [`Table::write_csv`], and the same into memory.
///
/// Text that a spreadsheet program could compute is made harmless in every format (see [`crate::protect`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of the sheet, cut and cleaned to what Excel allows.
    pub title: String,
    pub columns: Vec<Column>,
    /// Where an xlsx keeps its rows while it is written; the system's temporary folder when absent.
    pub scratch: Option<PathBuf>,
}

#[derive(Debug, Error)]
pub enum WriteFailure {
    #[error("the table could not be written: {0}")]
    Io(#[from] io::Error),
    /// More rows or longer texts than the format allows.
    #[error("the table does not fit the format: {0}")]
    Format(String),
}

impl Table {
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, scratch: None }
    }

    /// Keeps its rows in this folder while it is written.
    #[must_use]
    pub fn scratch(mut self, folder: impl Into<PathBuf>) -> Self {
        self.scratch = Some(folder.into());
        self
    }

    fn kind(&self, column: usize) -> Kind {
        self.columns.get(column).map_or(Kind::Text, |column| column.kind)
    }
}

/// A cell as its column wants it: numbers of a text column become text, never the other way round.
fn as_kind(cell: Cell, kind: Kind) -> Cell {
    match (kind, cell) {
        (Kind::Text, cell @ (Cell::Number(_) | Cell::Time(_))) => Cell::Text(cell.text().into()),
        (Kind::Text, Cell::Error(error)) => Cell::Text(error.as_str().into()),
        (_, cell) => cell,
    }
}

fn width(column: &Column) -> f64 {
    let least: f64 = match column.kind {
        Kind::Text => 18.0,
        Kind::Date => 12.0,
        Kind::DateTime => 17.0,
        Kind::Integer | Kind::Decimal | Kind::Boolean => 9.0,
    };
    // Two more than the title for the filter's arrow; a long title wraps.
    let title = column.title.chars().take(30).count() as f64 + 2.0;
    column.width.unwrap_or_else(|| least.max(title)).clamp(1.0, 120.0)
}

/// Excel allows 31 characters, none of `[]:*?/\`, no apostrophe at either end, and not the name "History".
fn sheet_name(title: &str) -> String {
    let clean: String = title
        .chars()
        .map(|character| {
            if matches!(character, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let mut length = 0;
    // Excel counts UTF-16 units.
    let short: String = clean
        .trim_matches(['\'', ' '])
        .chars()
        .take_while(|character| {
            length += character.len_utf16();
            length <= 31
        })
        .collect();
    let short = short.trim_matches(['\'', ' ']);
    if short.is_empty() || short.eq_ignore_ascii_case("history") { "Export".to_owned() } else { short.to_owned() }
}
