//! The SQL of the ledger: statements written set-based, members locked in order, derived columns in one UPDATE.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate};
use kernel::problem::Problem;
use platform::{
    Asker, House, Work, by_place,
    many::{self, Again},
    packed::{self, Place},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    sea_query::{ExprTrait, LockType},
};
use serde::Deserialize;
use tables::{interaction, interaction_member, member};
use uuid::Uuid;

use super::{
    super::ledger::{Attestation, Source},
    CHUNK,
};

/// What derives from the ledger for one member.
pub struct Derived {
    pub member_id: Uuid,
    pub last: Option<NaiveDate>,
    pub personal: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
}

/// The newest days of one member.
#[derive(FromQueryResult, Deserialize)]
pub struct Newest {
    pub member_id: Uuid,
    pub last: Option<NaiveDate>,
    pub personal: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Put {
    kind: String,
    source: Uuid,
    id: Uuid,
}

by_place!(Put { kind, source, id });

#[derive(Deserialize)]
struct Named {
    id: Uuid,
}

by_place!(Named { id });

fn of_sources<'a>(sources: impl Iterator<Item = &'a Source>) -> Condition {
    let mut by_kind: HashMap<&str, Vec<Uuid>> = HashMap::new();
    for source in sources {
        by_kind.entry(source.kind.as_ref()).or_default().push(source.id);
    }
    by_kind.into_iter().fold(Condition::any(), |any, (kind, ids)| {
        any.add(interaction::Column::SourceKind.eq(kind).and(interaction::Column::SourceId.is_in(ids)))
    })
}

/// First statements of their sources, made ready.
pub struct First {
    interactions: many::Ready<interaction::Entity>,
    members: many::Ready<interaction_member::Entity>,
}

/// When an interaction is written it says itself.
const WRITTEN: &[interaction::Column] = &[interaction::Column::CreatedAt, interaction::Column::UpdatedAt];

fn interaction_of(by: &Asker, what: &Attestation) -> interaction::ActiveModel {
    let (_, by_id, by_name) = by.caller.signature();
    interaction::ActiveModel {
        id: Set(kernel::ids::new_id()),
        channel: Set(what.channel),
        direction: Set(what.direction),
        happened_on: Set(what.on),
        outcome: Set(what.outcome),
        summary: Set(what.summary.clone()),
        contact_id: Set(what.contact_id),
        source_kind: Set(what.source.kind.clone().into_owned()),
        source_id: Set(what.source.id),
        by_id: Set(by_id),
        by_name: Set(by_name),
        revision: Set(1),
        created_at: Set(DateTime::default()),
        updated_at: Set(DateTime::default()),
    }
}

fn members_in(interaction_id: Uuid, what: &Attestation) -> impl Iterator<Item = interaction_member::ActiveModel> {
    let mut members = what.members.clone();
    members.sort_unstable();
    members.dedup();
    members.into_iter().map(move |member_id| interaction_member::ActiveModel {
        interaction_id: Set(interaction_id),
        member_id: Set(member_id),
        channel: Set(what.channel),
        happened_on: Set(what.on),
        reached: Set(what.reached()),
        personal: Set(what.personal()),
    })
}

/// Makes ready what sources attest that have never stated before, each of them once.
pub fn first(house: &House, by: &Asker, stated: &[Attestation]) -> Result<First, Problem> {
    let backend = house.db.backend();
    let rows: Vec<interaction::ActiveModel> = stated.iter().map(|what| interaction_of(by, what)).collect();
    let members = stated.iter().zip(&rows).flat_map(|(what, row)| members_in(*row.id.as_ref(), what)).collect();
    Ok(First {
        interactions: many::ready(backend, rows, Again::Refused, WRITTEN)?,
        members: many::ready(backend, members, Again::Refused, &[])?,
    })
}

/// States it. Of the members, those who are new derive their columns already (`derive_first`); the others are the
/// caller's to recompute.
pub async fn attest_first(work: &Work, first: First) -> Result<(), Problem> {
    work.put(first.interactions).await?;
    work.put(first.members).await
}

/// Writes one interaction per source; one that is there already is corrected and its revision goes up. The rows are
/// held until the end of the transaction. Gives their ids.
pub async fn put(work: &Work, stated: &[&Attestation]) -> Result<HashMap<Source, Uuid>, Problem> {
    use interaction::Column as C;
    let rows = stated.iter().map(|what| interaction_of(&work.by, what)).collect();
    let again = Again::Over {
        same: vec![C::SourceKind, C::SourceId],
        take: vec![C::Channel, C::Direction, C::HappenedOn, C::Outcome, C::Summary, C::ContactId, C::UpdatedAt],
        raise: Some(C::Revision),
    };
    work.put(many::ready::<interaction::Entity>(work.tx().get_database_backend(), rows, again, WRITTEN)?).await?;
    let mut ids = HashMap::with_capacity(stated.len());
    let places = [C::SourceKind, C::SourceId, C::Id].map(Place::of);
    for chunk in stated.chunks(CHUNK) {
        let query = interaction::Entity::find().filter(of_sources(chunk.iter().map(|what| &what.source)));
        for Put { kind, source, id } in packed::all(work.tx(), query, &places).await? {
            ids.insert(Source { kind: kind.into(), id: source }, id);
        }
    }
    Ok(ids)
}

