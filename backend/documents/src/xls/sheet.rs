//! The records of one sheet.

use std::collections::HashSet;

use super::damaged;
use super::globals::{BOF, CONTINUE, EOF, Globals, Tab};
use super::records::{Records, f64_at, rk, u16_at, u32_at};
use super::sst::{continued, long_text};
use crate::dates::number_cell;
use crate::gather::Gather;
use crate::limits::Budget;
use crate::{Cell, Limits, Merge, Refusal, Sheet, SheetError};

const ROW: u16 = 0x0208;
const COLINFO: u16 = 0x007d;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027e;
const MULRK: u16 = 0x00bd;
const LABEL: u16 = 0x0204;
const LABELSST: u16 = 0x00fd;
const RSTRING: u16 = 0x00d6;
const BOOLERR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;
const MERGEDCELLS: u16 = 0x00e5;

struct Found {
    row: u16,
    column: u16,
    style: u16,
    formula: bool,
    cell: Cell,
}

pub(super) fn read(
    stream: &[u8],
    tab: &Tab,
    globals: &Globals,
    limits: &Limits,
    budget: &mut Budget,
) -> Result<Sheet, Refusal> {
    let mut gather = Gather::new(tab.name.clone(), tab.visible, limits, budget);
    let mut records = Records::from(stream, tab.at);
    if records.next().is_none_or(|record| record.kind != BOF) {
        return Err(damaged());
    }
    let mut cells: Vec<Found> = Vec::new();
    let mut text_bytes = 0_usize;
    let mut hidden: HashSet<u16> = HashSet::new();
    // Charts in a sheet bring their own beginning and end.
    let mut depth = 0_usize;
    loop {
        let Some(record) = records.next() else { return Err(damaged()) };
        match record.kind {
            BOF => depth += 1,
            EOF if depth == 0 => break,
            EOF => depth -= 1,
            _ if depth > 0 => {}
            ROW => {
                // Flag fDyZero: a row of no height, hidden by hand or by a filter.
                if record.data.get(12).is_some_and(|flags| flags & 0x20 != 0) {
                    hidden.extend(u16_at(record.data, 0));
                }
            }
            COLINFO => {
                if let (Some(first), Some(last)) = (u16_at(record.data, 0), u16_at(record.data, 2))
                    && record.data.get(8).is_some_and(|flags| flags & 1 == 1)
                {
                    gather.hide_columns(usize::from(first), usize::from(last));
                }
            }
            MERGEDCELLS => merges(record.data, &mut gather),
            STRING => {
                let mut parts = vec![record.data];
                while let Some(next) = records.peek().filter(|next| next.kind == CONTINUE) {
                    parts.push(next.data);
                    records.next();
                }
                // The text of the formula just before.
                if let Some(last) = cells.last_mut().filter(|last| last.formula) {
                    last.cell = continued(parts).map_or(Cell::Empty, |text| Cell::from_text(&text));
                }
            }
            MULRK => several(record.data, globals, &mut cells),
            kind => cells.extend(one(kind, record.data, globals)),
        }
        // Texts are copied from the shared ones: counted here too, before the rows are made.
        if let Some(Found { cell: Cell::Text(text), .. }) = cells.last() {
            text_bytes = text_bytes.saturating_add(text.len());
        }
        if cells.len() > limits.cells || text_bytes > limits.text_bytes {
            return Err(Refusal::TooManyCells { limit: limits.cells });
        }
    }
    cells.sort_by_key(|found| (found.row, found.column));
    rows(cells, &hidden, globals, &mut gather)?;
    Ok(gather.finish())
}

fn rows(cells: Vec<Found>, hidden: &HashSet<u16>, globals: &Globals, gather: &mut Gather<'_>) -> Result<(), Refusal> {
    let mut current = None;
    for found in cells {
        if current != Some(found.row) {
            if current.is_some() {
                gather.end()?;
            }
            current = Some(found.row);
            gather.begin(u32::from(found.row) + 1, hidden.contains(&found.row));
        }
        let column = usize::from(found.column);
        if found.formula {
            gather.computed(column, true);
        }
        gather.put(column, found.cell, globals.fill(found.style))?;
    }
    if current.is_some() { gather.end() } else { Ok(()) }
}

/// A record that holds one cell. `None` for all others, and for one that is cut short.
fn one(kind: u16, data: &[u8], globals: &Globals) -> Option<Found> {
    let number = |number: f64| number_cell(number, globals.shown(u16_at(data, 4).unwrap_or(0)), globals.epoch);
    let cell = match kind {
        NUMBER => number(f64_at(data, 6)?),
        RK => number(rk(u32_at(data, 6)?)),
        LABELSST => {
            let index = usize::try_from(u32_at(data, 6)?).ok()?;
            Cell::from_text(globals.strings.get(index)?)
        }
        LABEL | RSTRING => Cell::from_text(&long_text(data.get(6..)?)?),
        BOOLERR if *data.get(7)? == 0 => Cell::Bool(*data.get(6)? != 0),
        BOOLERR => Cell::Error(SheetError::from_biff(*data.get(6)?)),
        FORMULA if u16_at(data, 12)? == 0xffff => match data.get(6)? {
            1 => Cell::Bool(*data.get(8)? != 0),
            2 => Cell::Error(SheetError::from_biff(*data.get(8)?)),
            _ => Cell::Empty,
        },
        FORMULA => number(f64_at(data, 6)?),
        _ => return None,
    };
    let (row, column, style) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
    Some(Found { row, column, style, formula: kind == FORMULA, cell })
}

/// A record that holds several numbers side by side.
fn several(data: &[u8], globals: &Globals, cells: &mut Vec<Found>) {
    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
    let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
    for (column, pair) in (first..).zip(pairs) {
        if let (Some(style), Some(value)) = (u16_at(pair, 0), u32_at(pair, 2)) {
            let cell = number_cell(rk(value), globals.shown(style), globals.epoch);
            cells.push(Found { row, column, style, formula: false, cell });
        }
    }
}

fn merges(data: &[u8], gather: &mut Gather<'_>) {
    for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
        if let (Some(first), Some(last), Some(first_column), Some(last_column)) =
            (u16_at(range, 0), u16_at(range, 2), u16_at(range, 4), u16_at(range, 6))
        {
            let (first_row, last_row) = (u32::from(first) + 1, u32::from(last) + 1);
            gather.merge(Merge { first_row, last_row, first_column, last_column });
        }
    }
}
