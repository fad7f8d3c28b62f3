//! Many rows written at once. To SQLite they go packed: as one text that the statement takes apart, and what they all say
//! is bound once. To bind each value by itself costs ten times what writing the row does. PostgreSQL takes many values at
//! a time as ever.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ColumnType, ConnectionTrait, DatabaseBackend, DbErr, EntityTrait,
    IdenStatic, IntoActiveModel, Iterable, PrimaryKeyToColumn, Statement, Value,
    sea_query::{Expr, OnConflict},
};

use crate::shelf::Waiting;

/// How many rows go with one statement: a row has up to forty columns, and a statement up to 32,766 values.
pub const CHUNK: usize = 500;

/// What becomes of a row that is there already.
pub enum Again<E: EntityTrait> {
    /// It is a fault.
    Refused,
    /// These columns tell that it is the same; those take what the new row says; one counts up.
    Over { same: Vec<E::Column>, take: Vec<E::Column>, raise: Option<E::Column> },
}

/// Rows made ready to be written. That takes longer than to write them, and is done best before the writer is held.
pub struct Ready<E: EntityTrait> {
    rows: Rows<E>,
    /// Columns that say when the row is written, whatever the row says.
    written: &'static [E::Column],
}

enum Rows<E: EntityTrait> {
    /// For SQLite: statements.
    Packed(Vec<Packed>),
    Plain {
        rows: Vec<E::ActiveModel>,
        again: Again<E>,
    },
}

struct Packed {
    sql: String,
    /// The rows, which the statement takes apart.
    rows: Waiting,
    /// What else it binds, but for when it is carried out.
    values: Vec<Value>,
}

/// Makes rows ready that say a value for every column. `written`: columns that say when they are written.
pub fn ready<E: EntityTrait>(
    backend: DatabaseBackend,
    rows: Vec<E::ActiveModel>,
    again: Again<E>,
    written: &'static [E::Column],
) -> Result<Ready<E>, DbErr> {
    if backend != DatabaseBackend::Sqlite {
        return Ok(Ready { rows: Rows::Plain { rows, again }, written });
    }
    let mut packed = Vec::with_capacity(rows.len().div_ceil(CHUNK));
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        packed.push(pack::<E>(rows.by_ref().take(CHUNK), &again, written)?);
    }
    Ok(Ready { rows: Rows::Packed(packed), written })
}

/// New rows, made ready.
pub fn new<E>(backend: DatabaseBackend, rows: Vec<E::Model>, written: &'static [E::Column]) -> Result<Ready<E>, DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    ready(backend, whole::<E>(rows), Again::Refused, written)
}

/// Whole rows made ready, to be written over those with the same key where there are such.
pub fn over<E>(backend: DatabaseBackend, rows: Vec<E::Model>, written: &'static [E::Column]) -> Result<Ready<E>, DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let same: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let is_key = |column: &E::Column| same.iter().any(|key| key.as_str() == column.as_str());
    let take = E::Column::iter().filter(|column| !is_key(column)).collect();
    ready(backend, whole::<E>(rows), Again::Over { same, take, raise: None }, written)
}

impl<E: EntityTrait> Ready<E> {
    /// Writes the rows. `now`: what the columns say that tell when.
    pub async fn put<C: ConnectionTrait>(self, db: &C, now: DateTime<Utc>) -> Result<(), DbErr> {
        let (rows, again) = match self.rows {
            Rows::Plain { rows, again } => (rows, again),
            Rows::Packed(statements) => {
                for Packed { sql, rows, values } in statements {
                    let rows = Value::from(rows.take().await.map_err(told)?);
                    let now = (!self.written.is_empty()).then(|| Value::from(now));
                    let values = std::iter::once(rows).chain(values).chain(now);
                    db.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Sqlite, sql, values)).await?;
                }
                return Ok(());
            }
        };
        let mut rows = rows
            .into_iter()
            .map(|mut row| {
                self.written.iter().for_each(|column| row.set(*column, now.into()));
                row
            })
            .peekable();
        while rows.peek().is_some() {
            let insert = E::insert_many(rows.by_ref().take(CHUNK));
            match &again {
                Again::Refused => insert.exec_without_returning(db).await?,
                Again::Over { same, take, raise } => {
                    let mut over = OnConflict::columns(same.iter().copied());
                    over.update_columns(take.iter().copied());
                    if let Some(raise) = raise {
                        over.value(*raise, Expr::cust(raised::<E>(*raise)));
                    }
                    insert.on_conflict(over.to_owned()).exec_without_returning(db).await?
                }
            };
        }
        Ok(())
    }
}

/// Writes new rows.
pub async fn insert<E, C>(db: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    new::<E>(db.get_database_backend(), rows, &[])?.put(db, DateTime::default()).await
}

/// Writes whole rows, over those with the same key where there are such.
pub async fn overwrite<E, C>(db: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    over::<E>(db.get_database_backend(), rows, &[])?.put(db, DateTime::default()).await
}

fn whole<E>(rows: Vec<E::Model>) -> Vec<E::ActiveModel>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    rows.into_iter().map(IntoActiveModel::into_active_model).collect()
}

/// Writes rows that say a value for every column.
pub async fn put<E, C>(db: &C, rows: Vec<E::ActiveModel>, again: Again<E>) -> Result<(), DbErr>
where
    E: EntityTrait,
    C: ConnectionTrait,
{
    ready(db.get_database_backend(), rows, again, &[])?.put(db, DateTime::default()).await
}

fn raised<E: EntityTrait>(column: E::Column) -> String {
    format!("\"{}\".\"{}\" + 1", E::default().table_name(), column.as_str())
}

