//! Lists sorted by a field of the club: those with a value in its order, then those without one.

use chrono::NaiveDate;
use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, IntoColumnRef, UnionType},
};
use tables::{member, member_value};
use uuid::Uuid;

use super::{definition::Definition, store, value::Value};

/// A list sorted by a field of the club.
#[derive(Debug, Clone)]
pub struct Order {
    field: Uuid,
    column: member_value::Column,
}

impl Order {
    pub fn by(definition: &Definition) -> Order {
        Order { field: definition.id, column: store::sorted_by(definition.kind) }
    }

    /// Those with a value, by it.
    pub fn with_value(&self, query: Select<member::Entity>, direction: &Direction) -> Select<member::Entity> {
        query
            .join(sea_orm::JoinType::InnerJoin, member_value_of_member())
            .filter(member_value::Column::FieldId.eq(self.field))
            .filter(self.column.is_not_null())
            .order_by(self.column, direction.clone())
            .order_by(member_value::Column::MemberId, direction.clone())
    }

    /// Those without one.
    pub fn without_value(&self, query: Select<member::Entity>) -> Select<member::Entity> {
        let valued = member_value::Entity::find()
            .select_only()
            .expr(Expr::val(1))
            .filter(member_value::Column::FieldId.eq(self.field))
            .filter(
                Expr::col((member_value::Entity, member_value::Column::MemberId))
                    .equals((member::Entity, member::Column::Id)),
            )
            .into_query();
        query.filter(Expr::not_exists(valued))
    }

    /// The same of all members that are not archived, far down: the ids behind so many others, and how many were passed
    /// over, all of the stretch where none is left. None of the members passed over is looked at.
    pub async fn far_down<C: ConnectionTrait>(
        &self,
        db: &C,
        without_value: bool,
        direction: &Direction,
        skip: u64,
        limit: u64,
    ) -> Result<(Vec<Uuid>, u64), Problem> {
        let archived = member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(member::Column::ArchivedAt.is_not_null())
            .into_query();
        let values = member_value::Entity::find()
            .select_only()
            .column(member_value::Column::MemberId)
            .filter(member_value::Column::FieldId.eq(self.field));
        if without_value {
            let mut ids = member::Entity::find()
                .select_only()
                .column(member::Column::Id)
                .filter(member::Column::ArchivedAt.is_null())
                .into_query();
            // Both sides come in their order: they are laid side by side.
            ids.union(UnionType::Except, values.into_query()).order_by(member::Column::Id, direction.clone());
            let rows = db.query_all(ids.limit(limit).offset(skip)).await?;
            let ids = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
            return Ok((ids, skip));
        }
        let values = values.filter(self.column.is_not_null());
        let of_archived = values.clone().filter(member_value::Column::MemberId.in_subquery(archived.clone()));
        let valued = values.clone().count(db).await? - of_archived.count(db).await?;
        if skip >= valued {
            return Ok((Vec::new(), valued));
        }
        let ids = values
            .filter(member_value::Column::MemberId.not_in_subquery(archived))
            .order_by(self.column, direction.clone())
            .order_by(member_value::Column::MemberId, direction.clone())
            .offset(skip)
            .limit(limit);
        Ok((ids.into_tuple().all(db).await?, skip))
    }

    /// What comes after a value and an id.
    pub fn after(&self, key: &str, id: Uuid, descending: bool) -> Option<Condition> {
        let value: sea_orm::Value = match self.column {
            member_value::Column::TextKey => key.into(),
            member_value::Column::Day => key.parse::<NaiveDate>().ok()?.into(),
            member_value::Column::Yes => key.parse::<bool>().ok()?.into(),
            _ => key.parse::<i64>().ok()?.into(),
        };
        let column = |column: member_value::Column| Expr::col((member_value::Entity, column).into_column_ref());
        let left = Expr::tuple([column(self.column), column(member_value::Column::MemberId)]);
        let right = Expr::tuple([Expr::val(value), Expr::val(id)]);
        Some(Condition::all().add(if descending { left.lt(right) } else { left.gt(right) }))
    }

    /// Where a member stands: its value, as a cursor keeps it.
    pub async fn key<C: ConnectionTrait>(&self, db: &C, member: Uuid) -> Result<Option<String>, Problem> {
        let Some(row) = store::one(db, member, self.field).await? else { return Ok(None) };
        Ok(match Value::of_row(&row) {
            Some(Value::Text(_)) => row.text_key,
            Some(Value::Number(millionths)) => Some(millionths.to_string()),
            Some(Value::Day(day)) => Some(day.to_string()),
            Some(Value::YesNo(yes)) => Some(yes.to_string()),
            Some(Value::Choice(_)) => row.rank.map(|rank| rank.to_string()),
            None => None,
        })
    }
}

fn member_value_of_member() -> sea_orm::RelationDef {
    use sea_orm::RelationTrait;
    member_value::Relation::Member.def().rev()
}
