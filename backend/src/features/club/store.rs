//! The SQL of the club.

pub mod mail_relay;
pub mod named;

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::AccessibilityState, words::name_key};
use platform::House;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use tables::{
    change, change_set, club, file, member, member_topic, privacy_settings, secret, territory_commune, topic,
};
use uuid::Uuid;

use super::schema::{Definition, DemoAccount, Topic};

/// The club's only row.
pub const ONLY: i64 = 1;
/// Under which the audit knows the club and its territory, which have no id of their own.
pub const IN_AUDIT: Uuid = Uuid::nil();
/// How the audit and the change sets call a topic.
pub const TOPIC: &str = "topic";
/// Ids per statement.
const CHUNK: usize = 500;
/// Under which the vault keeps the sign-ins that a demo offers.
const DEMO_ACCOUNTS: &str = "demo.accounts";

/// Puts the row in place, and tells whether it did; one that is there stays.
pub async fn insert<C: ConnectionTrait>(tx: &C, row: club::ActiveModel) -> Result<bool, Problem> {
    let written = club::Entity::insert(row)
        .on_conflict(OnConflict::column(club::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(written == 1)
}

pub async fn exists<C: ConnectionTrait>(db: &C) -> Result<bool, Problem> {
    Ok(club::Entity::find_by_id(ONLY).one(db).await?.is_some())
}

pub async fn read<C: ConnectionTrait>(db: &C) -> Result<club::Model, Problem> {
    club::Entity::find_by_id(ONLY).one(db).await?.ok_or_else(|| Problem::bug("the club's row is missing"))
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C) -> Result<club::Model, Problem> {
    let row = club::Entity::find_by_id(ONLY).lock_exclusive().one(tx).await?;
    row.ok_or_else(|| Problem::bug("the club's row is missing"))
}

/// How far the site is accessible: a word of the terms of privacy, which every page says.
pub async fn accessibility<C: ConnectionTrait>(db: &C) -> Result<AccessibilityState, Problem> {
    let terms = privacy_settings::Entity::find_by_id(ONLY).one(db).await?;
    let word: Option<AccessibilityState> =
        terms.and_then(|row| row.settings.pointer("/accessibility/state")?.as_str()?.parse().ok());
    Ok(word.unwrap_or_default())
}

pub async fn write<C: ConnectionTrait>(tx: &C, row: club::ActiveModel) -> Result<club::Model, Problem> {
    Ok(row.update(tx).await?)
}

pub fn definition(row: &club::Model) -> Result<Definition, Problem> {
    Ok(serde_json::from_value(row.territory.clone())?)
}

/// The sign-ins that a demo offers.
pub async fn demo_accounts(house: &House) -> Result<Option<Vec<DemoAccount>>, Problem> {
    match secret::Entity::find_by_id(DEMO_ACCOUNTS).one(&house.db.read).await? {
        Some(row) => Ok(Some(serde_json::from_slice(&house.vault.unseal(DEMO_ACCOUNTS, &row.sealed)?)?)),
        None => Ok(None),
    }
}

/// Keeps them, sealed.
pub async fn keep_demo_accounts(work: &platform::Work, offered: &[DemoAccount]) -> Result<(), Problem> {
    let sealed = work.house.vault.seal(DEMO_ACCOUNTS, &serde_json::to_vec(offered)?)?;
    secret::Entity::insert(secret::ActiveModel {
        name: Set(DEMO_ACCOUNTS.to_owned()),
        sealed: Set(sealed),
        created_at: Set(work.now),
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

pub async fn file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<file::Model>, Problem> {
    Ok(file::Entity::find_by_id(id).one(db).await?)
}

pub fn topic_view(row: topic::Model) -> Topic {
    Topic { id: row.id, name: row.name, position: row.position, revision: row.revision }
}

pub async fn topics<C: ConnectionTrait>(db: &C) -> Result<Vec<topic::Model>, Problem> {
    Ok(topic::Entity::find().order_by_asc(topic::Column::Position).order_by_asc(topic::Column::Id).all(db).await?)
}

pub async fn count_topics<C: ConnectionTrait>(db: &C) -> Result<i64, Problem> {
    Ok(topic::Entity::find().count(db).await? as i64)
}

/// The topic, held until the end of the transaction.
pub async fn hold_topic<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<topic::Model, Problem> {
    topic::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

/// The topic that has this name, however it is written.
pub async fn topic_called<C: ConnectionTrait>(db: &C, name: &str) -> Result<Option<topic::Model>, Problem> {
    Ok(topic::Entity::find().filter(topic::Column::NameKey.eq(name_key(name))).one(db).await?)
}

/// Adds topics, in their order, after `after` others.
pub async fn add_topics<C: ConnectionTrait>(tx: &C, names: &[&str], after: i64) -> Result<Vec<topic::Model>, Problem> {
    let rows: Vec<topic::Model> = (after + 1..)
        .zip(names)
        .map(|(position, name)| topic::Model {
            id: kernel::ids::new_id(),
            name: (*name).to_owned(),
            name_key: name_key(name),
            position,
            revision: 1,
        })
        .collect();
    let fresh = rows.iter().cloned().map(|row| topic::ActiveModel {
        id: Set(row.id),
        name: Set(row.name),
        name_key: Set(row.name_key),
        position: Set(row.position),
        revision: Set(row.revision),
    });
    topic::Entity::insert_many(fresh).exec_without_returning(tx).await?;
    Ok(rows)
}

pub async fn write_topic<C: ConnectionTrait>(tx: &C, row: topic::ActiveModel) -> Result<topic::Model, Problem> {
    Ok(row.update(tx).await?)
}

/// Moves the topics that stand from `first` to `last` by `by` places.
pub async fn shift_topics<C: ConnectionTrait>(tx: &C, first: i64, last: i64, by: i64) -> Result<(), Problem> {
    topic::Entity::update_many()
        .col_expr(topic::Column::Position, Expr::col(topic::Column::Position).add(by))
        .filter(topic::Column::Position.between(first, last))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn remove_topic<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    topic::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// The members that have this topic.
pub async fn members_with<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Vec<Uuid>, Problem> {
    let rows = member_topic::Entity::find().filter(member_topic::Column::TopicId.eq(id)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}

/// What was kept of the last removal of this topic that nobody took back yet.
pub async fn removal_of<C: ConnectionTrait>(db: &C, id: Uuid, kind: &str) -> Result<Option<change::Model>, Problem> {
    Ok(change::Entity::find()
        .inner_join(change_set::Entity)
        .filter(change::Column::Record.eq(TOPIC))
        .filter(change::Column::RecordId.eq(id))
        .filter(change_set::Column::Kind.eq(kind))
        .filter(change_set::Column::UndoneAt.is_null())
        .order_by_desc(change::Column::ChangeSetId)
        .one(db)
        .await?)
}

/// Writes a topic again, and gives it to those of `members` that are still there.
pub async fn put_topic_back<C: ConnectionTrait>(tx: &C, row: &topic::Model, members: &[Uuid]) -> Result<(), Problem> {
    topic::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await?;
    for chunk in members.chunks(CHUNK) {
        let there: Vec<Uuid> = member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        if there.is_empty() {
            continue;
        }
        let links =
            there.into_iter().map(|member| member_topic::ActiveModel { member_id: Set(member), topic_id: Set(row.id) });
        member_topic::Entity::insert_many(links).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The communes of the territory as it is, by name.
pub async fn communes_now<C: ConnectionTrait>(db: &C) -> Result<Vec<territory_commune::Model>, Problem> {
    let mut rows =
        territory_commune::Entity::find().filter(territory_commune::Column::RemovedOn.is_null()).all(db).await?;
    rows.sort_by_cached_key(|row| (name_key(&row.name), row.insee_code.clone()));
    Ok(rows)
}

/// All stays of communes in the territory, those that ended too.
pub async fn stays<C: ConnectionTrait>(db: &C) -> Result<Vec<territory_commune::Model>, Problem> {
    Ok(territory_commune::Entity::find().all(db).await?)
}

/// Writes stays; one that began that very day is taken up again.
pub async fn begin_stays<C: ConnectionTrait>(tx: &C, rows: Vec<territory_commune::ActiveModel>) -> Result<(), Problem> {
    for chunk in rows.chunks(1000) {
        territory_commune::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::columns([territory_commune::Column::InseeCode, territory_commune::Column::AddedOn])
                    .update_column(territory_commune::Column::RemovedOn)
                    .to_owned(),
            )
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Ends the stays of these communes on a day; a stay that began later ends the day it began.
pub async fn end_stays<C: ConnectionTrait>(tx: &C, codes: &[String], on: NaiveDate) -> Result<(), Problem> {
    let (added_on, removed_on) = (territory_commune::Column::AddedOn, territory_commune::Column::RemovedOn);
    for chunk in codes.chunks(1000) {
        let open = || {
            territory_commune::Column::InseeCode
                .is_in(chunk.iter().map(String::as_str))
                .and(territory_commune::Column::RemovedOn.is_null())
        };
        territory_commune::Entity::update_many()
            .col_expr(removed_on, Expr::col(added_on))
            .filter(open())
            .filter(added_on.gt(on))
            .exec(tx)
            .await?;
        territory_commune::Entity::update_many()
            .set(territory_commune::ActiveModel { removed_on: Set(Some(on)), ..Default::default() })
            .filter(open())
            .exec(tx)
            .await?;
    }
    Ok(())
}
