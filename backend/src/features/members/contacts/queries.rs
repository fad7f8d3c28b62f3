//! Reads.

use chrono::NaiveDate;
use kernel::{page::PageOf, problem::Problem};
use platform::{Asker, House};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{roll, store as members},
    held,
    schema::{Contact, ContactConsent, ContactPerson, ContactsQuery, PeopleQuery, PersonCard, PersonFunction},
    store::{self, Known},
};
use crate::features::club;

pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

pub fn name_of(known: &Known) -> String {
    full_name(&known.person.given_name, &known.person.family_name)
}

/// Whether this contact acts for its member no more, or is not known any more.
pub async fn has_left<C: ConnectionTrait>(db: &C, id: Uuid, today: NaiveDate) -> Result<bool, Problem> {
    Ok(store::find(db, id).await?.is_none_or(|row| store::has_ended(&row, today)))
}

/// Where our data on a person comes from is told to those who keep it, not to the member.
fn tells_source(by: &Asker) -> bool {
    by.caller.person().is_none_or(|person| person.role.is_some())
}

fn view(known: Known, revision: i64, with_source: bool) -> Contact {
    let Known { contact, person, address } = known;
    Contact {
        id: contact.id,
        member_id: contact.member_id,
        person: ContactPerson {
            id: person.id,
            name: full_name(&person.given_name, &person.family_name),
            given_name: person.given_name,
            family_name: person.family_name,
        },
        function: contact.function,
        email_deliverability: address.as_ref().map(|address| address.deliverability),
        consent: address.as_ref().map(|address| ContactConsent {
            state: address.consent,
            on: address.consent_on,
            origin: address.consent_origin.clone().filter(|_| with_source),
        }),
        email: address.map(|address| address.email),
        phone: contact.phone,
        mobile: contact.mobile,
        preferred_channel: contact.preferred_channel,
        newsletter_wish: contact.newsletter_wish,
        main: contact.main,
        from_on: contact.from_on,
        to_on: contact.to_on,
        source: Some(contact.source).filter(|_| with_source),
        informed_on: contact.informed_on,
        basis: contact.basis,
        revision,
    }
}

/// All people of a member: those who are there, the main one first, then those who have ended.
pub async fn all_of<C: ConnectionTrait>(
    db: &C,
    by: &kernel::caller::Caller,
    member: Uuid,
    revision: i64,
    today: NaiveDate,
) -> Result<Vec<Contact>, Problem> {
    let with_source = by.person().is_none_or(|person| person.role.is_some());
    let known = store::of_member(db, member).await?;
    let (ended, there): (Vec<_>, Vec<_>) = known.into_iter().partition(|one| store::has_ended(&one.contact, today));
    Ok(there.into_iter().chain(ended).map(|one| view(one, revision, with_source)).collect())
}

pub async fn list(house: &House, by: &Asker, member: Uuid, query: &ContactsQuery) -> Result<PageOf<Contact>, Problem> {
    let db = &house.db.read;
    let revision = members::find(db, member).await?.ok_or_else(Problem::not_found)?.revision;
    let today = club::settings(db).await?.today(house.now());
    let ended = query.ended.unwrap_or(false);
    let items = store::of_member(db, member)
        .await?
        .into_iter()
        .filter(|one| store::has_ended(&one.contact, today) == ended)
        .map(|one| view(one, revision, tells_source(by)))
        .collect();
    Ok(PageOf::whole(items))
}

pub async fn contact(house: &House, by: &Asker, id: Uuid) -> Result<Contact, Problem> {
    let db = &house.db.read;
    let known = store::known_by_id(db, id).await?;
    let revision = members::find(db, known.contact.member_id).await?.ok_or_else(Problem::not_found)?.revision;
    Ok(view(known, revision, tells_source(by)))
}

/// People who are known, for type-ahead: found in hand or by one query, and one more, however many they are.
pub async fn people(house: &House, query: &PeopleQuery) -> Result<PageOf<PersonCard>, Problem> {
    let db = &house.db.read;
    let today = club::settings(db).await?.today(house.now());
    let limit = query.limit.unwrap_or(10);
    let found = match roll::now(house).await?.and_then(|roll| held::search(&roll.columns, &query.q, limit)) {
        Some(ids) => store::persons(db, &ids).await?,
        None => store::search(db, &query.q, limit).await?,
    };
    let mut functions = store::functions(db, found.iter().map(|person| person.id).collect(), today).await?;
    let cards = found.into_iter().map(|person| PersonCard {
        id: person.id,
        name: full_name(&person.given_name, &person.family_name),
        functions: functions
            .remove(&person.id)
            .unwrap_or_default()
            .into_iter()
            .map(|(_, member_id, name, function, email)| PersonFunction { member_id, name, function, email })
            .collect(),
        given_name: person.given_name,
        family_name: person.family_name,
    });
    Ok(PageOf::whole(cards.collect()))
}
