//! Members that may be the one being typed: by a number, by an address, by a near-equal name in the same commune.

use std::collections::HashMap;

use kernel::{
    email::Email,
    identifiers::{InseeCommune, Rna, Siren, Siret},
    problem::Problem,
    words::{self, NEAR_EQUAL, similarity_of_keys},
};
use places::places;
use platform::House;
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use tables::{address, contact, member};
use uuid::Uuid;

use super::{
    cards::{self, Lens},
    schema::{Duplicate, DuplicateQuery, DuplicateReason},
};

/// How many are shown.
const SHOWN: usize = 5;
/// How many names of one commune are compared: more than any commune has.
const COMPARED: u64 = 5_000;

/// The likeliest first, at most five. Half-typed numbers and addresses are no fault here: they match nothing yet.
pub async fn like(house: &House, lens: &Lens, query: DuplicateQuery) -> Result<Vec<Duplicate>, Problem> {
    let mut found: HashMap<Uuid, (DuplicateReason, f64)> = HashMap::new();
    for id in by_number(house, &query).await? {
        found.entry(id).or_insert((DuplicateReason::Identifier, 1.0));
    }
    for id in by_email(house, lens, &query).await? {
        found.entry(id).or_insert((DuplicateReason::Email, 0.99));
    }
    for (id, score) in by_name(house, &query).await? {
        found.entry(id).or_insert((DuplicateReason::Name, score));
    }
    if let Some(except) = query.except {
        found.remove(&except);
    }
    let mut ranked: Vec<(Uuid, (DuplicateReason, f64))> = found.into_iter().collect();
    ranked.sort_by(|(a, (_, left)), (b, (_, right))| right.total_cmp(left).then(a.cmp(b)));
    ranked.truncate(SHOWN);
    let ids: Vec<Uuid> = ranked.iter().map(|(id, _)| *id).collect();
    let mut cards: HashMap<Uuid, _> =
        cards::of_ids(&house.db.read, lens, &ids).await?.into_iter().map(|card| (card.id, card)).collect();
    let duplicate = |(id, (reason, score))| Some(Duplicate { member: cards.remove(&id)?, reason, score });
    Ok(ranked.into_iter().filter_map(duplicate).collect())
}

async fn by_number(house: &House, query: &DuplicateQuery) -> Result<Vec<Uuid>, Problem> {
    use member::Column as C;
    let mut any = Condition::any();
    if let Some(siret) = query.siret.as_deref().and_then(|raw| Siret::parse(raw).ok()) {
        any = any.add(C::Siret.eq(siret.as_str()));
    }
    if let Some(siren) = query.siren.as_deref().and_then(|raw| Siren::parse(raw).ok()) {
        any = any.add(C::Siren.eq(siren.as_str()));
    }
    if let Some(rna) = query.rna.as_deref().and_then(|raw| Rna::parse(raw).ok()) {
        any = any.add(C::Rna.eq(rna.as_str()));
    }
    if any.is_empty() {
        return Ok(Vec::new());
    }
    Ok(ids_of(any).all(&house.db.read).await?)
}

/// People's addresses too, for those who see them.
async fn by_email(house: &House, lens: &Lens, query: &DuplicateQuery) -> Result<Vec<Uuid>, Problem> {
    let Some(email) = query.email.as_deref().and_then(|raw| Email::parse(raw).ok()) else { return Ok(Vec::new()) };
    let own = ids_of(Condition::all().add(member::Column::EmailKey.eq(email.key()))).all(&house.db.read).await?;
    if !lens.sight.sees_contacts() {
        return Ok(own);
    }
    let of_people: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::MemberId)
        .join(JoinType::InnerJoin, contact::Relation::Address.def())
        .join(JoinType::InnerJoin, contact::Relation::Member.def())
        .filter(address::Column::EmailKey.eq(email.key()))
        .filter(member::Column::ArchivedAt.is_null())
        .limit(SHOWN as u64)
        .into_tuple()
        .all(&house.db.read)
        .await?;
    Ok(own.into_iter().chain(of_people).collect())
}

/// In the commune, every name is compared; without one, those whose key is the same or begins with the same word.
async fn by_name(house: &House, query: &DuplicateQuery) -> Result<Vec<(Uuid, f64)>, Problem> {
    use member::Column as C;
    let Some(name) = query.name.as_deref().filter(|name| words::fold(name).len() >= 3) else { return Ok(Vec::new()) };
    let key = words::match_key(name);
    let commune = query.commune.as_deref().and_then(|text| match InseeCommune::parse(text) {
        Ok(code) => places().commune(code.as_str()).map(|commune| commune.insee_code),
        Err(_) => places().resolve(text, None, &|_| false).decided(),
    });
    let near = match commune {
        Some(code) => Condition::all().add(C::CommuneCode.eq(code)),
        None => {
            let first = key.split(' ').next().unwrap_or_default();
            Condition::all().add(C::MatchKey.gte(first)).add(C::MatchKey.lt(format!("{first}\u{10FFFF}")))
        }
    };
    let candidates: Vec<(Uuid, String)> = member::Entity::find()
        .select_only()
        .columns([C::Id, C::MatchKey])
        .filter(C::ArchivedAt.is_null())
        .filter(near)
        .limit(COMPARED)
        .into_tuple()
        .all(&house.db.read)
        .await?;
    let scored = candidates.into_iter().map(|(id, other)| (id, similarity_of_keys(&key, &other)));
    Ok(scored.filter(|(_, score)| *score >= NEAR_EQUAL).collect())
}

fn ids_of(condition: Condition) -> sea_orm::Selector<sea_orm::SelectGetableTuple<Uuid>> {
    member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::ArchivedAt.is_null())
        .filter(condition)
        .limit(SHOWN as u64)
        .into_tuple()
}
