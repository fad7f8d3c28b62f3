//! Communes side by side, each with an outline that nobody would know, of as many points as a real one.

use std::f64::consts::TAU;

use chrono::Utc;
use places::Commune;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde_json::{Value, json};
use tables::{club, outline, outline_set, territory_commune};

use super::{Rows, chance};
use crate::Outcome;

/// What is left of a commune's outline once it is simplified.
const POINTS: usize = 60;

pub async fn write(tx: &DatabaseTransaction, communes: &[Commune]) -> Outcome<()> {
    let now = Utc::now();
    let (mut stays, mut outlines, mut set) = (Rows::new(), Rows::new(), Rows::new());
    let across = communes.len().isqrt() + 1;
    for (n, commune) in communes.iter().enumerate() {
        let (longitude, latitude) = (7.0 + 0.05 * (n % across) as f64, 48.0 + 0.035 * (n / across) as f64);
        stays.add(territory_commune::Model {
            insee_code: commune.insee_code.to_owned(),
            name: commune.name.to_owned(),
            latitude: None,
            longitude: None,
            added_on: now.date_naive(),
            removed_on: None,
        });
        let shape = around(longitude, latitude, n);
        outlines.add(outline::Model { insee_code: commune.insee_code.to_owned(), shape, latitude, longitude });
    }
    let origin = Some("sent".to_owned());
    set.add(outline_set::Model { id: 1, revision: 1, origin, put_at: Some(now), asked_at: None, failure: None });
    stays.flush(tx).await?;
    outlines.flush(tx).await?;
    set.flush(tx).await?;
    let codes: Vec<&str> = communes.iter().map(|one| one.insee_code).collect();
    let territory = Set(json!({"epcis": [], "without": [], "with": codes}));
    club::Entity::update_many().set(club::ActiveModel { territory, ..Default::default() }).exec(tx).await?;
    Ok(())
}

/// As uneven as an outline is, in steps of a metre.
fn around(longitude: f64, latitude: f64, n: usize) -> Value {
    let step = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
    let point = |at: usize| {
        let turn = at as f64 / POINTS as f64 * TAU;
        let far = 0.8 + (chance(n * POINTS + at, 70) % 100) as f64 / 500.0;
        [step(longitude + 0.025 * far * turn.cos()), step(latitude + 0.0175 * far * turn.sin())]
    };
    // A ring ends where it began (RFC 7946 §3.1.6).
    let ring: Vec<[f64; 2]> = (0..=POINTS).map(|at| point(at % POINTS)).collect();
    json!({"type": "Polygon", "coordinates": [ring]})
}
