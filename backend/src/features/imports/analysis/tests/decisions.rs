//! What the person importing decides.

use kernel::trade::MemberStatus;

use crate::features::members::Definitions;

use super::*;

fn decide(action: Action) -> Decision {
    Decision { action, member_id: None, row: None, columns: vec![], corrections: BTreeMap::new() }
}

fn suivi_with(decisions: BTreeMap<u32, Decision>) -> Dry {
    dry_run(&fixture("suivi-membres-2016.xlsx"), &Choices { decisions, ..Choices::default() }, &[])
}

fn table(text: &str) -> Workbook {
    documents::read(text.as_bytes(), "essai.csv", &Limits::default()).unwrap()
}

#[test]
fn a_doubt_can_become_a_member_of_its_own_unless_a_number_forbids_it() {
    let dry = suivi_with(BTreeMap::from([
        (123, decide(Action::Create)),
        (117, decide(Action::Create)),
        (136, decide(Action::Skip)),
    ]));
    assert_eq!(dry.row(123).outcome, Outcome::Create);
    assert_eq!(dry.row(117).outcome, Outcome::Refused);
    assert_eq!(dry.row(117).findings.problems.last().unwrap().code, "identifier.taken");
    assert_eq!(dry.row(136).outcome, Outcome::Ignored);
    // Without the number it may.
    let without_number = Decision { columns: vec![15], ..decide(Action::Create) };
    assert_eq!(suivi_with(BTreeMap::from([(117, without_number)])).row(117).outcome, Outcome::Create);
}

#[test]
fn a_row_joined_to_another_adds_what_is_missing_there() {
    let join = Decision { row: Some(105), ..decide(Action::Merge) };
    let dry = suivi_with(BTreeMap::from([(123, join)]));
    let row = dry.row(123);
    assert_eq!((row.outcome, row.target), (Outcome::Update, Some(Target::Row(105))));
    assert_eq!(row.change.contacts.len(), 1);
    assert!(
        row.differences.iter().all(|difference| difference.field != Field::Name && difference.field != Field::JoinedOn)
    );
}

#[test]
fn a_row_cannot_join_one_that_makes_no_member() {
    let dry = suivi_with(BTreeMap::from([(123, Decision { row: Some(99), ..decide(Action::Merge) })]));
    assert_eq!(dry.row(123).outcome, Outcome::Doubt);
    assert_eq!(dry.with_problem("decision.no_such_row").len(), 1);
}

#[test]
fn a_refused_row_can_be_imported_without_the_cell() {
    let workbook = fixture("moitie-en-erreur.csv");
    let decisions = [3, 5, 11, 15, 29, 31].into_iter().map(|row| (row, decide(Action::LeaveOut))).collect();
    let dry = dry_run(&workbook, &Choices { decisions, ..Choices::default() }, &[]);
    assert_eq!(dry.counts(), [40, 25, 0, 0, 0, 15]);
    assert_eq!(dry.row(15).draft.siret, None);
    assert_eq!(dry.row(31).outcome, Outcome::Refused, "a name can't be left out");
}

#[test]
fn a_suggestion_can_be_accepted() {
    let workbook = fixture("moitie-en-erreur.csv");
    let accept = Decision { corrections: BTreeMap::from([(6, "W999000123".to_owned())]), ..decide(Action::LeaveOut) };
    let dry = dry_run(&workbook, &Choices { decisions: BTreeMap::from([(29, accept)]), ..Choices::default() }, &[]);
    assert_eq!((dry.row(29).outcome, dry.row(29).draft.rna.as_deref()), (Outcome::Create, Some("W999000123")));
}

#[test]
fn to_correct_one_cell_leaves_no_other_out() {
    let file = table("Nom;Type;SIRET;RNA\nLes Tilleuls;Association;12345678901234;W12\n");
    let with = |columns: Vec<usize>| {
        let decision = Decision {
            columns,
            corrections: BTreeMap::from([(3, "W999000123".to_owned())]),
            ..decide(Action::LeaveOut)
        };
        dry_run(&file, &Choices { decisions: BTreeMap::from([(2, decision)]), ..Choices::default() }, &[])
    };
    let row = with(vec![]).row(2).clone();
    assert_eq!((row.outcome, row.draft.rna.as_deref()), (Outcome::Refused, Some("W999000123")));
    assert_eq!(with(vec![2]).row(2).outcome, Outcome::Create);
}

#[test]
fn a_colour_can_stand_for_something() {
    let orange =
        dry("suivi-membres-2016.xlsx").report.colours.into_iter().find(|colour| colour.fr == "orange").unwrap();
    let meaning = ColourMeaning { topic: Some("à relancer".into()), status: Some(MemberStatus::Paused) };
    let choices = Choices { colours: BTreeMap::from([(orange.colour, meaning)]), ..Choices::default() };
    let dry = dry_run(&fixture("suivi-membres-2016.xlsx"), &choices, &[]);
    assert!(dry.row(40).draft.topics.contains(&"à relancer".to_owned()));
    assert_eq!(dry.row(40).draft.status, Some(MemberStatus::Paused));
    assert_eq!(dry.row(41).draft.status, None);
}

