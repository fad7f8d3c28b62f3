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

/// Whose turn it is to carry out a request under an Idempotency-Key. Who was taken for dead and comes back late has
/// an older number, and can commit nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub record: Uuid,
    pub number: i64,
}

#[derive(Debug, Clone)]
pub struct Asker {
    pub caller: Caller,
    pub way: Way,
    pub language: Language,
    pub request_id: String,
    /// The idempotency record that a commit must mark as carried out.
    pub idempotency: Option<Turn>,
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
