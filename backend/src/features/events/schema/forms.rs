//! What is sent of events: drafts, changes, copies, what came of one, and which are asked for.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    patch::Change,
    trade::{EventAudience, EventKind, EventState},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{AgendaItem, Booking, EventFile, Question, Speaker};

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
    /// Whether the public page names the organisations that were there.
    #[serde(default)]
    pub members_public: bool,
    /// How many came, where not everybody was on the list; those who were ticked when absent.
    #[validate(range(min = 0, max = 100_000))]
    pub head_count: Option<i64>,
    /// Pictures of it, kept with `POST /files`, in the place of those there are; absent: as they are. `label` says what is on
    /// each.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub photos: Option<Vec<Photo>>,
    /// Whether those who came and those who were missed are written to.
    #[serde(default = "yes")]
    pub write: bool,
}

/// A picture of an event, kept with `POST /files`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    pub file_id: Uuid,
    /// What is on it, for those who do not see it.
    #[schema(min_length = 1, max_length = 300)]
    pub label: String,
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
    /// `true`: those that members proposed.
    pub proposed: Option<bool>,
    /// `true`: the latest first.
    pub latest_first: Option<bool>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}
