//! What anyone reads.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{
    SheetCommune, SheetContact, SheetKind, SheetMeans, SheetMedia, SheetMember, SheetPartner, SheetPublic, SheetTerm,
};

/// What a sheet must fit to be found; several fit together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CatalogueFilters {
    /// Words, as one types them: without accents, in the plural, with one slip each.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// `good_practice` or `advice`.
    #[param(inline)]
    pub kind: Option<SheetKind>,
    /// A topic's id.
    pub topic: Option<Uuid>,
    /// A keyword's id.
    pub keyword: Option<Uuid>,
    /// An axis of the local prevention programme: 1 to 10.
    #[validate(range(min = 1, max = 10))]
    #[param(minimum = 1, maximum = 10)]
    pub axis: Option<u32>,
    /// Whom the action spoke to.
    #[param(inline)]
    pub public: Option<SheetPublic>,
    /// An INSEE code.
    #[validate(length(max = 10))]
    pub commune: Option<String>,
    /// The year of its last update.
    #[validate(range(min = 1900, max = 2200))]
    #[param(minimum = 1900, maximum = 2200)]
    pub year: Option<u32>,
}

/// From where, and how many.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CatalogueStretch {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
    pub with_total: Option<bool>,
}

/// A sheet in the catalogue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicSheetCard {
    pub id: Uuid,
    pub kind: SheetKind,
    pub title: String,
    pub summary: String,
    /// The page for people.
    pub url: String,
    /// The organisation whose experience it is, where it is named.
    pub member: Option<SheetMember>,
    pub cover: Option<SheetMedia>,
    pub published_on: NaiveDate,
    pub updated_on: NaiveDate,
}

/// A piece of a text; `hit`: what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractPart {
    pub text: String,
    pub hit: bool,
}

/// A sheet that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetHit {
    pub sheet: PublicSheetCard,
    /// Where the words stand; empty where nothing was looked for.
    pub extract: Vec<ExtractPart>,
}

/// A stretch of the catalogue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CataloguePage {
    pub items: Vec<SheetHit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<u64>,
    /// Whether no sheet has all of the words, and these have some of them.
    pub some_words: bool,
}

/// One value that could be chosen, and how many sheets have it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CatalogueValue {
    pub value: String,
    pub label: String,
    pub count: u64,
}

/// What sheets can be chosen by: `kind`, `topic`, `keyword`, `axis`, `public`, `commune` or `year`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CatalogueFacet {
    pub facet: String,
    pub values: Vec<CatalogueValue>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CatalogueFacets {
    pub items: Vec<CatalogueFacet>,
}

/// A section of a sheet with its title.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicSection {
    pub key: String,
    pub label: String,
    /// The block that it is part of; empty for one that stands alone.
    pub group: String,
    /// Markdown: paragraphs, lists, sub-headings, links.
    pub text: String,
}

/// A published sheet: its newest version.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicSheet {
    pub id: Uuid,
    pub kind: SheetKind,
    pub title: String,
    pub summary: String,
    pub url: String,
    pub member: Option<SheetMember>,
    /// Those that say something, in their order.
    pub sections: Vec<PublicSection>,
    pub figures: Vec<super::Figure>,
    pub planning: Vec<super::PlanStep>,
    pub means: SheetMeans,
    pub partners: Vec<SheetPartner>,
    pub keywords: Vec<String>,
    pub topics: Vec<SheetTerm>,
    pub axes: Vec<u32>,
    pub publics: Vec<SheetPublic>,
    pub communes: Vec<SheetCommune>,
    pub contact: SheetContact,
    pub media: Vec<SheetMedia>,
    pub external_url: Option<String>,
    pub version: i64,
    pub published_on: NaiveDate,
    pub updated_on: NaiveDate,
    pub licence: String,
    pub licence_url: String,
    /// What one names whoever reuses it: the club and the day of the last update.
    pub attribution: String,
    /// What a page tells search engines (schema.org).
    pub json_ld: Value,
    /// Sheets about the same.
    pub related: Vec<PublicSheetCard>,
}
