//! The SQL of the club.

use kernel::problem::Problem;
use platform::House;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use tables::club;

/// The club's only row.
const ONLY: i64 = 1;

/// Puts the club's row in place, with the defaults of a club that has not been named yet.
pub async fn prepare(house: &House) -> Result<(), Problem> {
    if club::Entity::find_by_id(ONLY).one(&house.db.read).await?.is_some() {
        return Ok(());
    }
    let tx = house.db.begin().await?;
    club::Entity::insert(club::ActiveModel {
        id: Set(ONLY),
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
        privacy_contact: Set(String::new()),
        legal_notice: Set(String::new()),
        logo_file_id: Set(None),
        demo: Set(false),
        revision: Set(1),
        territory_revision: Set(1),
        territory: Set(serde_json::json!({"epcis": [], "without": [], "with": []})),
        updated_at: Set(house.now()),
    })
    .on_conflict(OnConflict::column(club::Column::Id).do_nothing().to_owned())
    .exec_without_returning(&tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

pub async fn read<C: ConnectionTrait>(db: &C) -> Result<club::Model, Problem> {
    club::Entity::find_by_id(ONLY).one(db).await?.ok_or_else(|| Problem::bug("the club's row is missing"))
}
