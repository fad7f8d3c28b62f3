//! Outlines of communes over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::web::Ability;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

/// Where outlines come from: geo.api.gouv.fr was asked, or somebody sent a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutlineOrigin {
    Fetched,
    Sent,
}

impl OutlineOrigin {
    pub fn as_str(self) -> &'static str {
        match self {
            OutlineOrigin::Fetched => "fetched",
            OutlineOrigin::Sent => "sent",
        }
    }

    pub fn parse(word: &str) -> Option<OutlineOrigin> {
        [OutlineOrigin::Fetched, OutlineOrigin::Sent].into_iter().find(|origin| origin.as_str() == word)
    }
}

/// Why outlines could not be fetched the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutlineFailure {
    /// The instance does not ask geo.api.gouv.fr.
    SwitchedOff,
    /// It does not answer, or too slowly.
    NotAnswering,
    /// It is asked as often as its terms allow.
    Busy,
    /// What it answered are no outlines of communes of the territory.
    Unreadable,
}

impl OutlineFailure {
    const ALL: [OutlineFailure; 4] =
        [OutlineFailure::SwitchedOff, OutlineFailure::NotAnswering, OutlineFailure::Busy, OutlineFailure::Unreadable];

    pub fn as_str(self) -> &'static str {
        match self {
            OutlineFailure::SwitchedOff => "switched_off",
            OutlineFailure::NotAnswering => "not_answering",
            OutlineFailure::Busy => "busy",
            OutlineFailure::Unreadable => "unreadable",
        }
    }

    pub fn parse(word: &str) -> Option<OutlineFailure> {
        OutlineFailure::ALL.into_iter().find(|failure| failure.as_str() == word)
    }
}

/// A commune of the territory, and whether the map has its outline.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OutlinedCommune {
    #[schema(example = "67462")]
    pub insee_code: String,
    #[schema(example = "Sélestat")]
    pub name: String,
    pub outlined: bool,
}

/// The outlines that the map has.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Outlines {
    /// Of the territory, by name.
    pub communes: Vec<OutlinedCommune>,
    /// How many of them have an outline.
    pub outlined: usize,
    /// Null while there are none.
    pub origin: Option<OutlineOrigin>,
    pub put_at: Option<DateTime<Utc>>,
    /// They are being fetched.
    pub fetching: bool,
    /// Why the last attempt to fetch them came to nothing; null when it did not.
    pub failure: Option<OutlineFailure>,
    /// The same as a sentence to show.
    pub failure_detail: Option<String>,
    pub revision: i64,
    /// By verb: `fetch`, `put`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// A GeoJSON FeatureCollection (RFC 7946), in degrees (WGS 84). Each feature is a Polygon or MultiPolygon, and says its
/// commune's INSEE code as `code`, `insee` or `INSEE_COM`; communes outside the territory are left out.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "67462"},
    "geometry": {"type": "Polygon", "coordinates": [[[7.4, 48.2], [7.5, 48.2], [7.5, 48.3], [7.4, 48.2]]]}}]}))]
pub struct OutlineFile {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub shape: String,
    #[validate(length(min = 1, max = 40_000))]
    pub features: Vec<Value>,
}
