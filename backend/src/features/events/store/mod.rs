//! The SQL of events and of what belongs to them.

pub mod invitations;
pub mod links;
pub mod mine;
pub mod places;
pub mod published;
pub mod registrations;
pub mod years;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{
    problem::Problem,
    trade::{EventKind, EventState, RegistrationState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use tables::{event, event_equipment, event_file, event_member, event_topic, file, member, registration, topic};
use uuid::Uuid;

use super::schema::{Booking, EventCounts, EventFile, EventFileKind, EventRef};

/// Rows per statement.
pub const CHUNK: usize = 500;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<event::Model>, Problem> {
    Ok(event::Entity::find_by_id(id).one(db).await?)
}

/// The row, held until the end of the transaction: whoever takes a seat takes it alone.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<event::Model, Problem> {
    held(tx, id).await?.ok_or_else(Problem::not_found)
}

/// The same for whoever has nothing to do where it is gone.
pub async fn held<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<event::Model>, Problem> {
    Ok(event::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: event::Model) -> Result<(), Problem> {
    event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: event::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub async fn delete<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    event::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Which events, from where on.
#[derive(Debug, Default)]
pub struct Wanted {
    pub states: Vec<EventState>,
    pub kind: Option<EventKind>,
    pub ends_from: Option<DateTime<Utc>>,
    pub begins_before: Option<DateTime<Utc>>,
    pub topic: Option<Uuid>,
    pub proposed: Option<bool>,
    pub latest_first: bool,
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

pub async fn list<C: ConnectionTrait>(db: &C, wanted: &Wanted, limit: u64) -> Result<Vec<event::Model>, Problem> {
    use event::Column as C;
    let mut query = event::Entity::find().filter(C::State.is_in(wanted.states.iter().copied()));
    if let Some(kind) = wanted.kind {
        query = query.filter(C::Kind.eq(kind));
    }
    if let Some(from) = wanted.ends_from {
        query = query.filter(C::EndsAt.gte(from));
    }
    if let Some(before) = wanted.begins_before {
        query = query.filter(C::StartsAt.lt(before));
    }
    if let Some(topic) = wanted.topic {
        let about = event_topic::Entity::find()
            .select_only()
            .column(event_topic::Column::EventId)
            .filter(event_topic::Column::TopicId.eq(topic))
            .into_query();
        query = query.filter(C::Id.in_subquery(about));
    }
    if let Some(proposed) = wanted.proposed {
        query = query.filter(C::Proposed.eq(proposed));
    }
    if let Some((at, id)) = wanted.after {
        let same = Condition::all().add(C::StartsAt.eq(at));
        let later = match wanted.latest_first {
            true => Condition::any().add(C::StartsAt.lt(at)).add(same.add(C::Id.lt(id))),
            false => Condition::any().add(C::StartsAt.gt(at)).add(same.add(C::Id.gt(id))),
        };
        query = query.filter(later);
    }
    let query = match wanted.latest_first {
        true => query.order_by_desc(C::StartsAt).order_by_desc(C::Id),
        false => query.order_by_asc(C::StartsAt).order_by_asc(C::Id),
    };
    Ok(query.limit(limit).all(db).await?)
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    event_id: Uuid,
    state: RegistrationState,
    how_many: i64,
    attended: i64,
}

/// How many people stand where, by event; `free` is left to whoever knows the capacity.
pub async fn counts<C: ConnectionTrait>(db: &C, events: &[Uuid]) -> Result<HashMap<Uuid, EventCounts>, Problem> {
    use registration::Column as C;
    let rows: Vec<Counted> = registration::Entity::find()
        .select_only()
        .column(C::EventId)
        .column(C::State)
        .column_as(C::Id.count(), "how_many")
        .column_as(C::AttendedAt.count(), "attended")
        .filter(C::EventId.is_in(events.iter().copied()))
        .filter(C::State.ne(RegistrationState::Left))
        .group_by(C::EventId)
        .group_by(C::State)
        .into_model::<Counted>()
        .all(db)
        .await?;
    let mut counts: HashMap<Uuid, EventCounts> = HashMap::new();
    for row in rows {
        let of = counts.entry(row.event_id).or_default();
        of.attended += row.attended;
        match row.state {
            RegistrationState::Registered => of.registered = row.how_many,
            RegistrationState::Offered => of.offered = row.how_many,
            RegistrationState::Waiting => of.waiting = row.how_many,
            RegistrationState::Left => {}
        }
    }
    Ok(counts)
}

/// What these events are about, in the order of the club's topics.
pub async fn topics<C: ConnectionTrait>(db: &C, events: &[Uuid]) -> Result<HashMap<Uuid, Vec<EventRef>>, Problem> {
    let rows = event_topic::Entity::find()
        .find_also_related(topic::Entity)
        .filter(event_topic::Column::EventId.is_in(events.iter().copied()))
        .order_by_asc(topic::Column::Position)
        .order_by_asc(topic::Column::Id)
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<EventRef>> = HashMap::new();
    for (of, topic) in rows {
        all.entry(of.event_id).or_default().extend(topic.map(|topic| EventRef { id: topic.id, name: topic.name }));
    }
    Ok(all)
}

/// The members that organise these events with the club, by name.
pub async fn with_members<C: ConnectionTrait>(
    db: &C,
    events: &[Uuid],
) -> Result<HashMap<Uuid, Vec<EventRef>>, Problem> {
    let rows = event_member::Entity::find()
        .find_also_related(member::Entity)
        .filter(event_member::Column::EventId.is_in(events.iter().copied()))
        .order_by_asc(member::Column::NameKey)
        .order_by_asc(member::Column::Id)
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<EventRef>> = HashMap::new();
    for (of, member) in rows {
        all.entry(of.event_id).or_default().extend(member.map(|member| EventRef { id: member.id, name: member.name }));
    }
    Ok(all)
}

/// The files of an event, in their order.
pub async fn files<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Vec<EventFile>, Problem> {
    let rows = event_file::Entity::find()
        .filter(event_file::Column::EventId.eq(event))
        .order_by_asc(event_file::Column::Position)
        .all(db)
        .await?;
    let told = |row: event_file::Model| EventFile {
        file_id: row.file_id,
        kind: EventFileKind::parse(&row.kind),
        label: row.label,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Of these ids, how many are topics of the club.
pub async fn known_topics<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<usize, Problem> {
    let found = topic::Entity::find().filter(topic::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(found.len())
}

/// Of these ids, how many are files that are kept.
pub async fn known_files<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<usize, Problem> {
    let found = file::Entity::find().filter(file::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(found.len())
}

pub async fn put_topics<C: ConnectionTrait>(tx: &C, event: Uuid, ids: &[Uuid]) -> Result<(), Problem> {
    event_topic::Entity::delete_many().filter(event_topic::Column::EventId.eq(event)).exec(tx).await?;
    let rows = ids.iter().map(|id| event_topic::ActiveModel { event_id: Set(event), topic_id: Set(*id) });
    event_topic::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn put_members<C: ConnectionTrait>(tx: &C, event: Uuid, ids: &[Uuid]) -> Result<(), Problem> {
    event_member::Entity::delete_many().filter(event_member::Column::EventId.eq(event)).exec(tx).await?;
    let rows = ids.iter().map(|id| event_member::ActiveModel { event_id: Set(event), member_id: Set(*id) });
    event_member::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn put_files<C: ConnectionTrait>(tx: &C, event: Uuid, files: &[EventFile]) -> Result<(), Problem> {
    event_file::Entity::delete_many().filter(event_file::Column::EventId.eq(event)).exec(tx).await?;
    let rows = (0_i64..).zip(files).map(|(position, file)| event_file::ActiveModel {
        event_id: Set(event),
        file_id: Set(file.file_id),
        kind: Set(file.kind.as_str().to_owned()),
        label: Set(file.label.trim().to_owned()),
        position: Set(position),
    });
    event_file::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn put_equipment<C: ConnectionTrait>(tx: &C, event: Uuid, booked: &[Booking]) -> Result<(), Problem> {
    event_equipment::Entity::delete_many().filter(event_equipment::Column::EventId.eq(event)).exec(tx).await?;
    let rows = booked.iter().map(|one| event_equipment::ActiveModel {
        event_id: Set(event),
        equipment_id: Set(one.equipment_id),
        quantity: Set(one.quantity),
    });
    event_equipment::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes how many seats are taken: nothing else of the event is another.
pub async fn put_seats<C: ConnectionTrait>(tx: &C, row: &event::Model) -> Result<(), Problem> {
    event::Entity::update_many()
        .col_expr(event::Column::Taken, Expr::value(row.taken))
        .col_expr(event::Column::Overbooked, Expr::value(row.overbooked))
        .filter(event::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Those that begin in this time, the next first.
pub async fn published_between<C: ConnectionTrait>(
    db: &C,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<event::Model>, Problem> {
    Ok(event::Entity::find()
        .filter(event::Column::State.eq(EventState::Published))
        .filter(event::Column::StartsAt.gt(from))
        .filter(event::Column::StartsAt.lte(to))
        .order_by_asc(event::Column::StartsAt)
        .all(db)
        .await?)
}
