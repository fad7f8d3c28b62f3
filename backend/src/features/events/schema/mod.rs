//! What goes over the wire.

pub mod attendance;
mod forms;
pub mod invitations;
pub mod links;
pub mod papers;
pub mod places;
pub mod proposals;
pub mod published;
pub mod registrations;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::trade::{EventAudience, EventKind, EventState};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

pub use forms::{CancelForm, ClosingForm, CopyForm, EventChanges, EventQuery, NewEvent, Photo, Rhythm, SeriesForm};

/// One point of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The hour where it takes place, as `18:30`; may be empty.
    #[serde(default)]
    #[schema(max_length = 5)]
    pub at: String,
    #[schema(min_length = 1, max_length = 300)]
    pub title: String,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// For whom they speak; may be empty.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub role: String,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Text,
    /// `yes` or `no`.
    YesNo,
    /// One of `choices`.
    Choice,
}

/// A question that one answers with a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Under which answers are kept: lower-case letters, digits and `_`.
    #[schema(min_length = 1, max_length = 40)]
    pub key: String,
    #[schema(min_length = 1, max_length = 300)]
    pub label: String,
    pub kind: QuestionKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    #[schema(max_items = 20)]
    pub choices: Vec<String>,
}

/// Equipment that an event needs, of what the club lends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    pub equipment_id: Uuid,
    #[schema(minimum = 1)]
    pub quantity: i64,
}

/// What a file of an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventFileKind {
    Attachment,
    Photo,
}

impl EventFileKind {
    pub fn as_str(self) -> &'static str {
        match self {
            EventFileKind::Attachment => "attachment",
            EventFileKind::Photo => "photo",
        }
    }

    pub fn parse(word: &str) -> EventFileKind {
        if word == "photo" { EventFileKind::Photo } else { EventFileKind::Attachment }
    }
}

/// A file of an event, kept with `POST /files`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventFile {
    pub file_id: Uuid,
    pub kind: EventFileKind,
    /// The title of an attachment; what is on a photo, for those who do not see it.
    #[schema(min_length = 1, max_length = 300)]
    pub label: String,
}

/// Something that an event names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EventRef {
    pub id: Uuid,
    pub name: String,
}

/// How many people stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct EventCounts {
    pub registered: i64,
    pub offered: i64,
    pub waiting: i64,
    pub attended: i64,
    /// Seats still free; null where as many as wish may come.
    pub free: Option<i64>,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventCard {
    pub id: Uuid,
    pub kind: EventKind,
    pub title: String,
    pub summary: String,
    pub state: EventState,
    pub audience: EventAudience,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub venue: Option<EventRef>,
    pub place: String,
    /// Whether one can take part from afar.
    pub online: bool,
    pub capacity: Option<i64>,
    pub counts: EventCounts,
    pub topics: Vec<EventRef>,
    pub series_id: Option<Uuid>,
    /// Whether a member proposed it.
    pub proposed: bool,
}

/// Equipment that an event has booked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Booked {
    pub equipment_id: Uuid,
    pub name: String,
    pub quantity: i64,
}

/// What those who came thought of it.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct SurveyResult {
    pub answers: i64,
    /// In hundredths, of 5; null without answers.
    pub useful: Option<i64>,
    pub again: i64,
    pub words: Vec<String>,
}

/// One event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventPage {
    pub id: Uuid,
    pub kind: EventKind,
    pub title: String,
    pub summary: String,
    pub description: String,
    pub state: EventState,
    pub audience: EventAudience,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub venue: Option<places::Venue>,
    pub place: String,
    /// Null for whoever has no seat and is not of the team.
    pub online_url: Option<String>,
    pub capacity: Option<i64>,
    pub seats_per_member: Option<i64>,
    pub register_until: Option<DateTime<Utc>>,
    pub questions: Vec<Question>,
    pub agenda: Vec<AgendaItem>,
    pub speakers: Vec<Speaker>,
    pub cover_url: Option<String>,
    pub cover_alt: String,
    pub topics: Vec<EventRef>,
    pub with_members: Vec<EventRef>,
    pub equipment: Vec<Booked>,
    pub files: Vec<EventFile>,
    pub series_id: Option<Uuid>,
    pub cancel_words: String,
    pub minutes: String,
    pub minutes_public: bool,
    pub members_public: bool,
    /// How many came; null until it is closed.
    pub head_count: Option<i64>,
    pub counts: EventCounts,
    /// For the team, once it is closed.
    pub survey: Option<SurveyResult>,
    pub published_at: Option<DateTime<Utc>>,
    /// Whether a member proposed it.
    pub proposed: bool,
    pub by: String,
    pub revision: i64,
    /// By verb: `edit`, `publish`, `discard`, `cancel`, `invite`, `register`, `tick`, `close`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// The events of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct YearOfEvents {
    pub year: i32,
    /// Closed, of all kinds.
    pub held: i64,
    /// Of those, thematic meetings; the club's target counts these.
    pub thematic_meetings: i64,
    pub target: u32,
    /// People, each time they came.
    pub people: i64,
    /// Member organisations, each once.
    pub members: i64,
}

/// Which years.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct YearsQuery {
    /// The first year; this one when absent.
    #[validate(range(min = 2000, max = 2200))]
    pub from: Option<i32>,
    /// The last year; the first when absent.
    #[validate(range(min = 2000, max = 2200))]
    pub to: Option<i32>,
}
