//! What happened, for those who listen.

use chrono::{DateTime, Utc};
use platform::facts::Fact;
use serde::Serialize;
use uuid::Uuid;

/// An event is to be seen.
#[derive(Debug, Serialize)]
pub struct EventPublished {
    pub event_id: Uuid,
    pub starts_at: DateTime<Utc>,
}

impl Fact for EventPublished {
    const KIND: &'static str = "events.event_published";
}

/// A member proposes an event, which is a draft from then on.
#[derive(Debug, Serialize)]
pub struct EventProposed {
    pub event_id: Uuid,
    pub member_id: Uuid,
}

impl Fact for EventProposed {
    const KIND: &'static str = "events.event_proposed";
}

/// Title, time or place of a published event are others.
#[derive(Debug, Serialize)]
pub struct EventChanged {
    pub event_id: Uuid,
    pub sequence: i64,
}

impl Fact for EventChanged {
    const KIND: &'static str = "events.event_changed";
}

/// It does not take place.
#[derive(Debug, Serialize)]
pub struct EventCancelled {
    pub event_id: Uuid,
}

impl Fact for EventCancelled {
    const KIND: &'static str = "events.event_cancelled";
}

/// It was held, and what came of it is written down.
#[derive(Debug, Serialize)]
pub struct EventClosed {
    pub event_id: Uuid,
    pub members: Vec<Uuid>,
}

impl Fact for EventClosed {
    const KIND: &'static str = "events.event_closed";
}

/// People of an organisation, or one of the public, asked for seats.
#[derive(Debug, Serialize)]
pub struct PeopleRegistered {
    pub event_id: Uuid,
    pub member_id: Option<Uuid>,
    pub registrations: Vec<Uuid>,
}

impl Fact for PeopleRegistered {
    const KIND: &'static str = "events.people_registered";
}
