//! IMP-01: one table, however it was saved, gives identical rows.

use documents::{Encoding, Note};
use encoding_rs::{MACINTOSH, WINDOWS_1252};

use crate::{codes, read, table, text};

const ROWS: &str =
    "Nom;Ville;Note\r\nL’été – 5 €;Sélestat;\"un\r\ndeux; \"\"trois\"\"\"\r\n;;\r\nCœur d'Ill;Châtenois;fin\r\n";

fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    table(&read(bytes, "x.csv").unwrap().sheets[0])
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn the_same_table_in_every_encoding_gives_identical_rows() {
    let expected = rows(ROWS.as_bytes());
    assert_eq!(expected.len(), 3);
    assert_eq!(expected[1].1[2], "un\ndeux; \"trois\"");
    assert_eq!(expected[2].0, 4, "the empty row counts");

    assert_eq!(rows(format!("\u{feff}{ROWS}").as_bytes()), expected);
    assert_eq!(rows(&WINDOWS_1252.encode(ROWS).0), expected);
    let marked = format!("\u{feff}{ROWS}");
    assert_eq!(rows(&utf16(&marked, u16::to_le_bytes)), expected);
    assert_eq!(rows(&utf16(&marked, u16::to_be_bytes)), expected);
    assert_eq!(rows(&utf16(ROWS, u16::to_le_bytes)), expected, "without a mark");
    assert_eq!(rows(&utf16(&marked.replace(';', "\t"), u16::to_le_bytes))[0], expected[0], "tabs");
    assert_eq!(rows(format!("sep=;\r\n{ROWS}").as_bytes()), expected);
    assert_eq!(rows(format!("\u{feff}\"SEP=;\"\r\n{ROWS}").as_bytes()), expected);
    assert_eq!(rows(ROWS.replace("\r\n", "\n").as_bytes()), expected, "LF");
}

#[test]
fn lines_that_end_with_cr_only_are_lines() {
    assert_eq!(rows(b"a;b\r1;2\r\r3;4\r"), rows(b"a;b\n1;2\n\n3;4\n"));
}

#[test]
fn old_macintosh_and_dos_files_keep_their_accents() {
    let text = "Nom;Ville\r\nÉcole maternelle;Sélestat\r\nRégie à côté;Châtenois\r\n";
    let expected = rows(text.as_bytes());
    assert_eq!(rows(&MACINTOSH.encode(text).0), expected);
    let dos = b"Nom;Ville\r\n\x90cole maternelle;S\x82lestat\r\nR\x82gie \x85 c\x93t\x82;Ch\x83tenois\r\n";
    assert_eq!(rows(dos), expected);
    assert_eq!(read(dos, "x.csv").unwrap().encoding, Some(Encoding::Dos850));
}

#[test]
fn two_encodings_pasted_together_are_both_understood() {
    let mut bytes = "Nom;Ville\nÉté;Sélestat\nâge;Châtenois\n".as_bytes().to_vec();
    bytes.extend(b"S\xe9curit\xe9;Barr\n".iter().take(2));
    bytes.extend(b"curite;Barr\n");
    let workbook = read(&bytes, "x.csv").unwrap();
    assert_eq!(text(&workbook.sheets[0], 4, 0), "Sécurite");
    assert_eq!(codes(&workbook.notes), ["documents.mixed_encodings"]);
}

#[test]
fn a_double_encoding_is_said_with_what_it_should_have_been_and_left_as_it_is() {
    let workbook = read("Nom;Ville\nMairie;SÃ©lestat\nMairie;Barr\n".as_bytes(), "x.csv").unwrap();
    assert_eq!(text(&workbook.sheets[0], 2, 1), "SÃ©lestat");
    let expected = Note::DoubleEncoding { rows: vec![2], example: "SÃ©lestat".into(), corrected: "Sélestat".into() };
    assert_eq!(workbook.sheets[0].notes, [expected]);
    assert_eq!(documents::undo_double_encoding("Ã‚ge, lâ€™Å“uvre"), Some("Âge, l’œuvre".to_owned()));
    assert_eq!(documents::undo_double_encoding("Âge, l’œuvre, Łódź"), None);
}

#[test]
fn the_separator_is_sniffed_outside_quotes() {
    let of = |text: &str| read(text.as_bytes(), "x.csv").unwrap().separator;
    assert_eq!(of("a;b;c\n\"1,2,3,4\";\"x,y\";z\n0,2;1,5;2,5\n"), Some(';'));
    assert_eq!(of("a,b,c\n\"1;2\",\"x;y\",z\n1,2,3\n"), Some(','));
    assert_eq!(of("a\tb\n1, 2\t3\n"), Some('\t'));
    assert_eq!(of("a|b|c\n1|2|3\n"), Some('|'));
    assert_eq!(of("Liste\nBarr\nVillé\n"), None, "one column");
    assert_eq!(of("Liste des membres 2016, à jour\n\na;b;c\n1;2;3\n4;5;6\n"), Some(';'), "a title with a comma");
    assert_eq!(of("poids;nom\n0,2;a\n1,5;b\n"), Some(';'), "a decimal comma in every row");
}

#[test]
fn a_quotation_mark_never_closed_swallows_nothing() {
    let workbook = read(b"a;b\n1;\"oubli\n2;x\n3;y\n", "x.csv").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.rows.len(), 4);
    assert_eq!(text(sheet, 2, 1), "\"oubli");
    assert_eq!(sheet.notes, [Note::UnclosedQuote { row: 2 }]);
}

#[test]
fn a_last_line_without_end_and_a_quote_inside_a_field_are_read() {
    let workbook = read(b"a;b\nl'\"Orange\";2\n\"x\"y;3", "x.csv").unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!([text(sheet, 2, 0), text(sheet, 3, 0), text(sheet, 3, 1)], ["l'\"Orange\"", "xy", "3"]);
}
