//! Taking whoever was erased out of files and texts, once their rows are gone. All who wait set out together: one *walk*
//! looks at each file and each text once. It goes piece by piece, and each piece leaves the rest to a job of its own. What
//! is found is counted with what is written: whoever is stopped halfway has counted it.

use kernel::problem::Problem;
use platform::{
    Asker, House, Way, Work,
    audit::{Entry, FieldChange},
    forgetting::{self, BLANK, Marks, Place},
    jobs::NewJob,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tables::erasure;
use uuid::Uuid;

use super::super::store;
use crate::features::{imports, practice_sheets};

/// The job that goes on with a walk: its work leaves it anew.
pub const JOB: &str = forgetting::LOOK_FOR;

/// Files of a piece, and steps through texts: others have their jobs done in between.
const FILES: usize = 10;
const STEPS: usize = 20;

/// Which walk is to go on. None: whoever waits is to set out.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ToTakeOut {
    walk: Option<Walk>,
}

/// A walk, and which piece of it comes next.
#[derive(Debug, Serialize, Deserialize)]
struct Walk {
    id: Uuid,
    piece: u64,
    at: At,
}

/// Files come first: what is noted of them is a text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    Files { after: Uuid },
    Texts(Place),
}

/// Those who walk together: their erasures, and by the same places what they are known by.
struct Company {
    erasures: Vec<erasure::Model>,
    marks: Vec<Marks>,
}

impl Company {
    async fn of(house: &House, walk: Uuid) -> Result<Company, Problem> {
        let erasures = store::walking(&house.db.read, walk).await?;
        let open = |row: &erasure::Model| -> Result<Marks, Problem> {
            match &row.marks_sealed {
                Some(sealed) => Ok(serde_json::from_slice(&house.vault.unseal(&forgetting::seal_of(row.id), sealed)?)?),
                // A restore that lost the instance secret lost the marks with it.
                None => Ok(Marks::default()),
            }
        };
        let marks = erasures.iter().map(open).collect::<Result<Vec<_>, Problem>>()?;
        Ok(Company { erasures, marks })
    }

    /// Counts rows of a table, or files, by the places of those whom they told of.
    async fn count(&self, work: &Work, what: &str, counts: &[u64]) -> Result<(), Problem> {
        for (row, count) in self.erasures.iter().zip(counts).filter(|(_, count)| **count > 0) {
            store::count_more(work, row.id, what, *count).await?;
        }
        Ok(())
    }
}

/// Goes on with a walk, or begins one. Repeating a piece finds nothing more.
pub async fn take_out(house: &House, what: ToTakeOut) -> Result<(), Problem> {
    let by = Asker::house("privacy", Way::Job);
    match what.walk {
        Some(walk) => go_on(house, &by, walk).await,
        None => set_out(house, &by).await,
    }
}

/// Has all who wait set out, unless others are on their way: who comes back from a walk sees to whoever waits by then.
async fn set_out(house: &House, by: &Asker) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let id = kernel::ids::new_id();
    if store::anyone_walks(work.tx()).await? || store::set_out(&work, id).await? == 0 {
        return Ok(());
    }
    leave(&work, Walk { id, piece: 0, at: At::Files { after: Uuid::nil() } }).await?;
    work.commit().await
}

async fn go_on(house: &House, by: &Asker, walk: Walk) -> Result<(), Problem> {
    let company = Company::of(house, walk.id).await?;
    if company.erasures.is_empty() {
        return Ok(());
    }
    let next = match walk.at {
        At::Files { after } => Some(look_in_files(house, by, &company, after).await?),
        At::Texts(place) => look_in_texts(house, by, &company, place).await?.map(At::Texts),
    };
    let work = house.begin(by).await?;
    match next {
        Some(at) => leave(&work, Walk { id: walk.id, piece: walk.piece + 1, at }).await?,
        None => end(&work, walk.id).await?,
    }
    work.commit().await
}

/// Leaves a piece to a job; one alone, however often the piece before it is done.
async fn leave(work: &Work, walk: Walk) -> Result<(), Problem> {
    let key = format!("{}:{}:{}", JOB, walk.id, walk.piece);
    work.leave(NewJob::now(JOB, &ToTakeOut { walk: Some(walk) })?.once(key)).await
}

async fn look_in_files(house: &House, by: &Asker, company: &Company, mut after: Uuid) -> Result<At, Problem> {
    for _ in 0..FILES {
        let Some(looked) = imports::look_in_file(house, &company.marks, after).await? else {
            // What sheets are found by is made of what they say: of them as they are still.
            for marks in &company.marks {
                practice_sheets::forget(house, by, marks).await?;
            }
            return Ok(At::Texts(Place::default()));
        };
        after = looked.import_id;
        if looked.told.is_empty() {
            continue;
        }
        let work = house.begin(by).await?;
        let Some(file) = imports::clear_file_in(&work, after, false).await? else { continue };
        let counts = (0..company.marks.len()).map(|at| u64::from(looked.told.contains(&at)));
        company.count(&work, "files", &counts.collect::<Vec<_>>()).await?;
        work.commit().await?;
        house.files.take_away(&file).await?;
    }
    Ok(At::Files { after })
}

async fn look_in_texts(
    house: &House,
    by: &Asker,
    company: &Company,
    mut place: Place,
) -> Result<Option<Place>, Problem> {
    for _ in 0..STEPS {
        let step = forgetting::look(house, &company.marks, &place).await?;
        for part in step.parts() {
            let work = house.begin(by).await?;
            let counts = step.take_out(&work, &company.marks, part).await?;
            company.count(&work, step.table(), &counts).await?;
            work.commit().await?;
        }
        match step.next {
            Some(next) => place = next,
            None => return Ok(None),
        }
    }
    Ok(Some(place))
}

/// Nothing is left to be looked for. The audit tells of each how much there was, not of whom.
async fn end(work: &Work, walk: Uuid) -> Result<(), Problem> {
    let ended = store::end_walk(work, walk).await?;
    let entries = ended.into_iter().map(|row| {
        let counts = row.counts.as_object().cloned().unwrap_or_default();
        let told = counts.into_iter().map(|(field, after)| FieldChange { field, before: Value::Null, after });
        Entry::new("replace_texts", "person", row.person_id, BLANK).with(told.collect())
    });
    work.note(entries.collect()).await?;
    work.leave_now(JOB, &ToTakeOut::default()).await
}
