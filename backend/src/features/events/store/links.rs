//! The SQL of links, of calendars of one's own, and of the survey. Only hashes of tokens are kept.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::secrets::fingerprint;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use tables::{account, calendar_subscription, event_link, survey_answer};
use uuid::Uuid;

use super::CHUNK;

/// What a link is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Invitation(Uuid),
    Registration(Uuid),
}

/// A link that is about to be sent.
pub struct NewLink {
    pub token: String,
    pub event: Uuid,
    pub of: Of,
    pub until: DateTime<Utc>,
}

pub async fn insert<C: ConnectionTrait>(tx: &C, links: &[NewLink]) -> Result<(), Problem> {
    let row = |link: &NewLink| {
        let (invitation_id, registration_id) = match link.of {
            Of::Invitation(id) => (Some(id), None),
            Of::Registration(id) => (None, Some(id)),
        };
        let row = event_link::Model {
            token_hash: fingerprint(&link.token),
            event_id: link.event,
            invitation_id,
            registration_id,
            until_at: link.until,
        };
        row.into_active_model().reset_all()
    };
    for chunk in links.chunks(CHUNK) {
        event_link::Entity::insert_many(chunk.iter().map(row).collect::<Vec<_>>()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The event and what the link is of, if it is good at `now`.
pub async fn find<C: ConnectionTrait>(db: &C, token: &str, now: DateTime<Utc>) -> Result<Option<(Uuid, Of)>, Problem> {
    let link =
        event_link::Entity::find_by_id(fingerprint(token)).filter(event_link::Column::UntilAt.gt(now)).one(db).await?;
    Ok(link.and_then(|link| {
        let of = link.invitation_id.map(Of::Invitation).or(link.registration_id.map(Of::Registration));
        Some((link.event_id, of?))
    }))
}

/// The links of one who gave their place away open nothing any more.
pub async fn forget<C: ConnectionTrait>(tx: &C, registration: Uuid) -> Result<(), Problem> {
    event_link::Entity::delete_many().filter(event_link::Column::RegistrationId.eq(registration)).exec(tx).await?;
    Ok(())
}

/// Takes away the links that were good until this instant.
pub async fn sweep<C: ConnectionTrait>(tx: &C, now: DateTime<Utc>) -> Result<(), Problem> {
    event_link::Entity::delete_many().filter(event_link::Column::UntilAt.lte(now)).exec(tx).await?;
    Ok(())
}

/// The account whose calendar this token opens.
pub async fn subscriber<C: ConnectionTrait>(db: &C, token: &str) -> Result<Option<account::Model>, Problem> {
    let known = calendar_subscription::Entity::find()
        .filter(calendar_subscription::Column::TokenHash.eq(fingerprint(token)))
        .one(db)
        .await?;
    let Some(known) = known else { return Ok(None) };
    let account = account::Entity::find_by_id(known.account_id).filter(account::Column::DisabledAt.is_null());
    Ok(account.one(db).await?)
}

pub async fn subscription<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
) -> Result<Option<calendar_subscription::Model>, Problem> {
    Ok(calendar_subscription::Entity::find_by_id(account).one(db).await?)
}

/// A calendar of one's own, in the place of the one there was.
pub async fn subscribe<C: ConnectionTrait>(
    tx: &C,
    account: Uuid,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    unsubscribe(tx, account).await?;
    let row = calendar_subscription::Model { account_id: account, token_hash: fingerprint(token), created_at: now };
    calendar_subscription::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn unsubscribe<C: ConnectionTrait>(tx: &C, account: Uuid) -> Result<(), Problem> {
    calendar_subscription::Entity::delete_by_id(account).exec(tx).await?;
    Ok(())
}

pub async fn answered<C: ConnectionTrait>(db: &C, registration: Uuid) -> Result<bool, Problem> {
    Ok(survey_answer::Entity::find_by_id(registration).one(db).await?.is_some())
}

pub async fn put_answer<C: ConnectionTrait>(tx: &C, row: survey_answer::Model) -> Result<(), Problem> {
    survey_answer::Entity::delete_by_id(row.registration_id).exec(tx).await?;
    survey_answer::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// What those who came to an event answered, the first first.
pub async fn answers<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Vec<survey_answer::Model>, Problem> {
    Ok(survey_answer::Entity::find()
        .filter(survey_answer::Column::EventId.eq(event))
        .order_by_asc(survey_answer::Column::AnsweredAt)
        .all(db)
        .await?)
}

/// The organisations that the holder of an account acts for.
pub async fn organisations<C: ConnectionTrait>(db: &C, account: Uuid) -> Result<Vec<Uuid>, Problem> {
    use tables::steward;
    let rows = steward::Entity::find().filter(steward::Column::AccountId.eq(account)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}
