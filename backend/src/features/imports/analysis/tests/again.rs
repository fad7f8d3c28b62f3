//! A second import: of the same file, of another sheet, of files that speak of the same members.

use std::collections::BTreeSet;

use kernel::trade::MemberStatus;

use super::*;

const FILES: [&str; 9] = [
    "suivi-membres-2016.xlsx",
    "associations-excel-fr.csv",
    "communes-utf8-bom.csv",
    "entreprises-texte-unicode.txt",
    "etablissements.ods",
    "relais-de-quartier.xls",
    "forum-sep.csv",
    "moitie-en-erreur.csv",
    "injection-formules.csv",
];

fn public_bodies_by_default() -> Choices {
    Choices { default_kind: Some(MemberKind::PublicBody), ..Choices::default() }
}

/// The communes of the territory, as members by right that nobody has touched.
fn communes_by_right() -> Vec<KnownMember> {
    let communes =
        places::demo_territory().into_iter().filter_map(|commune| places::places().commune(commune.insee_code));
    communes
        .map(|commune| KnownMember {
            id: Uuid::now_v7(),
            siren: commune.siren.map(str::to_owned),
            ..KnownMember::of_draft(&MemberDraft {
                name: commune.name.to_owned(),
                kind: Some(MemberKind::Commune),
                ex_officio: Some(true),
                insee_code: Some(commune.insee_code.to_owned()),
                commune_code: Some(commune.insee_code.to_owned()),
                commune_name: Some(commune.name.to_owned()),
                ..MemberDraft::default()
            })
        })
        .collect()
}

#[test]
fn the_same_file_again_changes_nothing() {
    for name in FILES {
        let workbook = fixture(name);
        let choices = public_bodies_by_default();
        let first = dry_run(&workbook, &choices, &[]);
        let members = first.written(&[]);
        let again = dry_run(&workbook, &choices, &members);
        let counts = again.report.counts;
        assert_eq!(
            (counts.create, counts.update),
            (0, 0),
            "{name}: {:?}",
            again.rows.iter().find(|row| !row.differences.is_empty())
        );
        assert_eq!(counts.unchanged, first.report.counts.create, "{name}");
        assert_eq!((counts.doubt, counts.refused), (first.report.counts.doubt, first.report.counts.refused), "{name}");
        assert_eq!(again.written(&members), members);
    }
}

#[test]
fn once_the_duplicates_are_joined_every_row_is_left_alone() {
    let workbook = fixture("suivi-membres-2016.xlsx");
    let join = |row: u32| Decision {
        action: Action::Merge,
        member_id: None,
        row: Some(row),
        columns: vec![],
        corrections: BTreeMap::new(),
    };
    let decisions = BTreeMap::from([(97, join(96)), (117, join(100)), (123, join(105)), (136, join(119))]);
    let choices = Choices { decisions, ..Choices::default() };
    let first = dry_run(&workbook, &choices, &[]);
    assert_eq!(first.counts(), [309, 305, 4, 0, 0, 0]);
    let members = first.written(&[]);
    let sainte_marie = members.iter().find(|member| member.insee_code.as_deref() == Some("68298")).unwrap();
    assert_eq!(sainte_marie.contacts.len(), 2, "one member with two contacts");
    let compost = members
        .iter()
        .find(|member| {
            member.name == "Association de compostage La Cigogne Économe"
                && member.commune_name.as_deref() == Some("Barr")
        })
        .unwrap();
    assert_eq!(compost.contacts.len(), 2);
    assert_eq!(
        compost.joined_on,
        first.row(105).draft.joined_on.map(|day| day.on),
        "the first row's day is the member's"
    );

    let again = dry_run(&workbook, &Choices::default(), &members);
    assert_eq!(again.counts(), [309, 0, 0, 309, 0, 0]);
}