/// The members that these interactions concern now.
pub async fn members_of<C: ConnectionTrait>(tx: &C, interactions: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let mut members = Vec::new();
    for chunk in interactions.chunks(CHUNK) {
        let rows = interaction_member::Entity::find()
            .filter(interaction_member::Column::InteractionId.is_in(chunk.iter().copied()));
        let found = packed::all(tx, rows, &[Place::of(interaction_member::Column::MemberId)]).await?;
        members.extend(found.into_iter().map(|Named { id }| id));
    }
    Ok(members)
}

/// Deletes the interactions of these sources, and gives the members they concerned.
pub async fn take_away(work: &Work, sources: &[&Source]) -> Result<Vec<Uuid>, Problem> {
    let mut members = Vec::new();
    for chunk in sources.chunks(CHUNK) {
        let ids: Vec<Uuid> = interaction::Entity::find()
            .select_only()
            .column(interaction::Column::Id)
            .filter(of_sources(chunk.iter().copied()))
            .order_by_asc(interaction::Column::SourceKind)
            .order_by_asc(interaction::Column::SourceId)
            .lock_exclusive()
            .into_tuple()
            .all(work.tx())
            .await?;
        members.extend(members_of(work.tx(), &ids).await?);
        interaction::Entity::delete_many().filter(interaction::Column::Id.is_in(ids)).exec(work.tx()).await?;
    }
    Ok(members)
}

/// Holds these members until the end of the transaction. `ids` must be sorted, so that two writers never wait for each
/// other; the lock leaves others free to refer to the members.
pub async fn lock_members<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<(), Problem> {
    // SQLite has one writer: whoever has a transaction holds all.
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(());
    }
    for chunk in ids.chunks(CHUNK) {
        member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(member::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .into_tuple::<Uuid>()
            .all(tx)
            .await?;
    }
    Ok(())
}

/// Puts the members that are stated in the place of those that were.
pub async fn replace_members<C: ConnectionTrait>(
    tx: &C,
    stated: &[&Attestation],
    ids: &HashMap<Source, Uuid>,
) -> Result<(), Problem> {
    let mut rows = Vec::new();
    let mut interactions = Vec::new();
    for what in stated {
        let Some(&interaction_id) = ids.get(&what.source) else { continue };
        interactions.push(interaction_id);
        rows.extend(members_in(interaction_id, what));
    }
    for chunk in interactions.chunks(CHUNK) {
        interaction_member::Entity::delete_many()
            .filter(interaction_member::Column::InteractionId.is_in(chunk.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(many::put::<interaction_member::Entity, C>(tx, rows, Again::Refused).await?)
}

/// Writes an interaction under the id it had, with its members.
pub async fn put_back(work: &Work, row: interaction::Model, stated: &Attestation) -> Result<(), Problem> {
    let ids = HashMap::from([(stated.source.clone(), row.id)]);
    interaction::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(work.tx()).await?;
    lock_members(work.tx(), &stated.members).await?;
    replace_members(work.tx(), &[stated], &ids).await
}

/// The newest contact of each of these members, and the newest that was not one of many.
pub async fn newest<C: ConnectionTrait>(
    tx: &C,
    members: &[Uuid],
    newsletter_counts: bool,
) -> Result<Vec<Newest>, Problem> {
    let counts =
        if newsletter_counts { "MAX(i.happened_on)" } else { "MAX(CASE WHEN i.personal THEN i.happened_on END)" };
    let places = placeholders(members.len(), 1);
    let sql = format!(
        "SELECT m.id AS member_id, {counts} AS last, MAX(CASE WHEN i.personal THEN i.happened_on END) AS personal \
         FROM member m LEFT JOIN interaction_member i ON i.member_id = m.id AND i.reached \
         WHERE m.id IN ({places}) GROUP BY m.id"
    );
    let values = members.iter().map(|id| Value::from(*id)).collect();
    Ok(packed::all_of(tx, sql, values, "hex(member_id), last, personal").await?)
}

/// Writes the derived columns of many members at once; rows that are right already are left alone.
pub async fn write_derived<C: ConnectionTrait>(tx: &C, rows: Vec<Derived>) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (0..rows.len()).map(|row| format!("({})", placeholders(4, row * 4 + 1))).collect();
    let sql = format!(
        "UPDATE member SET last_contact_on = v.column2, last_personal_contact_on = v.column3, contact_due_on = v.column4 \
         FROM (VALUES {}) AS v WHERE member.id = v.column1 AND (member.last_contact_on IS DISTINCT FROM v.column2 \
         OR member.last_personal_contact_on IS DISTINCT FROM v.column3 OR member.contact_due_on IS DISTINCT FROM v.column4)",
        places.join(", ")
    );
    let values = rows
        .into_iter()
        .flat_map(|row| [Value::from(row.member_id), row.last.into(), row.personal.into(), row.due.into()]);
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// `$3, $4, $5`: so many places, from this number on.
pub fn placeholders(count: usize, from: usize) -> String {
    (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}
