//! One way in: the guard first, and only then path, query and body are read. actix polls all extractors of a handler
//! together, so a bad body could beat a waiting guard; here there is only one extractor.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use kernel::problem::{Problem, say};
use serde::de::DeserializeOwned;
use validator::Validate;

use super::{
    body::read_body,
    guard::{Guard, admit},
    idempotency,
    problem::Refused,
    query::{Form, read_query},
};
use crate::{asker::Asker, house::House};

/// A request that its guard let in. `input` is `Nothing`, `Query<T>`, `Body<T>` or both.
pub struct Asked<G, I = Nothing> {
    pub house: House,
    pub by: Asker,
    pub guard: G,
    pub input: I,
    pub http: HttpRequest,
}

impl<G, I> Asked<G, I> {
    /// The revision that `If-Match` says the change is based on; 428 when it says nothing.
    pub fn based_on(&self) -> Result<i64, Problem> {
        let header = self.http.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        let header = header.ok_or_else(Problem::revision_needed)?;
        header
            .trim()
            .strip_prefix("\"r")
            .and_then(|rest| rest.strip_suffix('"'))
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| {
                Problem::malformed(
                    "house.bad_revision",
                    say(
                        "L’en-tête If-Match doit reprendre l’ETag reçu, tel que \"r3\".",
                        "If-Match must repeat the ETag received, such as \"r3\".",
                    ),
                )
            })
    }

    /// The id in the path.
    pub fn id(&self, name: &str) -> Result<uuid::Uuid, Problem> {
        super::guard::path_id(&self.http, name)
    }
}

/// What is read of a request once its guard let it in.
pub trait Input: Sized + 'static {
    fn read(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<Self, Problem>>;
}

impl<G: Guard, I: Input> FromRequest for Asked<G, I> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let http = req.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let house = http.app_data::<web::Data<House>>().ok_or_else(|| Problem::bug("no house"))?.get_ref().clone();
            let by = http.extensions().get::<Asker>().cloned().ok_or_else(|| Problem::bug("nobody asked"))?;
            let guard = match admit::<G>(&house, &by, &http).await {
                Ok(guard) => guard,
                Err(refusal) => {
                    if refusal.status() == 409 {
                        idempotency::recall(&house, &by, &http, &mut payload).await?;
                    }
                    return Err(Refused(refusal));
                }
            };
            let turn = idempotency::take_turn(&house, &by, &http, &mut payload).await?;
            let by = Asker { idempotency: turn, ..by };
            let input = I::read(&http, &mut payload).await?;
            Ok(Asked { house, by, guard, input, http })
        })
    }
}

/// Neither query nor body.
pub struct Nothing;

impl Input for Nothing {
    async fn read(_: &HttpRequest, _: &mut Payload) -> Result<Nothing, Problem> {
        Ok(Nothing)
    }
}

/// The query string. Unknown parameters are refused, so that a typo never widens a list.
pub struct Query<T>(pub T);

impl<T: Form + 'static> Input for Query<T> {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Query<T>, Problem> {
        read_query(req.query_string()).map(Query)
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> Input for Body<T> {
    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Body<T>, Problem> {
        read_body(req, payload).await.map(Body)
    }
}

impl<A: Input, B: Input> Input for (A, B) {
    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<(A, B), Problem> {
        let first = A::read(req, payload).await?;
        Ok((first, B::read(req, payload).await?))
    }
}
