//! What people see of a sheet beside its values, in each format: hidden, merged, filled.

use std::io::{Cursor, Write};

use documents::{Cell, Colour, Note};

use crate::build::{xlsx_with, zip};
use crate::{read, text};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// An Excel 97 workbook of one sheet, its shared texts cut in the middle of a word between two records.
fn xls(properties: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = record(0x0809, &words(&[0x0600, 5]));
    // Three texts: "Mairie de", then "Sélestat" whose last letters come as wide characters in the next record, "x".
    let first =
        [&3_u32.to_le_bytes()[..], &3_u32.to_le_bytes(), &[9, 0, 0], b"Mairie de", &[8, 0, 0], b"S\xe9les"].concat();
    let second = [&[1][..], &words(&[0x74, 0x61, 0x74]), &[1, 0, 0], b"x"].concat();
    // Two styles: plain, and a solid fill of palette colour 52 (orange) that shows dates.
    let plain = record(0x00e0, &[0; 20]);
    let mut look = [0_u8; 20];
    look[2] = 14;
    look[17] = 1 << 2;
    look[18] = 52;
    let styles = [plain, record(0x00e0, &look)].concat();
    let strings = [record(0x00fc, &first), record(0x003c, &second)].concat();
    let end = record(0x000a, &[]);
    let bound_length = 4 + 4 + 2 + 2 + 4;
    let at = bof.len() + properties.len() + styles.len() + bound_length + strings.len() + end.len();
    let bound = record(0x0085, &[&u32::try_from(at).unwrap().to_le_bytes()[..], &[0, 0, 4, 0], b"Base"].concat());
    let stream = [&bof, properties, &styles, &bound, &strings, &end, &bof, sheet, &end].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

fn shared(row: u16, column: u16, style: u16, index: u16) -> Vec<u8> {
    record(0x00fd, &words(&[row, column, style, index, 0]))
}

fn formula(row: u16, column: u16, value: [u8; 8]) -> Vec<u8> {
    record(0x0006, &[&words(&[row, column, 0])[..], &value, &[0; 8]].concat())
}

#[test]
fn an_xls_tells_its_hidden_rows_merges_fills_formulas_and_texts_cut_between_records() {
    let hidden = record(0x0208, &[&words(&[2, 0, 9, 255, 0, 0])[..], &[0x20, 0, 0, 0]].concat());
    let sheet = [
        hidden,
        shared(1, 0, 1, 0),
        shared(1, 1, 0, 1),
        shared(2, 1, 0, 2),
        // 45658 as an integer of four bytes, twice: alone with the date style, and in a row of numbers.
        record(0x027e, &[&words(&[2, 2, 1])[..], &(45_658_u32 << 2 | 2).to_le_bytes()].concat()),
        record(
            0x00bd,
            &[
                &words(&[2, 3, 0])[..],
                &(250_u32 << 2 | 3).to_le_bytes(),
                &words(&[1]),
                &(41_883_u32 << 2 | 2).to_le_bytes(),
                &words(&[4]),
            ]
            .concat(),
        ),
        formula(3, 0, [2, 0, 0x07, 0, 0, 0, 0xff, 0xff]),
        formula(3, 1, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &[&words(&[3])[..], &[0], b"oui"].concat()),
        formula(3, 2, 76.0_f64.to_le_bytes()),
        record(0x0205, &[&words(&[3, 3, 0])[..], &[1, 0]].concat()),
        record(0x00e5, &words(&[1, 1, 2, 0, 0])),
    ]
    .concat();
    let workbook = read(&xls(&[], &sheet), "x.xls").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.name, "Base");
    assert_eq!([text(sheet, 2, 0), text(sheet, 2, 1), text(sheet, 3, 1)], ["Mairie de", "Sélestat", "x"]);
    assert_eq!([text(sheet, 3, 2), text(sheet, 3, 3), text(sheet, 3, 4)], ["2025-01-01", "2.5", "2014-09-01"]);
    assert_eq!([text(sheet, 4, 0), text(sheet, 4, 1), text(sheet, 4, 2)], ["#DIV/0!", "oui", "76"]);
    assert_eq!(sheet.row(4).unwrap().cell(3), &Cell::Bool(true));
    assert_eq!(text(sheet, 3, 0), "Mairie de", "merged downwards");
    assert!(sheet.row(3).unwrap().hidden && !sheet.row(2).unwrap().hidden);
    assert_eq!(sheet.row(2).unwrap().fill.map(Colour::name_fr), Some("orange"));
    assert!(sheet.notes.contains(&Note::HiddenRows { rows: vec![3] }));
    assert!(sheet.notes.contains(&Note::Computed { columns: vec![0, 1, 2], cells: 3 }));
}

#[test]
fn an_xls_that_counts_from_1904_gives_the_same_days() {
    let epoch = record(0x0022, &words(&[1]));
    let cell = record(0x027e, &[&words(&[0, 0, 1])[..], &(44_196_u32 << 2 | 2).to_le_bytes()].concat());
    let workbook = read(&xls(&epoch, &cell), "x.xls").unwrap();
    assert_eq!(text(&workbook.sheets[0], 1, 0), "2025-01-01");
    assert_eq!(workbook.notes, [Note::Epoch1904]);
}

#[test]
fn a_fill_picked_from_the_theme_is_told_with_its_tint() {
    let theme = r#"<a:theme><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:theme>"#;
    let styles = r#"<styleSheet><fills><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill></fills><cellXfs><xf fillId="9"/><xf fillId="0"/></cellXfs></styleSheet>"#;
    let data = r#"<sheetData><row r="2"><c s="1"><v>1</v></c><c s="1"><v>2</v></c><c><v>3</v></c></row><row r="3"><c s="1"><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row></sheetData>"#;
    let bytes = xlsx_with(data, "", &[("xl/theme/theme1.xml", theme), ("xl/styles.xml", styles)]);
    let workbook = read(&bytes, "x.xlsx").unwrap();
    let colour = Colour([0xa2, 0xb9, 0xe2]);
    assert_eq!(workbook.sheets[0].notes, [Note::Coloured { colour, rows: vec![2] }], "one cell does not colour a row");
    assert_eq!((colour.name_fr(), colour.hex()), ("bleu", "#a2b9e2".to_owned()));
}

#[test]
fn a_hidden_sheet_is_read_said_and_not_the_one_proposed() {
    let content = r#"<office:document-content><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Caché" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table><table:table table:name="Vu" table:style-name="ta1"><table:table-row><table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)]);
    let workbook = read(&bytes, "x.ods").unwrap();
    assert_eq!(workbook.first_visible().unwrap().1.name, "Vu");
    assert_eq!(workbook.sheets[0].notes, [Note::HiddenSheet]);
    assert_eq!(text(&workbook.sheets[0], 1, 0), "a");
}
