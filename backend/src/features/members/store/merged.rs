//! Where a record that was merged is now.

use std::collections::BTreeSet;

use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Statement, Value, sea_query::OnConflict,
};
use tables::{account, address, contact, member, person};
use uuid::Uuid;

use super::CHUNK;

/// More merges than one behind the other than anybody makes: a bound, should rows ever point in a circle.
const DEEPEST: i64 = 100;

/// The record that goes on.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Survivor {
    pub id: Uuid,
    pub name: String,
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// Where this member is now: itself, or the last of those that it became part of.
pub async fn survivor<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Survivor>, Problem> {
    let sql = "WITH RECURSIVE chain (id, name, merged_into, depth) AS (\
         SELECT id, name, merged_into, 0 FROM member WHERE id = $1 UNION ALL \
         SELECT m.id, m.name, m.merged_into, c.depth + 1 FROM member m JOIN chain c ON m.id = c.merged_into WHERE c.depth < $2) \
         SELECT id, name FROM chain WHERE merged_into IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [Value::from(id), DEEPEST.into()]);
    Ok(Survivor::find_by_statement(statement).one(db).await?)
}

/// Where these members are now, each once.
pub async fn where_now<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(CHUNK) {
        let places: Vec<String> = (2..chunk.len() + 2).map(|number| format!("${number}")).collect();
        let sql = format!(
            "WITH RECURSIVE chain (id, merged_into, depth) AS (\
             SELECT id, merged_into, 0 FROM member WHERE id IN ({}) UNION ALL \
             SELECT m.id, m.merged_into, c.depth + 1 FROM member m JOIN chain c ON m.id = c.merged_into WHERE c.depth < $1) \
             SELECT DISTINCT id FROM chain WHERE merged_into IS NULL",
            places.join(", ")
        );
        let values = [Value::from(DEEPEST)].into_iter().chain(chunk.iter().map(|id| Value::from(*id)));
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        found.extend(Found::find_by_statement(statement).all(db).await?.into_iter().map(|row| row.id));
    }
    Ok(found.into_iter().collect())
}

/// This member and all that became part of it, directly or not.
pub async fn with_merged<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Vec<Uuid>, Problem> {
    let sql = "WITH RECURSIVE tree (id, depth) AS (\
         SELECT id, 0 FROM member WHERE id = $1 UNION ALL \
         SELECT m.id, t.depth + 1 FROM member m JOIN tree t ON m.merged_into = t.id WHERE t.depth < $2) \
         SELECT id FROM tree";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [Value::from(id), DEEPEST.into()]);
    Ok(Found::find_by_statement(statement).all(db).await?.into_iter().map(|row| row.id).collect())
}

/// Nobody is the main contact of these members for a moment: their people change places.
pub async fn no_main_contacts<C: ConnectionTrait>(tx: &C, members: &[Uuid]) -> Result<(), Problem> {
    contact::Entity::update_many()
        .set(contact::ActiveModel { main: Set(false), ..Default::default() })
        .filter(contact::Column::MemberId.is_in(members.iter().copied()))
        .filter(contact::Column::Main.eq(true))
        .exec(tx)
        .await?;
    Ok(())
}

/// Those of these persons whom nothing needs but contacts of the member that goes.
pub async fn persons_without_other_use<C: ConnectionTrait>(
    tx: &C,
    persons: &[(Uuid, Uuid)],
    from: Uuid,
) -> Result<Vec<(Uuid, Uuid)>, Problem> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = persons.iter().map(|(person, _)| *person).collect();
    let elsewhere: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::PersonId)
        .filter(contact::Column::PersonId.is_in(ids.iter().copied()))
        .filter(contact::Column::MemberId.ne(from))
        .into_tuple()
        .all(tx)
        .await?;
    let accounts: Vec<Uuid> = account::Entity::find()
        .select_only()
        .column(account::Column::PersonId)
        .filter(account::Column::PersonId.is_in(ids))
        .into_tuple()
        .all(tx)
        .await?;
    let used: BTreeSet<Uuid> = elsewhere.into_iter().chain(accounts).collect();
    Ok(persons.iter().filter(|(person, _)| !used.contains(person)).copied().collect())
}

/// The records that became part of this member directly: id and name.
pub async fn merged_into<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Vec<Survivor>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .columns([member::Column::Id, member::Column::Name])
        .filter(member::Column::MergedInto.eq(id))
        .order_by_asc(member::Column::Id)
        .into_model()
        .all(db)
        .await?)
}

/// Persons that went with a merge, and are somebody of their own again. Who is there stays as they are.
pub async fn persons_back<C: ConnectionTrait>(tx: &C, persons: Vec<person::Model>) -> Result<(), Problem> {
    if persons.is_empty() {
        return Ok(());
    }
    person::Entity::insert_many(persons.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(OnConflict::column(person::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The same for addresses.
pub async fn addresses_back<C: ConnectionTrait>(tx: &C, addresses: Vec<address::Model>) -> Result<(), Problem> {
    if addresses.is_empty() {
        return Ok(());
    }
    address::Entity::insert_many(addresses.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
