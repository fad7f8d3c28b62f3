//! Topics by the key of their name.

use kernel::problem::Problem;
use platform::Work;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{member_topic, topic};
use uuid::Uuid;

pub async fn find<C: ConnectionTrait>(
    db: &C,
    keys: impl Iterator<Item = String>,
) -> Result<Vec<topic::Model>, Problem> {
    Ok(topic::Entity::find().filter(topic::Column::NameKey.is_in(keys)).all(db).await?)
}

/// The place of the last topic in the list; 0 when there is none.
pub async fn last_position(work: &Work) -> Result<i64, Problem> {
    let last: Option<i64> = topic::Entity::find()
        .select_only()
        .column(topic::Column::Position)
        .order_by_desc(topic::Column::Position)
        .into_tuple()
        .one(work.tx())
        .await?;
    Ok(last.unwrap_or(0))
}

pub async fn insert(work: &Work, rows: Vec<topic::ActiveModel>) -> Result<(), Problem> {
    topic::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    Ok(())
}

/// Those of these topics that a member has.
pub async fn used(work: &Work, ids: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    Ok(member_topic::Entity::find()
        .select_only()
        .distinct()
        .column(member_topic::Column::TopicId)
        .filter(member_topic::Column::TopicId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(work.tx())
        .await?)
}

/// Takes those of these topics away that nobody has touched since they were made.
pub async fn delete_untouched(work: &Work, ids: impl Iterator<Item = Uuid>) -> Result<(), Problem> {
    topic::Entity::delete_many()
        .filter(topic::Column::Id.is_in(ids))
        .filter(topic::Column::Revision.eq(1))
        .exec(work.tx())
        .await?;
    Ok(())
}
