//! The members there already are, as the analysis needs them: plain values, no database.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::trade::{MemberKind, MemberSize, MemberStatus};
use kernel::words::{fold, match_key};
use uuid::Uuid;

use crate::features::members::{Definitions, Values};

use super::differences::{Change, ContactChange};
use super::draft::{ContactDraft, MemberDraft};
use super::names::Names;
use super::reading::{Context, spot};

/// A member that is not archived, with all a row may say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownMember {
    pub id: Uuid,
    pub revision: i64,
    pub name: String,
    pub legal_name: Option<String>,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub status: MemberStatus,
    pub ex_officio: bool,
    pub joined_on: Option<NaiveDate>,
    pub left_on: Option<NaiveDate>,
    pub external_ref: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub amalia: Option<String>,
    pub insee_code: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub commune_code: Option<String>,
    pub commune_name: Option<String>,
    /// Of the organisation itself, as its telephone.
    pub email: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub internal_notes: Option<String>,
    pub charter_answer: Option<bool>,
    pub topics: Vec<String>,
    pub custom: Values,
    pub last_contact_on: Option<NaiveDate>,
    pub contacts: Vec<KnownContact>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownContact {
    pub id: Uuid,
    pub given_name: String,
    pub family_name: String,
    pub function: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    /// What an import was told about the letter, whatever the person said since.
    pub newsletter_wish: Option<bool>,
}

/// All members, found by what rows say of them.
#[derive(Debug, Default)]
pub struct Known {
    members: Vec<KnownMember>,
    by_id: HashMap<Uuid, usize>,
    by_number: HashMap<Number, Vec<usize>>,
    by_email: HashMap<String, Vec<usize>>,
    spots: Vec<Box<str>>,
    pub(super) custom: Definitions,
    pub(super) names: Names,
}

/// An identifier with its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Number {
    Siret(String),
    Siren(String),
    Rna(String),
    Amalia(String),
    Insee(String),
}

impl Known {
    /// Takes the members in. `context` says where their communes are when only a text is known.
    pub fn new(members: Vec<KnownMember>, context: &Context<'_>) -> Known {
        let mut known = Known { custom: context.custom.clone(), ..Known::default() };
        for (i, member) in members.iter().enumerate() {
            known.by_id.insert(member.id, i);
            for number in numbers_of(member) {
                known.by_number.entry(number).or_default().push(i);
            }
            for contact in &member.contacts {
                if let Some(email) = &contact.email {
                    known.by_email.entry(email.to_lowercase()).or_default().push(i);
                }
            }
            let spot = spot_of(member, context);
            known.names.add(i, &match_key(&member.name), &fold(&member.name), &spot, member.kind);
            known.spots.push(spot.into());
        }
        known.members = members;
        known
    }

    pub(super) fn get(&self, index: usize) -> &KnownMember {
        &self.members[index]
    }

    /// Where it is, as names are compared.
    pub(super) fn spot(&self, index: usize) -> &str {
        &self.spots[index]
    }

