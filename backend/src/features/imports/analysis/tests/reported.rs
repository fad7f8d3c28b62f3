//! What the report says of a file as a whole: reasons, topics, figures that agree.

use std::collections::BTreeMap;

use super::*;

fn table(text: &str) -> Workbook {
    documents::read(text.as_bytes(), "essai.csv", &Limits::default()).unwrap()
}

#[test]
fn reasons_count_the_rows_that_have_them() {
    for name in ["suivi-membres-2016.xlsx", "moitie-en-erreur.csv"] {
        let dry = dry(name);
        let of = |why: Why| dry.report.reasons.iter().filter(move |reason| reason.why == why);
        for reason in of(Why::Warning) {
            let rows = dry.rows.iter().filter(|row| {
                row.outcome != Outcome::Refused
                    && row
                        .findings
                        .problems
                        .iter()
                        .any(|one| one.severity == Severity::Warning && one.code == reason.code)
            });
            assert_eq!(reason.rows as usize, rows.count(), "{name}: {}", reason.code);
        }
        for reason in of(Why::Refused) {
            let rows = dry.rows.iter().filter(|row| {
                row.findings.problems.iter().any(|one| one.severity == Severity::Refused && one.code == reason.code)
            });
            assert_eq!(reason.rows as usize, rows.count(), "{name}: {}", reason.code);
        }
        assert!(of(Why::Warning).is_sorted_by_key(|reason| reason.rows), "{name}: the rarest is the first");
        assert!(!dry.report.reasons.iter().any(|reason| reason.fr.contains(['\'', '.'])), "{:?}", dry.report.reasons);
    }
    let dry = dry("suivi-membres-2016.xlsx");
    let words = dry.report.reasons.iter().find(|reason| reason.code == "last_contact.words").unwrap();
    assert_eq!(
        (words.rows as usize, words.fr.as_str()),
        (dry.with_problem("last_contact.words").len(), "Date au milieu de mots")
    );
}

#[test]
fn topics_to_be_made_are_told_and_can_stand_for_those_there_are() {
    let club =
        ["Compostage et biodéchets", "Éco-manifestations", "Jardinage au naturel", "Textiles", "Tri et recyclage"]
            .map(str::to_owned);
    let file = table(
        "Nom;Type;Thématiques\nLes Tilleuls;Association;tri, compostage\nLe Lien;Association;COMPOSTAGE / vannerie\nAmicale;;réparation\n",
    );
    let with = |topics: BTreeMap<String, String>| {
        dry_run_among(&file, &Choices { topics, ..Choices::default() }, &[], &territory(), &club)
    };
    let first = with(BTreeMap::new());
    let told: Vec<(&str, u32, Option<&str>)> = first
        .report
        .new_topics
        .iter()
        .map(|topic| (topic.written.as_str(), topic.rows, topic.proposal.as_deref()))
        .collect();
    // Of the refused row nothing would be made.
    assert_eq!(
        told,
        [
            ("compostage", 2, Some("Compostage et biodéchets")),
            ("tri", 1, Some("Tri et recyclage")),
            ("vannerie", 1, None)
        ]
    );
    assert_eq!(first.note("new_topics"), ["3 thématiques seront créées\u{202f}: compostage, tri, vannerie."]);
    let accepted = with(BTreeMap::from([
        ("Compostage".to_owned(), "Compostage et biodéchets".to_owned()),
        ("tri".to_owned(), "Tri et recyclage".to_owned()),
    ]));
    assert_eq!(accepted.row(2).draft.topics, ["Tri et recyclage", "Compostage et biodéchets"]);
    assert_eq!(accepted.row(3).draft.topics, ["Compostage et biodéchets", "vannerie"]);
    assert_eq!(accepted.note("new_topics"), ["Une thématique sera créée\u{202f}: vannerie."]);
    // Two words for one topic are one.
    let both =
        BTreeMap::from([("tri".to_owned(), "Textiles".to_owned()), ("compostage".to_owned(), "Textiles".to_owned())]);
    assert_eq!(with(both).row(2).draft.topics, ["Textiles"]);
}

#[test]
fn sheets_are_counted_alike_whether_chosen_or_not() {
    let workbook = fixture("suivi-membres-2016.xlsx");
    let rows = |dry: &Dry| dry.report.sheets.iter().map(|sheet| sheet.data_rows).collect::<Vec<_>>();
    let members = dry_run(&workbook, &Choices::default(), &[]);
    let prospects = dry_run(&workbook, &Choices { sheet: Some("Prospects".into()), ..Choices::default() }, &[]);
    assert_eq!(rows(&members), [309, 18, 0]);
    assert_eq!(rows(&members), rows(&prospects));
    let header_only = dry_run(&table("Nom;Type;Commune\n"), &Choices::default(), &[]);
    assert_eq!(rows(&header_only), [0]);
}

#[test]
fn several_in_a_cell_are_told_apart() {
    let file = table(
        "Nom;Type;Contact;Tél.;Mail\nLes Tilleuls;Association;Estelle MURR;03 53 01 00 39 / 06 39 98 21 74;\"mairie@barr.example ; estelle.murr@barr.example\"\n",
    );
    let dry = dry_run(&file, &Choices::default(), &[]);
    let after: Vec<(&str, &str, Option<&str>)> = dry
        .row(2)
        .findings
        .repairs
        .iter()
        .map(|repair| (repair.code.as_str(), repair.after.as_str(), repair.after_en.as_deref()))
        .collect();
    assert_eq!(
        after,
        [
            (
                "email.several",
                "mairie@barr.example (sans nom dans le fichier) ; estelle.murr@barr.example (Estelle Murr)",
                Some("mairie@barr.example (no name in the file) ; estelle.murr@barr.example (Estelle Murr)"),
            ),
            (
                "phone.several",
                "03 53 01 00 39 (téléphone) ; 06 39 98 21 74 (mobile)",
                Some("03 53 01 00 39 (phone) ; 06 39 98 21 74 (mobile)"),
            ),
        ]
    );
}

#[test]
fn communes_of_no_territory_are_counted() {
    let file = table("Nom;Type;Commune\nBarr;Commune;Barr\nVillé;Commune;Villé\nAmicale;Association;Barr\n");
    let nowhere = dry_run_among(&file, &Choices::default(), &[], &HashSet::new(), &[]);
    assert_eq!(nowhere.report.communes_without_territory, 2);
    assert_eq!(dry_run(&file, &Choices::default(), &[]).report.communes_without_territory, 0);
}

#[test]
fn columns_are_shown_by_what_is_imported_and_colours_by_what_the_file_says() {
    let report = dry("suivi-membres-2016.xlsx").report;
    let samples: Vec<&String> = report.columns.iter().flat_map(|column| &column.samples).collect();
    assert!(!samples.iter().any(|sample| sample.contains("COMMUNES")), "{samples:?}");
    assert!(report.colour_legend.unwrap().contains("orange = à relancer"));
    assert_eq!(dry("associations-excel-fr.csv").report.colour_legend, None);
}

#[test]
fn sentences_are_set_as_french_is() {
    let dry = dry("moitie-en-erreur.csv");
    for problem in dry.rows.iter().flat_map(|row| &row.findings.problems) {
        assert!(
            !problem.fr.contains("n'") && !problem.fr.contains(" :") && !problem.fr.contains("« "),
            "{}",
            problem.fr
        );
    }
}
