//! Reads: which communes the map has an outline of, and where it comes from.

use kernel::problem::Problem;
use platform::{Asker, House, web::Ability};
use sea_orm::ConnectionTrait;
use tables::outline_set;

use super::{
    rules::{self, Standing, Verb},
    schema::{OutlineFailure, OutlineOrigin, OutlinedCommune, Outlines},
    store,
};
use crate::features::club;

pub async fn outlines(house: &House, by: &Asker) -> Result<Outlines, Problem> {
    let db = &house.db.read;
    let set = store::set(db).await?;
    let standing = standing(db, house, &set).await?;
    let middles = store::middles(db).await?;
    let communes: Vec<OutlinedCommune> = club::communes_now(db)
        .await?
        .into_iter()
        .map(|row| OutlinedCommune {
            outlined: middles.contains_key(&row.insee_code),
            insee_code: row.insee_code,
            name: row.name,
        })
        .collect();
    let failure = set.failure.as_deref().and_then(OutlineFailure::parse);
    let ability = |verb| Ability::of(&rules::may(verb, &by.caller, standing), by.language);
    Ok(Outlines {
        outlined: communes.iter().filter(|commune| commune.outlined).count(),
        communes,
        origin: set.origin.as_deref().and_then(OutlineOrigin::parse),
        put_at: set.put_at,
        fetching: standing.fetching,
        failure,
        failure_detail: failure.map(|why| rules::failed(why).in_language(by.language).to_owned()),
        revision: set.revision,
        abilities: Verb::ALL.into_iter().map(|verb| (verb.as_str(), ability(verb))).collect(),
    })
}

/// What the rules need to know, read where the caller stands.
pub async fn standing<C: ConnectionTrait>(
    db: &C,
    house: &House,
    set: &outline_set::Model,
) -> Result<Standing, Problem> {
    Ok(Standing {
        asks: house.settings.communes_url.is_some() && club::settings(db).await?.look_ups,
        has_territory: !club::communes_now(db).await?.is_empty(),
        fetching: rules::is_fetching(set.asked_at, house.now()),
    })
}
