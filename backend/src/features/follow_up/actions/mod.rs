//! What people do: note an exchange, correct it, delete it and take that back, put a member off.

mod deleted;
mod postpone;

use chrono::NaiveDate;
use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    trade::{Channel, Direction, Outcome},
};
use platform::{
    Asker, House, Work,
    audit::{self, Entry, differences},
};
use serde_json::{Value, json};
use tables::interaction;
use uuid::Uuid;

pub use deleted::restore;
pub use postpone::{postpone, resume};

use super::{
    ledger::{Attestation, Source, attest, withdraw},
    queries::outlook,
    rules,
    schema::{InteractionChanges, NewSharedInteraction},
    store,
};

const SUMMARY: usize = 5_000;
const MEMBERS: usize = 500;

/// Where the body names its members; alone on a member's own path it does not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Path,
    Body,
}

/// Notes an exchange with one or many members. Gives the interaction's id.
pub async fn log(house: &House, by: &Asker, new: NewSharedInteraction, naming: Naming) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let today = outlook(work.tx(), work.now).await?.today;
    let stated = Attestation {
        source: Source { kind: rules::TYPED.into(), id: kernel::ids::new_id() },
        on: new.on.unwrap_or(today),
        channel: new.channel,
        direction: new.direction.unwrap_or(Direction::Outbound),
        outcome: new.outcome.unwrap_or(Outcome::Reached),
        summary: tidy(new.summary),
        contact_id: new.contact_id,
        members: new.member_ids,
    };
    let label = check(&work, &stated, today, naming, &[]).await?;
    let after = described(&stated);
    let id = attest(&work, stated).await?.ok_or_else(|| Problem::bug("an interaction without members"))?;
    work.note(vec![Entry::new("create", "interaction", id, &label).with(differences(&Value::Null, &after))]).await?;
    work.commit().await?;
    Ok(id)
}

/// Corrects a typed interaction that is still at the revision the change is based on.
pub async fn edit(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: InteractionChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::lock(work.tx(), id).await?;
    fresh(&work, &row, Some(based_on)).await?;
    let today = outlook(work.tx(), work.now).await?.today;
    let before = as_stated(&work, &row).await?;
    let stated = changed(before.clone(), changes)?;
    let (old, new) = (described(&before), described(&stated));
    if old == new {
        return Ok(());
    }
    let label = check(&work, &stated, today, Naming::Body, &before.members).await?;
    attest(&work, stated).await?;
    work.note(vec![Entry::new("update", "interaction", id, &label).with(differences(&old, &new))]).await?;
    work.commit().await
}

/// Deletes a typed interaction: as if it had never been noted. It can be restored.
pub async fn delete(house: &House, by: &Asker, id: Uuid, based_on: Option<i64>) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::lock(work.tx(), id).await?;
    fresh(&work, &row, based_on).await?;
    let before = as_stated(&work, &row).await?;
    let label = label_of(&work, &before.members).await?;
    deleted::keep(&work, &row, &before.members, &label).await?;
    withdraw(&work, std::slice::from_ref(&before.source)).await?;
    let gone = differences(&described(&before), &Value::Null);
    work.note(vec![Entry::new("delete", "interaction", id, &label).with(gone)]).await?;
    work.commit().await
}

/// Checks again, inside the transaction, what the guard read outside.
async fn fresh(work: &Work, row: &interaction::Model, based_on: Option<i64>) -> Result<(), Problem> {
    rules::may_change(&work.by.caller, &row.source_kind, row.by_id)?;
    if based_on.is_some_and(|revision| revision != row.revision) {
        return Err(audit::stale(work.tx(), "interaction", row.id, row.revision).await?);
    }
    Ok(())
}

async fn as_stated(work: &Work, row: &interaction::Model) -> Result<Attestation, Problem> {
    let mut members = store::ledger::members_of(work.tx(), &[row.id]).await?;
    members.sort_unstable();
    Ok(Attestation {
        source: Source { kind: row.source_kind.clone().into(), id: row.source_id },
        on: row.happened_on,
        channel: row.channel,
        direction: row.direction,
        outcome: row.outcome,
        summary: row.summary.clone(),
        contact_id: row.contact_id,
        members,
    })
}

