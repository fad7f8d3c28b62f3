//! A member as it would be: held, changed in memory, checked, and only then written, one or a thousand at once.

use std::collections::HashMap;

use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    trade::Precision,
};
use platform::{
    Work,
    audit::{Entry, FieldChange, differences},
    change_sets::{self, Part},
};
use serde_json::{Map, Value, json};
use tables::member;
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        custom::{self, Definitions, Values},
        record,
        rules::{self, Step, Verb},
        schema::MemberChanges,
        store::{self, Holder},
    },
    create::{take_derived, unknown_referent, unknown_topics},
};
use crate::features::club;

/// A change asked for: from which revision (whichever there is, when none is said), what to set; a history replaces the
/// one there is.
pub struct Edit {
    pub id: Uuid,
    pub based_on: Option<i64>,
    pub set: MemberChanges,
    pub history: Option<Vec<Step>>,
}

/// A row before and after.
pub struct Draft {
    before: member::Model,
    pub row: member::Model,
    topics_before: Vec<(Uuid, String)>,
    pub topics: Vec<(Uuid, String)>,
    history_before: Vec<Step>,
    pub history: Vec<Step>,
    custom_before: Values,
    custom: Values,
}

/// What becomes of an edit.
pub enum Fate {
    Changes(Box<Draft>),
    Nothing {
        revision: i64,
    },
    Refused {
        revision: Option<i64>,
        problem: Problem,
    },
    /// Somebody else changed it since.
    Stale {
        revision: i64,
    },
}

impl Fate {
    pub fn is_refused(&self) -> bool {
        matches!(self, Fate::Refused { .. } | Fate::Stale { .. })
    }

    /// The revision there is, of a member that exists.
    pub fn revision(&self) -> Option<i64> {
        match self {
            Fate::Changes(draft) => Some(draft.before.revision),
            Fate::Nothing { revision } | Fate::Stale { revision } => Some(*revision),
            Fate::Refused { revision, .. } => *revision,
        }
    }
}

impl Draft {
    /// What changes, as the audit tells it.
    pub fn differences(&self, definitions: &Definitions) -> Vec<FieldChange> {
        let side = |row, topics, custom| {
            let mut told = told(row, topics);
            if let Some(told) = told.as_object_mut() {
                told.extend(definitions.told(custom));
            }
            told
        };
        differences(
            &side(&self.before, &self.topics_before, &self.custom_before),
            &side(&self.row, &self.topics, &self.custom),
        )
    }

    pub fn of(row: member::Model, topics: Vec<(Uuid, String)>, history: Vec<Step>) -> Draft {
        Draft {
            before: row.clone(),
            row,
            topics_before: topics.clone(),
            topics,
            history_before: history.clone(),
            history,
            custom_before: Values::new(),
            custom: Values::new(),
        }
    }

    /// Every field as a form would set it, before and after: topics by id, choices by id, fields of the club as
    /// `custom.key`.
    pub fn both(&self) -> (Map<String, Value>, Map<String, Value>) {
        (as_set(&self.before, &self.topics_before, &self.custom_before), as_set(&self.row, &self.topics, &self.custom))
    }

    /// With its values in the fields of the club.
    fn with_custom(mut self, custom: Values) -> Draft {
        self.custom_before = custom.clone();
        self.custom = custom;
        self
    }

    /// Whether it gives up or takes an identifier.
    fn renumbers(&self) -> bool {
        !Holder::of(&self.row).same_numbers(&Holder::of(&self.before))
    }

    fn differs(&self) -> bool {
        self.row != self.before
            || self.topics != self.topics_before
            || self.history != self.history_before
            || self.custom != self.custom_before
    }
}

/// The member of this id, held, as a draft.
pub async fn take(work: &Work, id: Uuid) -> Result<Draft, Problem> {
    let row = store::lock_one(work.tx(), id).await?;
    let topics = store::topics(work.tx(), &[id]).await?.remove(&id).unwrap_or_default();
    let history = store::histories(work.tx(), &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Draft::of(row, topics, history))
}

/// Holds the members, makes the drafts and checks them; writes nothing. The fates come in the order of the edits.
pub async fn prepare(work: &Work, edits: Vec<Edit>) -> Result<Vec<(Uuid, Fate)>, Problem> {
    prepare_as(work, edits, Verb::Edit).await
}

