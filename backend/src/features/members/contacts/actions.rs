//! What is done with the people of a member: added, corrected, ended, forgotten.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{
    problem::{Fault, Problem, say},
    trade::Treatment,
};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    dependents::Whom,
    forgetting::{self, Forgotten},
    mail::{self, Reason},
};
use sea_orm::{ColumnTrait, Condition};
use serde_json::{Value, json};
use tables::{contact, member};
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        rules::{self, Verb},
        store as members,
    },
    erasing::erase_person,
    from_within,
    main_contact::settle_main,
    people,
    queries::full_name,
    schema::{ContactChanges, NewContact},
    store::{self, Known},
};
use crate::features::club;

/// The member, and whoever else the change touches, held until the end of the transaction; checked again here.
pub async fn hold(work: &Work, id: Uuid, others: &[Uuid]) -> Result<member::Model, Problem> {
    let all: BTreeSet<Uuid> = others.iter().copied().chain([id]).collect();
    let mut held = members::lock(work.tx(), &all.into_iter().collect::<Vec<_>>()).await?;
    let row = held.remove(&id).ok_or_else(Problem::not_found)?;
    rules::may(Verb::EditContacts, &work.by.caller, standing(&row))?;
    Ok(row)
}

pub async fn today(work: &Work) -> Result<NaiveDate, Problem> {
    Ok(club::settings(work.tx()).await?.today(work.now))
}

/// What became of what was asked: done, with the contact's id, or waiting as this proposal.
pub enum Became {
    Done(Uuid),
    Asked(Uuid),
}

/// Adds a person to a member.
pub async fn add(house: &House, by: &Asker, member_id: Uuid, form: NewContact) -> Result<Became, Problem> {
    let work = house.begin(by).await?;
    let became = match from_within::treatment(&work).await? {
        Some(Treatment::Waits) => {
            hold(&work, member_id, &[]).await?;
            Became::Asked(from_within::ask_to_add(&work, member_id, form).await?)
        }
        Some(_) => {
            from_within::may_add(&form)?;
            Became::Done(add_in(&work, member_id, form).await?)
        }
        None => Became::Done(put(&work, member_id, form, by.way.as_str()).await?.added()?),
    };
    from_within::tell(&work, member_id, &became).await?;
    work.commit().await?;
    Ok(became)
}

/// Adds a person whom the member named itself, within a transaction. Gives the contact's id.
pub async fn add_in(work: &Work, member_id: Uuid, form: NewContact) -> Result<Uuid, Problem> {
    put(work, member_id, form, from_within::SOURCE).await?.added()
}

/// Makes a person a contact of a member within a transaction, unless they are one already; `source` says where the data
/// comes from. Gives the contact's id.
pub async fn join(work: &Work, member_id: Uuid, form: NewContact, source: &str) -> Result<Uuid, Problem> {
    match put(work, member_id, form, source).await? {
        Put::Added(id) => Ok(id),
        Put::There(twin) => Ok(twin.contact.id),
    }
}

enum Put {
    Added(Uuid),
    There(Box<Known>),
}

impl Put {
    /// 409 for somebody who was there.
    fn added(self) -> Result<Uuid, Problem> {
        match self {
            Put::Added(id) => Ok(id),
            Put::There(twin) => Err(already_there(&twin)),
        }
    }
}

/// A contact that is to be.
pub fn blank(work: &Work, member_id: Uuid, source: &str, position: i64) -> contact::Model {
    contact::Model {
        id: kernel::ids::new_id(),
        member_id,
        person_id: Uuid::nil(),
        address_id: None,
        function: None,
        phone: None,
        mobile: None,
        preferred_channel: None,
        newsletter_wish: None,
        main: false,
        from_on: None,
        to_on: None,
        source: source.to_owned(),
        informed_on: None,
        basis: None,
        position,
        created_at: work.now,
        updated_at: work.now,
    }
}

async fn put(work: &Work, member_id: Uuid, form: NewContact, source: &str) -> Result<Put, Problem> {
    let of = hold(work, member_id, &[]).await?;
    let today = today(work).await?;
    let known = match form.person_id {
        Some(_) if form.given_name.is_some() || form.family_name.is_some() => return Err(person_or_name()),
        Some(id) => Some(store::person(work.tx(), id).await?.ok_or_else(unknown_person)?),
        None => None,
    };
    let there = store::of_member(work.tx(), member_id).await?;
    let changes = form.changes();
    let last = there.iter().map(|one| one.contact.position).max().unwrap_or(0);
    let mut row = blank(work, member_id, source, last + 1);
    let (given, family) =
        known.as_ref().map_or(("", ""), |person| (person.given_name.as_str(), person.family_name.as_str()));
    let read = people::read(&mut row, given, family, &changes);
    if !read.faults.is_empty() {
        return Err(Problem::invalid(read.faults));
    }
    row.person_id = match known {
        Some(person) => person.id,
        None => people::recognise(work, &read).await?,
    };
    let twin =
        there.into_iter().find(|one| one.contact.person_id == row.person_id && !store::has_ended(&one.contact, today));
    if let Some(twin) = twin {
        return Ok(Put::There(Box::new(twin)));
    }
    if let Some(Some(email)) = &read.email {
        row.address_id = Some(store::address_of(work, email).await?);
    }
    let id = row.id;
    store::insert(work.tx(), row).await?;
    settle_main(work, member_id, today, Some((id, changes.main.unwrap_or(false)))).await?;
    members::bump(work, member_id, None).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    note(work, "add_contact", &of, &after, differences(&Value::Null, &state(&after))).await?;
    Ok(Put::Added(id))
}

