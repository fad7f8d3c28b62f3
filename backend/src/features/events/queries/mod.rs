//! Reads: events as the team and members see them.

pub mod attendance;
pub mod calendars;
pub mod export;
pub mod invitations;
pub mod links;
pub mod mine;
pub mod paper;
pub mod places;
pub mod published;
pub mod registrations;
pub mod years;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use kernel::{
    calendar::start_of,
    page::{Cursor, PageOf},
    problem::Problem,
    trade::EventState,
};
use platform::{Asker, House, web::abilities::Ability};
use tables::{event, venue};
use uuid::Uuid;

pub use attendance::check_in_code;
pub use links::link_view;

use super::{
    rules::{self, Standing, Verb, seats},
    schema::{
        EventCard, EventCounts, EventPage, EventQuery, EventRef, Question, SurveyResult, registrations::EventShort,
    },
    store::{self, Wanted},
};
use crate::features::club;

const PAGE: u64 = 50;

pub fn standing(row: &event::Model) -> Standing {
    Standing { state: row.state, starts_at: row.starts_at, ends_at: row.ends_at, register_until: row.register_until }
}

/// What one is asked who registers.
pub fn questions(row: &event::Model) -> Result<Vec<Question>, Problem> {
    Ok(serde_json::from_value(row.questions.clone())?)
}

pub fn file_url(event: Uuid, file: Uuid) -> String {
    format!("/api/v1/events/{event}/files/{file}")
}

pub fn short(row: &event::Model, venue: Option<&venue::Model>) -> EventShort {
    EventShort {
        id: row.id,
        kind: row.kind,
        title: row.title.clone(),
        state: row.state,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        time_zone: row.time_zone.clone(),
        place: super::calendar::place(row, venue),
    }
}

pub async fn list(house: &House, by: &Asker, query: &EventQuery) -> Result<PageOf<EventCard>, Problem> {
    let team = rules::reads_all(&by.caller);
    let states = match (query.state, team) {
        (Some(state), _) if rules::sees(&by.caller, state) => vec![state],
        (Some(_), _) => Vec::new(),
        (None, true) => EventState::all().collect(),
        (None, false) => EventState::all().filter(|state| *state != EventState::Draft).collect(),
    };
    let zone = club::settings_to_read(house).await?.time_zone;
    let latest_first = query.latest_first.unwrap_or(false);
    let question = format!(
        "events:{:?}:{:?}:{:?}:{:?}:{:?}:{:?}:{latest_first}",
        query.state, query.kind, query.from, query.to, query.topic, query.proposed
    );
    let after = query.cursor.as_deref().map(|sealed| Cursor::<DateTime<Utc>>::open(sealed, &question)).transpose()?;
    let limit = query.limit.unwrap_or(PAGE);
    let wanted = Wanted {
        states,
        kind: query.kind,
        ends_from: query.from.map(|day| start_of(day, &zone)),
        begins_before: query.to.and_then(|day| day.succ_opt()).map(|day| start_of(day, &zone)),
        topic: query.topic,
        proposed: query.proposed,
        latest_first,
        after: after.map(|cursor| (cursor.k, cursor.id)),
    };
    let mut rows = store::list(&house.db.read, &wanted, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: last.starts_at, id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: cards(house, rows).await?, next_cursor, total: None })
}

async fn cards(house: &House, rows: Vec<event::Model>) -> Result<Vec<EventCard>, Problem> {
    let db = &house.db.read;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = store::counts(db, &ids).await?;
    let mut topics = store::topics(db, &ids).await?;
    let venues: Vec<Uuid> = rows.iter().filter_map(|row| row.venue_id).collect();
    let venues = store::places::venues_of(db, &venues).await?;
    let venues: HashMap<Uuid, String> = venues.into_iter().map(|venue| (venue.id, venue.name)).collect();
    let card = |row: event::Model| EventCard {
        id: row.id,
        kind: row.kind,
        state: row.state,
        audience: row.audience,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        venue: row.venue_id.and_then(|id| Some(EventRef { id, name: venues.get(&id)?.clone() })),
        online: row.online_url.is_some(),
        capacity: row.capacity,
        counts: counted(&row, counts.get(&row.id)),
        topics: topics.remove(&row.id).unwrap_or_default(),
        series_id: row.series_id,
        proposed: row.proposed,
        title: row.title,
        summary: row.summary,
        time_zone: row.time_zone,
        place: row.place,
    };
    Ok(rows.into_iter().map(card).collect())
}

