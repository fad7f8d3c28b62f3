//! A deleted exchange, kept whole so that deleting it can be taken back.

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
    change_sets::{self, Part},
    snapshot,
};
use serde_json::{Value, json};
use tables::interaction;
use uuid::Uuid;

use super::{
    super::{
        ledger::{Attestation, Scope, Source, recompute},
        rules, store,
    },
    described, label_of,
};
use crate::features::members;

/// Of change sets that hold a deleted exchange.
const KIND: &str = "follow_up.delete";
const RECORD: &str = "interaction";

/// Keeps what is about to be deleted.
pub async fn keep(work: &Work, row: &interaction::Model, members: &[Uuid], label: &str) -> Result<(), Problem> {
    let set = change_sets::open(work, KIND, label, None).await?;
    let before = json!({"row": snapshot::of(row), "member_ids": members});
    let part =
        Part { record: RECORD, record_id: row.id, revision: Some(row.revision), before: Some(before), after: None };
    change_sets::add(work, set, 0, &[part]).await
}

/// Brings a deleted exchange back as it was, by whoever noted it then. Members that are gone since stay away from it.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    if store::find(work.tx(), id).await?.is_some() {
        return Err(Problem::conflict(
            "follow_up.not_deleted",
            say("Cet échange n’est pas supprimé.", "This exchange is not deleted."),
        ));
    }
    let kept = change_sets::newest_of(work.tx(), KIND, RECORD, id).await?;
    let (set, before) = kept.and_then(|(set, part)| Some((set, part.before?))).ok_or_else(Problem::not_found)?;
    let mut row: interaction::Model = snapshot::back(&before["row"])?;
    rules::may_change(&work.by.caller, &row.source_kind, row.by_id)?;
    let named: Vec<Uuid> = serde_json::from_value(before["member_ids"].clone())?;
    // A member that was merged since is where it is now.
    let named = members::where_now(work.tx(), &named).await?;
    let mut there: Vec<Uuid> = store::standing(work.tx(), &named).await?.into_iter().map(|one| one.id).collect();
    if there.is_empty() {
        return Err(Problem::conflict(
            "follow_up.members_gone",
            say("Les membres de cet échange n’existent plus.", "The members of this exchange are gone."),
        ));
    }
    there.sort_unstable();
    if let Some(contact) = row.contact_id
        && !store::is_contact_of(work.tx(), contact, &there).await?
    {
        row.contact_id = None;
    }
    row.revision += 1;
    row.updated_at = work.now;
    let stated = Attestation {
        source: Source { kind: row.source_kind.clone().into(), id: row.source_id },
        on: row.happened_on,
        channel: row.channel,
        direction: row.direction,
        outcome: row.outcome,
        summary: row.summary.clone(),
        contact_id: row.contact_id,
        members: there,
    };
    store::ledger::put_back(&work, row, &stated).await?;
    recompute(&work, Scope::Members(&stated.members)).await?;
    change_sets::mark_undone(&work, set).await?;
    let label = label_of(&work, &stated.members).await?;
    let changes = differences(&Value::Null, &described(&stated));
    work.note(vec![Entry::new("restore", RECORD, id, &label).with(changes)]).await?;
    work.commit().await
}
