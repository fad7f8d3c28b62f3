//! What a builder of filters is made of.

use serde::Serialize;
use utoipa::ToSchema;

/// A word in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Words {
    pub fr: String,
    pub en: String,
}

/// All that filters may name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FilterFields {
    pub fields: Vec<FilterField>,
    /// Periods that move with today; `in_period` also takes a year (`2016`), a month (`2016-03`), a quarter (`2016-Q4`).
    pub periods: Vec<FilterPeriod>,
}

/// A field that filters may name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FilterField {
    #[schema(example = "last_contact_on")]
    pub key: String,
    /// `text`, `code`, `choice`, `number`, `date`, `instant`, `yes_no` or `id`.
    pub kind: String,
    pub label: Words,
    /// `member`, `identifiers`, `address`, `contact`, `follow_up`, `texts` or `custom`.
    pub group: String,
    /// The one that is offered first comes first.
    pub operators: Vec<FilterOperator>,
    /// Values to choose from. Of a `lookup` they are those of the club; others may be given too.
    pub choices: Vec<FilterChoice>,
    /// The list that its values come from: `topics`, `referents`, `communes` or `epcis`.
    pub lookup: Option<String>,
    /// Whether a list can be sorted by it.
    pub sortable: bool,
}

/// An operator, and what value it takes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FilterOperator {
    #[schema(example = "nothing_since_days")]
    pub op: String,
    /// `one` value of the field, `many` of them, a `text`, a `day`, a number of `days`, a `period`, or `yes_no`.
    pub takes: String,
    pub label: Words,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FilterChoice {
    pub value: String,
    pub label: Words,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FilterPeriod {
    #[schema(example = "this_year")]
    pub value: String,
    pub label: Words,
}
