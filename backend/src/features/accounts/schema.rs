//! What goes over the wire.

use chrono::{DateTime, Utc};
use kernel::{
    caller::{MemberRole, StaffRole},
    trade::MemberKind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What one signs in with.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "camille@club.example", "password": "quatre mots tirés au sort"}))]
pub struct LoginForm {
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    #[validate(length(min = 1, max = 200))]
    pub password: String,
    /// Six digits, for an account with a second factor.
    #[validate(length(min = 6, max = 20))]
    pub otp: Option<String>,
}

/// An open session. The refresh token travels in a cookie only.
#[derive(Serialize, ToSchema)]
pub struct Session {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: String,
    /// Seconds.
    pub expires_in: i64,
    pub account: Account,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountStatus {
    /// Has not chosen a password yet.
    Invited,
    Active,
    Disabled,
}

/// An organisation that a person acts for.
#[derive(Clone, Serialize, ToSchema)]
pub struct Organisation {
    pub member_id: Uuid,
    pub name: String,
    pub kind: MemberKind,
    pub role: MemberRole,
}

/// An account, with the person it belongs to.
#[derive(Clone, Serialize, ToSchema)]
pub struct Account {
    pub id: Uuid,
    pub person_id: Uuid,
    pub given_name: String,
    pub family_name: String,
    pub name: String,
    pub email: String,
    /// `fr` or `en`.
    pub language: String,
    /// Null for someone who only acts for member organisations.
    pub role: Option<StaffRole>,
    pub organisations: Vec<Organisation>,
    pub status: AccountStatus,
    pub second_factor: bool,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub revision: i64,
}
