//! What people do: add somebody to a member, correct, end, forget, and keep what they said about being written to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{
    problem::{Fault, Problem, say},
    trade::Consent,
};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    forgetting::{self, Forgotten},
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
    main_contact::settle_main,
    people,
    queries::full_name,
    schema::{ConsentForm, ContactChanges, NewContact},
    store::{self, Known},
};
use crate::features::club;

/// The member, and whoever else the change touches, held until the end of the transaction; checked again here.
async fn hold(work: &Work, id: Uuid, others: &[Uuid]) -> Result<member::Model, Problem> {
    let all: BTreeSet<Uuid> = others.iter().copied().chain([id]).collect();
    let mut held = members::lock(work.tx(), &all.into_iter().collect::<Vec<_>>()).await?;
    let row = held.remove(&id).ok_or_else(Problem::not_found)?;
    rules::may(Verb::EditContacts, &work.by.caller, standing(&row))?;
    Ok(row)
}

async fn today(work: &Work) -> Result<NaiveDate, Problem> {
    Ok(club::settings(work.tx()).await?.today(work.now))
}

/// Adds a person to a member. Gives the contact's id.
pub async fn add(house: &House, by: &Asker, member_id: Uuid, form: NewContact) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    match put(&work, member_id, form, by.way.as_str()).await? {
        Put::Added(id) => {
            work.commit().await?;
            Ok(id)
        }
        Put::There(twin) => Err(already_there(&twin)),
    }
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
    let mut row = contact::Model {
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
        position: there.iter().map(|one| one.contact.position).max().unwrap_or(0) + 1,
        created_at: work.now,
        updated_at: work.now,
    };
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
        row.address_id = Some(store::address_of(work.tx(), email).await?);
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
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let person_id = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?.person_id;
    let elsewhere =
        store::members_with(work.tx(), Condition::all().add(contact::Column::PersonId.eq(person_id))).await?;
    let of = hold(&work, member_id, &elsewhere).await?;
    members::fresh(&work, &of, based_on).await?;
    let today = today(&work).await?;
    let before = store::known_by_id(work.tx(), id).await?;
    let mut row = before.contact.clone();
    let read = people::read(&mut row, &before.person.given_name, &before.person.family_name, &changes);
    if !read.faults.is_empty() {
        return Err(Problem::invalid(read.faults));
    }
    let renamed = (&read.given_name, &read.family_name) != (&before.person.given_name, &before.person.family_name);
    if renamed {
        store::rename_person(&work, person_id, &read.given_name, &read.family_name).await?;
    }
    if let Some(email) = &read.email {
        row.address_id = match email {
            Some(email) => Some(store::address_of(work.tx(), email).await?),
            None => None,
        };
    }
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    settle_main(&work, member_id, today, changes.main.map(|main| (id, main))).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    let difference = differences(&state(&before), &state(&after));
    if difference.is_empty() {
        return Ok(());
    }
    members::bump(&work, member_id, None).await?;
    if renamed {
        // The others show the new name too, and are found by it.
        let others: Vec<Uuid> = elsewhere.into_iter().filter(|other| *other != member_id).collect();
        members::bump_all(&work, &others).await?;
    }
    note(&work, "edit_contact", &of, &after, difference).await?;
    work.commit().await
}

/// Ends a contact: yesterday was its last day. The next person becomes the main one.
pub async fn end(house: &House, by: &Asker, id: Uuid, member_id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let of = hold(&work, member_id, &[]).await?;
    let today = today(&work).await?;
    let before = store::known_by_id(work.tx(), id).await?;
    if store::has_ended(&before.contact, today) {
        return Ok(());
    }
    let mut row = before.contact.clone();
    let last = today.pred_opt().unwrap_or(today);
    row.to_on = Some(last);
    row.from_on = row.from_on.map(|from| from.min(last));
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    settle_main(&work, member_id, today, None).await?;
    members::bump(&work, member_id, None).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    note(&work, "end_contact", &of, &after, differences(&state(&before), &state(&after))).await?;
    work.commit().await
}

