//! A file that must not be kept any more: its content goes, and with it an import that has not been committed. What was
//! committed stays, with a note in the place of the file.

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::Entry,
    files::{self, Accept, NewFile},
    forgetting::Marks,
};
use sea_orm::ActiveValue::Set;
use tables::import;
use uuid::Uuid;

use super::super::{desk, schema::ImportState, store};

/// What stands in the place of a file.
const NOTE_NAME: &str = "fichier effacé.txt";
const NOTE: &str = "Ce fichier a été effacé.\n";

/// Takes away every file that tells of somebody. Gives how many there were.
pub async fn clear_of(house: &House, by: &Asker, marks: &Marks) -> Result<u64, Problem> {
    let mut cleared = 0;
    for (import_id, file_id) in store::people::files(&house.db.read).await? {
        if tells_of(house, file_id, marks).await? {
            clear(house, by, import_id, false).await?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

/// Whether any cell of any sheet says who it is.
async fn tells_of(house: &House, file_id: Uuid, marks: &Marks) -> Result<bool, Problem> {
    let kept = store::file(&house.db.read, file_id).await?;
    let bytes = match house.files.content(&kept).await {
        Ok(bytes) => bytes,
        // A content that is not there any more tells nothing.
        Err(problem) if problem.status() == 500 => return Ok(false),
        Err(problem) => return Err(problem),
    };
    let _turn = desk::turn().await?;
    let workbook = match desk::read(bytes.clone(), kept.name).await {
        Ok((_, workbook)) => workbook,
        Err(problem) if problem.status() == 422 => return Ok(marks.are_in(&String::from_utf8_lossy(&bytes))),
        Err(problem) => return Err(problem),
    };
    let marks = marks.clone();
    let look = move || {
        let mut rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
        rows.any(|row| marks.are_in(&row.cells.iter().map(|cell| cell.text()).collect::<Vec<_>>().join("\n")))
    };
    tokio::task::spawn_blocking(look).await.map_err(Problem::bug)
}

/// Takes the file of an import away; with `rows`, what was read from it too.
pub async fn clear(house: &House, by: &Asker, id: Uuid, rows: bool) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let import = match store::lock(work.tx(), id).await {
        Ok(import) => import,
        Err(problem) if problem.status() == 404 => return Ok(()),
        Err(problem) => return Err(problem),
    };
    let file = store::file(work.tx(), import.file_id).await?;
    match ImportState::kept(&import.state, import.hand) {
        ImportState::Reading | ImportState::Ready | ImportState::Failed => store::delete(work.tx(), id).await?,
        ImportState::Committed | ImportState::Undone => put_note(&work, &import).await?,
        ImportState::Committing | ImportState::Undoing => return Err(under_way()),
    }
    if rows {
        store::forget_rows(work.tx(), id).await?;
    }
    files::forget(&work, file.id).await?;
    work.note(vec![Entry::new("clear_file", "import", id, &import.file_name)]).await?;
    work.commit().await?;
    house.files.take_away(&file).await
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