#[test]
fn where_the_communes_are_members_by_right_they_are_updated() {
    let members = communes_by_right();
    assert_eq!(members.len(), 90);
    let dry = dry_run(&fixture("suivi-membres-2016.xlsx"), &Choices::default(), &members);
    assert_eq!(dry.counts(), [309, 215, 90, 0, 4, 0]);
    let written = dry.written(&members);
    let by_right = written.iter().filter(|member| member.ex_officio);
    assert!(
        by_right.clone().all(|member| members.iter().any(|before| before.name == member.name)),
        "communes keep their name"
    );
    assert_eq!(by_right.count(), 90);
}

#[test]
fn a_member_is_never_turned_back_into_a_prospect() {
    let workbook = fixture("suivi-membres-2016.xlsx");
    let members = dry_run(&workbook, &Choices::default(), &[]).written(&[]);
    let choices = Choices { sheet: Some("Prospects".into()), ..Choices::default() };
    let prospects = dry_run(&workbook, &choices, &members);
    assert_eq!(prospects.counts(), [18, 17, 0, 1, 0, 0]);
    assert_eq!(prospects.row(9).outcome, Outcome::Unchanged);
    assert!(
        prospects
            .rows
            .iter()
            .filter(|row| row.outcome == Outcome::Create)
            .all(|row| row.draft.status_when_new() == MemberStatus::Prospect)
    );
}

#[test]
fn communes_of_another_file_are_recognised_by_their_siren() {
    let members = dry("suivi-membres-2016.xlsx").written(&[]);
    let communes = dry_run(&fixture("communes-utf8-bom.csv"), &Choices::default(), &members);
    let counts = communes.report.counts;
    assert_eq!((counts.create, counts.doubt, counts.refused), (0, 0, 0));
    assert_eq!(counts.update + counts.unchanged, 26);
}

#[test]
fn the_error_file_corrected_creates_the_other_half() {
    let workbook = fixture("moitie-en-erreur.csv");
    let first = dry_run(&workbook, &Choices::default(), &[]);
    let members = first.written(&[]);
    assert_eq!(members.len(), 20);
    // Each refused cell corrected as people would do it in the file.
    let correction = |row: u32, column: usize, text: &str| {
        (
            row,
            Decision {
                action: Action::LeaveOut,
                member_id: None,
                row: None,
                columns: vec![],
                corrections: BTreeMap::from([(column, text.to_owned())]),
            },
        )
    };
    let decisions = BTreeMap::from([
        correction(3, 7, "67490"),
        correction(5, 10, "28/02/2016"),
        correction(7, 1, "Établissement public"),
        correction(9, 0, "Traiteur Altmurr"),
        correction(11, 5, ""),
        correction(13, 1, "Établissement public"),
        correction(15, 4, ""),
        correction(17, 4, ""),
        correction(19, 4, ""),
        correction(21, 0, "Traiteur Wintzenfeld"),
        correction(23, 10, "20/06/2016"),
        correction(25, 4, ""),
        correction(27, 0, "Boulangerie Obermattler"),
        correction(29, 6, "W999000123"),
        correction(31, 0, "Office de tourisme Les Mirabelles"),
        correction(33, 4, ""),
        correction(35, 6, ""),
        correction(37, 1, "Établissement public"),
        correction(39, 4, ""),
        correction(41, 10, "25/04/2016"),
    ]);
    let corrected = dry_run(&workbook, &Choices { decisions, ..Choices::default() }, &members);
    assert_eq!(corrected.counts(), [40, 20, 0, 20, 0, 0]);
}

#[test]
fn one_file_after_the_other_raises_only_fair_questions() {
    let mut members = Vec::new();
    for name in FILES {
        let dry = dry_run(&fixture(name), &public_bodies_by_default(), &members);
        let doubts: BTreeSet<u32> = dry.rows_with(Outcome::Doubt);
        let expected = match name {
            "suivi-membres-2016.xlsx" => BTreeSet::from([97, 117, 123, 136]),
            // « Scierie Rebstockner » and « SARL Scierie Rebstockner », both of Sélestat.
            "forum-sep.csv" => BTreeSet::from([18]),
            _ => BTreeSet::new(),
        };
        assert_eq!(doubts, expected, "{name}");
        members = dry.written(&members);
    }
}
