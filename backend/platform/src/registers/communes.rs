//! Outlines of communes, by geo.api.gouv.fr: asked for by a job, since they are long and nobody waits for them.

use chrono::TimeDelta;
use serde_json::Value;

use super::{Question, Register, Unavailable, fetch};
use crate::house::House;

/// Of which communes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommunesOf {
    /// All of an intercommunal body, by its SIREN.
    Epci(String),
    /// One, by its INSEE code.
    Code(String),
}

/// GeoJSON features, each with the `code` of its commune. They are kept by whoever asks, so not here.
pub async fn outlines(house: &House, of: CommunesOf) -> Result<Vec<Value>, Unavailable> {
    let Some(base) = Register::Communes.base(&house.settings) else { return Err(Unavailable::SwitchedOff) };
    let wanted = match of {
        CommunesOf::Epci(siren) => ("codeEpci", siren),
        CommunesOf::Code(code) => ("code", code),
    };
    let parameters = vec![
        wanted,
        ("fields", "code,nom".to_owned()),
        ("format", "geojson".to_owned()),
        ("geometry", "contour".to_owned()),
    ];
    let question =
        Question { register: Register::Communes, path: "/communes", parameters, keep: TimeDelta::zero(), read };
    fetch(house, base, &question).await
}

fn read(answer: &Value) -> Option<Vec<Value>> {
    answer["features"].as_array().cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn features_are_read_in_the_documented_form() {
        let feature = json!({"type": "Feature", "properties": {"code": "67462", "nom": "Sélestat"}, "geometry": null});
        assert_eq!(read(&json!({"type": "FeatureCollection", "features": [feature]})), Some(vec![feature]));
        assert_eq!(read(&json!([{"code": "67462"}])), None);
    }
}
