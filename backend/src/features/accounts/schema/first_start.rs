//! The first start over the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::AccountLanguage;

/// Whether this instance waits for its first administrator.
#[derive(Serialize, ToSchema)]
pub struct SetupState {
    /// Nobody has an account yet: the screens lead to the installation.
    pub needed: bool,
}

/// The first administrator, and the code that the program printed when it started.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "K7QF-2M9X-T4WB-8HNC", "email": "alix@club.example", "password": "quatre mots tirés au sort", "given_name": "Alix", "family_name": "Amand"}))]
pub struct SetupForm {
    /// In capitals or not, with hyphens or without.
    #[validate(length(min = 1, max = 100))]
    pub code: String,
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    /// 12 to 128 characters of any kind, hard to guess.
    #[validate(length(min = 1, max = 1000))]
    pub password: String,
    #[validate(length(min = 1, max = 100))]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    /// `fr` when absent.
    pub language: Option<AccountLanguage>,
}
