//! The change of one's own address, over the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The address to sign in with from now on, and my password to show that it is me who asks.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "camille.rotrieder@club.example", "password": "quatre mots tirés au sort"}))]
pub struct EmailChangeForm {
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    #[validate(length(min = 1, max = 200))]
    pub password: String,
}

/// The token of the link that went to the new address.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "kX0Y…"}))]
pub struct ConfirmEmailForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// The address that one signs in with from now on.
#[derive(Serialize, ToSchema)]
pub struct EmailChanged {
    #[schema(example = "camille.rotrieder@club.example")]
    pub email: String,
}

/// My address, and the one that is to replace it once it is confirmed.
#[derive(Serialize, ToSchema)]
pub struct EmailStanding {
    #[schema(example = "camille@club.example")]
    pub email: String,
    pub pending: Option<PendingEmail>,
}

/// An address that waits to be confirmed by the link that was sent to it.
#[derive(Serialize, ToSchema)]
pub struct PendingEmail {
    #[schema(example = "camille.rotrieder@club.example")]
    pub email: String,
    /// Until when its link is good.
    pub expires_at: DateTime<Utc>,
}
