//! What the team does with an event.

pub mod attendance;
mod booking;
pub mod calendars;
pub mod closing;
pub mod copies;
pub mod invitations;
pub mod letters;
pub mod links;
pub mod papers;
pub mod places;
pub mod proposals;
pub mod registrations;
pub mod seats;

use std::collections::BTreeSet;

use chrono::SubsecRound;
use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    trade::{EventAudience, EventState},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
};
use serde_json::{Value, json};
use tables::event;
use uuid::Uuid;

use super::{
    facts::{EventCancelled, EventChanged, EventPublished},
    jobs::{self, ToTell, What},
    queries::standing,
    rules::{self, Verb, form, seats::overbooked},
    schema::{CancelForm, EventChanges, EventFile, NewEvent},
    store,
};
use crate::features::club;

/// A draft; gives its id.
pub async fn create(house: &House, by: &Asker, new: NewEvent) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let zone = club::settings(work.tx()).await?.time_zone;
    let set = |text: Option<String>| text.map_or(Change::Keep, Change::Set);
    let changes = EventChanges {
        kind: Change::Set(new.kind),
        title: Change::Set(new.title),
        starts_at: Change::Set(new.starts_at),
        ends_at: Change::Set(new.ends_at),
        audience: new.audience.map_or(Change::Keep, Change::Set),
        venue_id: new.venue_id.map_or(Change::Keep, Change::Set),
        place: set(new.place),
        online_url: set(new.online_url),
        capacity: new.capacity.map_or(Change::Keep, Change::Set),
        summary: set(new.summary),
        description: set(new.description),
        ..EventChanges::default()
    };
    let mut row = blank(&work, new.kind, zone.name());
    row.starts_at = new.starts_at.trunc_subsecs(0);
    row.ends_at = new.ends_at.trunc_subsecs(0);
    form::apply(&mut row, &changes)?;
    venue_holds(&work, &row).await?;
    let id = row.id;
    let entry = Entry::new("create", "event", id, &row.title).with(differences(&Value::Null, &told(&row)));
    store::insert(work.tx(), row).await?;
    work.note(vec![entry]).await?;
    work.commit().await?;
    Ok(id)
}

/// An event of which nothing is known yet.
fn blank(work: &Work, kind: kernel::trade::EventKind, zone: &str) -> event::Model {
    let (_, by_id, by_name) = work.by.caller.signature();
    event::Model {
        id: kernel::ids::new_id(),
        kind,
        title: String::new(),
        summary: String::new(),
        description: String::new(),
        state: EventState::Draft,
        starts_at: work.now,
        ends_at: work.now,
        time_zone: zone.to_owned(),
        venue_id: None,
        place: String::new(),
        online_url: None,
        audience: EventAudience::Members,
        capacity: None,
        taken: 0,
        overbooked: 0,
        seats_per_member: None,
        register_until: None,
        questions: json!([]),
        agenda: json!([]),
        speakers: json!([]),
        cover_file_id: None,
        cover_alt: String::new(),
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
    }
}

/// What the audit tells of it, before and after.
fn told(row: &event::Model) -> Value {
    json!({
        "kind": row.kind,
        "title": row.title,
        "summary": row.summary,
        "description": row.description,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "time_zone": row.time_zone,
        "venue_id": row.venue_id,
        "place": row.place,
        "online_url": row.online_url,
        "audience": row.audience,
        "capacity": row.capacity,
        "seats_per_member": row.seats_per_member,
        "register_until": row.register_until,
        "questions": row.questions,
        "agenda": row.agenda,
        "speakers": row.speakers,
        "cover_file_id": row.cover_file_id,
        "cover_alt": row.cover_alt,
    })
}

/// Changes it. What those who come must know is told them, and to their calendars.
pub async fn update(house: &House, by: &Asker, id: Uuid, based_on: i64, changes: EventChanges) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let before = hold(&work, id, Verb::Edit).await?;
    if before.revision != based_on {
        return Err(Problem::stale(before.revision));
    }
    let mut row = before.clone();
    form::apply(&mut row, &changes)?;
    venue_holds(&work, &row).await?;
    if changes.cover_file_id.as_set().is_some_and(|_| row.cover_file_id != before.cover_file_id) {
        files_hold(&work, row.cover_file_id.as_slice(), "/cover_file_id").await?;
    }
    row.revision += 1;
    row.updated_at = work.now;
    row.overbooked = overbooked(row.capacity, row.taken);
    let is_told = row.state == EventState::Published && form::matters(&before, &row);
    if is_told {
        row.sequence += 1;
    }
    if row.starts_at != before.starts_at {
        (row.week_reminded_at, row.day_reminded_at) = (None, None);
    }
    let entry = Entry::new("update", "event", id, &row.title).with(differences(&told(&before), &told(&row)));
    store::update(work.tx(), row.clone()).await?;
    belongings(&work, &row, &changes).await?;
    if row.capacity != before.capacity && row.state == EventState::Published {
        seats::settle(&work, &mut row).await?;
    }
    if is_told {
        work.record(&EventChanged { event_id: id, sequence: row.sequence }).await?;
        work.leave_now(jobs::TELL.name, &ToTell { event_id: id, what: What::Changed, sequence: row.sequence }).await?;
    }
    work.note(vec![entry]).await?;
    work.commit().await
}

