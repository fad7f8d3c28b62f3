//! Communes, intercommunal bodies and the territory they make, over the wire.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use platform::web::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
/// An intercommunal body with own taxation.
#[derive(Serialize, ToSchema)]
pub struct EpciName {
    #[schema(example = "246700967")]
    pub siren: String,
    #[schema(example = "CC de Sélestat")]
    pub name: String,
}

/// A commune of France.
#[derive(Serialize, ToSchema)]
pub struct CommuneCard {
    #[schema(example = "67462")]
    pub insee_code: String,
    #[schema(example = "Sélestat")]
    pub name: String,
    pub postal_codes: Vec<String>,
    pub population: Option<u32>,
    pub siren: Option<String>,
    pub epci: Option<EpciName>,
}

/// An intercommunal body of France.
#[derive(Serialize, ToSchema)]
pub struct EpciCard {
    pub siren: String,
    pub name: String,
    /// How many communes it has.
    pub communes: u32,
    pub population: u32,
}

/// Which communes.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CommuneFilters {
    /// A name or its beginning, a postal or INSEE code or its first digits.
    #[validate(length(max = 100))]
    #[param(max_length = 100, example = "selest")]
    pub q: Option<String>,
    /// SIREN of an EPCI: only its communes.
    #[validate(length(min = 9, max = 9))]
    #[param(min_length = 9, max_length = 9, example = "246700967")]
    pub epci: Option<String>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
}

/// Which intercommunal bodies.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EpciFilters {
    /// Words of the name, or the first digits of the SIREN.
    #[validate(length(max = 100))]
    #[param(max_length = 100, example = "pays de barr")]
    pub q: Option<String>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
}

/// What a territory is made of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    pub epcis: Vec<String>,
    pub without: Vec<String>,
    pub with: Vec<String>,
}

/// The territory there shall be.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"epcis": ["246700967", "200034270"], "without": ["67462"], "with": []}))]
pub struct TerritoryForm {
    /// SIREN each: all their communes…
    #[validate(length(max = 200))]
    pub epcis: Vec<String>,
    /// …but these (INSEE codes)…
    #[serde(default)]
    #[validate(length(max = 5000))]
    pub without: Vec<String>,
    /// …and these besides.
    #[serde(default)]
    #[validate(length(max = 5000))]
    pub with: Vec<String>,
    /// Since when; today when absent. Not in the future.
    pub on: Option<NaiveDate>,
}

/// A commune of the territory.
#[derive(Serialize, ToSchema)]
pub struct TerritoryCommune {
    #[serde(flatten)]
    pub commune: CommuneCard,
    /// Degrees north, WGS 84, of its centre, where it is known.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    pub added_on: NaiveDate,
}

#[derive(Serialize, ToSchema)]
pub struct TerritoryEpci {
    pub siren: String,
    pub name: String,
    /// How many of its communes are in the territory.
    pub communes: u32,
}

#[derive(Serialize, ToSchema)]
pub struct TerritoryCounts {
    pub communes: u32,
    pub population: u64,
}

/// The territory as it is today.
#[derive(Serialize, ToSchema)]
pub struct Territory {
    pub epcis: Vec<TerritoryEpci>,
    /// INSEE codes of the communes left out of these EPCI.
    pub without: Vec<String>,
    /// INSEE codes of communes taken in besides.
    pub with: Vec<String>,
    /// By name.
    pub communes: Vec<TerritoryCommune>,
    pub counts: TerritoryCounts,
    pub revision: i64,
    /// By verb: `change`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// Whether to change it, or only to say what would change.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TerritoryMode {
    /// `true`: nothing is written; the answer is what the change would come to.
    pub dry_run: Option<bool>,
}

/// A commune that enters or leaves.
#[derive(Serialize, ToSchema)]
pub struct MovedCommune {
    #[schema(example = "67462")]
    pub insee_code: String,
    #[schema(example = "Sélestat")]
    pub name: String,
}

/// What a change of the territory came to.
#[derive(Serialize, ToSchema)]
pub struct TerritoryChange {
    /// How many communes entered.
    pub added: u32,
    /// How many left.
    pub removed: u32,
    /// Those that entered, by name: they become members by right.
    pub entering: Vec<MovedCommune>,
    /// Those that left, by name: their records stay, with the status `left`.
    pub leaving: Vec<MovedCommune>,
    pub territory: Territory,
}
