//! xlsx, with rows flushed to a temporary file as they come: an export of any length needs the memory of one row.

use std::io::{Cursor, Seek, Write};

use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Kind, Table, WriteFailure, as_kind, sheet_name, width};
use crate::{Cell, protect};

/// Characters Excel allows in a cell.
const LONGEST_TEXT: usize = 32_767;
/// Excel's rows, header included.
const MOST_ROWS: u32 = 1_048_576;

struct Formats {
    header: Format,
    text: Format,
    date: Format,
    date_time: Format,
    time: Format,
    integer: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            header: top().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E8_EDE6)),
            // "@" keeps a typed phone or postal code text when somebody edits it.
            text: top().set_num_format("@"),
            date: top().set_num_format("dd/mm/yyyy"),
            date_time: top().set_num_format("dd/mm/yyyy hh:mm"),
            time: top().set_num_format("hh:mm"),
            integer: top().set_num_format("0"),
        }
    }
}

impl Table {
    /// The whole xlsx in memory (compressed), as [`Table::write_xlsx`] writes it.
    ///
    /// # Errors
    /// As [`Table::write_xlsx`].
    pub fn xlsx(&self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, WriteFailure> {
        let mut out = Cursor::new(Vec::new());
        self.write_xlsx(rows, &mut out)?;
        Ok(out.into_inner())
    }

    /// Writes the header (frozen, with a filter), then each row as it comes. Texts longer than Excel's 32,767
    /// characters are cut.
    ///
    /// # Errors
    /// [`WriteFailure::Format`] for more rows than Excel has, [`WriteFailure::Io`] for what `out` or the temporary
    /// folder fails with.
    pub fn write_xlsx(
        &self,
        rows: impl IntoIterator<Item = Vec<Cell>>,
        out: impl Write + Seek + Send,
    ) -> Result<(), WriteFailure> {
        let mut workbook = Workbook::new();
        if let Some(folder) = &self.scratch {
            workbook.set_tempdir(folder).map_err(failure)?;
        }
        workbook.set_properties(&DocProperties::new().set_title(&self.title));
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failure)?;
        let formats = Formats::new();
        self.lay_out(sheet, &formats).map_err(failure)?;
        let mut number = 0_u32;
        for row in rows {
            number += 1;
            if number >= MOST_ROWS {
                return Err(WriteFailure::Format(format!("more than {} rows", MOST_ROWS - 1)));
            }
            for (column, cell) in (0_u16..).zip(row) {
                let kind = self.kind(usize::from(column));
                put(sheet, number, column, as_kind(cell, kind), kind, &formats).map_err(failure)?;
            }
        }
        if let Some(last) = u16::try_from(self.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
            sheet.autofilter(0, 0, number, last).map_err(failure)?;
        }
        workbook.save_to_writer(out).map_err(failure)
    }

    fn lay_out(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        sheet.set_name(sheet_name(&self.title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (index, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(index, width(column))?;
        }
        for (index, column) in (0_u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, index, cut(&protect(&column.title)), &formats.header)?;
        }
        Ok(())
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    kind: Kind,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(&protect(&text)), &formats.text),
        Cell::Number(number) if kind == Kind::Integer => {
            sheet.write_number_with_format(row, column, number, &formats.integer)
        }
        Cell::Number(number) => sheet.write_number(row, column, number),
        Cell::Date(date) => sheet.write_datetime_with_format(row, column, date, &formats.date),
        Cell::DateTime(moment) => sheet.write_datetime_with_format(row, column, moment, &formats.date_time),
        Cell::Time(time) => sheet.write_datetime_with_format(row, column, time, &formats.time),
        Cell::Bool(value) => sheet.write_boolean(row, column, value),
        Cell::Error(error) => sheet.write_string_with_format(row, column, error.as_str(), &formats.text),
    }?;
    Ok(())
}

fn cut(text: &str) -> String {
    let mut length = 0;
    text.chars()
        .take_while(|character| {
            length += character.len_utf16();
            length <= LONGEST_TEXT
        })
        .collect()
}

fn failure(error: XlsxError) -> WriteFailure {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => WriteFailure::Io(error),
        other => WriteFailure::Format(other.to_string()),
    }
}
