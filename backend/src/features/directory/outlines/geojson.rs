//! Outlines read from GeoJSON (RFC 7946), whoever made it: of each feature what commune it is and its shape, or which
//! feature is wrong, and why.

use std::collections::{BTreeMap, HashSet};

use kernel::{
    identifiers::InseeCommune,
    problem::{Fault, Problem, Say, say},
};
use places::places;
use serde_json::Value;

use super::simplify::{Outline, Point, Polygon, Ring};

/// Under which a feature says which commune it is: geo.api.gouv.fr, data.gouv.fr, IGN.
const NAMED_BY: [&str; 3] = ["code", "insee", "INSEE_COM"];
/// Points of one ring: more is no outline of a commune, and takes long to be made simple.
const MOST_POINTS: usize = 50_000;
/// Faults that are told at once.
const MOST_FAULTS: usize = 20;

/// What is wrong with a feature.
#[derive(Debug, PartialEq)]
enum Wrong {
    NoCode,
    UnknownCode(String),
    Twice,
    NoPolygon,
    TooFewPoints,
    Open,
    NotDegrees,
    TooManyPoints,
}

/// The outlines of the communes of the territory, by INSEE code; others are left out.
pub fn read(features: &[Value], territory: &HashSet<String>) -> Result<BTreeMap<String, Outline>, Problem> {
    let (mut outlines, mut faults): (BTreeMap<String, Outline>, Vec<Fault>) = Default::default();
    for (at, feature) in features.iter().enumerate() {
        let read = commune(feature).and_then(|code| match territory.contains(&code) {
            true if outlines.contains_key(&code) => Err(Wrong::Twice),
            true => Ok(Some((code, outline(&feature["geometry"])?))),
            false => Ok(None),
        });
        match read {
            Ok(Some((code, outline))) => {
                outlines.insert(code, outline);
            }
            Ok(None) => {}
            Err(wrong) => faults.push(fault(at, feature, &wrong)),
        }
        if faults.len() == MOST_FAULTS {
            break;
        }
    }
    if faults.is_empty() && outlines.is_empty() {
        faults.push(Fault::at(
            "/features",
            "directory.no_commune_of_territory",
            say("Aucune commune du territoire n’est dans ce fichier.", "No commune of the territory is in this file."),
        ));
    }
    if faults.is_empty() { Ok(outlines) } else { Err(Problem::invalid(faults)) }
}

/// A code may be written as a number, which has lost its zero.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => number.as_u64().map(|number| format!("{number:05}")),
        _ => None,
    }
}

fn commune(feature: &Value) -> Result<String, Wrong> {
    let code = NAMED_BY.iter().find_map(|name| written(&feature["properties"][*name])).ok_or(Wrong::NoCode)?;
    let read = InseeCommune::parse(&code).ok().map(InseeCommune::into_string);
    read.filter(|code| places().commune(code).is_some()).ok_or(Wrong::UnknownCode(code))
}

fn outline(geometry: &Value) -> Result<Outline, Wrong> {
    let parts = geometry["coordinates"].as_array();
    let polygons = match geometry["type"].as_str() {
        Some("Polygon") => parts.map(|rings| vec![rings]),
        Some("MultiPolygon") => parts.and_then(|all| all.iter().map(Value::as_array).collect()),
        _ => None,
    };
    let polygons: Vec<&Vec<Value>> = polygons.unwrap_or_default();
    if polygons.is_empty() || polygons.iter().any(|rings| rings.is_empty()) {
        return Err(Wrong::NoPolygon);
    }
    let polygon = |rings: &Vec<Value>| rings.iter().map(ring).collect::<Result<Polygon, Wrong>>();
    polygons.into_iter().map(polygon).collect::<Result<Vec<Polygon>, Wrong>>().map(Outline)
}

