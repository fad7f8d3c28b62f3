//! What the public agenda is made of, read at one instant.

use std::collections::HashMap;

use kernel::{problem::Problem, trade::EventState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{event, event_file, member, registration, venue};
use uuid::Uuid;

use super::super::schema::{EventFile, EventFileKind, EventRef};

/// All that was ever published.
pub async fn events<C: ConnectionTrait>(db: &C) -> Result<Vec<event::Model>, Problem> {
    Ok(event::Entity::find()
        .filter(event::Column::State.ne(EventState::Draft))
        .order_by_asc(event::Column::StartsAt)
        .order_by_asc(event::Column::Id)
        .all(db)
        .await?)
}

/// The organisations with somebody present at these events, by name.
pub async fn members_present<C: ConnectionTrait>(
    db: &C,
    events: &[Uuid],
) -> Result<HashMap<Uuid, Vec<EventRef>>, Problem> {
    let rows: Vec<(Uuid, String, Uuid, String)> = registration::Entity::find()
        .select_only()
        .distinct()
        .column(registration::Column::EventId)
        .column(member::Column::NameKey)
        .column(member::Column::Id)
        .column(member::Column::Name)
        .inner_join(member::Entity)
        .filter(registration::Column::EventId.is_in(events.iter().copied()))
        .filter(registration::Column::AttendedAt.is_not_null())
        .order_by_asc(member::Column::NameKey)
        .order_by_asc(member::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<EventRef>> = HashMap::new();
    for (event, _, id, name) in rows {
        all.entry(event).or_default().push(EventRef { id, name });
    }
    Ok(all)
}

pub async fn venues<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, venue::Model>, Problem> {
    Ok(venue::Entity::find().all(db).await?.into_iter().map(|row| (row.id, row)).collect())
}

pub async fn files<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, Vec<EventFile>>, Problem> {
    let rows = event_file::Entity::find().order_by_asc(event_file::Column::Position).all(db).await?;
    let mut all: HashMap<Uuid, Vec<EventFile>> = HashMap::new();
    for row in rows {
        let file = EventFile { file_id: row.file_id, kind: EventFileKind::parse(&row.kind), label: row.label };
        all.entry(row.event_id).or_default().push(file);
    }
    Ok(all)
}
