//! Somebody whose data is told, or taken away: all that the house knows them by.

use std::collections::BTreeSet;

use chrono::DateTime;
use kernel::{problem::Problem, words::name_key};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use sha2::{Digest, Sha256};
use tables::{account, address, audit, contact, member, person};
use uuid::Uuid;

use crate::forgetting::Marks;

/// The ends of a contact's numbers, in the words of their indexes.
const PHONE_END: &str = "substr(phone, length(phone) - 8)";
const MOBILE_END: &str = "substr(mobile, length(mobile) - 8)";

#[derive(Debug, Clone)]
pub struct Whom {
    pub person: person::Model,
    /// By which they sign in.
    pub account: Option<account::Model>,
    /// Their functions, those that have ended too.
    pub contacts: Vec<contact::Model>,
    /// Where mail reaches them; `alone` tells those that nobody else uses.
    pub addresses: Vec<address::Model>,
    /// In lower case: addresses that are theirs alone, of contacts and of the account.
    pub alone: Vec<String>,
    /// What they are known by in texts.
    pub marks: Marks,
    /// Whether somebody else has the same name.
    pub namesake: bool,
}

impl Whom {
    pub async fn read<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Whom>, Problem> {
        let Some(person) = person::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let account = account::Entity::find().filter(account::Column::PersonId.eq(id)).one(db).await?;
        let contacts = contact::Entity::find()
            .filter(contact::Column::PersonId.eq(id))
            .order_by_asc(contact::Column::Id)
            .all(db)
            .await?;
        let ids: Vec<Uuid> = contacts.iter().filter_map(|contact| contact.address_id).collect();
        let addresses = match ids.is_empty() {
            true => Vec::new(),
            false => {
                let theirs = address::Entity::find().filter(address::Column::Id.is_in(ids));
                theirs.order_by_asc(address::Column::Id).all(db).await?
            }
        };
        let namesake = has_namesake(db, &person).await?;
        let mut whom =
            Whom { person, account, contacts, addresses, alone: Vec::new(), marks: Marks::default(), namesake };
        whom.mark(db).await?;
        Ok(Some(whom))
    }

    /// Somebody whom no row names: they told who they are (given and family name) and how they are reached, under this id.
    pub async fn unknown<C: ConnectionTrait>(
        db: &C,
        id: Uuid,
        (given, family): (&str, &str),
        told: &Marks,
    ) -> Result<Whom, Problem> {
        let person = person::Model {
            id,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            name_key: name_key(&format!("{family} {given}")),
            language: String::new(),
            created_at: DateTime::default(),
            updated_at: DateTime::default(),
        };
        let mut whom = Whom {
            namesake: has_namesake(db, &person).await?,
            person,
            account: None,
            contacts: Vec::new(),
            addresses: Vec::new(),
            alone: Vec::new(),
            marks: Marks::default(),
        };
        whom.learn(db, told).await?;
        Ok(whom)
    }

    /// The organisations they act in, or did, each once.
    pub fn members(&self) -> Vec<Uuid> {
        let all: BTreeSet<Uuid> = self.contacts.iter().map(|contact| contact.member_id).collect();
        all.into_iter().collect()
    }

    pub fn contact_ids(&self) -> Vec<Uuid> {
        self.contacts.iter().map(|contact| contact.id).collect()
    }

    pub fn account_id(&self) -> Option<Uuid> {
        self.account.as_ref().map(|account| account.id)
    }

    /// Addresses as they are written.
    pub fn emails(&self) -> Vec<String> {
        let mut emails: Vec<String> = self.addresses.iter().map(|address| address.email.clone()).collect();
        emails.extend(self.account.iter().map(|account| account.email.clone()));
        emails.sort();
        emails.dedup();
        emails
    }

    /// What they are known by in the whole club.
    pub fn everywhere(&self) -> Marks {
        if self.namesake { self.marks.clone().without_names() } else { self.marks.clone().without_lone_names() }
    }

    /// Whether their name tells who they are in the whole club.
    pub fn has_whole_name(&self) -> bool {
        !self.person.given_name.is_empty() && !self.person.family_name.is_empty()
    }

