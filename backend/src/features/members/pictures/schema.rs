//! Pictures over the wire.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A logo or a picture of a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MemberPicture {
    pub id: Uuid,
    /// Where it is read; only by those to whom the member shows its pictures.
    pub url: String,
    pub logo: bool,
    /// What is on it, for those who do not see it.
    #[schema(example = "L’atelier, un samedi matin")]
    pub alt: String,
    pub width: Option<i64>,
    pub height: Option<i64>,
    /// Of the member: record, people and pictures change together.
    pub revision: i64,
}

/// A picture to be sent in.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "it describes the form to the contract; the parts are read one by one")]
pub struct PictureForm {
    /// JPEG, PNG, WebP or GIF, 25 MB at most.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// What is on it, for those who do not see it.
    #[schema(max_length = 300)]
    pub alt: String,
    /// `true`: the logo, in the place of the one there is.
    pub logo: Option<bool>,
}

/// What to change of a picture.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"alt": "L’atelier, un samedi matin"}))]
pub struct PictureChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 300))]
    pub alt: Option<String>,
}

/// Absent or a value, never null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