/// Corrects a contact of a member that is still at the revision the change is based on.
pub async fn edit(
    house: &House,
    by: &Asker,
    id: Uuid,
    member_id: Uuid,
    based_on: i64,
    changes: ContactChanges,
) -> Result<Became, Problem> {
    let work = house.begin(by).await?;
    let became = match from_within::treatment(&work).await? {
        Some(Treatment::Waits) => {
            let of = hold(&work, member_id, &[]).await?;
            members::fresh(&work, &of, based_on).await?;
            from_within::may_edit(&work, id, &changes).await?;
            from_within::ask_to_edit(&work, id, member_id, changes).await?.map_or(Became::Done(id), Became::Asked)
        }
        within => {
            if within.is_some() {
                from_within::may_edit(&work, id, &changes).await?;
            }
            // Holds all that the change touches, in one order.
            if !edit_in(&work, id, member_id, Some(based_on), changes).await? {
                return Ok(Became::Done(id));
            }
            Became::Done(id)
        }
    };
    from_within::tell(&work, member_id, &became).await?;
    work.commit().await?;
    Ok(became)
}

/// The same, in the transaction of whoever decided it; from whichever revision there is, when none is said. Whether it
/// changed anything.
pub async fn edit_in(
    work: &Work,
    id: Uuid,
    member_id: Uuid,
    based_on: Option<i64>,
    changes: ContactChanges,
) -> Result<bool, Problem> {
    let person_id = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?.person_id;
    // Where else the person is known is touched by their name alone.
    let elsewhere = if changes.given_name.is_keep() && changes.family_name.is_keep() {
        Vec::new()
    } else {
        store::members_with(work.tx(), Condition::all().add(contact::Column::PersonId.eq(person_id))).await?
    };
    let of = hold(work, member_id, &elsewhere).await?;
    if let Some(based_on) = based_on {
        members::fresh(work, &of, based_on).await?;
    }
    let today = today(work).await?;
    let before = store::known_by_id(work.tx(), id).await?;
    let mut row = before.contact.clone();
    let read = people::read(&mut row, &before.person.given_name, &before.person.family_name, &changes);
    if !read.faults.is_empty() {
        return Err(Problem::invalid(read.faults));
    }
    let renamed = (&read.given_name, &read.family_name) != (&before.person.given_name, &before.person.family_name);
    if renamed {
        store::rename_person(work, person_id, &read.given_name, &read.family_name).await?;
    }
    if let Some(email) = &read.email {
        row.address_id = match email {
            Some(email) => Some(store::address_of(work, email).await?),
            None => None,
        };
    }
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    settle_main(work, member_id, today, changes.main.map(|main| (id, main))).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    let difference = differences(&state(&before), &state(&after));
    if difference.is_empty() {
        return Ok(false);
    }
    members::bump(work, member_id, None).await?;
    if renamed {
        // The others show the new name too, and are found by it.
        let others: Vec<Uuid> = elsewhere.into_iter().filter(|other| *other != member_id).collect();
        members::bump_all(work, &others).await?;
    }
    note(work, "edit_contact", &of, &after, difference).await?;
    Ok(true)
}

/// Ends a contact: yesterday was its last day. The next person becomes the main one.
pub async fn end(house: &House, by: &Asker, id: Uuid, member_id: Uuid) -> Result<Became, Problem> {
    let work = house.begin(by).await?;
    hold(&work, member_id, &[]).await?;
    let became = match from_within::treatment(&work).await? {
        Some(Treatment::Waits) => {
            from_within::ask_to_end(&work, id, member_id).await?.map_or(Became::Done(id), Became::Asked)
        }
        _ => {
            if !end_in(&work, id, member_id).await? {
                return Ok(Became::Done(id));
            }
            Became::Done(id)
        }
    };
    from_within::tell(&work, member_id, &became).await?;
    work.commit().await?;
    Ok(became)
}

