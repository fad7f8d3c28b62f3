//! Who may come in. The rules decide; staff and members read, administrators change.

use actix_web::HttpRequest;
use kernel::{caller::Scope, problem::Problem};
use platform::{
    Asker, House,
    web::guard::{Guard, refuse},
};

use super::rules;

fn decided(by: &Asker, decision: Result<(), Problem>) -> Result<(), Problem> {
    if by.caller.is_anyone() { Err(refuse(by)) } else { decision }
}

/// Staff, or a machine whose key has `club:read`.
pub struct Reads;

impl Guard for Reads {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Reads, Problem> {
        if by.caller.is_staff() || by.caller.has_scope(Scope::ClubRead) { Ok(Reads) } else { Err(refuse(by)) }
    }
}

/// Anyone who signed in, or a machine whose key has `club:read`.
pub struct LooksUp;

impl Guard for LooksUp {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<LooksUp, Problem> {
        if by.caller.person().is_some() || by.caller.has_scope(Scope::ClubRead) { Ok(LooksUp) } else { Err(refuse(by)) }
    }
}

/// May change the settings and the territory.
pub struct ChangesSettings;

impl Guard for ChangesSettings {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<ChangesSettings, Problem> {
        decided(by, rules::change_settings(&by.caller)).map(|()| ChangesSettings)
    }
}

/// May change the topics.
pub struct ChangesTopics;

impl Guard for ChangesTopics {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<ChangesTopics, Problem> {
        decided(by, rules::change_topics(&by.caller)).map(|()| ChangesTopics)
    }
}