#[test]
fn a_mapping_can_be_chosen_and_is_remembered_by_its_header() {
    let workbook = table("Quoi;Où;Nom\nAsso A;Barr;Anne\nAsso B;Villé;Paul\n");
    let choices = Choices {
        mapping: BTreeMap::from([(0, Some(Field::Name)), (1, Some(Field::Commune)), (2, Some(Field::PersonName))]),
        default_kind: Some(MemberKind::Association),
        ..Choices::default()
    };
    let chosen = Table::find(&workbook, &choices, &Definitions::default(), |_| None);
    assert_eq!(chosen.header_row, Some(1));
    let fingerprint = chosen.fingerprint.clone();
    let remembered = chosen.mapping();
    let next = table("QUOI ;Où;nom\nAsso C;Sélestat;Zoé\n");
    let found = Table::find(&next, &Choices::default(), &Definitions::default(), |asked| {
        (asked == fingerprint).then_some(remembered)
    });
    assert_eq!(found.mapping(), chosen.mapping());
    let dry = dry_run(&workbook, &choices, &[]);
    assert_eq!(dry.counts(), [2, 2, 0, 0, 0, 0]);
    assert_eq!(dry.row(2).draft.name, "Asso A");
}

#[test]
fn without_a_kind_anywhere_the_report_asks_for_one() {
    let dry = dry_run(&table("Nom;Commune\nAmicale;Barr\n"), &Choices::default(), &[]);
    let blocking: Vec<&str> = dry.report.blocking.iter().map(|remark| remark.code.as_str()).collect();
    assert_eq!(blocking, ["no_kind", "nothing_to_write"]);
}

#[test]
fn the_title_of_a_section_tells_the_kind_where_no_column_does() {
    let text =
        "Nom;Commune;Mail\nCOMMUNES;;\nBarr;Barr;mairie@barr.example\nASSOCIATIONS;;\nAmicale;Barr;a@amicale.example\n";
    let dry = dry_run(&table(text), &Choices::default(), &[]);
    assert_eq!(dry.counts(), [2, 2, 0, 0, 0, 0]);
    assert_eq!(
        (dry.row(3).draft.kind, dry.row(5).draft.kind),
        (Some(MemberKind::Commune), Some(MemberKind::Association))
    );
}

#[test]
fn a_row_whose_name_was_never_computed_is_refused_and_no_title() {
    let mut book = table("Nom;Type;Commune\n;association;\nAmicale;association;Barr\n");
    assert_eq!(dry_run(&book, &Choices::default(), &[]).counts(), [1, 1, 0, 0, 0, 0]);
    book.sheets[0].notes.push(documents::Note::NotComputed { rows: vec![2] });
    assert_eq!(dry_run(&book, &Choices::default(), &[]).counts(), [2, 1, 0, 0, 0, 1]);
}

#[test]
fn differences_are_told_field_by_field_and_empty_cells_erase_nothing() {
    let first = table(
        "Nom;Type;Commune;Contact;Tél.;Mail;Remarques\nAmicale du Four;Association;Barr;Anne MURR;0353010101;a@four.example;prête un four\n",
    );
    let members = dry_run(&first, &Choices::default(), &[]).written(&[]);
    let second = table(
        "Nom;Type;Commune;Contact;Tél.;Mail;Remarques\nAMICALE DU FOUR;asso;BARR;Anne MURR;0353010102;A@Four.example;fermée en août\n",
    );
    let dry = dry_run(&second, &Choices::default(), &members);
    let differences: Vec<(Field, Option<&str>, &str)> = dry
        .row(2)
        .differences
        .iter()
        .map(|difference| (difference.field, difference.before.as_deref(), difference.after.as_str()))
        .collect();
    assert_eq!(
        differences,
        [
            (Field::InternalNotes, Some("prête un four"), "prête un four\nfermée en août"),
            (Field::Phone, Some("03 53 01 01 01"), "03 53 01 01 02"),
        ]
    );
    let emptied = table("Nom;Type;Commune;Contact;Tél.;Mail;Remarques\nAmicale du Four;Association;Barr;;;;\n");
    assert_eq!(dry_run(&emptied, &Choices::default(), &members).counts(), [1, 0, 0, 1, 0, 0]);
}

#[test]
fn the_same_name_elsewhere_is_another_member_and_without_a_place_a_question() {
    let members =
        dry_run(&table("Nom;Type;Commune\nAmicale du Four;Association;Saint-Pierre\n"), &Choices::default(), &[])
            .written(&[]);
    let elsewhere = dry_run(
        &table("Nom;Type;Commune\nAmicale du Four;Association;Saint-Pierre-Bois\n"),
        &Choices::default(),
        &members,
    );
    assert_eq!(elsewhere.counts(), [1, 1, 0, 0, 0, 0]);
    let nowhere = dry_run(&table("Nom;Type;Commune\nAmicale du Four;Association;\n"), &Choices::default(), &members);
    assert_eq!(nowhere.row(2).candidates[0].member_id, Some(members[0].id));
}

#[test]
fn an_analysed_row_survives_its_staging() {
    for row in dry("suivi-membres-2016.xlsx").rows {
        let staged = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<AnalysedRow>(&staged).unwrap(), row);
    }
}
