//! What a file is, told by its content.

use crate::{Format, Note, Refusal};

pub(crate) enum Found {
    Zip,
    /// An OLE compound file: xls, or an encrypted xlsx.
    Compound,
    Text,
}

pub(crate) fn format(bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Found::Zip);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Ok(Found::Compound);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::NotASpreadsheet { found: Some("application/pdf".to_owned()) });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Refusal::NotASpreadsheet { found: Some("application/rtf".to_owned()) });
    }
    // BIFF2 to BIFF5 without a compound file around.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..]) {
        return Err(Refusal::OtherFormat { found: "Excel 4" });
    }
    if is_utf16(bytes) {
        return Ok(Found::Text);
    }
    if is_web_page(bytes) {
        return Err(Refusal::WebPage);
    }
    if is_binary(bytes) {
        let found = infer::get(bytes).map(|kind| kind.mime_type().to_owned());
        return Err(Refusal::NotASpreadsheet { found });
    }
    Ok(Found::Text)
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || crate::text::utf16_without_mark(bytes).is_some()
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let start = start.get(..start.len().min(16)).unwrap_or_default().to_ascii_lowercase();
    ["<!doctype", "<html", "<?xml", "<table", "<head", "<meta", "<workbook"]
        .iter()
        .any(|tag| start.starts_with(tag.as_bytes()))
}

/// Text has next to no control characters but tabs and line ends. A few are let through: a cell may hold a NUL.
fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let controls = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127)).count();
    controls >= 3 && controls * 20 > start.len()
}

/// A note when the extension belongs to another format. An unknown extension says nothing.
pub(crate) fn name_differs(file_name: &str, format: Format) -> Option<Note> {
    let (_, extension) = file_name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let said = match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => Format::Xlsx,
        "xls" | "xlt" => Format::Xls,
        "ods" | "ots" => Format::Ods,
        "csv" | "tsv" | "tab" | "txt" => Format::Csv,
        _ => return None,
    };
    (said != format).then_some(Note::NameDiffers { extension, format })
}