    pub(super) fn index_of(&self, id: Uuid) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn with_number(&self, number: &Number) -> &[usize] {
        self.by_number.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn with_email(&self, key: &str) -> &[usize] {
        self.by_email.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

fn numbers_of(member: &KnownMember) -> Vec<Number> {
    let mut numbers = Vec::new();
    numbers.extend(member.siret.clone().map(Number::Siret));
    numbers.extend(member.rna.clone().map(Number::Rna));
    numbers.extend(member.amalia.clone().map(Number::Amalia));
    numbers.extend(member.insee_code.clone().map(Number::Insee));
    let by_siret = member.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned);
    numbers.extend(member.siren.clone().or(by_siret).map(Number::Siren));
    numbers
}

fn spot_of(member: &KnownMember, context: &Context<'_>) -> String {
    let name = member.commune_name.as_deref();
    let proposed = match (&member.commune_code, name) {
        (None, Some(name)) => {
            let resolved =
                context.places().resolve(name, member.postal_code.as_deref(), &|code| context.is_within(code));
            match resolved {
                places::Resolved::Proposed { insee_code, .. } => Some(insee_code),
                resolved => resolved.decided(),
            }
        }
        _ => None,
    };
    // A commune of the territory is where it is.
    let own = member.insee_code.as_deref().filter(|_| member.kind == MemberKind::Commune);
    spot(member.commune_code.as_deref().or(own).or(proposed), name, member.postal_code.as_deref())
}

impl KnownMember {
    /// A row that will be a member, as the rows below it see it.
    pub fn of_draft(draft: &MemberDraft) -> KnownMember {
        let mut known = KnownMember {
            id: Uuid::nil(),
            revision: 0,
            name: draft.name.clone(),
            legal_name: None,
            kind: draft.kind.unwrap_or(MemberKind::Association),
            size: None,
            status: draft.status_when_new(),
            ex_officio: draft.ex_officio.unwrap_or(false),
            joined_on: None,
            left_on: None,
            external_ref: None,
            siren: None,
            siret: None,
            rna: None,
            amalia: None,
            insee_code: draft.insee_code.clone(),
            street: None,
            postal_code: None,
            commune_code: None,
            commune_name: None,
            email: None,
            phone: None,
            website: None,
            description: None,
            internal_notes: None,
            charter_answer: None,
            topics: Vec::new(),
            custom: Values::new(),
            last_contact_on: None,
            contacts: Vec::new(),
        };
        let contacts = draft
            .contacts
            .iter()
            .map(|set| ContactChange { position: None, contact_id: None, set: set.clone() })
            .collect();
        known.take(&Change { set: draft.clone(), contacts });
        known
    }

    /// The member once a change is written.
    pub fn take(&mut self, change: &Change) {
        let set = &change.set;
        if !set.name.is_empty() {
            self.name.clone_from(&set.name);
        }
        let texts = [
            (&mut self.legal_name, &set.legal_name),
            (&mut self.external_ref, &set.external_ref),
            (&mut self.siren, &set.siren),
            (&mut self.siret, &set.siret),
            (&mut self.rna, &set.rna),
            (&mut self.amalia, &set.amalia),
            (&mut self.insee_code, &set.insee_code),
            (&mut self.street, &set.street),
            (&mut self.postal_code, &set.postal_code),
            (&mut self.email, &set.email),
            (&mut self.phone, &set.phone),
            (&mut self.website, &set.website),
            (&mut self.description, &set.description),
            (&mut self.internal_notes, &set.internal_notes),
        ];
        for (mine, said) in texts {
            if said.is_some() {
                mine.clone_from(said);
            }
        }
        if set.commune_name.is_some() {
            self.commune_code.clone_from(&set.commune_code);
            self.commune_name.clone_from(&set.commune_name);
        }
        self.size = set.size.or(self.size);
        self.status = set.status.unwrap_or(self.status);
        self.ex_officio = set.ex_officio.unwrap_or(self.ex_officio);
        self.joined_on = set.joined_on.map(|day| day.on).or(self.joined_on);
        self.left_on = set.left_on.map(|day| day.on).or(self.left_on);
        self.charter_answer = set.charter_answer.or(self.charter_answer);
        self.last_contact_on = set.last_contact.map(|contact| contact.on).max(self.last_contact_on);
        self.topics.extend(set.topics.iter().cloned());
        self.custom.extend(set.custom.clone());
        for change in &change.contacts {
            let contact = match change.position.and_then(|position| self.contacts.get_mut(position)) {
                Some(contact) => contact,
                None => {
                    self.contacts.push(KnownContact::default());
                    let Some(added) = self.contacts.last_mut() else { continue };
                    added
                }
            };
            contact.take(&change.set);
        }
    }
}

impl KnownContact {
    fn take(&mut self, set: &ContactDraft) {
        if set.is_named() {
            self.given_name.clone_from(&set.given_name);
            self.family_name.clone_from(&set.family_name);
        }
        let texts = [
            (&mut self.function, &set.function),
            (&mut self.email, &set.email),
            (&mut self.phone, &set.phone),
            (&mut self.mobile, &set.mobile),
        ];
        for (mine, said) in texts {
            if said.is_some() {
                mine.clone_from(said);
            }
        }
        self.newsletter_wish = set.newsletter_wish.or(self.newsletter_wish);
    }
}
