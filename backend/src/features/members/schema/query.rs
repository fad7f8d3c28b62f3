//! Questions about members, and answers that are no members.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::MemberCard;

/// What an answer tells besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum With {
    Record,
}

/// Which members: of a list, of an export, to be counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberFilters {
    /// Words of the name, commune, numbers, address, and of people for those who see them; all must be there. Case,
    /// accents and hyphens do not matter, nor how a telephone number is typed.
    #[validate(length(max = 200))]
    pub q: Option<String>,
    /// `commune`, `public_body`, `association`, `company`; several separated by commas.
    #[validate(length(max = 200))]
    pub kind: Option<String>,
    /// `prospect`, `invited`, `active`, `paused`, `left`; several separated by commas.
    #[validate(length(max = 200))]
    pub status: Option<String>,
    /// INSEE codes or names, separated by commas.
    #[validate(length(max = 500))]
    pub commune: Option<String>,
    /// Ids of topics, separated by commas: one of them.
    #[validate(length(max = 2000))]
    pub topic: Option<String>,
    /// `ok`, `soon`, `overdue`, `never`; several separated by commas. Active members only.
    #[validate(length(max = 200))]
    pub follow_up: Option<String>,
    /// `true`: members by right only; `false`: the others.
    pub ex_officio: Option<bool>,
    /// An account, `me` or `none`.
    #[validate(length(max = 36))]
    pub referent: Option<String>,
    /// `true`: only archived ones. Without it they are left out, but for `updated_since`.
    pub archived: Option<bool>,
    /// A JSON syntax tree: `{"and": […]}`, `{"or": […]}`, `{"not": {…}}`, `{"field", "op", "value"}`.
    #[validate(length(max = 20000))]
    pub filter: Option<String>,
    /// A saved segment: only its members.
    pub segment: Option<Uuid>,
    /// A saved view: its filter, and, where there is an order, its own when `sort` says none.
    pub view: Option<Uuid>,
    /// Changed at or after this instant; archived ones come too, as what has gone. Ask next from the newest
    /// `updated_at` you were told: what others are still writing comes then, with an instant that is no earlier. What
    /// changed in the ten seconds before is told once more.
    pub updated_since: Option<DateTime<Utc>>,
}

/// In which order, from where, how many.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberStretch {
    /// `relevance` (that very name, the commune itself, names and then words that begin so, the rest: usual with `q`),
    /// `name`, `kind`, `status`, `commune`, `postal_code`, `email`, `siren`, `siret`, `rna`, `amalia`, `insee_code`,
    /// `joined_on`, `left_on`, `last_contact_on`, `last_personal_contact_on`, `contact_due_on`, `verified_on`, `created_at`,
    /// `updated_at`, or a field of the club (`custom.<key>`); `-` before it reverses.
    #[validate(length(max = 80))]
    pub sort: Option<String>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
    /// Instead of a cursor, for a grid that jumps.
    #[validate(range(max = 1000000))]
    #[param(minimum = 0, maximum = 1000000)]
    pub offset: Option<u64>,
    pub with_total: Option<bool>,
    /// `record`: each card also tells its `record`, all that a grid shows.
    #[param(inline)]
    pub with: Option<With>,
}

/// When members are counted.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CountDay {
    /// As it was at the end of this day, by the members' history.
    #[param(example = "2016-12-31")]
    pub on: Option<NaiveDate>,
}

/// How many members, by what they are and where they stand.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberCounts {
    pub total: u64,
    pub kind: BTreeMap<String, u64>,
    pub status: BTreeMap<String, u64>,
    /// Active members only; null for a past day and for whoever does not see it.
    pub follow_up: Option<BTreeMap<String, u64>>,
}

/// What is being typed.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DuplicateQuery {
    /// As typed so far.
    #[validate(length(max = 200))]
    pub name: Option<String>,
    /// INSEE code or name.
    #[validate(length(max = 200))]
    pub commune: Option<String>,
    /// Nine digits; blanks do not matter.
    #[validate(length(max = 30))]
    pub siren: Option<String>,
    /// Fourteen digits; blanks do not matter.
    #[validate(length(max = 40))]
    pub siret: Option<String>,
    /// W and nine characters.
    #[validate(length(max = 30))]
    pub rna: Option<String>,
    /// Of the organisation or of one of its people.
    #[validate(length(max = 254))]
    pub email: Option<String>,
    /// The member being edited.
    pub except: Option<Uuid>,
}

/// Why two may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateReason {
    Identifier,
    Email,
    Name,
}

/// A member that may be the one being typed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Duplicate {
    pub member: MemberCard,
    pub reason: DuplicateReason,
    /// 0 to 1.
    pub score: f64,
}

/// A stretch of the audit.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}
