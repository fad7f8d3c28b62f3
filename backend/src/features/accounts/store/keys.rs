//! The SQL of API keys.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{account, api_key, person};
use uuid::Uuid;

use super::super::schema::keys::{KeyCard, KeyMaker};

pub async fn insert<C: ConnectionTrait>(tx: &C, key: api_key::ActiveModel) -> Result<(), Problem> {
    api_key::Entity::insert(key).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn by_id<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<api_key::Model>, Problem> {
    Ok(api_key::Entity::find_by_id(id).one(db).await?)
}

/// A key that is not revoked, by the hash of what was sent.
pub async fn by_hash<C: ConnectionTrait>(db: &C, hash: &str) -> Result<Option<api_key::Model>, Problem> {
    Ok(api_key::Entity::find()
        .filter(api_key::Column::Hash.eq(hash))
        .filter(api_key::Column::RevokedAt.is_null())
        .one(db)
        .await?)
}

pub async fn revoke<C: ConnectionTrait>(tx: &C, id: Uuid, now: DateTime<Utc>) -> Result<bool, Problem> {
    let revoked = api_key::Entity::update_many()
        .set(api_key::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() })
        .filter(api_key::Column::Id.eq(id))
        .filter(api_key::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected == 1)
}

/// Notes the use of a key, unless it was noted less than `step` ago.
pub async fn touch<C: ConnectionTrait>(tx: &C, id: Uuid, now: DateTime<Utc>, step: TimeDelta) -> Result<(), Problem> {
    api_key::Entity::update_many()
        .set(api_key::ActiveModel { last_used_at: Set(Some(now)), ..Default::default() })
        .filter(api_key::Column::Id.eq(id))
        .filter(
            Condition::any()
                .add(api_key::Column::LastUsedAt.is_null())
                .add(api_key::Column::LastUsedAt.lte(now - step)),
        )
        .exec(tx)
        .await?;
    Ok(())
}

/// All keys, the newest first: an instance has a handful.
pub async fn cards<C: ConnectionTrait>(db: &C) -> Result<Vec<KeyCard>, Problem> {
    let rows = api_key::Entity::find()
        .find_also_related(account::Entity)
        .and_also_related(person::Entity)
        .order_by_desc(api_key::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(key, _, person)| {
            let name = person.as_ref().map(super::full_name).unwrap_or_default();
            card(key, name)
        })
        .collect())
}

pub fn card(key: api_key::Model, made_by: String) -> KeyCard {
    KeyCard {
        id: key.id,
        name: key.name,
        prefix: key.prefix,
        scopes: serde_json::from_value(key.scopes).unwrap_or_default(),
        created_at: key.created_at,
        created_by: KeyMaker { account_id: key.created_by, name: made_by },
        last_used_at: key.last_used_at,
        expires_on: key.expires_on,
        revoked_at: key.revoked_at,
    }
}
