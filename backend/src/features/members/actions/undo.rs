//! A change set taken back: each member that nobody touched since gets again what the change took from it.

use std::collections::{BTreeMap, HashSet};

use kernel::problem::{Problem, say};
use platform::{Asker, House, change_sets};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    super::{
        custom::{self, Definitions},
        rules::Step,
        schema::ChangesMade,
    },
    changes::{self, Undoing},
    draft::{self, Edit, Fate, Wish},
};

/// What a change changed of a member, as it was before; what the change left alone is not in it.
pub struct Former {
    /// Fields of the record, by their names in forms.
    pub fields: Map<String, Value>,
    pub topics: Option<Vec<Uuid>>,
    pub history: Option<Vec<Step>>,
    pub custom: BTreeMap<String, Value>,
}

/// Undoes a change set of members; rows that somebody changed since are refused and say who did. Undoing is itself a
/// change set, so it can be undone. While rows are refused it can be tried again: those taken back are left out then.
pub async fn undo(house: &House, by: &Asker, id: Uuid) -> Result<ChangesMade, Problem> {
    let work = house.begin(by).await?;
    let set = change_sets::hold(work.tx(), id).await?;
    let set = set.filter(|set| set.kind == changes::KIND).ok_or_else(Problem::not_found)?;
    let begun = change_sets::undoing(work.tx(), id).await?;
    // What was begun and then taken back itself is no longer added to.
    if set.undone_at.is_some() || begun.as_ref().is_some_and(|(undoing, _)| undoing.undone_at.is_some()) {
        return Err(Problem::conflict(
            "members.already_undone",
            say("Ces modifications ont déjà été annulées.", "These changes have already been undone."),
        ));
    }
    let definitions = custom::definitions(work.tx()).await?;
    let (into, done) = match begun {
        Some((undoing, done)) => (Some((undoing.id, done.len())), done),
        None => (None, HashSet::new()),
    };
    let mut edits = Vec::new();
    for part in change_sets::parts_backwards(work.tx(), id).await? {
        let (Some(before), Some(after), Some(revision)) = (part.before, part.after, part.revision) else { continue };
        if done.contains(&part.record_id) {
            continue;
        }
        let former = former(before, &after, &definitions)?;
        edits.push(Edit { id: part.record_id, based_on: Some(revision), wish: Wish::PutBack(former) });
    }
    let fates: Vec<(Uuid, Fate)> = draft::prepare(&work, edits).await?;
    changes::finish(work, fates, true, Some(Undoing { of: id, into }), None, |row| format!("/rows/{row}")).await
}

/// Of the kept state, what the change made another.
fn former(before: Value, after: &Value, definitions: &Definitions) -> Result<Former, Problem> {
    let Value::Object(mut fields) = before else { return Err(Problem::bug("a kept state is an object")) };
    fields.retain(|field, value| after[field.as_str()] != *value);
    for derived in ["status", "ex_officio", "joined_on", "left_on", "archived"] {
        fields.remove(derived);
    }
    let topics = fields.remove("topics").map(serde_json::from_value).transpose()?;
    let history = fields.remove("status_history").map(serde_json::from_value).transpose()?;
    let custom = fields.remove("custom").map(serde_json::from_value).transpose()?;
    let mut custom: BTreeMap<String, Value> = custom.unwrap_or_default();
    // A field that was archived since is left as it is, and a choice that has gone can't come back.
    custom.retain(|key, value| match (definitions.get(key), value.as_str()) {
        (None, _) => false,
        (Some(field), Some(text)) => !field.is_choice() || field.choice(text).is_some(),
        _ => true,
    });
    custom.retain(|key, value| after["custom"][key.as_str()] != *value);
    Ok(Former { fields, topics, history, custom })
}
