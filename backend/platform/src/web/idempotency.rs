//! `Idempotency-Key` on POST (draft-ietf-httpapi-idempotency-key-header): the same key and body give the same answer,
//! for 24 hours; another body is 422; while the first runs, 409.
//!
//! The record is marked in the transaction of the change itself. If the process dies after that commit and before its
//! answer was kept, the repetition is told that the request was carried out: it is never carried out twice. Each who
//! takes over has a number of their own (`Turn`), so that of a slow first and an impatient second one commits.

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
    web,
};
use chrono::TimeDelta;
use kernel::problem::{Problem, say};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use sha2::{Digest, Sha256};
use tables::idempotency;

use super::{
    body::{collect, limit_of},
    contract::MethodTable,
    problem::{Refused, refuse_early},
};
use crate::{
    asker::{Asker, Turn},
    causes,
    house::House,
};

const RUNNING: &str = "running";
const CARRIED_OUT: &str = "carried_out";
const ANSWERED: &str = "answered";
const KEPT_HOURS: i64 = 24;
/// After this long a request that never answered is taken for dead. One that lives all the same loses its turn.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// The middleware. It stands inside authentication: keys belong to callers.
pub async fn keep(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let key = req.headers().get("idempotency-key").map(read_key);
    let asker = req.extensions().get::<Asker>().cloned();
    let house = req.app_data::<web::Data<House>>().map(|data| data.get_ref().clone());
    let (Some(key), Some(asker), Some(house)) = (key, asker, house) else {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    };
    if req.method() != Method::POST || asker.caller.is_anyone() {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    }
    let key = match key {
        Ok(key) => key,
        Err(problem) => return Ok(refuse_early(req, problem)),
    };
    // Read before the guard: only an operation that takes much may be sent a large body.
    let limit = limit_of(req.app_data::<web::Data<MethodTable>>(), req.path());
    let body = match collect(&mut req.take_payload(), limit).await {
        Ok(body) => body,
        Err(problem) => return Ok(refuse_early(req, problem)),
    };
    let media = req.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let fingerprint = fingerprint(req.method(), req.query_string(), media, &body);
    let claimed = claim(&house, &asker, req.path(), &key, &fingerprint).await;
    let turn = match claimed {
        Ok(Claimed::First(turn)) => turn,
        Ok(Claimed::Again(response)) => return Ok(ServiceResponse::new(req.into_parts().0, response)),
        Err(problem) => return Ok(refuse_early(req, problem)),
    };
    req.set_payload(Payload::from(web::Bytes::from(body)));
    req.extensions_mut().insert(Asker { idempotency: Some(turn), ..asker });
    let response = next.call(req).await?;
    if !response.status().is_success() {
        // Passed on whole: `trace` writes the problem from the error that the response carries.
        if let Err(problem) = give_up(&house, turn).await {
            tracing::error!(%problem, "an idempotency record could not be freed");
            causes::note(&problem);
        }
        return Ok(response.map_into_boxed_body());
    }
    let (http, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let bytes = to_bytes(body).await.map_err(|error| Error::from(Refused(Problem::bug(error.into()))))?;
    if let Err(problem) = settle(&house, turn, response.status(), response.headers(), &bytes).await {
        tracing::error!(%problem, "an idempotent answer could not be kept");
        causes::note(&problem);
    }
    Ok(ServiceResponse::new(http, response.set_body(bytes).map_into_boxed_body()))
}

/// 1 to 200 printable ASCII characters, in quotes or not.
fn read_key(value: &header::HeaderValue) -> Result<String, Problem> {
    let key = value.to_str().ok().map(|key| key.trim_matches('"').to_owned());
    key.filter(|key| (1..=200).contains(&key.len())).ok_or_else(|| {
        Problem::malformed(
            "house.bad_idempotency_key",
            say(
                "Idempotency-Key doit compter de 1 à 200 caractères ASCII.",
                "Idempotency-Key must have 1 to 200 ASCII characters.",
            ),
        )
    })
}

/// What makes two requests the same: method, query and body. The boundary of a form is drawn anew at each try, so it
/// is left out.
fn fingerprint(method: &Method, query: &str, media: &str, body: &[u8]) -> String {
    let mut hasher = Sha256::new();
    let mut add = |part: &[u8]| {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    };
    add(method.as_str().as_bytes());
    add(query.as_bytes());
    match boundary(media) {
        Some(boundary) => {
            let mut rest = body;
            while let Some(at) = rest.windows(boundary.len()).position(|window| window == boundary.as_bytes()) {
                add(&rest[..at]);
                rest = &rest[at + boundary.len()..];
            }
            add(rest);
        }
        None => add(body),
    }
    hex::encode(hasher.finalize())
}

/// The boundary of a `multipart/form-data` body.
fn boundary(media: &str) -> Option<&str> {
    let (kind, parameters) = media.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let given = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    });
    given.filter(|boundary| !boundary.is_empty())
}

