//! Pairs that somebody found to be two.

use std::collections::HashSet;

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange},
    dependents::{Merging, Moved},
    snapshot,
};
use serde_json::{Value, json};
use tables::{member, not_duplicate};
use uuid::Uuid;

use super::{
    super::{
        access::{itself, standing},
        rules::{self, Verb},
        store::lock,
    },
    schema::PairForm,
    store,
};

/// Under which word these are moved.
const DISMISSALS: &str = "dismissals";

/// A pair in the order in which it is kept.
pub type Pair = (Uuid, Uuid);

pub fn pair(one: Uuid, other: Uuid) -> Pair {
    (one.min(other), one.max(other))
}

/// Keeps that these are two; saying it again changes nothing.
pub async fn dismiss(house: &House, by: &Asker, form: PairForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (first, second) = both(&work, form).await?;
    if !store::tell_apart(&work, pair(first.id, second.id)).await? {
        return Ok(());
    }
    work.note(vec![entry(&first, &second, true), entry(&second, &first, true)]).await?;
    work.commit().await
}

/// Takes that back: they are shown as a pair again.
pub async fn reconsider(house: &House, by: &Asker, form: PairForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (first, second) = both(&work, form).await?;
    if store::take_away(&work, [pair(first.id, second.id)].into_iter()).await? == 0 {
        return Ok(());
    }
    work.note(vec![entry(&first, &second, false), entry(&second, &first, false)]).await?;
    work.commit().await
}

/// Both members, held.
async fn both(work: &Work, form: PairForm) -> Result<(member::Model, member::Model), Problem> {
    if form.first == form.second {
        return Err(Problem::invalid_field(
            "/second",
            "members.pair_of_one",
            say("Nommez deux membres différents.", "Name two different members."),
        ));
    }
    let mut held = lock(work.tx(), &[form.first, form.second]).await?;
    let mut take = |id: Uuid, pointer: &'static str| {
        held.remove(&id).ok_or_else(|| {
            let detail = say("Ce membre n’existe pas.", "There is no such member.");
            Problem::invalid_field(pointer, "members.unknown_member", detail)
        })
    };
    let (first, second) = (take(form.first, "/first")?, take(form.second, "/second")?);
    for row in [&first, &second] {
        itself(work.tx(), row, 409).await?;
        rules::may(Verb::Merge, &work.by.caller, standing(row))?;
    }
    Ok((first, second))
}

fn entry(of: &member::Model, not: &member::Model, apart: bool) -> Entry {
    let (before, after) = if apart { (Value::Null, json!(not.name)) } else { (json!(not.name), Value::Null) };
    let verb = if apart { "tell_apart" } else { "reconsider" };
    let change = FieldChange { field: "not_the_same_as".to_owned(), before, after };
    Entry::new(verb, "member", of.id, &of.name).with(vec![change])
}

/// Whoever is not the one that goes is not the one that stays either.
pub async fn hand_over(work: &Work, merging: &Merging) -> Result<Vec<Moved>, Problem> {
    let rows = store::about(work, merging.from).await?;
    let there: HashSet<Pair> = store::about(work, merging.into).await?.iter().map(key).collect();
    store::take_away(work, rows.iter().map(key)).await?;
    let mut given = Vec::new();
    let mut moved = Vec::new();
    for row in &rows {
        let third = if row.member_id == merging.from { row.other_member_id } else { row.member_id };
        let (member_id, other_member_id) = pair(third, merging.into);
        if third != merging.into && !there.contains(&(member_id, other_member_id)) {
            given.push((member_id, other_member_id));
            moved.push(not_duplicate::Model { member_id, other_member_id, ..row.clone() });
        }
    }
    store::put(work, moved).await?;
    let kept: Vec<Value> = rows.iter().map(snapshot::of).collect();
    Ok(vec![Moved::new(DISMISSALS, rows.len(), json!({"rows": kept, "given": given}))])
}

/// As it was before the merge.
pub async fn give_back(work: &Work, moved: &[Moved]) -> Result<(), Problem> {
    let Some(kept) = Moved::of(moved, DISMISSALS) else { return Ok(()) };
    let given: Vec<Pair> = serde_json::from_value(kept["given"].clone())?;
    store::take_away(work, given.into_iter()).await?;
    let rows = kept["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    store::put(work, rows.iter().map(snapshot::back).collect::<Result<_, _>>()?).await
}

pub fn key(row: &not_duplicate::Model) -> Pair {
    (row.member_id, row.other_member_id)
}
