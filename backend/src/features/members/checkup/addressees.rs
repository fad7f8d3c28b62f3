//! Where members are written to: their main contact, else the organisation itself; or why nowhere.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::problem::{Language, Problem};
use platform::{
    mail::{Stop, stops},
    secrets::Vault,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use tables::member;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{
    contacts::{self, Known},
    store::CHUNK,
};

/// Whom a letter to a member goes to.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// The main contact; none where the organisation's own address is used.
    pub contact: Option<Uuid>,
    pub person: Option<Uuid>,
    /// The person's name; empty for the organisation's own address.
    pub name: String,
    pub email: String,
    pub language: Language,
}

/// Why a member can't be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unreached {
    /// Neither its main contact nor itself has an e-mail address.
    NoAddress,
    /// Nothing arrives at its address.
    Bounced,
    /// The holder of the address objected to being written to.
    Objected,
    /// The record is archived by now.
    Archived,
}

impl Unreached {
    pub const ALL: [Unreached; 4] =
        [Unreached::NoAddress, Unreached::Bounced, Unreached::Objected, Unreached::Archived];

    pub fn as_str(self) -> &'static str {
        match self {
            Unreached::NoAddress => "no_address",
            Unreached::Bounced => "bounced",
            Unreached::Objected => "objected",
            Unreached::Archived => "archived",
        }
    }
}

impl From<Stop> for Unreached {
    fn from(stop: Stop) -> Unreached {
        match stop {
            Stop::Bounced => Unreached::Bounced,
            Stop::Objected => Unreached::Objected,
        }
    }
}

/// Where each of these members is written to now.
pub async fn addressees<C: ConnectionTrait>(
    vault: &Vault,
    db: &C,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Result<Addressee, Unreached>>, Problem> {
    let mut own: HashMap<Uuid, Option<String>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(Uuid, Option<String>)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::Email])
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .filter(member::Column::ArchivedAt.is_null())
            .into_tuple()
            .all(db)
            .await?;
        own.extend(rows);
    }
    let people = contacts::of_members(db, ids, today).await?;
    let candidates: HashMap<Uuid, Vec<Addressee>> = own
        .into_iter()
        .map(|(id, email)| {
            let main = people.get(&id).and_then(|all| all.iter().find(|known| known.contact.main));
            (id, main.and_then(of_person).into_iter().chain(email.map(of_organisation)).collect())
        })
        .collect();
    let emails = candidates.values().flatten().map(|one| one.email.as_str());
    let stopped = stops(vault, db, emails).await?;
    let found = ids.iter().map(|id| {
        let Some(all) = candidates.get(id) else { return (*id, Err(Unreached::Archived)) };
        let open = all.iter().find(|one| !stopped.contains_key(one.email.as_str())).cloned();
        let why = all.first().and_then(|one| stopped.get(one.email.as_str()).copied());
        (*id, open.ok_or_else(|| why.map_or(Unreached::NoAddress, Unreached::from)))
    });
    Ok(found.collect())
}

fn of_person(known: &Known) -> Option<Addressee> {
    let address = known.address.as_ref()?;
    Some(Addressee {
        contact: Some(known.contact.id),
        person: Some(known.person.id),
        name: contacts::name_of(known),
        email: address.email.clone(),
        language: Language::accepted(&known.person.language),
    })
}

fn of_organisation(email: String) -> Addressee {
    Addressee { contact: None, person: None, name: String::new(), email, language: Language::default() }
}