/// The same by the right of this verb.
pub async fn prepare_as(work: &Work, edits: Vec<Edit>, verb: Verb) -> Result<Vec<(Uuid, Fate)>, Problem> {
    let tx = work.tx();
    let ids: Vec<Uuid> = edits.iter().map(|edit| edit.id).collect();
    let mut rows = store::lock(tx, &ids).await?;
    let mut topics = store::topics(tx, &ids).await?;
    let mut histories = store::histories(tx, &ids).await?;
    let definitions = custom::definitions(tx).await?;
    let mut custom = if definitions.is_empty() { HashMap::new() } else { custom::values(tx, &ids).await? };
    let named_topics: Vec<Uuid> = edits.iter().filter_map(|edit| edit.set.topics.as_set()).flatten().copied().collect();
    let referents: Vec<Uuid> = edits.iter().filter_map(|edit| edit.set.referent_id.as_set()).copied().collect();
    let known = Known {
        topics: store::known_topics(tx, &named_topics).await?,
        staff: store::staff_names(tx, &referents).await?,
        territory: store::territory(tx).await?,
        today: club::settings(tx).await?.today(work.now),
        definitions,
    };
    let mut fates = Vec::with_capacity(edits.len());
    for edit in edits {
        let id = edit.id;
        let fate = match rows.remove(&id) {
            None => Fate::Refused { revision: None, problem: Problem::not_found() },
            Some(row) => {
                let draft =
                    Draft::of(row, topics.remove(&id).unwrap_or_default(), histories.remove(&id).unwrap_or_default());
                draft_of(work, draft.with_custom(custom.remove(&id).unwrap_or_default()), edit, &known, verb)
            }
        };
        fates.push((id, fate));
    }
    refuse_clashes(work, &mut fates).await?;
    Ok(fates)
}

struct Known {
    topics: HashMap<Uuid, String>,
    staff: HashMap<Uuid, String>,
    territory: std::collections::HashSet<String>,
    today: chrono::NaiveDate,
    definitions: Definitions,
}

fn draft_of(work: &Work, mut draft: Draft, edit: Edit, known: &Known, verb: Verb) -> Fate {
    let revision = draft.row.revision;
    if let Err(problem) = rules::may(verb, &work.by.caller, standing(&draft.row)) {
        return Fate::Refused { revision: Some(revision), problem };
    }
    if edit.based_on.is_some_and(|based_on| based_on != revision) {
        return Fate::Stale { revision };
    }
    match put(&mut draft, &edit, known) {
        Err(problem) => Fate::Refused { revision: Some(revision), problem },
        Ok(()) if draft.differs() => Fate::Changes(Box::new(draft)),
        Ok(()) => Fate::Nothing { revision },
    }
}

fn put(draft: &mut Draft, edit: &Edit, known: &Known) -> Result<(), Problem> {
    let set = &edit.set;
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
        let mut seen = std::collections::HashSet::new();
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
    if let Some(history) = &edit.history {
        draft.history = history.clone();
    }
    take_derived(&mut draft.row, &draft.history);
    Ok(())
}

/// Said of the status, so that the rest of a row can be saved without it.
fn of_status(problem: Problem) -> Problem {
    let fault = Fault::at("/status", problem.code().to_owned(), problem.detail().clone());
    problem.with_errors(vec![fault])
}

/// Refuses those whose identifiers another member holds, in the database or among the drafts. A draft that is refused
/// keeps the numbers it has, which may refuse another one: so often until nothing changes.
async fn refuse_clashes(work: &Work, fates: &mut [(Uuid, Fate)]) -> Result<(), Problem> {
    let wanted: Vec<Holder> = fates
        .iter()
        .filter_map(|(_, fate)| match fate {
            Fate::Changes(draft) if draft.renumbers() => Some(Holder::of(&draft.row)),
            _ => None,
        })
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let there: Vec<Holder> = store::holders(work.tx(), &wanted).await?;
    loop {
        let mut others: HashMap<Uuid, Holder> = there.iter().map(|holder| (holder.id, holder.clone())).collect();
        // What is about to change counts as it will be.
        for (id, fate) in fates.iter() {
            if let Fate::Changes(draft) = fate {
                others.insert(*id, Holder::of(&draft.row));
            }
        }
        let mut refused = false;
        for (id, fate) in fates.iter_mut() {
            let Fate::Changes(draft) = fate else { continue };
            if !draft.renumbers() {
                continue;
            }
            let mine = Holder::of(&draft.row);
            let clash = others
                .values()
                .filter(|other| other.id != *id)
                .find_map(|other| Some((mine.clashes(other)?, other.id, other.name.clone())));
            if let Some((field, holder, name)) = clash {
                let revision = Some(draft.before.revision);
                others.insert(*id, Holder::of(&draft.before));
                let problem = store::identifier_taken(&format!("/{field}"), Some((holder, &name)));
                *fate = Fate::Refused { revision, problem };
                refused = true;
            }
        }
        if !refused {
            return Ok(());
        }
    }
}

