//! Everybody who is known, in memory: found by the beginnings of their names and addresses.

use std::collections::HashMap;

use kernel::{problem::Problem, words};
use platform::{
    columns::{Columns, Gathering, rows_of},
    packed::{self, Place},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;
use tables::{address, contact, person};
use uuid::Uuid;

/// Rows of no member: persons, in the order in which a search gives them.
const PERSONS: &str = "persons";
const ID: &str = "id";
/// Each word with a blank before it.
const NAME: &str = "name";
/// Each with the end of a line before it.
const ADDRESSES: &str = "addresses";

/// Persons that one statement reads.
const STEP: u64 = 5_000;

#[derive(Deserialize)]
struct PersonRow {
    id: Uuid,
    name_key: String,
}
platform::by_place!(PersonRow { id, name_key });

#[derive(Deserialize)]
struct AddressRow {
    person_id: Uuid,
    email_key: String,
}
platform::by_place!(AddressRow { person_id, email_key });

pub async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    let places = [person::Column::Id, person::Column::NameKey].map(Place::of);
    let mut persons: Vec<PersonRow> = Vec::new();
    loop {
        let mut query = person::Entity::find().order_by_asc(person::Column::Id).limit(STEP);
        if let Some(last) = persons.last() {
            query = query.filter(person::Column::Id.gt(last.id));
        }
        let rows: Vec<PersonRow> = packed::all(tx, query, &places).await?;
        let is_last = (rows.len() as u64) < STEP;
        persons.extend(rows);
        if is_last {
            break;
        }
    }
    let query = contact::Entity::find().join(JoinType::InnerJoin, contact::Relation::Address.def());
    let places = [Place::of(contact::Column::PersonId), Place::of(address::Column::EmailKey)];
    let rows: Vec<AddressRow> = rows_of(tx, columns, query, contact::Column::MemberId, &places).await?;
    let mut addresses: HashMap<Uuid, String> = HashMap::new();
    for row in rows {
        let of_person = addresses.entry(row.person_id).or_default();
        of_person.push('\n');
        of_person.push_str(&row.email_key);
    }
    persons.sort_unstable_by(|one, other| (&one.name_key, one.id).cmp(&(&other.name_key, other.id)));
    let mut rows = Gathering::of(persons.len());
    for column in [ID, NAME, ADDRESSES] {
        rows.word(0, column, None);
    }
    for (row, person) in persons.into_iter().enumerate() {
        rows.word(row, ID, Some(&person.id.to_string()));
        rows.word(row, NAME, Some(&format!(" {}", person.name_key)));
        rows.word(row, ADDRESSES, addresses.get(&person.id).map(String::as_str));
    }
    columns.add_others(PERSONS, Vec::new(), rows);
    Ok(())
}

/// The first of those whom `store::search` finds, in its order.
pub fn search(columns: &Columns, q: &str, limit: u64) -> Option<Vec<Uuid>> {
    if q.contains(char::is_control) {
        return None;
    }
    let persons = columns.others(PERSONS)?;
    let (ids, names) = (persons.words(ID)?, persons.words(NAME)?);
    let folded = words::fold(q);
    let beginnings = folded.split(' ').filter(|word| !word.is_empty());
    let by_name = beginnings.map(|word| names.holding(&format!(" {word}"))).reduce(|all, next| all.and(&next));
    let by_address = persons.words(ADDRESSES)?.holding(&format!("\n{}", q.trim().to_lowercase()));
    let found = match by_name {
        Some(by_name) => by_name.or(&by_address),
        None => by_address,
    };
    found.rows().take(limit as usize).map(|row| ids.of(row)?.parse().ok()).collect()
}
