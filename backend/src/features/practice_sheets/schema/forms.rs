//! The forms of sheets, their media, comments and keywords.

use std::collections::BTreeMap;

use kernel::patch::Change;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{ConfirmationWay, Figure, PlanStep, SheetContact, SheetKind, SheetMeans, SheetPublic, SheetState};

/// A sheet to be begun: a title suffices.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "good_practice", "title": "Une fête sans vaisselle jetable"}))]
pub struct NewSheet {
    pub kind: SheetKind,
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    /// Whose experience it tells; a person of one organisation begins sheets of it.
    pub member_id: Option<Uuid>,
}

/// A partner: a member of the club by its id, or whoever is named.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Amicale des pompiers"}))]
pub struct PartnerForm {
    pub member_id: Option<Uuid>,
    #[serde(default)]
    #[validate(length(max = 200))]
    pub name: String,
}

/// What to change (JSON merge patch): absent fields stay, null clears; lists are put in the place of those there are.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Une fête sans vaisselle jetable", "content": {"sections": {"context": "Chaque été, la fête du village."}}}))]
pub struct SheetChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 200))]
    pub title: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub member_id: Change<Uuid>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 60), nested)]
    pub partners: Option<Vec<PartnerForm>>,
    #[serde(default)]
    #[validate(nested)]
    pub content: ContentChanges,
}

/// What to change of the content.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 300))]
    pub summary: Option<String>,
    /// Texts by section: those that are not named stay, null clears one.
    #[serde(default)]
    #[validate(length(max = 40))]
    pub sections: BTreeMap<String, Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 20), nested)]
    pub figures: Option<Vec<Figure>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 60), nested)]
    pub planning: Option<Vec<PlanStep>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(nested)]
    pub means: Option<SheetMeans>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 30))]
    pub keywords: Option<Vec<Uuid>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 30))]
    pub topics: Option<Vec<Uuid>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 10))]
    pub axes: Option<Vec<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 20))]
    pub publics: Option<Vec<SheetPublic>>,
    /// INSEE codes.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 200))]
    pub communes: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(nested)]
    pub contact: Option<SheetContact>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub external_url: Change<String>,
}

/// Says in the club's words what one writes in a section: every sheet is written by it.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"guidance": {"context": "Racontez le lieu, ses habitants, et ce qui vous a décidés."}}))]
pub struct GuidanceForm {
    /// By section, 300 letters at most; those that are not named stay, null says one as it came.
    #[validate(length(max = 40))]
    pub guidance: BTreeMap<String, Option<String>>,
}

/// Which sheets.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SheetQuery {
    /// Words of the title.
    #[validate(length(max = 200))]
    pub q: Option<String>,
    /// One kind alone.
    #[param(inline)]
    pub kind: Option<SheetKind>,
    /// One state alone; all but the archived ones when absent.
    #[param(inline)]
    pub state: Option<SheetState>,
    /// Those of one member.
    pub member: Option<Uuid>,
    /// `true`: those that are due for another look.
    pub review_due: Option<bool>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

/// Which year.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct YearQuery {
    /// The current one when absent.
    #[validate(range(min = 1900, max = 2200))]
    #[param(minimum = 1900, maximum = 2200)]
    pub year: Option<u32>,
}

/// Sends a sheet back to whoever writes it.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": "Il manque les quantités."}))]
pub struct ReturnForm {
    /// What is missing.
    #[validate(length(min = 1, max = 2000))]
    pub words: String,
}

/// Publishes a sheet.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Chiffres de 2026"}))]
pub struct PublishForm {
    /// What is new, in a few words.
    #[serde(default)]
    #[validate(length(max = 300))]
    pub note: String,
}

/// What a member said otherwise than by the link.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"way": "phone", "name": "Mireille Kern"}))]
pub struct RecordConfirmation {
    /// `phone`, `email` or `meeting`.
    pub way: ConfirmationWay,
    /// Who said it.
    #[validate(length(min = 1, max = 200))]
    pub name: String,
}

/// A word about a section.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"section": "context", "text": "Depuis quelle année ?"}))]
pub struct CommentForm {
    #[validate(length(min = 1, max = 40))]
    pub section: String,
    #[validate(length(min = 1, max = 2000))]
    pub text: String,
}

/// A picture or a document to be sent in.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "it describes the form to the contract; the parts are read one by one")]
pub struct MediaForm {
    /// A picture (JPEG, PNG, WebP or GIF, 25 MB at most) or a document (20 MB at most).
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// What is on it, for those who do not see it; may come later, but before the sheet is published.
    #[schema(max_length = 300)]
    pub alt: Option<String>,
    #[schema(max_length = 200)]
    pub title: Option<String>,
}

/// An address elsewhere: a video or an article. Nothing of it is embedded.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"video": true, "url": "https://tele-du-ried.example/fete", "title": "La fête sans jetable", "published_in": "Télé du Ried"}))]
pub struct MediaLink {
    /// `true` for a video, else an article.
    #[serde(default)]
    pub video: bool,
    #[validate(length(min = 1, max = 500))]
    pub url: String,
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    #[serde(default)]
    #[validate(length(max = 200))]
    pub published_in: String,
}

/// What to change of a picture, a video, an article or a document.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"alt": "Des gobelets lavables sur le comptoir"}))]
pub struct MediaChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 300))]
    pub alt: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 200))]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 200))]
    pub credit: Option<String>,
    /// Puts a picture at the head of the sheet, in the place of the one there is.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub cover: Option<bool>,
}

/// A word for the list, or another name of one that is there.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Déchets verts"}))]
pub struct NewKeyword {
    #[validate(length(min = 1, max = 80))]
    pub name: String,
    /// The word that it is another name of.
    pub alias_of: Option<Uuid>,
}

/// Renames a word: sheets that have it keep it.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Végétaux"}))]
pub struct KeywordChanges {
    #[validate(length(min = 1, max = 80))]
    pub name: String,
}

/// Makes one word another name of another one.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"into": "019ab1c2-0000-7000-8000-000000000000"}))]
pub struct MergeKeyword {
    pub into: Uuid,
}

/// As what a sheet is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Json,
    Markdown,
    Pdf,
    /// All of them, with the pictures.
    Zip,
}

/// As what.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `json`, `markdown`, `pdf`, or `zip`: all of them, with the pictures.
    #[param(inline)]
    pub format: ExportFormat,
}

/// How a sheet is set on paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// Two pages to be read.
    #[default]
    Pages,
    /// One page for a wall.
    Poster,
}

/// On paper, how.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaperQuery {
    /// `pages` (as usual): two of them to be read; `poster`: one for a wall.
    #[param(inline)]
    pub form: Option<PaperForm>,
}

/// Absent or a value, never null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
