//! A change set taken back: each member that nobody touched since gets its former values again.

use kernel::problem::{Problem, say};
use platform::{Asker, House, change_sets};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{
        custom::{self, Definitions},
        rules::Step,
        schema::{ChangesMade, MemberChanges},
    },
    changes,
    draft::{self, Edit, Fate},
};

/// Undoes a change set of members; rows that somebody changed since are refused and say who did. Undoing is itself a
/// change set, so it can be undone.
pub async fn undo(house: &House, by: &Asker, id: Uuid) -> Result<ChangesMade, Problem> {
    let work = house.begin(by).await?;
    let set = change_sets::find(work.tx(), id).await?;
    let set = set.filter(|set| set.kind == changes::KIND).ok_or_else(Problem::not_found)?;
    if set.undone_at.is_some() {
        return Err(Problem::conflict(
            "members.already_undone",
            say("Ces modifications ont déjà été annulées.", "These changes have already been undone."),
        ));
    }
    let definitions = custom::definitions(work.tx()).await?;
    let mut edits = Vec::new();
    for part in change_sets::parts_backwards(work.tx(), id).await? {
        let (Some(before), Some(revision)) = (part.before, part.revision) else { continue };
        let (set, history) = former(before, &definitions)?;
        edits.push(Edit { id: part.record_id, based_on: Some(revision), set, history: Some(history) });
    }
    let fates: Vec<(Uuid, Fate)> = draft::prepare(&work, edits).await?;
    changes::finish(work, fates, true, Some(id), None, |row| format!("/rows/{row}")).await
}

/// The kept state as a form that sets every field.
fn former(mut state: Value, definitions: &Definitions) -> Result<(MemberChanges, Vec<Step>), Problem> {
    let history = serde_json::from_value(state["status_history"].take())?;
    if let Some(fields) = state.as_object_mut() {
        for derived in ["status", "status_history", "ex_officio", "joined_on", "left_on", "archived"] {
            fields.remove(derived);
        }
    }
    let mut set: MemberChanges = serde_json::from_value(state)?;
    // A field that was archived since is left as it is, and a choice that has gone can't come back.
    set.custom.retain(|key, value| match (definitions.get(key), value.as_str()) {
        (None, _) => false,
        (Some(field), Some(text)) => !field.is_choice() || field.choice(text).is_some(),
        _ => true,
    });
    Ok((set, history))
}
