//! What a sheet says, as it is kept and as it goes over the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Whom an action spoke to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetPublic {
    Households,
    Schools,
    YoungPeople,
    Associations,
    Companies,
    Shops,
    PublicBodies,
    EventOrganisers,
    Tourists,
}

impl SheetPublic {
    pub const ALL: [SheetPublic; 9] = [
        SheetPublic::Households,
        SheetPublic::Schools,
        SheetPublic::YoungPeople,
        SheetPublic::Associations,
        SheetPublic::Companies,
        SheetPublic::Shops,
        SheetPublic::PublicBodies,
        SheetPublic::EventOrganisers,
        SheetPublic::Tourists,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            SheetPublic::Households => "households",
            SheetPublic::Schools => "schools",
            SheetPublic::YoungPeople => "young_people",
            SheetPublic::Associations => "associations",
            SheetPublic::Companies => "companies",
            SheetPublic::Shops => "shops",
            SheetPublic::PublicBodies => "public_bodies",
            SheetPublic::EventOrganisers => "event_organisers",
            SheetPublic::Tourists => "tourists",
        }
    }

    pub fn named(word: &str) -> Option<SheetPublic> {
        SheetPublic::ALL.into_iter().find(|public| public.as_str() == word)
    }

    /// As a French page says it.
    pub fn french(self) -> &'static str {
        match self {
            SheetPublic::Households => "Habitants",
            SheetPublic::Schools => "Établissements scolaires",
            SheetPublic::YoungPeople => "Jeunes",
            SheetPublic::Associations => "Associations",
            SheetPublic::Companies => "Entreprises",
            SheetPublic::Shops => "Commerces",
            SheetPublic::PublicBodies => "Collectivités",
            SheetPublic::EventOrganisers => "Organisateurs d’événements",
            SheetPublic::Tourists => "Touristes",
        }
    }
}

/// What was measured, a value for each year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Membres du club")]
    pub label: String,
    /// Empty where things are counted.
    #[serde(default)]
    #[validate(length(max = 40))]
    #[schema(example = "kg")]
    pub unit: String,
    #[serde(default)]
    pub target: Option<f64>,
    #[serde(default)]
    #[validate(length(max = 30), nested)]
    pub values: Vec<FigureValue>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureValue {
    #[validate(range(min = 1900, max = 2200))]
    #[schema(example = 2016)]
    pub year: i32,
    #[schema(example = 305)]
    pub value: f64,
}

/// A step of the planning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanStep {
    /// A year, a month or a day: `2014`, `2014-02`, `2014-02-17`.
    #[validate(length(min = 4, max = 10))]
    #[schema(example = "2014-02")]
    pub from: String,
    #[serde(default)]
    #[validate(length(min = 4, max = 10))]
    #[schema(example = "2014-09")]
    pub until: Option<String>,
    #[validate(length(min = 1, max = 300))]
    #[schema(example = "Création des outils")]
    pub label: String,
}

/// What it took, in numbers; the words stand in the sections.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetMeans {
    /// Full-time equivalents.
    #[serde(default)]
    #[validate(range(min = 0.0, max = 10000.0))]
    #[schema(example = 0.2)]
    pub fte: Option<f64>,
    #[serde(default)]
    #[validate(range(min = 0.0, max = 1000000000.0))]
    #[schema(example = 300)]
    pub euros: Option<f64>,
}

/// Whom one asks; it is shown to anyone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetContact {
    #[serde(default)]
    #[validate(length(max = 200))]
    pub name: String,
    #[serde(default)]
    #[validate(length(max = 254))]
    pub email: String,
    #[serde(default)]
    #[validate(length(max = 60))]
    pub phone: String,
}

/// Where it took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetCommune {
    #[schema(example = "67462")]
    pub insee_code: String,
    #[schema(example = "Sélestat")]
    pub name: String,
}

/// What a sheet says beside its title, partners and media.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SheetContent {
    pub summary: String,
    /// Texts by section, in the order of `GET /practice-sheets/sections`: paragraphs, lists, sub-headings and links in
    /// Markdown.
    pub sections: BTreeMap<String, String>,
    pub figures: Vec<Figure>,
    pub planning: Vec<PlanStep>,
    pub means: SheetMeans,
    /// Of the club's list.
    pub keywords: Vec<Uuid>,
    /// Of the club.
    pub topics: Vec<Uuid>,
    /// Of the local prevention programme: 1 to 10.
    pub axes: Vec<u32>,
    pub publics: Vec<SheetPublic>,
    pub communes: Vec<SheetCommune>,
    pub contact: SheetContact,
    /// Where else it was published.
    pub external_url: Option<String>,
}

impl SheetContent {
    /// The text of a section; empty where nothing was written.
    pub fn section(&self, key: &str) -> &str {
        self.sections.get(key).map(String::as_str).unwrap_or_default()
    }
}

/// Who took part: a member of the club, or whoever is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetPartner {
    pub member_id: Option<Uuid>,
    pub name: String,
}

/// What stands beside the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Picture,
    /// An address elsewhere: nothing of it is embedded.
    Video,
    /// What a newspaper or a local television said of it, elsewhere.
    Press,
    Document,
}

impl MediaKind {
    pub fn as_str(self) -> &'static str {
        match self {
            MediaKind::Picture => "picture",
            MediaKind::Video => "video",
            MediaKind::Press => "press",
            MediaKind::Document => "document",
        }
    }

    pub fn parse(word: &str) -> MediaKind {
        let all = [MediaKind::Picture, MediaKind::Video, MediaKind::Press];
        all.into_iter().find(|kind| kind.as_str() == word).unwrap_or(MediaKind::Document)
    }
}

/// A picture, a video, an article or a document of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetMedia {
    pub id: Uuid,
    pub kind: MediaKind,
    /// Where it is: on this site for what was sent in, elsewhere for what is linked.
    pub url: String,
    /// What is on a picture, for those who do not see it; without it, a sheet is not published.
    pub alt: String,
    pub title: String,
    pub credit: String,
    /// The newspaper or the channel.
    pub published_in: String,
    /// Stands at the head of the sheet.
    pub cover: bool,
    pub width: Option<i64>,
    pub height: Option<i64>,
}

/// What was published: nothing of it changes afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Snapshot {
    pub title: String,
    pub content: SheetContent,
    pub partners: Vec<SheetPartner>,
    pub media: Vec<SheetMedia>,
    /// How the keywords were called then.
    pub keywords: Vec<String>,
}
