//! What is asked for and done after the answer: from how many rows on, and who asked for it.

use kernel::{
    caller::{Caller, Machine, SecondFactor, SignedIn},
    problem::Language,
};
use platform::{Asker, Way};
use serde::{Deserialize, Serialize};
use tables::import;
use uuid::Uuid;

/// Imports with no more rows to write, or to take back, than this are done while the caller waits.
const AT_ONCE: u64 = 2_000;

/// Whether it is left to a job.
pub fn is_large(import: &import::Model) -> bool {
    let count = |name: &str| import.summary["counts"][name].as_u64().unwrap_or(0);
    count("create") + count("update") > AT_ONCE
}

/// Whoever asked, as a job keeps them.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskedBy {
    by_kind: String,
    by_id: Option<Uuid>,
    by_name: String,
    way: String,
    request_id: String,
    french: bool,
}

impl AskedBy {
    pub fn of(by: &Asker) -> AskedBy {
        let (kind, by_id, by_name) = by.caller.signature();
        AskedBy {
            by_kind: kind.to_owned(),
            by_id,
            by_name,
            way: by.way.as_str().to_owned(),
            request_id: by.request_id.clone(),
            french: by.language == Language::Fr,
        }
    }

    /// As the audit names them; without any right of theirs, which were checked when they asked.
    pub fn asker(&self) -> Asker {
        let caller = match (self.by_kind.as_str(), self.by_id) {
            ("person", Some(account_id)) => Caller::Person(SignedIn {
                account_id,
                person_id: Uuid::nil(),
                session_id: Uuid::nil(),
                name: self.by_name.clone(),
                role: None,
                second_factor: SecondFactor::Absent,
                organisations: Vec::new(),
            }),
            ("key", Some(key_id)) => {
                Caller::Machine(Machine { key_id, name: self.by_name.clone(), scopes: Vec::new() })
            }
            _ => Caller::House("imports"),
        };
        let way = match self.way.as_str() {
            "screen" => Way::Screen,
            "api" => Way::Api,
            "command" => Way::Command,
            _ => Way::Job,
        };
        let language = if self.french { Language::Fr } else { Language::En };
        Asker { caller, way, language, request_id: self.request_id.clone(), idempotency: None }
    }
}
