//! The undo: every member that the import made or changed is as it was before, or, where somebody has changed it since,
//! the reasons why it can't be are told and nothing is done.
//!
//! A large one is left to a job. It looks at all members first, bundle by bundle, so that a refusal never holds the
//! writer; then it takes them back, bundle by bundle too, but in one transaction: whoever dies in it has done nothing.

mod bundle;
mod deeds;
mod refusal;

use kernel::problem::Problem;
use platform::{
    Asker, House, Work,
    audit::Entry,
    change_sets,
    dependents::{self, Leaving},
};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::import;
use uuid::Uuid;

use super::{
    super::{
        desk::Verdict,
        facts::ImportUndone,
        jobs, progress,
        queries::standing,
        rules::{self, Verb},
        schema::ImportState,
        store,
    },
    asked::{self, AskedBy},
};
use crate::features::{
    club,
    members::{self, bulk},
};
use bundle::{Bundle, Taken};
use deeds::Deeds;
use refusal::{Blocked, refuse};

/// What the job of a large undo is about: the import, in which hand it is, and who asked for it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToUndo {
    import_id: Uuid,
    hand: Uuid,
    partial: bool,
    #[serde(flatten)]
    by: AskedBy,
}

/// Takes a committed import back, or leaves that to a job when it is large. With `partial`, members that somebody changed
/// since stay as they are, and only the others are taken back.
pub async fn undo(house: &House, by: &Asker, id: Uuid, partial: bool) -> Result<(), Problem> {
    let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    rules::may(Verb::Undo, standing(&import))?;
    if !asked::is_large(&import) {
        return carry_out(house, by, &import, partial).await;
    }
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), id).await?;
    rules::may(Verb::Undo, standing(&now))?;
    let hand = kernel::ids::new_id();
    let row = import::ActiveModel {
        id: Set(id),
        hand: Set(Some(hand)),
        problem: Set(None),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.leave_now(jobs::UNDO, &ToUndo { import_id: id, hand, partial, by: AskedBy::of(by) }).await?;
    work.commit().await
}

/// The job of a large undo. What can't be undone leaves the import committed, with the reasons; so does the last try of
/// one that keeps failing.
pub async fn carry_out_large(house: &House, to_undo: &ToUndo, is_last_try: bool) -> Result<(), Problem> {
    let by = to_undo.by.asker();
    let import = match store::find(&house.db.read, to_undo.import_id).await? {
        Some(import) if is_in_hand(&import, to_undo) => import,
        _ => return Ok(()),
    };
    match carry_out(house, &by, &import, to_undo.partial).await {
        Ok(()) => Ok(()),
        Err(problem) if problem.status() < 500 => back_to_committed(house, &by, to_undo, &problem).await,
        Err(problem) => {
            if is_last_try {
                back_to_committed(house, &by, to_undo, &problem).await?;
            }
            Err(problem)
        }
    }
}

fn is_in_hand(import: &import::Model, to_undo: &ToUndo) -> bool {
    ImportState::kept(&import.state, import.hand) == ImportState::Undoing && import.hand == Some(to_undo.hand)
}

