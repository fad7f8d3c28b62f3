//! What the team decides, what it takes back, and what whoever asked takes back.

use kernel::{
    problem::{Fault, Problem, say},
    trade::{ProposalAbout, ProposalState, Verdict},
};
use platform::{Asker, House, Work};
use serde_json::{Value, json};
use tables::{member, proposal, proposal_field};
use uuid::Uuid;

use super::{
    super::store as members,
    apply::{self, wanted},
    facts::ProposalDecided,
    jobs, rules,
    schema::{AcceptProposal, RefuseProposal},
    store::{self, Fields},
    values::{Now, Telling, in_audit, last_touched, same},
};

struct Held {
    member: member::Model,
    row: proposal::Model,
    fields: Fields,
}

/// The member first, then the proposal: always in that order.
async fn hold(work: &Work, id: Uuid) -> Result<Held, Problem> {
    let known = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let member = members::lock_one(work.tx(), known.member_id).await?;
    let (row, fields) = store::hold(work.tx(), id).await?;
    Ok(Held { member, row, fields })
}

/// The waiting fields that are meant. Somebody new, or who leaves, is decided about as a whole.
fn chosen<'a>(held: &'a Held, names: Option<&[String]>) -> Result<Vec<&'a proposal_field::Model>, Problem> {
    let waiting: Vec<&proposal_field::Model> =
        held.fields.iter().filter(|field| field.verdict == Verdict::Waiting).collect();
    let Some(names) = names else { return Ok(waiting) };
    let faults = names.iter().enumerate().filter_map(|(at, name)| {
        let pointer = format!("/fields/{at}");
        match held.fields.iter().find(|field| field.field == *name) {
            None => Some(Fault::at(
                pointer,
                "members.not_proposed",
                say("Ce champ n’est pas dans cette demande.", "This field is not in this request."),
            )),
            Some(field) if field.verdict != Verdict::Waiting => Some(Fault::at(
                pointer,
                "members.field_decided",
                say("Ce champ n’attend plus.", "This field waits no more."),
            )),
            Some(_) => None,
        }
    });
    let faults: Vec<Fault> = faults.collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let meant: Vec<_> = waiting.iter().copied().filter(|field| names.contains(&field.field)).collect();
    let whole = matches!(held.row.about, ProposalAbout::NewContact | ProposalAbout::ContactEnd);
    if whole && meant.len() < waiting.len() {
        return Err(Problem::invalid_field(
            "/fields",
            "members.decided_as_a_whole",
            say(
                "Une personne qui arrive ou qui part s’accepte ou se refuse en entier.",
                "Somebody who comes or leaves is accepted or refused as a whole.",
            ),
        ));
    }
    Ok(meant)
}

/// Accepts fields: 409 `members.proposal_stale` when one is another by now, unless `over` names the revision there is.
pub async fn accept(house: &House, by: &Asker, id: Uuid, form: AcceptProposal) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let held = hold(&work, id).await?;
    rules::may_decide(&by.caller, &held.row)?;
    let fields: Vec<proposal_field::Model> = chosen(&held, form.fields.as_deref())?.into_iter().cloned().collect();
    let now = Now::of(work.tx(), std::slice::from_ref(&held.row)).await?;
    let stale: Vec<&proposal_field::Model> = fields.iter().filter(|field| now.is_stale(&held.row, field)).collect();
    if !stale.is_empty() && form.over != Some(held.member.revision) {
        return Err(conflict(&work, &held, &now, &stale).await?);
    }
    apply::make(&work, &held.row, wanted(&fields.iter().collect::<Vec<_>>())).await?;
    let reason = cleaned(form.reason.as_deref());
    let done = fields.into_iter().map(|field| {
        let replaced = Some(json!({"was": now.value(&held.row, &field.field)}));
        proposal_field::Model { replaced, ..decided(&work, field, Verdict::Accepted, reason.clone()) }
    });
    let done = done.collect();
    close(&work, held, done, "accept").await?;
    work.commit().await
}

/// Refuses fields, with the reason that whoever asked is told.
pub async fn refuse(house: &House, by: &Asker, id: Uuid, form: RefuseProposal) -> Result<(), Problem> {
    let Some(reason) = cleaned(Some(&form.reason)) else {
        return Err(Problem::invalid_field(
            "/reason",
            "members.reason_required",
            say("Dites pourquoi : l’organisation le lira.", "Say why: the organisation will read it."),
        ));
    };
    let work = house.begin(by).await?;
    let held = hold(&work, id).await?;
    rules::may_decide(&by.caller, &held.row)?;
    let fields: Fields = chosen(&held, form.fields.as_deref())?.into_iter().cloned().collect();
    let done = fields.into_iter().map(|field| decided(&work, field, Verdict::Refused, Some(reason.clone())));
    let done = done.collect();
    close(&work, held, done, "refuse").await?;
    work.commit().await
}

