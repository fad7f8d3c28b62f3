//! Giving the club a mail relay, giving it up, and trying one out.

use kernel::{
    email::Email,
    problem::{Language, Problem, say},
};
use platform::{
    Asker, House,
    audit::{self, Entry},
    mail::{self, Attempt, KeptRelay, Letter, Outgoing, Relay, Tls},
    throttle::{self, Limit},
};
use serde_json::{Value, json};
use tables::mail_relay;

use super::super::{
    NOTICE, queries,
    rules::mail_relay::{self as rules, Draft, Post},
    schema::mail_relay::{MailRelay, MailRelayForm, MailTest, MailTestForm, RelaySecurity},
    store,
};

/// A test message leaves the house: enough to find the right settings, too few to bother anybody.
const TESTS: Limit = Limit::per_minutes(20, 15);

fn word(security: RelaySecurity) -> &'static str {
    match security {
        RelaySecurity::Starttls => "starttls",
        RelaySecurity::Tls => "tls",
        RelaySecurity::None => "none",
    }
}

fn tls(security: RelaySecurity) -> Tls {
    match security {
        RelaySecurity::Starttls => Tls::Demanded,
        RelaySecurity::Tls => Tls::Implicit,
        RelaySecurity::None => Tls::Without,
    }
}

/// The relay in the words of the contract, for the audit; of its password only that there is one.
fn told(row: Option<&mail_relay::Model>) -> Value {
    let Some(row) = row else { return json!({}) };
    json!({
        "host": row.host, "port": row.port, "security": row.security, "username": row.username, "sender": row.sender,
        "has_password": row.password_sealed.is_some(),
    })
}

pub async fn put(house: &House, by: &Asker, based_on: i64, form: MailRelayForm) -> Result<MailRelay, Problem> {
    let draft = rules::read("", form)?;
    let work = house.begin(by).await?;
    // Held, so that of two at once the second finds the first.
    let club = store::hold(work.tx()).await?;
    rules::change(&by.caller, Post { demo: club.demo, from_environment: house.settings.smtp_url.is_some() })?;
    let before = mail::kept(work.tx()).await?;
    let revision = before.as_ref().map_or(0, |kept| kept.row.revision);
    if revision != based_on {
        return Err(audit::stale(work.tx(), store::mail_relay::RECORD, store::IN_AUDIT, revision).await?);
    }
    let kept = before.as_ref().map(|kept| kept.password(&house.vault)).transpose()?.flatten();
    let password = password_for(house, "", &draft, before.as_ref())?;
    let replaced = kept.is_some() && password.is_some() && kept != password;
    let sealed = match (&before, &password) {
        (Some(before), Some(_)) if kept == password => before.row.password_sealed.clone(),
        (_, Some(password)) => Some(house.vault.seal(mail::PASSWORD, password.as_bytes())?),
        (_, None) => None,
    };
    let row = mail_relay::Model {
        id: store::ONLY,
        host: draft.host,
        port: i64::from(draft.port),
        security: word(draft.security).to_owned(),
        username: draft.username,
        password_sealed: sealed,
        sender: draft.sender,
        revision: revision + 1,
        updated_at: work.now,
    };
    let mut after = told(Some(&row));
    if replaced && let Some(fields) = after.as_object_mut() {
        fields.insert("password_replaced".to_owned(), true.into());
    }
    let differences = audit::differences(&told(before.as_ref().map(|kept| &kept.row)), &after);
    if differences.is_empty() {
        return queries::mail_relay::view(house, by, before, club.demo);
    }
    let verb = if before.is_some() { "change" } else { "create" };
    work.note(vec![Entry::new(verb, store::mail_relay::RECORD, store::IN_AUDIT, &row.host).with(differences)]).await?;
    store::mail_relay::put(work.tx(), row).await?;
    let now = mail::kept(work.tx()).await?;
    work.commit().await?;
    queries::mail_relay::view(house, by, now, club.demo)
}

/// From now on mails are kept. That there was no relay is no fault.
pub async fn remove(house: &House, by: &Asker) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let club = store::hold(work.tx()).await?;
    rules::change(&by.caller, Post { demo: club.demo, from_environment: house.settings.smtp_url.is_some() })?;
    let Some(before) = mail::kept(work.tx()).await? else { return Ok(()) };
    store::mail_relay::remove(work.tx()).await?;
    work.note_one("remove", store::mail_relay::RECORD, store::IN_AUDIT, &before.row.host).await?;
    work.commit().await
}

