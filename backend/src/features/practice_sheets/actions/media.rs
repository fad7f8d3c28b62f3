//! Pictures, videos, articles and documents added, described, taken off.

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    files::{Accept, NewFile},
    web::Sent,
};
use tables::{practice_media, practice_sheet};
use uuid::Uuid;

use super::{
    super::{
        rules::{Verb, refusals},
        schema::{MediaChanges, MediaKind, MediaLink},
        store,
    },
    hold,
    write::{fresh, is_address},
};

/// As many as a sheet shows.
const MOST: u32 = 20;

/// Keeps what was sent in: a picture, which is drawn anew, or a document. Gives its id.
pub async fn add(house: &House, by: &Asker, sheet: Uuid, sent: Sent) -> Result<Uuid, Problem> {
    let sent = sent.only(&["alt", "title"])?;
    let (alt, title) = (short(sent.field("alt"), "/alt", 300)?, short(sent.field("title"), "/title", 200)?);
    let taken = house.files.take_in(new_file(sent, by.account_id()), house.now()).await?;
    let work = house.begin(by).await?;
    let row = hold(&work, sheet, Verb::Edit).await?;
    room(&work, sheet, MOST).await?;
    let file = taken.enter(&work).await?;
    let kind = if file.media_type.starts_with("image/") { MediaKind::Picture } else { MediaKind::Document };
    let title = if title.is_empty() && kind == MediaKind::Document { file.name.clone() } else { title };
    let media = practice_media::Model { file_id: Some(file.id), alt, title, ..blank(&work, sheet, kind).await? };
    finish(work, row, media, "add_media").await
}

/// A file of a sheet; whom it is shown to is asked each time one is read.
pub fn new_file(sent: Sent, by: Option<Uuid>) -> NewFile {
    NewFile {
        name: sent.file_name,
        bytes: sent.bytes,
        purpose: "practice_sheet",
        accept: Accept::Document,
        public: false,
        created_by: by,
    }
}

/// Keeps an address elsewhere. Gives its id.
pub async fn link(house: &House, by: &Asker, sheet: Uuid, link: MediaLink) -> Result<Uuid, Problem> {
    if !is_address(&link.url) {
        return Err(refusals::bad_link());
    }
    let work = house.begin(by).await?;
    let row = hold(&work, sheet, Verb::Edit).await?;
    room(&work, sheet, MOST).await?;
    let kind = if link.video { MediaKind::Video } else { MediaKind::Press };
    let media = practice_media::Model {
        url: Some(link.url),
        title: link.title,
        published_in: link.published_in,
        ..blank(&work, sheet, kind).await?
    };
    finish(work, row, media, "add_media").await
}

async fn finish(
    work: Work,
    row: practice_sheet::Model,
    media: practice_media::Model,
    verb: &'static str,
) -> Result<Uuid, Problem> {
    let id = media.id;
    store::media::insert(work.tx(), media).await?;
    work.note_one(verb, "practice_sheet", row.id, &row.title).await?;
    store::rewrite(&work, row).await?;
    work.commit().await?;
    Ok(id)
}

/// A medium that says nothing yet, behind the others.
pub async fn blank(work: &Work, sheet: Uuid, kind: MediaKind) -> Result<practice_media::Model, Problem> {
    let rows = store::media::rows(work.tx(), sheet).await?;
    Ok(practice_media::Model {
        id: kernel::ids::new_id(),
        sheet_id: sheet,
        kind: kind.as_str().to_owned(),
        file_id: None,
        url: None,
        alt: String::new(),
        title: String::new(),
        credit: String::new(),
        published_in: String::new(),
        cover: false,
        position: rows.iter().map(|row| row.position).max().unwrap_or(0) + 1,
        removed_at: None,
        created_at: work.now,
    })
}

/// Refuses one more than `most`.
pub async fn room(work: &Work, sheet: Uuid, most: u32) -> Result<(), Problem> {
    let there = store::media::of_sheet(work.tx(), sheet).await?.len();
    if there < most as usize { Ok(()) } else { Err(refusals::too_many_photos(most)) }
}

/// A short text beside a file.
pub fn short(text: Option<&str>, pointer: &str, longest: usize) -> Result<String, Problem> {
    let text = text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > longest {
        let detail = say(format!("Au plus {longest} caractères."), format!("At most {longest} characters."));
        return Err(Problem::invalid_field(pointer, "house.length", detail));
    }
    Ok(text)
}

/// Describes a medium anew, or puts a picture at the head.
pub async fn change(
    house: &House,
    by: &Asker,
    (id, sheet): (Uuid, Uuid),
    based_on: i64,
    changes: MediaChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, sheet, Verb::Edit).await?;
    fresh(&work, &row, based_on).await?;
    let mut media = there(&work, id).await?;
    let former = media.clone();
    let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    media.alt = changes.alt.map(tidy).unwrap_or(media.alt);
    media.title = changes.title.map(tidy).unwrap_or(media.title);
    media.credit = changes.credit.map(tidy).unwrap_or(media.credit);
    if let Some(cover) = changes.cover {
        media.cover = cover && MediaKind::parse(&media.kind) == MediaKind::Picture;
    }
    if media == former {
        return Ok(());
    }
    if media.cover && !former.cover {
        store::media::uncover(work.tx(), sheet).await?;
    }
    store::media::update(work.tx(), media).await?;
    work.note_one("change_media", "practice_sheet", sheet, &row.title).await?;
    store::rewrite(&work, row).await?;
    work.commit().await
}

async fn there(work: &Work, id: Uuid) -> Result<practice_media::Model, Problem> {
    let media = store::media::find(work.tx(), id).await?;
    media.filter(|media| media.removed_at.is_none()).ok_or_else(Problem::not_found)
}

/// Takes a medium off the sheet; versions that show it show it still.
pub async fn remove(house: &House, by: &Asker, (id, sheet): (Uuid, Uuid)) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, sheet, Verb::Edit).await?;
    let mut media = there(&work, id).await?;
    (media.removed_at, media.cover) = (Some(work.now), false);
    store::media::update(work.tx(), media).await?;
    work.note_one("remove_media", "practice_sheet", sheet, &row.title).await?;
    store::rewrite(&work, row).await?;
    work.commit().await
}
