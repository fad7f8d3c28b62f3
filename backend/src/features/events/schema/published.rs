//! What anyone may know of events, over the wire.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{EventAudience, EventKind, EventState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{AgendaItem, EventRef, Question, Speaker};

/// Where a public event takes place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicVenue {
    pub name: String,
    pub address: String,
    pub commune: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub accessibility: String,
}

/// A file that comes with a public event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicFile {
    pub url: String,
    pub label: String,
}

/// An event as anyone may know it. Nobody who comes is named.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicEvent {
    pub id: Uuid,
    pub url: String,
    pub kind: EventKind,
    pub title: String,
    pub summary: String,
    pub description: String,
    /// `published`, `cancelled` or `done`.
    pub state: EventState,
    pub audience: EventAudience,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub venue: Option<PublicVenue>,
    pub place: String,
    pub online: bool,
    pub agenda: Vec<AgendaItem>,
    pub speakers: Vec<Speaker>,
    pub topics: Vec<EventRef>,
    pub with_members: Vec<EventRef>,
    pub cover_url: Option<String>,
    pub cover_alt: String,
    pub attachments: Vec<PublicFile>,
    pub photos: Vec<PublicFile>,
    pub questions: Vec<Question>,
    pub capacity: Option<i64>,
    /// Seats still free; null where as many as wish may come.
    pub seats_left: Option<i64>,
    pub register_until: Option<DateTime<Utc>>,
    /// Whether anyone may register on this page.
    pub open: bool,
    /// Once it was held, as far as the club shows them.
    pub minutes: Option<String>,
    pub members_present: Vec<EventRef>,
    pub head_count: Option<i64>,
    pub updated_at: DateTime<Utc>,
    /// The event for search engines (schema.org).
    pub json_ld: Value,
}

/// A stretch of the agenda.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicEvents {
    pub items: Vec<PublicEvent>,
    pub total: usize,
}

/// Events to come in the shape that OpenAgenda imports.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenAgendaEvents {
    pub total: usize,
    pub events: Vec<Value>,
}

/// Which public events.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicQuery {
    /// Those that end on this day or later; today when absent.
    pub from: Option<NaiveDate>,
    /// Those that begin on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Those of one kind.
    pub kind: Option<EventKind>,
    /// Those about this topic.
    pub topic: Option<Uuid>,
}

/// Which events a feed is of.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    /// Those about this topic alone.
    pub topic: Option<Uuid>,
}

/// Where one's own calendar is; shown once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CalendarAddress {
    /// For programs that subscribe to calendars: `webcal://…`.
    pub webcal_url: String,
    pub https_url: String,
}

/// Whether one has a calendar of one's own.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CalendarState {
    pub since: Option<DateTime<Utc>>,
}
