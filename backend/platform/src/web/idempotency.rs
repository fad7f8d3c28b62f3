//! `Idempotency-Key` on POST (draft-ietf-httpapi-idempotency-key-header): the same key and body give the same answer,
//! for 24 hours; another body is 422; while the first runs, 409. Keys belong to callers: without one, they say nothing.
//!
//! The guard comes first (`request`): a kept answer is for who may still do what was asked. Where the guard says that the
//! state of things forbids it, this very request may have brought it about: it is then answered as it was.
//!
//! The record is marked in the transaction of the change itself. If the process dies after that commit and before its
//! answer was kept, the repetition is told that the request was carried out: it is never carried out twice. Each who
//! takes over has a number of their own (`Turn`), so that of a slow first and an impatient second one commits.

mod records;
mod under_key;

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{Payload, ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use chrono::TimeDelta;
use kernel::problem::{Problem, say};

use records::Claimed;
pub use records::free_unfinished;
pub(crate) use records::mark_carried_out;
use under_key::UnderKey;

use super::problem::Refused;
use crate::{
    asker::{Asker, Turn, Way},
    causes,
    house::House,
};

/// What the way in found out about a request under a key, for the middleware to act on.
enum Standing {
    /// It is being carried out; what comes of it is kept.
    Begun(Turn),
    /// It was answered before, so.
    Answered(HttpResponse),
}

/// The middleware: keeps what a request under a key was answered, and gives again what was kept.
pub async fn keep(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(req).await?.map_into_boxed_body();
    let standing = response.request().extensions_mut().remove::<Standing>();
    let house = response.request().app_data::<web::Data<House>>().map(|data| data.get_ref().clone());
    let (turn, house) = match (standing, house) {
        (Some(Standing::Begun(turn)), Some(house)) => (turn, house),
        (Some(Standing::Answered(again)), _) => return Ok(ServiceResponse::new(response.into_parts().0, again)),
        _ => return Ok(response),
    };
    if !response.status().is_success() {
        // Passed on whole: `trace` writes the problem from the error that the response carries.
        if let Err(problem) = records::give_up(&house, turn).await {
            tracing::error!(%problem, "an idempotency record could not be freed");
            causes::note(&problem);
        }
        return Ok(response);
    }
    let (http, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let bytes = to_bytes(body).await.map_err(|error| Error::from(Refused(Problem::bug(error))))?;
    if let Err(problem) = records::settle(&house, turn, response.status(), response.headers(), &bytes).await {
        tracing::error!(%problem, "an idempotent answer could not be kept");
        causes::note(&problem);
    }
    Ok(ServiceResponse::new(http, response.set_body(bytes).map_into_boxed_body()))
}

/// Takes the turn of a request whose guard let the caller in; there is none without a key. Refuses what was begun
/// before; where it was answered, `keep` gives that answer in place of the refusal.
pub(super) async fn take_turn(
    house: &House,
    by: &Asker,
    http: &HttpRequest,
    payload: &mut Payload,
) -> Result<Option<Turn>, Problem> {
    let Some(asked) = UnderKey::read(by, http, payload).await? else { return Ok(None) };
    match records::claim(house, &asked).await? {
        Claimed::First(turn) => {
            http.extensions_mut().insert(Standing::Begun(turn));
            Ok(Some(turn))
        }
        Claimed::Again(again) => {
            http.extensions_mut().insert(Standing::Answered(again));
            Err(already_carried_out())
        }
    }
}

/// The caller may do this, but the state of things forbids it: if this very request was answered before, it is
/// answered so again.
pub(super) async fn recall(
    house: &House,
    by: &Asker,
    http: &HttpRequest,
    payload: &mut Payload,
) -> Result<(), Problem> {
    if let Some(asked) = UnderKey::read(by, http, payload).await?
        && let Some(again) = records::answered(house, &asked).await?
    {
        http.extensions_mut().insert(Standing::Answered(again));
    }
    Ok(())
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

/// The key that an operation with outside effects demands; 400 without.
pub fn demanded(by: &Asker) -> Result<(), Problem> {
    if by.idempotency.is_some() || !matches!(by.way, Way::Screen | Way::Api) {
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
