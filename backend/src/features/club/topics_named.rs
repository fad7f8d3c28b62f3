//! Topics by their name, for whoever brings names from outside: those that are not there yet are added at the end.

use std::collections::{BTreeMap, HashMap};

use kernel::{problem::Problem, words::name_key};
use platform::{Work, audit::Entry};
use sea_orm::ActiveValue::Set;
use tables::topic;
use uuid::Uuid;

use super::store;

/// The longest name of a topic, in characters.
const NAME: usize = 100;

/// Topics by the key of their name, and the ids of those that were made for it.
pub struct Named {
    by_key: HashMap<String, (Uuid, String)>,
    pub made: Vec<Uuid>,
}

impl Named {
    /// The topic of that name, however it is written.
    pub fn get(&self, name: &str) -> Option<&(Uuid, String)> {
        self.by_key.get(&key(name))
    }
}

fn key(name: &str) -> String {
    name_key(&tidy(name))
}

fn tidy(name: &str) -> String {
    let text: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(NAME).collect()
}

/// Finds the topics of these names, and makes those that are missing.
pub async fn named(work: &Work, names: &[String]) -> Result<Named, Problem> {
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    for (key, name) in names.iter().map(|name| (key(name), tidy(name))).filter(|(key, _)| !key.is_empty()) {
        // Of several spellings the first stands.
        wanted.entry(key).or_insert(name);
    }
    if wanted.is_empty() {
        return Ok(Named { by_key: HashMap::new(), made: Vec::new() });
    }
    let known = store::named::find(work, wanted.keys().cloned()).await?;
    let mut by_key: HashMap<String, (Uuid, String)> =
        known.into_iter().map(|row| (row.name_key, (row.id, row.name))).collect();
    let missing: Vec<(String, String)> = wanted.into_iter().filter(|(key, _)| !by_key.contains_key(key)).collect();
    let mut made = Vec::new();
    if !missing.is_empty() {
        // Positions follow one another: those who change the list wait for one another.
        store::hold(work.tx()).await?;
        let last = store::named::last_position(work).await?;
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for (position, (key, name)) in (last + 1..).zip(missing) {
            let id = kernel::ids::new_id();
            entries.push(Entry::new("create", "topic", id, &name));
            rows.push(topic::ActiveModel {
                id: Set(id),
                name: Set(name.clone()),
                name_key: Set(key.clone()),
                position: Set(position),
                revision: Set(1),
            });
            by_key.insert(key, (id, name));
            made.push(id);
        }
        store::named::insert(work, rows).await?;
        work.note(entries).await?;
    }
    Ok(Named { by_key, made })
}

/// Takes those of these topics away that no member has and nobody has touched since they were made.
pub async fn remove_unused(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let used = store::named::used(work, ids).await?;
    store::named::delete_untouched(work, ids.iter().copied().filter(|id| !used.contains(id))).await
}
