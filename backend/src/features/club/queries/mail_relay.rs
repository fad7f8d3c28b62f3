//! The mail relay as an administrator sees it.

use std::collections::BTreeMap;

use kernel::problem::Problem;
use platform::{
    Asker, House,
    mail::{self, KeptRelay, Tls},
    web::Ability,
};

use super::super::{
    rules::mail_relay::{self as rules, Post},
    schema::mail_relay::{MailRelay, RelaySecurity, RelaySource},
    store,
};

pub async fn show(house: &House, by: &Asker) -> Result<MailRelay, Problem> {
    let demo = store::read(&house.db.read).await?.demo;
    view(house, by, mail::kept(&house.db.read).await?, demo)
}

fn security(tls: Tls) -> RelaySecurity {
    match tls {
        Tls::Demanded => RelaySecurity::Starttls,
        Tls::Implicit => RelaySecurity::Tls,
        Tls::Without => RelaySecurity::None,
    }
}

/// The relay in force, whoever named it; a kept one that the environment overrules is not told, but keeps its revision.
pub fn view(house: &House, by: &Asker, kept: Option<KeptRelay>, demo: bool) -> Result<MailRelay, Problem> {
    let given = mail::from_environment(&house.settings)?;
    let post = Post { demo, from_environment: given.is_some() };
    let mut seen = MailRelay {
        source: RelaySource::None,
        host: None,
        port: None,
        security: None,
        username: None,
        has_password: false,
        sender: None,
        revision: kept.as_ref().map_or(0, |kept| kept.row.revision),
        abilities: BTreeMap::from([
            ("change", Ability::of(&rules::change(&by.caller, post), by.language)),
            ("test", Ability::of(&rules::test(&by.caller, post), by.language)),
        ]),
    };
    if let Some(given) = given {
        seen.source = RelaySource::Environment;
        seen.username = Some(given.relay.username().to_owned());
        seen.has_password = !given.relay.username().is_empty();
        seen.port = Some(given.relay.port);
        seen.security = Some(security(given.relay.tls));
        seen.host = Some(given.relay.host);
        seen.sender = Some(given.sender);
    } else if let Some(kept) = kept {
        seen.source = RelaySource::Settings;
        seen.port = Some(u16::try_from(kept.row.port).map_err(Problem::bug)?);
        seen.security = Some(security(kept.tls));
        seen.has_password = kept.row.password_sealed.is_some();
        seen.host = Some(kept.row.host);
        seen.username = Some(kept.row.username);
        seen.sender = Some(kept.row.sender);
    }
    Ok(seen)
}
