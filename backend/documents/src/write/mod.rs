//! Writing tables: columns that know what they hold, rows that come one by one.

mod csv;
mod xlsx;

use std::io;

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
/// see [`Table::xlsx`], [`Table::write_xlsx`], [`Table::csv`], [`Table::write_csv`].
///
/// Text that a spreadsheet program could compute is made harmless in every format (see [`crate::protect`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of the sheet, cut and cleaned to what Excel allows.
    pub title: String,
    pub columns: Vec<Column>,
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
        Self { title: title.into(), columns }
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
