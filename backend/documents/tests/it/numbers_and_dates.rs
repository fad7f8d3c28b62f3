//! IMP-02 and what spreadsheets hide behind a number.

use chrono::{NaiveDate, NaiveTime};
use documents::{Cell, Note, Sheet};

use crate::build::{ods, xlsx, xlsx_with};
use crate::{codes, read, text};

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\ mmmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0&quot; jours&quot;"/></numFmts>
<fills><fill><patternFill patternType="none"/></fill></fills>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

fn styled(cells: &str, properties: &str) -> Sheet {
    let data = format!("<sheetData><row r=\"1\">{cells}</row></sheetData>");
    let bytes = xlsx_with(&data, properties, &[("xl/styles.xml", STYLES)]);
    read(&bytes, "x.xlsx").unwrap().sheets.remove(0)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_serial_shown_as_a_date_is_a_date_and_shown_otherwise_a_number() {
    let cells = r#"<c s="1"><v>45658</v></c><c s="2"><v>41883</v></c><c s="3"><v>1.5</v></c><c s="4"><v>12</v></c><c><v>45658</v></c><c s="5"><v>0.5</v></c><c s="6"><v>45658.75</v></c><c s="1"><v>60</v></c><c s="1"><v>-3</v></c><c s="1"><v>1</v></c>"#;
    let row = &styled(cells, "").rows[0];
    let expected = [
        Cell::Date(day(2025, 1, 1)),
        Cell::Date(day(2014, 9, 1)),
        Cell::Number(1.5),
        Cell::Number(12.0),
        Cell::Number(45658.0),
        Cell::Time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()),
        Cell::DateTime(day(2025, 1, 1).and_hms_opt(18, 0, 0).unwrap()),
        // 29 February 1900 never was, and there is nothing before 1900.
        Cell::Number(60.0),
        Cell::Number(-3.0),
        Cell::Date(day(1900, 1, 1)),
    ];
    assert_eq!(row.cells, expected);
}

#[test]
fn a_workbook_that_counts_from_1904_gives_the_same_days_and_says_so() {
    let bytes = xlsx_with(
        r#"<sheetData><row r="1"><c r="A1" s="1"><v>44196</v></c><c r="B1" s="1"><v>0</v></c></row></sheetData>"#,
        r#"<workbookPr date1904="1"/>"#,
        &[("xl/styles.xml", STYLES)],
    );
    let workbook = read(&bytes, "x.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].rows[0].cells, [Cell::Date(day(2025, 1, 1)), Cell::Date(day(1904, 1, 1))]);
    assert_eq!(workbook.notes, [Note::Epoch1904]);
}

#[test]
fn whole_numbers_are_written_without_exponent_nor_decimals() {
    let row = &styled(r#"<c><v>73282932000074</v></c><c><v>7.3282932000074E13</v></c><c><v>67600.0</v></c><c><v>0.2</v></c><c><v>-0</v></c>"#, "").rows[0];
    let texts: Vec<_> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    assert_eq!(texts, ["73282932000074", "73282932000074", "67600", "0.2", "0"]);
}

#[test]
fn cells_and_rows_without_reference_follow_each_other() {
    let bytes = xlsx(
        r#"<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="7"><c><v>4</v></c></row><row><c><v>5</v></c></row>"#,
    );
    let workbook = read(&bytes, "x.xlsx").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!([text(sheet, 1, 3), text(sheet, 1, 4), text(sheet, 7, 0), text(sheet, 8, 0)], ["2", "3", "4", "5"]);
}

#[test]
fn inline_and_rich_texts_entities_and_escapes_are_read() {
    let strings = "<sst><si><r><t>Mai</t></r><r><t xml:space=\"preserve\">rie </t></r><rPh><t>x</t></rPh></si></sst>";
    let relations = r#"<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>"#;
    let data = r#"<sheetData><row r="1"><c t="s"><v>0</v></c><c t="inlineStr"><is><t>R&amp;D &#233;_x000D_ _x005F_x0041_ _xyz</t></is></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c t="d"><v>2025-01-01</v></c><c t="s"><v>99</v></c><c t="str"><f>A1</f><v>=texte</v></c></row></sheetData>"#;
    let bytes =
        xlsx_with(data, "", &[("xl/sharedStrings.xml", strings), ("xl/_rels/workbook.xml.rels.bak", relations)]);
    let workbook = read(&bytes, "x.xlsx").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(text(sheet, 1, 0), "Mairie ");
    assert_eq!(text(sheet, 1, 1), "R&D é\r _x0041_ _xyz");
    assert_eq!(text(sheet, 1, 2), "#N/A");
    assert_eq!(sheet.rows[0].cell(3), &Cell::Bool(true));
    assert_eq!(sheet.rows[0].cell(4), &Cell::Date(day(2025, 1, 1)));
    assert!(sheet.rows[0].cell(5).is_empty(), "a shared text that is not there");
    assert_eq!(text(sheet, 1, 6), "=texte");
}

#[test]
fn a_formula_never_computed_is_an_empty_cell_and_said() {
    let workbook =
        read(&xlsx(r#"<row r="3"><c r="A3"><v>1</v></c><c r="B3"><f>A3*2</f></c></row>"#), "x.xlsx").unwrap();
    assert!(workbook.sheets[0].rows[0].cell(1).is_empty());
    assert_eq!(workbook.sheets[0].notes, [Note::NotComputed { rows: vec![3] }]);
}

#[test]
fn hidden_columns_are_said_and_only_those_that_hold_something() {
    let data = r#"<cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row></sheetData>"#;
    let workbook = read(&xlsx_with(data, "", &[]), "x.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].notes, [Note::HiddenColumns { columns: vec![1, 2] }]);
}

#[test]
fn ods_repeats_hidden_rows_spans_and_several_lines_are_read() {
    let bytes = ods(concat!(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>un<text:s text:c="2"/>deux</text:p><text:p>trois</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>"#,
        r#"<table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell office:value-type="boolean" office:boolean-value="true"><office:annotation><text:p>note</text:p></office:annotation><text:p>VRAI</text:p></table:table-cell></table:table-row>"#,
        r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        r#"<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="time" office:time-value="PT08H30M00S"><text:p>08:30</text:p></table:table-cell><table:table-cell/></table:table-row>"#,
        r#"<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#,
    ));
    let workbook = read(&bytes, "x.ods").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(text(sheet, 1, 0), "un  deux\ntrois");
    assert_eq!([text(sheet, 1, 1), text(sheet, 1, 2)], ["7", "7"]);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4, 1_000_005, 1_000_006]);
    assert_eq!(sheet.row(3).unwrap().cells, [Cell::Bool(true)]);
    let morning = Cell::Time(NaiveTime::from_hms_opt(8, 30, 0).unwrap());
    assert_eq!(sheet.row(1_000_006).unwrap().cell(0), &morning);
    assert_eq!(codes(&sheet.notes), ["documents.hidden_rows", "documents.merged_down"]);
    assert_eq!(sheet.notes[0], Note::HiddenRows { rows: vec![2, 3, 4] });
}
