//! An import that is not wanted: it goes with its rows and its file. Nothing of members was written.

use kernel::problem::Problem;
use platform::{Asker, House, audit::Entry, files};
use uuid::Uuid;

use super::super::{
    queries::standing,
    rules::{self, Verb},
    store,
};

pub async fn discard(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let import = store::lock(work.tx(), id).await?;
    rules::may(Verb::Discard, standing(&import))?;
    store::delete(work.tx(), id).await?;
    files::forget(&work, import.file_id).await?;
    work.note(vec![Entry::new("discard", "import", id, &import.file_name)]).await?;
    work.commit().await
}
