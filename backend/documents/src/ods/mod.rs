//! ods (ODF 1.2 and 1.3): one `content.xml`, read as it expands.

mod cell;
mod styles;

use quick_xml::events::{BytesStart, Event};

use self::cell::Draft;
use self::styles::Styles;
use crate::gather::Gather;
use crate::limits::Budget;
use crate::package::Package;
use crate::xml::{Xml, attribute_named, push_text};
use crate::{Cell, Format, Limits, Merge, Refusal, Sheet, Workbook};

const CONTENT: &str = "content.xml";

pub(crate) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Workbook, Refusal> {
    refuse_encrypted(package)?;
    let Some(mut xml) = package.xml(CONTENT)? else { return Err(Refusal::Damaged { part: CONTENT.to_owned() }) };
    let mut budget = Budget::new(limits);
    let mut styles = Styles::default();
    let mut sheets = Vec::new();
    let mut complete = false;
    loop {
        let (name, visible) = match xml.next()? {
            Event::Start(element) if element.name().as_ref() == b"table:table" => {
                let visible =
                    attribute_named(&element, "table:style-name").is_none_or(|style| styles.shows_table(&style));
                (attribute_named(&element, "table:name").unwrap_or_default(), visible)
            }
            Event::Start(element) => {
                styles.start(&element);
                continue;
            }
            Event::End(element) => {
                complete |= element.name().as_ref() == b"office:document-content";
                continue;
            }
            Event::Eof if complete && !sheets.is_empty() => break,
            Event::Eof => return Err(Refusal::Damaged { part: CONTENT.to_owned() }),
            _ => continue,
        };
        sheets.push(sheet(&mut xml, name, visible, &styles, limits, &mut budget)?);
    }
    Ok(Workbook { format: Format::Ods, encoding: None, separator: None, sheets, notes: Vec::new() })
}

