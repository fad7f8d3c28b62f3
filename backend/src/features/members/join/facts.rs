//! What happened, for those who listen.

use chrono::NaiveDate;
use platform::facts::Fact;
use serde::Serialize;
use uuid::Uuid;

/// A request to join is proven, and waits for the team.
#[derive(Debug, Serialize)]
pub struct JoinRequested {
    pub request_id: Uuid,
}

impl Fact for JoinRequested {
    const KIND: &'static str = "members.join_requested";
}

/// It was taken in: the member wrote to the club on that day.
#[derive(Debug, Serialize)]
pub struct JoinApproved {
    pub request_id: Uuid,
    pub member_id: Uuid,
    pub on: NaiveDate,
}

impl Fact for JoinApproved {
    const KIND: &'static str = "members.join_approved";
}

/// The team said no.
#[derive(Debug, Serialize)]
pub struct JoinRefused {
    pub request_id: Uuid,
}

impl Fact for JoinRefused {
    const KIND: &'static str = "members.join_refused";
}
