//! The SQL of fields and their values.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kernel::{
    problem::{Problem, say},
    trade::{FieldKind, Visibility},
};
use platform::{
    many,
    packed::{self, Place},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, SqlErr,
    sea_query::{CaseStatement, Expr, ExprTrait},
};
use serde::Deserialize;
use tables::{member_field, member_value};
use uuid::Uuid;

use super::{
    super::store::CHUNK,
    definition::{Definition, Definitions, FieldChoice},
    schema::CustomValue,
    value::{Value, Values},
};

/// A row of a value, with the key of its field: as bulk work holds it, archived fields included.
pub type Kept = (String, member_value::Model);

pub fn definition(row: &member_field::Model) -> Result<Definition, Problem> {
    let choices: Vec<FieldChoice> = serde_json::from_value(row.choices.clone())?;
    Ok(Definition {
        id: row.id,
        key: row.key.clone(),
        name: row.name.clone(),
        kind: row.kind,
        choices,
        visibility: row.visibility,
    })
}

/// The fields there are now, in their order.
pub async fn definitions<C: ConnectionTrait>(db: &C) -> Result<Definitions, Problem> {
    let rows = rows(db, false).await?;
    rows.iter().map(definition).collect::<Result<_, _>>().map(Definitions)
}

/// What the archived fields were called, by key.
pub async fn archived_names<C: ConnectionTrait>(db: &C) -> Result<HashMap<String, String>, Problem> {
    Ok(rows(db, true).await?.into_iter().map(|row| (row.key, row.name)).collect())
}

/// Those that are there, or those that are archived.
pub async fn rows<C: ConnectionTrait>(db: &C, archived: bool) -> Result<Vec<member_field::Model>, Problem> {
    let gone = member_field::Column::ArchivedAt;
    Ok(member_field::Entity::find()
        .filter(if archived { gone.is_not_null() } else { gone.is_null() })
        .order_by_asc(member_field::Column::Position)
        .order_by_asc(member_field::Column::Id)
        .all(db)
        .await?)
}

/// All fields, archived ones too, held until the end of the transaction: positions, names and keys hang together.
pub async fn hold<C: ConnectionTrait>(tx: &C) -> Result<Vec<member_field::Model>, Problem> {
    Ok(member_field::Entity::find().order_by_asc(member_field::Column::Id).lock_exclusive().all(tx).await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: member_field::Model) -> Result<(), Problem> {
    member_field::Entity::insert(row.into_active_model()).exec_without_returning(tx).await.map_err(named_twice)?;
    Ok(())
}

/// Writes whole rows over those with the same id.
pub async fn overwrite<C: ConnectionTrait>(tx: &C, rows: Vec<member_field::Model>) -> Result<(), Problem> {
    many::overwrite::<member_field::Entity, C>(tx, rows).await.map_err(named_twice)
}

fn named_twice(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => exists(),
        _ => error.into(),
    }
}

/// 409: another field has this name.
pub fn exists() -> Problem {
    Problem::conflict_at(
        "/name",
        "members.field_exists",
        say("Un autre champ porte déjà ce nom.", "Another field has this name already."),
    )
}

