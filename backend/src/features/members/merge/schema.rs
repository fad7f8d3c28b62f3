//! What goes over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::super::schema::MemberCard;

/// Whose value stays: that of the member in the path (`this`), of the one that goes (`other`), or what both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    This,
    Other,
    Both,
}

/// Which member becomes part of this one, and whose value stays where they differ.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"other": "019ab1c2-0000-7000-8000-000000000000", "revision": 3, "other_revision": 1, "choices": {"name": "this", "phone": "other"}, "dry_run": true}))]
pub struct MergeForm {
    pub other: Uuid,
    /// Of this member, as it was read; needed to write.
    pub revision: Option<i64>,
    /// Of the other one.
    pub other_revision: Option<i64>,
    /// By field, as the dry run names them; the others are chosen by themselves: what only one has, else what was
    /// verified last, else the fuller record.
    #[serde(default)]
    pub choices: BTreeMap<String, Choice>,
    /// Says what would be, and writes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// One field of both records, as the audit tells it: names rather than ids.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MergeField {
    /// `name`, `status`, `topics`, `main_contact`, `custom.<key>`…
    pub field: String,
    /// The name of a field of the club.
    pub label: Option<String>,
    /// Any JSON value; null when there is none.
    pub this: Value,
    pub other: Value,
    pub differs: bool,
    pub choice: Choice,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What the survivor has then.
    pub result: Value,
    /// Why there is no choice where one would expect it.
    pub reason: Option<String>,
}

/// Something that passes to the survivor, and how much of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MergeMove {
    /// `contacts`, `united_contacts` (known in both, once from now on), `interactions`, `accounts`, `messages`,
    /// `import_rows`, `postponements`, `proposals`, `campaigns`, `reports`, `dismissals`, `consents`, `person_files`.
    #[schema(example = "interactions")]
    pub what: String,
    #[schema(example = 12)]
    pub count: u64,
}

/// What a merge does, or would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Merge {
    /// Whether it was only tried.
    pub dry_run: bool,
    pub survivor: MemberCard,
    pub other: MemberCard,
    pub fields: Vec<MergeField>,
    pub moves: Vec<MergeMove>,
    /// Until when it can be undone; null for a dry run.
    pub undo_until: Option<DateTime<Utc>>,
}

/// Two members again.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Unmerged {
    pub survivor: MemberCard,
    pub other: MemberCard,
    /// What came to the survivor since, and stays with it.
    pub stays: Vec<MergeMove>,
}

/// A record that became part of this member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PastMerge {
    /// The record that is part of it now.
    pub id: Uuid,
    pub name: String,
    pub merged_at: DateTime<Utc>,
    pub merged_by: String,
    pub undo_until: DateTime<Utc>,
    pub undo: Ability,
}

/// Why two members may be one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairReason {
    /// The same SIREN, and no two SIRET that say otherwise.
    Identifier,
    /// The same e-mail address, their own or that of one of their people.
    Email,
    /// The same domain of e-mail or website, which is nobody else's.
    Domain,
    /// A near-equal name in the same commune.
    Name,
}

/// Who said that they are two, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ToldApart {
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Two members that may be one organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicatePair {
    /// The older record.
    pub first: MemberCard,
    pub second: MemberCard,
    /// The strongest first.
    pub reasons: Vec<PairReason>,
    /// 0 to 1.
    pub score: f64,
    pub told_apart: Option<ToldApart>,
}

/// Which pairs.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PairQuery {
    /// Those that somebody found to be two, instead of those to be looked at.
    pub told_apart: Option<bool>,
    /// Only pairs with this member.
    pub member: Option<Uuid>,
    /// How many pairs; 25 when absent.
    #[validate(range(min = 1, max = 100))]
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
    /// `next_cursor` of the stretch before.
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
    /// Whether to count them all.
    pub with_total: Option<bool>,
}

/// Two members, in any order.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairForm {
    pub first: Uuid,
    pub second: Uuid,
}
