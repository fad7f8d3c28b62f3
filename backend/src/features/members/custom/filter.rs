//! Fields of the club in filters and sorts: `custom.<key>`.

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::FieldKind};
use platform::filter::{Choice, Context, Field, Kind, Operand, Test, holds, test_column};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, IntoColumnRef},
};
use tables::{member, member_value};
use uuid::Uuid;

use super::{
    super::fields::among,
    definition::{Definition, Definitions},
    store,
    value::{Value, text_key},
};

/// What stands before the key of a field in filters and sorts.
pub const KEY: &str = "custom.";

/// The fields as filters name them.
pub fn made(definitions: &Definitions) -> Vec<Field> {
    definitions.0.iter().map(of).collect()
}

fn of(definition: &Definition) -> Field {
    let kind = match definition.kind {
        FieldKind::Text => Kind::Text,
        FieldKind::Number => Kind::Number,
        FieldKind::Date => Kind::Day,
        FieldKind::YesNo => Kind::YesNo,
        FieldKind::Choice => Kind::Choice(
            definition
                .choices
                .iter()
                .map(|choice| Choice::new(choice.id.clone(), choice.name.as_str(), choice.name.as_str()))
                .collect(),
        ),
    };
    let (id, holds) = (definition.id, definition.kind);
    Field::meaning(format!("{KEY}{}", definition.key), kind, move |test, context| means(id, holds, test, context))
        .called("custom", definition.name.as_str(), definition.name.as_str())
}

fn means(field: Uuid, kind: FieldKind, test: &Test, context: &Context) -> Condition {
    use member_value::Column as C;
    let condition = match (kind, test) {
        (_, Test::Empty) => return having(field, Condition::all(), context).not(),
        (FieldKind::Text, Test::Contains(text)) => holds(&[C::Text], C::Folded, text, context.backend),
        // The key is in an index, the text itself may be long.
        (FieldKind::Text, Test::OneOf(operands)) => {
            let keys = operands.iter().filter_map(|operand| match operand {
                Operand::Text(text) => Some(text_key(text)),
                _ => None,
            });
            Condition::all().add(C::TextKey.is_in(keys)).add(test_column(C::Text, None, test))
        }
        (FieldKind::Text, other) => test_column(C::Text, None, other),
        (FieldKind::Number, other) => test_column(C::Number, None, other),
        (FieldKind::Date, other) => test_column(C::Day, None, other),
        (FieldKind::YesNo, other) => test_column(C::Yes, None, other),
        (FieldKind::Choice, other) => test_column(C::Choice, None, other),
    };
    having(field, condition, context)
}

/// Members with a value in this field for which the condition holds.
fn having(field: Uuid, condition: Condition, context: &Context) -> Condition {
    let rows = member_value::Entity::find()
        .select_only()
        .column(member_value::Column::MemberId)
        .filter(member_value::Column::FieldId.eq(field))
        .filter(condition)
        .into_query();
    among(rows, (member_value::Entity, member_value::Column::MemberId), context)
}

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

    /// The ids of those with a value among all that are not archived: the few that are archived are read once, instead
    /// of every member.
    pub fn of_everyone(&self, direction: &Direction) -> Select<member_value::Entity> {
        let archived = member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(member::Column::ArchivedAt.is_not_null())
            .into_query();
        member_value::Entity::find()
            .select_only()
            .column(member_value::Column::MemberId)
            .filter(member_value::Column::FieldId.eq(self.field))
            .filter(self.column.is_not_null())
            .filter(member_value::Column::MemberId.not_in_subquery(archived))
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
