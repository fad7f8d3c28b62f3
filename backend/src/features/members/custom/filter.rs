//! Fields of the club in filters and sorts: `custom.<key>`.

use kernel::trade::FieldKind;
use platform::filter::{Choice, Context, Field, Kind, Operand, Test, holds, test_column};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use tables::member_value;
use uuid::Uuid;

use super::{
    super::fields::among,
    definition::{Definition, Definitions},
    held,
    value::text_key,
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
        .held(move |test, _, columns| held::means(id, holds, test, columns))
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
