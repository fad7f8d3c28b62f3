//! What of members decides which events concern them.

use kernel::{problem::Problem, trade::EventState};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use tables::{event, event_member, member, member_topic};
use uuid::Uuid;

/// Whether one of these members organises the event with the club.
pub async fn is_with<C: ConnectionTrait>(db: &C, event: Uuid, members: &[Uuid]) -> Result<bool, Problem> {
    let found = event_member::Entity::find()
        .filter(event_member::Column::EventId.eq(event))
        .filter(event_member::Column::MemberId.is_in(members.iter().copied()));
    Ok(found.count(db).await? > 0)
}

/// Drafts that these members proposed, the newest first.
pub async fn proposed<C: ConnectionTrait>(db: &C, members: &[Uuid]) -> Result<Vec<event::Model>, Problem> {
    use event::Column as C;
    let theirs = event_member::Entity::find()
        .select_only()
        .column(event_member::Column::EventId)
        .filter(event_member::Column::MemberId.is_in(members.iter().copied()))
        .into_query();
    Ok(event::Entity::find()
        .filter(C::Id.in_subquery(theirs))
        .filter(C::Proposed.eq(true))
        .filter(C::State.eq(EventState::Draft))
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .all(db)
        .await?)
}

/// The topics of these members, in any order.
pub async fn topics<C: ConnectionTrait>(db: &C, members: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    Ok(member_topic::Entity::find()
        .select_only()
        .column(member_topic::Column::TopicId)
        .filter(member_topic::Column::MemberId.is_in(members.iter().copied()))
        .into_tuple()
        .all(db)
        .await?)
}

/// The communes of these members, by INSEE code.
pub async fn communes<C: ConnectionTrait>(db: &C, members: &[Uuid]) -> Result<Vec<String>, Problem> {
    let codes: Vec<Option<String>> = member::Entity::find()
        .select_only()
        .column(member::Column::CommuneCode)
        .filter(member::Column::Id.is_in(members.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().flatten().collect())
}
