//! The SQL of members' records. Reading lists is in `list`.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    problem::{Fault, Problem},
    words,
};
use platform::{
    Work, many,
    packed::{self, Place},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::Deserialize;
use tables::{address, audit, contact, member, member_text, member_topic, person, territory_commune, topic};
use uuid::Uuid;

use super::record;
use crate::features::club;

pub mod bulk;
mod history;
mod identifiers;
mod keepers;
mod merged;
mod rows;
pub mod territory;

pub use history::{add_steps, histories, replace_histories};
pub use identifiers::{Holder, free_numbers, holders, identifier_taken, no_clash, taken};
pub use keepers::{Keeper, keepers, keepers_named, staff_names};
pub use merged::{
    Survivor, addresses_back, merged_into, no_main_contacts, persons_back, persons_without_other_use, survivor,
    where_now, with_merged,
};
pub use rows::{CardRow, Listed, Named, card_tells, in_order};

/// How many rows one statement names; both databases take more.
pub const CHUNK: usize = 500;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<member::Model>, Problem> {
    Ok(member::Entity::find_by_id(id).one(db).await?)
}

/// Those of these members that the club keeps: neither archived nor part of another record.
pub async fn kept<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<member::Model>, Problem> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let kept = member::Entity::find()
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .filter(member::Column::ArchivedAt.is_null())
            .filter(member::Column::MergedInto.is_null());
        found.extend(kept.all(db).await?);
    }
    Ok(found)
}

/// The rows as they are now, held until the end of the transaction.
pub async fn lock<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, member::Model>, Problem> {
    let mut found = HashMap::with_capacity(ids.len());
    // Always in the same order, so that two writers never wait for each other.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for chunk in ids.chunks(CHUNK) {
        let rows = member::Entity::find()
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(member::Column::Id)
            .lock_exclusive()
            .all(tx)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Whether members have these revisions still; they are held until the end of the transaction.
pub async fn are_still<C: ConnectionTrait>(tx: &C, read: &[(Uuid, i64)]) -> Result<bool, Problem> {
    let mut now: HashMap<Uuid, i64> = HashMap::with_capacity(read.len());
    let mut read = read.to_vec();
    read.sort_unstable();
    for chunk in read.chunks(CHUNK) {
        let rows = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::Revision])
            .filter(member::Column::Id.is_in(chunk.iter().map(|(id, _)| *id)))
            .order_by_asc(member::Column::Id)
            .lock_exclusive();
        now.extend(rows.into_tuple::<(Uuid, i64)>().all(tx).await?);
    }
    Ok(read.iter().all(|(id, revision)| now.get(id) == Some(revision)))
}

pub async fn lock_one<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<member::Model, Problem> {
    lock(tx, &[id]).await?.remove(&id).ok_or_else(Problem::not_found)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, rows: Vec<member::Model>) -> Result<(), Problem> {
    let texts = rows.iter().map(folded).collect();
    many::insert::<member::Entity, C>(tx, rows).await.map_err(taken)?;
    Ok(many::insert::<member_text::Entity, C>(tx, texts).await?)
}

/// Writes whole rows over those with the same id. A broken uniqueness is a 409 that names the field.
pub async fn overwrite<C: ConnectionTrait>(tx: &C, rows: Vec<member::Model>) -> Result<(), Problem> {
    keep_texts(tx, &rows).await?;
    many::overwrite::<member::Entity, C>(tx, rows).await.map_err(taken)
}

/// The texts that filters search, beside the record: lists that show it do not read them.
fn folded(row: &member::Model) -> member_text::Model {
    let fold = |text: &Option<String>| text.as_deref().map(words::fold);
    member_text::Model {
        member_id: row.id,
        street: fold(&row.street),
        legal_name: fold(&row.legal_name),
        source: words::fold(&row.source),
        website: fold(&row.website),
        description: fold(&row.description),
    }
}

async fn keep_texts<C: ConnectionTrait>(tx: &C, rows: &[member::Model]) -> Result<(), Problem> {
    Ok(many::overwrite::<member_text::Entity, C>(tx, rows.iter().map(folded).collect()).await?)
}

