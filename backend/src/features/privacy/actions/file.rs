//! A person's file: asked for by the team, made by a job, sent as a link that is good for some days.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::{email::Email, problem::Problem};
use platform::{
    Asker, House, Way, Work,
    audit::{Entry, FieldChange},
    dependents::{self, Whom},
    secrets::random_bytes,
    throttle::{self, Limit},
    web::{Download, idempotency::demanded},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::{person, person_file};
use uuid::Uuid;

use super::super::{
    file::{self, Head},
    jobs, mail, queries, rules,
    schema::PersonFileForm,
    store,
    words::Ground,
};
use crate::features::{club, members};

/// How long the link is good.
const VALID: TimeDelta = TimeDelta::days(7);
/// Links tried from one network: more than people do, fewer than who guesses wants.
const PER_NETWORK: Limit = Limit::per_minutes(30, 15);

/// Which file is to be made.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToMake {
    pub person_file_id: Uuid,
}

/// Under which a file is sealed.
fn seal_of(id: Uuid) -> String {
    format!("person_file:{id}")
}

/// Has a file made; gives its id.
pub async fn ask(house: &House, by: &Asker, person: Uuid, form: PersonFileForm) -> Result<Uuid, Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    members::hold_person(work.tx(), person).await?;
    let whom = Whom::read(work.tx(), person).await?.ok_or_else(Problem::not_found)?;
    rules::may_send_file(&by.caller, &whom)?;
    let to_address = address(&whom, form.email.as_deref())?;
    if store::files(work.tx(), person).await?.iter().any(|file| file.made_at.is_none()) {
        return Err(rules::file_under_way());
    }
    let (_, by_id, by_name) = by.caller.signature();
    let row = person_file::Model {
        id: kernel::ids::new_id(),
        person_id: person,
        to_address,
        content: None,
        token_hash: None,
        by_id,
        by_name,
        asked_at: work.now,
        until_at: work.now + VALID,
        made_at: None,
        fetched_at: None,
    };
    let id = row.id;
    note(&work, "ask_file", &whom.person, Some(&row.to_address)).await?;
    store::insert_file(work.tx(), row).await?;
    work.leave_now(jobs::MAKE_FILE.name, &ToMake { person_file_id: id }).await?;
    work.commit().await?;
    Ok(id)
}

/// One of theirs: the asked one, else their account's, else one that nobody else reads, else any.
fn address(whom: &Whom, asked: Option<&str>) -> Result<String, Problem> {
    let theirs = whom.emails();
    let key = |email: &str| email.to_lowercase();
    let Some(asked) = asked else {
        let own = whom.account.as_ref().map(|account| account.email.clone());
        let alone = theirs.iter().find(|email| whom.alone.contains(&key(email))).or(theirs.first()).cloned();
        return own.or(alone).ok_or_else(rules::no_address);
    };
    let asked = Email::parse(asked).map_err(|_| rules::unknown_email())?.key();
    theirs.into_iter().find(|email| key(email) == asked).ok_or_else(rules::unknown_email)
}

/// Makes the file and sends its link. Repeating it finds nothing to make.
pub async fn make(house: &House, id: Uuid) -> Result<(), Problem> {
    let db = &house.db.read;
    let Some(row) = store::file_to_make(db, id).await? else { return Ok(()) };
    let Some(whom) = Whom::read(db, row.person_id).await? else { return Ok(()) };
    let club = club::settings(db).await?;
    let (terms, ..) = queries::terms_in(db).await?;
    let ground = Ground { club: &club, terms: &terms, language: Default::default() };
    let told = dependents::export(house, &whom).await?;
    let head = Head { club: &club.name, contact: ground.contact(), made_at: house.now() };
    // All of it is ready before others have to wait.
    let content = house.vault.seal(&seal_of(id), &file::made(&head, &whom, &told)?)?;
    let work = house.begin(&Asker::house("privacy", Way::Job)).await?;
    // Made by somebody else meanwhile, or gone with its person.
    let Some(row) = store::hold_file(work.tx(), id).await? else { return Ok(()) };
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::fill_file(&work, id, content, &token).await?;
    mail::file_ready(&work, &club, &whom, &row, &token).await?;
    work.commit().await
}

/// The file of a link. That it was fetched is noted.
pub async fn fetch(house: &House, by: &Asker, network: &str, token: &str) -> Result<Download, Problem> {
    throttle::attempt(house, &format!("person-file:{network}"), PER_NETWORK).await?;
    let row = store::file_by_token(&house.db.read, token, house.now()).await?.ok_or_else(Problem::not_found)?;
    let content = row.content.as_deref().ok_or_else(Problem::not_found)?;
    let bytes = house.vault.unseal(&seal_of(row.id), content)?;
    let work = house.begin(by).await?;
    let person = store::person(work.tx(), row.person_id).await?.ok_or_else(Problem::not_found)?;
    store::file_fetched(&work, row.id).await?;
    note(&work, "fetch_file", &person, None).await?;
    work.commit().await?;
    Ok(Download { bytes, media_type: "application/zip", file_name: "donnees-personnelles.zip".to_owned() })
}

/// Takes away what can't be fetched any more.
pub async fn sweep(house: &House) -> Result<(), Problem> {
    let work = house.begin(&Asker::house("privacy", Way::Job)).await?;
    let swept = store::sweep_files(&work).await?;
    work.commit().await?;
    tracing::info!(swept, "files of people swept");
    Ok(())
}

async fn note(work: &Work, verb: &'static str, who: &person::Model, to: Option<&str>) -> Result<(), Problem> {
    let told = |to: &str| FieldChange { field: "email".to_owned(), before: json!(null), after: json!(to) };
    let entry = Entry::new(verb, "person", who.id, &queries::name_of(who));
    work.note(vec![entry.with(to.map(told).into_iter().collect())]).await
}
