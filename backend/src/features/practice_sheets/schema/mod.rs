//! What goes over the wire.

mod asked;
mod content;
mod forms;
mod national;
mod public;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use asked::{
    ConfirmationForm, ConfirmationReview, CorrectionForm, InterviewAnswer, InterviewForm, InterviewQuestion,
    InterviewReview, PhotoForm, SheetToken,
};
pub use content::{
    Figure, FigureValue, MediaKind, PlanStep, SheetCommune, SheetContact, SheetContent, SheetMeans, SheetMedia,
    SheetPartner, SheetPublic, Snapshot,
};
pub use forms::{
    CommentForm, ContentChanges, ExportFormat, ExportQuery, GuidanceForm, KeywordChanges, MediaChanges, MediaForm,
    MediaLink, MergeKeyword, NewKeyword, NewSheet, PaperForm, PaperQuery, PartnerForm, PublishForm, RecordConfirmation,
    ReturnForm, SheetChanges, SheetQuery, YearQuery,
};
pub use national::{NationalBlock, NationalFigure, NationalSheet, NationalStep, NationalTable};
pub use public::{
    CatalogueFacet, CatalogueFacets, CatalogueFilters, CataloguePage, CatalogueStretch, CatalogueValue, ExtractPart,
    PublicSection, PublicSheet, PublicSheetCard, SheetHit,
};

/// Declares choices that are kept as one word, and how that word is read back.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? } else $last:ident)+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> $name {
                match word { $($word => $name::$variant,)+ _ => $name::$last }
            }
        }
    )+ };
}

words! {
    /// `good_practice`: what a member did, and what came of it. `advice`: how one goes about something.
    SheetKind { GoodPractice = "good_practice", Advice = "advice" } else GoodPractice

    /// `draft` → `submitted` → `in_review` → `published` → `archived`. One that is published can be worked on: anyone reads
    /// its newest version until it is published again.
    SheetState {
        Draft = "draft", Submitted = "submitted", InReview = "in_review", Published = "published", Archived = "archived",
    } else Draft

    /// What the member said of what is said of it: nothing yet, that it is right, or what is not.
    ConfirmationState { Asked = "asked", Confirmed = "confirmed", Corrections = "corrections" } else Asked

    /// By which way it was said.
    ConfirmationWay { Link = "link", Phone = "phone", Email = "email", Meeting = "meeting" } else Link
}

/// A section of a kind of sheet.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetSection {
    #[schema(example = "context")]
    pub key: &'static str,
    /// As the national base has it.
    #[schema(example = "Contexte")]
    pub label: &'static str,
    /// The block that it is part of; empty for one that stands alone.
    pub group: &'static str,
    /// What one writes there: as the club says it, else as it came.
    pub guidance: String,
    /// Words that fit on the two pages.
    pub words: u32,
}

/// The sections of both kinds of sheet, in their order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetSections {
    pub good_practice: Vec<SheetSection>,
    pub advice: Vec<SheetSection>,
    /// Of what one writes there, as the club says it.
    pub revision: i64,
}

/// The organisation whose experience it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetMember {
    pub id: Uuid,
    pub name: String,
}

/// A word of the list, or a topic of the club.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetTerm {
    pub id: Uuid,
    pub name: String,
}

/// What stands between a sheet and its publication.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetLack {
    /// Where, as in a body: `/content/sections/context`.
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

/// What the member was asked, and what it said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Confirmation {
    pub state: ConfirmationState,
    pub asked_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Null until something is said.
    pub way: Option<ConfirmationWay>,
    /// Who was asked, or who said it.
    pub name: String,
    /// What is to be corrected; may be empty.
    pub words: String,
    /// Whether the sheet says something else by now.
    pub outdated: bool,
}

/// Where the ten questions stand.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Interview {
    pub asked_at: DateTime<Utc>,
    pub until_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    pub answers: Vec<InterviewAnswer>,
}

/// A sheet in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetCard {
    pub id: Uuid,
    pub kind: SheetKind,
    pub state: SheetState,
    pub title: String,
    pub member: Option<SheetMember>,
    pub summary: String,
    /// How often it was published.
    pub version: i64,
    pub published_on: Option<NaiveDate>,
    pub updated_on: Option<NaiveDate>,
    pub review_due_on: Option<NaiveDate>,
    /// Whether that day has come.
    pub review_due: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A sheet as it is worked on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Sheet {
    pub id: Uuid,
    pub kind: SheetKind,
    pub state: SheetState,
    pub title: String,
    pub member: Option<SheetMember>,
    pub content: SheetContent,
    pub keywords: Vec<SheetTerm>,
    pub topics: Vec<SheetTerm>,
    pub partners: Vec<SheetPartner>,
    pub media: Vec<SheetMedia>,
    /// How often it was published.
    pub version: i64,
    /// Whether its texts are others than those that were published last.
    pub changed_since: bool,
    pub published_on: Option<NaiveDate>,
    pub updated_on: Option<NaiveDate>,
    pub review_due_on: Option<NaiveDate>,
    pub confirmation: Option<Confirmation>,
    pub interview: Option<Interview>,
    /// What stands between it and its publication; empty when nothing does.
    pub missing: Vec<SheetLack>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub revision: i64,
    /// By verb: `edit`, `submit`, `take_up`, `send_back`, `ask_confirmation`, `record_confirmation`, `interview`, `publish`,
    /// `archive`, `restore`, `discard`, `comment`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// A publication.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetVersion {
    pub number: i64,
    pub published_at: DateTime<Utc>,
    pub by: String,
    /// What is new in it, in a few words; may be empty.
    pub note: String,
}

/// A publication with all it says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetVersionPage {
    pub number: i64,
    pub published_at: DateTime<Utc>,
    pub by: String,
    pub note: String,
    pub snapshot: Snapshot,
}

/// What differs between two publications, by field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetDifferences {
    /// The publication before; null for the first.
    pub before: Option<i64>,
    pub after: i64,
    /// Fields as `content.sections.context`.
    pub changes: Vec<platform::audit::FieldChange>,
}

/// A word of somebody about a section.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetComment {
    pub id: Uuid,
    /// A section's key, or `title`.
    pub section: String,
    pub text: String,
    pub by: String,
    pub written_at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}

/// A word of the controlled list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Keyword {
    pub id: Uuid,
    pub name: String,
    /// What else it is called: whoever types one of these means it.
    pub aliases: Vec<SheetTerm>,
    pub revision: i64,
}

/// Sheets of a year against the club's target.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SheetCounts {
    #[schema(example = 2026)]
    pub year: i32,
    /// First published in that year, both kinds together.
    pub published: u64,
    pub good_practices: u64,
    pub advice: u64,
    pub target: u32,
    /// Sheets in work now, and those published that are due for another look.
    pub in_work: u64,
    pub review_due: u64,
}
