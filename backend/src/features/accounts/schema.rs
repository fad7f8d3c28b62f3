//! What goes over the wire: accounts and sign-ins here; keys of machines and the second factor in files of their own.

pub mod colleagues;
pub mod email_change;
pub mod first_start;
pub mod keys;
pub mod list;
pub mod second_factor;

use chrono::{DateTime, Utc};
use kernel::{
    caller::{MemberRole, StaffRole},
    patch::Change,
    problem::Language,
    trade::MemberKind,
};
use platform::web::Ability;
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
    /// Six digits, or a recovery code, for an account with a second factor.
    #[validate(length(min = 6, max = 20))]
    pub otp: Option<String>,
}

/// Whom to write to.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "camille@club.example"}))]
pub struct EmailForm {
    #[validate(length(min = 3, max = 254))]
    pub email: String,
}

/// A mail is on its way, if the address is one of ours: the answer is the same either way.
#[derive(Serialize, ToSchema)]
pub struct MailPromised {
    /// How long the link in it is good.
    #[schema(example = 10)]
    pub valid_minutes: i64,
}

/// The token of a sign-in link.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "kX0Y…"}))]
pub struct RedeemForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// Six digits, or a recovery code, for an account with a second factor.
    #[validate(length(min = 6, max = 20))]
    pub otp: Option<String>,
}

/// The token of a reset link, and the new password.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "kX0Y…", "password": "quatre mots tirés au sort"}))]
pub struct ResetForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// 12 to 128 characters of any kind, hard to guess.
    #[validate(length(min = 1, max = 1000))]
    pub password: String,
    /// Six digits, or a recovery code, for an account with a second factor.
    #[validate(length(min = 6, max = 20))]
    pub otp: Option<String>,
}

/// A new password in place of the present one.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current": "ancienne phrase secrète", "new": "quatre mots tirés au sort"}))]
pub struct ChangePasswordForm {
    #[validate(length(min = 1, max = 200))]
    pub current: String,
    /// 12 to 128 characters of any kind, hard to guess.
    #[validate(length(min = 1, max = 1000))]
    pub new: String,
}

/// The token of an invitation, the password chosen, and one's name if it was not written right.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "kX0Y…", "password": "quatre mots tirés au sort", "given_name": "Camille", "family_name": "Rotrieder"}))]
pub struct AcceptForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// 12 to 128 characters of any kind, hard to guess.
    #[validate(length(min = 1, max = 1000))]
    pub password: String,
    #[validate(length(min = 1, max = 100))]
    pub given_name: Option<String>,
    #[validate(length(min = 1, max = 100))]
    pub family_name: Option<String>,
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

/// A sign-in of mine, on some device.
#[derive(Serialize, ToSchema)]
pub struct SessionCard {
    pub id: Uuid,
    /// Whether it is the one that asks.
    pub current: bool,
    pub user_agent: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountStatus {
    /// Has neither chosen a password nor signed in yet.
    Invited,
    Active,
    Disabled,
}

/// The language of mails and screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountLanguage {
    Fr,
    En,
}

impl AccountLanguage {
    pub fn of(code: &str) -> AccountLanguage {
        if code == "en" { AccountLanguage::En } else { AccountLanguage::Fr }
    }

    pub fn spoken(self) -> Language {
        match self {
            AccountLanguage::Fr => Language::Fr,
            AccountLanguage::En => Language::En,
        }
    }
}

/// An organisation that a person acts for.
#[derive(Clone, Serialize, ToSchema)]
pub struct Organisation {
    pub member_id: Uuid,
    pub name: String,
    pub kind: MemberKind,
    pub role: MemberRole,
}

/// An organisation to act for.
#[derive(Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationForm {
    pub member_id: Uuid,
    pub role: MemberRole,
}

/// What the asking person may do with an account.
#[derive(Clone, Serialize, ToSchema)]
pub struct AccountAbilities {
    pub edit: Ability,
    pub change_email: Ability,
    pub change_role: Ability,
    pub disable: Ability,
    pub restore: Ability,
    pub invite: Ability,
    pub reset_second_factor: Ability,
    pub turn_off_second_factor: Ability,
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
    pub language: AccountLanguage,
    /// Null for someone who only acts for member organisations.
    pub role: Option<StaffRole>,
    pub organisations: Vec<Organisation>,
    pub status: AccountStatus,
    pub second_factor: bool,
    /// Whether the club demands one of this account.
    pub second_factor_required: bool,
    /// Of one's own account: this session may do nothing before a second factor is set up (`/me/second-factor`); all
    /// else is refused with `accounts.second_factor_due`.
    pub second_factor_due: bool,
    /// Until when the link of the last invitation is good; null when none is.
    pub invitation_until: Option<DateTime<Utc>>,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub revision: i64,
    pub abilities: AccountAbilities,
}

/// Someone to invite, with a role in the club, organisations to act for, or both.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "mairie@breitenau.example", "given_name": "Odile", "family_name": "Kern", "role": "reader"}))]
pub struct InviteForm {
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    #[validate(length(min = 1, max = 100))]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    pub language: Option<AccountLanguage>,
    pub role: Option<StaffRole>,
    #[serde(default)]
    #[validate(length(max = 100), nested)]
    pub organisations: Vec<OrganisationForm>,
}

/// What to change of an account (merge patch): absent keeps, null clears.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "coordinator"}))]
pub struct AccountPatch {
    #[validate(length(min = 3, max = 254))]
    pub email: Option<String>,
    #[validate(length(min = 1, max = 100))]
    pub given_name: Option<String>,
    #[validate(length(min = 1, max = 100))]
    pub family_name: Option<String>,
    pub language: Option<AccountLanguage>,
    #[serde(default)]
    #[schema(value_type = Option<StaffRole>)]
    pub role: Change<StaffRole>,
    /// All the organisations the person acts for, from now on.
    #[validate(length(max = 100), nested)]
    pub organisations: Option<Vec<OrganisationForm>>,
}

/// What to change of my own account.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"language": "en"}))]
pub struct MePatch {
    #[validate(length(min = 1, max = 100))]
    pub given_name: Option<String>,
    #[validate(length(min = 1, max = 100))]
    pub family_name: Option<String>,
    pub language: Option<AccountLanguage>,
}
