//! Other choices, another dry run.

use std::collections::BTreeMap;

use kernel::{
    patch,
    problem::{Fault, Problem, say},
};
use platform::{
    Asker, House,
    audit::{self, Entry, differences},
};
use sea_orm::ActiveValue::Set;
use tables::import;

use super::{
    super::{
        analysis::{Action, Choices, ColourMeaning, Decision, Field},
        desk::{self, Verdict},
        queries::standing,
        rules::{self, Verb},
        schema::{ImportChanges, ImportState, RowAction, RowDecision},
        store,
    },
    stage, upload,
};

use crate::features::members::{self, Definitions};

/// The longest text of a corrected cell, in characters.
const CORRECTION: usize = 5_000;

/// The longest name of a topic, in characters.
const TOPIC: usize = 100;

/// Changes the choices and analyses the file again; nothing of members is written.
pub async fn change(
    house: &House,
    by: &Asker,
    import: import::Model,
    based_on: i64,
    changes: ImportChanges,
) -> Result<(), Problem> {
    still(&house.db.read, &import, based_on).await?;
    rules::may(Verb::Change, standing(&import))?;
    let before: Choices = serde_json::from_value(import.choices.clone())?;
    let verdict: Verdict = serde_json::from_value(import.report.clone())?;
    let choices = put(house, &import, before.clone(), &verdict, changes).await?;
    if choices == before {
        return Ok(());
    }
    let large = stage::size(&verdict.report) > stage::AT_ONCE;
    let staged = if large {
        None
    } else {
        let _turn = desk::turn().await?;
        let workbook = desk::reopen(house, &import).await?;
        if choices.header_row.is_some() && choices.header_row != before.header_row {
            known_row(&workbook, &choices)?;
        }
        let ground = desk::ground(house).await?;
        let stamp = ground.stamp.clone();
        Some((stamp, desk::run(workbook, choices.clone(), ground).whole().await?))
    };

    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), import.id).await?;
    still(work.tx(), &now, based_on).await?;
    rules::may(Verb::Change, standing(&now))?;
    let after = serde_json::to_value(&choices)?;
    let mut row = import::ActiveModel {
        id: Set(import.id),
        choices: Set(after.clone()),
        problem: Set(None),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    match staged {
        Some((stamp, (rows, verdict))) => {
            stage::conclude(&mut row, &verdict, &stamp)?;
            store::forget_rows(work.tx(), import.id).await?;
            store::add_rows(work.tx(), import.id, rows).await?;
        }
        None => {
            row.state = Set(ImportState::Reading.as_str().to_owned());
            row.progress = Set(0);
            stage::leave(&work, import.id).await?;
        }
    }
    store::update(work.tx(), row).await?;
    let changes = differences(&now.choices, &after);
    work.note(vec![Entry::new("change", "import", import.id, &import.file_name).with(changes)]).await?;
    work.commit().await
}

/// 412 unless the import is as it was read.
pub async fn still<C: sea_orm::ConnectionTrait>(db: &C, import: &import::Model, based_on: i64) -> Result<(), Problem> {
    if import.revision == based_on {
        return Ok(());
    }
    Err(audit::stale(db, "import", import.id, import.revision).await?)
}

fn known_row(workbook: &documents::Workbook, choices: &Choices) -> Result<(), Problem> {
    let named = |name: &String| workbook.sheets.iter().find(|sheet| sheet.name == *name);
    let sheet = match &choices.sheet {
        Some(name) => named(name),
        None => return Ok(()),
    };
    let there = sheet.zip(choices.header_row).is_some_and(|(sheet, number)| sheet.row(number).is_some());
    if there {
        return Ok(());
    }
    Err(Problem::invalid_field(
        "/header_row",
        "imports.row_unknown",
        say("Cette ligne est vide ou n’existe pas.", "This row is empty or does not exist."),
    ))
}

/// The choices with the changes in them; what names something that isn't there is told by its pointer.
async fn put(
    house: &House,
    import: &import::Model,
    mut choices: Choices,
    verdict: &Verdict,
    changes: ImportChanges,
) -> Result<Choices, Problem> {
    let mut faults = Vec::new();
    let report = &verdict.report;
    let chosen = report.sheets.iter().find(|sheet| sheet.chosen).map(|sheet| sheet.name.clone());
    if let Some(sheet) = changes.sheet
        && Some(&sheet) != chosen.as_ref()
    {
        upload::known_sheet(report.sheets.iter().map(|sheet| sheet.name.as_str()), &sheet)?;
        choices.sheet = Some(sheet);
        choices.header_row = None;
        choices.mapping.clear();
        choices.decisions.clear();
    }
    if let Some(header) = changes.header_row
        && (Some(header) != report.header_row || choices.mapping.is_empty())
    {
        if choices.header_row != Some(header) && Some(header) != report.header_row {
            choices.mapping.clear();
        }
        choices.sheet = choices.sheet.or(chosen);
        choices.header_row = Some(header);
    }
    let custom = members::definitions(&house.db.read).await?;
    put_mapping(&mut choices, changes.mapping, &custom, &mut faults);
    match changes.default_kind {
        patch::Change::Keep => {}
        patch::Change::Clear => choices.default_kind = None,
        patch::Change::Set(kind) => choices.default_kind = Some(kind),
    }
    let keys = changes.kinds.keys().map(|key| ("kinds", key));
    let keys = keys.chain(changes.topics.keys().map(|key| ("topics", key)));
    let keys = keys.chain(changes.colours.keys().map(|key| ("colours", key)));
    faults.extend(keys.filter(|(_, key)| key.contains(char::is_control)).map(|(map, _)| {
        Fault::at(
            format!("/{map}"),
            "house.control_characters",
            say(
                "Ce texte contient des caractères invisibles non admis.",
                "This text holds invisible characters that are not allowed.",
            ),
        )
    }));
    for (written, kind) in changes.kinds {
        match kind {
            Some(kind) => choices.kinds.insert(written, kind),
            None => choices.kinds.remove(&written),
        };
    }
    put_topics(&mut choices, changes.topics, &mut faults);
    for (colour, meaning) in changes.colours {
        match meaning.filter(|meaning| meaning.topic.is_some() || meaning.status.is_some()) {
            Some(meaning) => {
                let topic = meaning.topic.map(|topic| topic.trim().to_owned()).filter(|topic| !topic.is_empty());
                choices.colours.insert(colour, ColourMeaning { topic, status: meaning.status });
            }
            None => {
                choices.colours.remove(&colour);
            }
        }
    }
    let numbers = put_decisions(&mut choices, changes.decisions, &mut faults);
    let there = store::numbers_there(&house.db.read, import.id, numbers.clone()).await?;
    faults.extend(numbers.into_iter().filter(|number| !there.contains(number)).map(|number| {
        Fault::at(
            format!("/decisions/{number}"),
            "imports.row_unknown",
            say("Cette ligne est vide ou n’existe pas.", "This row is empty or does not exist."),
        )
    }));
    if faults.is_empty() { Ok(choices) } else { Err(Problem::invalid(faults)) }
}

