//! What goes over the wire.

pub mod attendance;
pub mod invitations;
pub mod links;
pub mod places;
pub mod published;
pub mod registrations;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    patch::Change,
    trade::{EventAudience, EventKind, EventState},
};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

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

/// An event to be. A title, a beginning and an end suffice.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "thematic_meeting", "title": "Le compostage partagé", "starts_at": "2027-03-18T17:30:00Z", "ends_at": "2027-03-18T19:30:00Z", "capacity": 40}))]
pub struct NewEvent {
    pub kind: EventKind,
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// `members` when absent.
    pub audience: Option<EventAudience>,
    pub venue_id: Option<Uuid>,
    #[validate(length(max = 300))]
    pub place: Option<String>,
    #[validate(length(max = 1000))]
    pub online_url: Option<String>,
    #[validate(range(min = 1, max = 100_000))]
    pub capacity: Option<i64>,
    #[validate(length(max = 500))]
    pub summary: Option<String>,
    #[validate(length(max = 20_000))]
    pub description: Option<String>,
}

/// What is another (JSON merge patch): absent fields stay, null clears.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 60, "place": "Salle des fêtes"}))]
pub struct EventChanges {
    #[serde(default)]
    #[schema(value_type = Option<EventKind>)]
    pub kind: Change<EventKind>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub title: Change<String>,
    /// One or two sentences, for lists.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub summary: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 20000)]
    pub description: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub starts_at: Change<DateTime<Utc>>,
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub ends_at: Change<DateTime<Utc>>,
    /// As `Europe/Paris`; the club's at first.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub time_zone: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub venue_id: Change<Uuid>,
    /// Where, in words: a room of the venue, or a place that is no venue of the club.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub place: Change<String>,
    /// Where one takes part from afar; shown to those who have a seat.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub online_url: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<EventAudience>)]
    pub audience: Change<EventAudience>,
    /// Null: as many as come.
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub capacity: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub seats_per_member: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub register_until: Change<DateTime<Utc>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<Question>>, max_items = 20)]
    pub questions: Change<Vec<Question>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<AgendaItem>>, max_items = 50)]
    pub agenda: Change<Vec<AgendaItem>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<Speaker>>, max_items = 50)]
    pub speakers: Change<Vec<Speaker>>,
    /// A picture kept with `POST /files`.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub cover_file_id: Change<Uuid>,
    /// What is on it, for those who do not see it; needed with a picture.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub cover_alt: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>, max_items = 20)]
    pub topics: Change<Vec<Uuid>>,
    /// Members that organise it with the club.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>, max_items = 20)]
    pub with_members: Change<Vec<Uuid>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<Booking>>, max_items = 50)]
    pub equipment: Change<Vec<Booking>>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<EventFile>>, max_items = 50)]
    pub files: Change<Vec<EventFile>>,
}

/// The same event on another day.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"starts_at": "2027-03-18T17:30:00Z"}))]
pub struct CopyForm {
    pub starts_at: DateTime<Utc>,
}

/// How often a series comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    Week,
    Month,
}

/// The same event again and again, at the same hour.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"every": "month", "times": 3}))]
pub struct SeriesForm {
    pub every: Rhythm,
    /// How many more.
    #[validate(range(min = 1, max = 52))]
    pub times: u32,
}

/// Why an event does not take place.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": "La salle est fermée pour travaux."}))]
pub struct CancelForm {
    #[validate(length(max = 2000))]
    #[serde(default)]
    pub words: String,
}

/// What came of an event.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"minutes": "Trois communes lancent un composteur partagé.", "minutes_public": true, "head_count": 27}))]
pub struct ClosingForm {
    #[validate(length(max = 20_000))]
    #[serde(default)]
    pub minutes: String,
    /// Whether the public page shows the minutes.
    #[serde(default)]
    pub minutes_public: bool,
    /// How many came, where not everybody was on the list; those who were ticked when absent.
    #[validate(range(min = 0, max = 100_000))]
    pub head_count: Option<i64>,
    /// Whether those who came and those who were missed are written to.
    #[serde(default = "yes")]
    pub write: bool,
}

fn yes() -> bool {
    true
}

/// Which events.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Those that stand so.
    pub state: Option<EventState>,
    /// Those of one kind.
    pub kind: Option<EventKind>,
    /// Those that end on this day or later, where the club is.
    pub from: Option<NaiveDate>,
    /// Those that begin on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Those about this topic.
    pub topic: Option<Uuid>,
    /// `true`: the latest first.
    pub latest_first: Option<bool>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
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
    /// How many came; null until it is closed.
    pub head_count: Option<i64>,
    pub counts: EventCounts,
    /// For the team, once it is closed.
    pub survey: Option<SurveyResult>,
    pub published_at: Option<DateTime<Utc>>,
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
    /// Of those, thematic meetings.
    pub thematic_meetings: i64,
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
