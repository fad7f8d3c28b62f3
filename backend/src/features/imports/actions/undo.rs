//! The undo: every member that the import made or changed is as it was before, or, where somebody has changed it since,
//! the reasons why it can't be are told and nothing is done.

use std::collections::{HashMap, HashSet};

use kernel::problem::{Fault, Problem, Say, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    change_sets,
    dependents::{self, Leaving},
};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use tables::{change, import};
use uuid::Uuid;

use super::{
    super::{
        facts::ImportUndone,
        queries::standing,
        rules::{self, Verb},
        schema::ImportState,
        store,
    },
    write::{Made, SOURCE, source_of},
};
use crate::features::{
    club,
    members::{self, Whole, bulk},
};

/// Parts of the change set read at once.
const PARTS: u64 = 1_000;
/// Reasons that a refusal tells one by one.
const TOLD: usize = 200;

/// What the import did to one member.
struct Deed {
    /// As it was; none for a member that the import made.
    before: Option<Value>,
    made: Made,
    revision: Option<i64>,
}

/// Takes a committed import back. With `partial`, members that somebody changed since stay as they are, and only the
/// others are taken back.
pub async fn undo(house: &House, by: &Asker, id: Uuid, partial: bool) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let import = store::lock(work.tx(), id).await?;
    rules::may(Verb::Undo, standing(&import.state, &import.summary))?;
    let set = import.change_set_id.ok_or_else(|| Problem::bug("a committed import without its change set"))?;
    let Done { mut deeds, topics } = done(&work, set).await?;
    let ids: Vec<Uuid> = deeds.keys().copied().collect();
    let mut now = members::hold(work.tx(), &ids).await?;
    let blockers = blockers(&work, id, &deeds, &now).await?;
    if !blockers.is_empty() && !partial {
        return Err(refused(&work, &import, &blockers, &now).await?);
    }
    let kept: HashSet<Uuid> = blockers.keys().copied().collect();
    deeds.retain(|id, _| !kept.contains(id));
    now.retain(|id, _| !kept.contains(id));

    let mut leaving = leaving(id, &deeds, &now);
    let entries = entries(&import, &deeds, &now)?;
    let mut pairs = Vec::new();
    for (id, deed) in &deeds {
        if let (Some(before), Some(is)) = (&deed.before, now.remove(id)) {
            pairs.push((Whole::back(before)?, is));
        }
    }
    bulk::put_back(&work, &pairs).await?;
    // Contacts went with `put_back`, and whoever held one was asked before.
    leaving.contacts.clear();
    dependents::let_go(&work, &leaving).await?;
    club::remove_unused_topics(&work, &topics).await?;

    let row = import::ActiveModel {
        id: Set(id),
        state: Set(ImportState::Undone.as_str().to_owned()),
        problem: Set((!kept.is_empty()).then(|| rules::kept_sentence(&left(kept.len())))),
        revision: Set(import.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::update(work.tx(), row).await?;
    change_sets::mark_undone(&work, set).await?;
    work.note(entries).await?;
    work.note(vec![Entry::new("undo", "import", id, &import.file_name)]).await?;
    let fact = ImportUndone { import_id: id, removed: leaving.members.len(), restored: pairs.len(), kept: kept.len() };
    work.record(&fact).await?;
    work.commit().await
}

/// What an import did.
#[derive(Default)]
struct Done {
    /// By member.
    deeds: HashMap<Uuid, Deed>,
    /// Topics that came with it.
    topics: Vec<Uuid>,
}

/// The parts of the change set, gathered; they come last first, so the earliest state of a member wins.
async fn done(work: &Work, set: Uuid) -> Result<Done, Problem> {
    let mut done = Done::default();
    let mut before = i64::MAX;
    loop {
        let parts = change_sets::some_parts_backwards(work.tx(), set, before, PARTS).await?;
        let Some(last) = parts.last() else { return Ok(done) };
        before = last.seq;
        for part in parts {
            match part.record.as_str() {
                "member" => gather(&mut done.deeds, part)?,
                "topic" => done.topics.push(part.record_id),
                _ => {}
            }
        }
    }
}

fn gather(deeds: &mut HashMap<Uuid, Deed>, part: change::Model) -> Result<(), Problem> {
    let made: Made = match &part.after {
        Some(after) => serde_json::from_value(after["made"].clone())?,
        None => Made::default(),
    };
    let deed = deeds.entry(part.record_id).or_insert_with(|| Deed {
        before: None,
        made: Made::default(),
        revision: part.revision,
    });
    deed.before = part.before;
    deed.made.persons.extend(made.persons);
    deed.made.addresses.extend(made.addresses);
    deed.made.contact_rows.extend(made.contact_rows);
    Ok(())
}

/// What goes, and what came with it.
fn leaving(import: Uuid, deeds: &HashMap<Uuid, Deed>, now: &HashMap<Uuid, Whole>) -> Leaving {
    let mut leaving = Leaving::default();
    for (id, deed) in deeds {
        let Some(is) = now.get(id) else { continue };
        let before: HashSet<Uuid> = match &deed.before {
            None => {
                leaving.members.push(*id);
                HashSet::new()
            }
            Some(before) => contacts_in(before),
        };
        leaving.contacts.extend(is.contacts.iter().map(|held| held.contact.id).filter(|id| !before.contains(id)));
        leaving.persons.extend(&deed.made.persons);
        leaving.addresses.extend(&deed.made.addresses);
        let sources = deed.made.contact_rows.iter().map(|row| (SOURCE.to_owned(), source_of(import, *row)));
        leaving.sources.extend(sources);
    }
    leaving
}

fn contacts_in(kept: &Value) -> HashSet<Uuid> {
    let rows = kept["contacts"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter_map(|row| row["id"].as_str()?.parse().ok()).collect()
}

/// The members that can't be taken back, and why.
async fn blockers(
    work: &Work,
    import: Uuid,
    deeds: &HashMap<Uuid, Deed>,
    now: &HashMap<Uuid, Whole>,
) -> Result<HashMap<Uuid, Say>, Problem> {
    let changed = |id: &Uuid, deed: &Deed| match now.get(id) {
        Some(is) => deed.revision != Some(is.member.revision),
        None => true,
    };
    let touched: Vec<Uuid> = deeds.iter().filter(|(id, deed)| changed(id, deed)).map(|(id, _)| *id).collect();
    let last = members::last_changes(work.tx(), &touched).await?;
    let settings = club::settings(work.tx()).await?;
    let mut blockers: HashMap<Uuid, Say> = HashMap::new();
    for id in touched {
        let what = match last.get(&id) {
            Some((name, at)) => {
                let on = settings.today(*at);
                let day = kernel::dates::french(on, kernel::trade::Precision::Day);
                say(format!("{name} a modifié cette fiche le {day}"), format!("{name} changed this record on {on}"))
            }
            None => say("quelqu’un a modifié cette fiche", "somebody changed this record"),
        };
        blockers.insert(id, what);
    }
    let leaving = leaving(import, deeds, now);
    let owner: HashMap<Uuid, Uuid> =
        now.values().flat_map(|whole| whole.contacts.iter().map(|held| (held.contact.id, whole.member.id))).collect();
    for hold in dependents::holds(work, &leaving).await? {
        let member = owner.get(&hold.held).copied().unwrap_or(hold.held);
        if deeds.contains_key(&member) {
            blockers.entry(member).or_insert(hold.what);
        }
    }
    Ok(blockers)
}

/// One audit line per member, naming the import.
fn entries(
    import: &import::Model,
    deeds: &HashMap<Uuid, Deed>,
    now: &HashMap<Uuid, Whole>,
) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::with_capacity(deeds.len());
    for (id, deed) in deeds {
        let Some(is) = now.get(id) else { continue };
        let (verb, before) = match &deed.before {
            None => ("delete", Value::Null),
            Some(before) => ("undo", Whole::back(before)?.told()),
        };
        let mut changes = if before.is_null() { Vec::new() } else { differences(&is.told(), &before) };
        changes.push(FieldChange { field: "import".to_owned(), before: json!(import.file_name), after: Value::Null });
        entries.push(Entry::new(verb, "member", *id, &is.member.name).with(changes));
    }
    Ok(entries)
}

fn left(count: usize) -> Problem {
    Problem::conflict(
        "imports.partly_undone",
        say(
            format!("{count} fiches modifiées depuis sont restées comme elles sont."),
            format!("{count} records that were changed since stay as they are."),
        ),
    )
}

/// 409 with the rows that stand in the way, in the order of the file.
async fn refused(
    work: &Work,
    import: &import::Model,
    blockers: &HashMap<Uuid, Say>,
    now: &HashMap<Uuid, Whole>,
) -> Result<Problem, Problem> {
    let ids: Vec<Uuid> = blockers.keys().copied().collect();
    let rows = store::rows_of(work.tx(), import.id, &ids).await?;
    let mut seen = HashSet::new();
    let errors: Vec<Fault> = rows
        .into_iter()
        .filter(|(_, member)| seen.insert(*member))
        .filter_map(|(number, member)| {
            let what = blockers.get(&member)?;
            let name = now.get(&member).map(|whole| whole.member.name.as_str()).unwrap_or_default();
            let detail = say(
                format!("Ligne {number}, «\u{202f}{name}\u{202f}»\u{202f}: {}.", what.fr),
                format!("Row {number}, “{name}”: {}.", what.en),
            );
            Some(Fault::at(format!("/rows/{number}"), "imports.changed_since", detail))
        })
        .take(TOLD)
        .collect();
    let count = blockers.len();
    let problem = Problem::conflict(
        "imports.changed_since",
        say(
            format!(
                "Cet import ne peut pas être annulé en entier\u{202f}: {count} fiches ont été modifiées ou utilisées depuis. Rien n’a été fait."
            ),
            format!(
                "This import can't be undone as a whole: {count} records were changed or used since. Nothing was done."
            ),
        ),
    );
    Ok(problem.with_errors(errors).with("blocked", json!(count)))
}
