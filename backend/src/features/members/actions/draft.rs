//! A member as it would be: held, changed in memory, checked, and only then written, one or a thousand at once.

use std::collections::{HashMap, HashSet};

use kernel::problem::Problem;
use platform::{
    Work,
    audit::{Entry, FieldChange, differences},
    change_sets::{self, Part},
    dependents,
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
    undo::Former,
};
use crate::features::club;

mod clashes;
mod put;

/// A change asked for: from which revision (whichever there is, when none is said), and what.
pub struct Edit {
    pub id: Uuid,
    pub based_on: Option<i64>,
    pub wish: Wish,
}

pub enum Wish {
    /// A form, read and checked.
    Set(Box<MemberChanges>),
    /// What was there before, exactly as it was.
    PutBack(Former),
}

impl Wish {
    fn topics(&self) -> &[Uuid] {
        match self {
            Wish::Set(set) => set.topics.as_set().map(Vec::as_slice).unwrap_or_default(),
            Wish::PutBack(former) => former.topics.as_deref().unwrap_or_default(),
        }
    }

    fn referent(&self) -> Option<Uuid> {
        match self {
            Wish::Set(set) => set.referent_id.as_set().copied(),
            Wish::PutBack(_) => None,
        }
    }
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
    let named_topics: HashSet<Uuid> = edits.iter().flat_map(|edit| edit.wish.topics()).copied().collect();
    let named_topics: Vec<Uuid> = named_topics.into_iter().collect();
    let referents: HashSet<Uuid> = edits.iter().filter_map(|edit| edit.wish.referent()).collect();
    let referents: Vec<Uuid> = referents.into_iter().collect();
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
    clashes::refuse(work, &mut fates).await?;
    Ok(fates)
}

struct Known {
    topics: HashMap<Uuid, String>,
    staff: HashMap<Uuid, String>,
    territory: HashSet<String>,
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
    let put = match &edit.wish {
        Wish::Set(set) => put::form(&mut draft, set, known),
        Wish::PutBack(former) => put::back(&mut draft, former, known),
    };
    match put {
        Err(problem) => Fate::Refused { revision: Some(revision), problem },
        Ok(()) if draft.differs() => Fate::Changes(Box::new(draft)),
        Ok(()) => Fate::Nothing { revision },
    }
}

/// Writes the drafts: rows with their next revision, topics, history, audit and, where it is kept, the change set,
/// after the parts that are there already. Gives the new revisions, in order.
pub async fn write(
    work: &Work,
    drafts: Vec<Draft>,
    verb: &'static str,
    change_set: Option<(Uuid, usize)>,
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
    let (mut rows, mut custom, mut renamed) = (Vec::with_capacity(drafts.len()), Vec::new(), Vec::new());
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
        if row.name != before.name {
            renamed.push(id);
        }
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
                before: Some(kept(&before, &topics_before, &history_before, &custom_before, &custom_after)),
                after: Some(kept(&row, &topics_after, &history, &custom_after, &custom_before)),
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
    dependents::rename_members(work, &renamed).await?;
    work.note(entries).await?;
    if let Some((set, there)) = change_set {
        change_sets::add(work, set, there, &parts).await?;
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
/// side of the change has.
fn kept(row: &member::Model, topics: &[(Uuid, String)], history: &[Step], custom: &Values, other: &Values) -> Value {
    let mut state = record::state(row);
    let gone = other.keys().map(|key| (key.clone(), Value::Null));
    let there = custom.iter().map(|(key, value)| (key.clone(), value.json()));
    state["custom"] = gone.chain(there).collect::<serde_json::Map<_, _>>().into();
    state["visibility"] = row.visibility.clone();
    state["topics"] = topics.iter().map(|(id, _)| json!(id)).collect();
    state["status_history"] = history.iter().map(|step| json!(step)).collect();
    state
}
