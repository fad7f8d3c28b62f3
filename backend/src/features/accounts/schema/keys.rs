//! Keys of machines, over the wire.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::caller::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A key to make: what it is for, and what it may do.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Site de la communauté de communes", "scopes": ["members:read", "club:read"], "expires_on": "2027-12-31"}))]
pub struct KeyForm {
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    #[validate(length(min = 1, max = 11))]
    #[schema(min_items = 1, max_items = 11)]
    pub scopes: Vec<Scope>,
    /// The last day on which it is good.
    pub expires_on: Option<NaiveDate>,
}

/// Who made a key.
#[derive(Serialize, ToSchema)]
pub struct KeyMaker {
    pub account_id: Uuid,
    pub name: String,
}

/// A key, without its secret.
#[derive(Serialize, ToSchema)]
pub struct KeyCard {
    pub id: Uuid,
    pub name: String,
    /// How it begins, to recognise it by: `mk_<prefix>_…`.
    pub prefix: String,
    pub scopes: Vec<Scope>,
    pub created_at: DateTime<Utc>,
    pub created_by: KeyMaker,
    /// Up to a minute late.
    pub last_used_at: Option<DateTime<Utc>>,
    pub expires_on: Option<NaiveDate>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A key just made. `secret` is shown this once: sent as `Authorization: Bearer mk_…`.
#[derive(Serialize, ToSchema)]
pub struct KeyMade {
    #[serde(flatten)]
    pub key: KeyCard,
    #[schema(example = "mk_1f0c9a4be2d3_Q2h…")]
    pub secret: String,
}
