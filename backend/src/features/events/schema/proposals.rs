//! What members are shown of events, and what they propose, over the wire.

use chrono::{DateTime, Utc};
use kernel::trade::EventKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{EventCard, EventRef};

/// An event that a member proposes to hold with the club. The team takes it from there.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_id": "0193d6b0-0000-7000-8000-000000000001", "kind": "visit", "title": "Notre atelier de réparation", "starts_at": "2027-03-18T17:30:00Z", "ends_at": "2027-03-18T19:30:00Z", "description": "Nous pouvons recevoir quinze personnes."}))]
pub struct EventProposalForm {
    /// Whose proposal it is: one of the caller's organisations.
    pub member_id: Uuid,
    pub kind: EventKind,
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    /// When it would suit; the team agrees on it with the member.
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    #[validate(length(max = 300))]
    #[serde(default)]
    pub place: String,
    #[validate(length(max = 20_000))]
    #[serde(default)]
    pub description: String,
}

/// An event to come, as it concerns the caller's organisations.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventForMember {
    pub event: EventCard,
    /// Those of its topics that are the organisations' too.
    pub shared_topics: Vec<EventRef>,
    /// From the middle of the nearest organisation's commune to the venue, where both are known.
    pub distance_km: Option<u32>,
    /// Whether somebody of theirs has a seat, or waits for one.
    pub registered: bool,
}
