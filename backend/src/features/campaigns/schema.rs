//! What goes over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::features::members::{HolderFixes, RecordFacts, RecordFixes, RecordHolder, Successor, Unreached};

/// Where a campaign stands. `draft`: nobody was written to; `sending`: letters are on their way out, some a minute;
/// `open`: answers are awaited; `closed`: who gave none is to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    Draft,
    Sending,
    Open,
    Closed,
}

impl CampaignState {
    pub fn as_str(self) -> &'static str {
        match self {
            CampaignState::Draft => "draft",
            CampaignState::Sending => "sending",
            CampaignState::Open => "open",
            CampaignState::Closed => "closed",
        }
    }

    pub fn parse(word: &str) -> CampaignState {
        let all = [CampaignState::Draft, CampaignState::Sending, CampaignState::Open];
        all.into_iter().find(|state| state.as_str() == word).unwrap_or(CampaignState::Closed)
    }
}

/// What a member answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignAnswer {
    /// Everything is still right.
    Right,
    /// Something was corrected.
    Corrected,
    /// Somebody else is in charge now.
    Other,
}

impl CampaignAnswer {
    pub fn as_str(self) -> &'static str {
        match self {
            CampaignAnswer::Right => "right",
            CampaignAnswer::Corrected => "corrected",
            CampaignAnswer::Other => "other",
        }
    }

    pub fn parse(word: &str) -> Option<CampaignAnswer> {
        let all = [CampaignAnswer::Right, CampaignAnswer::Corrected, CampaignAnswer::Other];
        all.into_iter().find(|answer| answer.as_str() == word)
    }
}

/// Where a recipient stands, each in exactly one: `waiting` to be written to, `unreachable` by mail, `sent` and silent,
/// `bounced` (a letter did not arrive, or can't be sent again), or what it answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecipientStage {
    Waiting,
    Unreachable,
    Sent,
    Bounced,
    Right,
    Corrected,
    Other,
}

impl RecipientStage {
    pub const ALL: [RecipientStage; 7] = [
        RecipientStage::Waiting,
        RecipientStage::Unreachable,
        RecipientStage::Sent,
        RecipientStage::Bounced,
        RecipientStage::Right,
        RecipientStage::Corrected,
        RecipientStage::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            RecipientStage::Waiting => "waiting",
            RecipientStage::Unreachable => "unreachable",
            RecipientStage::Sent => "sent",
            RecipientStage::Bounced => "bounced",
            RecipientStage::Right => "right",
            RecipientStage::Corrected => "corrected",
            RecipientStage::Other => "other",
        }
    }

    pub fn parse(word: &str) -> RecipientStage {
        RecipientStage::ALL.into_iter().find(|stage| stage.as_str() == word).unwrap_or(RecipientStage::Waiting)
    }
}

/// How many recipients stand where.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct CampaignCounts {
    pub total: u64,
    pub waiting: u64,
    pub unreachable: u64,
    pub sent: u64,
    pub bounced: u64,
    pub right: u64,
    pub corrected: u64,
    pub other: u64,
}

impl CampaignCounts {
    pub fn add(&mut self, stage: RecipientStage, how_many: u64) {
        let place = match stage {
            RecipientStage::Waiting => &mut self.waiting,
            RecipientStage::Unreachable => &mut self.unreachable,
            RecipientStage::Sent => &mut self.sent,
            RecipientStage::Bounced => &mut self.bounced,
            RecipientStage::Right => &mut self.right,
            RecipientStage::Corrected => &mut self.corrected,
            RecipientStage::Other => &mut self.other,
        };
        *place += how_many;
        self.total += how_many;
    }
}

/// A campaign, with how its recipients stand now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Campaign {
    pub id: Uuid,
    pub name: String,
    /// What the segment, or what the filter asks for, was called; null for a filter that nobody called anything.
    pub audience: Option<String>,
    /// What the club writes above the facts; may be empty.
    pub words: String,
    pub state: CampaignState,
    pub counts: CampaignCounts,
    pub by: String,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// When those who had not answered were written to once more.
    pub reminded_at: Option<DateTime<Utc>>,
    pub closed_on: Option<NaiveDate>,
    /// By verb: `send`, `remind`, `close`, `discard`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// A campaign to be made. It writes to nobody before it is sent.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Contacts des communes", "filter": {"field": "kind", "op": "eq", "value": "commune"}}))]
pub struct NewCampaign {
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    /// Whom it asks: a segment…
    pub segment: Option<Uuid>,
    /// …or a filter, as in `GET /members?filter=`.
    pub filter: Option<Value>,
    /// How the team calls what the filter asks for; a segment has a name of its own.
    #[validate(length(max = 200))]
    pub audience: Option<String>,
    /// A few words of the club, above the facts in the mail.
    #[validate(length(max = 2000))]
    pub words: Option<String>,
}

/// Which campaigns.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CampaignQuery {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

/// Which recipients.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecipientQuery {
    /// Those of one stage alone.
    pub stage: Option<RecipientStage>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

/// The member that a campaign asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipientMember {
    pub id: Uuid,
    pub name: String,
}

/// One member of a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignRecipient {
    pub id: Uuid,
    pub member: RecipientMember,
    pub stage: RecipientStage,
    /// Where it was written to, or will be.
    pub address: Option<String>,
    /// Who is written to: the main contact; null for the organisation's own address.
    pub person: Option<String>,
    /// Why no letter goes to it.
    pub unreached: Option<Unreached>,
    /// How many letters it was written: 0 to 2.
    pub letters: i64,
    pub answered_at: Option<DateTime<Utc>>,
}

/// The token of the link in the mail.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignToken {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// Corrects the record, and what the club holds of whom the letter went to.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    #[validate(nested)]
    pub record: RecordFixes,
    /// 403 when the letter went to no person.
    #[serde(default)]
    #[validate(nested)]
    pub holder: HolderFixes,
}

/// Names who is in charge now.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    #[validate(nested)]
    pub person: Successor,
}

/// What the holder of a link sees: what the club holds, and what was answered so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignReview {
    pub record: RecordFacts,
    /// Whom the letter went to; null when it went to the organisation's own address, or theirs is another by now.
    pub holder: Option<RecordHolder>,
    /// Null until one is given.
    pub answer: Option<CampaignAnswer>,
    /// Of a correction that was just made: the fields that changed at once; those of `holder` as `holder.phone`.
    #[schema(example = json!(["phone", "holder.mobile"]))]
    pub applied: Vec<String>,
    /// Of a correction that was just made: the fields whose change waits for the team.
    #[schema(example = json!(["name"]))]
    pub waits: Vec<String>,
    /// Where one writes to for anything else; may be empty.
    pub contact_email: String,
}
