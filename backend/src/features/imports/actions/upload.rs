//! A file comes in: it is read, kept, and analysed at once when it is small.

use documents::Workbook;
use kernel::{
    problem::{Problem, say},
    trade::MemberKind,
};
use platform::{
    Asker, House,
    audit::Entry,
    files::{self, Accept, NewFile, Taken},
    web::Sent,
};
use sea_orm::ActiveValue::Set;
use tables::import;
use uuid::Uuid;

use super::{
    super::{
        analysis::Choices,
        desk::{self, Verdict},
        schema::ImportState,
        store,
    },
    stage,
};

/// Takes a file in; gives the id of the import.
pub async fn upload(house: &House, by: &Asker, sent: Sent) -> Result<Uuid, Problem> {
    let sent = sent.only(&["default_kind", "sheet"])?;
    let choices = Choices {
        default_kind: sent.field("default_kind").map(kind).transpose()?,
        sheet: sent.field("sheet").map(str::to_owned),
        ..Choices::default()
    };
    take_in(house, by, sent.file_name, sent.bytes, choices).await
}

fn kind(word: &str) -> Result<MemberKind, Problem> {
    word.parse().map_err(|()| {
        Problem::invalid_field(
            "/default_kind",
            "house.wrong_value",
            say(
                "Le type est commune, public_body, association ou company.",
                "The kind is commune, public_body, association or company.",
            ),
        )
    })
}

/// The same for a file that did not come over the wire.
pub async fn take_in(
    house: &House,
    by: &Asker,
    file_name: String,
    bytes: Vec<u8>,
    choices: Choices,
) -> Result<Uuid, Problem> {
    let turn = desk::turn().await?;
    let (bytes, workbook) = desk::read(bytes, file_name.clone()).await?;
    if let Some(sheet) = &choices.sheet {
        known_sheet(workbook.sheets.iter().map(|sheet| sheet.name.as_str()), sheet)?;
    }
    let new = NewFile {
        name: file_name,
        bytes,
        purpose: files::IMPORT,
        accept: Accept::AsIs,
        public: false,
        created_by: by.account_id(),
    };
    let taken = house.files.take_in(new, house.now()).await?;
    let id = kernel::ids::new_id();
    if desk::size(&workbook) > stage::AT_ONCE {
        let format = workbook.format.as_str();
        drop(workbook);
        drop(turn);
        later(house, by, id, taken, format, &choices).await?;
    } else {
        at_once(house, by, id, taken, workbook, choices).await?;
    }
    Ok(id)
}

pub fn known_sheet<'a>(mut sheets: impl Iterator<Item = &'a str>, named: &str) -> Result<(), Problem> {
    if sheets.any(|sheet| sheet == named) {
        return Ok(());
    }
    Err(Problem::invalid_field(
        "/sheet",
        "imports.sheet_unknown",
        say("Ce fichier n’a pas de feuille de ce nom.", "This file has no sheet of that name."),
    ))
}

async fn at_once(
    house: &House,
    by: &Asker,
    id: Uuid,
    taken: Taken,
    workbook: Workbook,
    choices: Choices,
) -> Result<(), Problem> {
    let ground = desk::ground(house).await?;
    let stamp = ground.stamp.clone();
    let (rows, verdict) = desk::run(workbook, choices.clone(), ground)?.whole().await?;
    let work = house.begin(by).await?;
    let file = taken.enter(&work).await?;
    let label = file.name.clone();
    let mut row = blank(id, &file.name, file.id, by, &choices, work.now)?;
    stage::conclude(&mut row, &verdict, &stamp)?;
    store::insert(work.tx(), row).await?;
    store::add_rows(work.tx(), id, rows).await?;
    work.note(vec![Entry::new("upload", "import", id, &label)]).await?;
    work.commit().await
}

async fn later(
    house: &House,
    by: &Asker,
    id: Uuid,
    taken: Taken,
    format: &str,
    choices: &Choices,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let file = taken.enter(&work).await?;
    let label = file.name.clone();
    let mut row = blank(id, &file.name, file.id, by, choices, work.now)?;
    row.state = Set(ImportState::Reading.as_str().to_owned());
    let mut verdict = Verdict::default();
    verdict.report.format = format.to_owned();
    row.summary = Set(stage::summary(&verdict.report)?);
    row.report = Set(serde_json::to_value(verdict)?);
    store::insert(work.tx(), row).await?;
    stage::leave(&work, id).await?;
    work.note(vec![Entry::new("upload", "import", id, &label)]).await?;
    work.commit().await
}

fn blank(
    id: Uuid,
    file_name: &str,
    file_id: Uuid,
    by: &Asker,
    choices: &Choices,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<import::ActiveModel, Problem> {
    let (_, _, name) = by.caller.signature();
    Ok(import::ActiveModel {
        id: Set(id),
        file_id: Set(file_id),
        file_name: Set(file_name.to_owned()),
        state: Set(ImportState::Ready.as_str().to_owned()),
        choices: Set(serde_json::to_value(choices)?),
        progress: Set(0),
        hand: Set(None),
        change_set_id: Set(None),
        problem: Set(None),
        book_stamp: Set(None),
        revision: Set(1),
        created_by: Set(by.account_id()),
        created_by_name: Set(name),
        created_at: Set(now),
        updated_at: Set(now),
        committed_at: Set(None),
        ..Default::default()
    })
}
