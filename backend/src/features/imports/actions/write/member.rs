//! What a row brings to a member: fields, history, topics, people.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::MemberKind;
use tables::contact;

use super::super::super::analysis::{AnalysedRow, ContactChange, ContactDraft, MemberDraft, Outcome, Provenance};
use super::{
    Made, history,
    people::{People, person_key},
};
use crate::features::{
    club::Named,
    members::{Definitions, Held, Values, Whole},
};

pub struct Bringing<'a> {
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub topics: &'a Named,
    pub people: &'a mut People,
    pub made: &'a mut Made,
    pub custom: &'a Definitions,
    pub provenance: &'a Provenance,
}

impl Bringing<'_> {
    /// Brings a row's draft to the member it makes, or its change to the member it is about.
    pub fn bring(mut self, whole: &mut Whole, row: &AnalysedRow) {
        if row.outcome == Outcome::Create {
            let draft = &row.draft;
            whole.member.kind = draft.kind.unwrap_or(MemberKind::Association);
            whole.member.insee_code = draft.insee_code.clone().filter(|_| draft.kind == Some(MemberKind::Commune));
            set_fields(whole, draft);
            history::begin(whole, draft, self.today, self.now);
            self.topics(whole, &draft.topics);
            self.custom(whole, &draft.custom);
            for contact in &draft.contacts {
                self.add_contact(whole, contact);
            }
        } else {
            let set = &row.change.set;
            set_fields(whole, set);
            history::change(whole, set, self.today, self.now);
            self.topics(whole, &set.topics);
            self.custom(whole, &set.custom);
            for change in &row.change.contacts {
                self.contact(whole, change);
            }
        }
    }

    fn topics(&self, whole: &mut Whole, names: &[String]) {
        for name in names {
            if let Some((id, name)) = self.topics.get(name)
                && !whole.topics.iter().any(|(other, _)| other == id)
            {
                whole.topics.push((*id, name.clone()));
            }
        }
    }

    fn custom(&self, whole: &mut Whole, values: &Values) {
        for (key, value) in values {
            let Some(definition) = self.custom.get(key) else { continue };
            let row = value.row(definition, whole.member.id);
            match whole.custom.iter_mut().find(|(other, _)| other == key) {
                Some((_, there)) => *there = row,
                None => whole.custom.push((key.clone(), row)),
            }
        }
        whole.custom.sort_by(|one, other| one.0.cmp(&other.0));
    }

    fn contact(&mut self, whole: &mut Whole, change: &ContactChange) {
        let by_id = |held: &Held| Some(held.contact.id) == change.contact_id;
        let at = match (change.contact_id, change.position) {
            (Some(_), _) => whole.contacts.iter().position(by_id),
            (None, Some(position)) => Some(position).filter(|position| *position < whole.contacts.len()),
            (None, None) => None,
        };
        match at.and_then(|at| whole.contacts.get_mut(at)) {
            Some(held) => self.complete(held, &change.set),
            None => self.add_contact(whole, &change.set),
        }
    }

    fn complete(&mut self, held: &mut Held, set: &ContactDraft) {
        if set.is_named() {
            held.person.given_name.clone_from(&set.given_name);
            held.person.family_name.clone_from(&set.family_name);
            held.person.name_key = person_key(&set.given_name, &set.family_name);
            held.person.updated_at = self.now;
        }
        if let Some(email) = &set.email {
            let address = self.people.address(email, self.made);
            held.contact.address_id = Some(address.id);
            held.address = Some(address);
        }
        for (mine, said) in [
            (&mut held.contact.function, &set.function),
            (&mut held.contact.phone, &set.phone),
            (&mut held.contact.mobile, &set.mobile),
        ] {
            if said.is_some() {
                mine.clone_from(said);
            }
        }
        held.contact.newsletter_wish = set.newsletter_wish.or(held.contact.newsletter_wish);
        held.contact.updated_at = self.now;
    }

    fn add_contact(&mut self, whole: &mut Whole, draft: &ContactDraft) {
        let address = draft.email.as_deref().map(|email| self.people.address(email, self.made));
        let person = self.people.person(draft, address.as_ref(), self.made);
        let last = whole.contacts.iter().map(|held| held.contact.position).max().unwrap_or(0);
        let row = contact::Model {
            id: kernel::ids::new_id(),
            member_id: whole.member.id,
            person_id: person.id,
            address_id: address.as_ref().map(|address| address.id),
            function: draft.function.clone(),
            phone: draft.phone.clone(),
            mobile: draft.mobile.clone(),
            preferred_channel: None,
            newsletter_wish: draft.newsletter_wish,
            main: !whole.contacts.iter().any(|held| held.contact.main),
            from_on: None,
            to_on: None,
            source: self.provenance.source.clone().unwrap_or_else(|| "import".to_owned()),
            informed_on: self.provenance.informed_on,
            basis: self.provenance.basis,
            position: last + 1,
            created_at: self.now,
            updated_at: self.now,
        };
        whole.contacts.push(Held { contact: row, person, address });
    }
}

/// Fields of the record that the draft says something about. An empty cell never erases anything.
fn set_fields(whole: &mut Whole, set: &MemberDraft) {
    let row = &mut whole.member;
    if !set.name.is_empty() {
        row.name.clone_from(&set.name);
    }
    for (mine, said) in [
        (&mut row.legal_name, &set.legal_name),
        (&mut row.external_ref, &set.external_ref),
        (&mut row.siren, &set.siren),
        (&mut row.siret, &set.siret),
        (&mut row.rna, &set.rna),
        (&mut row.amalia, &set.amalia),
        (&mut row.street, &set.street),
        (&mut row.postal_code, &set.postal_code),
        (&mut row.email, &set.email),
        (&mut row.phone, &set.phone),
        (&mut row.website, &set.website),
        (&mut row.description, &set.description),
        (&mut row.internal_notes, &set.internal_notes),
    ] {
        if said.is_some() {
            mine.clone_from(said);
        }
    }
    if row.kind == MemberKind::Commune && row.insee_code.is_none() {
        row.insee_code.clone_from(&set.insee_code);
    }
    if set.commune_name.is_some() {
        row.commune_code.clone_from(&set.commune_code);
        row.commune_name.clone_from(&set.commune_name);
    }
    if let Some(of_siret) = row.siret.as_deref().and_then(|siret| siret.get(..9)) {
        row.siren = Some(of_siret.to_owned());
    }
    row.size = set.size.or(row.size).filter(|_| row.kind == MemberKind::Company);
    row.ex_officio = set.ex_officio.unwrap_or(row.ex_officio);
    if let Some(answer) = set.charter_answer {
        row.charter_answer = Some(if answer { "yes" } else { "no" }.to_owned());
    }
}