/// Takes decisions back before whoever asked is told.
pub async fn reopen(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut held = hold(&work, id).await?;
    rules::may_reopen(&by.caller, &held.row, &held.fields)?;
    let again: Fields = held
        .fields
        .iter()
        .filter(|field| matches!(field.verdict, Verdict::Accepted | Verdict::Refused))
        .cloned()
        .collect();
    let names: Vec<String> = again.iter().map(|field| field.field.clone()).collect();
    if !store::waiting(work.tx(), held.row.contact_id.unwrap_or(held.row.member_id), &names).await?.is_empty() {
        return Err(Problem::conflict(
            "members.asked_again",
            say("L’organisation a demandé autre chose depuis.", "The organisation has asked for something else since."),
        ));
    }
    let accepted: Vec<&proposal_field::Model> =
        again.iter().filter(|field| field.verdict == Verdict::Accepted).collect();
    if !accepted.is_empty() {
        let now = Now::of(work.tx(), std::slice::from_ref(&held.row)).await?;
        let touched: Vec<&proposal_field::Model> = accepted
            .iter()
            .copied()
            .filter(|field| !same(now.value(&held.row, &field.field).as_ref(), field.after.as_ref()))
            .collect();
        if !touched.is_empty() {
            return Err(conflict(&work, &held, &now, &touched).await?);
        }
        let back = accepted.iter().map(|field| {
            let was = field.replaced.as_ref().map(|kept| kept["was"].clone()).filter(|was| !was.is_null());
            (field.field.clone(), was)
        });
        let back = back.collect();
        apply::record(&work, &held.row, back, "undo").await?;
    }
    for field in again {
        let field = proposal_field::Model {
            verdict: Verdict::Waiting,
            reason: None,
            replaced: None,
            by_id: None,
            by_name: None,
            decided_at: None,
            ..field
        };
        store::write_field(work.tx(), field).await?;
    }
    held.row.state = ProposalState::Waiting;
    held.row.decided_at = None;
    store::write(work.tx(), held.row).await?;
    work.note_one("reopen", "proposal", id, &held.member.name).await?;
    work.commit().await
}

/// Takes back what waits, for whoever manages the member.
pub async fn withdraw(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let held = hold(&work, id).await?;
    rules::may_withdraw(&by.caller, &held.row)?;
    let waiting: Fields = chosen(&held, None)?.into_iter().cloned().collect();
    jobs::tell_soon(&work, &store::withdraw(&work, &waiting).await?).await?;
    work.note_one("withdraw", "proposal", id, &held.member.name).await?;
    work.commit().await
}

fn cleaned(reason: Option<&str>) -> Option<String> {
    reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned)
}

fn decided(
    work: &Work,
    field: proposal_field::Model,
    verdict: Verdict,
    reason: Option<String>,
) -> proposal_field::Model {
    let (_, by_id, by_name) = work.by.caller.signature();
    proposal_field::Model { verdict, reason, by_id, by_name: Some(by_name), decided_at: Some(work.now), ..field }
}

/// Writes verdicts; once nothing waits any more, says so.
async fn close(work: &Work, held: Held, done: Fields, verb: &'static str) -> Result<(), Problem> {
    let Held { member, mut row, mut fields } = held;
    for field in done {
        if let Some(there) = fields.iter_mut().find(|there| there.field == field.field) {
            *there = field.clone();
        }
        store::write_field(work.tx(), field).await?;
    }
    row.state = store::state_of(&fields);
    work.note_one(verb, "proposal", row.id, &member.name).await?;
    if row.state != ProposalState::Decided {
        return store::write(work.tx(), row).await;
    }
    row.decided_at = Some(work.now);
    let with = |verdict| {
        fields.iter().filter(|field| field.verdict == verdict).map(|field| field.field.clone()).collect::<Vec<_>>()
    };
    let fact = ProposalDecided {
        proposal_id: row.id,
        member_id: member.id,
        accepted: with(Verdict::Accepted),
        refused: with(Verdict::Refused),
    };
    let id = row.id;
    store::write(work.tx(), row).await?;
    work.record(&fact).await?;
    jobs::tell_soon(work, &[id]).await
}

/// 409 with the three values of each field, who changed it and when.
async fn conflict(work: &Work, held: &Held, now: &Now, fields: &[&proposal_field::Model]) -> Result<Problem, Problem> {
    let telling = Telling::of(work.tx()).await?;
    let touched = last_touched(work.tx(), &[held.member.id], held.row.created_at).await?;
    let conflicts: Vec<Value> = fields
        .iter()
        .map(|field| {
            let told = |value: Option<&Value>| telling.told(&field.field, value);
            let touch = touched.get(&(held.member.id, in_audit(&held.row, &field.field)));
            json!({
                "field": field.field,
                "before": told(field.before.as_ref()),
                "now": told(now.value(&held.row, &field.field).as_ref()),
                "after": told(field.after.as_ref()),
                "changed_by": touch.map(|(by, _)| by),
                "changed_at": touch.map(|(_, at)| at),
            })
        })
        .collect();
    Ok(Problem::conflict(
        "members.proposal_stale",
        say(
            "La fiche a changé depuis cette demande : comparez les valeurs, puis décidez.",
            "The record has changed since this request: compare the values, then decide.",
        ),
    )
    .with("conflicts", json!(conflicts))
    .with("revision", json!(held.member.revision)))
}
