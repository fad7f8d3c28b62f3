//! Written, then read again.

use chrono::NaiveDate;
use documents::{Cell, Column, CsvProfile, Format, Kind, Table, unprotect};

use crate::{read, text};

fn table() -> Table {
    Table::new(
        "Membres / 2016 : [tous] — export complet",
        vec![
            Column::new("Structure", Kind::Text),
            Column::new("SIRET", Kind::Text),
            Column::new("Adhésion", Kind::Date),
            Column::new("Habitants", Kind::Integer),
            Column::new("Poids (kg)", Kind::Decimal),
            Column::new("Charte", Kind::Boolean),
            Column::new("Vu le", Kind::DateTime).width(20.0),
        ],
    )
}

fn row(name: &str) -> Vec<Cell> {
    let day = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    vec![
        Cell::from_text(name),
        Cell::Text("00012345600012".into()),
        Cell::Date(day),
        Cell::Number(19_300.0),
        Cell::Number(0.2),
        Cell::Bool(true),
        Cell::DateTime(day.and_hms_opt(18, 30, 0).unwrap()),
    ]
}

const HARD: [&str; 9] =
    ["Mairie", "=1+1", "+33 3 53 01 98 01", "-2", "@x", "\t=1", "a;b,\"c\"\nd", "'=1", "\u{1f331} œuvre _x0041_"];

#[test]
fn an_xlsx_gives_back_every_value_and_type() {
    let bytes = table().xlsx(HARD.map(row)).unwrap();
    let workbook = read(&bytes, "export.xlsx").unwrap();
    assert_eq!(workbook.format, Format::Xlsx);
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.name, "Membres   2016    tous  — expor");
    assert_eq!(text(sheet, 1, 4), "Poids (kg)");
    for (number, name) in (2..).zip(HARD) {
        assert_eq!(unprotect(&text(sheet, number, 0)), name);
        assert_eq!(sheet.row(number).unwrap().cells[1..], row(name)[1..]);
    }
    assert!(!sheet.rows.iter().any(|row| row.cell(0).text().starts_with(['=', '+', '-', '@', '\t'])));
}

#[test]
fn an_xlsx_has_its_header_frozen_a_filter_widths_and_french_dates() {
    let bytes = table().xlsx([row("Mairie")]).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let sheet = part("xl/worksheets/sheet1.xml");
    for expected in [r#"ySplit="1""#, r#"state="frozen""#, r#"<autoFilter ref="A1:G2""#, "<cols>"] {
        assert!(sheet.contains(expected), "{expected}");
    }
    assert!(part("xl/styles.xml").contains("dd/mm/yyyy"));
}

#[test]
fn an_ods_gives_back_every_value_and_type() {
    let mut bytes = std::io::Cursor::new(Vec::new());
    table().write_ods(HARD.map(row), &mut bytes).unwrap();
    let workbook = read(bytes.get_ref(), "export.ods").unwrap();
    assert_eq!(workbook.format, Format::Ods);
    let sheet = &workbook.sheets[0];
    assert_eq!(text(sheet, 1, 4), "Poids (kg)");
    for (number, name) in (2..).zip(HARD) {
        assert_eq!(unprotect(&text(sheet, number, 0)), name);
        assert_eq!(sheet.row(number).unwrap().cells[1..], row(name)[1..]);
    }
    assert!(!sheet.rows.iter().any(|row| row.cell(0).text().starts_with(['=', '+', '-', '@', '\t'])));
    let mut archive = zip::ZipArchive::new(bytes).unwrap();
    // The first entry, stored: by it a system knows the file.
    let first = archive.by_index(0).unwrap();
    assert_eq!((first.name(), first.compression()), ("mimetype", zip::CompressionMethod::Stored));
}

#[test]
fn a_csv_for_excel_in_france_opens_right_by_a_double_click() {
    let bytes = table().csv(CsvProfile::ExcelFrance, [row("=1+1")]).unwrap();
    let expected = "\u{feff}Structure;SIRET;Adhésion;Habitants;Poids (kg);Charte;Vu le\r\n'=1+1;00012345600012;31/12/2024;19300;0,2;oui;31/12/2024 18:30:00\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn an_open_csv_is_iso_with_commas_and_no_mark() {
    let bytes = table().csv(CsvProfile::Open, [row("+33")]).unwrap();
    let expected = "Structure,SIRET,Adhésion,Habitants,Poids (kg),Charte,Vu le\r\n'+33,00012345600012,2024-12-31,19300,0.2,true,2024-12-31T18:30:00\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn a_csv_gives_back_every_text_in_both_profiles() {
    for profile in [CsvProfile::ExcelFrance, CsvProfile::Open] {
        let bytes = table().csv(profile, HARD.map(row)).unwrap();
        let workbook = read(&bytes, "export.csv").unwrap();
        for (number, name) in (2..).zip(HARD) {
            assert_eq!(unprotect(&text(&workbook.sheets[0], number, 0)), name);
        }
    }
}

#[test]
fn an_xlsx_keeps_its_rows_in_the_folder_it_is_given() {
    let folder = std::env::temp_dir();
    let given = |path: &std::path::Path| table().scratch(path).xlsx([row("Mairie")]);
    assert!(given(&folder).is_ok());
    let nowhere = given(&folder.join("no such folder")).unwrap_err();
    assert!(matches!(nowhere, documents::WriteFailure::Io(_)), "{nowhere}");
}

#[test]
fn a_title_that_excel_would_refuse_is_made_a_sheet_name() {
    for (title, name) in
        [("", "Export"), ("History", "Export"), ("'a'", "a"), ("[x]*?", "x"), (&"é".repeat(40), &"é".repeat(31))]
    {
        let bytes = Table::new(title, vec![Column::new("a", Kind::Text)]).xlsx([vec![Cell::from_text("b")]]).unwrap();
        assert_eq!(read(&bytes, "x.xlsx").unwrap().sheets[0].name, name);
    }
}

#[test]
fn a_text_too_long_for_excel_is_cut_and_the_rest_is_written() {
    let bytes =
        Table::new("t", vec![Column::new("a", Kind::Text)]).xlsx([vec![Cell::from_text(&"é".repeat(40_000))]]).unwrap();
    assert_eq!(text(&read(&bytes, "x.xlsx").unwrap().sheets[0], 2, 0).chars().count(), 32_767);
}