/// The statement that takes packed rows apart, by where it finds what each column takes.
fn statement<E: EntityTrait>(again: &Again<E>, sources: &[String]) -> String {
    let names = |columns: &mut dyn Iterator<Item = E::Column>| -> String {
        columns.map(|column| format!("\"{}\"", column.as_str())).collect::<Vec<_>>().join(", ")
    };
    // Each row is taken out of the text once, and not for each of its values.
    let mut sql = format!(
        "WITH packed (value) AS MATERIALIZED (SELECT value FROM jsonb_each(?1)) \
         INSERT INTO \"{}\" ({}) SELECT {} FROM packed WHERE true",
        E::default().table_name(),
        names(&mut E::Column::iter()),
        sources.join(", ")
    );
    if let Again::Over { same, take, raise } = again {
        let mut set: Vec<String> = take.iter().map(|one| format!("\"{0}\" = excluded.\"{0}\"", one.as_str())).collect();
        set.extend(raise.map(|one| format!("\"{}\" = {}", one.as_str(), raised::<E>(one))));
        let same = names(&mut same.iter().copied());
        match set.is_empty() {
            true => sql += &format!(" ON CONFLICT ({same}) DO NOTHING"),
            false => sql += &format!(" ON CONFLICT ({same}) DO UPDATE SET {}", set.join(", ")),
        }
    }
    sql
}

fn is_bytes<C: ColumnTrait>(column: C) -> bool {
    matches!(
        column.def().get_column_type(),
        ColumnType::Uuid | ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_)
    )
}

/// A statement that writes these rows, with what it binds: the rows as lists of their values, as the driver would keep
/// each; then what all of them say alike; when they are written comes last.
fn pack<E: EntityTrait>(
    rows: impl Iterator<Item = E::ActiveModel>,
    again: &Again<E>,
    written: &[E::Column],
) -> Result<Packed, DbErr> {
    let values_of = |row: E::ActiveModel| -> Result<Vec<Value>, DbErr> {
        let value = |column: E::Column| match row.get(column) {
            ActiveValue::Set(value) | ActiveValue::Unchanged(value) => Ok(value),
            ActiveValue::NotSet => {
                Err(DbErr::Type(format!("a row of {} says no {}", E::default().table_name(), column.as_str())))
            }
        };
        E::Column::iter().map(value).collect()
    };
    let rows: Vec<Vec<Value>> = rows.map(values_of).collect::<Result<_, _>>()?;
    let is_written = |column: &E::Column| written.iter().any(|one| one.as_str() == column.as_str());
    let (mut sources, mut packed, mut bound) = (Vec::new(), Vec::new(), Vec::new());
    let mut when = Vec::new();
    for (place, column) in E::Column::iter().enumerate() {
        let alike = rows.windows(2).all(|two| two[0][place] == two[1][place]);
        sources.push(match is_bytes(column) {
            _ if is_written(&column) => {
                when.push(place);
                String::new()
            }
            _ if alike => {
                bound.extend(rows.first().map(|row| row[place].clone()));
                format!("?{}", bound.len() + 1)
            }
            true => format!("unhex(value ->> {})", packed.len()),
            false => format!("value ->> {}", packed.len()),
        });
        if !alike && !is_written(&column) {
            packed.push(place);
        }
    }
    for place in when {
        sources[place] = format!("?{}", bound.len() + 2);
    }
    let mut text = String::from("[");
    for (number, row) in rows.iter().enumerate() {
        text.push_str(if number == 0 { "[" } else { ",[" });
        for (count, place) in packed.iter().enumerate() {
            if count > 0 {
                text.push(',');
            }
            pack_value(&mut text, &row[*place])?;
        }
        text.push(']');
    }
    text.push(']');
    Ok(Packed { sql: statement(again, &sources), rows: Waiting::of(text).map_err(told)?, values: bound })
}

fn told(error: std::io::Error) -> DbErr {
    DbErr::Custom(error.to_string())
}

fn pack_value(text: &mut String, value: &Value) -> Result<(), DbErr> {
    let wrong = |error: &dyn std::fmt::Display| DbErr::Type(error.to_string());
    let told = |error: std::fmt::Error| wrong(&error);
    let quoted = |text: &mut String, one: &str| -> Result<(), DbErr> {
        text.push_str(&serde_json::to_string(one).map_err(|error| wrong(&error))?);
        Ok(())
    };
    match value {
        Value::Bool(Some(yes)) => text.push_str(if *yes { "true" } else { "false" }),
        Value::Int(Some(number)) => write!(text, "{number}").map_err(told)?,
        Value::BigInt(Some(number)) => write!(text, "{number}").map_err(told)?,
        Value::Double(Some(number)) => write!(text, "{number:?}").map_err(told)?,
        Value::String(Some(one)) => quoted(text, one)?,
        // Kept as a text.
        Value::Json(Some(json)) => quoted(text, &json.to_string())?,
        Value::ChronoDate(Some(day)) => write!(text, "\"{}\"", day.format("%F")).map_err(told)?,
        Value::ChronoDateTimeUtc(Some(at)) => {
            write!(text, "\"{}\"", at.to_rfc3339_opts(SecondsFormat::AutoSi, false)).map_err(told)?;
        }
        Value::Uuid(Some(id)) => write!(text, "\"{}\"", id.as_simple()).map_err(told)?,
        Value::Bytes(Some(bytes)) => write!(text, "\"{}\"", hex::encode(bytes)).map_err(told)?,
        Value::Bool(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::Double(None)
        | Value::String(None)
        | Value::Json(None)
        | Value::ChronoDate(None)
        | Value::ChronoDateTimeUtc(None)
        | Value::Uuid(None)
        | Value::Bytes(None) => text.push_str("null"),
        other => return Err(DbErr::Type(format!("{other:?} can't be packed"))),
    }
    Ok(())
}
