//! The people of two records put together: who is in both is there once.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use tables::contact;
use uuid::Uuid;

use super::{
    super::{contacts::choose_main, whole::Held},
    schema::Choice,
};

/// Longest function of a contact, in characters.
const FUNCTION: usize = 200;

/// The people that the survivor has then.
pub struct United {
    pub contacts: Vec<Held>,
    /// Contacts that passed over.
    pub moved: usize,
    /// Contacts that are gone, and those that they are now.
    pub same: Vec<(Uuid, Uuid)>,
    /// Persons of those, where they were known twice.
    pub persons: Vec<(Uuid, Uuid)>,
}

/// Puts the people of `other` beside those of `this`, the member `into`.
pub fn unite(this: &[Held], other: &[Held], into: Uuid, main: Choice, today: NaiveDate, now: DateTime<Utc>) -> United {
    let mut united = United { contacts: this.to_vec(), moved: 0, same: Vec::new(), persons: Vec::new() };
    let mut position = this.iter().map(|held| held.contact.position).max().unwrap_or(0);
    for held in other {
        let twin = united.contacts.iter_mut().take(this.len()).find(|there| is_same(there, held, today));
        match twin {
            Some(there) if !united.same.iter().any(|(_, taken)| *taken == there.contact.id) => {
                fill(there, held);
                there.contact.updated_at = now;
                united.same.push((held.contact.id, there.contact.id));
                if held.person.id != there.person.id {
                    united.persons.push((held.person.id, there.person.id));
                }
            }
            _ => {
                position += 1;
                let contact = contact::Model { member_id: into, position, ..held.contact.clone() };
                united.contacts.push(Held { contact, ..held.clone() });
                united.moved += 1;
            }
        }
    }
    let is_there = |held: &&Held| held.contact.to_on.is_none_or(|day| day >= today);
    let of_this = this.iter().find(|held| held.contact.main).map(|held| held.contact.id);
    let of_other = other.iter().find(|held| held.contact.main).map(|held| held.contact.id);
    let of_other = of_other.map(|id| united.same.iter().find(|(gone, _)| *gone == id).map_or(id, |(_, is)| *is));
    let wanted = if main == Choice::Other { of_other.or(of_this) } else { of_this.or(of_other) };
    let there: Vec<(Uuid, bool)> =
        united.contacts.iter().filter(is_there).map(|held| (held.contact.id, held.contact.main)).collect();
    let chosen = choose_main(&there, wanted.map(|id| (id, true)));
    for held in &mut united.contacts {
        held.contact.main = Some(held.contact.id) == chosen;
    }
    united
}

/// One person, and one function: the same name behind the same address, or behind one at most. Somebody who had one
/// function and has another by now stays with both.
fn is_same(there: &Held, held: &Held, today: NaiveDate) -> bool {
    let person = there.person.id == held.person.id
        || (there.person.name_key == held.person.name_key && !held.person.name_key.is_empty());
    let addresses = match (there.contact.address_id, held.contact.address_id) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let ended = |row: &contact::Model| row.to_on.is_some_and(|day| day < today);
    let other_function = there.contact.function.is_some()
        && held.contact.function.is_some()
        && there.contact.function != held.contact.function;
    person && addresses && !(other_function && ended(&there.contact) != ended(&held.contact))
}

/// What a contact lacks, its twin gives.
fn fill(there: &mut Held, held: &Held) {
    let (row, from) = (&mut there.contact, &held.contact);
    if row.address_id.is_none() {
        row.address_id = from.address_id;
        there.address.clone_from(&held.address);
    }
    row.function = match (row.function.take(), &from.function) {
        (Some(one), Some(other)) if !one.to_lowercase().contains(&other.to_lowercase()) => {
            let both = format!("{one}, {other}");
            Some(if both.chars().count() <= FUNCTION { both } else { one })
        }
        (one, other) => one.or_else(|| other.clone()),
    };
    let known: BTreeSet<String> = row.phone.iter().chain(&row.mobile).cloned().collect();
    let mut more = from.mobile.iter().chain(&from.phone).filter(|number| !known.contains(*number)).cloned();
    if row.mobile.is_none() && from.mobile.is_some() {
        row.mobile = more.next();
    }
    if row.phone.is_none() {
        row.phone = more.next();
    }
    row.preferred_channel = row.preferred_channel.or(from.preferred_channel);
    row.newsletter_wish = row.newsletter_wish.or(from.newsletter_wish);
    row.informed_on = row.informed_on.into_iter().chain(from.informed_on).min();
    row.basis = row.basis.or(from.basis);
    row.from_on = row.from_on.into_iter().chain(from.from_on).min();
    // Who is there without end in one record is there.
    row.to_on = match (row.to_on, from.to_on) {
        (Some(one), Some(other)) => Some(one.max(other)),
        _ => None,
    };
}
