//! A file that must not be kept any more: its content goes, and with it an import that has not been committed. What was
//! committed stays, with a note in the place of the file.

use std::collections::BTreeSet;

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::Entry,
    files::{self, Accept, NewFile},
    forgetting::{self, Marks},
};
use sea_orm::ActiveValue::Set;
use tables::{file, import};
use uuid::Uuid;

use super::super::{desk, schema::ImportState, store};

/// What stands in the place of a file.
const NOTE_NAME: &str = "fichier effacé.txt";
const NOTE: &str = "Ce fichier a été effacé.\n";

/// A file that was looked through.
pub struct Looked {
    pub import_id: Uuid,
    /// Whom it tells of, by their place among those who were looked for.
    pub told: Vec<usize>,
}

/// Looks for any of these in the file of the import that comes after this one. None after the last.
pub async fn look(house: &House, whom: &[Marks], after: Uuid) -> Result<Option<Looked>, Problem> {
    let Some((import_id, file_id)) = store::people::file_after(&house.db.read, after).await? else { return Ok(None) };
    Ok(Some(Looked { import_id, told: told_in(house, file_id, whom).await? }))
}

/// Whom any row of any sheet tells of.
async fn told_in(house: &House, file_id: Uuid, whom: &[Marks]) -> Result<Vec<usize>, Problem> {
    // An import that was given up meanwhile has none.
    let Some(kept) = store::people::kept_file(&house.db.read, file_id).await? else { return Ok(Vec::new()) };
    let bytes = match house.files.content(&kept).await {
        Ok(bytes) => bytes,
        // A content that is not there any more tells nothing.
        Err(problem) if problem.status() == 500 => return Ok(Vec::new()),
        Err(problem) => return Err(problem),
    };
    let _turn = desk::turn().await?;
    let whom = whom.to_vec();
    let workbook = match desk::read(bytes.clone(), kept.name).await {
        Ok((_, workbook)) => workbook,
        Err(problem) if problem.status() == 422 => {
            return Ok(forgetting::told_in(&whom, &String::from_utf8_lossy(&bytes)));
        }
        Err(problem) => return Err(problem),
    };
    let look = move || {
        let rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
        let texts = rows.map(|row| row.cells.iter().map(|cell| cell.text()).collect::<Vec<_>>().join("\n"));
        let told: BTreeSet<usize> = texts.flat_map(|text| forgetting::told_in(&whom, &text)).collect();
        told.into_iter().collect::<Vec<_>>()
    };
    tokio::task::spawn_blocking(look).await.map_err(Problem::bug)
}

/// Takes the file of an import away; with `rows`, what was read from it too.
pub async fn clear(house: &House, by: &Asker, id: Uuid, rows: bool) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let Some(file) = clear_in(&work, id, rows).await? else { return Ok(()) };
    work.commit().await?;
    house.files.take_away(&file).await
}

/// The same, in the transaction of whoever asks: once that is committed, the content is to be taken away. None of an import
/// that is there no more.
pub async fn clear_in(work: &Work, id: Uuid, rows: bool) -> Result<Option<file::Model>, Problem> {
    let import = match store::lock(work.tx(), id).await {
        Ok(import) => import,
        Err(problem) if problem.status() == 404 => return Ok(None),
        Err(problem) => return Err(problem),
    };
    let file = store::file(work.tx(), import.file_id).await?;
    match ImportState::kept(&import.state, import.hand) {
        ImportState::Reading | ImportState::Ready | ImportState::Failed => store::delete(work.tx(), id).await?,
        ImportState::Committed | ImportState::Undone => put_note(work, &import).await?,
        ImportState::Committing | ImportState::Undoing => return Err(under_way()),
    }
    if rows {
        store::forget_rows(work.tx(), id).await?;
    }
    files::forget(work, file.id).await?;
    work.note(vec![Entry::new("clear_file", "import", id, &import.file_name)]).await?;
    Ok(Some(file))
}

async fn put_note(work: &Work, import: &import::Model) -> Result<(), Problem> {
    let note = NewFile {
        name: NOTE_NAME.to_owned(),
        bytes: NOTE.as_bytes().to_vec(),
        purpose: files::IMPORT,
        accept: Accept::AsIs,
        public: false,
        created_by: None,
    };
    let note = work.house.files.store(work, note).await?;
    let row = import::ActiveModel {
        id: Set(import.id),
        file_id: Set(note.id),
        revision: Set(import.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await
}

/// The job that asks comes again.
fn under_way() -> Problem {
    Problem::unavailable(
        "imports.busy",
        say(
            "Un import est en cours de traitement\u{202f}: son fichier sera effacé ensuite.",
            "An import is being worked on: its file will be erased afterwards.",
        ),
    )
}
