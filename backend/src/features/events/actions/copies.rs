//! The same event once more: on another day, or again and again at the same hour.

use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};
use kernel::{calendar::add_months, problem::Problem, trade::EventState};
use platform::{Asker, House, Work};
use tables::event;
use uuid::Uuid;

use super::super::{
    calendar::zone,
    schema::{CopyForm, Rhythm, SeriesForm},
    store,
};

/// A draft like it on another day; gives its id. Who came, minutes and bookings stay where they are.
pub async fn copy(house: &House, by: &Asker, id: Uuid, form: CopyForm) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let from = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let row = like(&work, &from, form.starts_at);
    let copied = row.id;
    put(&work, &from, row).await?;
    work.commit().await?;
    Ok(copied)
}

/// Drafts like it, at the same hour of the place whatever the clocks do; gives their ids.
pub async fn series(house: &House, by: &Asker, id: Uuid, form: SeriesForm) -> Result<Vec<Uuid>, Problem> {
    let work = house.begin(by).await?;
    let mut from = store::hold(work.tx(), id).await?;
    let series = *from.series_id.get_or_insert_with(kernel::ids::new_id);
    store::update(work.tx(), from.clone()).await?;
    let mut ids = Vec::new();
    for time in 1..=form.times {
        let mut row = like(&work, &from, later(&from, form.every, time));
        row.series_id = Some(series);
        ids.push(row.id);
        put(&work, &from, row).await?;
    }
    work.commit().await?;
    Ok(ids)
}

/// So many weeks or months later, at the same hour.
fn later(from: &event::Model, every: Rhythm, times: u32) -> DateTime<Utc> {
    let zone = zone(from);
    let there = from.starts_at.with_timezone(&zone).naive_local();
    let day = match every {
        Rhythm::Week => there.date().checked_add_days(Days::new(u64::from(times) * 7)).unwrap_or(there.date()),
        Rhythm::Month => add_months(there.date(), i32::try_from(times).unwrap_or(0)),
    };
    let wanted = day.and_time(there.time());
    let hour = TimeDelta::hours(1);
    // An hour that the clocks skip is that of winter.
    let in_winter = || zone.from_local_datetime(&(wanted - hour)).earliest().map(|at| at + hour);
    let there = zone.from_local_datetime(&wanted).earliest().or_else(in_winter);
    there.map_or_else(|| wanted.and_utc(), |at| at.with_timezone(&Utc))
}

fn like(work: &Work, from: &event::Model, starts_at: DateTime<Utc>) -> event::Model {
    let starts_at = chrono::SubsecRound::trunc_subsecs(starts_at, 0);
    let (_, by_id, by_name) = work.by.caller.signature();
    event::Model {
        id: kernel::ids::new_id(),
        state: EventState::Draft,
        ends_at: starts_at + (from.ends_at - from.starts_at),
        register_until: from.register_until.map(|until| starts_at - (from.starts_at - until)),
        starts_at,
        taken: 0,
        overbooked: 0,
        series_id: None,
        sequence: 0,
        cancel_words: String::new(),
        minutes: String::new(),
        minutes_public: false,
        members_public: false,
        head_count: None,
        week_reminded_at: None,
        day_reminded_at: None,
        published_at: None,
        closed_at: None,
        proposed: false,
        by_id,
        by_name,
        revision: 1,
        created_at: work.now,
        updated_at: work.now,
        ..from.clone()
    }
}

/// Writes it, with the topics, members and attachments of the one it is like.
async fn put(work: &Work, from: &event::Model, mut row: event::Model) -> Result<(), Problem> {
    let tx = work.tx();
    let (id, title) = (row.id, row.title.clone());
    if let Some(venue) = row.venue_id {
        let there = store::places::venue(tx, venue).await?;
        row.venue_id = there.filter(|venue| venue.archived_at.is_none()).map(|venue| venue.id);
    }
    store::insert(tx, row).await?;
    let topics = store::topics(tx, &[from.id]).await?.remove(&from.id).unwrap_or_default();
    store::put_topics(tx, id, &topics.into_iter().map(|topic| topic.id).collect::<Vec<_>>()).await?;
    let members = store::with_members(tx, &[from.id]).await?.remove(&from.id).unwrap_or_default();
    store::put_members(tx, id, &members.into_iter().map(|member| member.id).collect::<Vec<_>>()).await?;
    let mut files = store::files(tx, from.id).await?;
    files.retain(|file| file.kind == super::super::schema::EventFileKind::Attachment);
    store::put_files(tx, id, &files).await?;
    work.note_one("copy", "event", id, &title).await
}