/// The same, in the transaction of whoever decided it. Whether it changed anything.
pub async fn end_in(work: &Work, id: Uuid, member_id: Uuid) -> Result<bool, Problem> {
    let of = hold(work, member_id, &[]).await?;
    let today = today(work).await?;
    let before = store::known_by_id(work.tx(), id).await?;
    if store::has_ended(&before.contact, today) {
        return Ok(false);
    }
    let mut row = before.contact.clone();
    let last = today.pred_opt().unwrap_or(today);
    row.to_on = Some(last);
    row.from_on = row.from_on.map(|from| from.min(last));
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    settle_main(work, member_id, today, None).await?;
    members::bump(work, member_id, None).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    note(work, "end_contact", &of, &after, differences(&state(&before), &state(&after))).await?;
    Ok(true)
}

/// Forgets a contact: in the past of its member if the person is known elsewhere too, else everywhere, with the person;
/// an objection stays, as a mark. The audit tells that it was done, not whom.
pub async fn erase(house: &House, by: &Asker, id: Uuid, member_id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let of = members::find(work.tx(), member_id).await?.ok_or_else(Problem::not_found)?;
    rules::may(Verb::KeepContacts, &by.caller, standing(&of))?;
    let person = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?.person_id;
    // The person first, and the member as late as whoever is erased has it: rows are held in one order everywhere.
    store::hold_person(work.tx(), person).await?;
    let whom = Whom::read(work.tx(), person).await?;
    if let Some(whom) = whom.filter(|whom| whom.account.is_none() && whom.contacts.iter().all(|one| one.id == id)) {
        // Known by this alone, they are known nowhere from now on.
        erase_person(&work, whom, false).await?;
        return work.commit().await;
    }
    let of = hold(&work, member_id, &[]).await?;
    let today = today(&work).await?;
    let known = store::known_by_id(work.tx(), id).await?;
    let mut who = Forgotten::new(member_id, known.person.id);
    who.also = members::with_merged(work.tx(), member_id).await?;
    who.called(&known.person.given_name, &known.person.family_name);
    let email = known.address.as_ref().map(|address| address.email.as_str());
    who.reached_at(email, &[known.contact.phone.as_deref(), known.contact.mobile.as_deref()]);
    // While they are there still: what was sent to them is found by their function.
    forgetting::forget(&work, who).await?;
    let objected = store::erase(work.tx(), &known).await?.map(|key| (key, Reason::Objected));
    mail::suppress(&work, objected.as_slice()).await?;
    settle_main(&work, member_id, today, None).await?;
    members::bump(&work, member_id, None).await?;
    work.note(vec![Entry::new("erase_contact", "member", of.id, &of.name)]).await?;
    work.commit().await
}

/// A contact as the audit keeps it: the names of the forms.
pub fn state(known: &Known) -> Value {
    let email = known.address.as_ref().map(|address| address.email.as_str());
    let mut state = told(&known.contact, &known.person.given_name, &known.person.family_name, email);
    state["source"] = json!(known.contact.source);
    state
}

pub fn told(row: &contact::Model, given_name: &str, family_name: &str, email: Option<&str>) -> Value {
    json!({
        "given_name": given_name, "family_name": family_name, "function": row.function,
        "email": email, "phone": row.phone, "mobile": row.mobile,
        "preferred_channel": row.preferred_channel, "newsletter_wish": row.newsletter_wish, "main": row.main, "from_on": row.from_on, "to_on": row.to_on,
        "informed_on": row.informed_on, "basis": row.basis,
    })
}

pub async fn note(
    work: &Work,
    verb: &'static str,
    of: &member::Model,
    who: &Known,
    changes: Vec<FieldChange>,
) -> Result<(), Problem> {
    let name = full_name(&who.person.given_name, &who.person.family_name);
    let label = format!("{} · {name}", of.name);
    let prefixed = |change: FieldChange| FieldChange { field: format!("contact.{}", change.field), ..change };
    let changes = changes.into_iter().map(prefixed).collect();
    work.note(vec![Entry::new(verb, "member", of.id, &label).with(changes)]).await
}

fn person_or_name() -> Problem {
    Problem::invalid(vec![Fault::at(
        "/person_id",
        "members.person_or_name",
        say("Indiquez soit une personne connue, soit un nom.", "Give either a known person or a name."),
    )])
}

fn unknown_person() -> Problem {
    Problem::invalid_field(
        "/person_id",
        "members.unknown_person",
        say("Cette personne n’est pas connue.", "This person is not known."),
    )
}

fn already_there(twin: &Known) -> Problem {
    let name = full_name(&twin.person.given_name, &twin.person.family_name);
    Problem::conflict(
        "members.contact_exists",
        say(
            format!("{name} est déjà un contact de ce membre."),
            format!("{name} is a contact of this member already."),
        ),
    )
    .with("holder", json!({"id": twin.contact.id, "name": name}))
}
