//! The SQL of follow-up: reading interactions and who is due, and what is put off. The ledger's is in `ledger`.

pub mod due;
pub mod ledger;
pub mod moves;
mod people;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    problem::Problem,
    trade::{Channel, Direction, Outcome},
};
use platform::Work;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Statement, Value,
    sea_query::{ExprTrait, OnConflict},
};
use tables::{contact, interaction, interaction_member, member, person, postponement};
use uuid::Uuid;

pub use people::{take_out, with_contacts};

use self::ledger::placeholders;

/// How many rows one statement names.
pub const CHUNK: usize = 500;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<interaction::Model>, Problem> {
    Ok(interaction::Entity::find_by_id(id).one(db).await?)
}

/// The row as it is now, held until the end of the transaction.
pub async fn lock<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<interaction::Model, Problem> {
    interaction::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

/// A page of one member's interactions, newest first; one more than `limit` when there is more.
pub async fn of_member<C: ConnectionTrait>(
    db: &C,
    member: Uuid,
    before: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Result<Vec<interaction::Model>, Problem> {
    let mut query = interaction_member::Entity::find()
        .find_also_related(interaction::Entity)
        .filter(interaction_member::Column::MemberId.eq(member))
        .order_by_desc(interaction_member::Column::HappenedOn)
        .order_by_desc(interaction_member::Column::InteractionId)
        .limit(limit + 1);
    if let Some((day, id)) = before {
        query =
            query.filter(Condition::any().add(interaction_member::Column::HappenedOn.lt(day)).add(
                interaction_member::Column::HappenedOn.eq(day).and(interaction_member::Column::InteractionId.lt(id)),
            ));
    }
    Ok(query.all(db).await?.into_iter().filter_map(|(_, row)| row).collect())
}

/// One member of an interaction, and how many it has.
#[derive(FromQueryResult)]
pub struct MemberRow {
    pub interaction_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub total: i64,
}

/// The first `most` members by name of each of these interactions.
pub async fn members<C: ConnectionTrait>(db: &C, ids: &[Uuid], most: i64) -> Result<Vec<MemberRow>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT interaction_id, id, name, total FROM (SELECT l.interaction_id, m.id, m.name, \
         COUNT(*) OVER (PARTITION BY l.interaction_id) AS total, \
         ROW_NUMBER() OVER (PARTITION BY l.interaction_id ORDER BY m.name_key, m.id) AS place \
         FROM interaction_member l JOIN member m ON m.id = l.member_id WHERE l.interaction_id IN ({})) AS ranked \
         WHERE place <= $1 ORDER BY interaction_id, place",
        placeholders(ids.len(), 2)
    );
    let values = [Value::from(most)].into_iter().chain(ids.iter().map(|id| Value::from(*id)));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(MemberRow::find_by_statement(statement).all(db).await?)
}

/// The names of the people behind these contacts.
pub async fn contact_names<C: ConnectionTrait>(db: &C, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, String)> = contact::Entity::find()
        .select_only()
        .column(contact::Column::Id)
        .columns([person::Column::GivenName, person::Column::FamilyName])
        .join(JoinType::InnerJoin, contact::Relation::Person.def())
        .filter(contact::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, given, family)| (id, full_name(&given, &family))).collect())
}

pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

/// One of the newest interactions of a member.
#[derive(FromQueryResult)]
pub struct RecentRow {
    pub member_id: Uuid,
    pub id: Uuid,
    pub channel: Channel,
    pub direction: Direction,
    pub happened_on: NaiveDate,
    pub outcome: Outcome,
    pub summary: Option<String>,
    pub source_kind: String,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub contact_id: Option<Uuid>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
}

/// The newest `most` interactions of each of these members, newest first.
pub async fn recent<C: ConnectionTrait>(db: &C, members: &[Uuid], most: i64) -> Result<Vec<RecentRow>, Problem> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT r.member_id, i.id, i.channel, i.direction, i.happened_on, i.outcome, i.summary, i.source_kind, i.by_id, \
         i.by_name, i.contact_id, p.given_name, p.family_name FROM (SELECT member_id, interaction_id, \
         ROW_NUMBER() OVER (PARTITION BY member_id ORDER BY happened_on DESC, interaction_id DESC) AS place \
         FROM interaction_member WHERE member_id IN ({})) AS r JOIN interaction i ON i.id = r.interaction_id \
         LEFT JOIN contact c ON c.id = i.contact_id LEFT JOIN person p ON p.id = c.person_id \
         WHERE r.place <= $1 ORDER BY r.member_id, r.place",
        placeholders(members.len(), 2)
    );
    let values = [Value::from(most)].into_iter().chain(members.iter().map(|id| Value::from(*id)));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(RecentRow::find_by_statement(statement).all(db).await?)
}