/// The password to use: the one that was typed; else the one kept, which never goes to another server, nor less well
/// protected than before: whoever may change these settings must not learn it by doing so.
fn password_for(house: &House, at: &str, draft: &Draft, kept: Option<&KeptRelay>) -> Result<Option<String>, Problem> {
    if draft.username.is_empty() {
        return Ok(None);
    }
    if !draft.password.is_empty() {
        return Ok(Some(draft.password.clone()));
    }
    let same = kept.filter(|kept| {
        kept.row.host == draft.host
            && kept.row.port == i64::from(draft.port)
            && kept.tls == tls(draft.security)
            && kept.row.username == draft.username
    });
    let password = same.map(|kept| kept.password(&house.vault)).transpose()?.flatten();
    password.map(Some).ok_or_else(|| rules::password_needed(format!("{at}/password")))
}

/// Sends one message by a relay, that of the form or the one in force, and tells what happened. It goes out at once and
/// from here, outside any transaction: what is tried need not be kept, and who asks is waiting.
pub async fn test(house: &House, by: &Asker, form: MailTestForm) -> Result<MailTest, Problem> {
    let club = store::read(&house.db.read).await?;
    let post = Post { demo: club.demo, from_environment: house.settings.smtp_url.is_some() };
    rules::test(&by.caller, post)?;
    let to = Email::parse(&form.to)
        .map(Email::into_string)
        .map_err(|fault| Problem::invalid_field("/to", fault.code, say(fault.fr, fault.en)))?;
    let outgoing = match form.relay {
        Some(relay) => {
            rules::change(&by.caller, post)?;
            candidate(house, relay).await?
        }
        None => mail::outgoing(house).await?.ok_or_else(rules::no_relay)?,
    };
    throttle::attempt(house, "relay-test", TESTS).await?;
    let letter = letter(house, &club.name, by.language);
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    let trial = mail::try_out(
        &outgoing,
        &Attempt {
            club_name: &club.name,
            our_name: &mail::our_name(&house.settings, Some(&outgoing.sender)),
            to: &to,
            subject: &letter.title,
            html: &html,
            text: &text,
            now: house.now(),
        },
    )
    .await;
    let outcome = trial.outcome;
    let (host, port) = (&outgoing.relay.host, outgoing.relay.port);
    let work = house.begin(by).await?;
    let changes = audit::differences(&json!({}), &json!({"outcome": outcome}));
    work.note(vec![Entry::new("test", store::mail_relay::RECORD, store::IN_AUDIT, host).with(changes)]).await?;
    work.commit().await?;
    let detail = rules::told(outcome, host, port).in_language(by.language).to_owned();
    Ok(MailTest { outcome, detail, said: trial.said })
}

async fn candidate(house: &House, form: MailRelayForm) -> Result<Outgoing, Problem> {
    let draft = rules::read("/relay", form)?;
    let kept = mail::kept(&house.db.read).await?;
    let password = password_for(house, "/relay", &draft, kept.as_ref())?;
    let credentials = password.map(|password| (draft.username, password));
    let authority = house.settings.smtp_authority.as_deref();
    let relay =
        Relay::new(draft.host, draft.port, tls(draft.security), credentials, authority).map_err(Problem::bug)?;
    Ok(Outgoing { relay, sender: draft.sender })
}

fn letter(house: &House, club: &str, language: Language) -> Letter {
    let title = say("Message d’essai", "Test message");
    let body = say(
        format!(
            "Si vous lisez ces lignes, le club « {club} » peut envoyer ses messages : invitations, liens de connexion, lettres."
        ),
        format!("If you read this, the club “{club}” can send its messages: invitations, sign-in links, newsletters."),
    );
    let why = say(
        "Une personne qui administre le club a demandé cet essai. Il n’y a rien à faire.",
        "An administrator of the club asked for this test. There is nothing to do.",
    );
    Letter {
        language,
        title: title.in_language(language).to_owned(),
        paragraphs: vec![body.in_language(language).to_owned()],
        button: None,
        footer: why.in_language(language).to_owned(),
        notice: Some(format!("{}{NOTICE}", house.settings.base_url)),
    }
}