/// A word stands for a topic, of the club or a new one.
fn put_topics(choices: &mut Choices, topics: BTreeMap<String, Option<String>>, faults: &mut Vec<Fault>) {
    for (written, topic) in topics {
        let topic = topic.map(|topic| topic.trim().to_owned()).filter(|topic| !topic.is_empty());
        match topic {
            None => {
                choices.topics.remove(&written);
            }
            Some(topic) if topic.chars().count() > TOPIC => faults.push(Fault::at(
                format!("/topics/{}", escaped(&written)),
                "imports.topic_too_long",
                say(
                    format!("Une thématique tient en {TOPIC} caractères."),
                    format!("A topic has at most {TOPIC} characters."),
                ),
            )),
            Some(topic) => {
                choices.topics.insert(written, topic);
            }
        }
    }
}

fn put_mapping(
    choices: &mut Choices,
    mapping: BTreeMap<String, Option<String>>,
    custom: &Definitions,
    faults: &mut Vec<Fault>,
) {
    for (column, field) in mapping {
        let index: Option<usize> = column.parse().ok().filter(|index| *index < 200);
        let known = field.as_deref().map(|word| Field::parse(word).filter(|field| field.is_known(custom)));
        match (index, known) {
            (Some(index), None) => {
                choices.mapping.insert(index, None);
            }
            (Some(index), Some(Some(field))) => {
                choices.mapping.insert(index, Some(field));
            }
            (None, _) => faults.push(Fault::at(
                format!("/mapping/{}", escaped(&column)),
                "imports.column_unknown",
                say("Une colonne se désigne par son rang, à partir de 0.", "A column is named by its place, from 0."),
            )),
            (_, Some(None)) => faults.push(Fault::at(
                format!("/mapping/{}", escaped(&column)),
                "imports.field_unknown",
                say("Ce champ n’existe pas\u{202f}: voyez fields.", "There is no such field: see fields."),
            )),
        }
    }
}

/// Gives the numbers of the rows that a decision is about.
fn put_decisions(
    choices: &mut Choices,
    decisions: BTreeMap<String, Option<RowDecision>>,
    faults: &mut Vec<Fault>,
) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (row, decision) in decisions {
        let Ok(number) = row.parse::<u32>() else {
            faults.push(Fault::at(
                format!("/decisions/{}", escaped(&row)),
                "imports.row_unknown",
                say("Une ligne se désigne par son numéro.", "A row is named by its number."),
            ));
            continue;
        };
        match decision {
            None => {
                choices.decisions.remove(&number);
            }
            Some(decision) => {
                numbers.push(number);
                match read_decision(number, decision) {
                    Ok(decision) => {
                        choices.decisions.insert(number, decision);
                    }
                    Err(fault) => faults.push(fault),
                }
            }
        }
    }
    numbers
}

fn read_decision(number: u32, decision: RowDecision) -> Result<Decision, Fault> {
    let pointer = |rest: &str| format!("/decisions/{number}{rest}");
    if decision.row == Some(number) {
        let detail = say("Une ligne ne se joint pas à elle-même.", "A row does not join itself.");
        return Err(Fault::at(pointer("/row"), "imports.joins_itself", detail));
    }
    let mut corrections = BTreeMap::new();
    for (column, text) in decision.corrections {
        let index: Option<usize> = column.parse().ok().filter(|index| *index < 200);
        let Some(index) = index.filter(|_| text.chars().count() <= CORRECTION) else {
            return Err(Fault::at(
                pointer(&format!("/corrections/{}", escaped(&column))),
                "imports.correction_refused",
                say(
                    format!(
                        "Désignez la colonne par son rang, à partir de 0, et écrivez au plus {CORRECTION} caractères."
                    ),
                    format!("Name the column by its place, from 0, and write at most {CORRECTION} characters."),
                ),
            ));
        };
        corrections.insert(index, text);
    }
    let action = match decision.action {
        RowAction::Create => Action::Create,
        RowAction::Update => Action::Update,
        RowAction::Merge => Action::Merge,
        RowAction::Skip => Action::Skip,
        RowAction::LeaveOut => Action::LeaveOut,
    };
    Ok(Decision { action, member_id: decision.member_id, row: decision.row, columns: decision.columns, corrections })
}

/// As a JSON pointer has it.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
