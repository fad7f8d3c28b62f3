//! The way of a sheet: handed in, taken up, sent back, published, archived.

use kernel::problem::Problem;
use platform::{Asker, House, Work, audit::Entry};
use tables::{practice_comment, practice_sheet, practice_version};
use uuid::Uuid;

use super::{
    super::{
        facts::{SheetArchived, SheetPublished, SheetSubmitted},
        queries::{self, content_of},
        rules::{self, Verb, gate},
        schema::{PublishForm, ReturnForm, SheetState},
        store::{self, keywords::Book},
    },
    hold, show, write,
};
use crate::features::club;

/// Hands it in to the team.
pub async fn submit(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Submit).await?;
    gate::passed(queries::lacking_to_submit(&row, &content_of(&row)?))?;
    work.record(&SheetSubmitted { sheet_id: id, member_id: row.member_id }).await?;
    stands(work, row, Verb::Submit, SheetState::Submitted).await
}

/// The team looks at it.
pub async fn take_up(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::TakeUp).await?;
    stands(work, row, Verb::TakeUp, SheetState::InReview).await
}

/// Whoever writes it goes on, with a word of the team.
pub async fn send_back(house: &House, by: &Asker, id: Uuid, form: ReturnForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::SendBack).await?;
    let (_, by_id, by_name) = work.by.caller.signature();
    let comment = practice_comment::Model {
        id: kernel::ids::new_id(),
        sheet_id: id,
        section: "title".to_owned(),
        text: form.words.trim().to_owned(),
        by_id,
        by_name,
        written_at: work.now,
        settled_at: None,
    };
    store::versions::insert_comment(work.tx(), comment).await?;
    stands(work, row, Verb::SendBack, SheetState::Draft).await
}

async fn stands(work: Work, mut row: practice_sheet::Model, verb: Verb, state: SheetState) -> Result<(), Problem> {
    row.state = state.as_str().to_owned();
    work.note_one(verb.as_str(), "practice_sheet", row.id, &row.title).await?;
    store::update(&work, row).await?;
    work.commit().await
}

/// Anyone reads what it says now, as one more version; 422 tells all that is missing.
pub async fn publish(house: &House, by: &Asker, id: Uuid, form: PublishForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let tx = work.tx();
    let mut row = hold(&work, id, Verb::Publish).await?;
    let content = content_of(&row)?;
    let media = store::media::of_sheet(tx, id).await?;
    let confirmation = store::asked::confirmation(tx, id).await?;
    gate::passed(queries::lacking(&row, &content, &media, confirmation.as_ref()))?;
    let today = club::settings(tx).await?.today(work.now);
    let book = Book::read(tx).await?;
    let partners = store::partners(tx, id).await?;
    row.state = SheetState::Published.as_str().to_owned();
    row.version += 1;
    row.published_revision = Some(row.revision);
    row.published_on = row.published_on.or(Some(today));
    row.updated_on = Some(today);
    row.review_due_on = Some(rules::review_due(today));
    let snapshot = queries::snapshot(&row, content, partners, media, &book);
    let (_, by_id, by_name) = work.by.caller.signature();
    let version = practice_version::Model {
        id: kernel::ids::new_id(),
        sheet_id: id,
        number: row.version,
        content: serde_json::to_value(snapshot)?,
        note: form.note.trim().to_owned(),
        by_id,
        by_name,
        published_at: work.now,
    };
    store::update(&work, row.clone()).await?;
    store::versions::insert(tx, version).await?;
    show::show(&work, &row, &book).await?;
    work.note_one(Verb::Publish.as_str(), "practice_sheet", id, &row.title).await?;
    work.record(&SheetPublished { sheet_id: id, member_id: row.member_id, version: row.version }).await?;
    work.commit().await
}

/// Nobody reads it any more; it can be restored.
pub async fn archive(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Archive).await?;
    store::index::remove(work.tx(), id).await?;
    work.record(&SheetArchived { sheet_id: id }).await?;
    stands(work, row, Verb::Archive, SheetState::Archived).await
}

/// Takes it back for review: it is published again once somebody has looked at it.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Restore).await?;
    stands(work, row, Verb::Restore, SheetState::InReview).await
}

/// Has it say again what a version said. It is published only when somebody does so.
pub async fn restore_version(house: &House, by: &Asker, id: Uuid, number: i64, based_on: i64) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Edit).await?;
    write::fresh(&work, &row, based_on).await?;
    let version = store::versions::find(work.tx(), id, number).await?.ok_or_else(Problem::not_found)?;
    let snapshot = queries::snapshot_of(&version)?;
    row.title_key = kernel::words::name_key(&snapshot.title);
    row.title = snapshot.title;
    row.content = serde_json::to_value(snapshot.content)?;
    let mut partners = snapshot.partners;
    let ids: Vec<Uuid> = partners.iter().filter_map(|partner| partner.member_id).collect();
    let there = store::members_named(work.tx(), &ids).await?;
    // One that is gone since is named still.
    partners.iter_mut().for_each(|partner| partner.member_id = partner.member_id.filter(|id| there.contains_key(id)));
    store::put_partners(work.tx(), id, &partners).await?;
    store::media::put_back(work.tx(), id, &snapshot.media, work.now).await?;
    work.note(vec![Entry::new("restore_version", "practice_sheet", id, &row.title)]).await?;
    store::rewrite(&work, row).await?;
    work.commit().await
}
