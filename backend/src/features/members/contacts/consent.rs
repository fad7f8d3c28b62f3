//! What somebody said of being written to, of the directory, of a picture: each word is kept with day, way and occasion,
//! and nothing of it is ever changed. Of being written to, the last word holds wherever the address is used.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{
    email::Email,
    problem::{Problem, say},
    trade::{Consent, ConsentAction, ConsentPurpose, ConsentWay},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    mail,
};
use sea_orm::{ColumnTrait, Condition};
use serde_json::{Value, json};
use tables::{address, contact};
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        rules::{self, Verb},
        store as members,
    },
    actions::{hold, note, today},
    queries::full_name,
    schema::ConsentForm,
    store::{self, Known},
};

/// A word of somebody.
#[derive(Debug, Clone)]
pub struct Saying {
    pub purpose: ConsentPurpose,
    pub action: ConsentAction,
    pub on: NaiveDate,
    pub way: ConsentWay,
    pub origin: Option<String>,
    /// What they read before they said it.
    pub text_shown: Option<String>,
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
    rules::may(Verb::KeepContacts, &by.caller, standing(&of))?;
    members::fresh(&work, &of, based_on).await?;
    let today = today(&work).await?;
    let saying = Saying {
        purpose: ConsentPurpose::Messages,
        action: action_of(form.state),
        on: not_ahead(form.on, today)?,
        way: form.way.unwrap_or(ConsentWay::Other),
        origin: words(Some(form.origin)),
        text_shown: words(form.text_shown),
    };
    let before = store::known_by_id(work.tx(), id).await?;
    let address = before.address.clone().ok_or_else(without_address)?;
    store::set_consents(work.tx(), &[address_id], form.state, saying.on, saying.origin.as_deref()).await?;
    keep(&work, before.person.id, &saying, &[address]).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    let all: BTreeSet<Uuid> = users.into_iter().chain([member_id]).collect();
    members::bump_all(&work, &all.into_iter().collect::<Vec<_>>()).await?;
    let difference = differences(&consent_state(&before), &consent_state(&after));
    note(&work, "set_consent", &of, &after, difference).await?;
    work.commit().await
}

/// Keeps, within a transaction, that the holder of a contact's address wants the letter, on which occasion they said so, and
/// what they read before.
pub async fn consented(work: &Work, id: Uuid, on: NaiveDate, origin: &str, read: &str) -> Result<(), Problem> {
    let before = store::known_by_id(work.tx(), id).await?;
    let Some(address) = before.address.clone() else { return Ok(()) };
    let users = store::members_with(work.tx(), Condition::all().add(contact::Column::AddressId.eq(address.id))).await?;
    let of = hold(work, before.contact.member_id, &users).await?;
    let saying = Saying {
        purpose: ConsentPurpose::Messages,
        action: ConsentAction::Given,
        on,
        way: ConsentWay::Form,
        origin: Some(origin.to_owned()),
        text_shown: Some(read.to_owned()),
    };
    store::set_consents(work.tx(), &[address.id], Consent::Given, on, Some(origin)).await?;
    keep(work, before.person.id, &saying, &[address]).await?;
    let mut row = before.contact.clone();
    row.newsletter_wish = Some(true);
    row.updated_at = work.now;
    store::update(work.tx(), row).await?;
    members::bump_all(work, &users).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    note(work, "set_consent", &of, &after, differences(&consent_state(&before), &consent_state(&after))).await
}

/// Keeps a word of somebody, wherever they act: of being written to, for this address of theirs or for all. Gives the
/// ids of what was kept, the newest last.
pub async fn said(work: &Work, person: Uuid, email: Option<&str>, saying: Saying) -> Result<Vec<Uuid>, Problem> {
    let on = not_ahead(Some(saying.on), today(work).await?)?;
    let saying = Saying { on, origin: words(saying.origin), text_shown: words(saying.text_shown), ..saying };
    let all = store::of_person(work.tx(), person).await?;
    let Some(one) = all.first() else { return Err(unknown_person()) };
    let name = full_name(&one.person.given_name, &one.person.family_name);
    let addresses = match saying.purpose {
        ConsentPurpose::Messages => addresses_of(&all, email)?,
        _ => Vec::new(),
    };
    let ids: Vec<Uuid> = addresses.iter().map(|address| address.id).collect();
    let theirs = Condition::any()
        .add(contact::Column::AddressId.is_in(ids.iter().copied()))
        .add(contact::Column::PersonId.eq(person));
    let users: BTreeSet<Uuid> = store::members_with(work.tx(), theirs).await?.into_iter().collect();
    let users: Vec<Uuid> = users.into_iter().collect();
    let held = members::lock(work.tx(), &users).await?;
    let states = addresses.iter().map(|address| heard(address.consent, saying.action)).collect::<Vec<_>>();
    for state in [Consent::None, Consent::Given, Consent::Objected] {
        let to_set: Vec<Uuid> = ids.iter().zip(&states).filter(|(_, now)| **now == state).map(|(id, _)| *id).collect();
        store::set_consents(work.tx(), &to_set, state, saying.on, saying.origin.as_deref()).await?;
    }
    let kept = keep(work, person, &saying, &addresses).await?;
    members::bump_all(work, &users).await?;
    let told = FieldChange {
        field: format!("contact.consent.{}", saying.purpose.as_str()),
        before: Value::Null,
        after: json!({"action": saying.action, "on": saying.on, "way": saying.way, "origin": saying.origin}),
    };
    let entries = held.values().map(|member| {
        let label = format!("{} · {name}", member.name);
        Entry::new("set_consent", "member", member.id, &label).with(vec![told.clone()])
    });
    work.note(entries.collect()).await?;
    Ok(kept)
}

