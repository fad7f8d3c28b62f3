//! Topics by their name, for whoever brings names from outside: those that are not there yet are added at the end.

use std::collections::{BTreeMap, HashMap};

use kernel::{problem::Problem, words::name_key};
use platform::{Work, audit::Entry};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{member_topic, topic};
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
    let known = topic::Entity::find().filter(topic::Column::NameKey.is_in(wanted.keys().cloned()));
    let mut by_key: HashMap<String, (Uuid, String)> =
        known.all(work.tx()).await?.into_iter().map(|row| (row.name_key, (row.id, row.name))).collect();
    let missing: Vec<(String, String)> = wanted.into_iter().filter(|(key, _)| !by_key.contains_key(key)).collect();
    let mut made = Vec::new();
    if !missing.is_empty() {
        // Positions follow one another: those who change the list wait for one another.
        store::hold(work.tx()).await?;
        let last: Option<i64> = topic::Entity::find()
            .select_only()
            .column(topic::Column::Position)
            .order_by_desc(topic::Column::Position)
            .into_tuple()
            .one(work.tx())
            .await?;
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for (position, (key, name)) in (last.unwrap_or(0) + 1..).zip(missing) {
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
        topic::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
        work.note(entries).await?;
    }
    Ok(Named { by_key, made })
}

/// Takes those of these topics away that no member has and nobody has touched since they were made.
pub async fn remove_unused(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let used: Vec<Uuid> = member_topic::Entity::find()
        .select_only()
        .distinct()
        .column(member_topic::Column::TopicId)
        .filter(member_topic::Column::TopicId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(work.tx())
        .await?;
    topic::Entity::delete_many()
        .filter(topic::Column::Id.is_in(ids.iter().copied().filter(|id| !used.contains(id))))
        .filter(topic::Column::Revision.eq(1))
        .exec(work.tx())
        .await?;
    Ok(())
}