async fn back_to_committed(house: &House, by: &Asker, to_undo: &ToUndo, problem: &Problem) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), to_undo.import_id).await?;
    if !is_in_hand(&now, to_undo) {
        return Ok(());
    }
    let mut verdict: Verdict = serde_json::from_value(now.report)?;
    verdict.refusal = refusal::to_keep(problem);
    let row = import::ActiveModel {
        id: Set(now.id),
        hand: Set(None),
        report: Set(serde_json::to_value(verdict)?),
        problem: Set(Some(rules::kept_sentence(problem.detail()))),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// `import`: as it was read when this began. One that others have changed since is left to them.
async fn carry_out(house: &House, by: &Asker, import: &import::Model, partial: bool) -> Result<(), Problem> {
    let set = import.change_set_id.ok_or_else(|| Problem::bug("a committed import without its change set"))?;
    let deeds = Deeds::of(&house.db.read, set).await?;
    let done = in_turn(house, by, import, &deeds, partial).await;
    progress::forget(house, import.id).await;
    done
}

async fn in_turn(
    house: &House,
    by: &Asker,
    import: &import::Model,
    deeds: &Deeds,
    partial: bool,
) -> Result<(), Problem> {
    if looks_ahead(import, partial) {
        look_ahead(house, by, import, deeds).await?;
    }
    take_back(house, by, import, deeds, partial).await
}

/// Only a large one, which a job has in hand; and only where something may be refused.
fn looks_ahead(import: &import::Model, partial: bool) -> bool {
    import.hand.is_some() && !partial
}

/// Refuses what must be refused. Each bundle has a transaction of its own: others write in between.
async fn look_ahead(house: &House, by: &Asker, import: &import::Model, deeds: &Deeds) -> Result<(), Problem> {
    let (mut blocked, mut looked) = (Blocked::new(), 0);
    for touched in deeds.bundles() {
        // Looking is told as half of the way.
        progress::tell(house, import.id, looked / 2).await;
        looked += touched.len() as i64;
        let work = house.begin(by).await?;
        blocked.extend(Bundle::look(&work, import, deeds, touched).await?.blocked);
    }
    refuse(&house.db.read, import.id, &blocked).await
}

/// Takes all back, or nothing. Bundles are looked at again: since the look ahead, somebody may have been at work.
async fn take_back(
    house: &House,
    by: &Asker,
    import: &import::Model,
    deeds: &Deeds,
    partial: bool,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), import.id).await?;
    if (&now.state, now.hand) != (&import.state, import.hand) {
        rules::may(Verb::Undo, standing(&now))?;
        return Err(rules::overtaken());
    }
    members::hold_all(work.tx(), deeds.members()).await?;
    let (mut blocked, mut taken) = (Blocked::new(), Taken::default());
    let mut done = 0;
    for touched in deeds.bundles() {
        let told = if looks_ahead(import, partial) { (deeds.count() as i64 + done) / 2 } else { done };
        progress::tell(house, import.id, told).await;
        done += touched.len() as i64;
        let bundle = Bundle::look(&work, &now, deeds, touched).await?;
        if partial || (blocked.is_empty() && bundle.blocked.is_empty()) {
            blocked.extend(bundle.take_back(&work, &now, &mut taken).await?);
        } else {
            // Nothing will have been done: the others are only looked at, so that all reasons are told.
            blocked.extend(bundle.blocked);
        }
    }
    if !partial {
        refuse(work.tx(), now.id, &blocked).await?;
    }
    let Taken { removed, restored, renamed, persons, addresses } = taken;
    bulk::tell_sharers(&work, &renamed, &restored).await?;
    dependents::let_go(&work, &Leaving { persons, addresses, ..Leaving::default() }).await?;
    club::remove_unused_topics(&work, &deeds.topics).await?;

    let mut row = import::ActiveModel {
        id: Set(now.id),
        state: Set(ImportState::Undone.as_str().to_owned()),
        hand: Set(None),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        problem: Set(None),
        ..Default::default()
    };
    if !blocked.is_empty() {
        row.problem = Set(Some(rules::kept_sentence(&refusal::left(blocked.len()))));
        tell_kept(&work, &now, &blocked, &mut row).await?;
    }
    store::update(work.tx(), row).await?;
    change_sets::mark_undone(&work, deeds.set).await?;
    work.note(vec![Entry::new("undo", "import", now.id, &now.file_name)]).await?;
    let fact = ImportUndone { import_id: now.id, removed, restored: restored.len(), kept: blocked.len() };
    work.record(&fact).await?;
    work.commit_much().await
}

/// The rows whose members stay: the import tells which, and how many.
async fn tell_kept(
    work: &Work,
    import: &import::Model,
    blocked: &Blocked,
    row: &mut import::ActiveModel,
) -> Result<(), Problem> {
    let members: Vec<Uuid> = blocked.keys().copied().collect();
    let rows = store::rows_of(work.tx(), import.id, &members).await?;
    let mut verdict: Verdict = serde_json::from_value(import.report.clone())?;
    verdict.kept = rows.into_iter().filter_map(|(number, _)| u32::try_from(number).ok()).collect();
    let mut summary = import.summary.clone();
    summary["counts"]["kept"] = json!(verdict.kept.len());
    row.summary = Set(summary);
    row.report = Set(serde_json::to_value(verdict)?);
    Ok(())
}
