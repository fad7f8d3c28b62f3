//! Who holds this token? Answered from the database at each request, so that ending a session, disabling an account,
//! changing a role or revoking a key works at once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::{Caller, Machine},
    problem::Problem,
};
use platform::{House, secrets::fingerprint};
use uuid::Uuid;

use super::{store, tokens::Keyring};
use crate::features::club;

/// How exactly a key's last use is known.
const TOUCH: TimeDelta = TimeDelta::minutes(1);

/// The caller behind a bearer token; `Anyone` when it is no good.
pub async fn identify(house: &House, token: &str) -> Result<Caller, Problem> {
    if token.starts_with("mk_") {
        return machine(house, token).await;
    }
    let keyring = Keyring::of(house).await?;
    let now = house.now();
    let Some(claims) = keyring.check(house, token, now) else { return Ok(Caller::Anyone) };
    let holder = store::sessions::holder(&house.db.read, claims.sid, claims.sub, now).await?;
    Ok(holder.map_or(Caller::Anyone, Caller::Person))
}

async fn machine(house: &House, token: &str) -> Result<Caller, Problem> {
    let db = &house.db.read;
    let Some(key) = store::keys::by_hash(db, &fingerprint(token)).await? else { return Ok(Caller::Anyone) };
    if let Some(last_day) = key.expires_on
        && club::settings(db).await?.today(house.now()) > last_day
    {
        return Ok(Caller::Anyone);
    }
    note_use(house, key.id, key.last_used_at);
    let scopes = serde_json::from_value(key.scopes).map_err(Problem::bug)?;
    Ok(Caller::Machine(Machine { key_id: key.id, name: key.name, scopes }))
}

/// When this process last wrote each key's use: of many requests at once, one writes.
#[derive(Default)]
struct Noted(Mutex<HashMap<Uuid, DateTime<Utc>>>);

impl Noted {
    fn is_due(&self, key: Uuid, known: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let last = known.max(noted.get(&key).copied());
        let due = last.is_none_or(|last| now - last >= TOUCH);
        if due {
            noted.insert(key, now);
        }
        due
    }
}

/// Writes the use of a key beside the request, which does not wait for it.
fn note_use(house: &House, key: Uuid, known: Option<DateTime<Utc>>) {
    let now = house.now();
    let noted: Arc<Noted> = house.memo.get().unwrap_or_else(|| house.memo.keep(Noted::default()));
    if !noted.is_due(key, known, now) {
        return;
    }
    let house = house.clone();
    tokio::spawn(async move {
        let written = async {
            let tx = house.db.begin().await?;
            store::keys::touch(&tx, key, now, TOUCH).await?;
            tx.commit().await.map_err(Problem::from)
        };
        if let Err(problem) = written.await {
            tracing::warn!(%problem, "the use of an API key could not be noted");
            platform::causes::note(&problem);
        }
    });
}
