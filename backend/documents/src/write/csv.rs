//! csv for Excel in France, and csv for everything else.

use std::io::Write;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::{Kind, Table, WriteFailure, as_kind};
use crate::cell::number_text;
use crate::{Cell, protect};

/// For whom a csv is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvProfile {
    /// UTF-8 with BOM, `;`, CRLF, `31/12/2024`, decimal comma, `oui`/`non`: opens right by a double click.
    ExcelFrance,
    /// UTF-8 without BOM, `,`, CRLF (RFC 4180), ISO 8601, decimal point, `true`/`false`.
    Open,
}

impl CsvProfile {
    fn field(self, cell: &Cell) -> String {
        match (self, cell) {
            (Self::ExcelFrance, Cell::Number(number)) => number_text(*number).replace('.', ","),
            (Self::ExcelFrance, Cell::Date(date)) => date.format("%d/%m/%Y").to_string(),
            (Self::ExcelFrance, Cell::DateTime(moment)) => moment.format("%d/%m/%Y %H:%M:%S").to_string(),
            (Self::ExcelFrance, Cell::Bool(value)) => if *value { "oui" } else { "non" }.to_owned(),
            (_, Cell::Text(text)) => protect(text).into_owned(),
            (_, cell) => cell.text().into_owned(),
        }
    }
}

impl Table {
    /// The whole csv in memory, as [`Table::write_csv`] writes it.
    ///
    /// # Errors
    /// None in practice: memory does not fail to be written to.
    pub fn csv(&self, profile: CsvProfile, rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>, WriteFailure> {
        let mut bytes = Vec::new();
        self.write_csv(profile, rows, &mut bytes)?;
        Ok(bytes)
    }

    /// Writes the titles, then each row as it comes.
    ///
    /// # Errors
    /// What `out` fails with.
    pub fn write_csv(
        &self,
        profile: CsvProfile,
        rows: impl IntoIterator<Item = Vec<Cell>>,
        mut out: impl Write,
    ) -> Result<(), WriteFailure> {
        if profile == CsvProfile::ExcelFrance {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let delimiter = if profile == CsvProfile::ExcelFrance { b';' } else { b',' };
        let mut writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .flexible(true)
            .from_writer(out);
        write(&mut writer, self.columns.iter().map(|column| protect(&column.title).into_owned()))?;
        for row in rows {
            let fields = row.into_iter().enumerate().map(|(column, cell)| {
                let cell = as_kind(cell, self.columns.get(column).map_or(Kind::Text, |column| column.kind));
                profile.field(&cell)
            });
            write(&mut writer, fields)?;
        }
        writer.flush()?;
        Ok(())
    }
}

fn write<W: Write>(writer: &mut csv::Writer<W>, fields: impl Iterator<Item = String>) -> Result<(), WriteFailure> {
    writer.write_record(fields).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => WriteFailure::Io(error),
        other => WriteFailure::Format(format!("{other:?}")),
    })
}
