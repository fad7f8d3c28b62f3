//! Many members changed at once: a paste, a fill, a bulk edit. Answered row by row, undone together.

use std::collections::{HashMap, HashSet};

use kernel::problem::{Fault, Language, Problem, say};
use platform::{Asker, House, Work, change_sets, web::problem::ProblemField};
use uuid::Uuid;

use super::{
    super::{
        cards::{self, Lens},
        schema::{ChangeOutcome, ChangesForm, ChangesMade, Current, MemberCard, RowOutcome, With},
        store,
    },
    draft::{self, Draft, Edit, Fate, Wish},
    selection,
};

/// Under which word these change sets are kept.
pub const KIND: &str = change_sets::MEMBERS;

/// How many members one request changes.
const MOST: usize = 1000;

pub async fn make(house: &House, by: &Asker, form: ChangesForm) -> Result<ChangesMade, Problem> {
    if let Some(which) = form.which {
        if !form.changes.is_empty() {
            let detail = say("Donnez soit changes, soit which.", "Give either changes or which.");
            return Err(Problem::invalid_field("/changes", "members.changes_or_which", detail));
        }
        let set = form.set.ok_or_else(|| {
            let detail = say("Dites ce qui doit changer.", "Say what is to change.");
            Problem::invalid_field("/set", "house.missing_field", detail)
        })?;
        let asked = selection::Asked { which, set, token: form.token, dry_run: form.dry_run, atomic: form.atomic };
        return selection::make(house, by, asked).await;
    }
    if form.set.is_some() || form.token.is_some() {
        let pointer = if form.set.is_some() { "/set" } else { "/token" };
        let detail = say("Ce champ va avec which.", "This field goes with which.");
        return Err(Problem::invalid_field(pointer, "members.changes_or_which", detail));
    }
    if !(1..=MOST).contains(&form.changes.len()) {
        let detail = say(format!("De 1 à {MOST} fiches à la fois."), format!("From 1 to {MOST} records at a time."));
        return Err(Problem::invalid_field("/changes", "house.range", detail));
    }
    let mut seen = HashSet::new();
    if let Some(twice) = form.changes.iter().position(|change| !seen.insert(change.id)) {
        return Err(Problem::invalid_field(
            format!("/changes/{twice}/id"),
            "members.named_twice",
            say("Ce membre est nommé deux fois.", "This member is named twice."),
        ));
    }
    let work = house.begin(by).await?;
    let edits = form
        .changes
        .into_iter()
        .map(|change| Edit { id: change.id, based_on: Some(change.revision), wish: Wish::Set(Box::new(change.set)) })
        .collect();
    let fates = draft::prepare(&work, edits).await?;
    let stopped = form.atomic && fates.iter().any(|(_, fate)| fate.is_refused());
    let write = !(form.dry_run || stopped);
    finish(work, fates, write, None, form.with, |row| format!("/changes/{row}/set")).await
}

/// A change set that is taken back.
pub struct Undoing {
    pub of: Uuid,
    /// What took a part of it back already, with so many records: one change set takes another back, however often it
    /// is tried.
    pub into: Option<(Uuid, usize)>,
}

/// Writes the drafts if so wished, and tells what became of each row.
pub async fn finish(
    work: Work,
    fates: Vec<(Uuid, Fate)>,
    write: bool,
    undoes: Option<Undoing>,
    with: Option<With>,
    pointer: impl Fn(usize) -> String,
) -> Result<ChangesMade, Problem> {
    let stale: Vec<Uuid> =
        fates.iter().filter(|(_, fate)| matches!(fate, Fate::Stale { .. })).map(|(id, _)| *id).collect();
    let mut last = store::last_changes(work.tx(), &stale).await?;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut rows = Vec::with_capacity(fates.len());
    for (index, (id, fate)) in fates.into_iter().enumerate() {
        let refused = ChangeOutcome::Refused;
        rows.push(match fate {
            Fate::Nothing { revision } => outcome(id, ChangeOutcome::Unchanged, Some(revision)),
            Fate::Changes(draft) => {
                let revision = draft.row.revision;
                drafts.push(*draft);
                outcome(id, ChangeOutcome::Changed, Some(revision))
            }
            Fate::Refused { revision, problem } => {
                let errors = fields(&store::faults_of(&problem, &pointer(index)), work.by.language);
                RowOutcome { errors, ..outcome(id, refused, revision) }
            }
            Fate::Stale { revision } => {
                let fault = Fault::at(pointer(index), "house.stale", Problem::stale(revision).detail().clone());
                let (changed_by, changed_at) = last.remove(&id).unzip();
                let current = Some(Current { revision, changed_by, changed_at });
                RowOutcome {
                    errors: fields(&[fault], work.by.language),
                    current,
                    ..outcome(id, refused, Some(revision))
                }
            }
        });
    }
    if !write || drafts.is_empty() {
        tell_members(&work, with, &mut rows).await?;
        return Ok(ChangesMade { change_set_id: None, rows, selection: None });
    }
    let label = format!("{} fiches", drafts.len());
    let (set, parts) = match &undoes {
        Some(Undoing { into: Some(into), .. }) => *into,
        other => (change_sets::open(&work, KIND, &label, other.as_ref().map(|undoing| undoing.of)).await?, 0),
    };
    let verb = if undoes.is_some() { "undo" } else { "update" };
    let revisions: HashMap<Uuid, i64> =
        draft::write(&work, drafts, verb, Some((set, parts))).await?.into_iter().collect();
    // While rows are refused, undoing can be tried again.
    let whole = rows.iter().all(|row| row.outcome != ChangeOutcome::Refused);
    if let Some(undone) = undoes.filter(|_| whole) {
        change_sets::mark_undone(&work, undone.of).await?;
    }
    for row in &mut rows {
        row.revision = revisions.get(&row.id).copied().or(row.revision);
    }
    tell_members(&work, with, &mut rows).await?;
    work.commit().await?;
    Ok(ChangesMade { change_set_id: Some(set), rows, selection: None })
}

/// Gives each row its member as it now stands, for those who ask.
async fn tell_members(work: &Work, with: Option<With>, rows: &mut [RowOutcome]) -> Result<(), Problem> {
    let Some(With::Record) = with else { return Ok(()) };
    let lens = Lens::within(work.tx(), work.now, &work.by).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let cards = cards::records_of_ids(work.tx(), &lens, &ids).await?;
    let mut members: HashMap<Uuid, MemberCard> = cards.into_iter().map(|card| (card.id, card)).collect();
    for row in rows {
        row.member = members.remove(&row.id);
    }
    Ok(())
}

fn outcome(id: Uuid, outcome: ChangeOutcome, revision: Option<i64>) -> RowOutcome {
    RowOutcome { id, outcome, revision, errors: Vec::new(), current: None, member: None }
}

fn fields(faults: &[Fault], language: Language) -> Vec<ProblemField> {
    faults
        .iter()
        .map(|fault| ProblemField {
            pointer: fault.pointer.clone(),
            code: fault.code.to_string(),
            detail: fault.detail.in_language(language).to_owned(),
        })
        .collect()
}
