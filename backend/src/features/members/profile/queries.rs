//! Reads.

use kernel::problem::Problem;
use platform::{Asker, House, web::guard::refuse};
use uuid::Uuid;

use super::{
    super::{
        custom::{self, Definitions},
        proposals,
        rules::moderation::{CUSTOM, Moderation},
        store as members,
    },
    actions::Changed,
    schema::{Profile, ProfileChanged, ProfileField, ProfileRule},
    settings, store,
};

/// Machines keep records by `PATCH /members/{id}`.
pub fn for_people(by: &Asker) -> Result<(), Problem> {
    if by.caller.person().is_some() { Ok(()) } else { Err(refuse(by)) }
}

pub fn told(moderation: &Moderation, definitions: &Definitions) -> Vec<ProfileRule> {
    let rules = moderation.fields(definitions).into_iter();
    rules
        .map(|(field, rule)| ProfileRule {
            name: field.strip_prefix(CUSTOM).and_then(|key| definitions.get(key)).map(|known| known.name.clone()),
            field,
            treatment: rule.treatment,
            audience: rule.audience,
            may_be_public: rule.may_be_public,
            may_wait: rule.may_wait,
        })
        .collect()
}

/// The rules, and the revision that they are at together.
pub async fn rules(house: &House) -> Result<(Vec<ProfileRule>, i64), Problem> {
    let db = &house.db.read;
    let moderation = store::in_force(db).await?;
    let revision = settings::revision(&moderation);
    Ok((told(&moderation, &custom::definitions(db).await?), revision))
}

pub async fn profile(house: &House, by: &Asker, id: Uuid) -> Result<Profile, Problem> {
    let db = &house.db.read;
    let row = members::find(db, id).await?.ok_or_else(Problem::not_found)?;
    let definitions = custom::definitions(db).await?;
    let moderation = store::in_force(db).await?;
    let fields = told(&moderation, &definitions).into_iter().map(|rule| ProfileField {
        shown_to: moderation.shown_to(&rule.field, &row.visibility, &definitions),
        said: row.visibility[&rule.field].as_str().and_then(|word| word.parse().ok()),
        rule,
    });
    let fields = fields.collect();
    let waiting = proposals::waiting_of(house, by, id).await?;
    Ok(Profile { member_id: id, fields, waiting, revision: row.revision })
}

/// What became of a change, as it is told.
pub async fn changed(house: &House, by: &Asker, id: Uuid, what: Changed) -> Result<ProfileChanged, Problem> {
    let waiting = match what.proposal {
        Some(proposal) => vec![proposals::one(house, by, proposal).await?],
        None => Vec::new(),
    };
    let row = members::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    Ok(ProfileChanged { applied: what.applied, waiting, revision: row.revision })
}
