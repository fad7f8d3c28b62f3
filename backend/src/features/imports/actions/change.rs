//! Other choices, another dry run.

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
        analysis::{Choices, ColourMeaning, Provenance},
        desk::{self, Verdict},
        queries::standing,
        rules::{self, Verb},
        schema::{ImportChanges, ImportState},
        store,
    },
    put::{put_decisions, put_mapping, put_topics},
    stage, upload,
};

use crate::features::members;

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
        Some((stamp, desk::run(workbook, choices.clone(), ground)?.whole().await?))
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
    if let Some(said) = changes.provenance {
        let source = said.source.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
        let source = source.filter(|words| !words.is_empty());
        choices.provenance = Provenance { source, basis: said.basis, informed_on: said.informed_on };
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
