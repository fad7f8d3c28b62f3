//! An event is over: how many came, what was said, what it looked like, and who is written to. Done again, it corrects what
//! was written down; whoever had their letter gets no other.

use kernel::{problem::Problem, trade::EventState};
use platform::{Asker, House, Work, audit::Entry};
use tables::event;
use uuid::Uuid;

use super::{
    super::{
        facts::EventClosed,
        jobs::{self, ToTell, What},
        queries::standing,
        rules::{self, Verb},
        schema::{ClosingForm, EventFile, EventFileKind, Photo},
        store::{self, registrations},
    },
    attendance::members_present,
    files_hold, labels_hold,
};

/// Closes it. Organisations present had their contact when they were ticked.
pub async fn close(house: &House, by: &Asker, id: Uuid, form: ClosingForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = store::hold(work.tx(), id).await?;
    rules::may(Verb::Close, &by.caller, standing(&row), work.now)?;
    let rows = registrations::of_event(work.tx(), id, None).await?;
    let ticked = rows.iter().filter(|row| row.attended_at.is_some()).count();
    row.state = EventState::Done;
    row.closed_at = row.closed_at.or(Some(work.now));
    row.head_count = Some(form.head_count.unwrap_or_else(|| i64::try_from(ticked).unwrap_or(i64::MAX)));
    row.minutes = form.minutes.trim().to_owned();
    row.minutes_public = form.minutes_public;
    row.members_public = form.members_public;
    row.updated_at = work.now;
    row.revision += 1;
    if let Some(photos) = form.photos {
        show(&work, &row, photos).await?;
    }
    let members = members_present(&work, &row).await?;
    work.record(&EventClosed { event_id: id, members }).await?;
    if form.write {
        let what = ToTell { event_id: id, what: What::Closed, sequence: row.sequence };
        work.leave_now(jobs::TELL.name, &what).await?;
    }
    work.note(vec![Entry::new(Verb::Close.as_str(), "event", id, &row.title)]).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// Shows these pictures; attachments stay.
async fn show(work: &Work, row: &event::Model, photos: Vec<Photo>) -> Result<(), Problem> {
    let photos: Vec<EventFile> = photos
        .into_iter()
        .map(|photo| EventFile { file_id: photo.file_id, kind: EventFileKind::Photo, label: photo.label })
        .collect();
    labels_hold(&photos, "/photos")?;
    let ids: Vec<Uuid> = photos.iter().map(|photo| photo.file_id).collect();
    files_hold(work, &ids, "/photos").await?;
    let mut files = store::files(work.tx(), row.id).await?;
    files.retain(|file| file.kind == EventFileKind::Attachment && !ids.contains(&file.file_id));
    files.extend(photos);
    store::put_files(work.tx(), row.id, &files).await
}
