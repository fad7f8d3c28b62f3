//! Delimited text in the states it is found in: any encoding, separator, line end and quoting.

mod encoding;
mod records;
mod separator;

pub use encoding::Encoding;
pub(crate) use encoding::utf16_without_mark;

use self::records::Records;
use crate::gather::Gather;
use crate::limits::Budget;
use crate::{Cell, Format, Limits, Note, Refusal, Workbook};

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let mut notes = Vec::new();
    let (text, encoding) = encoding::decode(bytes, &mut notes);
    let (text, separator) = match separator::announced(&text) {
        Some((separator, rest)) => {
            notes.push(Note::SeparatorLine { separator: char::from(separator) });
            (rest, Some(separator))
        }
        None => (text.as_str(), separator::sniff(&text)),
    };

    let mut budget = Budget::new(limits);
    let mut gather = Gather::new(String::new(), true, limits, &mut budget);
    let mut records = Records::new(text, separator.unwrap_or(b';'));
    let mut fields = Vec::new();
    let mut number = 0_u32;
    while records.next_into(&mut fields) {
        number = number.saturating_add(1);
        gather.begin(number, false);
        for (column, field) in fields.iter().enumerate() {
            gather.put(column, cell(field), None)?;
        }
        gather.end()?;
    }
    for row in records.unclosed() {
        gather.note(Note::UnclosedQuote { row: *row });
    }
    Ok(Workbook {
        format: Format::Csv,
        encoding: Some(encoding),
        separator: separator.map(char::from),
        sheets: vec![gather.finish()],
        notes,
    })
}

/// Line breaks inside a cell become `\n`; a lone CR stays, it may be one that somebody hid there.
fn cell(field: &str) -> Cell {
    if field.contains("\r\n") { Cell::from_text(&field.replace("\r\n", "\n")) } else { Cell::from_text(field) }
}