/// Forgets a contact, and the person with it if nothing else needs them. The audit tells that it was done, not whom.
pub async fn erase(house: &House, by: &Asker, id: Uuid, member_id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let of = hold(&work, member_id, &[]).await?;
    let today = today(&work).await?;
    let known = store::known_by_id(work.tx(), id).await?;
    store::erase(work.tx(), &known).await?;
    let mut who = Forgotten::new(member_id, known.person.id);
    who.also = members::with_merged(work.tx(), member_id).await?;
    who.called(&known.person.given_name, &known.person.family_name);
    let email = known.address.as_ref().map(|address| address.email.as_str());
    who.reached_at(email, &[known.contact.phone.as_deref(), known.contact.mobile.as_deref()]);
    forgetting::forget(&work, who).await?;
    settle_main(&work, member_id, today, None).await?;
    members::bump(&work, member_id, None).await?;
    work.note(vec![Entry::new("erase_contact", "member", of.id, &of.name)]).await?;
    work.commit().await
}

/// Keeps what the holder of a contact's address said. It holds wherever that address is used.
pub async fn set_consent(
    house: &House,
    by: &Asker,
    id: Uuid,
    member_id: Uuid,
    based_on: i64,
    form: ConsentForm,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let address_id = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?.address_id;
    let address_id = address_id.ok_or_else(without_address)?;
    let users = store::members_with(work.tx(), Condition::all().add(contact::Column::AddressId.eq(address_id))).await?;
    let of = hold(&work, member_id, &users).await?;
    members::fresh(&work, &of, based_on).await?;
    let today = today(&work).await?;
    let on = form.on.unwrap_or(today);
    if on > today {
        return Err(Problem::invalid_field(
            "/on",
            "members.consent_in_future",
            say("Ce jour n’est pas encore venu.", "This day has not come yet."),
        ));
    }
    let before = store::known_by_id(work.tx(), id).await?;
    let mut address = before.address.clone().ok_or_else(without_address)?;
    address.consent = form.state;
    address.consent_on = Some(on);
    address.consent_origin = Some(form.origin.trim().to_owned()).filter(|origin| !origin.is_empty());
    store::update_address(work.tx(), address).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    let all: BTreeSet<Uuid> = users.into_iter().chain([member_id]).collect();
    members::bump_all(&work, &all.into_iter().collect::<Vec<_>>()).await?;
    let difference = differences(&consent_state(&before), &consent_state(&after));
    note(&work, "set_consent", &of, &after, difference).await?;
    work.commit().await
}

/// Keeps, within a transaction, that the holder of a contact's address wants the letter, and on which occasion they said so.
pub async fn consented(work: &Work, id: Uuid, on: NaiveDate, origin: &str) -> Result<(), Problem> {
    let before = store::known_by_id(work.tx(), id).await?;
    let Some(mut address) = before.address.clone() else { return Ok(()) };
    let users = store::members_with(work.tx(), Condition::all().add(contact::Column::AddressId.eq(address.id))).await?;
    let of = hold(work, before.contact.member_id, &users).await?;
    address.consent = Consent::Given;
    address.consent_on = Some(on);
    address.consent_origin = Some(origin.to_owned());
    store::update_address(work.tx(), address).await?;
    let mut row = before.contact.clone();
    row.newsletter_wish = Some(true);
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    for user in users {
        members::bump(work, user, None).await?;
    }
    let after = store::known_by_id(work.tx(), id).await?;
    note(work, "set_consent", &of, &after, differences(&consent_state(&before), &consent_state(&after))).await
}

/// A contact as the audit keeps it: the names of the forms.
fn state(known: &Known) -> Value {
    let row = &known.contact;
    json!({
        "given_name": known.person.given_name, "family_name": known.person.family_name, "function": row.function,
        "email": known.address.as_ref().map(|address| &address.email), "phone": row.phone, "mobile": row.mobile,
        "preferred_channel": row.preferred_channel, "newsletter_wish": row.newsletter_wish, "main": row.main, "from_on": row.from_on, "to_on": row.to_on,
        "informed_on": row.informed_on,
    })
}

fn consent_state(known: &Known) -> Value {
    known.address.as_ref().map_or(Value::Null, |address| {
        json!({"consent": address.consent, "consent_on": address.consent_on, "consent_origin": address.consent_origin})
    })
}

async fn note(
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

fn without_address() -> Problem {
    Problem::conflict(
        "members.contact_without_address",
        say("Cette personne n’a pas d’adresse électronique.", "This person has no e-mail address."),
    )
}
