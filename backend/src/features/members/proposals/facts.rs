//! What happened, for those who listen.

use chrono::{DateTime, Utc};
use platform::{Work, facts::Fact};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A member's own people changed its record or its people, or asked for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProfileTouched {
    pub member_id: Uuid,
    pub account_id: Option<Uuid>,
    /// The fields that changed at once; `people` for whom the member is reached by, `pictures` for how it shows itself.
    pub applied: Vec<String>,
    /// What waits for the team since.
    pub proposal_id: Option<Uuid>,
    pub at: DateTime<Utc>,
}

impl ProfileTouched {
    pub fn by(work: &Work, member_id: Uuid, applied: &[String], proposal_id: Option<Uuid>) -> ProfileTouched {
        let applied = applied.to_vec();
        ProfileTouched { member_id, account_id: work.by.account_id(), applied, proposal_id, at: work.now }
    }
}

impl Fact for ProfileTouched {
    const KIND: &'static str = "members.profile_touched";
}

/// Nothing of a proposal waits any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProposalDecided {
    pub proposal_id: Uuid,
    pub member_id: Uuid,
    pub accepted: Vec<String>,
    pub refused: Vec<String>,
}

impl Fact for ProposalDecided {
    const KIND: &'static str = "members.proposal_decided";
}
