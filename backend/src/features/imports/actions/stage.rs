//! Staging: the dry run's rows and report are put in the place of those before.

use kernel::problem::Problem;
use platform::{Asker, House, Way, Work};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tables::import;
use uuid::Uuid;

use super::super::{
    analysis::{Choices, Report},
    desk::{self, Verdict},
    jobs, rules,
    schema::ImportState,
    store,
};

/// Files with no more rows than this are analysed while the caller waits.
pub const AT_ONCE: usize = 3_000;

/// What lists show of a report.
pub fn summary(report: &Report) -> Result<Value, Problem> {
    Ok(json!({
        "format": report.format,
        "counts": serde_json::to_value(report.counts)?,
        "blocked": !report.blocking.is_empty(),
    }))
}

/// Rows of the file's largest sheet, as the report has them.
pub fn size(report: &Report) -> usize {
    report.sheets.iter().map(|sheet| sheet.rows).max().unwrap_or(0)
}

/// Writes into the row what an analysis came to.
pub fn conclude(row: &mut import::ActiveModel, verdict: &Verdict, stamp: &str) -> Result<(), Problem> {
    row.state = Set(ImportState::Ready.as_str().to_owned());
    row.summary = Set(summary(&verdict.report)?);
    let mut report = serde_json::to_value(verdict)?;
    desk::drop_nul(&mut report);
    row.report = Set(report);
    row.book_stamp = Set(Some(stamp.to_owned()));
    row.hand = Set(None);
    row.progress = Set(0);
    Ok(())
}

/// What the job of a large file is about.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToRead {
    pub import_id: Uuid,
}

/// Leaves the reading to a job.
pub async fn leave(work: &Work, import_id: Uuid) -> Result<(), Problem> {
    work.leave_now(jobs::READ, &ToRead { import_id }).await
}

/// Reads and analyses a large file, bundle after bundle. Done again after a death half-way, it begins anew; a second
/// hand takes the import from the first, whose rows are refused from then on.
pub async fn read_large(house: &House, import_id: Uuid) -> Result<(), Problem> {
    let by = Asker::house("imports", Way::Job);
    let Some(import) = store::find(&house.db.read, import_id).await? else { return Ok(()) };
    let hand = kernel::ids::new_id();
    if !take_in_hand(house, &by, import_id, hand).await? {
        return Ok(());
    }
    let _turn = desk::turn().await?;
    let workbook = match desk::reopen(house, &import).await {
        Ok(workbook) => workbook,
        Err(problem) if problem.status() == 422 => return give_up(house, &by, import_id, hand, &problem).await,
        Err(problem) => return Err(problem),
    };
    let total = desk::size(&workbook).max(1);
    let choices: Choices = serde_json::from_value(import.choices)?;
    let ground = desk::ground(house).await?;
    let stamp = ground.stamp.clone();
    let mut running = desk::run(workbook, choices, ground)?;
    let mut done = 0;
    while let Some(bundle) = running.bundles.recv().await {
        done += bundle.len();
        let work = house.begin(&by).await?;
        let progress = (done * 100 / total).min(99) as i64;
        if !store::still_in_hand(work.tx(), import_id, hand, ImportState::Reading, progress).await? {
            return Ok(());
        }
        store::add_rows(work.tx(), import_id, bundle).await?;
        work.commit().await?;
    }
    let verdict = running.verdict().await?;
    let work = house.begin(&by).await?;
    let Some(now) = in_hand(&work, import_id, hand).await? else { return Ok(()) };
    let mut row = import::ActiveModel { id: Set(import_id), ..Default::default() };
    conclude(&mut row, &verdict, &stamp)?;
    row.revision = Set(now.revision + 1);
    row.updated_at = Set(work.now);
    store::update(work.tx(), row).await?;
    work.commit().await
}

async fn take_in_hand(house: &House, by: &Asker, id: Uuid, hand: Uuid) -> Result<bool, Problem> {
    let work = house.begin(by).await?;
    let import = match store::lock(work.tx(), id).await {
        Ok(import) => import,
        Err(problem) if problem.status() == 404 => return Ok(false),
        Err(problem) => return Err(problem),
    };
    if ImportState::kept(&import.state, import.hand) != ImportState::Reading {
        return Ok(false);
    }
    store::forget_rows(work.tx(), id).await?;
    let row = import::ActiveModel { id: Set(id), hand: Set(Some(hand)), progress: Set(0), ..Default::default() };
    store::update(work.tx(), row).await?;
    work.commit().await?;
    Ok(true)
}

async fn in_hand(work: &Work, id: Uuid, hand: Uuid) -> Result<Option<import::Model>, Problem> {
    match store::lock(work.tx(), id).await {
        Ok(import) => Ok(Some(import).filter(|import| import.hand == Some(hand))),
        Err(problem) if problem.status() == 404 => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The file can't be read after all: the import says why.
async fn give_up(house: &House, by: &Asker, id: Uuid, hand: Uuid, problem: &Problem) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let Some(now) = in_hand(&work, id, hand).await? else { return Ok(()) };
    let row = import::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Failed.as_str().to_owned()),
        problem: Set(Some(rules::kept_sentence(problem.detail()))),
        hand: Set(None),
        revision: Set(now.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    work.commit().await
}
