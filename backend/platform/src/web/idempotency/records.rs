//! The records of requests under a key: begun, carried out, answered.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use chrono::TimeDelta;
use kernel::problem::{Problem, say};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use tables::idempotency;

use super::{already_carried_out, still_running, under_key::UnderKey};
use crate::{asker::Turn, house::House};

const RUNNING: &str = "running";
const CARRIED_OUT: &str = "carried_out";
const ANSWERED: &str = "answered";
const KEPT_HOURS: i64 = 24;
/// After this long a request that never answered is taken for dead. One that lives all the same loses its turn.
const LEASE: TimeDelta = TimeDelta::minutes(2);

pub enum Claimed {
    First(Turn),
    /// It was answered before, so.
    Again(HttpResponse),
}

pub async fn claim(house: &House, asked: &UnderKey) -> Result<Claimed, Problem> {
    let now = house.now();
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many().filter(idempotency::Column::ExpiresAt.lt(now)).exec(&tx).await?;
    let first = Turn { record: kernel::ids::new_id(), number: 1 };
    let made = idempotency::Entity::insert(idempotency::ActiveModel {
        id: Set(first.record),
        caller: Set(asked.caller.clone()),
        route: Set(asked.route.clone()),
        key: Set(asked.key.clone()),
        fingerprint: Set(asked.fingerprint.clone()),
        state: Set(RUNNING.to_owned()),
        created_at: Set(now),
        lease_until: Set(now + LEASE),
        turn: Set(first.number),
        expires_at: Set(now + TimeDelta::hours(KEPT_HOURS)),
        ..Default::default()
    })
    .on_conflict(
        OnConflict::columns([idempotency::Column::Caller, idempotency::Column::Route, idempotency::Column::Key])
            .do_nothing()
            .to_owned(),
    )
    .exec_without_returning(&tx)
    .await?;
    if made == 1 {
        tx.commit().await?;
        return Ok(Claimed::First(first));
    }
    let known = idempotency::Entity::find()
        .filter(is_of(asked))
        .one(&tx)
        .await?
        // Given up between the two looks: free in a moment.
        .ok_or_else(|| still_running(TimeDelta::seconds(1)))?;
    if known.fingerprint != asked.fingerprint {
        return Err(Problem::new(
            422,
            "house.idempotency_key_reused",
            say(
                "Cette Idempotency-Key a déjà servi pour un autre contenu.",
                "This Idempotency-Key was already used for other content.",
            ),
        ));
    }
    match known.state.as_str() {
        ANSWERED => return Ok(Claimed::Again(replay(&known))),
        // The answer may be on its way; past the lease it is lost for good.
        CARRIED_OUT => return Err(already_carried_out()),
        _ if known.lease_until > now => return Err(still_running(known.lease_until - now)),
        _ => {}
    }
    let next = Turn { record: known.id, number: known.turn + 1 };
    let taken = idempotency::Entity::update_many()
        .set(idempotency::ActiveModel { lease_until: Set(now + LEASE), turn: Set(next.number), ..Default::default() })
        .filter(is_turn(Turn { record: known.id, number: known.turn }))
        .filter(idempotency::Column::State.eq(RUNNING))
        .exec(&tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(still_running(LEASE));
    }
    tx.commit().await?;
    Ok(Claimed::First(next))
}

/// What this very request was answered, if it was.
pub async fn answered(house: &House, asked: &UnderKey) -> Result<Option<HttpResponse>, Problem> {
    let known = idempotency::Entity::find()
        .filter(is_of(asked))
        .filter(idempotency::Column::Fingerprint.eq(&asked.fingerprint))
        .filter(idempotency::Column::State.eq(ANSWERED))
        .filter(idempotency::Column::ExpiresAt.gte(house.now()))
        .one(&house.db.read)
        .await?;
    Ok(known.as_ref().map(replay))
}

/// The record of this key.
fn is_of(asked: &UnderKey) -> Condition {
    Condition::all()
        .add(idempotency::Column::Caller.eq(&asked.caller))
        .add(idempotency::Column::Route.eq(&asked.route))
        .add(idempotency::Column::Key.eq(&asked.key))
}

/// The record while this turn has it.
fn is_turn(turn: Turn) -> Condition {
    Condition::all().add(idempotency::Column::Id.eq(turn.record)).add(idempotency::Column::Turn.eq(turn.number))
}

fn replay(known: &idempotency::Model) -> HttpResponse {
    let status = known.status.and_then(|code| StatusCode::from_u16(code as u16).ok()).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    for (name, value) in known.headers.as_ref().and_then(|headers| headers.as_object()).into_iter().flatten() {
        if let Some(value) = value.as_str() {
            response.insert_header((name.as_str(), value));
        }
    }
    response.insert_header(("idempotent-replayed", "true"));
    response.body(known.body.clone().unwrap_or_default())
}

/// Called by the unit of work, inside its transaction: 409 when the turn went to another meanwhile, or was freed, and
/// nothing of this work comes to be.
pub(crate) async fn mark_carried_out<C: ConnectionTrait>(tx: &C, turn: Turn) -> Result<(), Problem> {
    let marked = idempotency::Entity::update_many()
        .set(idempotency::ActiveModel { state: Set(CARRIED_OUT.to_owned()), ..Default::default() })
        .filter(is_turn(turn))
        .filter(idempotency::Column::State.is_in([RUNNING, CARRIED_OUT]))
        .exec(tx)
        .await?;
    if marked.rows_affected == 1 {
        return Ok(());
    }
    let now_is = idempotency::Entity::find_by_id(turn.record).one(tx).await?;
    Err(match now_is {
        // Freed: whoever sends it again carries it out.
        None => still_running(TimeDelta::seconds(1)),
        Some(record) if record.state == RUNNING => still_running(LEASE),
        Some(_) => already_carried_out(),
    })
}

/// Frees what a process that died was carrying out, at the start of the only process that serves.
pub async fn free_unfinished(house: &House) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many().filter(idempotency::Column::State.eq(RUNNING)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a success, unless it is `no-store`: a secret that is shown once is not kept here either, and a repetition is
/// told that the request was carried out.
pub async fn settle(
    house: &House,
    turn: Turn,
    status: StatusCode,
    headers: &header::HeaderMap,
    body: &[u8],
) -> Result<(), Problem> {
    if !body.is_empty() && headers.get(header::CACHE_CONTROL).is_some_and(|value| value.as_bytes() == b"no-store") {
        return Ok(());
    }
    let kept: serde_json::Map<String, serde_json::Value> = [header::CONTENT_TYPE, header::LOCATION, header::ETAG]
        .into_iter()
        .filter_map(|name| Some((name.to_string(), headers.get(&name)?.to_str().ok()?.into())))
        .collect();
    let tx = house.db.begin().await?;
    idempotency::Entity::update_many()
        .set(idempotency::ActiveModel {
            state: Set(ANSWERED.to_owned()),
            status: Set(Some(i64::from(status.as_u16()))),
            headers: Set(Some(kept.into())),
            body: Set(Some(body.to_vec())),
            ..Default::default()
        })
        .filter(is_turn(turn))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// A refusal changed nothing, so the same key may try again, even with another body.
pub async fn give_up(house: &House, turn: Turn) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many()
        .filter(is_turn(turn))
        .filter(idempotency::Column::State.eq(RUNNING))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
