//! The SQL of two members that become one: their exchanges, and what was put off.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Names, Ties},
    snapshot,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Statement, Value as Sql,
};
use serde_json::Value;
use tables::{interaction, interaction_member, postponement};
use uuid::Uuid;

use super::{CHUNK, ledger::placeholders};

/// With whom exchanges were.
pub const EXCHANGES: Ties<interaction_member::Entity> =
    Ties { member: interaction_member::Column::MemberId, tied: interaction_member::Column::InteractionId };

/// With which of their people.
pub const WITH_CONTACTS: Names<interaction::Entity> =
    Names { row: interaction::Column::Id, named: interaction::Column::ContactId };

/// Holds the exchanges of a member, in the order in which the ledger holds them.
pub async fn claim(work: &Work, member: Uuid) -> Result<(), Problem> {
    let ids = EXCHANGES.of_member(work, member).await?;
    for chunk in ids.chunks(CHUNK) {
        interaction::Entity::find()
            .select_only()
            .column(interaction::Column::Id)
            .filter(interaction::Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(interaction::Column::SourceKind)
            .order_by_asc(interaction::Column::SourceId)
            .lock_exclusive()
            .into_tuple::<Uuid>()
            .all(work.tx())
            .await?;
    }
    Ok(())
}

/// These exchanges with one member are with another one too.
pub async fn share(work: &Work, with: Uuid, too: Uuid, interactions: &[Uuid]) -> Result<(), Problem> {
    for chunk in interactions.chunks(CHUNK) {
        let sql = format!(
            "INSERT INTO interaction_member (interaction_id, member_id, channel, happened_on, reached, personal) \
             SELECT interaction_id, $1, channel, happened_on, reached, personal FROM interaction_member \
             WHERE member_id = $2 AND interaction_id IN ({})",
            placeholders(chunk.len(), 3)
        );
        let values = [Sql::from(too), Sql::from(with)].into_iter().chain(chunk.iter().map(|id| Sql::from(*id)));
        let tx = work.tx();
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Takes the postponement of a member away, and gives it to another one that has none. Gives what was there.
pub async fn move_postponement(work: &Work, from: Uuid, into: Uuid) -> Result<Option<Value>, Problem> {
    let Some(row) = postponement::Entity::find_by_id(from).one(work.tx()).await? else { return Ok(None) };
    postponement::Entity::delete_by_id(from).exec(work.tx()).await?;
    let kept = snapshot::of(&row);
    if postponement::Entity::find_by_id(into).one(work.tx()).await?.is_none() {
        let moved = postponement::Model { member_id: into, ..row };
        postponement::Entity::insert(moved.into_active_model()).exec_without_returning(work.tx()).await?;
    }
    Ok(Some(kept))
}

/// Gives a postponement back; the other member loses it if it is still that very one.
pub async fn give_postponement_back(work: &Work, from: Uuid, into: Uuid, kept: Value) -> Result<(), Problem> {
    if kept.is_null() {
        return Ok(());
    }
    let row: postponement::Model = snapshot::back(&kept)?;
    let there = postponement::Entity::find_by_id(into).one(work.tx()).await?;
    if there.is_some_and(|there| (there.created_at, there.until_on) == (row.created_at, row.until_on)) {
        postponement::Entity::delete_by_id(into).exec(work.tx()).await?;
    }
    let back = postponement::Model { member_id: from, ..row };
    postponement::Entity::insert(back.into_active_model()).exec_without_returning(work.tx()).await?;
    Ok(())
}

/// How many exchanges of this member were noted after that instant.
pub async fn noted_since(work: &Work, member: Uuid, at: DateTime<Utc>) -> Result<usize, Problem> {
    let count = interaction_member::Entity::find()
        .join(JoinType::InnerJoin, interaction_member::Relation::Interaction.def())
        .filter(interaction_member::Column::MemberId.eq(member))
        .filter(interaction::Column::CreatedAt.gt(at))
        .count(work.tx())
        .await?;
    Ok(count as usize)
}
