//! A refusal, as every floor passes it upwards: what happened, in both languages, and what to do about it.
//! `platform::web` turns it into `application/problem+json` (RFC 9457) in the language of the request.

mod causes;
mod say;

use std::borrow::Cow;

use serde_json::{Map, Value};

pub use say::{Language, Say, say, weighed};

/// What is wrong with one field of a body. `pointer` is a JSON pointer into it (`/contacts/0/email`),
/// or `?name` for a query parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub pointer: String,
    pub code: Cow<'static, str>,
    pub detail: Say,
}

impl Fault {
    pub fn at(pointer: impl Into<String>, code: impl Into<Cow<'static, str>>, detail: Say) -> Fault {
        Fault { pointer: pointer.into(), code: code.into(), detail }
    }
}

/// Why a request was not done. `cause` is for the log's details alone and never leaves
/// the house.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: u16,
    code: Cow<'static, str>,
    detail: Say,
    errors: Vec<Fault>,
    extra: Map<String, Value>,
    retry_after: Option<u32>,
    cause: Option<String>,
}

impl Problem {
    pub fn new(status: u16, code: impl Into<Cow<'static, str>>, detail: Say) -> Problem {
        Problem(Box::new(Inner {
            status,
            code: code.into(),
            detail,
            errors: Vec::new(),
            extra: Map::new(),
            retry_after: None,
            cause: None,
        }))
    }

    /// 400: the request can't be read.
    pub fn malformed(code: &'static str, detail: Say) -> Problem {
        Problem::new(400, code, detail)
    }

    /// 401: nobody is signed in, or the token is not (or no longer) good.
    pub fn unauthenticated() -> Problem {
        Problem::new(
            401,
            "accounts.sign_in_needed",
            say("Connectez-vous pour continuer.", "Please sign in to continue."),
        )
    }

    /// 403: the caller is known, and may not.
    pub fn refused(code: &'static str, detail: Say) -> Problem {
        Problem::new(403, code, detail)
    }

    /// 404: does not exist, or is not the caller's to see.
    pub fn not_found() -> Problem {
        Problem::new(
            404,
            "house.not_found",
            say(
                "Cette page ou cet élément n’existe pas, ou ne vous est pas accessible.",
                "This page or item does not exist, or is not yours to see.",
            ),
        )
    }

    /// 409: the state of things forbids it.
    pub fn conflict(code: &'static str, detail: Say) -> Problem {
        Problem::new(409, code, detail)
    }

    /// 409 about one field: another record holds its value.
    pub fn conflict_at(pointer: impl Into<String>, code: &'static str, detail: Say) -> Problem {
        let mut problem = Problem::conflict(code, detail.clone());
        problem.0.errors = vec![Fault::at(pointer, code, detail)];
        problem
    }

    /// 422: the request can be read, and some fields are wrong.
    pub fn invalid(errors: Vec<Fault>) -> Problem {
        let detail = match errors.as_slice() {
            [one] => one.detail.clone(),
            many => say(
                format!("{} champs sont à corriger.", many.len()),
                format!("{} fields need correcting.", many.len()),
            ),
        };
        let code = match errors.as_slice() {
            [one] => one.code.clone(),
            _ => "house.invalid".into(),
        };
        let mut problem = Problem::new(422, code, detail);
        problem.0.errors = errors;
        problem
    }

    /// 422 about a single field.
    pub fn invalid_field(pointer: impl Into<String>, code: &'static str, detail: Say) -> Problem {
        Problem::invalid(vec![Fault::at(pointer, code, detail)])
    }

    /// 428: a change must say which revision it is based on.
    pub fn revision_needed() -> Problem {
        Problem::new(
            428,
            "house.revision_needed",
            say(
                "Indiquez dans l’en-tête If-Match la révision que vous avez lue (son ETag).",
                "Say in If-Match which revision you have read (its ETag).",
            ),
        )
    }

    /// 412: somebody changed the thing since it was read. `extra.current` tells the revision there is now.
    pub fn stale(current_revision: i64) -> Problem {
        Problem::new(
            412,
            "house.stale",
            say(
                "Quelqu’un a modifié cette fiche depuis que vous l’avez ouverte. Rechargez-la, puis reportez votre changement.",
                "Somebody changed this record since you opened it. Reload it, then make your change again.",
            ),
        )
        .with("current", serde_json::json!({ "revision": current_revision }))
    }

