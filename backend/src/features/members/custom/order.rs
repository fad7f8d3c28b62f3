//! Lists sorted by a field of the club: those with a value in its order, then those without one.

use chrono::NaiveDate;
use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, IntoColumnRef},
};
use tables::{member, member_value};
use uuid::Uuid;

use super::{definition::Definition, held, store, value::Value};

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

    /// The column in memory that holds what it is sorted by.
    pub fn held(&self) -> String {
        held::column(self.field, self.column)
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
