//! Reads.

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::Treatment};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{contacts, custom::Definitions, profile, store as members},
    schema::{RecordFacts, RecordFixes, RecordPerson},
};

/// What the club holds of a member; nothing of one that is archived, or part of another record.
pub async fn facts<C: ConnectionTrait>(db: &C, id: Uuid, today: NaiveDate) -> Result<Option<RecordFacts>, Problem> {
    let Some(row) = members::find(db, id).await?.filter(|row| row.archived_at.is_none() && row.merged_into.is_none())
    else {
        return Ok(None);
    };
    let people = contacts::of_members(db, &[id], today).await?.remove(&id).unwrap_or_default();
    let people = people.iter().map(|known| RecordPerson {
        name: contacts::name_of(known),
        function: known.contact.function.clone(),
        main: known.contact.main,
    });
    let people = people.collect();
    // None of these fields is one that the club made.
    let (moderation, definitions) = (profile::in_force(db).await?, Definitions::default());
    let treated = |wanted: &[Treatment]| -> Vec<String> {
        let is = |field: &str| moderation.treatment(field, &definitions).is_some_and(|it| wanted.contains(&it));
        RecordFixes::FIELDS.into_iter().filter(|field| is(field)).map(str::to_owned).collect()
    };
    Ok(Some(RecordFacts {
        fixable: treated(&[Treatment::Applies, Treatment::Waits]),
        waits: treated(&[Treatment::Waits]),
        name: row.name,
        street: row.street,
        postal_code: row.postal_code,
        commune: row.commune_name,
        email: row.email,
        phone: row.phone,
        website: row.website,
        people,
        verified_on: row.verified_on,
    }))
}