fn ring(value: &Value) -> Result<Ring, Wrong> {
    let points = value.as_array().ok_or(Wrong::NoPolygon)?;
    if points.len() < 4 {
        return Err(Wrong::TooFewPoints);
    }
    if points.len() > MOST_POINTS {
        return Err(Wrong::TooManyPoints);
    }
    let ring = points.iter().map(point).collect::<Result<Ring, Wrong>>()?;
    if ring.first() == ring.last() { Ok(ring) } else { Err(Wrong::Open) }
}

/// Longitude first; a height may follow.
fn point(value: &Value) -> Result<Point, Wrong> {
    let degrees = |at: usize, most: f64| value[at].as_f64().filter(|degrees| degrees.abs() <= most);
    degrees(0, 180.0).zip(degrees(1, 90.0)).map(|(longitude, latitude)| [longitude, latitude]).ok_or(Wrong::NotDegrees)
}

/// Which feature, and why. It is counted from 1 for people, and from 0 by the pointer.
fn fault(at: usize, feature: &Value, wrong: &Wrong) -> Fault {
    let (place, code, why) = match wrong {
        Wrong::NoCode => (
            "properties",
            "directory.no_commune_code",
            say(
                "il ne dit pas de quelle commune il est : donnez-lui une propriété « code », « insee » ou « INSEE_COM »",
                "it does not say which commune it is: give it a property “code”, “insee” or “INSEE_COM”",
            ),
        ),
        Wrong::UnknownCode(code) => ("properties", "directory.unknown_commune", unknown(code)),
        Wrong::Twice => (
            "properties",
            "directory.commune_twice",
            say("un objet précédent est déjà cette commune", "a feature before it is this commune already"),
        ),
        Wrong::NoPolygon => (
            "geometry",
            "directory.no_polygon",
            say("il n’est ni Polygon ni MultiPolygon, ou il est vide", "it is no Polygon or MultiPolygon, or is empty"),
        ),
        Wrong::TooFewPoints => (
            "geometry/coordinates",
            "directory.too_few_points",
            say("un anneau a moins de quatre points", "a ring has fewer than four points"),
        ),
        Wrong::Open => (
            "geometry/coordinates",
            "directory.open_ring",
            say("un anneau ne revient pas à son premier point", "a ring does not come back to its first point"),
        ),
        Wrong::NotDegrees => (
            "geometry/coordinates",
            "directory.not_degrees",
            say(
                "ses coordonnées ne sont pas en degrés : exportez le fichier en WGS 84 (EPSG:4326)",
                "its coordinates are no degrees: export the file in WGS 84 (EPSG:4326)",
            ),
        ),
        Wrong::TooManyPoints => (
            "geometry/coordinates",
            "directory.too_many_points",
            say(
                format!("un anneau a plus de {MOST_POINTS} points : simplifiez le fichier"),
                format!("a ring has more than {MOST_POINTS} points: simplify the file"),
            ),
        ),
    };
    let number = at + 1;
    let named = commune(feature).ok().and_then(|code| places().commune(&code)).map(|commune| commune.name);
    let (fr, en) = match named {
        Some(name) => (format!("Objet nº {number} ({name})"), format!("Feature {number} ({name})")),
        None => (format!("Objet nº {number}"), format!("Feature {number}")),
    };
    let detail = say(format!("{fr} : {}.", why.fr), format!("{en}: {}.", why.en));
    Fault::at(format!("/features/{at}/{place}"), code, detail)
}

