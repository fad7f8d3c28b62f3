//! `suivi-membres-2016.xlsx`, the realistic one.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use kernel::trade::{Channel, Precision};

use super::*;

fn suivi() -> &'static Dry {
    static DRY: OnceLock<Dry> = OnceLock::new();
    DRY.get_or_init(|| dry("suivi-membres-2016.xlsx"))
}

fn created() -> impl Iterator<Item = &'static AnalysedRow> + Clone {
    suivi().rows.iter().filter(|row| row.outcome == Outcome::Create)
}

#[test]
fn its_table_is_found_under_two_titles() {
    let report = &suivi().report;
    assert_eq!(report.header_row, Some(4));
    let fields: Vec<Option<Field>> = report.columns.iter().map(|column| column.field).collect();
    use Field::*;
    assert_eq!(
        fields,
        [
            None,
            Some(Name),
            Some(Kind),
            Some(Commune),
            Some(PostalCode),
            Some(Street),
            Some(PersonName),
            Some(Function),
            Some(Phone),
            Some(Email),
            Some(JoinedOn),
            Some(CharterAnswer),
            Some(Topics),
            Some(LastContactOn),
            None,
            Some(Siret),
            Some(InternalNotes),
        ]
    );
    assert_eq!(report.columns[6].title, "Contact (Nom Prénom)");
    assert_eq!(report.columns[1].samples[0], "Commune d'Albé");
}

#[test]
fn its_counts_are_those_of_the_description() {
    assert_eq!(suivi().counts(), [309, 305, 0, 0, 4, 0]);
    assert_eq!(by_kind(created().map(|row| &row.draft)), [90, 118, 37, 60]);
    assert!(suivi().report.blocking.is_empty());
}

#[test]
fn members_at_the_end_of_each_year() {
    for (day, kinds) in
        [("2014-12-31", [90, 27, 2, 11]), ("2015-12-31", [90, 71, 17, 32]), ("2016-12-31", [90, 118, 37, 60])]
    {
        let day: chrono::NaiveDate = day.parse().unwrap();
        let members =
            created().map(|row| &row.draft).filter(|draft| draft.joined_on.is_some_and(|joined| joined.on <= day));
        assert_eq!(by_kind(members), kinds, "{day}");
    }
}

#[test]
fn addresses_and_numbers() {
    let emails = |row: &AnalysedRow| row.draft.contacts.iter().filter(|contact| contact.email.is_some()).count();
    assert_eq!(created().map(emails).sum::<usize>(), 304);
    let without: BTreeSet<u32> = created().filter(|row| emails(row) == 0).map(|row| row.number).collect();
    let line = EXPECTED.lines().find(|line| line.starts_with("| e-mail addresses in all")).unwrap();
    assert_eq!(without, rows_in(line.split_once("without one: rows ").unwrap().1));
    // Row 117 repeats the number of row 100.
    assert_eq!(created().filter(|row| row.draft.siret.is_some()).count(), 156);
}

#[test]
fn what_is_no_member_is_left_out_and_said() {
    let ignored: Vec<(u32, Line)> =
        suivi().rows.iter().filter(|row| row.line != Line::Data).map(|row| (row.number, row.line)).collect();
    let sections = ignored.iter().filter(|(_, line)| *line == Line::Section).map(|(row, _)| *row).collect::<Vec<_>>();
    let totals = ignored.iter().filter(|(_, line)| *line == Line::Total).map(|(row, _)| *row).collect::<Vec<_>>();
    assert_eq!(sections, [5, 99, 223, 263]);
    assert_eq!(totals, [326, 327, 329]);
    assert_eq!(suivi().report.counts.ignored, 7);
    assert!(suivi().note("empty_rows")[0].contains("43, 98, 159, 222, 234, 262, 295"));
    assert!(suivi().note("totals")[0].contains("326–327, 329"));
    assert!(suivi().note("columns_left")[0].contains("Relais de la lettre (O)"));
    assert_eq!(suivi().note("other_sheet").len(), 2);
}

#[test]
fn hidden_and_coloured_rows_are_read_and_said() {
    assert_eq!(suivi().row(176).outcome, Outcome::Create);
    assert!(suivi().row(176).hidden);
    assert!(suivi().note("hidden_rows")[0].contains("176"));
    let colours: Vec<(&str, &[u32])> =
        suivi().report.colours.iter().map(|colour| (colour.fr.as_str(), colour.rows.as_slice())).collect();
    assert!(colours.contains(&("orange", &[11, 40, 70, 101, 130, 160, 189, 218, 250, 281, 311])));
    assert!(colours.contains(&("vert", &[17, 55, 92, 131, 169, 206, 246, 285, 323])));
    assert!(colours.contains(&("gris", &[47, 110, 172, 236, 300])));
}

