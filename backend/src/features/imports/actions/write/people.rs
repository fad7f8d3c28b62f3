//! People and addresses of the rows of a file: one address is one row, and the same name behind the same address is the
//! same person, wherever it is met again. What somebody said about being written to is never touched.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use kernel::{
    problem::Problem,
    trade::{Consent, Deliverability},
    words::{fold, name_key},
};
use sea_orm::ConnectionTrait;
use tables::{address, person};
use uuid::Uuid;

use super::super::super::{
    analysis::{AnalysedRow, ContactDraft, Outcome},
    store,
};
use super::Made;

pub struct People {
    now: DateTime<Utc>,
    /// By the address in lower case.
    addresses: HashMap<String, address::Model>,
    /// By address and folded name.
    persons: HashMap<(Uuid, String), person::Model>,
    new_addresses: Vec<address::Model>,
    new_persons: Vec<person::Model>,
}

impl People {
    pub fn at(now: DateTime<Utc>) -> People {
        People {
            now,
            addresses: HashMap::new(),
            persons: HashMap::new(),
            new_addresses: Vec::new(),
            new_persons: Vec::new(),
        }
    }

    /// Looks up the addresses that these rows tell, and who is behind them, beside those that are known already.
    pub async fn gather<C: ConnectionTrait>(&mut self, db: &C, staged: &[(Uuid, AnalysedRow)]) -> Result<(), Problem> {
        let emails: BTreeSet<String> = staged.iter().flat_map(|(_, row)| emails(row)).collect();
        let emails: Vec<String> = emails.into_iter().filter(|email| !self.addresses.contains_key(email)).collect();
        let known = store::people::addresses(db, &emails).await?;
        let ids: Vec<Uuid> = known.iter().map(|address| address.id).collect();
        let behind = store::people::behind(db, &ids).await?;
        self.persons.extend(behind.into_iter().map(|(address, person)| ((address, folded(&person)), person)));
        self.addresses.extend(known.into_iter().map(|address| (address.email_key.clone(), address)));
        Ok(())
    }

    pub fn address(&mut self, email: &str, made: &mut Made) -> address::Model {
        let key = email.to_lowercase();
        if let Some(known) = self.addresses.get(&key) {
            return known.clone();
        }
        let row = address::Model {
            id: kernel::ids::new_id(),
            email: email.to_owned(),
            email_key: key.clone(),
            deliverability: Deliverability::Unknown,
            deliverability_on: None,
            consent: Consent::None,
            consent_on: None,
            consent_origin: None,
        };
        made.addresses.push(row.id);
        self.new_addresses.push(row.clone());
        self.addresses.insert(key, row.clone());
        row
    }

    /// The person of a contact; somebody else's only when name and address are the same.
    pub fn person(&mut self, draft: &ContactDraft, address: Option<&address::Model>, made: &mut Made) -> person::Model {
        let mut row = person::Model {
            id: kernel::ids::new_id(),
            given_name: draft.given_name.clone(),
            family_name: draft.family_name.clone(),
            name_key: person_key(&draft.given_name, &draft.family_name),
            language: "fr".to_owned(),
            created_at: self.now,
            updated_at: self.now,
        };
        if let Some(address) = address.filter(|_| draft.is_named()) {
            let key = (address.id, folded(&row));
            if let Some(known) = self.persons.get(&key) {
                return known.clone();
            }
            self.persons.insert(key, row.clone());
        }
        made.persons.push(row.id);
        row.language = "fr".to_owned();
        self.new_persons.push(row.clone());
        row
    }

    /// The rows to be written since this was last asked.
    pub fn take_made(&mut self) -> (Vec<person::Model>, Vec<address::Model>) {
        (std::mem::take(&mut self.new_persons), std::mem::take(&mut self.new_addresses))
    }
}

pub fn person_key(given: &str, family: &str) -> String {
    name_key(&format!("{family} {given}"))
}

fn folded(person: &person::Model) -> String {
    fold(&format!("{} {}", person.given_name, person.family_name))
}

fn emails(row: &AnalysedRow) -> Vec<String> {
    let of = |draft: &ContactDraft| draft.email.as_deref().map(str::to_lowercase);
    match row.outcome {
        Outcome::Create => row.draft.contacts.iter().filter_map(of).collect(),
        _ => row.change.contacts.iter().filter_map(|change| of(&change.set)).collect(),
    }
}
