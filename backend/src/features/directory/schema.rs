//! What goes over the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::book::Facet;
use crate::features::members::PublicMember;

/// Which members.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DirectoryFilters {
    /// Words of what members show: all must be there. Case, accents and hyphens do not matter, nor whether it is St or
    /// Saint.
    #[validate(length(max = 200))]
    #[param(max_length = 200, example = "repair cafe st")]
    pub q: Option<String>,
    /// `commune`, `public_body`, `association`, `company`; several separated by commas.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub kind: Option<String>,
    /// INSEE codes or names, separated by commas.
    #[validate(length(max = 500))]
    #[param(max_length = 500, example = "67462")]
    pub commune: Option<String>,
    /// Ids of topics, separated by commas: one of them.
    #[validate(length(max = 2000))]
    #[param(max_length = 2000)]
    pub topic: Option<String>,
}

impl DirectoryFilters {
    pub fn is_everything(&self) -> bool {
        [&self.q, &self.kind, &self.commune, &self.topic].into_iter().all(Option::is_none)
    }
}

/// From where, and how many.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DirectoryStretch {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

/// Under which licence anyone may use it, and whom to name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryTerms {
    /// SPDX.
    #[schema(example = "etalab-2.0")]
    pub licence: &'static str,
    #[schema(example = "https://spdx.org/licenses/etalab-2.0.html")]
    pub licence_url: &'static str,
    /// To be shown wherever it is used: the source, and the day of its last change.
    #[schema(example = "Le Fil vert, 2026-11-23")]
    pub attribution: String,
}

/// A member as it shows itself to anyone. Null is what it keeps within the club, or has not said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryMember {
    #[serde(flatten)]
    pub member: PublicMember,
    /// Of its page on this site: the id at its end alone decides, the words before it may change.
    #[schema(example = "/annuaire/repair-cafe-019ab1c2-0000-7000-8000-000000000000")]
    pub path: String,
    /// The same for other sites.
    #[schema(example = "https://club.example/annuaire/repair-cafe-019ab1c2-0000-7000-8000-000000000000")]
    pub url: String,
    /// Degrees north, WGS 84, of the middle of its commune, where that is known.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Since when it shows itself so: what it keeps within the club moves nothing here.
    pub updated_at: DateTime<Utc>,
}

/// What could be chosen besides, each with how many members fit it and everything else that is asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryFacets {
    pub kind: Vec<Facet>,
    pub commune: Vec<Facet>,
    pub topic: Vec<Facet>,
}

/// A stretch of the directory, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryPage {
    pub items: Vec<DirectoryMember>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub next_cursor: Option<String>,
    /// How many fit, on all pages together.
    pub total: usize,
    pub facets: DirectoryFacets,
    #[serde(flatten)]
    pub terms: DirectoryTerms,
}

/// The middle of a commune (RFC 7946 §3.1.2).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryPoint {
    #[serde(rename = "type")]
    #[schema(example = "Point")]
    pub shape: &'static str,
    /// Longitude, latitude.
    #[schema(example = json!([7.4526, 48.2594]))]
    pub coordinates: Vec<f64>,
}

/// A member on the map (RFC 7946 §3.2).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryFeature {
    #[serde(rename = "type")]
    #[schema(example = "Feature")]
    pub shape: &'static str,
    pub id: Uuid,
    /// Null where its commune has no place that is known.
    pub geometry: Option<DirectoryPoint>,
    pub properties: DirectoryMember,
}

/// Members on the map (RFC 7946 §3.3), by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryCollection {
    #[serde(rename = "type")]
    #[schema(example = "FeatureCollection")]
    pub shape: &'static str,
    #[serde(flatten)]
    pub terms: DirectoryTerms,
    pub features: Vec<DirectoryFeature>,
}

/// A commune of the territory on the map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapCommune {
    #[schema(example = "67462")]
    pub insee: String,
    #[schema(example = "Sélestat")]
    pub name: String,
    /// Longitude, latitude of its middle; null where it is not known.
    #[schema(example = json!([7.4526, 48.2594]))]
    pub center: Option<Vec<f64>>,
    /// A GeoJSON Polygon or MultiPolygon; null until outlines were fetched or sent in.
    #[schema(example = json!({"type": "Polygon", "coordinates": [[[7.4, 48.2], [7.5, 48.2], [7.5, 48.3], [7.4, 48.2]]]}))]
    pub outline: Option<Value>,
    /// How many members of the directory are there.
    pub members: usize,
}

/// What the map is drawn from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DirectoryMap {
    /// By name.
    pub communes: Vec<MapCommune>,
    /// West, south, east, north of all that has a place; null where nothing has.
    #[schema(example = json!([7.1, 48.1, 7.8, 48.6]))]
    pub bbox: Option<Vec<f64>>,
    /// Members of the directory that are in no commune of the territory.
    pub elsewhere: usize,
    /// Whom to name beside the outlines; null for those that the club sent in, and where there are none.
    #[schema(example = "geo.api.gouv.fr, IGN, etalab-2.0")]
    pub outlines_by: Option<String>,
    #[serde(flatten)]
    pub terms: DirectoryTerms,
}
