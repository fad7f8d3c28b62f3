//! The commit: what the dry run showed is written, in one transaction, or nothing is.

use kernel::problem::{Problem, say};
use platform::{Asker, House, audit::Entry, web::idempotency};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use tables::import;
use uuid::Uuid;

use super::{
    super::{
        analysis::Choices,
        desk::{self, Running, Verdict},
        facts::ImportCommitted,
        jobs, progress,
        queries::standing,
        rules::{self, Verb},
        schema::ImportState,
        store,
    },
    asked::{self, AskedBy},
    change::still,
    stage,
    write::{Stop, Writing},
};

/// How often the rows are compared anew because members changed in the meantime, before giving up.
const TRIES: usize = 3;

/// Rows that are held in hand while the rest is compared anew, before the writer is held.
const IN_HAND: usize = 10_000;

/// What the job of a large commit is about: the import, and who asked for it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToWrite {
    pub import_id: Uuid,
    #[serde(flatten)]
    by: AskedBy,
}

/// Writes the dry run of this revision, or leaves it to a job when it is large.
pub async fn commit(house: &House, by: &Asker, id: Uuid, based_on: i64) -> Result<(), Problem> {
    idempotency::demanded(by)?;
    let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    rules::may(Verb::Commit, standing(&import))?;
    if !asked::is_large(&import) {
        return carry_out(house, by, id, ImportState::Ready, Some(based_on)).await;
    }
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), id).await?;
    rules::may(Verb::Commit, standing(&now))?;
    still(work.tx(), &now, based_on).await?;
    let row = import::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Committing.as_str().to_owned()),
        problem: Set(None),
        progress: Set(0),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.leave_now(jobs::COMMIT, &ToWrite { import_id: id, by: AskedBy::of(by) }).await?;
    work.commit().await
}

/// Writes the dry run of this revision at once, however large: for whoever can wait.
pub async fn at_once(house: &House, by: &Asker, id: Uuid, based_on: i64) -> Result<(), Problem> {
    let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    rules::may(Verb::Commit, standing(&import))?;
    carry_out(house, by, id, ImportState::Ready, Some(based_on)).await
}

/// The job of a large commit. What can't be written leaves the import ready, with the reason; so does the last try of
/// one that keeps failing.
pub async fn carry_out_large(house: &House, to_write: &ToWrite, is_last_try: bool) -> Result<(), Problem> {
    let by = to_write.by.asker();
    let id = to_write.import_id;
    match store::find(&house.db.read, id).await? {
        Some(import) if ImportState::kept(&import.state, import.hand) == ImportState::Committing => {}
        _ => return Ok(()),
    }
    match carry_out(house, &by, id, ImportState::Committing, None).await {
        Ok(()) => Ok(()),
        Err(problem) if problem.status() < 500 => back_to_ready(house, &by, id, &problem).await,
        Err(problem) => {
            if is_last_try {
                back_to_ready(house, &by, id, &problem).await?;
            }
            Err(problem)
        }
    }
}

async fn back_to_ready(house: &House, by: &Asker, id: Uuid, problem: &Problem) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), id).await?;
    if ImportState::kept(&now.state, now.hand) != ImportState::Committing {
        return Ok(());
    }
    let row = import::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Ready.as_str().to_owned()),
        problem: Set(Some(rules::kept_sentence(problem.detail()))),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.commit().await
}

/// `seen`: the revision that the caller read. A large import was compared when it was left to its job, and nobody
/// changes it since.
async fn carry_out(house: &House, by: &Asker, id: Uuid, state: ImportState, seen: Option<i64>) -> Result<(), Problem> {
    let mut clash = None;
    for number in 1..=TRIES {
        let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
        // Before the rows of another dry run are compared anew; `write` looks again, under the lock.
        if let Some(seen) = seen
            && ImportState::kept(&import.state, import.hand) == state
        {
            still(&house.db.read, &import, seen).await?;
        }
        if import.book_stamp != Some(store::stamp(&house.db.read).await?) && !refresh(house, by, import, state).await? {
            return Err(refreshed());
        }
        let written = write(house, by, id, state, seen, number == TRIES).await;
        progress::forget(house, id).await;
        match written {
            Ok(()) => return Ok(()),
            Err(Stop::Changed) => {}
            // Another writer was faster: compared anew, the row will be in doubt or refused.
            Err(Stop::Problem(problem)) if problem.status() == 409 && problem.code() != "imports.already_committed" => {
                tracing::info!(%problem, "an import is compared anew");
                platform::causes::note(&problem);
                let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
                if ImportState::kept(&import.state, import.hand) != state {
                    return Err(problem);
                }
                if !refresh(house, by, import, state).await? {
                    return Err(refreshed());
                }
                // If it comes back although nothing has changed, it is no race, and it says itself what is wrong.
                clash = Some(problem);
            }
            Err(Stop::Problem(problem)) => return Err(problem),
        }
    }
    Err(clash.unwrap_or_else(refreshed))
}

