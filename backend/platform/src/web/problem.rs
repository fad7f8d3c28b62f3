//! A refusal on the wire: RFC 9457 `application/problem+json`, in the language of the request.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
};
use kernel::problem::{Language, Problem};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What handlers refuse with. `?` makes one of any problem or database error.
#[derive(Debug)]
pub struct Refused(pub Problem);

impl<E: Into<Problem>> From<E> for Refused {
    fn from(error: E) -> Refused {
        Refused(error.into())
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Only the status: `trace` writes the body, since it knows the language and the request's number.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// One field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// JSON pointer into the body, or `?name` for a query parameter.
    #[schema(example = "/contacts/0/email")]
    pub pointer: String,
    #[schema(example = "members.email_unreadable")]
    pub code: String,
    pub detail: String,
}

/// RFC 9457 problem details. `detail` is a sentence one can show.
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "Problem", as = Problem, example = json!({
    "type": "/problems/house.not_found",
    "title": "Introuvable",
    "status": 404,
    "detail": "Cette page ou cet élément n’existe pas, ou ne vous est pas accessible.",
    "code": "house.not_found",
    "request_id": "019ab1c2-0000-7000-8000-000000000000"
}))]
pub struct ProblemBody {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// Stable word for programs: `<feature>.<what>`.
    pub code: String,
    pub request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// Further members, as the code says: `current` with a 412, `candidates` with a duplicate…
    #[serde(flatten)]
    #[schema(ignore)]
    pub extra: Map<String, Value>,
}

impl ProblemBody {
    pub fn of(problem: &Problem, language: Language, request_id: &str) -> ProblemBody {
        let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        ProblemBody {
            kind: format!("/problems/{}", problem.code()),
            title: title(status, language).to_owned(),
            status: status.as_u16(),
            detail: problem.detail().in_language(language).to_owned(),
            code: problem.code().to_owned(),
            request_id: request_id.to_owned(),
            errors: problem
                .errors()
                .iter()
                .map(|fault| ProblemField {
                    pointer: fault.pointer.clone(),
                    code: fault.code.to_string(),
                    detail: fault.detail.in_language(language).to_owned(),
                })
                .collect(),
            extra: problem.extra().clone(),
        }
    }
}

/// The status in words. A title may be translated (RFC 9457 §3.1.3); programs read `code`.
fn title(status: StatusCode, language: Language) -> &'static str {
    match language {
        Language::En => status.canonical_reason().unwrap_or("Error"),
        Language::Fr => match status.as_u16() {
            400 => "Demande illisible",
            401 => "Connexion nécessaire",
            403 => "Accès refusé",
            404 => "Introuvable",
            405 => "Méthode non permise",
            409 => "Conflit",
            412 => "Modifié entre-temps",
            413 => "Contenu trop volumineux",
            415 => "Format non pris en charge",
            422 => "Contenu à corriger",
            428 => "Condition manquante",
            429 => "Trop de demandes",
            503 => "Service momentanément indisponible",
            400..=499 => "Demande refusée",
            _ => "Erreur du serveur",
        },
    }
}

/// A refusal by a middleware. (`ServiceRequest::into_response` would drop the error that `trace` writes the body from.)
pub fn refuse_early(req: ServiceRequest, problem: Problem) -> ServiceResponse<BoxBody> {
    ServiceResponse::new(req.into_parts().0, HttpResponse::from_error(Refused(problem)))
}

/// The whole answer for a problem.
pub fn answer(problem: &Problem, language: Language, request_id: &str) -> HttpResponse {
    let body = ProblemBody::of(problem, language, request_id);
    let mut response =
        HttpResponse::build(StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    response.insert_header((header::CONTENT_LANGUAGE, language.code()));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if let Some(seconds) = problem.retry_after() {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        if body.status == 429 {
            response.insert_header(("RateLimit", format!("\"default\";r=0;t={seconds}")));
        }
    }
    if let Some(allow) = problem.extra().get("allow").and_then(Value::as_array) {
        let methods: Vec<&str> = allow.iter().filter_map(Value::as_str).collect();
        response.insert_header((header::ALLOW, methods.join(", ")));
    }
    if body.status == 401 {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response.content_type("application/problem+json").json(body)
}
