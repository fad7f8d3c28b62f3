//! Asking for a change, inside the transaction of whoever asks.

use std::collections::HashSet;

use kernel::{
    problem::Problem,
    trade::{ProposalAbout, ProposalState, Verdict},
};
use platform::Work;
use serde_json::Value;
use tables::{proposal, proposal_field};
use uuid::Uuid;

use super::{super::store as members, jobs, store};

/// Beside the fields of somebody new: the contact in whose place they come, who leaves once it is accepted.
pub const REPLACES: &str = "replaces";

/// One field that is to change: as a form names and sets it.
pub struct Item {
    pub field: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl Item {
    /// Null is nothing.
    pub fn of(field: &str, before: Option<Value>, after: Option<Value>) -> Item {
        let something = |value: Option<Value>| value.filter(|value| !value.is_null());
        Item { field: field.to_owned(), before: something(before), after: something(after) }
    }
}

/// What the fields are fields of.
pub struct Asking {
    pub member: Uuid,
    pub about: ProposalAbout,
    /// The person, of a request about one who is there.
    pub contact: Option<Uuid>,
}

/// Keeps the request, in the place of what waited for the same fields. What waits as it is asked for now goes on
/// waiting. Gives the proposal: the new one, or the one that asks for the same. The member is held.
pub async fn ask(work: &Work, what: Asking, items: Vec<Item>) -> Result<Option<Uuid>, Problem> {
    if items.is_empty() {
        return Ok(None);
    }
    let member = members::lock_one(work.tx(), what.member).await?;
    let id = kernel::ids::new_id();
    let subject = what.contact.unwrap_or(match what.about {
        ProposalAbout::NewContact => id,
        _ => what.member,
    });
    let names: Vec<String> = items.iter().map(|item| item.field.clone()).collect();
    let there = store::waiting(work.tx(), subject, &names).await?;
    let same = |item: &Item| there.iter().find(|field| field.field == item.field && field.after == item.after);
    let known: Vec<Uuid> = items.iter().filter_map(same).map(|field| field.proposal_id).collect();
    let new: Vec<&Item> = items.iter().filter(|item| same(item).is_none()).collect();
    if new.is_empty() {
        return Ok(known.first().copied());
    }
    let asked_anew: HashSet<&String> = new.iter().map(|item| &item.field).collect();
    let replaced = there.iter().filter(|field| asked_anew.contains(&field.field)).cloned().collect();
    jobs::tell_soon(work, &store::withdraw(work, &replaced).await?).await?;
    let fields = (0..).zip(&new).map(|(position, item)| proposal_field::Model {
        proposal_id: id,
        field: item.field.clone(),
        subject,
        position,
        before: item.before.clone(),
        after: item.after.clone(),
        verdict: Verdict::Waiting,
        reason: None,
        replaced: None,
        by_id: None,
        by_name: None,
        decided_at: None,
    });
    let (_, by_id, by_name) = work.by.caller.signature();
    let row = proposal::Model {
        id,
        member_id: what.member,
        about: what.about,
        contact_id: what.contact,
        state: ProposalState::Waiting,
        by_id,
        by_name,
        delivery_id: None,
        created_at: work.now,
        decided_at: None,
        told_at: None,
        revision: member.revision,
    };
    store::insert(work.tx(), row, fields.collect()).await?;
    // What was asked for stands with the proposal; the audit tells that it was.
    work.note_one("propose", "proposal", id, &member.name).await?;
    Ok(Some(id))
}

/// What was asked answers this letter: who asked without an account is told where it went.
pub async fn answers(work: &Work, id: Uuid, letter: Uuid) -> Result<(), Problem> {
    store::keep_letter(work.tx(), id, letter).await
}

/// Takes back what waits for these fields of a record.
pub async fn withdraw_fields(work: &Work, member: Uuid, names: &[String]) -> Result<(), Problem> {
    if names.is_empty() {
        return Ok(());
    }
    let there = store::waiting(work.tx(), member, names).await?;
    jobs::tell_soon(work, &store::withdraw(work, &there).await?).await
}
