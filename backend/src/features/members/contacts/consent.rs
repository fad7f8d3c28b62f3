//! What the holder of an address said about being written to: kept with day and occasion, wherever the address is used.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{
    problem::{Problem, say},
    trade::Consent,
};
use platform::{Asker, House, Work, audit::differences};
use sea_orm::{ColumnTrait, Condition};
use serde_json::{Value, json};
use tables::contact;
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        rules::{self, Verb},
        store as members,
    },
    actions::{hold, note, today},
    schema::ConsentForm,
    store::{self, Known},
};

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
    members::bump_all(work, &users).await?;
    let after = store::known_by_id(work.tx(), id).await?;
    note(work, "set_consent", &of, &after, differences(&consent_state(&before), &consent_state(&after))).await
}

fn consent_state(known: &Known) -> Value {
    known.address.as_ref().map_or(Value::Null, |address| {
        json!({"consent": address.consent, "consent_on": address.consent_on, "consent_origin": address.consent_origin})
    })
}

fn without_address() -> Problem {
    Problem::conflict(
        "members.contact_without_address",
        say("Cette personne n’a pas d’adresse électronique.", "This person has no e-mail address."),
    )
}
