//! What an organisation does without an account: look itself up, ask, and prove by the link of a mail that it was them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::problem::{Fault, Problem, say};
use platform::{
    Asker, House, Work,
    audit::Entry,
    secrets::{fingerprint, random_bytes},
};
use serde_json::json;
use tables::{join_request, member};

use super::{
    super::{actions::create, contacts, record, store as members},
    facts::JoinRequested,
    mail, pace, rules,
    schema::{JoinApplicant, JoinAsked, JoinConfirmForm, JoinForm, JoinOrganisation, JoinReview, JoinState},
    store, ticket,
};
use crate::features::{
    club,
    registers::{self, AddressLookUp, AddressQuery, OrganisationLookUp, OrganisationQuery},
};

pub async fn organisations(
    house: &House,
    by: &Asker,
    network: &str,
    query: &OrganisationQuery,
) -> Result<OrganisationLookUp, Problem> {
    pace::look_up(house, network).await?;
    registers::organisations(house, by, query).await
}

pub async fn addresses(
    house: &House,
    by: &Asker,
    network: &str,
    query: &AddressQuery,
) -> Result<AddressLookUp, Problem> {
    pace::look_up(house, network).await?;
    registers::addresses(house, by, query).await
}

/// Takes a request in and sends the link that proves it. Whom the club knows is not looked at here: the answer can't tell.
pub async fn ask(house: &House, by: &Asker, network: &str, form: JoinForm) -> Result<JoinAsked, Problem> {
    let club = club::settings(&house.db.read).await?;
    if !club.join_open {
        return Err(rules::closed());
    }
    ticket::check(house, &form.ticket)?;
    let language = by.language.code();
    let (charter_agreed, newsletter, robot) =
        (form.charter_agreed, form.newsletter, form.fax.as_deref().is_some_and(|fax| !fax.trim().is_empty()));
    let topics = form.topics.clone();
    let read = read(house, form).await?;
    pace::ask(house, network).await?;
    let asked = JoinAsked { valid_hours: rules::VALID.num_hours(), in_territory: read.in_territory };
    if robot {
        // It is told the same, and nothing comes of it.
        return Ok(asked);
    }
    let (token, now) = (URL_SAFE_NO_PAD.encode(random_bytes::<32>()), house.now());
    let known = members::known_topics(&house.db.read, &topics).await?;
    let topics: Vec<_> = topics.into_iter().filter(|id| known.contains_key(id)).collect();
    let row = join_request::Model {
        id: kernel::ids::new_id(),
        state: store::UNCONFIRMED.to_owned(),
        organisation_key: read.row.match_key.clone(),
        organisation: json!(read.organisation),
        applicant: json!(JoinApplicant { informed_on: club.today(now), ..read.applicant }),
        applicant_mark: store::applicant_mark(&read.email_key),
        topics: json!(topics),
        language: language.to_owned(),
        in_territory: read.in_territory,
        charter_agreed,
        newsletter_asked: newsletter,
        newsletter_confirmed: false,
        token_hash: fingerprint(&token),
        token_until: now + rules::VALID,
        asked_at: now,
        confirmed_at: None,
        decided_at: None,
        decided_by: None,
        reason: None,
        member_id: None,
    };
    if store::asked_already(&house.db.read, &row, now - rules::SENT_TWICE).await? {
        // Sent twice: the first mail is on its way.
        return Ok(asked);
    }
    pace::mail(house, &read.email_key).await?;
    let work = house.begin(by).await?;
    mail::proof(&work, &row, &token).await?;
    store::insert(work.tx(), row).await?;
    work.commit().await?;
    Ok(asked)
}

struct Read {
    /// Normalised, as a record of it would be.
    organisation: JoinOrganisation,
    row: member::Model,
    applicant: JoinApplicant,
    email_key: String,
    in_territory: bool,
}