fn counted(row: &event::Model, counts: Option<&EventCounts>) -> EventCounts {
    EventCounts { free: seats::free(row.capacity, row.taken), ..counts.copied().unwrap_or_default() }
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<EventPage, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    page(house, by, row).await
}

/// An event as this caller sees it. Where one takes part from afar is for the team and for those who have a seat.
pub async fn page(house: &House, by: &Asker, row: event::Model) -> Result<EventPage, Problem> {
    let db = &house.db.read;
    let id = row.id;
    let team = by.caller.is_staff();
    let of = |verb| Ability::of(&rules::may(verb, &by.caller, standing(&row), house.now()), by.language);
    let mut abilities: BTreeMap<&'static str, Ability> =
        Verb::ALL.into_iter().map(|verb| (verb.as_str(), of(verb))).collect();
    if !rules::reads_all(&by.caller) {
        let open = rules::is_open(standing(&row), house.now());
        abilities.insert(Verb::Register.as_str(), Ability::of(&open, by.language));
    }
    let venue = match row.venue_id {
        Some(id) => places::venue(house, id).await?,
        None => None,
    };
    let survey = match row.state {
        EventState::Done if team => Some(survey(house, id).await?),
        _ => None,
    };
    let seated = team || registrations::has_seat(house, by, id).await?;
    let counts = store::counts(db, &[id]).await?;
    let counts = counted(&row, counts.get(&id));
    Ok(EventPage {
        id,
        kind: row.kind,
        state: row.state,
        audience: row.audience,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        venue,
        online_url: row.online_url.filter(|_| seated),
        capacity: row.capacity,
        seats_per_member: row.seats_per_member,
        register_until: row.register_until,
        questions: serde_json::from_value(row.questions)?,
        agenda: serde_json::from_value(row.agenda)?,
        speakers: serde_json::from_value(row.speakers)?,
        cover_url: row.cover_file_id.map(|file| file_url(id, file)),
        topics: store::topics(db, &[id]).await?.remove(&id).unwrap_or_default(),
        with_members: store::with_members(db, &[id]).await?.remove(&id).unwrap_or_default(),
        equipment: store::places::booked(db, id).await?,
        files: store::files(db, id).await?,
        series_id: row.series_id,
        minutes_public: row.minutes_public,
        members_public: row.members_public,
        head_count: row.head_count,
        counts,
        survey,
        published_at: row.published_at,
        proposed: row.proposed,
        revision: row.revision,
        title: row.title,
        summary: row.summary,
        description: row.description,
        time_zone: row.time_zone,
        place: row.place,
        cover_alt: row.cover_alt,
        cancel_words: row.cancel_words,
        minutes: row.minutes,
        by: row.by_name,
        abilities,
    })
}

async fn survey(house: &House, event: Uuid) -> Result<SurveyResult, Problem> {
    let all = store::links::answers(&house.db.read, event).await?;
    let how_many = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let useful: i64 = all.iter().map(|answer| answer.useful).sum();
    Ok(SurveyResult {
        answers: how_many,
        useful: (how_many > 0).then(|| useful * 100 / how_many),
        again: i64::try_from(all.iter().filter(|answer| answer.again).count()).unwrap_or(i64::MAX),
        words: all.into_iter().map(|answer| answer.words).filter(|words| !words.is_empty()).collect(),
    })
}

/// A file of an event, for whoever sees the event.
pub async fn file(house: &House, event: &event::Model, id: Uuid) -> Result<platform::web::FileContent, Problem> {
    let db = &house.db.read;
    let is_its =
        event.cover_file_id == Some(id) || store::files(db, event.id).await?.iter().any(|one| one.file_id == id);
    if !is_its {
        return Err(Problem::not_found());
    }
    let (file, bytes) = house.files.read(db, id).await?;
    Ok(platform::web::FileContent { file, bytes })
}
