//! Which accounts, and in which order, over the wire.

use kernel::caller::StaffRole;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::AccountStatus;

/// A role in the club, `any` of them, or `none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleFilter {
    Admin,
    Coordinator,
    Reader,
    Any,
    None,
}

/// The order of the list of accounts; `-` turns it round. Who never signed in comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AccountSort {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
    #[serde(rename = "email")]
    Email,
    #[serde(rename = "-email")]
    EmailDown,
    #[serde(rename = "last_sign_in_at")]
    LastSignIn,
    #[serde(rename = "-last_sign_in_at")]
    LastSignInDown,
}

/// Which accounts.
#[derive(Deserialize, Serialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountQuery {
    /// Words of the name or of the address.
    #[validate(length(max = 200))]
    pub q: Option<String>,
    /// Those with this role in the club; `any`: the whole team; `none`: those who only act for an organisation.
    #[param(inline)]
    pub role: Option<RoleFilter>,
    /// Those in this state.
    pub status: Option<AccountStatus>,
    /// Those who sign in in two steps, or those who do not.
    pub second_factor: Option<bool>,
    /// Those who act for this member organisation.
    pub organisation: Option<Uuid>,
    /// `name` when absent; `-` before it reverses.
    #[param(inline)]
    pub sort: Option<AccountSort>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    #[validate(length(max = 1000))]
    pub cursor: Option<String>,
    pub with_total: Option<bool>,
}

/// Somebody of the team, as colleagues may know them.
#[derive(Serialize, ToSchema)]
pub struct StaffCard {
    /// Of the account.
    pub id: Uuid,
    #[schema(example = "Camille Rotrieder")]
    pub name: String,
    pub role: StaffRole,
}
