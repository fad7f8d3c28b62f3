//! Values typed once for several rows.

use crate::{Cell, Merge, Note, Row, Sheet};

/// Cells that may be filled in one sheet: a hostile file can declare merges over everything.
const MOST_FILLED: usize = 200_000;

/// Copies the value of each cell merged downwards into its rows below, tells so in [`Row::copied`] and in the sheet's
/// notes. Only the leftmost column of a merge is filled, and only rows that hold something else.
/// [`crate::read`] has done it already.
pub fn fill_merged(sheet: &mut Sheet) {
    let mut left = MOST_FILLED;
    let merges = std::mem::take(&mut sheet.merges);
    for merge in merges.iter().filter(|merge| merge.last_row > merge.first_row) {
        let copied = fill(&mut sheet.rows, merge, &mut left);
        if copied.is_empty() {
            continue;
        }
        let note =
            Note::MergedDown { first_row: merge.first_row, last_row: merge.last_row, column: merge.first_column };
        if !sheet.notes.contains(&note) {
            sheet.notes.push(note);
        }
    }
    sheet.merges = merges;
}

fn fill(rows: &mut [Row], merge: &Merge, left: &mut usize) -> Vec<u32> {
    let start = rows.partition_point(|row| row.number < merge.first_row);
    let mut copied = Vec::new();
    let Some((first, below)) = rows.get_mut(start..).and_then(<[Row]>::split_first_mut) else { return copied };
    let column = usize::from(merge.first_column);
    let value = first.cell(column).clone();
    if first.number != merge.first_row || value.is_empty() {
        return copied;
    }
    for row in below.iter_mut().take_while(|row| row.number <= merge.last_row) {
        if *left == 0 {
            break;
        }
        if !row.cell(column).is_empty() {
            continue;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = value.clone();
            row.copied.push(merge.first_column);
            copied.push(row.number);
            *left -= 1;
        }
    }
    copied
}
