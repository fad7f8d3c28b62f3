//! xls: Excel 97 to 2003, BIFF8 in a compound file ([MS-XLS]). Read here record by record, because the rows that are
//! hidden, merged or filled are told by the same records as the values.

mod globals;
mod records;
mod sheet;
mod sst;

use std::io::{Cursor, Read};

use self::globals::Globals;
use crate::limits::Budget;
use crate::{Epoch, Format, Limits, Note, Refusal, Workbook};

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let stream = workbook_stream(bytes, limits)?;
    let globals = Globals::read(&stream, limits)?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for tab in &globals.tabs {
        sheets.push(sheet::read(&stream, tab, &globals, limits, &mut budget)?);
    }
    if sheets.is_empty() {
        return Err(damaged());
    }
    let notes = if globals.epoch == Epoch::Y1904 { vec![Note::Epoch1904] } else { Vec::new() };
    Ok(Workbook { format: Format::Xls, encoding: None, separator: None, sheets, notes })
}

/// The stream that holds the workbook, or what the compound file is instead.
fn workbook_stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if file.is_stream("/EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    if !file.is_stream("/Workbook") {
        return Err(if file.is_stream("/Book") {
            Refusal::OtherFormat { found: "Excel 95" }
        } else if file.is_stream("/WordDocument") {
            Refusal::NotASpreadsheet { found: Some("application/msword".to_owned()) }
        } else {
            Refusal::NotASpreadsheet { found: Some("application/x-ole-storage".to_owned()) }
        });
    }
    let stream = file.open_stream("/Workbook").map_err(|_| damaged())?;
    let mut content = Vec::new();
    stream.take(limits.bytes as u64).read_to_end(&mut content).map_err(|_| damaged())?;
    Ok(content)
}

fn damaged() -> Refusal {
    Refusal::Damaged { part: "Workbook".to_owned() }
}