fn unknown(code: &str) -> Say {
    let code: String = code.chars().filter(|c| !c.is_control()).take(20).collect();
    match places().former(&code) {
        Some(now) => say(
            format!("la commune {code} n’existe plus, elle fait partie de {} ({})", now.name, now.insee_code),
            format!("the commune {code} no longer exists, it is part of {} ({})", now.name, now.insee_code),
        ),
        None => {
            say(format!("aucune commune n’a le code INSEE {code}"), format!("no commune has the INSEE code {code}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn territory() -> HashSet<String> {
        ["67462", "67445"].into_iter().map(str::to_owned).collect()
    }

    fn feature(code: Value, geometry: Value) -> Value {
        json!({"type": "Feature", "properties": {"code": code}, "geometry": geometry})
    }

    fn square() -> Value {
        json!({"type": "Polygon", "coordinates": [[[7.4, 48.2], [7.5, 48.2], [7.5, 48.3, 180.0], [7.4, 48.2]]]})
    }

    #[test]
    fn communes_of_the_territory_are_read_by_each_of_the_usual_names() {
        let parts = json!({"type": "MultiPolygon", "coordinates": [square()["coordinates"], square()["coordinates"]]});
        let all = [
            feature(json!(67462), square()),
            json!({"properties": {"INSEE_COM": "67445", "name": "x"}, "geometry": parts}),
            // Beyond the territory: whatever its shape is.
            feature(json!("67482"), json!(null)),
        ];
        let read = read(&all, &territory()).unwrap();
        assert_eq!(read.keys().collect::<Vec<_>>(), ["67445", "67462"]);
        assert_eq!((read["67445"].0.len(), read["67462"].0.len()), (2, 1));
    }

    #[test]
    fn a_wrong_feature_is_named_with_what_is_wrong() {
        let line = |points: Value| json!({"type": "Polygon", "coordinates": [points]});
        let many: Vec<Value> = (0..=MOST_POINTS).map(|_| json!([7.0, 48.0])).collect();
        for (wrong, pointer, code) in [
            (json!(null), "/features/1/properties", "directory.no_commune_code"),
            (json!(7), "/features/1/properties", "directory.no_commune_code"),
            (feature(json!("../67"), square()), "/features/1/properties", "directory.unknown_commune"),
            (feature(json!("99999"), square()), "/features/1/properties", "directory.unknown_commune"),
            (feature(json!("67462"), square()), "/features/1/properties", "directory.commune_twice"),
            (feature(json!("67445"), json!(null)), "/features/1/geometry", "directory.no_polygon"),
            (
                feature(json!("67445"), json!({"type": "Point", "coordinates": [7, 48]})),
                "/features/1/geometry",
                "directory.no_polygon",
            ),
            (
                feature(json!("67445"), json!({"type": "MultiPolygon", "coordinates": [[]]})),
                "/features/1/geometry",
                "directory.no_polygon",
            ),
            (feature(json!("67445"), line(json!("abc"))), "/features/1/geometry", "directory.no_polygon"),
            (
                feature(json!("67445"), line(json!([[7, 48], [8, 48], [7, 48]]))),
                "/features/1/geometry/coordinates",
                "directory.too_few_points",
            ),
            (
                feature(json!("67445"), line(json!([[7, 48], [8, 48], [8, 49], [7, 49]]))),
                "/features/1/geometry/coordinates",
                "directory.open_ring",
            ),
            (
                feature(json!("67445"), line(json!([[1031000, 6805000], [1, 2], [3, 4], [1031000, 6805000]]))),
                "/features/1/geometry/coordinates",
                "directory.not_degrees",
            ),
            (
                feature(json!("67445"), line(json!([["7", "48"], {}, null, []]))),
                "/features/1/geometry/coordinates",
                "directory.not_degrees",
            ),
            (
                feature(json!("67445"), line(json!(many))),
                "/features/1/geometry/coordinates",
                "directory.too_many_points",
            ),
        ] {
            let problem = read(&[feature(json!("67462"), square()), wrong], &territory()).unwrap_err();
            let fault = &problem.errors()[0];
            assert_eq!((fault.pointer.as_str(), &*fault.code), (pointer, code));
            assert!(fault.detail.fr.contains("nº 2"), "{}", fault.detail.fr);
        }
    }

    #[test]
    fn a_file_of_elsewhere_is_told_so_and_a_thousand_faults_are_a_few() {
        let elsewhere = read(&[feature(json!("67482"), square())], &territory()).unwrap_err();
        assert_eq!(elsewhere.errors()[0].code, "directory.no_commune_of_territory");
        let nonsense: Vec<Value> = (0..1000).map(|_| json!({})).collect();
        assert_eq!(read(&nonsense, &territory()).unwrap_err().errors().len(), MOST_FAULTS);
    }
}