#[test]
fn cells_merged_downwards_hold_for_each_row() {
    for (row, kind, commune, code) in [
        (162, MemberKind::Association, "Kintzheim", "67600"),
        (231, MemberKind::PublicBody, "Kertzfeld", "67230"),
        (280, MemberKind::Company, "Villé", "67220"),
    ] {
        let draft = &suivi().row(row).draft;
        assert_eq!(draft.kind, Some(kind));
        assert_eq!((draft.commune_name.as_deref(), draft.postal_code.as_deref()), (Some(commune), Some(code)), "{row}");
        assert_eq!(draft.street, suivi().row(row - 1).draft.street);
    }
}

#[test]
fn communes_are_members_by_right() {
    let by_right = created().filter(|row| row.draft.ex_officio == Some(true));
    assert!(by_right.clone().all(|row| row.draft.kind == Some(MemberKind::Commune)));
    let codes: BTreeSet<&str> = by_right.filter_map(|row| row.draft.insee_code.as_deref()).collect();
    assert_eq!(codes.len(), 90);
}

#[test]
fn the_four_duplicates_are_questions() {
    assert_eq!(suivi().rows_with(Outcome::Doubt), BTreeSet::from([97, 117, 123, 136]));
    for (row, first, reason) in
        [(123, 105, Reason::Name), (136, 119, Reason::Name), (117, 100, Reason::Identifier), (97, 96, Reason::Name)]
    {
        let candidate = &suivi().row(row).candidates[0];
        assert_eq!((candidate.row, candidate.reason), (Some(first), reason), "{row}");
    }
    for row in [220, 221, 260, 261, 71, 72, 20, 21] {
        assert_eq!(suivi().row(row).outcome, Outcome::Create, "{row}");
    }
}

#[test]
fn repairs_are_in_the_rows_of_the_description() {
    for (code, beginning) in [
        ("phone.leading_zero", "Phone without its zero"),
        ("phone.several", "Two phones in a cell"),
        ("email.cleaned", "E-mail to be cleaned"),
        ("identifier.spaces", "SIRET as text in groups"),
        ("cell.blanks", "Names with blanks around"),
    ] {
        assert_eq!(suivi().repaired(code), described(beginning), "{code}");
    }
    let line = EXPECTED.lines().find(|line| line.starts_with("- Joining dates")).unwrap();
    assert_eq!(suivi().repaired("date.month_only"), rows_in(line.split_once("rows ").unwrap().1));
    assert_eq!(suivi().repaired("postal_code.leading_zero"), BTreeSet::from([324]));
    assert_eq!(suivi().row(324).draft.postal_code.as_deref(), Some("01000"));
    assert_eq!(suivi().row(6).draft.contacts[0].phone.as_deref(), Some("+33353010018"));
    assert_eq!(suivi().row(36).name, suivi().row(36).name.trim());
}

#[test]
fn two_addresses_in_a_cell_are_two_contacts() {
    let listed = EXPECTED
        .lines()
        .skip_while(|line| !line.contains("Two e-mail addresses in a cell"))
        .skip(1)
        .take_while(|line| line.starts_with("  - "));
    let mut rows = BTreeSet::new();
    for line in listed {
        let (row, cell) = line.trim_start_matches(['-', ' ']).split_once(" : ").unwrap();
        let row: u32 = row.parse().unwrap();
        let expected: BTreeSet<&str> =
            cell.split(['`', ' ', ';', ',', '/', '⏎']).filter(|piece| piece.contains('@')).collect();
        let found: BTreeSet<&str> =
            suivi().row(row).draft.contacts.iter().filter_map(|contact| contact.email.as_deref()).collect();
        assert_eq!(found, expected, "{row}");
        assert_eq!(suivi().row(row).draft.contacts.len(), 2, "{row}");
        rows.insert(row);
    }
    assert_eq!(rows.len(), 20);
    assert_eq!(suivi().repaired("email.several"), rows);
    // The address that bears the person's name is hers.
    let own = &suivi().row(9).draft.contacts[0];
    assert_eq!(
        (own.full_name().as_str(), own.email.as_deref()),
        ("Estelle Muhlgassel", Some("estelle.muhlgassel@poste-vallee.example"))
    );
}

#[test]
fn communes_get_their_official_name() {
    let mut rows = BTreeSet::new();
    for line in EXPECTED.lines().filter(|line| line.starts_with("  - `") && line.contains(" — rows ")) {
        let (mapping, list) = line.split_once("` — rows ").unwrap();
        let (name, code) = mapping.split_once(" → ").unwrap().1.trim_end_matches(')').split_once(" (").unwrap();
        for row in rows_in(list) {
            let draft = &suivi().row(row).draft;
            assert_eq!(
                (draft.commune_name.as_deref(), draft.commune_code.as_deref()),
                (Some(name), Some(code)),
                "{row}"
            );
            rows.insert(row);
        }
    }
    assert_eq!(suivi().repaired("commune.spelling"), rows.into_iter().filter(|row| *row != 280).collect());
}

