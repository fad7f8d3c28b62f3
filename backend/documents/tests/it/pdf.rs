//! Leaflets and paper for a room: held to PDF/UA-1 by whoever sets them, leaflets on two pages while they fit, the same
//! bytes for the same data, and whole whatever people typed.

use documents::{
    pdf::{Certificates, Code, Form, Grid, Label, Labels, Leaflet, Part, Picture, Roster, Sign},
    prose,
};

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0,
    0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn leaflet(words: usize) -> Leaflet {
    let text = "Chaque été, la fête du village laissait vingt sacs de gobelets. ".repeat(words.div_ceil(11));
    let part = |group: &str, title: &str, text: &str| Part {
        group: group.to_owned(),
        title: title.to_owned(),
        blocks: prose::read(text),
        ..Part::default()
    };
    let counted = Grid {
        head: ["Indicateur", "2025", "2026"].map(str::to_owned).to_vec(),
        rows: vec![["Gobelets lavés", "800", "1\u{202f}200"].map(str::to_owned).to_vec()],
    };
    Leaflet {
        language: "fr".into(),
        over: "Partage d’expérience".into(),
        title: "Une fête sans vaisselle jetable".into(),
        author: "Amicale du four à pain".into(),
        summary: "Mille deux cents gobelets lavés sur place.".into(),
        keywords: vec!["Fêtes".into()],
        brand: "#0F5C43".into(),
        spark: "#F3B73B".into(),
        picture: Some(Picture { bytes: PNG.to_vec(), alt: "Le comptoir propre".into(), credit: String::new() }),
        parts: vec![
            part("", "Contexte", &text),
            Part { table: Some(counted), ..part("Objectifs et résultats", "Résultats quantitatifs", "") },
            part(
                "Mise en œuvre",
                "Description de l’action",
                "### Le comptoir\n1. **Laver**\n2. [Ranger](https://a.example)",
            ),
        ],
        facts: vec![("Contact".into(), "Mireille Kern".into())],
        figures: vec![("1\u{202f}200".into(), "Gobelets lavés".into())],
        code: Code {
            url: "https://club.example/fiches/1".into(),
            shown: "club.example/fiches/1".into(),
            alt: "Code QR de la page".into(),
            words: "La fiche en ligne".into(),
        },
        foot: "Le Fil vert".into(),
    }
}

/// What stands in a document outside its packed streams.
fn open(bytes: &[u8]) -> String {
    assert!(bytes.starts_with(b"%PDF-1.7"));
    String::from_utf8_lossy(bytes).into_owned()
}

fn pages(bytes: &[u8]) -> usize {
    let told = open(bytes);
    let (_, rest) = told.split_once("<xmpTPg:NPages>").unwrap();
    rest.split('<').next().unwrap().parse().unwrap()
}

#[test]
fn a_leaflet_is_tagged_and_names_its_language_and_its_pictures() {
    for form in [Form::Pages, Form::Poster] {
        let bytes = leaflet(300).set(form).unwrap();
        let told = open(&bytes);
        for mark in ["<pdfuaid:part>1<", "/Lang(fr)", "/Marked true", "/DisplayDocTitle true", "/StructTreeRoot"] {
            assert!(told.contains(mark), "{form:?} has no {mark}");
        }
        assert_eq!(leaflet(300).set(form).unwrap(), bytes, "{form:?} is another each time");
    }
}

#[test]
fn it_stands_on_two_pages_until_the_text_is_too_long_for_them() {
    assert!(pages(&leaflet(20).set(Form::Pages).unwrap()) <= 2);
    assert_eq!(pages(&leaflet(1000).set(Form::Pages).unwrap()), 2);
    assert!(pages(&leaflet(3000).set(Form::Pages).unwrap()) > 2);
    assert_eq!(pages(&leaflet(3000).set(Form::Poster).unwrap()), 1);
}

