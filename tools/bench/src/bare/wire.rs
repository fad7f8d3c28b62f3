//! What goes over the wire: the same words in the same order as the real list.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{cadence::Cadence, decimal, page::Cursor, trade::FollowUp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Asked,
    read::{Contact, Found, Member},
};
use crate::Outcome;

const CADENCE: Cadence = Cadence { months: 3, soon_days: 30, newsletter_counts: true };

#[derive(Serialize, Deserialize)]
pub struct Ability {
    allowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct Page<'a> {
    items: Vec<Card<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

#[derive(Serialize)]
struct Card<'a> {
    id: Uuid,
    kind: String,
    size: Option<String>,
    name: String,
    status: String,
    ex_officio: bool,
    commune: Option<Commune>,
    postal_code: Option<String>,
    main_contact: Option<Main>,
    matched: Option<()>,
    email: Option<String>,
    phone: Option<String>,
    topics: Vec<Topic>,
    custom: BTreeMap<String, Custom>,
    joined_on: Option<NaiveDate>,
    last_contact_on: Option<NaiveDate>,
    last_personal_contact_on: Option<NaiveDate>,
    contact_due_on: Option<NaiveDate>,
    follow_up: Option<FollowUp>,
    archived_at: Option<DateTime<Utc>>,
    merged_into: Option<Uuid>,
    updated_at: DateTime<Utc>,
    revision: i64,
    abilities: &'a BTreeMap<String, Ability>,
}

#[derive(Serialize)]
struct Commune {
    insee_code: Option<String>,
    name: String,
}

#[derive(Serialize)]
struct Main {
    id: Uuid,
    name: String,
    function: Option<String>,
    email: Option<String>,
    email_deliverability: Option<String>,
    phone: Option<String>,
}

#[derive(Serialize)]
struct Topic {
    id: Uuid,
    name: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Custom {
    Text(String),
    Day(NaiveDate),
    YesNo(bool),
    Number(serde_json::Number),
}

pub fn written(
    mut found: Found,
    asked: &Asked,
    abilities: &BTreeMap<String, Ability>,
    today: NaiveDate,
) -> Outcome<Vec<u8>> {
    let limit = asked.limit as usize;
    let more = found.members.len() > limit;
    found.members.truncate(limit);
    let next_cursor = match found.members.last() {
        Some(last) if more => {
            let key = match asked.sort.as_str() {
                "name" => Some(last.name_key.clone()),
                _ => last.contact_due_on.map(|day| day.to_string()),
            };
            Some(
                Cursor { k: vec![key], id: last.id, q: asked.mark.clone() }
                    .seal()
                    .map_err(|problem| problem.to_string())?,
            )
        }
        _ => None,
    };
    let mut topics: HashMap<Uuid, Vec<Topic>> = HashMap::new();
    for row in found.topics {
        topics.entry(row.member_id).or_default().push(Topic { id: row.id, name: row.name });
    }
    let mut contacts: HashMap<Uuid, Main> = found.contacts.into_iter().map(|row| (row.member_id, main(row))).collect();
    let mut values: HashMap<Uuid, BTreeMap<String, Custom>> = HashMap::new();
    for row in found.values {
        let value = row
            .text
            .or(row.choice)
            .map(Custom::Text)
            .or(row.number.map(|millionths| Custom::Number(decimal::number(millionths))))
            .or(row.day.map(Custom::Day))
            .or(row.yes.map(Custom::YesNo));
        if let Some(value) = value {
            values.entry(row.member_id).or_default().insert(row.key, value);
        }
    }
    let items = found.members.into_iter().map(|row| {
        let (topics, custom) = (topics.remove(&row.id).unwrap_or_default(), values.remove(&row.id).unwrap_or_default());
        let main = contacts.remove(&row.id);
        card(row, topics, custom, main, abilities, today)
    });
    Ok(serde_json::to_vec(&Page { items: items.collect(), next_cursor })?)
}

fn main(row: Contact) -> Main {
    Main {
        id: row.id,
        name: format!("{} {}", row.given_name, row.family_name),
        function: row.function,
        email: row.email,
        email_deliverability: row.deliverability,
        phone: row.mobile.or(row.phone),
    }
}

fn card(
    row: Member,
    topics: Vec<Topic>,
    custom: BTreeMap<String, Custom>,
    main_contact: Option<Main>,
    abilities: &BTreeMap<String, Ability>,
    today: NaiveDate,
) -> Card<'_> {
    Card {
        follow_up: (row.status == "active").then(|| CADENCE.state(row.contact_due_on, today)),
        id: row.id,
        kind: row.kind,
        size: row.size,
        name: row.name,
        status: row.status,
        ex_officio: row.ex_officio,
        commune: row.commune_name.map(|name| Commune { insee_code: row.commune_code, name }),
        postal_code: row.postal_code,
        main_contact,
        matched: None,
        email: row.email,
        phone: row.phone,
        topics,
        custom,
        joined_on: row.joined_on,
        last_contact_on: row.last_contact_on,
        last_personal_contact_on: row.last_personal_contact_on,
        contact_due_on: row.contact_due_on,
        archived_at: row.archived_at,
        merged_into: row.merged_into,
        updated_at: row.updated_at,
        revision: row.revision,
        abilities,
    }
}
