//! What is asked for, put into a draft: a form, which is read and checked, or what was there before.

use std::collections::HashSet;

use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    trade::Precision,
};
use uuid::Uuid;

use super::{
    super::{
        super::{
            record,
            rules::{self, Step},
            schema::MemberChanges,
        },
        create::{take_derived, unknown_referent, unknown_topics},
        undo::Former,
    },
    Draft, Known,
};

/// Reads a form into a draft, and checks it.
pub fn form(draft: &mut Draft, set: &MemberChanges, known: &Known) -> Result<(), Problem> {
    let (kind, code) = (draft.row.kind, draft.row.insee_code.clone());
    let mut faults = record::put(&mut draft.row, set, &|code| known.territory.contains(code));
    if draft.row.ex_officio {
        if draft.row.kind != kind {
            return Err(rules::by_right_at("/kind"));
        }
        if code.is_some() && draft.row.insee_code != code {
            return Err(rules::by_right_at("/insee_code"));
        }
    }
    if let Some(topics) = set.topics.clone().into_option() {
        let mut topics = topics.unwrap_or_default();
        let mut seen = HashSet::new();
        topics.retain(|id| seen.insert(*id));
        faults.extend(unknown_topics(&topics, |id| known.topics.contains_key(id)));
        let same = draft.topics.len() == topics.len() && draft.topics.iter().all(|(id, _)| topics.contains(id));
        if !same {
            let name = |id: Uuid| (id, known.topics.get(&id).cloned().unwrap_or_default());
            draft.topics = topics.into_iter().map(name).collect();
        }
    }
    known.definitions.put(&mut draft.custom, &set.custom, &mut faults);
    record::put_visibility(&mut draft.row, &set.visibility, &known.definitions, &mut faults);
    match &set.referent_id {
        Change::Keep => {}
        Change::Clear => draft.row.referent_id = None,
        Change::Set(id) if known.staff.contains_key(id) => draft.row.referent_id = Some(*id),
        Change::Set(_) => faults.push(unknown_referent()),
    }
    match set.status {
        Change::Keep => {}
        Change::Clear => faults.push(Fault::at(
            "/status",
            "members.status_required",
            say("Un membre a toujours un statut.", "A member always has a status."),
        )),
        Change::Set(status) if status == draft.row.status => {}
        Change::Set(status) if rules::takes_back(&draft.history, status, known.today, draft.row.ex_officio) => {
            draft.history.pop();
        }
        Change::Set(status) => {
            let step = Step { status, since: known.today, precision: Precision::Day, reason: None };
            rules::may_follow(&draft.history, &step, draft.row.ex_officio).map_err(of_status)?;
            draft.history.push(step);
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    take_derived(&mut draft.row, &draft.history);
    Ok(())
}

/// What a form fills in or refuses has no say here: it was so before. A referent who has left the team since is one
/// again; a topic that the club gave up is not.
pub fn back(draft: &mut Draft, former: &Former, known: &Known) -> Result<(), Problem> {
    record::put_back(&mut draft.row, &former.fields)?;
    if let Some(topics) = &former.topics {
        draft.topics = topics.iter().filter_map(|id| Some((*id, known.topics.get(id)?.clone()))).collect();
    }
    if let Some(history) = &former.history {
        draft.history.clone_from(history);
    }
    take_derived(&mut draft.row, &draft.history);
    let mut faults = Vec::new();
    known.definitions.put(&mut draft.custom, &former.custom, &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

/// Said of the status, so that the rest of a row can be saved without it.
fn of_status(problem: Problem) -> Problem {
    let fault = Fault::at("/status", problem.code().to_owned(), problem.detail().clone());
    problem.with_errors(vec![fault])
}