#[test]
fn nothing_that_people_type_is_run_or_breaks_a_document() {
    let mut hostile = leaflet(50);
    hostile.title = "#panic(\"x\") $ [ ] \\ <a> 🎉 \u{7}𝔉 漢字 → m² @b *c* _d_ // /* `e`".into();
    hostile.summary = "#read(\"/etc/passwd\")\n\n\n\u{202e}".into();
    hostile.facts.push(("}".into(), "{".into()));
    hostile.parts.push(Part { title: "#".into(), lines: vec![String::new(), "= x".into()], ..Part::default() });
    hostile.picture = None;
    hostile.figures.clear();
    for title in [hostile.title.clone(), "漢字 🎉".to_owned()] {
        hostile.title = title;
        for form in [Form::Pages, Form::Poster] {
            assert!(hostile.set(form).is_ok(), "{form:?} of {}", hostile.title);
        }
    }
}

#[test]
fn a_picture_without_words_and_one_that_is_none_are_refused() {
    let mut one = leaflet(50);
    one.picture = Some(Picture { bytes: b"GIF?".to_vec(), alt: "Rien".into(), credit: String::new() });
    assert!(one.set(Form::Pages).is_err());
    one.picture = Some(Picture { bytes: PNG.to_vec(), alt: String::new(), credit: String::new() });
    assert!(one.set(Form::Pages).is_err());
}

fn people(count: usize, name: &str) -> Vec<Label> {
    (0..count).map(|at| Label { name: format!("{name} {at}"), under: "Repair Café".into() }).collect()
}

fn roster(rows: usize, title: &str) -> Roster {
    Roster {
        language: "fr".into(),
        over: "Le Fil vert".into(),
        title: title.into(),
        lines: vec!["mardi 8 décembre 2026".into(), title.into()],
        head: ["Nom", "Organisation", "Signature"].map(str::to_owned).to_vec(),
        widths: vec![3, 3, 2],
        rows: (0..rows).map(|at| vec![format!("Kern {at}"), title.to_owned(), String::new()]).collect(),
        brand: "#0F5C43".into(),
        foot: title.into(),
    }
}

fn sign(title: &str) -> Sign {
    Sign {
        language: "fr".into(),
        over: "Le Fil vert".into(),
        title: title.into(),
        lines: vec!["mardi 8 décembre 2026".into()],
        code: leaflet(1).code,
        brand: "#0F5C43".into(),
        spark: "#F3B73B".into(),
        foot: title.into(),
    }
}

fn labels(count: usize, title: &str) -> Labels {
    Labels {
        language: "fr".into(),
        over: "Le Fil vert".into(),
        title: title.into(),
        labels: people(count, title),
        brand: "#0F5C43".into(),
    }
}

fn certificates(count: usize, title: &str) -> Certificates {
    Certificates {
        language: "fr".into(),
        over: "Le Fil vert".into(),
        title: title.into(),
        before: "Le club atteste que".into(),
        people: people(count, title),
        lines: vec!["a participé à la réunion.".into()],
        made: "Fait le 9 décembre 2026".into(),
        signed: "Pour le club".into(),
        brand: "#0F5C43".into(),
        spark: "#F3B73B".into(),
        foot: title.into(),
    }
}

#[test]
fn paper_for_a_room_is_tagged_and_as_long_as_there_are_people() {
    let title = "Le compostage, partagé";
    let all = [
        (roster(60, title).set().unwrap(), 2..6),
        (roster(0, title).set().unwrap(), 1..2),
        (sign(title).set().unwrap(), 1..2),
        (labels(11, title).set().unwrap(), 2..3),
        (certificates(3, title).set().unwrap(), 3..4),
    ];
    for (bytes, expected) in all {
        let told = open(&bytes);
        for mark in ["<pdfuaid:part>1<", "/Lang(fr)", "/Marked true", "/StructTreeRoot"] {
            assert!(told.contains(mark), "no {mark}");
        }
        assert!(expected.contains(&pages(&bytes)), "{} pages, not {expected:?}", pages(&bytes));
    }
}

#[test]
fn nothing_that_people_type_breaks_paper_for_a_room() {
    let long = "Anne-Élisabeth ".repeat(13);
    for hostile in ["#panic(\"x\") $ [ ] \\ <a> 🎉 \u{7}𝔉 漢字 // /* `e`", "漢字 🎉", "", long.as_str()] {
        assert!(roster(3, hostile).set().is_ok(), "{hostile}");
        assert!(sign(hostile).set().is_ok(), "{hostile}");
        assert!(labels(3, hostile).set().is_ok(), "{hostile}");
        assert!(certificates(2, hostile).set().is_ok(), "{hostile}");
    }
}
