//! `suivi-membres-2016.xlsx`.

use documents::{Cell, Format, Merge, Note};

use crate::{open, text};

const NAME: usize = 1;
const KIND: usize = 2;
const COMMUNE: usize = 3;
const POSTAL_CODE: usize = 4;
const SIRET: usize = 15;

#[test]
fn three_sheets_are_found_and_the_first_visible_one_is_proposed() {
    let workbook = open("suivi-membres-2016.xlsx");
    assert_eq!(workbook.format, Format::Xlsx);
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Membres 2016", "Prospects", "notes"]);
    assert_eq!(workbook.first_visible().unwrap().0, 0);
    assert!(workbook.notes.is_empty(), "{:?}", workbook.notes);
}

#[test]
fn rows_have_the_numbers_that_people_see_and_309_of_them_hold_data() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    assert_eq!(text(sheet, 4, NAME).replace('\n', " "), "Structure");
    assert_eq!(text(sheet, 6, 0), "1");
    assert_eq!(text(sheet, 324, NAME), "Papeterie du Grand Détour");
    let data = sheet
        .rows
        .iter()
        .filter(|row| (6..=324).contains(&row.number) && !row.cell(NAME).is_blank() && !row.is_blank());
    assert_eq!(data.count(), 309);
    assert_eq!(workbook.sheets[1].rows.len(), 19);
}

#[test]
fn an_empty_row_is_a_gap_and_a_row_of_blanks_is_blank() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    let mut empty: Vec<u32> = sheet.empty_rows().collect();
    empty.extend(sheet.rows.iter().filter(|row| row.is_blank()).map(|row| row.number));
    empty.sort_unstable();
    let expected = [43, 98, 159, 222, 234, 262, 295];
    let between: Vec<u32> = empty.into_iter().filter(|number| (6..=324).contains(number)).collect();
    assert_eq!(between, expected);
}

#[test]
fn a_hidden_row_is_read_and_said() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    assert!(sheet.row(176).unwrap().hidden);
    assert!(text(sheet, 176, NAME).to_lowercase().contains("vergers anciens le sureau bavard"));
    assert!(sheet.notes.contains(&Note::HiddenRows { rows: vec![176] }));
}

#[test]
fn a_value_typed_once_for_two_merged_rows_is_copied_down_and_said() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    for (row, kind, commune, postal_code) in [
        (162, "Association", "Kintzheim", "67600"),
        (231, "Collectivité", "Kertzfeld", "67230"),
        (280, "Entreprise", "VILLE", "67220"),
    ] {
        let found = [KIND, COMMUNE, POSTAL_CODE].map(|column| text(sheet, row, column));
        assert_eq!(found, [kind, commune, postal_code], "row {row}");
        let cells = sheet.row(row).unwrap();
        assert!(cells.is_copied(KIND) && !cells.is_copied(NAME));
        assert_eq!(text(sheet, row, 5), text(sheet, row - 1, 5), "the address too");
    }
    let note = Note::MergedDown { first_row: 161, last_row: 162, column: 3 };
    assert!(sheet.notes.contains(&note));
    assert_eq!(note.fr(), "Cellules fusionnées D161:D162 : la valeur a été recopiée vers le bas.");
    assert!(sheet.merges.contains(&Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 16 }));
}

#[test]
fn a_siret_typed_as_a_number_is_intact_as_text() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    assert!(matches!(sheet.row(323).unwrap().cell(SIRET), Cell::Number(_)));
    assert_eq!(text(sheet, 323, SIRET), "99900334600023");
    let sirets = sheet.rows.iter().filter(|row| row.number > 5 && row.number < 325);
    let digits = sirets.filter(|row| {
        let text = row.cell(SIRET).text();
        text.chars().filter(|character| !character.is_whitespace()).count() == 14
    });
    // 156 members have one, and row 117 repeats one of them.
    assert_eq!(digits.count(), 157);
}

#[test]
fn rows_of_one_colour_are_listed() {
    let workbook = open("suivi-membres-2016.xlsx");
    let rows_of = |name: &str| -> Vec<Vec<u32>> {
        let notes = workbook.sheets[0].notes.iter();
        notes
            .filter_map(|note| match note {
                Note::Coloured { colour, rows } if colour.name_fr() == name => Some(rows.clone()),
                _ => None,
            })
            .collect()
    };
    assert_eq!(rows_of("orange"), [vec![11, 40, 70, 101, 130, 160, 189, 218, 250, 281, 311]]);
    assert!(rows_of("vert").contains(&vec![17, 55, 92, 131, 169, 206, 246, 285, 323]));
    assert_eq!(rows_of("gris"), [vec![47, 110, 172, 236, 300]]);
}

#[test]
fn real_dates_are_dates_and_there_are_130_of_them() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    let joined = 10;
    let members = || sheet.rows.iter().filter(|row| (6..=324).contains(&row.number) && !row.cell(NAME).is_blank());
    let dates = members().filter(|row| matches!(row.cell(joined), Cell::Date(_))).count();
    let texts = members().filter(|row| matches!(row.cell(joined), Cell::Text(_))).count();
    // 119 whole dates typed as text, and 60 months.
    assert_eq!((dates, texts), (130, 179));
}

#[test]
fn a_formula_is_its_last_value_and_said() {
    let workbook = open("suivi-membres-2016.xlsx");
    let sheet = &workbook.sheets[0];
    let total = sheet.row(326).unwrap();
    assert_eq!(total.cell(KIND), &Cell::Number(76.0));
    assert!(total.is_computed(KIND) && !total.is_computed(NAME));
    assert!(sheet.notes.contains(&Note::Computed { columns: vec![2, 11], cells: 2 }));
}