fn refuse_encrypted(package: &mut Package<'_>) -> Result<(), Refusal> {
    if package.has("encrypted-package") {
        return Err(Refusal::Encrypted);
    }
    let Some(mut manifest) = package.xml("META-INF/manifest.xml")? else { return Ok(()) };
    loop {
        match manifest.next()? {
            Event::Start(element) if element.local_name().as_ref() == b"encryption-data" => {
                return Err(Refusal::Encrypted);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Where the reader is in a sheet.
struct Place {
    row: u32,
    /// The row begun stands for so many.
    row_repeats: u32,
    row_hidden: bool,
    column: usize,
    /// The cells of the row begun: kept because a row may stand for several.
    cells: Vec<(usize, Draft)>,
}

fn sheet<R: std::io::Read>(
    xml: &mut Xml<R>,
    name: String,
    visible: bool,
    styles: &Styles,
    limits: &Limits,
    budget: &mut Budget,
) -> Result<Sheet, Refusal> {
    let mut gather = Gather::new(name, visible, limits, budget);
    let mut place = Place { row: 1, row_repeats: 1, row_hidden: false, column: 0, cells: Vec::new() };
    let mut draft: Option<(Draft, usize)> = None;
    // Comments, drawings and tables inside a cell are not its value.
    let (mut aside, mut in_paragraph, mut declared_column) = (0_usize, false, 0_usize);
    loop {
        match xml.next()? {
            Event::Start(element) => match element.name().as_ref() {
                _ if aside > 0 => aside += 1,
                b"office:annotation"
                | b"draw:frame"
                | b"draw:custom-shape"
                | b"office:forms"
                | b"table:shapes"
                | b"table:table"
                | b"table:tracked-changes"
                | b"text:ruby-text" => aside = 1,
                b"table:table-column" => {
                    let repeats = repeats(&element, "table:number-columns-repeated") as usize;
                    if is_hidden(&element) {
                        gather.hide_columns(declared_column, declared_column.saturating_add(repeats - 1));
                    }
                    declared_column = declared_column.saturating_add(repeats);
                }
                b"table:table-row" => {
                    place.row_repeats = repeats(&element, "table:number-rows-repeated");
                    place.row_hidden = is_hidden(&element);
                    place.column = 0;
                }
                b"table:table-cell" => {
                    let columns = repeats(&element, "table:number-columns-repeated") as usize;
                    note_span(&mut gather, &element, &place);
                    draft = Some((Draft::start(&element, styles), columns));
                }
                b"table:covered-table-cell" => {
                    let columns = repeats(&element, "table:number-columns-repeated") as usize;
                    place.column = place.column.saturating_add(columns);
                    draft = None;
                }
                b"text:p" | b"text:h" => {
                    in_paragraph = true;
                    if let Some((draft, _)) = &mut draft {
                        draft.paragraph();
                    }
                }
                b"text:s" => {
                    let blanks = repeats(&element, "text:c").min(1_000);
                    push(&mut draft, &" ".repeat(blanks as usize));
                }
                b"text:tab" => push(&mut draft, "\t"),
                b"text:line-break" => push(&mut draft, "\n"),
                _ => {}
            },
            Event::End(_) if aside > 0 => aside -= 1,
            Event::End(element) => match element.name().as_ref() {
                b"text:p" | b"text:h" => in_paragraph = false,
                b"table:table-cell" => {
                    if let Some((draft, columns)) = draft.take() {
                        keep(&mut place, draft, columns, limits);
                    }
                }
                b"table:table-row" => end_row(&mut gather, &mut place)?,
                b"table:table" => return Ok(gather.finish()),
                _ => {}
            },
            Event::Eof => return Err(xml.damaged()),
            event if in_paragraph && aside == 0 => {
                if let Some((draft, _)) = &mut draft {
                    push_text(&event, &mut draft.text);
                }
            }
            _ => {}
        }
    }
}

fn push(draft: &mut Option<(Draft, usize)>, text: &str) {
    if let Some((draft, _)) = draft {
        draft.text.push_str(text);
    }
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute_named(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// `collapse` is hidden by hand, `filter` by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute_named(element, "table:visibility").is_some_and(|visibility| visibility != "visible")
}

fn note_span(gather: &mut Gather<'_>, element: &BytesStart<'_>, place: &Place) {
    let rows = repeats(element, "table:number-rows-spanned");
    let columns = repeats(element, "table:number-columns-spanned");
    if rows == 1 && columns == 1 {
        return;
    }
    let Ok(first_column) = u16::try_from(place.column) else { return };
    gather.merge(Merge {
        first_row: place.row,
        last_row: place.row.saturating_add(rows - 1),
        first_column,
        last_column: first_column.saturating_add(u16::try_from(columns - 1).unwrap_or(u16::MAX)),
    });
}

/// Keeps a cell that holds something, as often as it is repeated: once beyond the limit is enough to be refused.
fn keep(place: &mut Place, draft: Draft, columns: usize, limits: &Limits) {
    if !draft.is_empty() {
        for column in place.column..place.column.saturating_add(columns).min(limits.columns + 1).max(place.column + 1) {
            place.cells.push((column, draft.clone()));
        }
    }
    place.column = place.column.saturating_add(columns);
}

fn end_row(gather: &mut Gather<'_>, place: &mut Place) -> Result<(), Refusal> {
    let cells = std::mem::take(&mut place.cells);
    if !cells.is_empty() {
        let values: Vec<(usize, Cell, &Draft)> =
            cells.iter().map(|(column, draft)| (*column, draft.cell(), draft)).collect();
        for number in place.row..place.row.saturating_add(place.row_repeats) {
            gather.begin(number, place.row_hidden);
            for (column, cell, draft) in &values {
                if draft.formula {
                    gather.computed(*column, draft.was_computed());
                }
                gather.put(*column, cell.clone(), draft.fill)?;
            }
            gather.end()?;
        }
    }
    place.row = place.row.saturating_add(place.row_repeats);
    (place.row_repeats, place.row_hidden) = (1, false);
    Ok(())
}
