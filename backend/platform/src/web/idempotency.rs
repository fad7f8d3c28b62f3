//! `Idempotency-Key` on POST (draft-ietf-httpapi-idempotency-key-header): the same key and body give the same answer,
//! for 24 hours; another body is 422; while the first runs, 409.
//!
//! The record is marked in the transaction of the change itself. If the process dies after that commit and before its
//! answer was kept, the repetition is told that the request was carried out: it is never carried out twice.

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
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use tables::idempotency;
use uuid::Uuid;

use super::{
    body::collect,
    problem::{Refused, refuse_early},
};
use crate::{asker::Asker, house::House};

/// Uploads pass here too.
const LIMIT: usize = 32 * 1024 * 1024;
const KEPT_HOURS: i64 = 24;
/// After this long a request that never answered is taken for dead.
const RUNNING_MINUTES: i64 = 10;

/// The middleware. It stands inside authentication: keys belong to callers.
pub async fn keep(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let key = req
        .headers()
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .map(|key| key.trim_matches('"').to_owned());
    let asker = req.extensions().get::<Asker>().cloned();
    let house = req.app_data::<web::Data<House>>().map(|data| data.get_ref().clone());
    let (Some(key), Some(asker), Some(house)) = (key, asker, house) else {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    };
    if req.method() != Method::POST || asker.caller.is_anyone() {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    }
    let body = match collect(&mut req.take_payload(), LIMIT).await {
        Ok(body) => body,
        Err(problem) => return Ok(refuse_early(req, problem)),
    };
    let fingerprint = hex::encode(Sha256::digest(&body));
    let claimed = claim(&house, &asker, req.path(), &key, &fingerprint).await;
    let id = match claimed {
        Ok(Claimed::First(id)) => id,
        Ok(Claimed::Again(response)) => return Ok(ServiceResponse::new(req.into_parts().0, response)),
        Err(problem) => return Ok(refuse_early(req, problem)),
    };
    req.set_payload(Payload::from(web::Bytes::from(body)));
    req.extensions_mut().insert(Asker { idempotency: Some(id), ..asker });
    let response = next.call(req).await?;
    if !response.status().is_success() {
        // Passed on whole: `trace` writes the problem from the error that the response carries.
        if let Err(problem) = give_up(&house, id).await {
            tracing::error!(%problem, "an idempotency record could not be freed");
        }
        return Ok(response.map_into_boxed_body());
    }
    let (http, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let bytes = to_bytes(body).await.map_err(|error| Error::from(Refused(Problem::bug(error.into()))))?;
    if let Err(problem) = settle(&house, id, response.status(), response.headers(), &bytes).await {
        tracing::error!(%problem, "an idempotent answer could not be kept");
    }
    Ok(ServiceResponse::new(http, response.set_body(bytes).map_into_boxed_body()))
}

enum Claimed {
    First(Uuid),
    Again(HttpResponse),
}

async fn claim(house: &House, asker: &Asker, route: &str, key: &str, fingerprint: &str) -> Result<Claimed, Problem> {
    if key.is_empty() || key.len() > 200 {
        return Err(Problem::malformed(
            "house.bad_idempotency_key",
            say(
                "Idempotency-Key doit compter de 1 à 200 caractères.",
                "Idempotency-Key must have 1 to 200 characters.",
            ),
        ));
    }
    let (kind, caller_id, _) = asker.caller.signature();
    let caller = format!("{kind}:{}", caller_id.map(|id| id.to_string()).unwrap_or_default());
    let now = house.now();
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many().filter(idempotency::Column::ExpiresAt.lt(now)).exec(&tx).await?;
    let known = idempotency::Entity::find()
        .filter(idempotency::Column::Caller.eq(&caller))
        .filter(idempotency::Column::Route.eq(route))
        .filter(idempotency::Column::Key.eq(key))
        .one(&tx)
        .await?;
    let id = match known {
        Some(known) if known.fingerprint != fingerprint => {
            return Err(Problem::new(
                422,
                "house.idempotency_key_reused",
                say(
                    "Cette Idempotency-Key a déjà servi pour un autre contenu.",
                    "This Idempotency-Key was already used for other content.",
                ),
            ));
        }
        Some(known) if known.state == "answered" => return Ok(Claimed::Again(replay(&known))),
        Some(known) if known.state == "carried_out" => {
            // The answer may be on its way; past the lease it is lost for good.
            return Err(Problem::conflict(
                "house.already_carried_out",
                say(
                    "Cette demande a déjà été exécutée, mais sa réponse s’est perdue. Consultez le résultat avant d’en envoyer une autre.",
                    "This request was already carried out, but its answer was lost. Look at the result before sending another.",
                ),
            )
            .because(known.id));
        }
        Some(known) if known.lease_until > now => {
            return Err(Problem::conflict(
                "house.still_running",
                say("La même demande est en cours d’exécution.", "The same request is being carried out."),
            ));
        }
        Some(known) => {
            idempotency::Entity::update(idempotency::ActiveModel {
                id: Set(known.id),
                lease_until: Set(now + TimeDelta::minutes(RUNNING_MINUTES)),
                ..Default::default()
            })
            .exec(&tx)
            .await?;
            known.id
        }
        None => {
            let id = kernel::ids::new_id();
            idempotency::Entity::insert(idempotency::ActiveModel {
                id: Set(id),
                caller: Set(caller),
                route: Set(route.to_owned()),
                key: Set(key.to_owned()),
                fingerprint: Set(fingerprint.to_owned()),
                state: Set("running".to_owned()),
                created_at: Set(now),
                lease_until: Set(now + TimeDelta::minutes(RUNNING_MINUTES)),
                expires_at: Set(now + TimeDelta::hours(KEPT_HOURS)),
                ..Default::default()
            })
            .exec_without_returning(&tx)
            .await?;
            id
        }
    };
    tx.commit().await?;
    Ok(Claimed::First(id))
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

/// Called by the unit of work, inside its transaction.
pub(crate) async fn mark_carried_out<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    idempotency::Entity::update_many()
        .set(idempotency::ActiveModel { state: Set("carried_out".to_owned()), ..Default::default() })
        .filter(idempotency::Column::Id.eq(id))
        .filter(idempotency::Column::State.eq("running"))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps a success, unless it is `no-store`: a secret that is shown once is not kept here either, and a repetition is
/// told that the request was carried out.
async fn settle(
    house: &House,
    id: Uuid,
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
    idempotency::Entity::update(idempotency::ActiveModel {
        id: Set(id),
        state: Set("answered".to_owned()),
        status: Set(Some(i64::from(status.as_u16()))),
        headers: Set(Some(kept.into())),
        body: Set(Some(body.to_vec())),
        ..Default::default()
    })
    .exec(&tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// A refusal changed nothing, so the same key may try again, even with another body.
async fn give_up(house: &House, id: Uuid) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many()
        .filter(idempotency::Column::Id.eq(id))
        .filter(idempotency::Column::State.eq("running"))
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