    /// 429, with the seconds to wait.
    pub fn too_many(seconds: u32) -> Problem {
        let mut problem = Problem::new(
            429,
            "house.too_many_requests",
            say(
                format!("Trop de tentatives. Réessayez dans {}.", wait_fr(seconds)),
                format!("Too many attempts. Try again in {}.", wait_en(seconds)),
            ),
        );
        problem.0.retry_after = Some(seconds);
        problem
    }

    /// 503: the house can't write or reach what it needs; nothing was changed.
    pub fn unavailable(code: &'static str, detail: Say) -> Problem {
        let mut problem = Problem::new(503, code, detail);
        problem.0.retry_after = Some(30);
        problem
    }

    /// 500: ours to mend. The cause goes to the log, the caller gets the request's number.
    pub fn bug(cause: impl ToString) -> Problem {
        let mut problem = Problem::new(
            500,
            "house.bug",
            say(
                "Une erreur inattendue s’est produite. Signalez le numéro de la requête.",
                "Something unexpected went wrong. Please report the request number.",
            ),
        );
        problem.0.cause = Some(cause.to_string());
        problem
    }

    /// Adds a member to the problem's JSON object (RFC 9457 §3.2).
    pub fn with(mut self, name: &str, value: Value) -> Problem {
        self.0.extra.insert(name.to_owned(), value);
        self
    }

    /// Adds faults, each with its pointer.
    pub fn with_errors(mut self, errors: Vec<Fault>) -> Problem {
        self.0.errors = errors;
        self
    }

    pub fn because(mut self, cause: impl ToString) -> Problem {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// With the seconds after which a repetition may succeed.
    pub fn retry_in(mut self, seconds: u32) -> Problem {
        self.0.retry_after = Some(seconds);
        self
    }

    pub fn status(&self) -> u16 {
        self.0.status
    }
    pub fn code(&self) -> &str {
        &self.0.code
    }
    pub fn detail(&self) -> &Say {
        &self.0.detail
    }
    pub fn errors(&self) -> &[Fault] {
        &self.0.errors
    }
    pub fn extra(&self) -> &Map<String, Value> {
        &self.0.extra
    }
    pub fn retry_after(&self) -> Option<u32> {
        self.0.retry_after
    }
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// With its cause: for the person who starts the program, at their own terminal.
    pub fn in_full(&self) -> String {
        match &self.0.cause {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }
}

fn wait_fr(seconds: u32) -> String {
    match seconds {
        0 | 1 => "une seconde".to_owned(),
        2..=59 => format!("{seconds} secondes"),
        60..=119 => "une minute".to_owned(),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

fn wait_en(seconds: u32) -> String {
    match seconds {
        0 | 1 => "a second".to_owned(),
        2..=59 => format!("{seconds} seconds"),
        60..=119 => "a minute".to_owned(),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// Without the cause, which may quote what somebody wrote: this is how the log names a problem.
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.status, self.0.code)
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_second_is_said_as_one() {
        assert!(Problem::too_many(1).detail().fr.ends_with("dans une seconde."));
        assert!(Problem::too_many(2).detail().fr.ends_with("dans 2 secondes."));
    }

    #[test]
    fn what_failed_after_its_commit_is_not_said_to_have_changed_nothing() {
        assert!(!Problem::bug("x").detail().fr.contains("modifié"));
    }

    #[test]
    fn the_log_names_a_problem_without_its_cause() {
        let problem = Problem::bug("invalid value: \"anne.kern@maison.example\"");
        assert_eq!(problem.to_string(), "500 house.bug");
        assert!(problem.in_full().contains("anne.kern@maison.example"));
    }

    #[test]
    fn a_single_fault_speaks_for_the_whole_problem() {
        let problem = Problem::invalid_field("/name", "members.name_required", say("Donnez un nom.", "Give a name."));
        assert_eq!((problem.status(), problem.code()), (422, "members.name_required"));
        assert_eq!(problem.detail().fr, "Donnez un nom.");
    }
}
