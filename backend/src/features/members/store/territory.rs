//! The SQL of the members that are communes, and of the territory that makes them members by right.

use kernel::{problem::Problem, trade::MemberKind};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{member, territory_commune};
use uuid::Uuid;

/// Every stay of a commune in the territory, in the order in which they began.
pub async fn stays<C: ConnectionTrait>(db: &C) -> Result<Vec<territory_commune::Model>, Problem> {
    Ok(territory_commune::Entity::find().order_by_asc(territory_commune::Column::AddedOn).all(db).await?)
}

/// The members that are communes: those of these codes, those by right, and those without a code; held, those with a
/// code first, so that they are not adopted twice.
pub async fn hold_communes<C: ConnectionTrait>(
    tx: &C,
    codes: impl Iterator<Item = &str>,
) -> Result<Vec<member::Model>, Problem> {
    let ids: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::Kind.eq(MemberKind::Commune))
        .filter(member::Column::ArchivedAt.is_null())
        .filter(
            Condition::any()
                .add(member::Column::InseeCode.is_null())
                .add(member::Column::ExOfficio.eq(true))
                .add(member::Column::InseeCode.is_in(codes)),
        )
        .into_tuple()
        .all(tx)
        .await?;
    let mut rows: Vec<member::Model> = super::lock(tx, &ids).await?.into_values().collect();
    rows.sort_by_key(|row| (row.insee_code.is_none(), row.id));
    Ok(rows)
}
