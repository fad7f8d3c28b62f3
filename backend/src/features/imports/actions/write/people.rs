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
    addresses: HashMap<Box<str>, Known<Box<str>, address::Model>>,
    /// By address and folded name.
    persons: HashMap<(Uuid, Box<str>), Known<(Box<str>, Box<str>), person::Model>>,
    new_addresses: Vec<address::Model>,
    new_persons: Vec<person::Model>,
}

/// Somebody, or an address, met before. There are as many as the file has rows: of those that it made, no more is kept in
/// mind than what their row is made from.
enum Known<T, R> {
    Made { id: Uuid, told: T },
    Read(Box<R>),
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
        let emails: Vec<String> =
            emails.into_iter().filter(|email| !self.addresses.contains_key(email.as_str())).collect();
        let known = store::people::addresses(db, &emails).await?;
        let ids: Vec<Uuid> = known.iter().map(|address| address.id).collect();
        let behind = store::people::behind(db, &ids).await?;
        self.persons.extend(behind.into_iter().map(|(address, person)| {
            ((address, folded(&person.given_name, &person.family_name)), Known::Read(Box::new(person)))
        }));
        let known = known.into_iter().map(|row| (row.email_key.as_str().into(), Known::Read(Box::new(row))));
        self.addresses.extend(known);
        Ok(())
    }

    pub fn address(&mut self, email: &str, made: &mut Made) -> address::Model {
        let key = email.to_lowercase();
        match self.addresses.get(key.as_str()) {
            Some(Known::Read(row)) => (**row).clone(),
            Some(Known::Made { id, told }) => new_address(*id, told),
            None => {
                let row = new_address(kernel::ids::new_id(), email);
                made.addresses.push(row.id);
                self.new_addresses.push(row.clone());
                self.addresses.insert(key.into(), Known::Made { id: row.id, told: email.into() });
                row
            }
        }
    }

    /// The person of a contact; somebody else's only when name and address are the same.
    pub fn person(&mut self, draft: &ContactDraft, address: Option<&address::Model>, made: &mut Made) -> person::Model {
        let (given, family) = (&draft.given_name, &draft.family_name);
        let key = address.filter(|_| draft.is_named()).map(|address| (address.id, folded(given, family)));
        match key.as_ref().and_then(|key| self.persons.get(key)) {
            Some(Known::Read(row)) => return (**row).clone(),
            Some(Known::Made { id, told: (given, family) }) => return self.new_person(*id, given, family),
            None => {}
        }
        let row = self.new_person(kernel::ids::new_id(), given, family);
        if let Some(key) = key {
            let told = (given.as_str().into(), family.as_str().into());
            self.persons.insert(key, Known::Made { id: row.id, told });
        }
        made.persons.push(row.id);
        self.new_persons.push(row.clone());
        row
    }

    fn new_person(&self, id: Uuid, given: &str, family: &str) -> person::Model {
        person::Model {
            id,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            name_key: person_key(given, family),
            language: "fr".to_owned(),
            created_at: self.now,
            updated_at: self.now,
        }
    }

    /// The rows to be written since this was last asked.
    pub fn take_made(&mut self) -> (Vec<person::Model>, Vec<address::Model>) {
        (std::mem::take(&mut self.new_persons), std::mem::take(&mut self.new_addresses))
    }
}

fn new_address(id: Uuid, email: &str) -> address::Model {
    address::Model {
        id,
        email: email.to_owned(),
        email_key: email.to_lowercase(),
        deliverability: Deliverability::Unknown,
        deliverability_on: None,
        consent: Consent::None,
        consent_on: None,
        consent_origin: None,
    }
}

pub fn person_key(given: &str, family: &str) -> String {
    name_key(&format!("{family} {given}"))
}

fn folded(given: &str, family: &str) -> Box<str> {
    fold(&format!("{given} {family}")).into()
}

fn emails(row: &AnalysedRow) -> Vec<String> {
    let of = |draft: &ContactDraft| draft.email.as_deref().map(str::to_lowercase);
    match row.outcome {
        Outcome::Create => row.draft.contacts.iter().filter_map(of).collect(),
        _ => row.change.contacts.iter().filter_map(|change| of(&change.set)).collect(),
    }
}