fn changed(mut stated: Attestation, changes: InteractionChanges) -> Result<Attestation, Problem> {
    let mut faults = Vec::new();
    put(&mut stated.channel, changes.channel, "/channel", &mut faults);
    put(&mut stated.direction, changes.direction, "/direction", &mut faults);
    put(&mut stated.on, changes.on, "/on", &mut faults);
    put(&mut stated.outcome, changes.outcome, "/outcome", &mut faults);
    put(&mut stated.members, changes.member_ids, "/member_ids", &mut faults);
    if let Some(summary) = changes.summary.into_option() {
        stated.summary = tidy(summary);
    }
    if let Some(contact) = changes.contact_id.into_option() {
        stated.contact_id = contact;
    }
    if stated.summary.as_ref().is_some_and(|text| text.chars().count() > SUMMARY) {
        let most = say("Au plus 5\u{202f}000 caractères.", "At most 5,000 characters.");
        faults.push(Fault::at("/summary", "house.length", most));
    }
    if stated.members.is_empty() || stated.members.len() > MEMBERS {
        let bounds = say("De 1 à 500 membres.", "From 1 to 500 members.");
        faults.push(Fault::at("/member_ids", "house.length", bounds));
    }
    if faults.is_empty() { Ok(stated) } else { Err(Problem::invalid(faults)) }
}

fn put<T>(field: &mut T, change: Change<T>, pointer: &str, faults: &mut Vec<Fault>) {
    match change {
        Change::Keep => {}
        Change::Set(value) => *field = value,
        Change::Clear => faults.push(Fault::at(
            pointer,
            "house.missing_field",
            say("Ce champ est nécessaire.", "This field is needed."),
        )),
    }
}

/// Blank is nothing.
fn tidy(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Refuses what can't be noted. Members that were there before (`known`) may have been archived since.
/// Gives the label under which the audit keeps it.
async fn check(
    work: &Work,
    stated: &Attestation,
    today: NaiveDate,
    naming: Naming,
    known: &[Uuid],
) -> Result<String, Problem> {
    let mut faults: Vec<Fault> = [rules::check_channel(stated.channel), rules::check_day(stated.on, today)]
        .into_iter()
        .filter_map(Result::err)
        .collect();
    let found = store::standing(work.tx(), &stated.members).await?;
    for (index, id) in stated.members.iter().enumerate() {
        let member = found.iter().find(|member| member.id == *id);
        let refusal = match member {
            None => Some(("follow_up.unknown_member", say("Ce membre n’existe pas.", "There is no such member."))),
            Some(member) if member.archived_at.is_some() && !known.contains(id) => {
                Some(("members.archived", archived(&member.name)))
            }
            Some(_) => None,
        };
        match (refusal, naming) {
            (None, _) => {}
            (Some(("members.archived", detail)), Naming::Path) => {
                return Err(Problem::conflict("members.archived", detail));
            }
            (Some(_), Naming::Path) => return Err(Problem::not_found()),
            (Some((code, detail)), Naming::Body) => {
                faults.push(Fault::at(format!("/member_ids/{index}"), code, detail));
            }
        }
    }
    if let Some(contact) = stated.contact_id
        && !store::is_contact_of(work.tx(), contact, &stated.members).await?
    {
        faults.push(Fault::at(
            "/contact_id",
            "follow_up.contact_of_another",
            say("Cette personne n’est pas un contact de ce membre.", "This person is no contact of this member."),
        ));
    }
    match (faults.is_empty(), found.as_slice()) {
        (false, _) => Err(Problem::invalid(faults)),
        (true, [only]) => Ok(only.name.clone()),
        (true, many) => Ok(format!("{} membres", many.len())),
    }
}

fn archived(name: &str) -> kernel::problem::Say {
    say(
        format!("La fiche de «\u{202f}{name}\u{202f}» est archivée\u{202f}: rétablissez-la d’abord."),
        format!("The record of “{name}” is archived: restore it first."),
    )
}

async fn label_of(work: &Work, members: &[Uuid]) -> Result<String, Problem> {
    let found = store::standing(work.tx(), members).await?;
    Ok(match found.as_slice() {
        [only] => only.name.clone(),
        many => format!("{} membres", many.len()),
    })
}

/// An interaction as the audit keeps it: the names of the forms.
fn described(stated: &Attestation) -> Value {
    let (channel, direction, outcome): (Channel, Direction, Outcome) =
        (stated.channel, stated.direction, stated.outcome);
    let mut members = stated.members.clone();
    members.sort_unstable();
    members.dedup();
    json!({
        "channel": channel, "direction": direction, "on": stated.on, "outcome": outcome,
        "summary": stated.summary, "contact_id": stated.contact_id, "member_ids": members,
    })
}