/// Reads the form the way a member and its contact are read, so that nothing stands in the way of making them of it.
async fn read(house: &House, form: JoinForm) -> Result<Read, Problem> {
    let territory = members::territory(&house.db.read).await?;
    let changes = form.organisation.clone().as_member().changes();
    let mut row = create::blank(house.now(), "join");
    let mut faults: Vec<Fault> = record::put(&mut row, &changes, &|code| territory.contains(code));
    for fault in &mut faults {
        fault.pointer = format!("/organisation{}", fault.pointer);
    }
    let person = contacts::read_applicant(&form.person);
    faults.extend(person.faults);
    if let Some(message) = &form.message
        && message.chars().count() > 2000
    {
        faults.push(Fault::at("/message", "house.length", say("Au plus 2000 caractères.", "At most 2000 characters.")));
    }
    let Some(email) = person.email.filter(|_| faults.is_empty()) else { return Err(Problem::invalid(faults)) };
    let kept =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Read {
        in_territory: row.commune_code.as_ref().is_some_and(|code| territory.contains(code)),
        organisation: JoinOrganisation {
            name: row.name.clone(),
            kind: row.kind,
            size: row.size,
            commune: row.commune_code.clone().or(row.commune_name.clone()).unwrap_or_default(),
            street: row.street.clone(),
            postal_code: row.postal_code.clone(),
            siren: row.siren.clone(),
            siret: row.siret.clone(),
            rna: row.rna.clone(),
            amalia: row.amalia.clone(),
            email: row.email.clone(),
            phone: row.phone.clone(),
            website: row.website.clone(),
            description: row.description.clone(),
        },
        row,
        email_key: email.key(),
        applicant: JoinApplicant {
            given_name: person.given_name,
            family_name: person.family_name,
            function: person.function,
            email: email.into_string(),
            phone: person.phone,
            message: kept(&form.message),
            basis: "public_task".to_owned(),
            informed_on: Default::default(),
        },
    })
}

/// What the link is about.
pub async fn review(house: &House, network: &str, token: &str) -> Result<JoinReview, Problem> {
    pace::token(house, network).await?;
    let row = store::by_token(&house.db.read, token, house.now(), false).await?.ok_or_else(rules::link_spent)?;
    told(&row)
}

fn told(row: &join_request::Model) -> Result<JoinReview, Problem> {
    let organisation: JoinOrganisation = serde_json::from_value(row.organisation.clone())?;
    let applicant: JoinApplicant = serde_json::from_value(row.applicant.clone())?;
    let confirmed = row.confirmed_at.is_some();
    Ok(JoinReview {
        organisation: organisation.name,
        person: format!("{} {}", applicant.given_name, applicant.family_name),
        in_territory: row.in_territory,
        newsletter: if confirmed { row.newsletter_confirmed } else { row.newsletter_asked },
        confirmed,
    })
}

/// The address is proven: the request waits for the team from now on. A second click finds it done.
pub async fn confirm(house: &House, by: &Asker, network: &str, form: JoinConfirmForm) -> Result<JoinReview, Problem> {
    pace::token(house, network).await?;
    let work = house.begin(by).await?;
    let row = store::by_token(work.tx(), &form.token, work.now, true).await?;
    let mut row = row.ok_or_else(rules::link_spent)?;
    if row.confirmed_at.is_some() {
        return told(&row);
    }
    row.state = JoinState::Waiting.as_str().to_owned();
    row.confirmed_at = Some(work.now);
    row.newsletter_confirmed = form.newsletter;
    store::replace(&work, &row).await?;
    store::update(work.tx(), row.clone()).await?;
    announce(&work, &row).await?;
    work.commit().await?;
    told(&row)
}

async fn announce(work: &Work, row: &join_request::Model) -> Result<(), Problem> {
    let told = told(row)?;
    work.note(vec![Entry::new("ask", "join_request", row.id, &told.organisation)]).await?;
    work.record(&JoinRequested { request_id: row.id }).await?;
    mail::waiting(work, row.id, &told).await
}
