//! Who asks, by which way, in which language: what every query and action is given beside the house.

use kernel::{caller::Caller, problem::Language};
use uuid::Uuid;

/// By which way a change came in; the audit keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Screen,
    Api,
    Job,
    Command,
}

impl Way {
    pub fn as_str(self) -> &'static str {
        match self {
            Way::Screen => "screen",
            Way::Api => "api",
            Way::Job => "job",
            Way::Command => "command",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Asker {
    pub caller: Caller,
    pub way: Way,
    pub language: Language,
    pub request_id: String,
    /// The idempotency record that a commit must mark as carried out.
    pub idempotency: Option<Uuid>,
}

impl Asker {
    /// The house asking itself: a job or a command.
    pub fn house(word: &'static str, way: Way) -> Asker {
        Asker { caller: Caller::House(word), way, language: Language::Fr, request_id: String::new(), idempotency: None }
    }

    pub fn account_id(&self) -> Option<Uuid> {
        self.caller.person().map(|person| person.account_id)
    }
}