/// Writes the drafts: rows with their next revision, topics, history, audit and, where it is kept, the change set.
/// Gives the new revisions, in order.
pub async fn write(
    work: &Work,
    drafts: Vec<Draft>,
    verb: &'static str,
    change_set: Option<Uuid>,
) -> Result<Vec<(Uuid, i64)>, Problem> {
    let tx = work.tx();
    let ids: Vec<Uuid> = drafts.iter().map(|draft| draft.row.id).collect();
    // Numbers that pass from one member to another are free before anybody takes them.
    let renumbered: Vec<Uuid> = drafts.iter().filter(|draft| draft.renumbers()).map(|draft| draft.row.id).collect();
    if renumbered.len() > 1 {
        store::free_numbers(tx, &renumbered).await?;
    }
    let today = club::settings(tx).await?.today(work.now);
    let mut people = store::people_words(tx, &ids, today).await?;
    let (mut entries, mut parts, mut revisions) = (Vec::new(), Vec::new(), Vec::new());
    let (mut topics, mut added, mut replaced) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut custom) = (Vec::with_capacity(drafts.len()), Vec::new());
    let definitions = custom::definitions(tx).await?;
    for draft in drafts {
        let Draft {
            before,
            mut row,
            topics_before,
            topics: topics_after,
            history_before,
            history,
            custom_before,
            custom: custom_after,
        } = draft;
        let id = row.id;
        row.search = record::search_text(&row, &people.remove(&id).unwrap_or_default());
        row.revision = before.revision + 1;
        row.updated_at = work.now;
        revisions.push((id, row.revision));
        let (mut told_before, mut told_after) = (told(&before, &topics_before), told(&row, &topics_after));
        for (told, values) in [(&mut told_before, &custom_before), (&mut told_after, &custom_after)] {
            if let Some(told) = told.as_object_mut() {
                told.extend(definitions.told(values));
            }
        }
        entries.push(Entry::new(verb, "member", id, &row.name).with(differences(&told_before, &told_after)));
        if change_set.is_some() {
            parts.push(Part {
                record: "member",
                record_id: id,
                revision: Some(row.revision),
                before: Some(kept(&before, &topics_before, &history_before, &custom_before, (&custom_after, &row))),
                after: Some(kept(&row, &topics_after, &history, &custom_after, (&custom_before, &before))),
            });
        }
        if topics_after != topics_before {
            topics.push((id, topics_after.into_iter().map(|(id, _)| id).collect()));
        }
        if history != history_before {
            match history.strip_prefix(history_before.as_slice()) {
                Some(new) => {
                    let from = history_before.len();
                    added.extend(new.iter().enumerate().map(|(i, step)| (id, from + i, step.clone())));
                }
                None => replaced.push((id, history)),
            }
        }
        if custom_after != custom_before {
            custom.push((id, custom_before, custom_after));
        }
        rows.push(row);
    }
    store::overwrite(tx, rows).await?;
    custom::write(tx, &definitions, custom).await?;
    store::replace_topics(tx, topics).await?;
    store::add_steps(tx, added, work.now).await?;
    store::replace_histories(tx, replaced, work.now).await?;
    work.note(entries).await?;
    if let Some(set) = change_set {
        change_sets::add(work, set, 0, &parts).await?;
    }
    Ok(revisions)
}

/// Each field as a form would set it.
pub fn as_set(row: &member::Model, topics: &[(Uuid, String)], custom: &Values) -> Map<String, Value> {
    let mut state = record::state(row);
    state["topics"] = topics.iter().map(|(id, _)| json!(id)).collect();
    state["visibility"] = row.visibility.clone();
    let mut fields = state.as_object().cloned().unwrap_or_default();
    fields.extend(custom.iter().map(|(key, value)| (format!("custom.{key}"), value.json())));
    fields
}

/// The record as the audit tells it: topics by name.
fn told(row: &member::Model, topics: &[(Uuid, String)]) -> Value {
    let mut state = record::state(row);
    state["topics"] = topics.iter().map(|(_, name)| name.as_str()).collect();
    if let (Some(state), Some(shown)) = (state.as_object_mut(), row.visibility.as_object()) {
        state.extend(shown.iter().map(|(field, audience)| (format!("visibility.{field}"), audience.clone())));
    }
    state
}

/// The record as an undo needs it: topics by id, the history, and null for the fields of the club that only the `other`
/// side of the change has; likewise for whom fields are shown to.
fn kept(
    row: &member::Model,
    topics: &[(Uuid, String)],
    history: &[Step],
    custom: &Values,
    other: (&Values, &member::Model),
) -> Value {
    let mut state = record::state(row);
    let gone = other.0.keys().map(|key| (key.clone(), Value::Null));
    let there = custom.iter().map(|(key, value)| (key.clone(), value.json()));
    state["custom"] = gone.chain(there).collect::<serde_json::Map<_, _>>().into();
    let unsaid = other.1.visibility.as_object().into_iter().flatten().map(|(field, _)| (field.clone(), Value::Null));
    let said = row.visibility.as_object().into_iter().flatten().map(|(field, to)| (field.clone(), to.clone()));
    state["visibility"] = unsaid.chain(said).collect::<serde_json::Map<_, _>>().into();
    state["topics"] = topics.iter().map(|(id, _)| json!(id)).collect();
    state["status_history"] = history.iter().map(|step| json!(step)).collect();
    state
}
