//! What a row changes of a member that is already there. An empty cell never erases anything.

mod contacts;

use kernel::cells::plain;
use kernel::dates::french;
use kernel::trade::{MemberKind, MemberStatus, Precision};
use kernel::words::{fold, match_key};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::features::members::Definitions;

use super::draft::{ContactDraft, DraftDay, MemberDraft, shown_phone};
use super::fields::Field;
use super::known::KnownMember;
use super::membership;
use super::reading::pieces;

/// How much a row may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is the member's row: what it says replaces what is there.
    Update,
    /// It is another row about the same member: it only adds what is missing.
    Merge,
    /// It is the row of one more person of a member that an export names: of the member it only adds, of the person it
    /// replaces.
    Person,
}

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// Only what changes. `topics` are those to add, `internal_notes` the whole new text; its `contacts` are not used.
    pub set: MemberDraft,
    pub contacts: Vec<ContactChange>,
}

/// A contact to add, or fields of one to set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactChange {
    /// Place in the member's list of contacts; `None` adds one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// Of a contact that is stored already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<Uuid>,
    pub set: ContactDraft,
}

/// The same for people, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub field: Field,
    pub before: Option<String>,
    pub after: String,
}

impl Change {
    pub fn is_empty(&self) -> bool {
        *self == Change::default()
    }
}

/// Compares a row with a member.
pub fn compare(known: &KnownMember, draft: &MemberDraft, way: Way, custom: &Definitions) -> (Change, Vec<Difference>) {
    let mut comparison = Comparison { way, change: Change::default(), differences: Vec::new() };
    comparison.names(known, draft);
    comparison.identifiers(known, draft);
    comparison.whereabouts(known, draft);
    comparison.membership(known, draft);
    comparison.texts(known, draft);
    comparison.custom(known, draft, custom);
    if way == Way::Person {
        comparison.way = Way::Update;
    }
    comparison.contacts(&known.contacts, &draft.contacts);
    (comparison.change, comparison.differences)
}

