//! A member on its way into the book: as it was, as it will be, and what came with it.

use platform::audit::{Entry, FieldChange, differences};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::features::members::{Whole, bulk};

/// What came with a member, beside its own rows; an undo takes it away again.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Made {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Uuid>,
    /// Rows of the file whose past contact stands in the ledger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact_rows: Vec<u32>,
}

/// A member that the rows of a bundle are about.
pub struct Slot {
    pub whole: Whole,
    /// As it was; none for a member that this import makes.
    pub before: Option<Whole>,
    pub is_new: bool,
    pub made: Made,
}

impl Slot {
    /// The audit line of the member, naming the import.
    pub fn entry(&self, file_name: &str) -> Entry {
        let before = self.before.as_ref().map_or(Value::Null, Whole::told);
        let told = differences(&before, &self.whole.told()).into_iter();
        let mut changes: Vec<FieldChange> =
            told.filter(|change| !is_nothing(&change.after) || !before.is_null()).collect();
        changes.push(FieldChange { field: "import".to_owned(), before: Value::Null, after: json!(file_name) });
        let verb = if self.is_new { "create" } else { "update" };
        Entry::new(verb, "member", self.whole.member.id, &self.whole.member.name).with(changes)
    }

    /// Sorts the member's rows into those to add and those to write over.
    pub fn put(self, rows: &mut bulk::Rows) {
        let Slot { whole, before, is_new, .. } = self;
        let id = whole.member.id;
        let before_steps = before.as_ref().map(|before| &before.steps);
        if before_steps != Some(&whole.steps) {
            if !is_new {
                rows.rewritten.push(id);
            }
            rows.steps.extend(whole.steps);
        }
        if before.as_ref().map_or(!whole.topics.is_empty(), |before| before.topics != whole.topics) {
            rows.topics.push((id, whole.topics.iter().map(|(id, _)| *id).collect()));
        }
        if before.as_ref().map_or(!whole.custom.is_empty(), |before| before.custom != whole.custom) {
            rows.custom.push((id, whole.custom.into_iter().map(|(_, row)| row).collect()));
        }
        for held in whole.contacts {
            let was = before
                .as_ref()
                .and_then(|before| before.contacts.iter().find(|other| other.contact.id == held.contact.id));
            match was {
                None => rows.new_contacts.push(held.contact),
                Some(was) => {
                    if was.contact != held.contact {
                        rows.changed_contacts.push(held.contact);
                    }
                    if was.person != held.person
                        && !rows.changed_persons.iter().any(|person| person.id == held.person.id)
                    {
                        rows.changed_persons.push(held.person);
                    }
                }
            }
        }
        if is_new {
            rows.new_members.push(whole.member);
        } else {
            rows.changed_members.push(whole.member);
        }
    }
}

/// Null, false or empty: nothing that a new record would be told to have.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || *value == json!(false) || value.as_array().is_some_and(Vec::is_empty)
}