/// Topics, members, files and equipment, as far as they are given.
async fn belongings(work: &Work, row: &event::Model, changes: &EventChanges) -> Result<(), Problem> {
    let tx = work.tx();
    if let Some(ids) = changes.topics.clone().into_option() {
        let ids = once(ids.unwrap_or_default());
        if store::known_topics(tx, &ids).await? != ids.len() {
            return Err(rules::unknown("/topics"));
        }
        store::put_topics(tx, row.id, &ids).await?;
    }
    if let Some(ids) = changes.with_members.clone().into_option() {
        let ids = once(ids.unwrap_or_default());
        if store::registrations::names(tx, &ids).await?.len() != ids.len() {
            return Err(rules::unknown("/with_members"));
        }
        store::put_members(tx, row.id, &ids).await?;
    }
    if let Some(files) = changes.files.clone().into_option() {
        let files = files.unwrap_or_default();
        labels_hold(&files, "/files")?;
        let ids: Vec<Uuid> = files.iter().map(|file| file.file_id).collect();
        files_hold(work, &ids, "/files").await?;
        store::put_files(tx, row.id, &files).await?;
    }
    booking::book(work, row, changes.equipment.clone().into_option()).await
}

fn once(ids: Vec<Uuid>) -> Vec<Uuid> {
    ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

fn labels_hold(files: &[EventFile], pointer: &str) -> Result<(), Problem> {
    let fits = |file: &EventFile| !file.label.trim().is_empty() && file.label.chars().count() <= 300;
    let faults: Vec<Fault> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| !fits(file))
        .map(|(at, _)| {
            let needed = say("Dites en quelques mots ce que c’est.", "Say in a few words what it is.");
            Fault::at(format!("{pointer}/{at}/label"), "events.required", needed)
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

async fn files_hold(work: &Work, ids: &[Uuid], pointer: &'static str) -> Result<(), Problem> {
    // A file that is given twice is one too few.
    if store::known_files(work.tx(), ids).await? == ids.len() { Ok(()) } else { Err(rules::unknown(pointer)) }
}

async fn venue_holds(work: &Work, row: &event::Model) -> Result<(), Problem> {
    let Some(id) = row.venue_id else { return Ok(()) };
    match store::places::venue(work.tx(), id).await? {
        Some(venue) if venue.archived_at.is_none() || row.state != EventState::Draft => Ok(()),
        _ => Err(rules::unknown("/venue_id")),
    }
}

/// Has it be seen, and opens registration.
pub async fn publish(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Publish).await?;
    row.state = EventState::Published;
    row.published_at = Some(work.now);
    row.updated_at = work.now;
    row.revision += 1;
    work.record(&EventPublished { event_id: id, starts_at: row.starts_at }).await?;
    work.note_one(Verb::Publish.as_str(), "event", id, &row.title).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// Calls it off: everybody who comes, waits or was invited is told.
pub async fn cancel(house: &House, by: &Asker, id: Uuid, form: CancelForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Cancel).await?;
    row.state = EventState::Cancelled;
    row.cancel_words = form.words.trim().to_owned();
    row.sequence += 1;
    row.updated_at = work.now;
    row.revision += 1;
    work.record(&EventCancelled { event_id: id }).await?;
    work.leave_now(jobs::TELL.name, &ToTell { event_id: id, what: What::Cancelled, sequence: row.sequence }).await?;
    work.note_one(Verb::Cancel.as_str(), "event", id, &row.title).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// Throws a draft away.
pub async fn discard(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Discard).await?;
    work.note_one(Verb::Discard.as_str(), "event", id, &row.title).await?;
    store::delete(work.tx(), id).await?;
    work.commit().await
}

/// The event, held and checked again.
async fn hold(work: &Work, id: Uuid, verb: Verb) -> Result<event::Model, Problem> {
    let row = store::hold(work.tx(), id).await?;
    rules::may(verb, &work.by.caller, standing(&row), work.now)?;
    Ok(row)
}
