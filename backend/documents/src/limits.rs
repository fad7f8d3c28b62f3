//! How much of a stranger's file is read before saying no.

use crate::Refusal;

/// Ceilings of one reading.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Rows of one sheet that hold something, titles included.
    pub rows: usize,
    /// Columns of one sheet.
    pub columns: usize,
    /// Bytes of the file itself.
    pub bytes: usize,
    /// Bytes of all parts of a compressed file once expanded.
    pub expanded_bytes: u64,
    /// Parts of a compressed file.
    pub parts: usize,
    /// Cells of all sheets together, gaps inside a row included.
    pub cells: usize,
    /// Bytes of all texts together, each cell counted though a file may store a repeated text once.
    pub text_bytes: usize,
}

impl Default for Limits {
    /// 100,000 rows (and a margin for titles), 200 columns, 20 MB, 300 MB expanded.
    fn default() -> Self {
        Self {
            rows: 100_050,
            columns: 200,
            bytes: 20 << 20,
            expanded_bytes: 300 << 20,
            parts: 2_000,
            cells: 4_000_000,
            text_bytes: 160 << 20,
        }
    }
}

/// What is left of the ceilings that all sheets share.
pub(crate) struct Budget {
    cells: usize,
    text_bytes: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { cells: limits.cells, text_bytes: limits.text_bytes }
    }

    pub(crate) fn spend(&mut self, cells: usize, text_bytes: usize, limits: &Limits) -> Result<(), Refusal> {
        match (self.cells.checked_sub(cells), self.text_bytes.checked_sub(text_bytes)) {
            (Some(cells_left), Some(text_left)) => {
                self.cells = cells_left;
                self.text_bytes = text_left;
                Ok(())
            }
            _ => Err(Refusal::TooManyCells { limit: limits.cells }),
        }
    }
}
