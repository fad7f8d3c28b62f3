//! Reads: campaigns with their counts, recipients with where they are written to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use platform::{Asker, House, web::abilities::Ability};
use tables::campaign;
use uuid::Uuid;

use super::{
    rules::{self, Standing, Verb},
    schema::{
        Campaign, CampaignCounts, CampaignQuery, CampaignRecipient, CampaignState, RecipientMember, RecipientQuery,
        RecipientStage,
    },
    store::{self, Row},
};
use crate::features::{
    club,
    members::{self, Addressee, Unreached},
};

const PAGE: u64 = 50;

pub fn standing(row: &campaign::Model) -> Standing {
    Standing { state: CampaignState::parse(&row.state), sent_at: row.sent_at, reminded: row.reminded_at.is_some() }
}

pub async fn list(house: &House, by: &Asker, query: &CampaignQuery) -> Result<PageOf<Campaign>, Problem> {
    const QUESTION: &str = "campaigns";
    let limit = query.limit.unwrap_or(PAGE);
    let after = query.cursor.as_deref().map(|sealed| Cursor::<()>::open(sealed, QUESTION)).transpose()?;
    let mut rows = store::list(&house.db.read, after.map(|cursor| cursor.id), limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: QUESTION.to_owned() }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: told(house, by, rows).await?, next_cursor, total: None })
}

pub async fn page(house: &House, by: &Asker, row: campaign::Model) -> Result<Campaign, Problem> {
    told(house, by, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<Campaign, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    page(house, by, row).await
}

async fn told(house: &House, by: &Asker, rows: Vec<campaign::Model>) -> Result<Vec<Campaign>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut counts: HashMap<Uuid, CampaignCounts> = HashMap::new();
    for (id, stage, how_many) in store::counts(&house.db.read, &ids).await? {
        counts.entry(id).or_default().add(stage, how_many);
    }
    let drafts = rows.iter().filter(|row| CampaignState::parse(&row.state) == CampaignState::Draft);
    counts.extend(counts_of_drafts(house, &drafts.map(|row| row.id).collect::<Vec<_>>()).await?);
    let view = |row: campaign::Model| {
        let of = |verb| Ability::of(&rules::may(verb, &by.caller, standing(&row), house.now()), by.language);
        Campaign {
            abilities: Verb::ALL.into_iter().map(|verb| (verb.as_str(), of(verb))).collect::<BTreeMap<_, _>>(),
            counts: counts.remove(&row.id).unwrap_or_default(),
            id: row.id,
            state: CampaignState::parse(&row.state),
            name: row.name,
            audience: row.audience,
            words: row.words,
            by: row.by_name,
            created_at: row.created_at,
            sent_at: row.sent_at,
            reminded_at: row.reminded_at,
            closed_on: row.closed_on,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

type Addressees = HashMap<Uuid, Result<Addressee, Unreached>>;

async fn addressees(house: &House, members: &[Uuid]) -> Result<Addressees, Problem> {
    let db = &house.db.read;
    let today = club::settings(db).await?.today(house.now());
    members::addressees(&house.vault, db, members, today).await
}

/// Whom these campaigns would reach if they were sent now: addresses are corrected until they are.
pub async fn counts_of_drafts(house: &House, ids: &[Uuid]) -> Result<HashMap<Uuid, CampaignCounts>, Problem> {
    let asked = store::unwritten(&house.db.read, ids).await?;
    let members: BTreeSet<Uuid> = asked.iter().map(|(_, member)| *member).collect();
    let found = addressees(house, &members.into_iter().collect::<Vec<_>>()).await?;
    let mut counts: HashMap<Uuid, CampaignCounts> = HashMap::new();
    for (campaign, member) in asked {
        let reached = found.get(&member).is_some_and(Result::is_ok);
        let stage = if reached { RecipientStage::Waiting } else { RecipientStage::Unreachable };
        counts.entry(campaign).or_default().add(stage, 1);
    }
    Ok(counts)
}

pub async fn recipients(
    house: &House,
    campaign: &campaign::Model,
    query: &RecipientQuery,
) -> Result<PageOf<CampaignRecipient>, Problem> {
    let draft = CampaignState::parse(&campaign.state) == CampaignState::Draft;
    let question = format!("campaign_recipients:{}:{:?}", campaign.id, query.stage);
    let after = query.cursor.as_deref().map(|sealed| Cursor::<String>::open(sealed, &question)).transpose()?;
    let after = after.map(|cursor| (cursor.k, cursor.id));
    let limit = query.limit.unwrap_or(PAGE);
    // Who of a draft can be reached is not written down yet: all of them are looked at.
    let (stage, most) = if draft { (None, None) } else { (query.stage, Some(limit + 1)) };
    let rows = store::recipients(&house.db.read, campaign.id, stage, after, most).await?;
    let unwritten = rows.iter().filter(|row| row.letters == 0 && row.unreached.is_none());
    let unwritten: Vec<Uuid> = unwritten.map(|row| row.member_id).collect();
    let found = addressees(house, &unwritten).await?;
    let mut items: Vec<(String, CampaignRecipient)> = rows
        .into_iter()
        .map(|row| (row.name_key.clone(), recipient(row, &found, draft)))
        .filter(|(_, one)| query.stage.is_none_or(|wanted| one.stage == wanted))
        .collect();
    let more = items.len() as u64 > limit;
    items.truncate(limit as usize);
    let next_cursor = match items.last() {
        Some((key, last)) if more => Some(Cursor { k: key.clone(), id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: items.into_iter().map(|(_, one)| one).collect(), next_cursor, total: None })
}

fn recipient(row: Row, found: &Addressees, draft: bool) -> CampaignRecipient {
    let mut unreached = row.why();
    let mut stage = RecipientStage::parse(&row.stage);
    let (mut address, mut person) = (row.to_address, row.to_name.filter(|name| !name.is_empty()));
    match found.get(&row.member_id) {
        Some(Ok(addressee)) => {
            address = Some(addressee.email.clone());
            person = Some(addressee.name.clone()).filter(|name| !name.is_empty());
        }
        Some(Err(why)) if draft => {
            unreached = Some(*why);
            stage = RecipientStage::Unreachable;
        }
        _ => {}
    }
    CampaignRecipient {
        id: row.id,
        member: RecipientMember { id: row.member_id, name: row.name },
        stage,
        address,
        person,
        unreached,
        letters: row.letters,
        answered_at: row.answered_at,
    }
}
