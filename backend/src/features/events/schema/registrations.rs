//! Who comes, over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::trade::{EventKind, EventState, RegistrationState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::EventRef;

/// Somebody who comes.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@vieux-rabots.example"}))]
pub struct Attendee {
    #[validate(length(max = 100))]
    #[serde(default)]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    /// Where the confirmation goes; without one, whoever registers them tells them.
    #[validate(length(max = 254))]
    pub email: Option<String>,
    /// To the questions of the event, by their key.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

/// Registers people of one organisation, or of none.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_id": "0193d6b0-0000-7000-8000-000000000001", "people": [{"given_name": "Odile", "family_name": "Kern", "email": "odile@vieux-rabots.example"}]}))]
pub struct RegisterForm {
    /// Whose people they are; the team alone may leave it out.
    pub member_id: Option<Uuid>,
    /// Where it is no member: what it is called.
    #[validate(length(max = 200))]
    #[serde(default)]
    pub organisation: String,
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub people: Vec<Attendee>,
    /// The team gives seats beyond the capacity, knowing it.
    #[serde(default)]
    pub overbook: bool,
}

/// Registers one person from the public page of an event that is open to anyone.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": {"given_name": "Élise", "family_name": "Exemple", "email": "elise@pain-des-bois.example"}, "organisation": "Au Pain des Bois"}))]
pub struct PublicRegisterForm {
    #[validate(nested)]
    pub person: Attendee,
    #[validate(length(max = 200))]
    #[serde(default)]
    pub organisation: String,
}

/// What became of a registration from the public page: its details go by mail alone.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PublicRegistered {
    /// `registered` or `waiting`.
    pub state: RegistrationState,
}

/// One person's registration.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Registration {
    pub id: Uuid,
    pub event_id: Uuid,
    pub member: Option<EventRef>,
    pub organisation: String,
    pub given_name: String,
    pub family_name: String,
    pub email: Option<String>,
    pub answers: BTreeMap<String, String>,
    pub state: RegistrationState,
    /// The place in the waiting list, from 1.
    pub rank: Option<i64>,
    pub offered_until: Option<DateTime<Utc>>,
    /// `team`, `member`, `link`, `public` or `door`.
    pub origin: String,
    pub attended_at: Option<DateTime<Utc>>,
    pub asked_at: DateTime<Utc>,
}

/// Which registrations.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RegistrationQuery {
    /// All but those that were taken back when absent.
    pub state: Option<RegistrationState>,
}

/// Who comes in somebody's place.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example"}))]
pub struct ReplaceForm {
    #[validate(length(max = 100))]
    #[serde(default)]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    #[validate(length(max = 254))]
    pub email: Option<String>,
    /// Their own, to the questions of the event, by their key. What was answered before is forgotten.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

/// A registration of one's own organisations, with its event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnRegistration {
    pub registration: Registration,
    pub event: EventShort,
    /// Whether it can still be changed or taken back.
    pub open: bool,
}

/// An event in short.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventShort {
    pub id: Uuid,
    pub kind: EventKind,
    pub title: String,
    pub state: EventState,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub place: String,
}
