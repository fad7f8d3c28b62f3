//! The SQL of deliveries and files.

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use platform::{filter::holds, mail};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{delivery, file};
use uuid::Uuid;

use super::schema::{DeliveryCard, DeliveryFilters, DeliveryPage, DeliveryState, KeptFile};

/// Newest first.
pub async fn deliveries<C: ConnectionTrait>(
    db: &C,
    filters: &DeliveryFilters,
    limit: u64,
) -> Result<PageOf<DeliveryCard>, Problem> {
    let question = format!("{:?}:{}", filters.state, filters.q.as_deref().unwrap_or_default());
    let mut query = delivery::Entity::find().order_by_desc(delivery::Column::Id).limit(limit + 1);
    if let Some(state) = filters.state {
        query = query.filter(delivery::Column::State.is_in(words(state).iter().copied()));
    }
    if let Some(q) = filters.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        use delivery::Column as C;
        let written = [C::ToAddress, C::ToName, C::Subject];
        query = query.filter(holds(&written, C::Search, q, db.get_database_backend()));
    }
    if let Some(cursor) = &filters.cursor {
        query = query.filter(delivery::Column::Id.lt(Cursor::<()>::open(cursor, &question)?.id));
    }
    let mut rows = query.all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: rows.into_iter().map(card).collect(), next_cursor, total: None })
}

pub async fn delivery<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<DeliveryPage>, Problem> {
    Ok(delivery::Entity::find_by_id(id).one(db).await?.map(|row| {
        let shown = !row.confidential || row.state == mail::KEPT;
        let content = |text: &str| Some(text.to_owned()).filter(|text| shown && !text.is_empty());
        DeliveryPage {
            confidential: row.confidential,
            html: content(&row.html),
            text: content(&row.text),
            card: card(row),
        }
    }))
}

pub async fn file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<file::Model>, Problem> {
    Ok(file::Entity::find_by_id(id).one(db).await?)
}

pub fn kept_file(row: file::Model) -> KeptFile {
    KeptFile {
        url: format!("/api/v1/files/{}/content", row.id),
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        width: row.width,
        height: row.height,
        public: row.public,
        created_at: row.created_at,
    }
}

/// The ledger's words for a state.
fn words(state: DeliveryState) -> &'static [&'static str] {
    match state {
        DeliveryState::Kept => &[mail::KEPT],
        DeliveryState::Queued => &[mail::QUEUED, mail::SENDING],
        DeliveryState::Sent => &[mail::SENT],
        DeliveryState::Failed => &[mail::FAILED],
        DeliveryState::Uncertain => &[mail::UNCERTAIN],
    }
}

fn state(word: &str) -> DeliveryState {
    [DeliveryState::Kept, DeliveryState::Queued, DeliveryState::Sent, DeliveryState::Uncertain]
        .into_iter()
        .find(|state| words(*state).contains(&word))
        .unwrap_or(DeliveryState::Failed)
}

fn card(row: delivery::Model) -> DeliveryCard {
    let state = state(&row.state);
    DeliveryCard {
        id: row.id,
        purpose: row.purpose,
        to: row.to_address,
        to_name: row.to_name,
        subject: row.subject,
        attempts: row.attempts,
        last_error: row.last_error,
        next_attempt_at: row.next_attempt_at.filter(|_| state == DeliveryState::Queued),
        created_at: row.created_at,
        sent_at: row.sent_at,
        state,
    }
}