/// 409: members have changed, and with them what this import would do.
fn refreshed() -> Problem {
    Problem::conflict(
        "imports.refreshed",
        say(
            "Des membres ont changé depuis l’essai à blanc\u{202f}: rien n’a été écrit, et l’essai dit maintenant ce qui serait fait. Relisez-le, puis enregistrez.",
            "Members have changed since the dry run: nothing was written, and the dry run now says what would be done. Read it again, then commit.",
        ),
    )
}

/// Analyses the file again with the members as they are now. Says whether the result is still the one that was shown.
///
/// Even then its rows are written anew: they hold the revisions that were compared. Nobody waits for the analysis of a file
/// whose rows can be held in hand.
async fn refresh(house: &House, by: &Asker, import: import::Model, state: ImportState) -> Result<bool, Problem> {
    let _turn = desk::turn().await?;
    let (mut running, stamp) = analysis(house, &import).await?;
    let mut rows = Vec::new();
    while rows.len() < IN_HAND
        && let Some(bundle) = running.bundles.recv().await
    {
        rows.extend(bundle);
    }
    // One transaction, so that the rows shown are at any moment those of one dry run.
    let work = house.begin(by).await?;
    let now = store::lock(work.tx(), import.id).await?;
    if now.revision != import.revision || ImportState::kept(&now.state, now.hand) != state {
        return Err(rules::overtaken());
    }
    store::forget_rows(work.tx(), import.id).await?;
    store::add_rows(work.tx(), import.id, rows).await?;
    while let Some(bundle) = running.bundles.recv().await {
        store::add_rows(work.tx(), import.id, bundle).await?;
    }
    let verdict = running.verdict().await?;
    let shown: Verdict = serde_json::from_value(import.report)?;
    let same = verdict.digest == shown.digest;
    let mut row = import::ActiveModel { id: Set(import.id), ..Default::default() };
    stage::conclude(&mut row, &verdict, &stamp)?;
    row.state = Set(state.as_str().to_owned());
    if !same {
        row.revision = Set(now.revision + 1);
        row.updated_at = Set(work.now);
    }
    store::update(work.tx(), row).await?;
    // The request's own idempotency record is for the commit, not for this.
    work.commit_aside().await?;
    Ok(same)
}

async fn analysis(house: &House, import: &import::Model) -> Result<(Running, String), Problem> {
    let workbook = desk::reopen(house, import).await?;
    let choices: Choices = serde_json::from_value(import.choices.clone())?;
    let ground = desk::ground(house).await?;
    let stamp = ground.stamp.clone();
    Ok((desk::run(workbook, choices, ground)?, stamp))
}

async fn write(
    house: &House,
    by: &Asker,
    id: Uuid,
    state: ImportState,
    seen: Option<i64>,
    hurried: bool,
) -> Result<(), Stop> {
    let read = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    let writing = Writing::prepare(house, by, read, hurried).await?;
    let work = house.begin(by).await?;
    let import = store::lock(work.tx(), id).await?;
    let now = ImportState::kept(&import.state, import.hand);
    if now != state {
        let refusal = rules::may(Verb::Commit, standing(&import)).err();
        return Err(Stop::Problem(refusal.unwrap_or_else(refreshed)));
    }
    if let Some(seen) = seen {
        still(work.tx(), &import, seen).await?;
    }
    let verdict: Verdict = serde_json::from_value(import.report.clone())?;
    let written = writing.all(&work, &import, verdict.report.counts.create.into()).await?;
    store::remember_mapping(&work, verdict.report.fingerprint, serde_json::to_value(verdict.mapping)?).await?;
    let row = import::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Committed.as_str().to_owned()),
        change_set_id: Set(Some(written.set)),
        problem: Set(None),
        hand: Set(None),
        revision: Set(import.revision + 1),
        updated_at: Set(work.now),
        committed_at: Set(Some(work.now)),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.note(vec![Entry::new("commit", "import", id, &import.file_name)]).await?;
    work.record(&ImportCommitted { import_id: id, created: written.created, updated: written.updated }).await?;
    work.commit_much().await?;
    Ok(())
}
