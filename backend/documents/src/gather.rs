//! Builds a sheet row by row, whatever the format it comes from, and keeps to the limits.

use std::collections::BTreeMap;

use crate::limits::Budget;
use crate::protect::undo_double_encoding;
use crate::{Cell, Colour, Limits, Merge, Note, Refusal, Row, Sheet, column_letter, fill_merged};

/// Merges that are remembered of one sheet.
const MOST_MERGES: usize = 20_000;
/// Colours that are told of one sheet: beyond, it is decoration.
const MOST_COLOURS: usize = 16;

pub(crate) struct Gather<'a> {
    limits: &'a Limits,
    budget: &'a mut Budget,
    sheet: Sheet,
    row: Row,
    fills: Vec<Colour>,
    not_computed: Vec<u32>,
    hidden_columns: Vec<u16>,
    in_order: bool,
}

impl<'a> Gather<'a> {
    pub(crate) fn new(name: String, visible: bool, limits: &'a Limits, budget: &'a mut Budget) -> Self {
        let sheet = Sheet { name, visible, rows: Vec::new(), merges: Vec::new(), notes: Vec::new() };
        Self {
            limits,
            budget,
            sheet,
            row: Row::default(),
            fills: Vec::new(),
            not_computed: Vec::new(),
            hidden_columns: Vec::new(),
            in_order: true,
        }
    }

    /// Starts a row; the one before must have been ended.
    pub(crate) fn begin(&mut self, number: u32, hidden: bool) {
        self.row.number = number;
        self.row.hidden = hidden;
    }

    /// A cell of the row begun, its column from 0. Empty cells need not be given.
    pub(crate) fn put(&mut self, column: usize, cell: Cell, fill: Option<Colour>) -> Result<(), Refusal> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(Refusal::TooManyColumns {
                sheet: self.sheet.name.clone(),
                cell: format!("{}{}", column_letter(column), self.row.number),
                limit: self.limits.columns,
            });
        }
        let text = if let Cell::Text(text) = &cell { text.len() } else { 0 };
        let added = (column + 1).saturating_sub(self.row.cells.len());
        self.budget.spend(added, text, self.limits)?;
        if added > 0 {
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = self.row.cells.get_mut(column) {
            *place = cell;
        }
        self.fills.extend(fill.filter(|fill| !fill.is_white()));
        Ok(())
    }

    /// Tells that the value of this column comes from a formula; `value` is false if it was never computed.
    pub(crate) fn computed(&mut self, column: usize, value: bool) {
        if !value {
            if self.not_computed.last() != Some(&self.row.number) {
                self.not_computed.push(self.row.number);
            }
        } else if let Ok(column) = u16::try_from(column) {
            self.row.computed.push(column);
        }
    }

    /// Ends the row begun. A row without anything leaves no trace but the gap in the numbers.
    pub(crate) fn end(&mut self) -> Result<(), Refusal> {
        let mut row = std::mem::take(&mut self.row);
        let fills = std::mem::take(&mut self.fills);
        if row.cells.is_empty() {
            return Ok(());
        }
        if self.sheet.rows.len() >= self.limits.rows {
            return Err(Refusal::TooManyRows { sheet: self.sheet.name.clone(), limit: self.limits.rows });
        }
        row.fill = most_frequent(&fills, row.cells.iter().filter(|cell| !cell.is_empty()).count());
        row.cells.shrink_to_fit();
        self.in_order &= self.sheet.rows.last().is_none_or(|last| last.number < row.number);
        self.sheet.rows.push(row);
        Ok(())
    }

    pub(crate) fn merge(&mut self, merge: Merge) {
        if self.sheet.merges.len() < MOST_MERGES {
            self.sheet.merges.push(merge);
        }
    }

    pub(crate) fn note(&mut self, note: Note) {
        self.sheet.notes.push(note);
    }

    /// Columns `first` to `last` (from 0) are hidden; those beyond the limit are not looked at.
    pub(crate) fn hide_columns(&mut self, first: usize, last: usize) {
        let last = last.min(self.limits.columns.saturating_sub(1));
        for column in first..=last {
            if let Ok(column) = u16::try_from(column)
                && !self.hidden_columns.contains(&column)
            {
                self.hidden_columns.push(column);
            }
        }
    }

    /// The sheet with its notes, merged cells filled.
    pub(crate) fn finish(self) -> Sheet {
        let Self { mut sheet, in_order, not_computed, mut hidden_columns, .. } = self;
        if !in_order {
            sheet.rows.sort_by_key(|row| row.number);
        }
        sheet.rows.shrink_to_fit();
        if !sheet.visible {
            sheet.notes.push(Note::HiddenSheet);
        }
        let hidden: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
        if !hidden.is_empty() {
            sheet.notes.push(Note::HiddenRows { rows: hidden });
        }
        let width = sheet.width();
        hidden_columns.retain(|column| usize::from(*column) < width);
        if !hidden_columns.is_empty() {
            hidden_columns.sort_unstable();
            sheet.notes.push(Note::HiddenColumns { columns: hidden_columns });
        }
        note_colours(&mut sheet);
        note_formulas(&mut sheet, not_computed);
        note_double_encoding(&mut sheet);
        fill_merged(&mut sheet);
        sheet
    }
}

/// The fill of at least half of the cells that hold something.
fn most_frequent(fills: &[Colour], cells: usize) -> Option<Colour> {
    let first = *fills.first()?;
    let count = |colour: Colour| fills.iter().filter(|fill| **fill == colour).count();
    let candidates = std::iter::once(first).chain(fills.get(fills.len() / 2).copied());
    candidates.map(|colour| (count(colour), colour)).find(|(count, _)| count * 2 >= cells).map(|(_, colour)| colour)
}

fn note_colours(sheet: &mut Sheet) {
    let mut colours: BTreeMap<Colour, Vec<u32>> = BTreeMap::new();
    for row in &sheet.rows {
        if let Some(fill) = row.fill {
            colours.entry(fill).or_default().push(row.number);
        }
    }
    if colours.len() <= MOST_COLOURS {
        sheet.notes.extend(colours.into_iter().map(|(colour, rows)| Note::Coloured { colour, rows }));
    }
}

fn note_formulas(sheet: &mut Sheet, not_computed: Vec<u32>) {
    let mut columns: Vec<u16> = Vec::new();
    let mut cells = 0;
    for row in &sheet.rows {
        cells += row.computed.len();
        for column in &row.computed {
            if !columns.contains(column) {
                columns.push(*column);
            }
        }
    }
    if cells > 0 {
        columns.sort_unstable();
        sheet.notes.push(Note::Computed { columns, cells });
    }
    if !not_computed.is_empty() {
        sheet.notes.push(Note::NotComputed { rows: not_computed });
    }
}

fn note_double_encoding(sheet: &mut Sheet) {
    let mut rows = Vec::new();
    let mut example = None;
    for row in &sheet.rows {
        for cell in &row.cells {
            if let Cell::Text(text) = cell
                && let Some(corrected) = undo_double_encoding(text)
            {
                if rows.last() != Some(&row.number) {
                    rows.push(row.number);
                }
                example.get_or_insert_with(|| (text.to_string(), corrected));
            }
        }
    }
    if let Some((example, corrected)) = example {
        sheet.notes.push(Note::DoubleEncoding { rows, example, corrected });
    }
}
