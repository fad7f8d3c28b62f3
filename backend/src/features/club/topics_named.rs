//! Topics by their name, for whoever brings names from outside: those that are not there yet are added at the end of the
//! list. To look them up and to make them are two: the first needs no transaction.

use std::collections::{BTreeMap, HashMap};

use kernel::{problem::Problem, words::name_key};
use platform::{Work, audit::Entry};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use tables::topic;
use uuid::Uuid;

use super::store;

/// The longest name of a topic, in characters.
const NAME: usize = 100;

/// Topics by the key of their name: those that there are, and those that will have to be made.
#[derive(Default)]
pub struct Named {
    by_key: HashMap<String, (Uuid, String)>,
    missing: Vec<NewTopic>,
}

/// A topic to be made.
pub struct NewTopic {
    pub id: Uuid,
    key: String,
    name: String,
}

impl Named {
    /// The topic of that name, however it is written.
    pub fn get(&self, name: &str) -> Option<&(Uuid, String)> {
        self.by_key.get(&key(name))
    }

    /// Looks up those of these names that are not known yet; what is missing is given an id.
    pub async fn look_up<C: ConnectionTrait>(&mut self, db: &C, names: &[String]) -> Result<(), Problem> {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        for (key, name) in names.iter().map(|name| (key(name), tidy(name))) {
            if !key.is_empty() && !self.by_key.contains_key(&key) {
                // Of several spellings the first stands.
                wanted.entry(key).or_insert(name);
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let known = store::named::find(db, wanted.keys().cloned()).await?;
        self.by_key.extend(known.into_iter().map(|row| (row.name_key, (row.id, row.name))));
        for (key, name) in wanted.into_iter().filter(|(key, _)| !self.by_key.contains_key(key)).collect::<Vec<_>>() {
            let id = kernel::ids::new_id();
            self.by_key.insert(key.clone(), (id, name.clone()));
            self.missing.push(NewTopic { id, key, name });
        }
        Ok(())
    }

    /// Those to be made since this was last asked.
    pub fn take_missing(&mut self) -> Vec<NewTopic> {
        std::mem::take(&mut self.missing)
    }
}

fn key(name: &str) -> String {
    name_key(&tidy(name))
}

fn tidy(name: &str) -> String {
    let text: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(NAME).collect()
}

/// Makes these topics, at the end of the list.
pub async fn make(work: &Work, topics: Vec<NewTopic>) -> Result<(), Problem> {
    if topics.is_empty() {
        return Ok(());
    }
    // Positions follow one another: those who change the list wait for one another.
    store::hold(work.tx()).await?;
    let last = store::named::last_position(work).await?;
    let (mut rows, mut entries) = (Vec::new(), Vec::new());
    for (position, NewTopic { id, key, name }) in (last + 1..).zip(topics) {
        entries.push(Entry::new("create", "topic", id, &name));
        rows.push(topic::ActiveModel {
            id: Set(id),
            name: Set(name),
            name_key: Set(key),
            position: Set(position),
            revision: Set(1),
        });
    }
    store::named::insert(work, rows).await?;
    work.note(entries).await
}

/// Takes those of these topics away that no member has and nobody has touched since they were made.
pub async fn remove_unused(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let used = store::named::used(work, ids).await?;
    store::named::delete_untouched(work, ids.iter().copied().filter(|id| !used.contains(id))).await
}
