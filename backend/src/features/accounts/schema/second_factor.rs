//! The second factor, over the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// My password, to show that it is me who asks.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "quatre mots tirés au sort"}))]
pub struct PasswordForm {
    #[validate(length(min = 1, max = 200))]
    pub password: String,
}

/// A secret to be read into an authenticator (RFC 6238: SHA-1, 6 digits, 30 s). Not in force until confirmed.
#[derive(Serialize, ToSchema)]
pub struct Enrolment {
    /// Base 32, to type where no picture can be read.
    pub secret: String,
    #[schema(example = "otpauth://totp/Club:camille%40club.example?secret=…&issuer=Club")]
    pub otpauth_url: String,
    /// The same as a picture: `data:image/png;base64,…`.
    pub qr: String,
}

/// The six digits that the authenticator shows.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"otp": "492039"}))]
pub struct OtpForm {
    #[validate(length(min = 6, max = 8))]
    pub otp: String,
}

/// Codes for the day the authenticator is lost, each good once; shown this once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    #[schema(example = json!(["k7mqp-2xwtr"]))]
    pub recovery_codes: Vec<String>,
}

/// How my second factor stands.
#[derive(Serialize, ToSchema)]
pub struct SecondFactorStanding {
    /// Null while none is in force.
    pub in_force_since: Option<DateTime<Utc>>,
    /// Recovery codes that were not used yet.
    #[schema(example = 9)]
    pub recovery_codes_left: u64,
    /// Whether the club demands one of me.
    pub required: bool,
}