/// Writes the whole row.
pub async fn update<C: ConnectionTrait>(tx: &C, row: member::Model) -> Result<(), Problem> {
    keep_texts(tx, std::slice::from_ref(&row)).await?;
    member::Entity::update(row.into_active_model().reset_all()).exec(tx).await.map_err(taken)?;
    Ok(())
}

/// The INSEE codes of the territory today.
pub async fn territory<C: ConnectionTrait>(db: &C) -> Result<HashSet<String>, Problem> {
    let codes: Vec<String> = territory_commune::Entity::find()
        .select_only()
        .column(territory_commune::Column::InseeCode)
        .filter(territory_commune::Column::RemovedOn.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().collect())
}

#[derive(Deserialize)]
struct TopicRow {
    member_id: Uuid,
    id: Uuid,
    name: String,
}
platform::by_place!(TopicRow { member_id, id, name });

/// The topics of these members, in the club's order.
pub async fn topics<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<(Uuid, String)>>, Problem> {
    let mut topics: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let query = member_topic::Entity::find()
            .join(JoinType::InnerJoin, member_topic::Relation::Topic.def())
            .filter(packed::among(member_topic::Column::MemberId, chunk, db.get_database_backend()))
            .order_by_asc(topic::Column::Position)
            .order_by_asc(topic::Column::NameKey);
        let places =
            [Place::of(member_topic::Column::MemberId), Place::of(topic::Column::Id), Place::of(topic::Column::Name)];
        for row in packed::all::<_, TopicRow, _>(db, query, &places).await? {
            topics.entry(row.member_id).or_default().push((row.id, row.name));
        }
    }
    Ok(topics)
}

/// The club's topics, in their order.
pub async fn all_topics<C: ConnectionTrait>(db: &C) -> Result<Vec<(Uuid, String)>, Problem> {
    Ok(topic::Entity::find()
        .select_only()
        .columns([topic::Column::Id, topic::Column::Name])
        .order_by_asc(topic::Column::Position)
        .into_tuple()
        .all(db)
        .await?)
}

/// The club's topics among these ids, by name.
pub async fn known_topics<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = topic::Entity::find().filter(topic::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

pub async fn replace_topics<C: ConnectionTrait>(tx: &C, all: Vec<(Uuid, Vec<Uuid>)>) -> Result<(), Problem> {
    for chunk in all.chunks(CHUNK) {
        member_topic::Entity::delete_many()
            .filter(member_topic::Column::MemberId.is_in(chunk.iter().map(|(id, _)| *id)))
            .exec(tx)
            .await?;
    }
    let pairs = all.into_iter().flat_map(|(id, topics)| topics.into_iter().map(move |topic| (id, topic)));
    let rows = pairs.map(|(member_id, topic_id)| member_topic::Model { member_id, topic_id }).collect();
    Ok(many::insert::<member_topic::Entity, C>(tx, rows).await?)
}

#[derive(FromQueryResult)]
struct PersonRow {
    member_id: Uuid,
    given_name: String,
    family_name: String,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
}

/// What the people of these members are found by: names, addresses, numbers; those who have gone are left out.
pub async fn people_words<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<String>>, Problem> {
    let mut words: HashMap<Uuid, Vec<String>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = contact::Entity::find()
            .select_only()
            .columns([contact::Column::MemberId, contact::Column::Phone, contact::Column::Mobile])
            .column(person::Column::GivenName)
            .column(person::Column::FamilyName)
            .column(address::Column::Email)
            .join(JoinType::InnerJoin, contact::Relation::Person.def())
            .join(JoinType::LeftJoin, contact::Relation::Address.def())
            .filter(contact::Column::MemberId.is_in(chunk.iter().copied()))
            .filter(Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today)))
            .order_by_asc(contact::Column::Position)
            .into_model::<PersonRow>()
            .all(db)
            .await?;
        for row in rows {
            let of_member = words.entry(row.member_id).or_default();
            of_member.push(format!("{} {}", row.given_name, row.family_name));
            of_member.extend(row.email.into_iter().chain(row.phone).chain(row.mobile));
        }
    }
    Ok(words)
}

