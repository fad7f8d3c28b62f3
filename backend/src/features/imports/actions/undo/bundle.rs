//! Some of the members of an import: what stands in the way of taking them back, and taking them back.

use std::collections::{HashMap, HashSet};

use kernel::problem::{Problem, Say, say};
use platform::{
    Work,
    audit::{Entry, FieldChange, differences},
    change_sets,
    dependents::{self, Leaving},
};
use serde_json::{Value, json};
use tables::{change, import};
use uuid::Uuid;

use super::{
    super::write::{Made, SOURCE, source_of},
    deeds::{Deeds, Touched},
    refusal::{Blocked, Blocker},
};
use crate::features::{
    club,
    members::{self, Whole, bulk},
};

/// What the import did to one member.
struct Deed {
    member: Uuid,
    /// As it was; none for a member that the import made.
    before: Option<Value>,
    made: Made,
    revision: Option<i64>,
}

pub struct Bundle {
    /// In the order in which they were done.
    deeds: Vec<Deed>,
    now: HashMap<Uuid, Whole>,
    pub blocked: Blocked,
}

/// What was taken back so far, and what can only be done once all is.
#[derive(Default)]
pub struct Taken {
    pub removed: usize,
    pub restored: HashSet<Uuid>,
    /// People with another name now.
    pub renamed: Vec<Uuid>,
    /// People and addresses that came with the import: another of its members may need them still.
    pub persons: Vec<Uuid>,
    pub addresses: Vec<Uuid>,
}

impl Bundle {
    /// Holds these members and looks for what stands in the way.
    pub async fn look(
        work: &Work,
        import: &import::Model,
        deeds: &Deeds,
        touched: &[Touched],
    ) -> Result<Bundle, Problem> {
        let places = touched.iter().flat_map(|one| one.places.iter().copied()).collect();
        let mut kept: HashMap<Uuid, (Option<Value>, Made)> = HashMap::with_capacity(touched.len());
        for part in change_sets::parts_at(work.tx(), deeds.set, places).await? {
            gather(&mut kept, part)?;
        }
        let deed = |one: &Touched| {
            // A member without its part must not be taken for one that the import made.
            let part = kept.remove(&one.member);
            let (before, made) = part.ok_or_else(|| Problem::bug("a change set that has lost a part"))?;
            Ok(Deed { member: one.member, before, made, revision: one.revision })
        };
        let deeds: Vec<Deed> = touched.iter().rev().map(deed).collect::<Result<_, Problem>>()?;
        let ids: Vec<Uuid> = deeds.iter().map(|deed| deed.member).collect();
        let now = members::hold(work.tx(), &ids).await?;
        let blocked = blockers(work, import.id, &deeds, &now).await?;
        Ok(Bundle { deeds, now, blocked })
    }

    /// Takes the members back, but for those that something stands in the way of: it gives these.
    pub async fn take_back(self, work: &Work, import: &import::Model, taken: &mut Taken) -> Result<Blocked, Problem> {
        let Bundle { mut deeds, mut now, blocked } = self;
        deeds.retain(|deed| !blocked.contains_key(&deed.member));
        let mut leaving = leaving(import.id, &deeds, &now);
        let entries = entries(import, &deeds, &now)?;
        let mut pairs = Vec::new();
        for deed in &deeds {
            if let (Some(before), Some(is)) = (&deed.before, now.remove(&deed.member)) {
                pairs.push((Whole::back(before)?, is));
            }
        }
        taken.renamed.extend(bulk::put_back(work, &pairs).await?);
        taken.restored.extend(pairs.iter().map(|(before, _)| before.member.id));
        taken.removed += leaving.members.len();
        taken.persons.append(&mut leaving.persons);
        taken.addresses.append(&mut leaving.addresses);
        // Contacts went with `put_back`, and whoever held one was asked before.
        leaving.contacts.clear();
        dependents::let_go(work, &leaving).await?;
        work.note(entries).await?;
        Ok(blocked)
    }
}

/// Parts come in the order in which they were done, so the first state of a member stands.
fn gather(kept: &mut HashMap<Uuid, (Option<Value>, Made)>, part: change::Model) -> Result<(), Problem> {
    let made: Made = match &part.after {
        Some(after) => serde_json::from_value(after["made"].clone())?,
        None => Made::default(),
    };
    let (_, all) = kept.entry(part.record_id).or_insert((part.before, Made::default()));
    all.persons.extend(made.persons);
    all.addresses.extend(made.addresses);
    all.contact_rows.extend(made.contact_rows);
    Ok(())
}

/// What goes, and what came with it.
fn leaving(import: Uuid, deeds: &[Deed], now: &HashMap<Uuid, Whole>) -> Leaving {
    let mut leaving = Leaving::default();
    for deed in deeds {
        let Some(is) = now.get(&deed.member) else { continue };
        let before: HashSet<Uuid> = match &deed.before {
            None => {
                leaving.members.push(deed.member);
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
async fn blockers(work: &Work, import: Uuid, deeds: &[Deed], now: &HashMap<Uuid, Whole>) -> Result<Blocked, Problem> {
    let changed = |deed: &&Deed| match now.get(&deed.member) {
        Some(is) => deed.revision != Some(is.member.revision),
        None => true,
    };
    let touched: Vec<Uuid> = deeds.iter().filter(changed).map(|deed| deed.member).collect();
    let last = members::last_changes(work.tx(), &touched).await?;
    let settings = club::settings(work.tx()).await?;
    let blocker = |member: &Uuid, what: Say| Blocker {
        name: now.get(member).map(|whole| whole.member.name.clone()).unwrap_or_default(),
        what,
    };
    let mut blocked = Blocked::new();
    for id in touched {
        let what = match last.get(&id) {
            Some((name, at)) => {
                let on = settings.today(*at);
                let day = kernel::dates::french(on, kernel::trade::Precision::Day);
                say(format!("{name} a modifié cette fiche le {day}"), format!("{name} changed this record on {on}"))
            }
            None => say("quelqu’un a modifié cette fiche", "somebody changed this record"),
        };
        blocked.insert(id, blocker(&id, what));
    }
    let owner: HashMap<Uuid, Uuid> =
        now.values().flat_map(|whole| whole.contacts.iter().map(|held| (held.contact.id, whole.member.id))).collect();
    for hold in dependents::holds(work, &leaving(import, deeds, now)).await? {
        let member = owner.get(&hold.held).copied().unwrap_or(hold.held);
        if now.contains_key(&member) {
            blocked.entry(member).or_insert_with(|| blocker(&member, hold.what));
        }
    }
    Ok(blocked)
}

/// One audit line per member, naming the import.
fn entries(import: &import::Model, deeds: &[Deed], now: &HashMap<Uuid, Whole>) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::with_capacity(deeds.len());
    for deed in deeds {
        let Some(is) = now.get(&deed.member) else { continue };
        let (verb, before) = match &deed.before {
            None => ("delete", Value::Null),
            Some(before) => ("undo", Whole::back(before)?.told()),
        };
        let mut changes = if before.is_null() { Vec::new() } else { differences(&is.told(), &before) };
        changes.push(FieldChange { field: "import".to_owned(), before: json!(import.file_name), after: Value::Null });
        entries.push(Entry::new(verb, "member", deed.member, &is.member.name).with(changes));
    }
    Ok(entries)
}
