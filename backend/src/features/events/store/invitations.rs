//! The SQL of invitations.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    sea_query::{Expr, OnConflict},
};
use tables::{delivery, event_invitation};
use uuid::Uuid;

use super::{super::schema::invitations::InvitationAnswer, CHUNK};

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<event_invitation::Model>, Problem> {
    Ok(event_invitation::Entity::find_by_id(id).one(db).await?)
}

/// The members that were invited.
pub async fn invited<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Vec<Uuid>, Problem> {
    Ok(event_invitation::Entity::find()
        .select_only()
        .column(event_invitation::Column::MemberId)
        .filter(event_invitation::Column::EventId.eq(event))
        .into_tuple()
        .all(db)
        .await?)
}

/// The next of those whose letter is still to be written, held.
pub async fn unwritten<C: ConnectionTrait>(
    tx: &C,
    event: Uuid,
    limit: u64,
) -> Result<Vec<event_invitation::Model>, Problem> {
    use event_invitation::Column as C;
    Ok(event_invitation::Entity::find()
        .filter(C::EventId.eq(event))
        .filter(C::DeliveryId.is_null())
        .filter(C::Unreached.is_null())
        .filter(C::Answer.is_null())
        .order_by_asc(C::Id)
        .limit(limit)
        .lock_exclusive()
        .all(tx)
        .await?)
}

/// Those whose letter was written and who have not said no, with that letter.
pub async fn open<C: ConnectionTrait>(
    tx: &C,
    event: Uuid,
) -> Result<Vec<(event_invitation::Model, delivery::Model)>, Problem> {
    use event_invitation::Column as C;
    let rows = event_invitation::Entity::find()
        .find_also_related(delivery::Entity)
        .filter(C::EventId.eq(event))
        .filter(Condition::any().add(C::Answer.is_null()).add(C::Answer.ne(InvitationAnswer::No.as_str())))
        .order_by_asc(C::Id)
        .all(tx)
        .await?;
    Ok(rows.into_iter().filter_map(|(row, letter)| Some((row, letter?))).collect())
}

/// Those of these members that no letter was written to are to be written to after all. Gives how many.
pub async fn try_again<C: ConnectionTrait>(tx: &C, event: Uuid, members: &[Uuid]) -> Result<usize, Problem> {
    use event_invitation::Column as C;
    let mut again = 0;
    for chunk in members.chunks(CHUNK) {
        let done = event_invitation::Entity::update_many()
            .col_expr(C::Unreached, Expr::value(None::<String>))
            .filter(C::EventId.eq(event))
            .filter(C::MemberId.is_in(chunk.iter().copied()))
            .filter(C::Unreached.is_not_null())
            .filter(C::DeliveryId.is_null())
            .exec(tx)
            .await?;
        again += usize::try_from(done.rows_affected).unwrap_or(usize::MAX);
    }
    Ok(again)
}

/// Writes those that are not there: a member is invited to an event once.
pub async fn insert<C: ConnectionTrait>(tx: &C, rows: Vec<event_invitation::Model>) -> Result<(), Problem> {
    use event_invitation::Column as C;
    let once = OnConflict::columns([C::EventId, C::MemberId]).do_nothing().to_owned();
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        event_invitation::Entity::insert_many(rows.by_ref().take(CHUNK).collect::<Vec<_>>())
            .on_conflict(once.clone())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: event_invitation::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// An invitation as it is told.
#[derive(Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub member_id: Uuid,
    pub name: String,
    pub name_key: String,
    pub to_address: Option<String>,
    pub to_name: Option<String>,
    pub unreached: Option<String>,
    pub answer: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// The invitations to an event by the member's name, from after the cursor.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    event: Uuid,
    after: Option<(String, Uuid)>,
    limit: u64,
) -> Result<Vec<Row>, Problem> {
    let mut values: Vec<Value> = vec![event.into()];
    let mut sql = "SELECT i.id, i.member_id, m.name, m.name_key, d.to_address, d.to_name, i.unreached, i.answer, \
         i.answered_at FROM event_invitation i JOIN member m ON m.id = i.member_id \
         LEFT JOIN delivery d ON d.id = i.delivery_id WHERE i.event_id = $1"
        .to_owned();
    if let Some((key, id)) = after {
        values.extend([Value::from(key), id.into()]);
        sql.push_str(" AND (m.name_key, i.id) > ($2, $3)");
    }
    // A number of ours: it can stand in the text.
    sql.push_str(&format!(" ORDER BY m.name_key, i.id LIMIT {limit}"));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Row::find_by_statement(statement).all(db).await?)
}
