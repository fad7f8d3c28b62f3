//! Put away and taken back. What is archived keeps its history and frees its identifiers.

use kernel::problem::Problem;
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        rules::{self, Verb},
        store,
    },
    draft,
};

pub async fn archive(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut draft = draft::take(&work, id).await?;
    rules::may(Verb::Archive, &by.caller, standing(&draft.row))?;
    draft.row.archived_at = Some(work.now);
    draft::write(&work, vec![draft], "archive", None).await?;
    work.commit().await
}

/// 409 with the pointer and the holder when an identifier has been taken since.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut draft = draft::take(&work, id).await?;
    rules::may(Verb::Restore, &by.caller, standing(&draft.row))?;
    store::no_clash(work.tx(), &draft.row).await?;
    draft.row.archived_at = None;
    draft::write(&work, vec![draft], "restore", None).await?;
    work.commit().await
}
