//! Who came, over the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::registrations::Registration;

/// One tick of the list, made at the door, perhaps without a connection.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    pub registration_id: Uuid,
    pub attended: bool,
    /// When it was made; of two about one person the later holds.
    pub at: DateTime<Utc>,
}

/// Ticks of one device, in whatever order.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ticks": [{"registration_id": "0193d6b0-0000-7000-8000-000000000001", "attended": true, "at": "2026-11-24T17:32:00Z"}]}))]
pub struct TicksForm {
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    pub ticks: Vec<Tick>,
}

/// Somebody who came without having registered.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Paul", "family_name": "Weiss", "organisation": "Ludothèque"}))]
pub struct WalkInForm {
    /// Made by the device, so that what is sent twice is one person.
    pub id: Option<Uuid>,
    #[validate(length(max = 100))]
    #[serde(default)]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    #[validate(length(max = 254))]
    pub email: Option<String>,
    pub member_id: Option<Uuid>,
    /// Without a member: what it is called. Whoever is called as one member comes for it.
    #[validate(length(max = 200))]
    #[serde(default)]
    pub organisation: String,
    /// Adds them although somebody of that name is on the list.
    #[serde(default)]
    pub another: bool,
}

/// The list of those who have a seat or came.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttendanceList {
    pub registered: i64,
    pub attended: i64,
    /// Organisations with somebody present, each once.
    pub members_present: i64,
    pub items: Vec<Registration>,
}

/// What the poster at the door shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckInPoster {
    pub code: String,
    /// What its QR code says.
    pub url: String,
}
