//! What a file is, told by its content.

use kernel::problem::{Problem, Say, say};

use super::Accept;

pub const JPEG: &str = "image/jpeg";
pub const PNG: &str = "image/png";
pub const WEBP: &str = "image/webp";
pub const GIF: &str = "image/gif";
const SVG: &str = "image/svg+xml";
const HTML: &str = "text/html";
const TEXT: &str = "text/plain";
pub const UNKNOWN: &str = "application/octet-stream";

/// What the usual office programs write.
const DOCUMENTS: [&str; 12] = [
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/rtf",
    TEXT,
];

/// Names inside an archive that tell which document it is; a reader that trusts the order of entries misses some.
const INSIDE_ARCHIVES: [(&[u8], &str); 6] = [
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
];

pub fn is_picture(media_type: &str) -> bool {
    matches!(media_type, JPEG | PNG | WEBP | GIF)
}

/// The media type of a content.
pub fn of(bytes: &[u8]) -> &'static str {
    let start = bytes.get(..4096).unwrap_or(bytes);
    match infer::get(bytes).map(|found| found.mime_type()) {
        Some("application/zip") => {
            INSIDE_ARCHIVES.iter().find(|(sign, _)| holds(bytes, sign)).map_or("application/zip", |(_, kind)| kind)
        }
        Some("text/xml") => marked_up(start).unwrap_or("text/xml"),
        Some("text/rtf") => "application/rtf",
        Some(found) => found,
        None if is_text(bytes) => marked_up(start).unwrap_or(TEXT),
        None => UNKNOWN,
    }
}

/// 422 when a file of this type may not be kept.
pub fn accept(accept: Accept, media_type: &str) -> Result<(), Problem> {
    let fits = match accept {
        Accept::Picture => is_picture(media_type),
        Accept::Document => is_picture(media_type) || DOCUMENTS.contains(&media_type),
        Accept::AsIs => true,
    };
    if fits {
        Ok(())
    } else {
        Err(Problem::invalid_field("/file", "house.file_kind_refused", remedy(accept, media_type)))
    }
}

fn remedy(accept: Accept, media_type: &str) -> Say {
    match (accept, media_type) {
        (_, "image/heif") => say(
            "Cette photo est au format HEIC, que les navigateurs n’affichent pas : enregistrez-la en JPEG.",
            "This photo is in HEIC format, which browsers can't show: save it as JPEG.",
        ),
        (Accept::Picture, SVG | HTML) => say(
            "Les images SVG et les pages HTML peuvent contenir des programmes : enregistrez l’image en PNG.",
            "SVG pictures and HTML pages may hold programs: save the picture as PNG.",
        ),
        (Accept::Picture, _) => say(
            "Ce fichier n’est pas une image JPEG, PNG, WebP ou GIF, quel que soit son nom.",
            "This file is not a JPEG, PNG, WebP or GIF picture, whatever its name.",
        ),
        _ => say(
            "Ce type de fichier n’est pas accepté : envoyez un PDF, un document de bureautique, un texte ou une image JPEG, PNG, WebP ou GIF.",
            "This kind of file is not accepted: send a PDF, an office document, a text, or a JPEG, PNG, WebP or GIF picture.",
        ),
    }
}

/// Text in UTF-8, UTF-16 with its mark, or one byte per character: no control characters.
fn is_text(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    utf16 || !bytes.iter().any(|byte| matches!(byte, 0..=8 | 11 | 14..=31 | 127))
}

/// Text that a browser could take for a page or a drawing.
fn marked_up(start: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(start).to_lowercase();
    if start.contains("<svg") {
        return Some(SVG);
    }
    ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe"]
        .iter()
        .any(|tag| start.contains(tag))
        .then_some(HTML)
}

fn holds(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        for (bytes, kind) in [
            (b"%PDF-1.7\n".as_slice(), "application/pdf"),
            (b"\x89PNG\r\n\x1a\n", PNG),
            (b"nom;commune\r\nRepair Caf\xe9;Thann\r\n", TEXT),
            (b"\xff\xfen\0o\0m\0", TEXT),
            (b"<?xml version=\"1.0\"?>\n<!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>", SVG),
            (b"  <SVG onload=alert(1)>", SVG),
            (b"<p><script>alert(1)</script>", HTML),
            (b"<!DOCTYPE html><title>x</title>", HTML),
            (b"#!/bin/sh\nrm -r x\n", "text/x-shellscript"),
            (b"a\0b", UNKNOWN),
        ] {
            assert_eq!(of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn an_archive_is_known_by_the_names_inside() {
        let mut archive = b"PK\x03\x04\x14\0\0\0\0\0".to_vec();
        archive.extend_from_slice(&[0; 16]);
        archive.extend_from_slice(b"\x08\0\0\0a/b.txt.............");
        assert_eq!(of(&archive), "application/zip");
        archive.extend_from_slice(b"xl/workbook.xml");
        assert_eq!(of(&archive), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assert!(accept(Accept::Document, of(&archive)).is_ok());
    }

    #[test]
    fn programs_pages_and_drawings_are_refused() {
        for kind in [SVG, HTML, "application/x-executable", "application/zip", UNKNOWN, "image/heif"] {
            assert_eq!(accept(Accept::Document, kind).unwrap_err().code(), "house.file_kind_refused", "{kind}");
            assert!(accept(Accept::Picture, kind).is_err() && accept(Accept::AsIs, kind).is_ok());
        }
        assert!(accept(Accept::Picture, "application/pdf").is_err());
    }
}