/// A text as a row gives it back: a spreadsheet keeps neither exotic spaces nor what can't be seen.
fn as_read(text: &str) -> String {
    plain(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reads_the_same(before: &str, after: &str) -> bool {
    before == after || as_read(before) == as_read(after)
}

struct Comparison {
    way: Way,
    change: Change,
    differences: Vec<Difference>,
}

impl Comparison {
    fn differs(&mut self, field: Field, before: Option<String>, after: impl Into<String>) {
        self.differences.push(Difference { field, before, after: after.into() });
    }

    /// Whether a value is to be written: it is said, it is another, and there is none yet or it may be replaced.
    fn takes<T: PartialEq>(&self, before: Option<&T>, after: Option<&T>) -> bool {
        match (before, after) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(before), Some(after)) => self.way == Way::Update && before != after,
        }
    }

    fn text(&mut self, field: Field, before: &Option<String>, after: &Option<String>) -> Option<String> {
        if let (Some(before), Some(after)) = (before, after)
            && reads_the_same(before, after)
        {
            return None;
        }
        if !self.takes(before.as_ref(), after.as_ref()) {
            return None;
        }
        let after = after.clone()?;
        self.differs(field, before.clone(), after.clone());
        Some(after)
    }

    fn names(&mut self, known: &KnownMember, draft: &MemberDraft) {
        // Spelling, case and what the kind already says are the club's own affair.
        let renamed = match_key(&known.name) != match_key(&draft.name) && known.kind != MemberKind::Commune;
        if self.way == Way::Update && renamed {
            self.differs(Field::Name, Some(known.name.clone()), draft.name.clone());
            self.change.set.name = draft.name.clone();
        }
        self.change.set.legal_name = self.text(Field::LegalName, &known.legal_name, &draft.legal_name);
        if self.takes(known.size.as_ref(), draft.size.as_ref())
            && known.kind == MemberKind::Company
            && let Some(size) = draft.size
        {
            self.differs(Field::Size, known.size.map(|size| size.as_str().to_owned()), size.as_str());
            self.change.set.size = Some(size);
        }
        if draft.ex_officio == Some(true) && !known.ex_officio && known.kind == MemberKind::Commune {
            self.differs(Field::ExOfficio, Some("non".to_owned()), "oui");
            self.change.set.ex_officio = Some(true);
        }
    }

    fn identifiers(&mut self, known: &KnownMember, draft: &MemberDraft) {
        let known_siren =
            known.siren.clone().or_else(|| known.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned));
        self.change.set.siren = self.text(Field::Siren, &known_siren, &draft.siren);
        self.change.set.siret = self.text(Field::Siret, &known.siret, &draft.siret);
        self.change.set.rna = self.text(Field::Rna, &known.rna, &draft.rna);
        self.change.set.amalia = self.text(Field::Amalia, &known.amalia, &draft.amalia);
        self.change.set.external_ref = self.text(Field::ExternalRef, &known.external_ref, &draft.external_ref);
        if known.insee_code.is_none() && known.kind == MemberKind::Commune {
            self.change.set.insee_code = self.text(Field::InseeCode, &known.insee_code, &draft.insee_code);
        }
    }

    fn whereabouts(&mut self, known: &KnownMember, draft: &MemberDraft) {
        self.change.set.street = self.text(Field::Street, &known.street, &draft.street);
        self.change.set.postal_code = self.text(Field::PostalCode, &known.postal_code, &draft.postal_code);
        let is_itself =
            known.kind == MemberKind::Commune && known.insee_code.is_some() && known.insee_code == draft.commune_code;
        let known_place = known.commune_code.is_some() || known.commune_name.is_some();
        let replaces = match &draft.commune_code {
            Some(code) => self.takes(known.commune_code.as_ref(), Some(code)) && !(is_itself && known_place),
            // A text that is no commune never replaces one.
            None => draft.commune_name.is_some() && !known_place,
        };
        if replaces {
            let after = draft.commune_name.clone().unwrap_or_default();
            self.differs(Field::Commune, known.commune_name.clone(), after);
            self.change.set.commune_code = draft.commune_code.clone();
            self.change.set.commune_name = draft.commune_name.clone();
        }
    }

    fn membership(&mut self, known: &KnownMember, draft: &MemberDraft) {
        let known_day = |on: chrono::NaiveDate| french(on, Precision::Day);
        let another_day = |before: Option<chrono::NaiveDate>, after: &DraftDay| match (before, after.precision) {
            (None, _) => true,
            (Some(before), Precision::Day) => before != after.on,
            (Some(before), Precision::Month) => {
                before.format("%Y%m").to_string() != after.on.format("%Y%m").to_string()
            }
            (Some(before), Precision::Year) => before.format("%Y").to_string() != after.on.format("%Y").to_string(),
        };
        if let Some(day) = draft.joined_on
            && another_day(known.joined_on, &day)
            && (self.way == Way::Update || known.joined_on.is_none())
        {
            self.differs(Field::JoinedOn, known.joined_on.map(known_day), french(day.on, day.precision));
            self.change.set.joined_on = Some(day);
        }
        if let Some(day) = draft.left_on
            && another_day(known.left_on, &day)
            && !known.ex_officio
            && (self.way == Way::Update || known.left_on.is_none())
        {
            self.differs(Field::LeftOn, known.left_on.map(known_day), french(day.on, day.precision));
            self.change.set.left_on = Some(day);
        }
        let waits = matches!(known.status, MemberStatus::Prospect | MemberStatus::Invited);
        // What a sheet is about says nothing of a member that has gone further; who has joined waits no longer.
        let status = match draft.status.filter(|_| !draft.status_from_sheet) {
            Some(status) => Some(status),
            None => (waits && draft.joined_on.is_some() && draft.status.is_none()).then_some(MemberStatus::Active),
        };
        if let Some(status) = status.filter(|status| !membership::stays(known, *status))
            && status != known.status
            && self.way == Way::Update
        {
            self.differs(Field::Status, Some(known.status.as_str().to_owned()), status.as_str());
            self.change.set.status = Some(status);
        }
        if self.takes(known.charter_answer.as_ref(), draft.charter_answer.as_ref())
            && let Some(answer) = draft.charter_answer
        {
            let word = |yes: bool| if yes { "oui" } else { "non" };
            self.differs(Field::CharterAnswer, known.charter_answer.map(|yes| word(yes).to_owned()), word(answer));
            self.change.set.charter_answer = Some(answer);
        }
        if let Some(contact) = draft.last_contact
            && known.last_contact_on.is_none_or(|known| known < contact.on)
        {
            self.differs(
                Field::LastContactOn,
                known.last_contact_on.map(known_day),
                french(contact.on, contact.precision),
            );
            self.change.set.last_contact = Some(contact);
        }
    }

    fn custom(&mut self, known: &KnownMember, draft: &MemberDraft, custom: &Definitions) {
        for (key, value) in &draft.custom {
            let before = known.custom.get(key);
            let (Some(definition), Some(field)) = (custom.get(key), Field::custom(key)) else { continue };
            let same =
                before.is_some_and(|before| reads_the_same(&before.in_words(definition), &value.in_words(definition)));
            if !same && self.takes(before, Some(value)) {
                self.differs(field, before.map(|value| value.in_words(definition)), value.in_words(definition));
                self.change.set.custom.insert(key.clone(), value.clone());
            }
        }
    }

    fn texts(&mut self, known: &KnownMember, draft: &MemberDraft) {
        self.change.set.email = self.text(Field::MemberEmail, &known.email, &draft.email);
        if self.takes(known.phone.as_ref(), draft.phone.as_ref()) {
            let shown = |number: &Option<String>| number.as_deref().map(shown_phone);
            self.differs(Field::MemberPhone, shown(&known.phone), shown(&draft.phone).unwrap_or_default());
            self.change.set.phone.clone_from(&draft.phone);
        }
        self.change.set.website = self.text(Field::Website, &known.website, &draft.website);
        self.change.set.description = self.text(Field::Description, &known.description, &draft.description);
        if let Some(added) = &draft.internal_notes {
            let after = match known.internal_notes.as_deref().filter(|notes| !notes.trim().is_empty()) {
                None => Some(added.clone()),
                Some(notes) if as_read(notes).contains(&as_read(added)) => None,
                Some(notes) => Some(format!("{notes}\n{added}")),
            };
            if let Some(after) = after {
                self.differs(Field::InternalNotes, known.internal_notes.clone(), after.clone());
                self.change.set.internal_notes = Some(after);
            }
        }
        // A topic whose name has a comma stands in a cell as two words.
        let known_topics: Vec<String> = known
            .topics
            .iter()
            .flat_map(|topic| std::iter::once(topic.as_str()).chain(pieces(topic)))
            .map(fold)
            .collect();
        let added: Vec<String> =
            draft.topics.iter().filter(|topic| !known_topics.contains(&fold(topic))).cloned().collect();
        if !added.is_empty() {
            let before = (!known.topics.is_empty()).then(|| known.topics.join(", "));
            let after: Vec<&str> = known.topics.iter().chain(&added).map(String::as_str).collect();
            self.differs(Field::Topics, before, after.join(", "));
            self.change.set.topics = added;
        }
    }
}
