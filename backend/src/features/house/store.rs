//! The SQL of deliveries and files.

pub mod jobs;
pub mod people;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::{Language, Problem},
};
use platform::{
    filter::holds,
    mail::{self, Stop},
    secrets::Vault,
    web::Ability,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{delivery, file};
use uuid::Uuid;

use super::schema::{DeliveryCard, DeliveryFilters, DeliveryPage, DeliveryState, DeliveryTrouble, KeptFile};

/// Newest first.
pub async fn deliveries<C: ConnectionTrait>(
    vault: &Vault,
    db: &C,
    filters: &DeliveryFilters,
    limit: u64,
    language: Language,
) -> Result<PageOf<DeliveryCard>, Problem> {
    let question = format!("{:?}:{:?}:{}", filters.state, filters.purpose, filters.q.as_deref().unwrap_or_default());
    let mut query = delivery::Entity::find().order_by_desc(delivery::Column::Id).limit(limit + 1);
    if let Some(state) = filters.state {
        query = query.filter(delivery::Column::State.is_in(words(state).iter().copied()));
    }
    if let Some(purpose) = &filters.purpose {
        query = query.filter(delivery::Column::Purpose.eq(purpose));
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
    let addresses: Vec<String> = rows.iter().map(|row| row.to_address.clone()).collect();
    let stops = mail::stops(vault, db, addresses.iter().map(String::as_str)).await?;
    let cards = rows.into_iter().map(|row| {
        let stop = stops.get(row.to_address.as_str()).copied();
        card(row, stop, language)
    });
    Ok(PageOf { items: cards.collect(), next_cursor, total: None })
}

pub async fn delivery<C: ConnectionTrait>(
    vault: &Vault,
    db: &C,
    id: Uuid,
    language: Language,
) -> Result<Option<DeliveryPage>, Problem> {
    let Some(row) = delivery_row(db, id).await? else { return Ok(None) };
    let address = row.to_address.clone();
    let stop = mail::stops(vault, db, [address.as_str()]).await?.get(address.as_str()).copied();
    let shown = !row.confidential || row.state == mail::KEPT;
    let content = |text: &str| Some(text.to_owned()).filter(|text| shown && !text.is_empty());
    Ok(Some(DeliveryPage {
        confidential: row.confidential,
        html: content(&row.html),
        text: content(&row.text),
        card: card(row, stop, language),
    }))
}

pub async fn delivery_row<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<delivery::Model>, Problem> {
    Ok(delivery::Entity::find_by_id(id).one(db).await?)
}

/// What failed since then, and what waits because the relay did not take it; the oldest first.
pub async fn deliveries_to_retry<C: ConnectionTrait>(
    db: &C,
    since: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<delivery::Model>, Problem> {
    let failed =
        Condition::all().add(delivery::Column::State.eq(mail::FAILED)).add(delivery::Column::FailedAt.gte(since));
    let held_up =
        Condition::all().add(delivery::Column::State.eq(mail::QUEUED)).add(delivery::Column::LastError.is_not_null());
    Ok(delivery::Entity::find()
        .filter(Condition::any().add(failed).add(held_up))
        .order_by_asc(delivery::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
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
        DeliveryState::Suppressed => &[mail::SUPPRESSED],
    }
}

fn state(word: &str) -> DeliveryState {
    use DeliveryState::{Failed, Kept, Queued, Sent, Suppressed, Uncertain};
    [Kept, Queued, Sent, Uncertain, Suppressed]
        .into_iter()
        .find(|state| words(*state).contains(&word))
        .unwrap_or(Failed)
}

fn card(row: delivery::Model, stop: Option<Stop>, language: Language) -> DeliveryCard {
    let state = state(&row.state);
    let trouble = mail::trouble(&row.state, row.last_error.as_deref());
    DeliveryCard {
        abilities: BTreeMap::from([("retry", Ability::of(&mail::may_send_again(&row, stop), language))]),
        trouble: trouble
            .map(|reason| DeliveryTrouble { reason, detail: reason.said().in_language(language).to_owned() }),
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
