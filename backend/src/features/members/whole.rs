//! A member with all that is its own, row by row: what bulk work (an import, its undo) reads, changes and writes.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{problem::Problem, words};
use platform::snapshot;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use tables::{address, contact, member, member_status, person};
use uuid::Uuid;

use super::{
    custom::{self, Kept, Value as CustomValue},
    record,
    rules::{self, Step},
    store::{self, CHUNK},
};

/// A contact with its person and address.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub contact: contact::Model,
    pub person: person::Model,
    pub address: Option<address::Model>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    pub member: member::Model,
    /// Oldest first.
    pub steps: Vec<member_status::Model>,
    /// By id, with their names.
    pub topics: Vec<(Uuid, String)>,
    /// In their order.
    pub contacts: Vec<Held>,
    /// Values in the fields of the club, by key.
    pub custom: Vec<Kept>,
}

impl Whole {
    /// Puts the steps in order, and writes into the row what they come down to.
    pub fn settle_steps(&mut self) {
        self.steps.sort_by_key(|step| (step.since, step.seq));
        for (seq, step) in self.steps.iter_mut().enumerate() {
            step.seq = seq as i64;
        }
        let history: Vec<Step> = self
            .steps
            .iter()
            .map(|step| Step {
                status: step.status,
                since: step.since,
                precision: step.precision,
                reason: step.reason.clone(),
            })
            .collect();
        let derived = rules::derive(&history);
        let row = &mut self.member;
        (row.status, row.joined_on, row.left_on) = (derived.status, derived.joined_on, derived.left_on);
    }

    /// Writes the keys by which the member is sorted, compared and found.
    pub fn settle_keys(&mut self, today: NaiveDate) {
        let row = &mut self.member;
        row.name_key = words::name_key(&row.name);
        row.match_key = words::match_key(&row.name);
        row.commune_key = row.commune_name.as_deref().map(words::name_key);
        let there = self.contacts.iter().filter(|held| held.contact.to_on.is_none_or(|day| day >= today));
        let people: Vec<String> = there
            .flat_map(|held| {
                let name = format!("{} {}", held.person.given_name, held.person.family_name);
                let email = held.address.as_ref().map(|address| address.email.clone());
                [Some(name), email, held.contact.phone.clone(), held.contact.mobile.clone()]
            })
            .flatten()
            .collect();
        row.search = record::search_text(row, &people);
    }

    /// The record as the audit tells it, people included.
    pub fn told(&self) -> Value {
        let mut told = record::state(&self.member);
        told["topics"] = self.topics.iter().map(|(_, name)| name.as_str()).collect();
        for (key, row) in &self.custom {
            told[format!("custom.{key}")] = CustomValue::of_row(row).map_or(Value::Null, |value| value.json());
        }
        told["contacts"] = self.contacts.iter().map(|held| json!(line(held))).collect();
        told
    }

    /// Every row, as a change set keeps it.
    pub fn kept(&self) -> Value {
        json!({
            "member": snapshot::of(&self.member),
            "steps": self.steps.iter().map(snapshot::of).collect::<Vec<_>>(),
            "topics": self.topics,
            "custom": self.custom.iter().map(|(key, row)| (key, snapshot::of(row))).collect::<Vec<_>>(),
            "contacts": self.contacts.iter().map(|held| snapshot::of(&held.contact)).collect::<Vec<_>>(),
            "persons": self.contacts.iter().map(|held| snapshot::of(&held.person)).collect::<Vec<_>>(),
            "addresses": self.contacts.iter().map(|held| held.address.as_ref().map(snapshot::of)).collect::<Vec<_>>(),
        })
    }

