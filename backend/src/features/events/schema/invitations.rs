//! Who is invited, over the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::EventRef;
use crate::features::members::Unreached;

/// Invites the members that a segment or a filter names now; those who were written to before are left in peace.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"filter": {"field": "kind", "op": "eq", "value": "commune"}, "words": "Nous serions heureux de vous y voir."}))]
pub struct EventInviteForm {
    /// A segment…
    pub segment: Option<Uuid>,
    /// …or a filter, as in `GET /members?filter=`.
    pub filter: Option<Value>,
    /// A few words of the club.
    #[validate(length(max = 2000))]
    #[serde(default)]
    pub words: String,
}

/// What an organisation answered to its invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationAnswer {
    Yes,
    No,
    /// Somebody else of the organisation comes.
    Colleague,
}

impl InvitationAnswer {
    pub fn as_str(self) -> &'static str {
        match self {
            InvitationAnswer::Yes => "yes",
            InvitationAnswer::No => "no",
            InvitationAnswer::Colleague => "colleague",
        }
    }

    pub fn parse(word: &str) -> Option<InvitationAnswer> {
        let all = [InvitationAnswer::Yes, InvitationAnswer::No, InvitationAnswer::Colleague];
        all.into_iter().find(|answer| answer.as_str() == word)
    }
}

/// How many were invited, and how many can't be written to.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Invited {
    pub invited: usize,
    pub unreachable: usize,
}

/// One invited member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Invitation {
    pub id: Uuid,
    pub member: EventRef,
    /// Where it was written to.
    pub address: Option<String>,
    pub person: Option<String>,
    /// Why it was not.
    pub unreached: Option<Unreached>,
    pub answer: Option<InvitationAnswer>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// Which invitations.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvitationQuery {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}
