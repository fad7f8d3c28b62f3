//! What happened, for those who listen.

use platform::facts::Fact;
use serde::Serialize;
use uuid::Uuid;

/// A record became part of another one.
#[derive(Debug, Serialize)]
pub struct MembersMerged {
    pub member_id: Uuid,
    /// The one that is part of it now.
    pub other_id: Uuid,
}

impl Fact for MembersMerged {
    const KIND: &'static str = "members.merged";
}

/// They are two again.
#[derive(Debug, Serialize)]
pub struct MembersUnmerged {
    pub member_id: Uuid,
    pub other_id: Uuid,
}

impl Fact for MembersUnmerged {
    const KIND: &'static str = "members.unmerged";
}
