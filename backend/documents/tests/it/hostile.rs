//! Files that are wrong, by accident or on purpose: each is refused with a reason and a remedy, none makes us panic.

use std::io::{Cursor, Write};

use documents::{Cell, Limits, Note, Refusal};
use zip::write::SimpleFileOptions;

use crate::build::{ods, xlsx, xlsx_with, zip};
use crate::{bytes, codes, read, text};

fn code(bytes: &[u8]) -> &'static str {
    let refusal = read(bytes, "x.xlsx").unwrap_err();
    assert!(refusal.fr().len() > 40 && refusal.en().len() > 40);
    refusal.code()
}

/// Noise that is the same every time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn an_empty_file_is_refused() {
    for empty in ["", " \r\n\t", "\u{feff}", "\u{feff}\n", ";;;\n;;\n", "sep=;\n"] {
        assert_eq!(code(empty.as_bytes()), "documents.empty", "{empty:?}");
    }
    assert_eq!(code(&xlsx("")), "documents.empty");
    assert_eq!(code(&ods("")), "documents.empty");
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_its_name() {
    let found = |bytes: &[u8]| match read(bytes, "x.xlsx") {
        Err(Refusal::NotASpreadsheet { found }) => found.unwrap_or_default(),
        other => panic!("{other:?}"),
    };
    assert_eq!(found(b"%PDF-1.7\n%\xe2\xe3"), "application/pdf");
    assert_eq!(found(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"), "image/png");
    assert_eq!(found(&noise(5_000)), "");
    assert_eq!(found(&zip(&[("word/document.xml", "<w/>"), ("[Content_Types].xml", "<x/>")])), "docx");
    assert_eq!(found(&zip(&[("photo.jpg", "x")])), "application/zip");
    assert_eq!(
        found(&zip(&[("mimetype", "application/vnd.oasis.opendocument.text")])),
        "application/vnd.oasis.opendocument.text"
    );
    assert_eq!(code(b"<html><table><tr><td>a</td></tr></table></html>"), "documents.web_page");
    assert_eq!(code(b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>"), "documents.web_page");
    assert_eq!(code(&zip(&[("xl/workbook.bin", "x")])), "documents.other_format");
    assert_eq!(code(&[0x09, 0x08, 0x08, 0x00, 0x00, 0x05]), "documents.other_format");
}

#[test]
fn the_content_is_believed_and_not_the_extension() {
    let workbook = read(&bytes("suivi-membres-2016.xlsx"), "liste.xls").unwrap();
    assert_eq!(codes(&workbook.notes), ["documents.name_differs"]);
    let workbook = read(b"a;b\n1;2\n", "liste.XLSX").unwrap();
    assert!(matches!(&workbook.notes[0], Note::NameDiffers { extension, .. } if extension == "xlsx"));
    assert!(read(b"a;b\n1;2\n", "liste").unwrap().notes.is_empty());
}

#[test]
fn a_truncated_file_is_refused_wherever_it_is_cut() {
    for name in ["suivi-membres-2016.xlsx", "etablissements.ods", "relais-de-quartier.xls"] {
        let whole = bytes(name);
        for tenth in 1..10 {
            let refusal = read(&whole[..whole.len() * tenth / 10], name).map(|workbook| workbook.sheets.len());
            assert_eq!(refusal.map_err(|refusal| refusal.code()), Err("documents.damaged"), "{name} {tenth}/10");
        }
    }
}

#[test]
fn a_file_damaged_anywhere_never_makes_us_panic() {
    for name in ["suivi-membres-2016.xlsx", "etablissements.ods", "relais-de-quartier.xls", "injection-formules.csv"] {
        let whole = bytes(name);
        for (round, place) in noise(120).iter().enumerate() {
            let mut damaged = whole.clone();
            let at = (usize::from(*place) * whole.len() / 256 + round * 37) % whole.len();
            for (offset, byte) in noise(8 + round % 16).into_iter().enumerate() {
                if let Some(target) = damaged.get_mut(at + offset) {
                    *target = byte;
                }
            }
            // Read or refused: both are answers.
            let _ = read(&damaged, name);
        }
    }
}

#[test]
fn xls_records_damaged_anywhere_never_make_us_panic() {
    // Bytes of the records themselves rather than of the compound file around them.
    let whole = bytes("relais-de-quartier.xls");
    for at in (512..whole.len()).step_by(11) {
        let mut damaged = whole.clone();
        damaged[at] = 0xff;
        let _ = read(&damaged, "x.xls");
    }
}

#[test]
fn a_zip_bomb_is_refused_by_what_it_declares_and_by_what_it_expands_to() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["[Content_Types].xml", "xl/workbook.xml"] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        for _ in 0..40 {
            writer.write_all(&[b' '; 1 << 20]).unwrap();
        }
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 200_000);
    assert_eq!(code(&bomb), "documents.expansion");

    // The same, lying about its sizes in the directory and in front of each part.
    let mut lying = bomb.clone();
    let size = (40_u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, window)| *window == size).map(|(at, _)| at).collect();
    assert!(places.len() >= 2);
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let limits = Limits { expanded_bytes: 1 << 20, ..Limits::default() };
    let refusal = documents::read(&lying, "x.xlsx", &limits).unwrap_err();
    assert!(matches!(refusal, Refusal::Expansion { .. } | Refusal::Damaged { .. }), "{refusal:?}");
}

#[test]
fn expansion_is_counted_over_all_parts_as_they_come_out() {
    let rows: String = (1..2_000)
        .map(|row| format!(r#"<row r="{row}"><c t="inlineStr"><is><t>{row} abc</t></is></c></row>"#))
        .collect();
    let limits = Limits { expanded_bytes: 60_000, ..Limits::default() };
    let refusal = documents::read(&xlsx(&rows), "x.xlsx", &limits).unwrap_err();
    assert_eq!(refusal.code(), "documents.expansion");
}

#[test]
fn a_text_without_end_is_refused_before_it_fills_the_memory() {
    let text = "x".repeat(3 << 20);
    assert_eq!(
        code(&xlsx(&format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>"))),
        "documents.expansion"
    );
}

#[test]
fn too_many_parts_are_refused() {
    let names: Vec<String> = (0..2_100).map(|number| format!("a{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(code(&zip(&parts)), "documents.too_many_parts");
}

#[test]
fn a_part_named_like_a_path_out_of_the_file_is_refused() {
    for name in ["../../etc/passwd", "/etc/passwd", "xl/../../x", "..\\..\\x", "C:\\x"] {
        assert_eq!(code(&xlsx_with("<sheetData/>", "", &[(name, "x")])), "documents.path_in_name", "{name}");
    }
}

#[test]
fn an_encrypted_workbook_is_refused_with_the_remedy() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage").unwrap().write_all(&noise(4_096)).unwrap();
    let encrypted = file.into_inner().into_inner();
    assert_eq!(code(&encrypted), "documents.encrypted");
    assert!(Refusal::Encrypted.fr().contains("mot de passe"));

    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let records = [[0x09, 0x08, 0x04, 0, 0, 6, 5, 0], [0x2f, 0, 0x04, 0, 1, 0, 0, 0]].concat();
    file.create_stream("/Workbook").unwrap().write_all(&records).unwrap();
    assert_eq!(code(&file.into_inner().into_inner()), "documents.encrypted");

    let manifest = r#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "x"),
    ];
    assert_eq!(code(&zip(&parts)), "documents.encrypted");
}

#[test]
fn nested_entities_are_refused_and_unknown_ones_expand_to_nothing() {
    let strings = r#"<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><sst><si><t>&b;&c;</t></si></sst>"#;
    let bytes = xlsx_with("<sheetData/>", "", &[("xl/sharedStrings.xml", strings)]);
    assert_eq!(code(&bytes), "documents.entities");
    let workbook =
        read(&xlsx(r#"<row r="1"><c t="inlineStr"><is><t>a&inconnue;b</t></is></c></row>"#), "x.xlsx").unwrap();
    assert_eq!(text(&workbook.sheets[0], 1, 0), "ab");
}

#[test]
fn a_gigantic_declared_dimension_costs_nothing() {
    let data = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let workbook = read(&xlsx_with(data, "", &[]), "x.xlsx").unwrap();
    assert_eq!(workbook.sheets[0].rows.len(), 2);
    assert_eq!(workbook.sheets[0].rows[1].number, 1_048_576);
}

#[test]
fn rows_columns_and_cells_beyond_the_limits_are_refused_with_their_place() {
    let rows: String = (1..=30).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#)).collect();
    let limits = Limits { rows: 20, ..Limits::default() };
    let refusal = documents::read(&xlsx(&rows), "x.xlsx", &limits).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyRows { sheet: "Feuil1".into(), limit: 20 });

    let stray = xlsx(r#"<row r="12"><c r="XFD12"><v>1</v></c></row>"#);
    let refusal = read(&stray, "x.xlsx").unwrap_err();
    assert_eq!(refusal, Refusal::TooManyColumns { sheet: "Feuil1".into(), cell: "XFD12".into(), limit: 200 });
    assert!(refusal.fr().contains("XFD12"));

    let wide = format!("{}\n", "a;".repeat(300));
    assert_eq!(code(wide.as_bytes()), "documents.too_many_columns");

    let limits = Limits { cells: 10, ..Limits::default() };
    assert_eq!(documents::read(&xlsx(&rows), "x.xlsx", &limits).unwrap_err().code(), "documents.too_many_cells");

    let limits = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(documents::read(&xlsx(&rows), "x.xlsx", &limits).unwrap_err().code(), "documents.too_big");
}

#[test]
fn one_long_text_shared_by_many_cells_is_refused_before_it_fills_the_memory() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let rows: String = (1..=1_000).map(|row| format!(r#"<row r="{row}"><c t="s"><v>0</v></c></row>"#)).collect();
    let data = format!("<sheetData>{rows}</sheetData>");
    assert_eq!(code(&xlsx_with(&data, "", &[("xl/sharedStrings.xml", &strings)])), "documents.too_many_cells");
}

#[test]
fn an_ods_that_repeats_a_value_for_ever_is_refused() {
    let row = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(code(&ods(row)), "documents.too_many_rows");
    let cell = r#"<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(code(&ods(cell)), "documents.too_many_columns");
}

#[test]
fn a_nul_in_a_cell_of_text_is_a_character_like_another() {
    let workbook = read(b"Structure;Ville\nMairie\0;Barr\nAsso;Vill\xc3\xa9\n", "x.csv").unwrap();
    assert_eq!(workbook.sheets[0].rows[1].cell(0), &Cell::Text("Mairie\0".into()));
}
