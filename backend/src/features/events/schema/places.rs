//! Venues and equipment, over the wire.

use kernel::patch::Change;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Where events take place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Venue {
    pub id: Uuid,
    pub name: String,
    pub address: String,
    pub commune: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub capacity: Option<i64>,
    /// How one gets in with a wheelchair, where one parks, whether there is an induction loop…
    pub accessibility: String,
    /// What stands there.
    pub equipment: Vec<Equipment>,
    pub revision: i64,
}

/// A venue to add.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Salle des Tanneurs", "address": "3 rue des Tanneurs", "commune": "Sélestat", "capacity": 80, "accessibility": "De plain-pied, boucle magnétique."}))]
pub struct NewVenue {
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    #[validate(length(max = 300))]
    #[serde(default)]
    pub address: String,
    #[validate(length(max = 200))]
    #[serde(default)]
    pub commune: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    #[validate(range(min = 1, max = 100_000))]
    pub capacity: Option<i64>,
    #[validate(length(max = 2000))]
    #[serde(default)]
    pub accessibility: String,
}

/// What of a venue is another.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 60}))]
pub struct VenueChanges {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub address: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub commune: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    pub latitude: Change<f64>,
    #[serde(default)]
    #[schema(value_type = Option<f64>)]
    pub longitude: Change<f64>,
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub capacity: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub accessibility: Change<String>,
}

/// Something that the club lends for events.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Equipment {
    pub id: Uuid,
    pub name: String,
    /// How many there are.
    pub quantity: i64,
    pub venue_id: Option<Uuid>,
    pub revision: i64,
}

/// Equipment to add.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Gobelets réutilisables", "quantity": 200}))]
pub struct NewEquipment {
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    #[validate(range(min = 1, max = 1_000_000))]
    pub quantity: i64,
    /// Where it stands, if it stands anywhere.
    pub venue_id: Option<Uuid>,
}

/// What of it is another.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"quantity": 150}))]
pub struct EquipmentChanges {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub quantity: Change<i64>,
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub venue_id: Change<Uuid>,
}