    /// What [`Whole::kept`] kept.
    pub fn back(kept: &Value) -> Result<Whole, Problem> {
        let list = |name: &str| kept[name].as_array().map(Vec::as_slice).unwrap_or_default();
        let rows = list("contacts").iter().zip(list("persons")).zip(list("addresses"));
        let contacts = rows.map(|((contact, person), address)| {
            let address = if address.is_null() { None } else { Some(snapshot::back(address)?) };
            Ok(Held { contact: snapshot::back(contact)?, person: snapshot::back(person)?, address })
        });
        let custom = list("custom")
            .iter()
            .map(|kept| Ok((kept[0].as_str().unwrap_or_default().to_owned(), snapshot::back(&kept[1])?)));
        Ok(Whole {
            custom: custom.collect::<Result<_, Problem>>()?,
            member: snapshot::back(&kept["member"])?,
            steps: list("steps").iter().map(snapshot::back).collect::<Result<_, _>>()?,
            topics: serde_json::from_value(kept["topics"].clone())?,
            contacts: contacts.collect::<Result<_, Problem>>()?,
        })
    }
}

/// A contact in one line.
fn line(held: &Held) -> String {
    let name = format!("{} {}", held.person.given_name, held.person.family_name).trim().to_owned();
    let parts = [
        Some(name),
        held.contact.function.clone(),
        held.address.as_ref().map(|address| address.email.clone()),
        held.contact.phone.clone(),
        held.contact.mobile.clone(),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// These members, held until the end of the transaction. One that does not exist is left out.
pub async fn hold<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Whole>, Problem> {
    let mut members = store::lock(tx, ids).await?;
    let mut steps = steps(tx, ids).await?;
    let mut topics = store::topics(tx, ids).await?;
    let mut contacts = contacts(tx, ids).await?;
    let mut custom = custom::kept(tx, ids).await?;
    let wholes = ids.iter().filter_map(|id| {
        let member = members.remove(id)?;
        let whole = Whole {
            member,
            steps: steps.remove(id).unwrap_or_default(),
            topics: topics.remove(id).unwrap_or_default(),
            contacts: contacts.remove(id).unwrap_or_default(),
            custom: custom.remove(id).unwrap_or_default(),
        };
        Some((*id, whole))
    });
    Ok(wholes.collect())
}

/// Holds all these members for whoever then reads them bundle by bundle, in an order of their own: always in the same
/// one, so that two writers never wait for each other.
pub async fn hold_all<C: ConnectionTrait>(tx: &C, mut ids: Vec<Uuid>) -> Result<(), Problem> {
    // SQLite has one writer: whoever has a transaction holds all.
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(());
    }
    ids.sort_unstable();
    for chunk in ids.chunks(CHUNK) {
        member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(member::Column::Id)
            .lock_exclusive()
            .into_tuple::<Uuid>()
            .all(tx)
            .await?;
    }
    Ok(())
}

async fn steps<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<member_status::Model>>, Problem> {
    let mut steps: HashMap<Uuid, Vec<member_status::Model>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = member_status::Entity::find()
            .filter(member_status::Column::MemberId.is_in(chunk.iter().copied()))
            .order_by_asc(member_status::Column::MemberId)
            .order_by_asc(member_status::Column::Since)
            .order_by_asc(member_status::Column::Seq)
            .all(tx)
            .await?;
        for row in rows {
            steps.entry(row.member_id).or_default().push(row);
        }
    }
    Ok(steps)
}

async fn contacts<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Held>>, Problem> {
    let mut contacts: HashMap<Uuid, Vec<Held>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = contact::Entity::find()
            .find_also_related(person::Entity)
            .filter(contact::Column::MemberId.is_in(chunk.iter().copied()))
            .order_by_asc(contact::Column::MemberId)
            .order_by_asc(contact::Column::Position)
            .order_by_asc(contact::Column::Id)
            .all(tx)
            .await?;
        let wanted = rows.iter().filter_map(|(contact, _)| contact.address_id);
        let addresses: HashMap<Uuid, address::Model> = address::Entity::find()
            .filter(address::Column::Id.is_in(wanted))
            .all(tx)
            .await?
            .into_iter()
            .map(|address| (address.id, address))
            .collect();
        for (contact, person) in rows {
            let Some(person) = person else { continue };
            let address = contact.address_id.and_then(|id| addresses.get(&id).cloned());
            contacts.entry(contact.member_id).or_default().push(Held { contact, person, address });
        }
    }
    Ok(contacts)
}
