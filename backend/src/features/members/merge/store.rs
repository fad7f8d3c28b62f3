//! The SQL of pairs that somebody told apart.

use std::collections::HashMap;

use kernel::problem::Problem;
use platform::Work;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use tables::not_duplicate;
use uuid::Uuid;

use super::{
    dismissals::{Pair, key},
    schema::ToldApart,
};

/// All pairs that were told apart.
pub async fn told_apart<C: ConnectionTrait>(db: &C) -> Result<HashMap<Pair, ToldApart>, Problem> {
    let rows = not_duplicate::Entity::find().order_by_asc(not_duplicate::Column::CreatedAt).all(db).await?;
    let told = |row: not_duplicate::Model| (key(&row), ToldApart { by: row.by_name, at: row.created_at });
    Ok(rows.into_iter().map(told).collect())
}

/// Those in which this member is one of the two.
pub async fn about(work: &Work, member: Uuid) -> Result<Vec<not_duplicate::Model>, Problem> {
    use not_duplicate::Column as C;
    let either = Condition::any().add(C::MemberId.eq(member)).add(C::OtherMemberId.eq(member));
    Ok(not_duplicate::Entity::find().filter(either).all(work.tx()).await?)
}

/// Tells this pair apart; false when it was already.
pub async fn tell_apart(work: &Work, (member_id, other_member_id): Pair) -> Result<bool, Problem> {
    if not_duplicate::Entity::find_by_id((member_id, other_member_id)).one(work.tx()).await?.is_some() {
        return Ok(false);
    }
    let (_, by_id, by_name) = work.by.caller.signature();
    not_duplicate::Entity::insert(not_duplicate::ActiveModel {
        member_id: Set(member_id),
        other_member_id: Set(other_member_id),
        by_id: Set(by_id),
        by_name: Set(by_name),
        created_at: Set(work.now),
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(true)
}

/// Takes these pairs away; tells how many there were.
pub async fn take_away(work: &Work, pairs: impl Iterator<Item = Pair>) -> Result<u64, Problem> {
    use not_duplicate::Column as C;
    let any = pairs.fold(Condition::any(), |any, (one, other)| {
        any.add(Condition::all().add(C::MemberId.eq(one)).add(C::OtherMemberId.eq(other)))
    });
    if any.is_empty() {
        return Ok(0);
    }
    Ok(not_duplicate::Entity::delete_many().filter(any).exec(work.tx()).await?.rows_affected)
}

/// Puts rows there as they are; those that are there stay.
pub async fn put(work: &Work, rows: Vec<not_duplicate::Model>) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    not_duplicate::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(
            OnConflict::columns([not_duplicate::Column::MemberId, not_duplicate::Column::OtherMemberId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(work.tx())
        .await?;
    Ok(())
}
