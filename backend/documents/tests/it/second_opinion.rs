//! Another reader sees the same cells in the fixtures, and reads what is written here.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, open_workbook_auto_from_rs};
use documents::{Cell, Column, Kind, Row, Sheet, Table};

use crate::{bytes, open};

fn agrees(ours: &Cell, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Cell::Empty, Data::Empty) => true,
        (Cell::Empty, Data::String(text)) => text.is_empty(),
        (Cell::Text(ours), Data::String(theirs)) => **ours == theirs.replace("\r\n", "\n"),
        (Cell::Number(ours), Data::Float(theirs)) => ours == theirs,
        #[allow(clippy::cast_precision_loss)]
        (Cell::Number(ours), Data::Int(theirs)) => *ours == *theirs as f64,
        (Cell::Bool(ours), Data::Bool(theirs)) => ours == theirs,
        (Cell::Date(ours), theirs @ (Data::DateTime(_) | Data::DateTimeIso(_))) => theirs.as_date() == Some(*ours),
        (Cell::Error(_), Data::Error(_)) => true,
        (Cell::Error(ours), Data::String(theirs)) => ours.as_str() == theirs,
        _ => false,
    }
}

fn compare(sheet: &Sheet, theirs: &calamine::Range<Data>) -> usize {
    let nothing = Row::default();
    let mut compared = 0;
    for (row, column, value) in theirs.cells() {
        let start = theirs.start().unwrap();
        let number = u32::try_from(row).unwrap() + start.0 + 1;
        let column = column + start.1 as usize;
        let ours = sheet.row(number).unwrap_or(&nothing);
        if ours.is_copied(column) {
            continue;
        }
        assert!(agrees(ours.cell(column), value), "{number}:{column} {:?} {value:?}", ours.cell(column));
        compared += 1;
    }
    compared
}

#[test]
fn every_cell_of_the_fixtures_is_what_another_reader_sees() {
    for (name, least) in
        [("suivi-membres-2016.xlsx", 5_000), ("etablissements.ods", 300), ("relais-de-quartier.xls", 150)]
    {
        let ours = open(name);
        let mut theirs = open_workbook_auto_from_rs(Cursor::new(bytes(name))).unwrap();
        let mut compared = 0;
        for sheet in &ours.sheets {
            compared += compare(sheet, &theirs.worksheet_range(&sheet.name).unwrap());
        }
        assert!(compared >= least, "{name}: {compared}");
    }
}

#[test]
fn another_reader_sees_text_where_an_identifier_was_written() {
    let table = Table::new("Membres", vec![Column::new("SIRET", Kind::Text), Column::new("Élèves", Kind::Integer)]);
    let bytes = table.xlsx([vec![Cell::Number(73282932000074.0), Cell::Number(12.0)]]).unwrap();
    let mut theirs = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let range = theirs.worksheet_range("Membres").unwrap();
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("73282932000074".into())));
    assert_eq!(range.get_value((1, 1)), Some(&Data::Float(12.0)));
}
