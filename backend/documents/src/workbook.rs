//! What a file held: sheets of numbered rows.

use crate::{Cell, Colour, Encoding, Note};

/// Told by the content, never by the extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Xlsx,
    /// Excel 97–2003 (BIFF8).
    Xls,
    Ods,
    /// Any delimited text: `;`, `,`, tab or `|`.
    Csv,
}

impl Format {
    /// Stable lower-case name: `xlsx`, `xls`, `ods`, `csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    pub format: Format,
    /// Of a text file.
    pub encoding: Option<Encoding>,
    /// Of a text file that has more than one column.
    pub separator: Option<char>,
    /// In the order of the tabs. A text file has one, without a name.
    pub sheets: Vec<Sheet>,
    /// What concerns the file as a whole; each sheet has its own.
    pub notes: Vec<Note>,
}

impl Workbook {
    /// The first sheet that people see and that holds something.
    pub fn first_visible(&self) -> Option<(usize, &Sheet)> {
        let mut filled = self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty());
        filled.clone().find(|(_, sheet)| sheet.visible).or_else(|| filled.next())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub visible: bool,
    /// Only rows that hold something, by increasing number.
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
    pub notes: Vec<Note>,
}

impl Sheet {
    /// Numbers of the rows without anything between the first and the last that have something.
    pub fn empty_rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.windows(2).flat_map(|pair| match pair {
            [above, below] => above.number.saturating_add(1)..below.number,
            _ => 0..0,
        })
    }

    /// The row a person calls by that number.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().and_then(|index| self.rows.get(index))
    }

    /// Columns up to the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As a person sees it in a spreadsheet program: from 1, titles and header included, a `sep=` line not.
    pub number: u32,
    pub hidden: bool,
    /// Fill that most of its cells have, where the format tells.
    pub fill: Option<Colour>,
    /// Up to the last cell that holds something.
    pub cells: Vec<Cell>,
    /// Columns (from 0) whose value a formula computed.
    pub computed: Vec<u16>,
    /// Columns (from 0) whose value was copied from a merged cell above.
    pub copied: Vec<u16>,
}

const NOTHING: Cell = Cell::Empty;

impl Row {
    /// The cell of a column (from 0), empty beyond the last.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&NOTHING)
    }

    pub fn is_computed(&self, column: usize) -> bool {
        self.computed.iter().any(|computed| usize::from(*computed) == column)
    }

    pub fn is_copied(&self, column: usize) -> bool {
        self.copied.iter().any(|copied| usize::from(*copied) == column)
    }

    /// Nothing but blanks in all its cells.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// Cells shown as one; its value is in the top left cell. Rows from 1, columns from 0, all included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u16,
    pub last_column: u16,
}

/// `A` for 0, `AA` for 26.
pub fn column_letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}
