//! Reads.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::Treatment};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        contacts::{self, Known},
        custom::Definitions,
        profile, store as members,
    },
    schema::{HolderFixes, Link, RecordFacts, RecordFixes, RecordHolder, RecordPerson},
};

/// What the club holds of a member; nothing of one that is archived, or part of another record.
pub async fn facts<C: ConnectionTrait>(db: &C, id: Uuid, today: NaiveDate) -> Result<Option<RecordFacts>, Problem> {
    Ok(facts_of(db, &[id], today).await?.remove(&id))
}

/// The same of several, each that has any.
pub async fn facts_of<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, RecordFacts>, Problem> {
    let rows = members::kept(db, ids).await?;
    let mut people = contacts::of_members(db, ids, today).await?;
    // None of these fields is one that the club made.
    let (moderation, definitions) = (profile::in_force(db).await?, Definitions::default());
    let treated = |wanted: &[Treatment]| -> Vec<String> {
        let is = |field: &str| moderation.treatment(field, &definitions).is_some_and(|it| wanted.contains(&it));
        RecordFixes::FIELDS.into_iter().filter(|field| is(field)).map(str::to_owned).collect()
    };
    let (fixable, waits) = (treated(&[Treatment::Applies, Treatment::Waits]), treated(&[Treatment::Waits]));
    let person = |known: &Known| RecordPerson {
        name: contacts::name_of(known),
        function: known.contact.function.clone(),
        main: known.contact.main,
    };
    let facts = rows.into_iter().map(|row| {
        let people = people.remove(&row.id).unwrap_or_default();
        let facts = RecordFacts {
            fixable: fixable.clone(),
            waits: waits.clone(),
            name: row.name,
            street: row.street,
            postal_code: row.postal_code,
            commune: row.commune_name,
            email: row.email,
            phone: row.phone,
            website: row.website,
            people: people.iter().map(person).collect(),
            verified_on: row.verified_on,
        };
        (row.id, facts)
    });
    Ok(facts.collect())
}

/// Whom a letter went to, as far as they see themselves; nobody once their address is another than the letter's.
pub async fn holder<C: ConnectionTrait>(db: &C, link: Link) -> Result<Option<RecordHolder>, Problem> {
    let (Some(contact), Some(letter)) = (link.contact, link.letter) else { return Ok(None) };
    let Some(went_to) = contacts::recipient(db, letter).await? else { return Ok(None) };
    let is_theirs = |known: &Known| {
        let address = known.address.as_ref().map(|address| address.email.to_lowercase());
        known.contact.member_id == link.member && address == Some(went_to.to_lowercase())
    };
    let Some(known) = contacts::known_by_ids(db, &[contact]).await?.pop().filter(is_theirs) else { return Ok(None) };
    let treatment = profile::in_force(db).await?.people();
    let mut fixable: Vec<String> = Vec::new();
    if treatment != Treatment::StaffOnly {
        if !contacts::names_itself(db, known.person.id, None).await? {
            fixable.extend(HolderFixes::NAMES.map(str::to_owned));
        }
        fixable.extend(HolderFixes::REST.map(str::to_owned));
    }
    Ok(Some(RecordHolder {
        waits: if treatment == Treatment::Waits { fixable.clone() } else { Vec::new() },
        fixable,
        given_name: known.person.given_name,
        family_name: known.person.family_name,
        function: known.contact.function,
        phone: known.contact.phone,
        mobile: known.contact.mobile,
    }))
}
