//! What goes over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    patch::Change,
    trade::{Channel, ChannelClass, Direction, FollowUp, Outcome},
};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::features::members::{MainContact, MemberCard};

/// Who noted an interaction.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NotedBy {
    /// The account or key; null for the house itself.
    pub id: Option<Uuid>,
    pub name: String,
}

/// A person of the member with whom it was.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InteractionContact {
    pub id: Uuid,
    pub name: String,
}

/// A member that took part.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InteractionMember {
    pub id: Uuid,
    pub name: String,
}

/// An exchange in short.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecentInteraction {
    pub id: Uuid,
    pub channel: Channel,
    /// `met`, `spoken`, `written` personally, or one of many (`mass`).
    pub class: ChannelClass,
    pub direction: Direction,
    /// The day, in the club's time zone.
    pub on: NaiveDate,
    /// Only `reached` is a contact.
    pub outcome: Outcome,
    pub summary: Option<String>,
    /// The person with whom it was.
    pub contact: Option<InteractionContact>,
    pub by: NotedBy,
    /// What attests it: `typed`, `import`…
    pub source: String,
}

/// One exchange with one or many members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Interaction {
    #[serde(flatten)]
    pub short: RecentInteraction,
    /// The first twenty by name in a list, all of them on the interaction itself.
    pub members: Vec<InteractionMember>,
    pub member_count: i64,
    pub created_at: DateTime<Utc>,
    pub revision: i64,
    /// By verb: `edit`, `delete`.
    pub abilities: BTreeMap<String, Ability>,
}

/// An exchange to note. The channel suffices: it is then a contact of today that the club began.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached", "summary": "Intéressés par le compostage partagé."}))]
pub struct NewInteraction {
    /// `call`, `visit`, `meeting` or `email`; the others write themselves.
    pub channel: Channel,
    /// `outbound` when absent.
    pub direction: Option<Direction>,
    /// Today when absent; never a day to come.
    pub on: Option<NaiveDate>,
    /// `reached` when absent.
    pub outcome: Option<Outcome>,
    #[validate(length(max = 5000))]
    pub summary: Option<String>,
    /// With whom: a contact of the member.
    pub contact_id: Option<Uuid>,
}

/// One exchange with many members: a meeting, a round of visits.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_ids": ["0193d6b0-0000-7000-8000-000000000001"], "channel": "meeting", "on": "2026-11-20"}))]
pub struct NewSharedInteraction {
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub member_ids: Vec<Uuid>,
    /// `call`, `visit`, `meeting` or `email`; the others write themselves.
    pub channel: Channel,
    /// `outbound` when absent.
    pub direction: Option<Direction>,
    /// Today when absent; never a day to come.
    pub on: Option<NaiveDate>,
    /// `reached` when absent.
    pub outcome: Option<Outcome>,
    #[validate(length(max = 5000))]
    pub summary: Option<String>,
    /// With whom: a contact of one of the members.
    pub contact_id: Option<Uuid>,
}

impl NewSharedInteraction {
    pub fn for_member(member: Uuid, new: NewInteraction) -> NewSharedInteraction {
        NewSharedInteraction {
            member_ids: vec![member],
            channel: new.channel,
            direction: new.direction,
            on: new.on,
            outcome: new.outcome,
            summary: new.summary,
            contact_id: new.contact_id,
        }
    }
}

/// What to correct (JSON merge patch): absent fields stay, null clears.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "no_answer", "summary": null}))]
pub struct InteractionChanges {
    #[serde(default)]
    #[schema(value_type = Option<Channel>)]
    pub channel: Change<Channel>,
    #[serde(default)]
    #[schema(value_type = Option<Direction>)]
    pub direction: Change<Direction>,
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub on: Change<NaiveDate>,
    #[serde(default)]
    #[schema(value_type = Option<Outcome>)]
    pub outcome: Change<Outcome>,
    /// At most 5,000 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub summary: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub contact_id: Change<Uuid>,
    /// All of them: 1 to 500.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Uuid>>, min_items = 1, max_items = 500)]
    pub member_ids: Change<Vec<Uuid>>,
}

/// Which stretch of a member's interactions.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InteractionsQuery {
    /// 1 to 200, 50 when absent.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 500))]
    pub cursor: Option<String>,
}

/// Who is due.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DueQuery {
    /// `never`, `overdue`, `soon`, `ok`, separated by commas; `never,overdue,soon` when absent.
    #[validate(length(max = 50))]
    #[param(example = "never,overdue")]
    pub state: Option<String>,
    /// `true`: those that are put off to a later day, instead of those that wait.
    pub postponed: Option<bool>,
    /// A JSON syntax tree over fields of members, as in `GET /members?filter=`: of those due, these alone.
    #[validate(length(max = 20_000))]
    pub filter: Option<String>,
    /// 1 to 200, 50 when absent.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 500))]
    pub cursor: Option<String>,
    pub with_total: Option<bool>,
}

/// Why no e-mail reaches a member: it has no address, or all of them bounced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unreachable {
    NoAddress,
    Bounced,
}

/// A member to get in touch with.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DueMember {
    pub member: MemberCard,
    pub state: FollowUp,
    /// Somebody tried today, in vain: it then stands behind the others.
    pub attempted_today: bool,
    /// The number to call: the main contact's, else the member's. E.164.
    pub phone: Option<String>,
    pub main_contact: Option<MainContact>,
    /// The three newest, newest first.
    pub last_interactions: Vec<RecentInteraction>,
    pub postponed_until: Option<NaiveDate>,
    pub postponed_reason: Option<String>,
    pub reason_unreachable: Option<Unreachable>,
}

/// How many active members stand where. The four states sum up to `active`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FollowUpCounts {
    pub active: i64,
    pub ok: i64,
    pub soon: i64,
    pub overdue: i64,
    pub never: i64,
    /// Without a deliverable address.
    pub unreachable: i64,
    /// Overdue, never or soon, and put off to a later day.
    pub postponed: i64,
    pub waiting: Waiting,
}

/// Those to get in touch with, as the list has them: without those that are put off.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Waiting {
    pub soon: i64,
    pub overdue: i64,
    pub never: i64,
}

/// Puts a member off to a day.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"until": "2027-01-11", "reason": "Congés, reprend en janvier."}))]
pub struct Postponement {
    /// A day to come, a year from now at most. Null takes a postponement back.
    pub until: Option<NaiveDate>,
    /// Needed with a day.
    #[validate(length(max = 500))]
    #[serde(default)]
    pub reason: String,
}