/// Whether a member is there, active, archived.
#[derive(FromQueryResult)]
pub struct Standing {
    pub id: Uuid,
    pub name: String,
    pub status: kernel::trade::MemberStatus,
    pub archived_at: Option<DateTime<Utc>>,
}

pub async fn standing<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Standing>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .columns([member::Column::Id, member::Column::Name, member::Column::Status, member::Column::ArchivedAt])
        .filter(member::Column::Id.is_in(ids.iter().copied()))
        .into_model()
        .all(db)
        .await?)
}

/// Whether this contact belongs to one of these members.
pub async fn is_contact_of<C: ConnectionTrait>(db: &C, contact_id: Uuid, members: &[Uuid]) -> Result<bool, Problem> {
    let row = contact::Entity::find_by_id(contact_id)
        .filter(contact::Column::MemberId.is_in(members.iter().copied()))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// All members, sorted by id.
pub async fn all_members<C: ConnectionTrait>(db: &C) -> Result<Vec<Uuid>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .order_by_asc(member::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

pub async fn postponement<C: ConnectionTrait>(db: &C, member: Uuid) -> Result<Option<postponement::Model>, Problem> {
    Ok(postponement::Entity::find_by_id(member).one(db).await?)
}

/// Puts a member off; another postponement of it is replaced.
pub async fn put_off(work: &Work, member: Uuid, until: NaiveDate, reason: &str) -> Result<(), Problem> {
    postponement::Entity::insert(postponement::ActiveModel {
        member_id: Set(member),
        until_on: Set(until),
        reason: Set(reason.to_owned()),
        by_id: Set(work.by.caller.signature().1),
        created_at: Set(work.now),
    })
    .on_conflict(
        OnConflict::column(postponement::Column::MemberId)
            .update_columns([
                postponement::Column::UntilOn,
                postponement::Column::Reason,
                postponement::Column::ById,
                postponement::Column::CreatedAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

pub async fn take_back<C: ConnectionTrait>(tx: &C, member: Uuid) -> Result<(), Problem> {
    postponement::Entity::delete_by_id(member).exec(tx).await?;
    Ok(())
}

/// An interaction with the member or contact that it holds.
#[derive(FromQueryResult)]
pub struct Noted {
    pub held: Uuid,
    pub source_kind: String,
    pub source_id: Uuid,
}

/// The interactions that concern these members, or are with these contacts.
pub async fn noted_with<C: ConnectionTrait>(
    tx: &C,
    members: &[Uuid],
    contacts: &[Uuid],
) -> Result<Vec<Noted>, Problem> {
    let mut found = Vec::new();
    let columns = [interaction::Column::SourceKind, interaction::Column::SourceId];
    for chunk in members.chunks(CHUNK) {
        let of_members = interaction_member::Entity::find()
            .select_only()
            .column_as(interaction_member::Column::MemberId, "held")
            .columns(columns)
            .join(JoinType::InnerJoin, interaction_member::Relation::Interaction.def())
            .filter(interaction_member::Column::MemberId.is_in(chunk.iter().copied()));
        found.extend(of_members.into_model::<Noted>().all(tx).await?);
    }
    for chunk in contacts.chunks(CHUNK) {
        let with_contacts = interaction::Entity::find()
            .select_only()
            .column_as(interaction::Column::ContactId, "held")
            .columns(columns)
            .filter(interaction::Column::ContactId.is_in(chunk.iter().copied()));
        found.extend(with_contacts.into_model::<Noted>().all(tx).await?);
    }
    Ok(found)
}

/// Those of these members that are put off.
pub async fn put_off_among<C: ConnectionTrait>(tx: &C, members: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let mut found = Vec::new();
    for chunk in members.chunks(CHUNK) {
        let rows = postponement::Entity::find()
            .select_only()
            .column(postponement::Column::MemberId)
            .filter(postponement::Column::MemberId.is_in(chunk.iter().copied()));
        found.extend(rows.into_tuple::<Uuid>().all(tx).await?);
    }
    Ok(found)
}
