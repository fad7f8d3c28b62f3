//! What a club has from its first start: settings of a club that has not been named yet, and the usual topics.

use kernel::{problem::Problem, trade::Licence};
use platform::House;
use sea_orm::ActiveValue::Set;
use tables::club;

use super::super::store;

/// What waste prevention is about, for most clubs; each changes the list as it likes.
const TOPICS: [&str; 14] = [
    "Compostage et biodéchets",
    "Réemploi",
    "Réparation",
    "Gaspillage alimentaire",
    "Éco-manifestations",
    "Achats responsables",
    "Tri et recyclage",
    "Sensibilisation et éducation",
    "Jardinage au naturel",
    "Vrac et consigne",
    "Textiles",
    "Papier et bureau",
    "Chantiers et matériaux",
    "Couches et produits d’hygiène",
];

pub async fn prepare(house: &House) -> Result<(), Problem> {
    if store::exists(&house.db.read).await? {
        return Ok(());
    }
    let tx = house.db.begin().await?;
    // Another process may have been faster; its club and its topics then stand.
    if !store::insert(&tx, unnamed(house)).await? {
        return Ok(());
    }
    store::add_topics(&tx, &TOPICS, 0).await?;
    tx.commit().await?;
    Ok(())
}

fn unnamed(house: &House) -> club::ActiveModel {
    club::ActiveModel {
        id: Set(store::ONLY),
        name: Set("Notre club".to_owned()),
        tagline: Set(String::new()),
        brand: Set("#0F5C43".to_owned()),
        spark: Set("#F3B73B".to_owned()),
        language: Set("fr".to_owned()),
        time_zone: Set("Europe/Paris".to_owned()),
        cadence_months: Set(3),
        soon_days: Set(30),
        newsletter_counts: Set(true),
        targets: Set(serde_json::json!({"newsletters": 4, "practice_sheets": 20, "meetings": 2})),
        weekly_hours: Set(7),
        address: Set(String::new()),
        contact_name: Set(String::new()),
        contact_email: Set(String::new()),
        contact_phone: Set(String::new()),
        privacy_contact: Set(String::new()),
        legal_notice: Set(String::new()),
        logo_file_id: Set(None),
        setup_step: Set("club".to_owned()),
        demo: Set(false),
        look_ups: Set(true),
        join_open: Set(true),
        join_words: Set(String::new()),
        charter_words: Set(String::new()),
        directory_open: Set(true),
        directory_licence: Set(Licence::Lov2),
        second_factor_required: Set(false),
        revision: Set(1),
        territory_revision: Set(1),
        territory: Set(serde_json::json!({"epcis": [], "without": [], "with": []})),
        updated_at: Set(house.now()),
    }
}
