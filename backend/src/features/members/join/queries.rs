//! Reads: the form's words, communes, and the requests that wait.

use std::collections::BTreeMap;

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use places::places;
use platform::{Asker, House, web::abilities::Ability};
use tables::join_request;
use uuid::Uuid;

use super::{
    super::{
        cards::Lens,
        duplicates,
        schema::{DuplicateQuery, MemberCommune, MemberTopic},
        store as members,
    },
    rules,
    schema::{
        JoinApplicant, JoinCommune, JoinFormWords, JoinOrganisation, JoinRequestCard, JoinRequestPage,
        JoinRequestQuery, JoinState,
    },
    store, ticket,
};
use crate::features::club;

const USUAL_LIMIT: u64 = 50;
const COMMUNES: usize = 8;

pub async fn form(house: &House) -> Result<JoinFormWords, Problem> {
    let club = club::settings(&house.db.read).await?;
    let topics = members::all_topics(&house.db.read).await?;
    Ok(JoinFormWords {
        open: club.join_open,
        words: club.join_words,
        charter: Some(club.charter_words).filter(|words| !words.is_empty()),
        topics: topics.into_iter().map(|(id, name)| MemberTopic { id, name }).collect(),
        privacy_contact: club.privacy_contact,
        look_ups: club.look_ups && house.settings.register_url.is_some(),
        valid_hours: rules::VALID.num_hours(),
        ticket: ticket::issue(house),
    })
}

/// Those of the territory first, among those that are as likely.
pub async fn communes(house: &House, q: &str) -> Result<PageOf<JoinCommune>, Problem> {
    let territory = members::territory(&house.db.read).await?;
    let mut found: Vec<JoinCommune> = places()
        .search(q, COMMUNES * 4)
        .into_iter()
        .map(|commune| JoinCommune {
            insee_code: commune.insee_code.to_owned(),
            name: commune.name.to_owned(),
            postal_codes: commune.postal_codes().map(str::to_owned).collect(),
            in_territory: territory.contains(commune.insee_code),
        })
        .collect();
    found.sort_by_key(|commune| !commune.in_territory);
    found.truncate(COMMUNES);
    Ok(PageOf::whole(found))
}

pub async fn list(house: &House, by: &Asker, query: &JoinRequestQuery) -> Result<PageOf<JoinRequestCard>, Problem> {
    let db = &house.db.read;
    let (state, limit) = (query.state.unwrap_or(JoinState::Waiting), query.limit.unwrap_or(USUAL_LIMIT));
    let question = format!("join_requests:{}", state.as_str());
    let after = query.cursor.as_deref().map(|sealed| Cursor::<()>::open(sealed, &question)).transpose()?;
    let mut rows = store::list(db, state, after.map(|cursor| cursor.id), limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let total = match query.with_total.unwrap_or(false) {
        true => Some(store::count(db, state).await?),
        false => None,
    };
    let topics = topics(house).await?;
    let items = rows.into_iter().map(|row| card(house, by, &topics, row)).collect::<Result<_, _>>()?;
    Ok(PageOf { items, next_cursor, total })
}

pub async fn page(house: &House, by: &Asker, id: Uuid) -> Result<JoinRequestPage, Problem> {
    let row = store::find(&house.db.read, id).await?;
    let card = card(house, by, &topics(house).await?, row)?;
    let duplicates = match card.state {
        JoinState::Waiting => {
            let organisation = &card.organisation;
            let query = DuplicateQuery {
                name: Some(organisation.name.clone()),
                commune: Some(organisation.commune.clone()),
                siren: organisation.siren.clone(),
                siret: organisation.siret.clone(),
                rna: organisation.rna.clone(),
                email: Some(card.applicant.email.clone()),
                except: None,
            };
            duplicates::like(house, &Lens::of(house, by).await?, query).await?
        }
        _ => Vec::new(),
    };
    Ok(JoinRequestPage { card, duplicates })
}

async fn topics(house: &House) -> Result<BTreeMap<Uuid, String>, Problem> {
    Ok(members::all_topics(&house.db.read).await?.into_iter().collect())
}

fn card(
    house: &House,
    by: &Asker,
    topics: &BTreeMap<Uuid, String>,
    row: join_request::Model,
) -> Result<JoinRequestCard, Problem> {
    let state = store::state(&row).ok_or_else(Problem::not_found)?;
    let organisation: JoinOrganisation = serde_json::from_value(row.organisation)?;
    let applicant: JoinApplicant = serde_json::from_value(row.applicant)?;
    let wanted: Vec<Uuid> = serde_json::from_value(row.topics)?;
    let commune = places().commune(&organisation.commune).map_or_else(
        || MemberCommune { insee_code: None, name: organisation.commune.clone() },
        |commune| MemberCommune { insee_code: Some(commune.insee_code.to_owned()), name: commune.name.to_owned() },
    );
    let decides = Ability::of(&rules::may_decide(&by.caller, state), by.language);
    let erases = Ability::of(&rules::may_erase(&by.caller, state), by.language);
    Ok(JoinRequestCard {
        id: row.id,
        state,
        commune: Some(commune).filter(|commune| !commune.name.is_empty()),
        in_territory: row.in_territory,
        topics: wanted
            .into_iter()
            .filter_map(|id| topics.get(&id).map(|name| MemberTopic { id, name: name.clone() }))
            .collect(),
        charter_agreed: row.charter_agreed,
        newsletter: row.newsletter_confirmed,
        asked_at: row.asked_at,
        confirmed_at: row.confirmed_at,
        late: rules::is_late(state, row.confirmed_at, house.now()),
        decided_at: row.decided_at,
        decided_by: row.decided_by,
        reason: row.reason,
        member_id: row.member_id,
        abilities: BTreeMap::from([("approve", decides.clone()), ("refuse", decides), ("erase", erases)]),
        organisation,
        applicant,
    })
}
