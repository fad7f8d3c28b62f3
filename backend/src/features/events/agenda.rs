//! The public agenda: all that anyone may know of events, made in a handful of questions and kept until something is
//! committed. A reader costs the database nothing, and an answer that many ask for is written once.

use std::{
    hash::{DefaultHasher, Hasher},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    icalendar,
    problem::Problem,
    trade::{EventAudience, EventState},
};
use platform::{House, kept::Kept};
use tables::{event, venue};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{
    calendar,
    feeds::json_ld,
    queries::{file_url, questions, standing},
    rules::{self, seats},
    schema::{
        EventFile, EventFileKind, EventRef,
        published::{PublicEvent, PublicFile, PublicVenue},
    },
    store::{self, published},
};
use crate::features::club::{self, ClubSettings};

/// What other processes commit is seen within this, and that registration has closed.
const OLDEST: TimeDelta = TimeDelta::seconds(30);

/// One event of the agenda.
pub struct Listed {
    pub event: PublicEvent,
    pub entry: icalendar::Event,
    pub published_at: DateTime<Utc>,
}

pub struct Agenda {
    /// Another as soon as anything that is told is.
    pub version: u64,
    pub club: ClubSettings,
    /// By their beginning.
    pub events: Vec<Listed>,
    /// Answers already written, by their question.
    pub kept: Kept,
}

struct Remembered {
    agenda: Arc<Agenda>,
    read_at: DateTime<Utc>,
    commits: u64,
}

/// One's turn to make it anew: the others wait for it.
#[derive(Default)]
struct Turn(Mutex<()>);

/// The agenda as of the last commit of this process.
pub async fn agenda(house: &House) -> Result<Arc<Agenda>, Problem> {
    if let Some(known) = remembered(house) {
        return Ok(known);
    }
    let turn = house.memo.one::<Turn>();
    let _mine = turn.0.lock().await;
    if let Some(known) = remembered(house) {
        return Ok(known);
    }
    let (commits, read_at) = (house.memo.commits(), house.now());
    let mut agenda = Arc::new(make(house).await?);
    if let Some(before) = house.memo.get::<Remembered>().filter(|before| before.agenda.version == agenda.version) {
        // Nothing that the public sees is another: what was written of it is good still.
        agenda = before.agenda.clone();
    }
    house.memo.keep(Remembered { agenda: agenda.clone(), read_at, commits });
    Ok(agenda)
}

fn remembered(house: &House) -> Option<Arc<Agenda>> {
    let known = house.memo.get::<Remembered>()?;
    let fresh = known.commits == house.memo.commits() && (house.now() - known.read_at).abs() < OLDEST;
    fresh.then(|| known.agenda.clone())
}

impl Agenda {
    pub fn find(&self, id: Uuid) -> Option<&Listed> {
        self.events.iter().find(|listed| listed.event.id == id)
    }

    /// Those about a topic, or all.
    pub fn about(&self, topic: Option<Uuid>) -> impl Iterator<Item = &Listed> {
        self.events
            .iter()
            .filter(move |listed| topic.is_none_or(|topic| listed.event.topics.iter().any(|one| one.id == topic)))
    }
}

async fn make(house: &House) -> Result<Agenda, Problem> {
    // One instant: what is hidden meanwhile is hidden in all of it.
    let db = house.db.begin_snapshot().await?;
    let club = club::settings(&db).await?;
    let mut rows = published::events(&db).await?;
    rows.retain(|row| row.audience == EventAudience::Public);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut topics = store::topics(&db, &ids).await?;
    let mut members = store::with_members(&db, &ids).await?;
    let named: Vec<Uuid> = rows.iter().filter(|row| row.members_public).map(|row| row.id).collect();
    let mut present = published::members_present(&db, &named).await?;
    let venues = published::venues(&db).await?;
    let mut files = published::files(&db).await?;
    db.commit().await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let venue = row.venue_id.and_then(|id| venues.get(&id));
        let topics = topics.remove(&row.id).unwrap_or_default();
        let names: Vec<String> = topics.iter().map(|topic| topic.name.clone()).collect();
        let entry = calendar::entry(house, &row, venue, &names, false);
        let published_at = row.published_at.unwrap_or(row.created_at);
        let belongings = Belongings {
            topics,
            members: members.remove(&row.id).unwrap_or_default(),
            present: present.remove(&row.id).unwrap_or_default(),
            files: files.remove(&row.id).unwrap_or_default(),
        };
        events.push(Listed { event: told(house, &club, row, venue, belongings)?, entry, published_at });
    }
    let mut hasher = DefaultHasher::new();
    let of_club = format!("{} {} {:?} {}", club.name, club.contact_email, club.directory_licence, club.time_zone);
    hasher.write(of_club.as_bytes());
    for listed in &events {
        hasher.write(&serde_json::to_vec(&listed.event)?);
    }
    Ok(Agenda { version: hasher.finish(), club, events, kept: Kept::default() })
}

struct Belongings {
    topics: Vec<EventRef>,
    members: Vec<EventRef>,
    present: Vec<EventRef>,
    files: Vec<EventFile>,
}

fn told(
    house: &House,
    club: &ClubSettings,
    row: event::Model,
    venue: Option<&venue::Model>,
    Belongings { topics, members, present, files }: Belongings,
) -> Result<PublicEvent, Problem> {
    let id = row.id;
    let of = |kind: EventFileKind| -> Vec<PublicFile> {
        let these = files.iter().filter(|file| file.kind == kind);
        these.map(|file| PublicFile { url: file_url(id, file.file_id), label: file.label.clone() }).collect()
    };
    let done = row.state == EventState::Done;
    let mut event = PublicEvent {
        id,
        url: calendar::page_url(house, id),
        kind: row.kind,
        state: row.state,
        audience: row.audience,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        venue: venue.map(|venue| PublicVenue {
            name: venue.name.clone(),
            address: venue.address.clone(),
            commune: venue.commune.clone(),
            latitude: venue.latitude,
            longitude: venue.longitude,
            accessibility: venue.accessibility.clone(),
        }),
        online: row.online_url.is_some(),
        cover_url: row.cover_file_id.map(|file| file_url(id, file)),
        attachments: of(EventFileKind::Attachment),
        photos: of(EventFileKind::Photo),
        questions: questions(&row)?,
        capacity: row.capacity,
        seats_left: seats::free(row.capacity, row.taken),
        register_until: row.register_until,
        open: rules::is_open(standing(&row), house.now()).is_ok(),
        head_count: row.head_count.filter(|_| done),
        updated_at: row.updated_at,
        minutes: Some(row.minutes).filter(|minutes| done && row.minutes_public && !minutes.is_empty()),
        agenda: serde_json::from_value(row.agenda)?,
        speakers: serde_json::from_value(row.speakers)?,
        title: row.title,
        summary: row.summary,
        description: row.description,
        time_zone: row.time_zone,
        place: row.place,
        cover_alt: row.cover_alt,
        topics,
        with_members: members,
        members_present: present,
        json_ld: serde_json::Value::Null,
    };
    event.json_ld = json_ld(&event, &club.name, &house.settings.base_url);
    Ok(event)
}
