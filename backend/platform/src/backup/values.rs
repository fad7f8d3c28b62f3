//! One value of one column, between a database and JSON, so that both databases read the same file.
//!
//! NULL is a column that is left out; a JSON null is the value of a JSON column. Numbers with a point go as text, for
//! their last digit must not change on the way.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{DbErr, QueryResult, Value as Sql, sea_query::ArrayType};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
    Whole,
    Number,
    YesNo,
    Id,
    Bytes,
    Day,
    Instant,
    Json,
}

impl Kind {
    pub fn of(kind: &ArrayType) -> Option<Kind> {
        Some(match kind {
            ArrayType::String => Kind::Text,
            ArrayType::BigInt => Kind::Whole,
            ArrayType::Double => Kind::Number,
            ArrayType::Bool => Kind::YesNo,
            ArrayType::Uuid => Kind::Id,
            ArrayType::Bytes => Kind::Bytes,
            ArrayType::ChronoDate => Kind::Day,
            ArrayType::ChronoDateTimeUtc => Kind::Instant,
            ArrayType::Json => Kind::Json,
            _ => return None,
        })
    }

    /// The column of a row; None when it is NULL.
    pub fn read(self, row: &QueryResult, column: &str) -> Result<Option<Value>, DbErr> {
        Ok(match self {
            Kind::Text => row.try_get::<Option<String>>("", column)?.map(Value::String),
            Kind::Whole => row.try_get::<Option<i64>>("", column)?.map(Value::from),
            Kind::Number => row.try_get::<Option<f64>>("", column)?.map(|number| json!(format!("{number:?}"))),
            Kind::YesNo => row.try_get::<Option<bool>>("", column)?.map(Value::Bool),
            Kind::Id => row.try_get::<Option<Uuid>>("", column)?.map(|id| json!(id)),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", column)?.map(|bytes| json!(STANDARD.encode(bytes))),
            Kind::Day => row.try_get::<Option<NaiveDate>>("", column)?.map(|day| json!(day)),
            Kind::Instant => row
                .try_get::<Option<DateTime<Utc>>>("", column)?
                // PostgreSQL keeps no more than microseconds.
                .map(|instant| json!(instant.to_rfc3339_opts(SecondsFormat::Micros, true))),
            Kind::Json => row.try_get::<Option<Value>>("", column)?,
        })
    }

    /// The value as a database takes it; None when it is not of this kind.
    pub fn bind(self, value: Option<&Value>) -> Option<Sql> {
        let Some(value) = value else { return Some(self.null()) };
        Some(match self {
            Kind::Text => value.as_str()?.into(),
            Kind::Whole => value.as_i64()?.into(),
            Kind::Number => value.as_str()?.parse::<f64>().ok()?.into(),
            Kind::YesNo => value.as_bool()?.into(),
            Kind::Id => Uuid::try_parse(value.as_str()?).ok()?.into(),
            Kind::Bytes => STANDARD.decode(value.as_str()?).ok()?.into(),
            Kind::Day => value.as_str()?.parse::<NaiveDate>().ok()?.into(),
            Kind::Instant => DateTime::parse_from_rfc3339(value.as_str()?).ok()?.with_timezone(&Utc).into(),
            Kind::Json => Sql::Json(Some(Box::new(value.clone()))),
        })
    }

    fn null(self) -> Sql {
        match self {
            Kind::Text => Sql::String(None),
            Kind::Whole => Sql::BigInt(None),
            Kind::Number => Sql::Double(None),
            Kind::YesNo => Sql::Bool(None),
            Kind::Id => Sql::Uuid(None),
            Kind::Bytes => Sql::Bytes(None),
            Kind::Day => Sql::ChronoDate(None),
            Kind::Instant => Sql::ChronoDateTimeUtc(None),
            Kind::Json => Sql::Json(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_another_kind_is_refused() {
        for (kind, wrong) in [
            (Kind::Text, json!(3)),
            (Kind::Whole, json!("3")),
            (Kind::Number, json!("three")),
            (Kind::YesNo, json!(1)),
            (Kind::Id, json!("019ab1c2")),
            (Kind::Bytes, json!("é")),
            (Kind::Day, json!("2026-02-30")),
            (Kind::Instant, json!("2026-11-23")),
        ] {
            assert!(kind.bind(Some(&wrong)).is_none(), "{kind:?}");
        }
    }

    #[test]
    fn nothing_and_the_json_null_are_two_things() {
        assert_eq!(Kind::Json.bind(None), Some(Sql::Json(None)));
        assert_eq!(Kind::Json.bind(Some(&Value::Null)), Some(Sql::Json(Some(Box::new(Value::Null)))));
    }
}
