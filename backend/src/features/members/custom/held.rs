//! Values of the club's fields in memory.

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::FieldKind};
use platform::{
    columns::{Bits, Columns, Gathering, rows_of},
    filter::Test,
    packed::Place,
};
use sea_orm::{DatabaseTransaction, EntityTrait, IdenStatic};
use serde::Deserialize;
use tables::{
    member_field,
    member_value::{self, Column as C},
};
use uuid::Uuid;

use super::store;

/// The name of a field's column in memory.
pub fn column(field: Uuid, column: C) -> String {
    format!("{field}.{}", column.as_str())
}

/// The column that holds the values of a field of this kind.
fn written(kind: FieldKind) -> C {
    match kind {
        FieldKind::Text => C::Text,
        FieldKind::Number => C::Number,
        FieldKind::Date => C::Day,
        FieldKind::YesNo => C::Yes,
        FieldKind::Choice => C::Choice,
    }
}

/// What a test of a field means, as `filter::means` says it to the database.
pub fn means(field: Uuid, kind: FieldKind, test: &Test, columns: &Columns) -> Option<Bits> {
    match (kind, test) {
        (FieldKind::Text, Test::Contains(text)) => columns.own().holds(&column(field, C::Folded), text),
        (_, test) => columns.own().test(&column(field, written(kind)), test, None),
    }
}

#[derive(Deserialize)]
struct Row {
    member_id: Uuid,
    field_id: Uuid,
    text: Option<String>,
    text_key: Option<String>,
    folded: Option<String>,
    number: Option<i64>,
    day: Option<NaiveDate>,
    yes: Option<bool>,
    choice: Option<String>,
    rank: Option<i64>,
}
platform::by_place!(Row { member_id, field_id, text, text_key, folded, number, day, yes, choice, rank });
const PLACES: [C; 10] =
    [C::MemberId, C::FieldId, C::Text, C::TextKey, C::Folded, C::Number, C::Day, C::Yes, C::Choice, C::Rank];

/// Reads the values of all fields, a column for each that is sorted or asked for.
pub async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    let mut own = Gathering::of(columns.rows());
    // A field without any value is held, too.
    for field in member_field::Entity::find().all(tx).await? {
        for held in [written(field.kind), store::sorted_by(field.kind)] {
            match held {
                C::Number | C::Day | C::Rank => own.number(0, &column(field.id, held), None),
                _ => own.word(0, &column(field.id, held), None),
            }
        }
        if field.kind == FieldKind::Text {
            own.word(0, &column(field.id, C::Folded), None);
        }
    }
    let places = PLACES.map(Place::of);
    let rows: Vec<Row> = rows_of(tx, columns, member_value::Entity::find(), C::MemberId, &places).await?;
    for value in rows {
        let Some(row) = columns.row(value.member_id) else { continue };
        let texts = [
            (C::Text, value.text.as_deref()),
            (C::TextKey, value.text_key.as_deref()),
            (C::Folded, value.folded.as_deref()),
            (C::Yes, value.yes.map(|yes| if yes { "true" } else { "false" })),
            (C::Choice, value.choice.as_deref()),
        ];
        for (held, text) in texts.into_iter().filter(|(_, text)| text.is_some()) {
            own.word(row, &column(value.field_id, held), text);
        }
        for (held, number) in [(C::Number, value.number), (C::Rank, value.rank)] {
            if number.is_some() {
                own.number(row, &column(value.field_id, held), number);
            }
        }
        if value.day.is_some() {
            own.day(row, &column(value.field_id, C::Day), value.day);
        }
    }
    columns.add(own);
    Ok(())
}
