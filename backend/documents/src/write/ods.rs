//! ods (OpenDocument 1.3), written row by row into a zip: an export of any length needs the memory of one row.

use std::io::{Cursor, Seek, Write};

use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{Kind, Table, WriteFailure, as_kind, sheet_name, width};
use crate::cell::number_text;
use crate::{Cell, column_letter, protect};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// LibreOffice's rows, header included.
const MOST_ROWS: u32 = 1_048_576;
/// A character of the usual font, in centimetres.
const CHARACTER: f64 = 0.21;

const MANIFEST: &str = include_str!("ods_manifest.xml");

/// Until the styles of the columns.
const HEAD: &str = include_str!("ods_head.xml");

impl Table {
    /// The whole ods in memory, as [`Table::write_ods`] writes it.
    ///
    /// # Errors
    /// As [`Table::write_ods`].
    pub fn ods(&self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, WriteFailure> {
        let mut out = Cursor::new(Vec::new());
        self.write_ods(rows, &mut out)?;
        Ok(out.into_inner())
    }

    /// Writes the header (frozen, with a filter), then each row as it comes.
    ///
    /// # Errors
    /// [`WriteFailure::Format`] for more rows than LibreOffice has, [`WriteFailure::Io`] for what `out` fails with.
    pub fn write_ods(
        &self,
        rows: impl IntoIterator<Item = Vec<Cell>>,
        out: impl Write + Seek,
    ) -> Result<(), WriteFailure> {
        let mut zip = ZipWriter::new(out);
        // First and as it is: by it the file is known (OpenDocument 1.3, part 2, §3.3).
        zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .map_err(failure)?;
        zip.write_all(MEDIA_TYPE.as_bytes())?;
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
        let name = sheet_name(&self.title);
        for (path, text) in [("META-INF/manifest.xml", MANIFEST.to_owned()), ("settings.xml", settings(&name))] {
            zip.start_file(path, packed).map_err(failure)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("content.xml", packed).map_err(failure)?;
        self.content(rows, &name, &mut zip)?;
        zip.finish().map_err(failure)?;
        Ok(())
    }

    fn content(
        &self,
        rows: impl IntoIterator<Item = Vec<Cell>>,
        name: &str,
        out: &mut impl Write,
    ) -> Result<(), WriteFailure> {
        out.write_all(HEAD.as_bytes())?;
        for (index, column) in self.columns.iter().enumerate() {
            let centimetres = width(column) * CHARACTER;
            write!(
                out,
                r#"<style:style style:name="c{index}" style:family="table-column"><style:table-column-properties style:column-width="{centimetres:.2}cm"/></style:style>"#
            )?;
        }
        let shown = escaped(name);
        write!(
            out,
            r#"</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="{shown}">"#
        )?;
        for index in 0..self.columns.len() {
            write!(out, r#"<table:table-column table:style-name="c{index}"/>"#)?;
        }
        out.write_all(b"<table:table-header-rows><table:table-row>")?;
        for column in &self.columns {
            text(out, "h", &protect(&column.title))?;
        }
        out.write_all(b"</table:table-row></table:table-header-rows>")?;
        let mut number = 1_u32;
        for row in rows {
            number += 1;
            if number > MOST_ROWS {
                return Err(WriteFailure::Format(format!("more than {} rows", MOST_ROWS - 1)));
            }
            out.write_all(b"<table:table-row>")?;
            for (column, cell) in row.into_iter().enumerate() {
                let kind = self.columns.get(column).map_or(Kind::Text, |column| column.kind);
                put(out, &as_kind(cell, kind))?;
            }
            out.write_all(b"</table:table-row>")?;
        }
        out.write_all(b"</table:table>")?;
        if let Some(last) = self.columns.len().checked_sub(1) {
            let (letter, quoted) = (column_letter(last), escaped(&name.replace('\'', "''")));
            write!(
                out,
                r#"<table:database-ranges><table:database-range table:name="rows" table:target-range-address="'{quoted}'.A1:'{quoted}'.{letter}{number}" table:display-filter-buttons="true"/></table:database-ranges>"#
            )?;
        }
        out.write_all(b"</office:spreadsheet></office:body></office:document-content>")?;
        Ok(())
    }
}

fn put(out: &mut impl Write, cell: &Cell) -> Result<(), WriteFailure> {
    match cell {
        Cell::Empty => out.write_all(b"<table:table-cell/>")?,
        Cell::Text(value) => text(out, "t", &protect(value))?,
        Cell::Error(error) => text(out, "t", error.as_str())?,
        Cell::Number(number) => {
            let shown = number_text(*number);
            write!(
                out,
                r#"<table:table-cell office:value-type="float" office:value="{shown}"><text:p>{shown}</text:p></table:table-cell>"#
            )?;
        }
        Cell::Date(day) => write!(
            out,
            r#"<table:table-cell table:style-name="d" office:value-type="date" office:date-value="{day}"><text:p>{}</text:p></table:table-cell>"#,
            day.format("%d/%m/%Y")
        )?,
        Cell::DateTime(moment) => write!(
            out,
            r#"<table:table-cell table:style-name="m" office:value-type="date" office:date-value="{}"><text:p>{}</text:p></table:table-cell>"#,
            moment.format("%Y-%m-%dT%H:%M:%S"),
            moment.format("%d/%m/%Y %H:%M")
        )?,
        Cell::Time(time) => write!(
            out,
            r#"<table:table-cell office:value-type="time" office:time-value="{}"><text:p>{}</text:p></table:table-cell>"#,
            time.format("PT%HH%MM%SS"),
            time.format("%H:%M")
        )?,
        Cell::Bool(value) => write!(
            out,
            r#"<table:table-cell office:value-type="boolean" office:boolean-value="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )?,
    }
    Ok(())
}

/// Each line a paragraph; runs of blanks and tabs, which XML would fold, as elements of their own.
fn text(out: &mut impl Write, style: &str, value: &str) -> Result<(), WriteFailure> {
    write!(out, r#"<table:table-cell table:style-name="{style}" office:value-type="string">"#)?;
    for line in value.split('\n') {
        let mut paragraph = String::with_capacity(line.len() + 16);
        let mut blank = true;
        for character in line.chars() {
            match character {
                '\t' => paragraph.push_str("<text:tab/>"),
                ' ' if blank => paragraph.push_str("<text:s/>"),
                '<' => paragraph.push_str("&lt;"),
                '>' => paragraph.push_str("&gt;"),
                '&' => paragraph.push_str("&amp;"),
                // XML 1.0 has no other control characters.
                character if character.is_control() => {}
                character => paragraph.push(character),
            }
            blank = character == ' ';
        }
        write!(out, "<text:p>{paragraph}</text:p>")?;
    }
    out.write_all(b"</table:table-cell>")?;
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The first row stays in sight.
fn settings(sheet: &str) -> String {
    let sheet = escaped(sheet);
    let number = |name: &str, kind: &str, value: &str| {
        format!(r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#)
    };
    let items = [
        number("VerticalSplitMode", "short", "2"),
        number("VerticalSplitPosition", "int", "1"),
        number("ActiveSplitRange", "short", "2"),
        number("PositionBottom", "int", "1"),
    ]
    .concat();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{sheet}">{items}</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"#
    )
}

fn failure(error: ZipError) -> WriteFailure {
    match error {
        ZipError::Io(error) => WriteFailure::Io(error),
        other => WriteFailure::Format(other.to_string()),
    }
}