/// How many members have a value, by field.
pub async fn used<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, i64>, Problem> {
    let rows: Vec<(Uuid, i64)> = member_value::Entity::find()
        .select_only()
        .column(member_value::Column::FieldId)
        .column_as(member_value::Column::MemberId.count(), "how_many")
        .group_by(member_value::Column::FieldId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many members have each of these choices.
pub async fn choosing<C: ConnectionTrait>(
    db: &C,
    field: Uuid,
    choices: &[String],
) -> Result<BTreeMap<String, i64>, Problem> {
    let rows: Vec<(String, i64)> = member_value::Entity::find()
        .select_only()
        .column(member_value::Column::Choice)
        .column_as(member_value::Column::MemberId.count(), "how_many")
        .filter(member_value::Column::FieldId.eq(field))
        .filter(member_value::Column::Choice.is_in(choices.iter().map(String::as_str)))
        .group_by(member_value::Column::Choice)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Writes anew where the choices of a field stand.
pub async fn rank<C: ConnectionTrait>(tx: &C, definition: &Definition) -> Result<(), Problem> {
    let mut ranks = CaseStatement::new();
    for choice in &definition.choices {
        let this = Expr::col(member_value::Column::Choice).eq(choice.id.as_str());
        ranks = ranks.case(this, definition.rank(&choice.id));
    }
    member_value::Entity::update_many()
        .col_expr(member_value::Column::Rank, Expr::expr(ranks.finally(definition.choices.len() as i64)))
        .filter(member_value::Column::FieldId.eq(definition.id))
        .exec(tx)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct ValueRow {
    key: String,
    #[sea_orm(nested)]
    row: member_value::Model,
}

/// What is shown of a value.
#[derive(Deserialize)]
struct ShownRow {
    key: String,
    member_id: Uuid,
    text: Option<String>,
    number: Option<i64>,
    day: Option<NaiveDate>,
    yes: Option<bool>,
    choice: Option<String>,
}
platform::by_place!(ShownRow { key, member_id, text, number, day, yes, choice });
const SHOWN: [member_value::Column; 6] = [
    member_value::Column::MemberId,
    member_value::Column::Text,
    member_value::Column::Number,
    member_value::Column::Day,
    member_value::Column::Yes,
    member_value::Column::Choice,
];

impl ShownRow {
    fn value(self) -> Option<(String, Value)> {
        let text = self.text.map(Value::Text);
        let value = text
            .or(self.number.map(Value::Number))
            .or(self.day.map(Value::Day))
            .or(self.yes.map(Value::YesNo))
            .or(self.choice.map(Value::Choice));
        Some((self.key, value?))
    }
}

async fn read<C: ConnectionTrait>(db: &C, ids: &[Uuid], which: Condition) -> Result<Vec<ValueRow>, Problem> {
    let mut found = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = member_value::Entity::find()
            .column(member_field::Column::Key)
            .join(JoinType::InnerJoin, member_value::Relation::Field.def())
            .filter(member_value::Column::MemberId.is_in(chunk.iter().copied()))
            .filter(which.clone())
            .into_model::<ValueRow>()
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

fn there() -> Condition {
    Condition::all().add(member_field::Column::ArchivedAt.is_null())
}

/// The values of these members, for whoever sees what staff keeps for itself or not.
pub async fn shown<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    sees_all: bool,
) -> Result<HashMap<Uuid, BTreeMap<String, CustomValue>>, Problem> {
    let mut which = there();
    if !sees_all {
        which = which.add(member_field::Column::Visibility.ne(Visibility::Staff));
    }
    let places: Vec<Place> =
        std::iter::once(Place::of(member_field::Column::Key)).chain(SHOWN.map(Place::of)).collect();
    let mut shown: HashMap<Uuid, BTreeMap<String, CustomValue>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let query = member_value::Entity::find()
            .join(JoinType::InnerJoin, member_value::Relation::Field.def())
            .filter(packed::among(member_value::Column::MemberId, chunk, db.get_database_backend()))
            .filter(which.clone());
        for row in packed::all::<_, ShownRow, _>(db, query, &places).await? {
            let member = row.member_id;
            if let Some((key, value)) = row.value() {
                shown.entry(member).or_default().insert(key, value.wire());
            }
        }
    }
    Ok(shown)
}

/// The values of these members in the fields there are now.
pub async fn values<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Values>, Problem> {
    let mut values: HashMap<Uuid, Values> = HashMap::new();
    for ValueRow { key, row } in read(db, ids, there()).await? {
        if let Some(value) = Value::of_row(&row) {
            values.entry(row.member_id).or_default().insert(key, value);
        }
    }
    Ok(values)
}

/// The values of all members in the fields there are now.
pub async fn all_values<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, Values>, Problem> {
    let rows = member_value::Entity::find()
        .column(member_field::Column::Key)
        .join(JoinType::InnerJoin, member_value::Relation::Field.def())
        .filter(there())
        .into_model::<ValueRow>()
        .all(db)
        .await?;
    let mut values: HashMap<Uuid, Values> = HashMap::new();
    for ValueRow { key, row } in rows {
        if let Some(value) = Value::of_row(&row) {
            values.entry(row.member_id).or_default().insert(key, value);
        }
    }
    Ok(values)
}

/// All rows of these members, by the key of their field.
pub async fn kept<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Kept>>, Problem> {
    let mut kept: HashMap<Uuid, Vec<Kept>> = HashMap::new();
    for ValueRow { key, row } in read(db, ids, Condition::all()).await? {
        kept.entry(row.member_id).or_default().push((key, row));
    }
    for rows in kept.values_mut() {
        rows.sort_by(|one, other| one.0.cmp(&other.0));
    }
    Ok(kept)
}

/// Writes what differs between the values before and after, member by member.
pub async fn write<C: ConnectionTrait>(
    tx: &C,
    definitions: &Definitions,
    changes: Vec<(Uuid, Values, Values)>,
) -> Result<(), Problem> {
    let (mut gone, mut rows): (BTreeMap<Uuid, Vec<Uuid>>, Vec<member_value::Model>) = Default::default();
    for (member, before, after) in changes {
        for definition in &definitions.0 {
            match (before.get(&definition.key), after.get(&definition.key)) {
                (Some(_), None) => gone.entry(definition.id).or_default().push(member),
                (before, Some(value)) if before != Some(value) => rows.push(value.row(definition, member)),
                _ => {}
            }
        }
    }
    for (field, members) in gone {
        for chunk in members.chunks(CHUNK) {
            member_value::Entity::delete_many()
                .filter(member_value::Column::FieldId.eq(field))
                .filter(member_value::Column::MemberId.is_in(chunk.iter().copied()))
                .exec(tx)
                .await?;
        }
    }
    put(tx, rows).await
}

/// All values of these members, in the place of those they have.
pub async fn replace<C: ConnectionTrait>(tx: &C, all: Vec<(Uuid, Vec<member_value::Model>)>) -> Result<(), Problem> {
    for chunk in all.chunks(CHUNK) {
        let members = chunk.iter().map(|(member, _)| *member);
        member_value::Entity::delete_many().filter(member_value::Column::MemberId.is_in(members)).exec(tx).await?;
    }
    put(tx, all.into_iter().flat_map(|(_, rows)| rows).collect()).await
}

async fn put<C: ConnectionTrait>(tx: &C, rows: Vec<member_value::Model>) -> Result<(), Problem> {
    Ok(many::overwrite::<member_value::Entity, C>(tx, rows).await?)
}

/// The value of one member in one field.
pub async fn one<C: ConnectionTrait>(
    db: &C,
    member: Uuid,
    field: Uuid,
) -> Result<Option<member_value::Model>, Problem> {
    Ok(member_value::Entity::find_by_id((member, field)).one(db).await?)
}

/// The column that a field of this kind is sorted by.
pub fn sorted_by(kind: FieldKind) -> member_value::Column {
    match kind {
        FieldKind::Text => member_value::Column::TextKey,
        FieldKind::Number => member_value::Column::Number,
        FieldKind::Date => member_value::Column::Day,
        FieldKind::YesNo => member_value::Column::Yes,
        FieldKind::Choice => member_value::Column::Rank,
    }
}
