//! The SQL of venues and of what the club lends.

use chrono::{DateTime, Utc};
use kernel::{problem::Problem, trade::EventState};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Statement, Value,
};
use tables::{equipment, event_equipment, venue};
use uuid::Uuid;

use super::super::schema::{Booked, Booking};

pub async fn venues<C: ConnectionTrait>(db: &C) -> Result<Vec<venue::Model>, Problem> {
    use venue::Column as C;
    let kept = venue::Entity::find().filter(C::ArchivedAt.is_null());
    Ok(kept.order_by_asc(C::NameKey).order_by_asc(C::Id).all(db).await?)
}

pub async fn venues_of<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<venue::Model>, Problem> {
    Ok(venue::Entity::find().filter(venue::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

pub async fn venue<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<venue::Model>, Problem> {
    Ok(venue::Entity::find_by_id(id).one(db).await?)
}

/// The venue, held until the end of the transaction.
pub async fn hold_venue<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<venue::Model, Problem> {
    let row =
        venue::Entity::find_by_id(id).filter(venue::Column::ArchivedAt.is_null()).lock_exclusive().one(tx).await?;
    row.ok_or_else(Problem::not_found)
}

pub async fn insert_venue<C: ConnectionTrait>(tx: &C, row: venue::Model) -> Result<(), Problem> {
    venue::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update_venue<C: ConnectionTrait>(tx: &C, row: venue::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub async fn equipment<C: ConnectionTrait>(db: &C) -> Result<Vec<equipment::Model>, Problem> {
    use equipment::Column as C;
    let kept = equipment::Entity::find().filter(C::ArchivedAt.is_null());
    Ok(kept.order_by_asc(C::NameKey).order_by_asc(C::Id).all(db).await?)
}

/// The equipment, held until the end of the transaction.
pub async fn hold_equipment<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<equipment::Model, Problem> {
    let kept = equipment::Entity::find_by_id(id).filter(equipment::Column::ArchivedAt.is_null());
    kept.lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

/// Those of these that are kept, held in one order until the end of the transaction: nobody books them meanwhile.
pub async fn hold_all<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<Vec<equipment::Model>, Problem> {
    let kept = equipment::Entity::find()
        .filter(equipment::Column::Id.is_in(ids.iter().copied()))
        .filter(equipment::Column::ArchivedAt.is_null());
    Ok(kept.order_by_asc(equipment::Column::Id).lock_exclusive().all(tx).await?)
}

pub async fn insert_equipment<C: ConnectionTrait>(tx: &C, row: equipment::Model) -> Result<(), Problem> {
    equipment::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update_equipment<C: ConnectionTrait>(tx: &C, row: equipment::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// What an event has booked, by name.
pub async fn booked<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Vec<Booked>, Problem> {
    let rows = event_equipment::Entity::find().filter(event_equipment::Column::EventId.eq(event)).all(db).await?;
    let ids = rows.iter().map(|row| row.equipment_id);
    let mut named: Vec<equipment::Model> =
        equipment::Entity::find().filter(equipment::Column::Id.is_in(ids)).all(db).await?;
    named.sort_by(|one, other| (&one.name_key, one.id).cmp(&(&other.name_key, other.id)));
    let told = |kept: equipment::Model| {
        let quantity = rows.iter().find(|row| row.equipment_id == kept.id).map_or(0, |row| row.quantity);
        Booked { equipment_id: kept.id, name: kept.name, quantity }
    };
    Ok(named.into_iter().map(told).collect())
}

/// The same as it is asked for.
pub async fn bookings<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Vec<Booking>, Problem> {
    let rows = event_equipment::Entity::find().filter(event_equipment::Column::EventId.eq(event)).all(db).await?;
    Ok(rows.into_iter().map(|row| Booking { equipment_id: row.equipment_id, quantity: row.quantity }).collect())
}

#[derive(Debug, FromQueryResult)]
struct Out {
    how_many: i64,
}

/// How many pieces other events have booked for some of this time.
pub async fn booked_elsewhere<C: ConnectionTrait>(
    tx: &C,
    equipment: Uuid,
    event: Uuid,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<i64, Problem> {
    let sql = "SELECT CAST(COALESCE(SUM(b.quantity), 0) AS bigint) AS how_many FROM event_equipment b \
         JOIN event e ON e.id = b.event_id WHERE b.equipment_id = $1 AND e.id <> $2 AND e.state <> $3 \
         AND e.starts_at < $4 AND e.ends_at > $5";
    let values: [Value; 5] =
        [equipment.into(), event.into(), EventState::Cancelled.as_str().into(), to.into(), from.into()];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(Out::find_by_statement(statement).one(tx).await?.map_or(0, |out| out.how_many))
}