fn still_running(wait: TimeDelta) -> Problem {
    Problem::conflict(
        "house.still_running",
        say("La même demande est en cours d’exécution.", "The same request is being carried out."),
    )
    .retry_in(u32::try_from(wait.num_seconds()).unwrap_or(0).max(1))
}

fn already_carried_out() -> Problem {
    Problem::conflict(
        "house.already_carried_out",
        say(
            "Cette demande a déjà été exécutée, mais sa réponse s’est perdue. Consultez le résultat avant d’en envoyer une autre.",
            "This request was already carried out, but its answer was lost. Look at the result before sending another.",
        ),
    )
}

enum Claimed {
    First(Turn),
    Again(HttpResponse),
}

async fn claim(house: &House, asker: &Asker, route: &str, key: &str, fingerprint: &str) -> Result<Claimed, Problem> {
    let (kind, caller_id, _) = asker.caller.signature();
    let caller = format!("{kind}:{}", caller_id.map(|id| id.to_string()).unwrap_or_default());
    let now = house.now();
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many().filter(idempotency::Column::ExpiresAt.lt(now)).exec(&tx).await?;
    let first = Turn { record: kernel::ids::new_id(), number: 1 };
    let made = idempotency::Entity::insert(idempotency::ActiveModel {
        id: Set(first.record),
        caller: Set(caller.clone()),
        route: Set(route.to_owned()),
        key: Set(key.to_owned()),
        fingerprint: Set(fingerprint.to_owned()),
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
        .filter(idempotency::Column::Caller.eq(&caller))
        .filter(idempotency::Column::Route.eq(route))
        .filter(idempotency::Column::Key.eq(key))
        .one(&tx)
        .await?
        // Given up between the two looks: free in a moment.
        .ok_or_else(|| still_running(TimeDelta::seconds(1)))?;
    if known.fingerprint != fingerprint {
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
async fn settle(
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
async fn give_up(house: &House, turn: Turn) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many()
        .filter(is_turn(turn))
        .filter(idempotency::Column::State.eq(RUNNING))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The key that an operation with outside effects demands; 400 without.
pub fn demanded(by: &Asker) -> Result<(), Problem> {
    if by.idempotency.is_some() || !matches!(by.way, crate::asker::Way::Screen | crate::asker::Way::Api) {
        return Ok(());
    }
    Err(Problem::malformed(
        "house.idempotency_key_needed",
        say(
            "Cette action demande un en-tête Idempotency-Key, pour ne jamais être exécutée deux fois.",
            "This action needs an Idempotency-Key header, so that it is never carried out twice.",
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_of_a_form_does_not_make_another_request() {
        let form = |boundary: &str, content: &str, query: &str| {
            let body = format!("--{boundary}\r\nname=\"file\"\r\n\r\n{content}\r\n--{boundary}--\r\n");
            let media = format!("multipart/form-data; charset=utf-8; boundary=\"{boundary}\"");
            fingerprint(&Method::POST, query, &media, body.as_bytes())
        };
        assert_eq!(form("one", "a", ""), form("another", "a", ""));
        assert_ne!(form("one", "a", ""), form("one", "b", ""));
        assert_ne!(form("one", "a", ""), form("one", "a", "public=true"));
    }

    #[test]
    fn a_key_that_can_not_be_read_is_refused_and_not_passed_over() {
        let read = |bytes: &[u8]| read_key(&header::HeaderValue::from_bytes(bytes).unwrap());
        assert_eq!(read(b"\"k1\"").unwrap(), "k1");
        for wrong in ["clé".as_bytes(), b"", "x".repeat(201).as_bytes()] {
            assert_eq!(read(wrong).unwrap_err().code(), "house.bad_idempotency_key");
        }
    }
}
