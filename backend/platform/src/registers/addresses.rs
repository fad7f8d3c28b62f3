//! Addresses, by the geocoder of the Géoplateforme (Base adresse nationale): what is typed becomes whole addresses with
//! their commune and position.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Found, Question, Register, Unavailable, ask,
    reading::{number, shown},
};
use crate::house::House;

/// At most so many are proposed.
const SHOWN: &str = "6";
/// From this score on, the address is the one that was meant, by common practice.
const CERTAIN: f64 = 0.7;
/// Streets change seldom.
const KEEP: TimeDelta = TimeDelta::days(30);

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct AddressQuestion {
    /// As much as was typed: three characters at least.
    pub text: String,
    /// INSEE code of the commune it is in, when that is known.
    pub commune: Option<String>,
}

/// An address that there is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// On one line.
    pub label: String,
    /// Number and street, or the name of the place; none for a whole commune.
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub commune_code: Option<String>,
    pub commune_name: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// 0 to 1: how well it fits what was typed.
    pub score: f64,
    /// It is the one that was meant.
    pub certain: bool,
}

/// The likeliest first.
pub async fn addresses(house: &House, asked: &AddressQuestion) -> Result<Found<Address>, Unavailable> {
    let mut parameters = vec![
        ("q", asked.text.trim().to_owned()),
        ("index", "address".to_owned()),
        ("autocomplete", "1".to_owned()),
        ("limit", SHOWN.to_owned()),
    ];
    parameters.extend(asked.commune.clone().map(|code| ("citycode", code)));
    ask(house, Question { register: Register::Addresses, path: "/search", parameters, keep: KEEP, read }).await
}

fn read(answer: &Value) -> Option<Vec<Address>> {
    Some(answer["features"].as_array()?.iter().filter_map(address).collect())
}

/// GeoJSON tells the longitude first.
fn address(feature: &Value) -> Option<Address> {
    let told = &feature["properties"];
    let (longitude, latitude) =
        (number(&feature["geometry"]["coordinates"][0])?, number(&feature["geometry"]["coordinates"][1])?);
    let score = number(&told["score"]).unwrap_or(0.0).clamp(0.0, 1.0);
    let whole_commune = told["type"] == "municipality";
    Some(Address {
        label: shown(&told["label"])?,
        street: if whole_commune { None } else { shown(&told["name"]) },
        postal_code: shown(&told["postcode"]),
        commune_code: shown(&told["citycode"]),
        commune_name: shown(&told["city"]),
        latitude,
        longitude,
        score,
        certain: score >= CERTAIN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_address_is_read_in_the_documented_form() {
        let feature = |kind: &str, name: &str| {
            json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [7.4526, 48.2594]}, "properties":
                {"label": "12 Rue des Prés 67600 Sélestat", "score": 0.94, "name": name, "postcode": "67600",
                 "citycode": "67462", "city": "Sélestat", "context": "67, Bas-Rhin, Grand Est", "type": kind}})
        };
        let answer = json!({"type": "FeatureCollection", "features":
            [feature("housenumber", "12 Rue des Prés"), feature("municipality", "Sélestat"), {"type": "Feature"}]});
        let found = read(&answer).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].latitude, found[0].longitude, found[0].certain), (48.2594, 7.4526, true));
        assert_eq!((found[0].street.as_deref(), found[1].street.as_deref()), (Some("12 Rue des Prés"), None));
        assert_eq!(read(&json!({"erreur": "non"})), None);
    }
}
