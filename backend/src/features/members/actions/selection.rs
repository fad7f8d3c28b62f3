//! One change for all members of a filter, a segment, a view: first looked at, then written to those very members.
//!
//! The token of the preview names the members, their revisions and what is to be set, so nothing is kept between the two
//! and nothing else can be written.

use kernel::problem::{Fault, Problem, say};
use platform::{Asker, House};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    super::{
        cards::Lens,
        custom,
        schema::{ChangeOutcome, ChangesMade, MemberChanges, MemberFilters, SampleRow, Selection, Which},
        store, which,
    },
    changes,
    draft::{self, Edit, Fate, Wish},
};

/// How many members one change may name.
const MOST: usize = 10_000;
const SAMPLE: usize = 20;
/// Refusals that are told one by one.
const TOLD: usize = 200;

pub struct Asked {
    pub which: Which,
    pub set: MemberChanges,
    pub token: Option<String>,
    pub dry_run: bool,
    pub atomic: bool,
}

/// Previews or writes; 409 when the members that were looked at are not those there are now.
pub async fn make(house: &House, by: &Asker, asked: Asked) -> Result<ChangesMade, Problem> {
    if !asked.dry_run && asked.token.is_none() {
        let detail = say(
            "Regardez d’abord ce qui changera (dry_run), puis renvoyez le token reçu.",
            "Look first at what will change (dry_run), then send the token you received.",
        );
        return Err(Problem::invalid_field("/token", "members.preview_first", detail));
    }
    if asked.set.name.as_set().is_some() {
        let detail =
            say("Un même nom ne se donne pas à plusieurs membres.", "One name can’t be given to several members.");
        return Err(Problem::invalid_field("/set/name", "members.name_of_one", detail));
    }
    let lens = Lens::of(house, by).await?;
    let condition = which::condition(house, &lens, &filters(asked.which)).await.map_err(within_body)?;
    let work = house.begin(by).await?;
    let ids = store::named_by(work.tx(), condition, MOST as u64 + 1).await?;
    if ids.len() > MOST {
        let detail = say(
            format!("Au plus {MOST} fiches à la fois\u{202f}: précisez le filtre."),
            format!("At most {MOST} records at a time: narrow the filter."),
        );
        return Err(Problem::invalid_field("/which", "members.too_many_selected", detail));
    }
    let meant = format!("{:?}", asked.set);
    let wish = || Wish::Set(Box::new(asked.set.clone()));
    let edits = ids.into_iter().map(|id| Edit { id, based_on: None, wish: wish() }).collect();
    let fates = draft::prepare(&work, edits).await?;
    let token = token(&fates, &meant);
    if !asked.dry_run && asked.token.as_ref() != Some(&token) {
        return Err(changed_since(fates.len()));
    }
    let definitions = custom::definitions(work.tx()).await?;
    let sample = fates.iter().filter_map(|(id, fate)| match fate {
        Fate::Changes(draft) => {
            Some(SampleRow { id: *id, name: draft.row.name.clone(), changes: draft.differences(&definitions) })
        }
        _ => None,
    });
    let sample = sample.take(SAMPLE).collect();
    let stopped = asked.atomic && fates.iter().any(|(_, fate)| fate.is_refused());
    let write = !(asked.dry_run || stopped);
    let mut made = changes::finish(work, fates, write, None, None, |_| "/set".to_owned()).await?;
    let count = |outcome: ChangeOutcome| made.rows.iter().filter(|row| row.outcome == outcome).count() as u64;
    made.selection = Some(Selection {
        members: made.rows.len() as u64,
        changed: count(ChangeOutcome::Changed),
        unchanged: count(ChangeOutcome::Unchanged),
        refused: count(ChangeOutcome::Refused),
        sample,
        token,
    });
    made.rows.retain(|row| row.outcome == ChangeOutcome::Refused);
    made.rows.truncate(TOLD);
    Ok(made)
}

fn filters(which: Which) -> MemberFilters {
    MemberFilters {
        q: which.q,
        kind: which.kind,
        status: which.status,
        commune: which.commune,
        topic: which.topic,
        follow_up: which.follow_up,
        ex_officio: which.ex_officio,
        referent: which.referent,
        filter: which.filter.map(|tree| tree.to_string()),
        segment: which.segment,
        view: which.view,
        ..MemberFilters::default()
    }
}

/// What is wrong with a parameter of the list is wrong with a field of the body here.
fn within_body(problem: Problem) -> Problem {
    let moved = |fault: &Fault| match fault.pointer.strip_prefix('?') {
        Some(name) => Fault { pointer: format!("/which/{name}"), ..fault.clone() },
        None => fault.clone(),
    };
    let errors = problem.errors().iter().map(moved).collect();
    problem.with_errors(errors)
}

/// Another one as soon as a member is another, or is changed, or something else is to be set.
fn token(fates: &[(Uuid, Fate)], meant: &str) -> String {
    let mut members: Vec<(Uuid, Option<i64>)> = fates.iter().map(|(id, fate)| (*id, fate.revision())).collect();
    members.sort_unstable();
    let mut digest = Sha256::new();
    for (id, revision) in members {
        digest.update(id.as_bytes());
        digest.update(revision.unwrap_or(0).to_be_bytes());
    }
    digest.update(meant.as_bytes());
    hex::encode(&digest.finalize()[..16])
}

fn changed_since(members: usize) -> Problem {
    Problem::conflict(
        "members.selection_changed",
        say(
            format!(
                "Des fiches ont changé depuis l’aperçu ({members} membres correspondent maintenant)\u{202f}: rien n’a été modifié. Regardez-le à nouveau."
            ),
            format!("Records have changed since the preview ({members} members fit now): nothing was changed. Look at it again."),
        ),
    )
    .with("members", json!(members))
}
