//! What the links of mails do, over the wire. Whoever holds one sees their own organisation's people, and nobody else.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::trade::RegistrationState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    Question,
    invitations::InvitationAnswer,
    registrations::{Attendee, EventShort},
};

/// The token of the link in the mail.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventToken {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// Answers an invitation. `yes` and `colleague` name who comes; `no` names nobody.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "…", "answer": "yes", "people": [{"given_name": "Odile", "family_name": "Kern", "email": "odile@vieux-rabots.example"}]}))]
pub struct AnswerForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    pub answer: InvitationAnswer,
    #[validate(length(max = 50), nested)]
    #[serde(default)]
    #[schema(max_items = 50)]
    pub people: Vec<Attendee>,
}

/// Names who comes in the place of the one the link is of.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "…", "given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example"}))]
pub struct HandOverSeatForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
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

/// What somebody who came thought of it.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "…", "useful": 4, "again": true, "words": "Un tour de table plus long."}))]
pub struct SurveyForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// Was it useful: 1 (not at all) to 5 (very).
    #[validate(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5)]
    pub useful: i64,
    /// Would you come again.
    pub again: bool,
    /// What should be another next time.
    #[validate(length(max = 2000))]
    #[serde(default)]
    pub words: String,
}

/// One person of the holder's organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkPerson {
    pub given_name: String,
    pub family_name: String,
    pub state: RegistrationState,
    pub rank: Option<i64>,
    pub offered_until: Option<DateTime<Utc>>,
}

/// What a link is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkView {
    pub event: EventShort,
    pub summary: String,
    /// Where one takes part from afar, for who has a seat.
    pub online_url: Option<String>,
    pub questions: Vec<Question>,
    pub seats_left: Option<i64>,
    /// Whether one can still register or change anything.
    pub open: bool,
    /// Of an invitation: the organisation that is invited.
    pub organisation: Option<String>,
    /// Of an invitation: what was answered so far.
    pub answer: Option<InvitationAnswer>,
    /// Those whom the link is of: all of an invited organisation, or one person.
    pub people: Vec<LinkPerson>,
    /// Of somebody who came, once it is over: whether the survey is still open to them.
    pub survey: bool,
    /// Where one writes to for anything else; may be empty.
    pub contact_email: String,
}

/// The code of a poster at the door.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"event_id": "0193d6b0-0000-7000-8000-000000000001", "code": "3f9c2a7d51e0", "email": "odile@vieux-rabots.example"}))]
pub struct CheckInForm {
    pub event_id: Uuid,
    #[validate(length(min = 1, max = 100))]
    pub code: String,
    /// With which one registered.
    #[validate(length(min = 3, max = 254))]
    pub email: String,
}

/// Whether the one who scanned the code is on the list; who is not goes to the team at the door.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CheckedIn {
    pub welcome: bool,
}