/// Writes it down; an address whose holder says yes is written to again.
async fn keep(work: &Work, person: Uuid, saying: &Saying, addresses: &[address::Model]) -> Result<Vec<Uuid>, Problem> {
    if saying.purpose == ConsentPurpose::Messages && saying.action == ConsentAction::Given {
        let keys: Vec<String> = addresses.iter().map(|address| address.email_key.clone()).collect();
        mail::lift(work, &keys).await?;
    }
    let of: Vec<Option<Uuid>> = match addresses.is_empty() {
        true => vec![None],
        false => addresses.iter().map(|address| Some(address.id)).collect(),
    };
    store::keep_consents(work, person, saying, &of).await
}

/// The addresses that a word is about.
fn addresses_of(all: &[Known], email: Option<&str>) -> Result<Vec<address::Model>, Problem> {
    let mut addresses: Vec<address::Model> = Vec::new();
    for address in all.iter().filter_map(|known| known.address.as_ref()) {
        if !addresses.iter().any(|one| one.id == address.id) {
            addresses.push(address.clone());
        }
    }
    let Some(email) = email else {
        return if addresses.is_empty() { Err(without_address()) } else { Ok(addresses) };
    };
    let key = Email::parse(email).map_err(|fault| Problem::invalid(vec![fault.at("/email", "members")]))?.key();
    addresses.retain(|address| address.email_key == key);
    if addresses.is_empty() {
        return Err(Problem::invalid_field(
            "/email",
            "members.not_their_address",
            say(
                "Cette adresse n’est pas celle de cette personne. Choisissez l’une des siennes, ou n’en donnez pas : ce sera pour toutes.",
                "This is not an address of this person. Choose one of theirs, or give none: it will be for all.",
            ),
        ));
    }
    Ok(addresses)
}

/// What an address comes to by a word: who objected is written to again by a clear yes alone.
fn heard(before: Consent, action: ConsentAction) -> Consent {
    match (before, action) {
        (_, ConsentAction::Given) => Consent::Given,
        (_, ConsentAction::Objected) | (Consent::Objected, _) => Consent::Objected,
        (_, ConsentAction::Refused | ConsentAction::Withdrawn) => Consent::None,
    }
}

fn action_of(state: Consent) -> ConsentAction {
    match state {
        Consent::Given => ConsentAction::Given,
        Consent::Objected => ConsentAction::Objected,
        Consent::None => ConsentAction::Withdrawn,
    }
}

fn not_ahead(on: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Problem> {
    match on.unwrap_or(today) {
        on if on > today => Err(Problem::invalid_field(
            "/on",
            "members.consent_in_future",
            say("Ce jour n’est pas encore venu.", "This day has not come yet."),
        )),
        on => Ok(on),
    }
}

fn words(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn consent_state(known: &Known) -> Value {
    known.address.as_ref().map_or(Value::Null, |address| {
        json!({"consent": address.consent, "consent_on": address.consent_on, "consent_origin": address.consent_origin})
    })
}

fn without_address() -> Problem {
    Problem::conflict(
        "members.contact_without_address",
        say("Cette personne n’a pas d’adresse e-mail.", "This person has no e-mail address."),
    )
}

fn unknown_person() -> Problem {
    Problem::conflict(
        "members.without_function",
        say(
            "Cette personne n’a de fonction dans aucune organisation : il n’y a rien à quoi rattacher sa réponse.",
            "This person acts in no organisation: there is nothing to keep their answer with.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_objected_is_written_to_again_by_a_clear_yes_alone() {
        assert_eq!(heard(Consent::Objected, ConsentAction::Withdrawn), Consent::Objected);
        assert_eq!(heard(Consent::Objected, ConsentAction::Given), Consent::Given);
        assert_eq!(heard(Consent::Given, ConsentAction::Withdrawn), Consent::None);
        assert_eq!(heard(Consent::None, ConsentAction::Objected), Consent::Objected);
    }
}
