//! Those who act for one member organisation, as they know each other.

use kernel::caller::MemberRole;
use platform::web::Ability;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{AccountLanguage, AccountStatus};

/// What the asking person may do with a colleague.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColleagueAbilities {
    pub change_role: Ability,
    pub remove: Ability,
}

/// Somebody who acts for the organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Colleague {
    pub account_id: Uuid,
    #[schema(example = "Mireille Kern")]
    pub name: String,
    pub email: String,
    /// `manager`: record, people and colleagues too; `contributor`: sheets, registrations and requests.
    pub role: MemberRole,
    pub status: AccountStatus,
    /// Whether it is the one who asks.
    pub is_me: bool,
    pub revision: i64,
    pub abilities: ColleagueAbilities,
}

/// Somebody to act for the organisation from now on.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "tresoriere@vieux-rabots.example", "given_name": "Odile", "family_name": "Kern", "role": "contributor"}))]
pub struct ColleagueForm {
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    #[validate(length(min = 1, max = 100))]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    pub role: MemberRole,
    pub language: Option<AccountLanguage>,
}

/// What a colleague may do from now on.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "manager"}))]
pub struct ColleagueRole {
    pub role: MemberRole,
}
