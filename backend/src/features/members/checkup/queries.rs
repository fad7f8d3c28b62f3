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
    schema::{RecordFacts, RecordFixes, RecordPerson},
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
