//! One worksheet, cell by cell as its part expands. Its declared dimension is not believed, it is not even read.

use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::events::{BytesStart, Event};

use super::styles::Style;
use super::unescape;
use crate::dates::number_cell;
use crate::gather::Gather;
use crate::limits::Budget;
use crate::package::Package;
use crate::strings::SharedStrings;
use crate::xml::{attribute, flag, push_text};
use crate::{Cell, Epoch, Limits, Merge, Refusal, Sheet, SheetError};

pub(super) struct Context<'c> {
    pub(super) styles: &'c [Style],
    pub(super) strings: &'c SharedStrings,
    pub(super) epoch: Epoch,
}

/// How a cell's text is to be understood (attribute `t`).
#[derive(Clone, Copy, Default, PartialEq)]
enum Type {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

/// The cell being read.
#[derive(Default)]
struct Draft {
    column: usize,
    style: Style,
    kind: Type,
    text: String,
    /// Whether there was a `<v>` or an inline text.
    value: bool,
    formula: bool,
}

pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    name: String,
    visible: bool,
    context: &Context<'_>,
    limits: &Limits,
    budget: &mut Budget,
) -> Result<Sheet, Refusal> {
    let mut gather = Gather::new(name, visible, limits, budget);
    let Some(mut xml) = package.xml(part)? else { return Err(Refusal::Damaged { part: part.to_owned() }) };
    let (mut row, mut next_column, mut draft) = (0_u32, 0_usize, Draft::default());
    let (mut collecting, mut phonetic) = (false, false);
    let mut complete = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"row" => {
                    let number = attribute(&element, "r").and_then(|number| number.parse().ok());
                    row = number.unwrap_or_else(|| row.saturating_add(1));
                    next_column = 0;
                    gather.begin(row, flag(&element, "hidden"));
                }
                b"c" => {
                    start(&element, &mut draft, next_column, context);
                    next_column = draft.column.saturating_add(1);
                }
                b"v" => (collecting, draft.value) = (true, true),
                b"t" if !phonetic => (collecting, draft.value) = (true, true),
                b"rPh" => phonetic = true,
                b"f" => draft.formula = true,
                b"col" if flag(&element, "hidden") => {
                    let edge = |name| attribute(&element, name).and_then(|number| number.parse::<usize>().ok());
                    if let (Some(first @ 1..), Some(last @ 1..)) = (edge("min"), edge("max")) {
                        gather.hide_columns(first - 1, last - 1);
                    }
                }
                b"mergeCell" => {
                    if let Some(merge) = attribute(&element, "ref").and_then(|range| range_of(&range)) {
                        gather.merge(merge);
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"v" | b"t" => collecting = false,
                b"rPh" => phonetic = false,
                b"c" => {
                    let (cell, fill) = (draft.cell(context), draft.style.fill);
                    if draft.formula {
                        gather.computed(draft.column, !cell.is_empty() || draft.value);
                    }
                    gather.put(draft.column, cell, fill)?;
                }
                b"row" => gather.end()?,
                b"worksheet" => complete = true,
                _ => {}
            },
            Event::Eof if complete => return Ok(gather.finish()),
            Event::Eof => return Err(xml.damaged()),
            event if collecting => push_text(&event, &mut draft.text),
            _ => {}
        }
    }
}

fn start(element: &BytesStart<'_>, draft: &mut Draft, next_column: usize, context: &Context<'_>) {
    draft.text.clear();
    (draft.value, draft.formula, draft.kind) = (false, false, Type::Number);
    (draft.column, draft.style) = (next_column, context.styles.first().copied().unwrap_or_default());
    let mut attributes = element.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        match attribute.key.as_ref() {
            b"r" => {
                if let Some((column, _)) = position(&attribute.value) {
                    draft.column = column;
                }
            }
            b"s" => {
                let index = std::str::from_utf8(&attribute.value).ok().and_then(|index| index.parse::<usize>().ok());
                draft.style = index.and_then(|index| context.styles.get(index).copied()).unwrap_or_default();
            }
            b"t" => {
                draft.kind = match attribute.value.as_ref() {
                    b"s" => Type::Shared,
                    b"str" | b"inlineStr" => Type::Text,
                    b"b" => Type::Bool,
                    b"e" => Type::Error,
                    b"d" => Type::Date,
                    _ => Type::Number,
                }
            }
            _ => {}
        }
    }
}

impl Draft {
    fn cell(&self, context: &Context<'_>) -> Cell {
        if !self.value || (self.text.is_empty() && self.kind != Type::Shared) {
            return Cell::Empty;
        }
        let text = self.text.trim();
        match self.kind {
            Type::Shared => {
                let shared = text.parse().ok().and_then(|index: usize| context.strings.get(index));
                shared.map_or(Cell::Empty, Cell::from_text)
            }
            Type::Text => Cell::from_text(&unescape(&self.text)),
            Type::Bool => Cell::Bool(text == "1" || text == "true"),
            Type::Error => Cell::Error(SheetError::named(text).unwrap_or(SheetError::from_biff(0x2a))),
            Type::Date => iso_date(text).unwrap_or_else(|| Cell::from_text(text)),
            Type::Number => match text.parse::<f64>() {
                Ok(number) => number_cell(number, self.style.shown, context.epoch),
                Err(_) => Cell::from_text(text),
            },
        }
    }
}

/// `2025-01-01`, `2025-01-01T08:30:00`, with or without fraction and `Z`.
pub(crate) fn iso_date(text: &str) -> Option<Cell> {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Some(Cell::Date(date));
    }
    let moment = text.trim_end_matches('Z').parse::<NaiveDateTime>().ok()?;
    Some(if moment.time() == chrono::NaiveTime::MIN { Cell::Date(moment.date()) } else { Cell::DateTime(moment) })
}

/// `AB12` → column 27, row 12.
fn position(reference: &[u8]) -> Option<(usize, u32)> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let (name, digits) = reference.split_at(letters);
    let column =
        name.iter().fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((column - 1, std::str::from_utf8(digits).ok()?.parse().ok()?))
}

fn range_of(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let ((first_column, first_row), (last_column, last_row)) =
        (position(first.as_bytes())?, position(last.as_bytes())?);
    Some(Merge {
        first_row,
        last_row,
        first_column: u16::try_from(first_column).ok()?,
        last_column: u16::try_from(last_column).ok()?,
    })
}
