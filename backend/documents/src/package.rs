//! A compressed file (xlsx, ods) opened with suspicion: parts are only ever read into memory, under names we chose,
//! and what they expand to is counted as it comes out, whatever the file declares.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::xml::Xml;
use crate::{Limits, Refusal};

/// A compressed file below this size expanded may have any ratio.
const HARMLESS: u64 = 16 << 20;
/// Sheets with a hundred thousand equal rows reach about a hundred.
const MOST_RATIO: u64 = 250;
/// Bytes without any `<`: no cell and no attribute is that long.
const LONGEST_TOKEN: usize = 2 << 20;

pub(crate) enum Kind {
    Xlsx,
    Ods,
}

pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: HashMap<String, usize>,
    expanded_left: u64,
    limit: u64,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refusal> {
        if let Some(parts) = declared_parts(bytes).filter(|parts| *parts > limits.parts) {
            return Err(Refusal::TooManyParts { parts, limit: limits.parts });
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged { part: "zip".to_owned() })?;
        if archive.len() > limits.parts {
            return Err(Refusal::TooManyParts { parts: archive.len(), limit: limits.parts });
        }
        let mut names = HashMap::new();
        let mut declared = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| Refusal::Damaged { part: "zip".to_owned() })?;
            let name = part.name().replace('\\', "/");
            if leads_out(&name) {
                return Err(Refusal::PathInName { name: name.chars().take(80).collect() });
            }
            if part.encrypted() {
                return Err(Refusal::Encrypted);
            }
            declared = declared.saturating_add(part.size());
            names.insert(name.to_ascii_lowercase(), index);
        }
        let ratio = declared / (bytes.len() as u64).max(1);
        if declared > limits.expanded_bytes || (declared > HARMLESS && ratio > MOST_RATIO) {
            return Err(Refusal::Expansion { limit: limits.expanded_bytes });
        }
        Ok(Self { archive, names, expanded_left: limits.expanded_bytes, limit: limits.expanded_bytes })
    }

    /// Which spreadsheet it is, or which other thing.
    pub(crate) fn kind(&mut self) -> Result<Kind, Refusal> {
        if self.has("mimetype") {
            let mime = self.text("mimetype", 200)?;
            return match mime.trim() {
                "application/vnd.oasis.opendocument.spreadsheet"
                | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Ods),
                other => Err(Refusal::NotASpreadsheet { found: Some(other.chars().take(80).collect()) }),
            };
        }
        if self.has("xl/workbook.bin") {
            return Err(Refusal::OtherFormat { found: "xlsb" });
        }
        if self.has("word/document.xml") {
            return Err(Refusal::NotASpreadsheet { found: Some("docx".to_owned()) });
        }
        if self.has("ppt/presentation.xml") {
            return Err(Refusal::NotASpreadsheet { found: Some("pptx".to_owned()) });
        }
        if self.has("[content_types].xml") || self.has("xl/workbook.xml") {
            return Ok(Kind::Xlsx);
        }
        if self.has("content.xml") {
            return Ok(Kind::Ods);
        }
        Err(Refusal::NotASpreadsheet { found: Some("application/zip".to_owned()) })
    }

    /// Names are compared without case, as the Open Packaging Conventions ask.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_ascii_lowercase())
    }

    /// A part as XML, read while it expands. `None` if there is no such part.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<impl Read>>, Refusal> {
        let Some(index) = self.names.get(&name.to_ascii_lowercase()).copied() else { return Ok(None) };
        let limit = self.limit;
        let left = &mut self.expanded_left;
        let part = self.archive.by_index(index).map_err(|error| unreadable(&error, name))?;
        Ok(Some(Xml::new(Guarded { inner: part, left, unbroken: 0 }, name, limit)))
    }

    /// The beginning of a small text part.
    pub(crate) fn text(&mut self, name: &str, longest: u64) -> Result<String, Refusal> {
        let Some(index) = self.names.get(&name.to_ascii_lowercase()).copied() else { return Ok(String::new()) };
        let part = self.archive.by_index(index).map_err(|error| unreadable(&error, name))?;
        let mut bytes = Vec::new();
        part.take(longest).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged { part: name.to_owned() })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn unreadable(error: &ZipError, name: &str) -> Refusal {
    match error {
        ZipError::InvalidPassword => Refusal::Encrypted,
        ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED => Refusal::Encrypted,
        _ => Refusal::Damaged { part: name.to_owned() },
    }
}

fn leads_out(name: &str) -> bool {
    name.starts_with('/') || name.contains('\0') || name.split('/').any(|step| step == ".." || step.ends_with(':'))
}

/// The number of parts that the end record declares: asked before the directory is read into memory.
fn declared_parts(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..)?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count: [u8; 2] = tail.get(at + 10..at + 12)?.try_into().ok()?;
    // 0xffff stands for "see the 64-bit record": the directory is then counted once read, it is no longer than the file.
    Some(usize::from(u16::from_le_bytes(count))).filter(|count| *count != 0xffff)
}

/// Stops a part that expands to more than is left, or that has a token without end.
struct Guarded<'l, R> {
    inner: R,
    left: &'l mut u64,
    unbroken: usize,
}

/// The mark by which [`Xml`] knows an expansion from a broken part.
#[derive(Debug, thiserror::Error)]
#[error("expands to too much")]
pub(crate) struct Expanded;

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let Some(left) = self.left.checked_sub(count as u64) else { return Err(io::Error::other(Expanded)) };
        *self.left = left;
        let read = buffer.get(..count).unwrap_or_default();
        self.unbroken = match read.iter().rposition(|byte| *byte == b'<') {
            Some(at) => count - at,
            None => self.unbroken + count,
        };
        if self.unbroken > LONGEST_TOKEN {
            return Err(io::Error::other(Expanded));
        }
        Ok(count)
    }
}
