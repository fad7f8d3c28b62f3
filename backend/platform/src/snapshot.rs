//! A row as a change set keeps it: every column by its name, so that it can be put back exactly as it was.

use kernel::problem::Problem;
use sea_orm::{
    ActiveModelTrait, EntityTrait, IdenStatic, Iterable, ModelTrait, TryIntoModel, Value as Sql, sea_query::ArrayType,
};
use serde_json::{Map, Value, json};

/// The row as JSON.
pub fn of<M: ModelTrait>(row: &M) -> Value {
    let mut kept = Map::new();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        let value = match row.get(column) {
            Sql::String(text) => json!(text),
            Sql::BigInt(number) => json!(number),
            Sql::Bool(yes) => json!(yes),
            Sql::Uuid(id) => json!(id),
            Sql::ChronoDate(day) => json!(day),
            Sql::ChronoDateTimeUtc(instant) => json!(instant),
            Sql::Json(value) => value.map(|value| *value).unwrap_or_default(),
            _ => Value::Null,
        };
        kept.insert(column.as_str().to_owned(), value);
    }
    Value::Object(kept)
}

/// The row that [`of`] kept. A column that has come since then is as if it were null.
pub fn back<M>(kept: &Value) -> Result<M, Problem>
where
    M: ModelTrait,
    <M::Entity as EntityTrait>::ActiveModel: ActiveModelTrait<Entity = M::Entity> + TryIntoModel<M>,
{
    let mut row = <<M::Entity as EntityTrait>::ActiveModel as ActiveModelTrait>::default();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        let value = &kept[column.as_str()];
        let value = match M::get_value_type(column) {
            ArrayType::String => Sql::String(serde_json::from_value(value.clone())?),
            ArrayType::BigInt => Sql::BigInt(serde_json::from_value(value.clone())?),
            ArrayType::Bool => Sql::Bool(serde_json::from_value(value.clone())?),
            ArrayType::Uuid => Sql::Uuid(serde_json::from_value(value.clone())?),
            ArrayType::ChronoDate => Sql::ChronoDate(serde_json::from_value(value.clone())?),
            ArrayType::ChronoDateTimeUtc => Sql::ChronoDateTimeUtc(serde_json::from_value(value.clone())?),
            ArrayType::Json => Sql::Json(Some(value.clone()).filter(|value| !value.is_null()).map(Box::new)),
            other => return Err(Problem::bug(format!("a column of type {other:?} can't be put back"))),
        };
        row.try_set(column, value)?;
    }
    Ok(row.try_into_model()?)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use kernel::trade::PreferredChannel;
    use tables::contact;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00.123456Z".parse().unwrap();
        let row = contact::Model {
            id: Uuid::now_v7(),
            member_id: Uuid::now_v7(),
            person_id: Uuid::now_v7(),
            address_id: None,
            function: Some("Adjointe « tri »".to_owned()),
            phone: None,
            mobile: None,
            preferred_channel: Some(PreferredChannel::Phone),
            main: true,
            from_on: "2024-02-29".parse().ok(),
            to_on: None,
            source: "import".to_owned(),
            informed_on: None,
            basis: None,
            newsletter_wish: Some(false),
            position: 3,
            created_at: now,
            updated_at: now,
        };
        assert_eq!(back::<contact::Model>(&of(&row)).unwrap(), row);
    }
}
