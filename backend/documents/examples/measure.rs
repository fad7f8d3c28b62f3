//! Writes and reads 100,000 rows of 17 columns, and prints the time and the most memory the process ever had.
//!
//! `cargo run --release -p documents --example measure [xlsx|csv|ods]`; one format a run, so that each peak is its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use documents::{Cell, Column, CsvProfile, Kind, Limits, Table, read};

const ROWS: u32 = 100_000;
const COLUMNS: usize = 17;

fn main() -> Result<(), Box<dyn Error>> {
    let format = std::env::args().nth(1).unwrap_or_else(|| "xlsx".to_owned());
    let started = Instant::now();
    let bytes = match format.as_str() {
        "csv" => table().csv(CsvProfile::ExcelFrance, rows())?,
        "ods" => ods()?,
        _ => table().xlsx(rows())?,
    };
    println!("written: {} MB in {:?}, peak {}", bytes.len() >> 20, started.elapsed(), peak());

    let limits = Limits { bytes: 40 << 20, ..Limits::default() };
    let started = Instant::now();
    let workbook = read(&bytes, &format!("measure.{format}"), &limits)?;
    let elapsed = started.elapsed();
    let cells: usize = workbook.sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.cells.len()).sum();
    println!("read: {cells} cells in {elapsed:?}, peak {}", peak());
    Ok(())
}

fn table() -> Table {
    let columns = (0..COLUMNS).map(|column| match column {
        0 => Column::new("N°", Kind::Integer),
        10 => Column::new("Adhésion", Kind::Date),
        column => Column::new(format!("Colonne {column}"), Kind::Text),
    });
    Table::new("Mesure", columns.collect())
}

fn rows() -> impl Iterator<Item = Vec<Cell>> {
    (0..ROWS).map(|number| (0..COLUMNS).map(|column| cell(number, column)).collect())
}

fn cell(number: u32, column: usize) -> Cell {
    let first = NaiveDate::from_ymd_opt(2014, 1, 1).unwrap_or_default();
    match column {
        0 => Cell::Number(f64::from(number)),
        1 => Cell::Text(format!("Association du Four à Pain numéro {number}").into()),
        2 => Cell::Text("Association".into()),
        3 => Cell::Text("Sélestat".into()),
        4 => Cell::Text("67600".into()),
        7 => Cell::Text(format!("contact@four-{number}.example").into()),
        8 => Cell::Text(format!("03 53 {:02} {:02} {:02}", number / 10_000, number / 100 % 100, number % 100).into()),
        10 => Cell::Date(first + Days::new(u64::from(number % 4_000))),
        15 => Cell::Text(format!("999{number:011}").into()),
        12 | 16 => Cell::Empty,
        column => Cell::Text(format!("{column}-{}", number % 500).into()),
    }
}

/// The same rows as LibreOffice would write them.
fn ods() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("mimetype", options)?;
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")?;
    zip.start_file("content.xml", options)?;
    zip.write_all(br#"<office:document-content><office:spreadsheet><table:table table:name="Mesure">"#)?;
    for row in rows() {
        zip.write_all(b"<table:table-row>")?;
        for cell in row {
            match cell {
                Cell::Empty => zip.write_all(b"<table:table-cell/>")?,
                Cell::Number(number) => write!(
                    zip,
                    r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
                )?,
                cell => write!(
                    zip,
                    r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                    cell.text()
                )?,
            }
        }
        zip.write_all(b"</table:table-row>")?;
    }
    zip.write_all(b"</table:table></office:spreadsheet></office:document-content>")?;
    Ok(zip.finish()?.into_inner())
}

/// The line that Linux keeps for it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
