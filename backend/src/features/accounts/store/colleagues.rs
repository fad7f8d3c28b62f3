//! The SQL of who acts for one member.

use kernel::{caller::MemberRole, problem::Problem};
use platform::Work;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{account, member, person, steward};
use uuid::Uuid;

/// Whoever acts for a member, with the role they have there.
pub struct Seat {
    pub account: account::Model,
    pub person: person::Model,
    pub role: MemberRole,
}

/// Who acts for this member, by name; disabled accounts too.
pub async fn of_member<C: ConnectionTrait>(db: &C, member: Uuid) -> Result<Vec<Seat>, Problem> {
    let seats = steward::Entity::find().filter(steward::Column::MemberId.eq(member)).all(db).await?;
    let ids: Vec<Uuid> = seats.iter().map(|seat| seat.account_id).collect();
    let rows = account::Entity::find()
        .find_also_related(person::Entity)
        .filter(account::Column::Id.is_in(ids))
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    let seats = rows.into_iter().filter_map(|(account, person)| {
        let role = seats.iter().find(|seat| seat.account_id == account.id)?.role;
        Some(Seat { account, person: person?, role })
    });
    Ok(seats.collect())
}

/// The member, held until the end of the transaction: its seats are changed one after the other.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<member::Model, Problem> {
    let row =
        member::Entity::find_by_id(id).filter(member::Column::ArchivedAt.is_null()).lock_exclusive().one(tx).await?;
    row.ok_or_else(Problem::not_found)
}

pub async fn seat(work: &Work, member: Uuid, account: Uuid, role: MemberRole) -> Result<(), Problem> {
    let row = steward::ActiveModel {
        account_id: Set(account),
        member_id: Set(member),
        role: Set(role),
        created_at: Set(work.now),
    };
    steward::Entity::insert(row).exec_without_returning(work.tx()).await?;
    Ok(())
}

pub async fn seat_as(work: &Work, member: Uuid, account: Uuid, role: MemberRole) -> Result<(), Problem> {
    steward::Entity::update_many()
        .set(steward::ActiveModel { role: Set(role), ..Default::default() })
        .filter(steward::Column::MemberId.eq(member))
        .filter(steward::Column::AccountId.eq(account))
        .exec(work.tx())
        .await?;
    Ok(())
}

pub async fn unseat(work: &Work, member: Uuid, account: Uuid) -> Result<(), Problem> {
    steward::Entity::delete_by_id((account, member)).exec(work.tx()).await?;
    Ok(())
}

/// Writes that the account was changed.
pub async fn bump(work: &Work, row: &account::Model) -> Result<(), Problem> {
    account::Entity::update_many()
        .set(account::ActiveModel { revision: Set(row.revision + 1), updated_at: Set(work.now), ..Default::default() })
        .filter(account::Column::Id.eq(row.id))
        .exec(work.tx())
        .await?;
    Ok(())
}