#[test]
fn old_names_of_communes_are_proposed_only() {
    for (row, written, name, code) in [
        (52, "Meissengott", "Maisonsgoutte", "67280"),
        (94, "L'Allemand-Rombach", "Rombach-le-Franc", "68283"),
        (101, "Kestenholz", "Châtenois", "67073"),
        (103, "Markirch", "Sainte-Marie-aux-Mines", "68298"),
        (106, "Schlettstadt", "Sélestat", "67462"),
        (107, "Schlettstadt", "Sélestat", "67462"),
    ] {
        let row = suivi().row(row);
        let problem = row.findings.problems.iter().find(|problem| problem.code == "commune.old_name").unwrap();
        assert_eq!((problem.cell.as_str(), problem.suggestion.as_deref()), (written, Some(name)));
        assert!(problem.fr.contains(code));
        if row.draft.kind == Some(MemberKind::Commune) {
            assert_eq!(row.draft.commune_code.as_deref(), Some(code), "its SIRET says so");
        } else {
            assert_eq!((row.draft.commune_code.as_deref(), row.draft.commune_name.as_deref()), (None, Some(written)));
        }
    }
    assert_eq!(suivi().with_problem("commune.outside"), BTreeSet::from([324]));
}

#[test]
fn days_are_read_day_first() {
    for (row, day) in [
        (323, "2014-12-31"),
        (321, "2015-01-01"),
        (111, "2015-12-31"),
        (146, "2015-04-03"),
        (114, "2015-03-04"),
        (319, "2016-01-01"),
        (235, "2016-12-12"),
    ] {
        assert_eq!(suivi().row(row).draft.joined_on.unwrap().on.to_string(), day, "{row}");
    }
    let imprecise = suivi().row(10).draft.joined_on.unwrap();
    assert_eq!((imprecise.on.to_string().as_str(), imprecise.precision), ("2014-09-01", Precision::Month));
    assert!(suivi().rows.iter().filter(|row| row.line == Line::Data).all(|row| row.draft.joined_on.is_some()));
}

#[test]
fn warnings_are_in_the_rows_of_the_description() {
    for (code, beginning) in [
        ("charter.unclear", "Charter: "),
        ("person.function_only", "\"Mme le Maire\""),
        ("last_contact.words", "Last contact with words"),
    ] {
        assert_eq!(suivi().with_problem(code), described(beginning), "{code}");
    }
    let mut capitals = suivi().with_problem("name.capitals");
    capitals.remove(&136); // the row that repeats another is in capitals too
    assert_eq!(capitals, capitals_described());
    for (row, suggestion) in [(132, None), (158, Some("bureau@vergers.example")), (284, Some("atelier@orange.fr"))] {
        let problem =
            suivi().row(row).findings.problems.iter().find(|problem| problem.field == Some(Field::Email)).unwrap();
        assert_eq!((problem.severity, problem.suggestion.as_deref()), (Severity::Warning, suggestion), "{row}");
    }
    let called = suivi().row(8).draft.last_contact.unwrap();
    assert_eq!((called.on.to_string().as_str(), called.channel), ("2016-07-04", Some(Channel::Call)));
    assert_eq!(suivi().row(96).draft.last_contact.unwrap().channel, Some(Channel::Meeting));
    let town_hall = &suivi().row(11).draft.contacts[0];
    assert_eq!((town_hall.is_named(), town_hall.function.as_deref()), (false, Some("Maire")));
}

fn capitals_described() -> BTreeSet<u32> {
    let line = EXPECTED.lines().find(|line| line.contains("Names in capitals")).unwrap();
    rows_in(line.rsplit_once("rows ").unwrap().1)
}

#[test]
fn charter_answers() {
    let answer = |row: u32| suivi().row(row).draft.charter_answer;
    assert_eq!(
        (answer(9), answer(100), answer(101), answer(105), answer(106)),
        (Some(true), Some(true), Some(true), Some(true), Some(true))
    );
    assert_eq!((answer(103), answer(6), answer(7), answer(107)), (Some(false), None, None, None));
}

#[test]
fn a_sheet_without_a_table_imports_nothing() {
    let choices = Choices { sheet: Some("notes".into()), ..Choices::default() };
    let notes = dry_run(&fixture("suivi-membres-2016.xlsx"), &choices, &[]);
    assert_eq!(notes.report.header_row, None);
    assert_eq!(notes.report.blocking[0].code, "no_header");
    assert!(notes.rows.is_empty());
    let headers: Vec<Option<u32>> = suivi().report.sheets.iter().map(|sheet| sheet.header_row).collect();
    assert_eq!(headers, [Some(4), Some(1), None]);
}