/// Writes the next revision of a member whose people changed, and what it is found by. Gives the new revision.
/// `based_on` is the revision the change was made from: another one by now is a 412 that says who changed it.
pub async fn bump(work: &Work, id: Uuid, based_on: Option<i64>) -> Result<i64, Problem> {
    let mut row = lock_one(work.tx(), id).await?;
    if let Some(based_on) = based_on {
        fresh(work, &row, based_on).await?;
    }
    let today = club::settings(work.tx()).await?.today(work.now);
    let people = people_words(work.tx(), &[id], today).await?.remove(&id).unwrap_or_default();
    row.search = record::search_text(&row, &people);
    row.revision += 1;
    row.updated_at = work.now;
    let revision = row.revision;
    update(work.tx(), row).await?;
    Ok(revision)
}

/// The same for many at once, whatever their revision.
pub async fn bump_all(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let today = club::settings(work.tx()).await?.today(work.now);
    let mut people = people_words(work.tx(), ids, today).await?;
    let mut rows: Vec<member::Model> = lock(work.tx(), ids).await?.into_values().collect();
    for row in &mut rows {
        row.search = record::search_text(row, &people.remove(&row.id).unwrap_or_default());
        row.revision += 1;
        row.updated_at = work.now;
    }
    overwrite(work.tx(), rows).await
}

/// 412 unless this is the revision the change is based on.
pub async fn fresh(work: &Work, row: &member::Model, based_on: i64) -> Result<(), Problem> {
    if row.revision == based_on {
        return Ok(());
    }
    Err(platform::audit::stale(work.tx(), "member", row.id, row.revision).await?)
}

/// A fault as `Problem` errors of one row.
pub fn faults_of(problem: &Problem, pointer: &str) -> Vec<Fault> {
    if problem.errors().is_empty() {
        return vec![Fault::at(pointer, problem.code().to_owned(), problem.detail().clone())];
    }
    let moved = |fault: &Fault| Fault { pointer: format!("{pointer}{}", fault.pointer), ..fault.clone() };
    problem.errors().iter().map(moved).collect()
}

/// Who last changed each of these members, and when. What the house does by itself bears a word of its own, which nobody
/// knows: it has the house's name here.
pub async fn last_changes<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (String, DateTime<Utc>)>, Problem> {
    let mut last = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        // Of a history of years only the newest line is read.
        let ranked = Query::select()
            .column(audit::Column::Id)
            .expr_as(Expr::cust("ROW_NUMBER() OVER (PARTITION BY record_id ORDER BY id DESC)"), "place")
            .from(audit::Entity)
            .and_where(audit::Column::Record.eq("member"))
            .and_where(audit::Column::RecordId.is_in(chunk.iter().copied()))
            .to_owned();
        let newest = Query::select()
            .column(audit::Column::Id)
            .from_subquery(ranked, "ranked")
            .and_where(Expr::col("place").eq(1))
            .to_owned();
        let lines: Vec<(Option<Uuid>, String, String, DateTime<Utc>)> = audit::Entity::find()
            .select_only()
            .columns([audit::Column::RecordId, audit::Column::ByKind, audit::Column::ByName, audit::Column::At])
            .filter(audit::Column::Id.in_subquery(newest))
            .into_tuple()
            .all(db)
            .await?;
        last.extend(lines.into_iter().filter_map(|(id, kind, name, at)| {
            let name = if kind == "house" { "Maillage".to_owned() } else { name };
            Some((id?, (name, at)))
        }));
    }
    Ok(last)
}

/// The members that a condition names, at most so many, in the order of the list.
pub async fn named_by<C: ConnectionTrait>(db: &C, condition: Condition, most: u64) -> Result<Vec<Uuid>, Problem> {
    let ids = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(condition)
        .order_by_asc(member::Column::NameKey)
        .order_by_asc(member::Column::Id)
        .limit(most);
    Ok(ids.into_tuple().all(db).await?)
}
