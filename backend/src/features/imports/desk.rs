//! Where a file is read and analysed, off the event loop and one at a time, so that several large files don't fill the
//! memory together. Rows leave in bundles as they are analysed: a hundred thousand are never held at once.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    thread,
};

use chrono::NaiveDate;
use documents::{Limits, Refusal, Row, Workbook};
use kernel::problem::{Problem, say};
use platform::{House, mail::Suppressed};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tables::import;
use tokio::sync::{Semaphore, SemaphorePermit, mpsc, oneshot};
use uuid::Uuid;

use super::{
    analysis::{
        AnalysedRow, Choices, Context, Field, Known, KnownMember, Line, Outcome, Report, Table, Target, analyse,
    },
    store,
};
use crate::features::{
    club,
    members::{self, Definitions},
};

/// Rows that leave together.
const BUNDLE: usize = 500;

static DESK: Semaphore = Semaphore::const_new(1);

/// One's turn to hold a whole file in memory.
pub async fn turn() -> Result<SemaphorePermit<'static>, Problem> {
    DESK.acquire().await.map_err(Problem::bug)
}

/// Reads a file and gives its bytes back; one that can't be read is 422 at `/file` with the remedy.
pub async fn read(bytes: Vec<u8>, file_name: String) -> Result<(Vec<u8>, Workbook), Problem> {
    let read = move || {
        let workbook = documents::read(&bytes, &file_name, &Limits::default());
        workbook.map(|workbook| (bytes, workbook)).map_err(|refusal| refused(&refusal))
    };
    apart(read)?.await.map_err(Problem::bug)?
}

/// Does it in a thread of its own: with the thread goes the memory that it would keep for later.
fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<oneshot::Receiver<T>, Problem> {
    let (sender, end) = oneshot::channel();
    let work = move || {
        // Nobody waits for it any more when the request was given up.
        let _ = sender.send(work());
    };
    thread::Builder::new().spawn(work).map_err(Problem::bug)?;
    Ok(end)
}

/// Reads the kept file of an import.
pub async fn reopen(house: &House, import: &import::Model) -> Result<Workbook, Problem> {
    let kept = store::file(&house.db.read, import.file_id).await?;
    let bytes = house.files.content(&kept).await?;
    Ok(read(bytes, kept.name).await?.1)
}

fn refused(refusal: &Refusal) -> Problem {
    Problem::invalid_field("/file", refusal.code(), say(refusal.fr(), refusal.en()))
}

/// Rows that hold something, in all sheets.
pub fn size(workbook: &Workbook) -> usize {
    workbook.sheets.iter().map(|sheet| sheet.rows.len()).max().unwrap_or(0)
}

/// What an analysis stands on: the members there are, the territory, the topics, the mappings of earlier files.
pub struct Ground {
    members: Vec<KnownMember>,
    territory: HashSet<String>,
    today: NaiveDate,
    custom: Definitions,
    topics: Vec<String>,
    suppressed: Suppressed,
    mappings: HashMap<String, BTreeMap<usize, Option<Field>>>,
    /// By which it is seen whether the members have changed since.
    pub stamp: String,
}

/// Reads the ground. The stamp comes first: what changes while the rest is read makes it old, never young.
pub async fn ground(house: &House) -> Result<Ground, Problem> {
    let db = &house.db.read;
    let stamp = store::stamp(db).await?;
    Ok(Ground {
        stamp,
        members: store::known::members(db).await?,
        territory: store::known::territory(db).await?,
        today: club::settings(db).await?.today(house.now()),
        custom: members::definitions(db).await?,
        topics: store::known::club_topics(db).await?,
        suppressed: Suppressed::read(&house.vault, db).await?,
        mappings: store::mappings(db).await?,
    })
}

/// A row as it is staged: all there is to show, and all that writing it needs.
#[derive(Debug, Serialize, Deserialize)]
pub struct StagedRow {
    #[serde(flatten)]
    pub row: AnalysedRow,
    /// As they are in the file.
    pub cells: Vec<Option<String>>,
}

/// A staged row with what it is found by.
pub struct NewRow {
    pub number: u32,
    pub outcome: Outcome,
    pub warning: bool,
    pub repaired: bool,
    pub name: String,
    /// The member it is about; for a row that makes one, the id it will have.
    pub member_id: Option<Uuid>,
    pub body: Value,
}

/// The report, and by which two dry runs are known to say the same.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Verdict {
    pub report: Report,
    pub digest: String,
    /// Mapping to remember once it is committed.
    pub mapping: BTreeMap<usize, Option<Field>>,
    /// Rows, in their order, whose member stayed as it is when the others were taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<u32>,
    /// Why a large one could not be undone, when that was last asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refused>,
}

/// What stands in the way of an undo: so many members, and the reasons in both languages.
#[derive(Debug, Serialize, Deserialize)]
pub struct Refused {
    pub blocked: u32,
    /// As [`super::rules::kept_sentence`] keeps them.
    pub reasons: Vec<String>,
}

