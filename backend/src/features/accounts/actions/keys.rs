//! Keys of machines: `mk_<prefix>_<secret>`, 256 bits, told once and kept as SHA-256.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{
    caller::Scope,
    problem::{Problem, say},
};
use platform::{
    Asker, House,
    audit::{Entry, differences},
    secrets::{fingerprint, random_bytes},
};
use serde_json::json;
use tables::api_key;
use uuid::Uuid;

use super::super::{
    schema::keys::{KeyForm, KeyMade},
    store,
};
use crate::features::club;

pub async fn make(house: &House, by: &Asker, form: KeyForm) -> Result<KeyMade, Problem> {
    let me = by.caller.person().cloned().ok_or_else(Problem::unauthenticated)?;
    let name = form.name.trim().to_owned();
    if name.is_empty() {
        let detail = say("Dites à quoi sert cette clé.", "Say what this key is for.");
        return Err(Problem::invalid_field("/name", "accounts.key_name_needed", detail));
    }
    let mut scopes: Vec<Scope> = form.scopes;
    scopes.sort_unstable();
    scopes.dedup();
    let work = house.begin(by).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    if form.expires_on.is_some_and(|day| day < today) {
        let detail = say("Cette date est déjà passée.", "This day is already over.");
        return Err(Problem::invalid_field("/expires_on", "accounts.key_expired", detail));
    }
    let prefix = hex::encode(random_bytes::<6>());
    let secret = format!("mk_{prefix}_{}", URL_SAFE_NO_PAD.encode(random_bytes::<32>()));
    let key = api_key::Model {
        id: kernel::ids::new_id(),
        name,
        prefix,
        hash: fingerprint(&secret),
        scopes: json!(scopes),
        created_by: me.account_id,
        created_at: work.now,
        last_used_at: None,
        expires_on: form.expires_on,
        revoked_at: None,
    };
    store::keys::insert(work.tx(), key.clone().into()).await?;
    let after = json!({"name": key.name, "scopes": key.scopes, "expires_on": key.expires_on});
    let changes = differences(&serde_json::Value::Null, &after);
    work.note(vec![Entry::new("create", "api_key", key.id, &key.name).with(changes)]).await?;
    work.commit().await?;
    Ok(KeyMade { key: store::keys::card(key, me.name), secret })
}

/// Ends a key at once. One that was ended already stays so.
pub async fn revoke(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let key = store::keys::by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    if store::keys::revoke(work.tx(), id, work.now).await? {
        work.note_one("revoke", "api_key", id, &key.name).await?;
        work.commit().await?;
    }
    Ok(())
}