    /// Another number once something of this has changed: by it one says what one has read.
    pub fn revision(&self) -> i64 {
        let mut hasher = Sha256::new();
        hasher.update(format!("{:?} {:?} {:?}", self.person, self.contacts, self.addresses));
        hasher.update(format!("{:?}", self.account.as_ref().map(|account| (account.id, account.revision))));
        let digest = hasher.finalize();
        // Small enough for whoever reads numbers as floating ones.
        digest.iter().take(6).fold(0, |number, byte| (number << 8) | i64::from(*byte))
    }

    async fn mark<C: ConnectionTrait>(&mut self, db: &C) -> Result<(), Problem> {
        let marks = &mut self.marks;
        marks.called(&self.person.given_name, &self.person.family_name);
        for email in
            self.addresses.iter().map(|address| &address.email).chain(self.account.iter().map(|own| &own.email))
        {
            marks.reached_at(Some(email), &[]);
        }
        for contact in &self.contacts {
            marks.reached_at(None, &[contact.phone.as_deref(), contact.mobile.as_deref()]);
        }
        // What they were called before, as far as the past tells.
        if let Some(account) = &self.account {
            let lines = audit::Entity::find()
                .filter(audit::Column::Record.eq("account"))
                .filter(audit::Column::RecordId.eq(account.id))
                .all(db)
                .await?;
            lines.iter().for_each(|line| marks.learn(&line.changes, ""));
        }
        self.share(db).await
    }

    /// What they were called and reached by before, as the past tells it.
    pub async fn learn<C: ConnectionTrait>(&mut self, db: &C, learned: &Marks) -> Result<(), Problem> {
        self.marks.join(learned);
        let known: Vec<Uuid> = self.addresses.iter().map(|address| address.id).collect();
        let before = address::Entity::find()
            .filter(address::Column::EmailKey.is_in(self.marks.emails().iter().cloned()))
            .filter(address::Column::Id.is_not_in(known))
            .order_by_asc(address::Column::Id);
        self.addresses.extend(before.all(db).await?);
        self.share(db).await
    }

    /// What organisations and other people are known by too stays theirs.
    async fn share<C: ConnectionTrait>(&mut self, db: &C) -> Result<(), Problem> {
        let (emails, numbers) = (self.marks.emails().to_vec(), self.marks.numbers().to_vec());
        let mut any = Condition::any().add(member::Column::EmailKey.is_in(emails.iter().cloned()));
        for word in self.marks.telling_words() {
            any = any.add(member::Column::NameKey.contains(&word)).add(member::Column::EmailKey.contains(&word));
        }
        for number in &numbers {
            any = any.add(member::Column::Phone.ends_with(number));
        }
        for one in member::Entity::find().filter(any).all(db).await? {
            for name in [Some(one.name.as_str()), one.legal_name.as_deref()].into_iter().flatten() {
                if self.marks.are_in(name) {
                    self.marks.spare(name);
                }
            }
            self.marks.shared(one.email.as_deref(), one.phone.as_deref());
        }
        let theirs: Vec<Uuid> = self.addresses.iter().map(|address| address.id).collect();
        let any = Condition::any()
            .add(contact::Column::AddressId.is_in(theirs))
            .add(Expr::cust(PHONE_END).is_in(numbers.iter().cloned()))
            .add(Expr::cust(MOBILE_END).is_in(numbers.iter().cloned()));
        let others = contact::Entity::find().filter(contact::Column::PersonId.ne(self.person.id)).filter(any);
        for other in others.all(db).await? {
            let address = self.addresses.iter().find(|address| Some(address.id) == other.address_id);
            self.marks.shared(address.map(|address| address.email.as_str()), other.phone.as_deref());
            self.marks.shared(None, other.mobile.as_deref());
        }
        let others = account::Entity::find()
            .filter(account::Column::PersonId.ne(self.person.id))
            .filter(account::Column::EmailKey.is_in(emails));
        for other in others.all(db).await? {
            self.marks.shared(Some(&other.email), None);
        }
        self.alone = self.marks.emails().to_vec();
        Ok(())
    }
}

async fn has_namesake<C: ConnectionTrait>(db: &C, person: &person::Model) -> Result<bool, Problem> {
    let alike = person::Entity::find()
        .filter(person::Column::NameKey.eq(&person.name_key))
        .filter(person::Column::Id.ne(person.id));
    Ok(alike.one(db).await?.is_some())
}