/// An analysis that is running: bundles of rows, then the verdict.
pub struct Running {
    pub bundles: mpsc::Receiver<Vec<NewRow>>,
    end: oneshot::Receiver<Result<Verdict, Problem>>,
}

impl Running {
    /// The verdict, once all bundles are taken.
    pub async fn verdict(self) -> Result<Verdict, Problem> {
        drop(self.bundles);
        self.end.await.map_err(Problem::bug)?
    }

    /// All rows at once, of a file that is small.
    pub async fn whole(mut self) -> Result<(Vec<NewRow>, Verdict), Problem> {
        let mut rows = Vec::new();
        while let Some(bundle) = self.bundles.recv().await {
            rows.extend(bundle);
        }
        Ok((rows, self.verdict().await?))
    }
}

/// Begins to analyse. Nothing is written here.
pub fn run(workbook: Workbook, choices: Choices, ground: Ground) -> Result<Running, Problem> {
    let (sender, bundles) = mpsc::channel(2);
    let end = apart(move || work(&workbook, &choices, ground, &sender))?;
    Ok(Running { bundles, end })
}

fn work(
    workbook: &Workbook,
    choices: &Choices,
    ground: Ground,
    sender: &mpsc::Sender<Vec<NewRow>>,
) -> Result<Verdict, Problem> {
    let Ground { members, territory, today, custom, topics, suppressed, mut mappings, .. } = ground;
    let context = Context { territory: &territory, today, custom: &custom, topics: &topics, suppressed: &suppressed };
    let known = Known::new(members, &context);
    let table = Table::find(workbook, choices, &custom, |fingerprint| mappings.remove(fingerprint));
    let width = table.columns.len();
    let mut stager = Stager { made: HashMap::new(), digest: Sha256::new(), bundle: Vec::new(), failure: None };
    let report = analyse(workbook, &table, choices, &known, context, &mut |row, analysed| {
        stager.take(row, analysed, width, sender);
    });
    stager.leave(sender);
    match stager.failure {
        Some(problem) => Err(problem),
        None => Ok(Verdict {
            report,
            digest: hex::encode(stager.digest.finalize()),
            mapping: table.mapping(),
            kept: Vec::new(),
            refusal: None,
        }),
    }
}

struct Stager {
    /// Ids of the members that rows will make.
    made: HashMap<u32, Uuid>,
    digest: Sha256,
    bundle: Vec<NewRow>,
    failure: Option<Problem>,
}

impl Stager {
    fn take(&mut self, row: &Row, analysed: AnalysedRow, width: usize, sender: &mpsc::Sender<Vec<NewRow>>) {
        if analysed.line == Line::Blank || self.failure.is_some() {
            return;
        }
        let member_id = match (analysed.outcome, analysed.target) {
            (Outcome::Create, _) => {
                let id = kernel::ids::new_id();
                self.made.insert(analysed.number, id);
                Some(id)
            }
            (_, Some(Target::Member(id))) => Some(id),
            (_, Some(Target::Row(number))) => self.made.get(&number).copied(),
            _ => None,
        };
        match self.staged(row, analysed, width, member_id) {
            Ok(new) => self.bundle.push(new),
            Err(problem) => self.failure = Some(problem),
        }
        if self.bundle.len() == BUNDLE {
            self.leave(sender);
        }
    }

    fn staged(
        &mut self,
        row: &Row,
        analysed: AnalysedRow,
        width: usize,
        member_id: Option<Uuid>,
    ) -> Result<NewRow, Problem> {
        let written = !matches!(analysed.outcome, Outcome::Refused | Outcome::Ignored);
        let mut said = serde_json::to_vec(&(analysed.number, analysed.outcome, analysed.target))?;
        match analysed.outcome {
            Outcome::Create => said.extend(serde_json::to_vec(&analysed.draft)?),
            Outcome::Update => said.extend(serde_json::to_vec(&analysed.change)?),
            _ => {}
        }
        self.digest.update(&said);
        let cells = (0..width.max(row.cells.len()))
            .map(|column| Some(row.cell(column).text().into_owned()).filter(|text| !text.is_empty()))
            .collect();
        let mut new = NewRow {
            number: analysed.number,
            outcome: analysed.outcome,
            warning: written && analysed.findings.has_warning(),
            repaired: written && !analysed.findings.repairs.is_empty(),
            name: without_nul(analysed.name.chars().take(200).collect()),
            member_id,
            body: serde_json::to_value(StagedRow { row: analysed, cells })?,
        };
        drop_nul(&mut new.body);
        Ok(new)
    }

    fn leave(&mut self, sender: &mpsc::Sender<Vec<NewRow>>) {
        if !self.bundle.is_empty() {
            // Nobody takes them any more when the request was given up: then the rows are lost with it.
            let _ = sender.blocking_send(std::mem::take(&mut self.bundle));
        }
    }
}

/// PostgreSQL keeps no U+0000, in text or in JSON.
pub fn drop_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = without_nul(std::mem::take(text)),
        Value::Array(items) => items.iter_mut().for_each(drop_nul),
        Value::Object(map) => map.values_mut().for_each(drop_nul),
        _ => {}
    }
}

fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}
