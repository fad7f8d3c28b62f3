//! One function per verb.

pub mod operations;

use kernel::problem::{Problem, say};
use platform::{
    Asker, House,
    files::{Accept, NewFile},
    web::Sent,
};

use super::{
    schema::{FileKind, KeptFile},
    store,
};

/// Keeps a file that somebody sent in.
pub async fn keep_file(house: &House, by: &Asker, sent: Sent) -> Result<KeptFile, Problem> {
    let sent = sent.only(&["kind", "public"])?;
    let accept = match choice(&sent, "kind", &[("picture", FileKind::Picture), ("document", FileKind::Document)])? {
        Some(FileKind::Picture) => Accept::Picture,
        Some(FileKind::Document) | None => Accept::Document,
    };
    let public = choice(&sent, "public", &[("true", true), ("false", false)])?.unwrap_or(false);
    let new = NewFile {
        name: sent.file_name,
        bytes: sent.bytes,
        purpose: "upload",
        accept,
        public,
        created_by: by.account_id(),
    };
    let taken = house.files.take_in(new, house.now()).await?;
    let work = house.begin(by).await?;
    let row = taken.enter(&work).await?;
    work.note_one("kept", "file", row.id, &row.name).await?;
    work.commit().await?;
    Ok(store::kept_file(row))
}

/// A field of the form that is one of a few words.
fn choice<T: Copy>(sent: &Sent, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Problem> {
    let Some(given) = sent.field(name) else { return Ok(None) };
    let known = words.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
    known.map(Some).ok_or_else(|| {
        let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Problem::invalid_field(
            format!("/{name}"),
            "house.wrong_value",
            say(format!("Valeurs possibles : {list}."), format!("Possible values: {list}.")),
        )
    })
}
