//! Adding, renaming, moving, removing and taking back topics.

use kernel::{
    problem::{Problem, say},
    words::name_key,
};
use platform::{
    Asker, House, Work,
    audit::{self, Entry},
    change_sets::{self, Part},
};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tables::topic;
use uuid::Uuid;

use super::super::{
    facts::TopicChanged,
    rules,
    schema::{Topic, TopicChanges},
    store,
};

/// As many as a list one still overlooks.
const MOST: i64 = 200;

/// The kind of change set that a removal is.
const REMOVAL: &str = "topic_removal";

/// What is kept of a topic that goes.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    position: i64,
    members: Vec<Uuid>,
}

fn checked_name(given: &str) -> Result<String, Problem> {
    rules::name("/name", given).map_err(|fault| Problem::invalid(vec![fault]))
}

/// 409 when another topic has this name.
async fn free(work: &Work, name: &str, but: Option<Uuid>) -> Result<(), Problem> {
    match store::topic_called(work.tx(), name).await? {
        Some(holder) if Some(holder.id) != but => Err(Problem::conflict_at(
            "/name",
            "club.topic_exists",
            say(
                format!("Le thème « {} » existe déjà.", holder.name),
                format!("The topic “{}” is there already.", holder.name),
            ),
        )
        .with("holder", json!({"id": holder.id, "name": holder.name}))),
        _ => Ok(()),
    }
}

/// Records that these members have other topics, if there are any.
async fn tell(
    work: &Work,
    topic_id: Uuid,
    before: Option<String>,
    after: Option<String>,
    members: Vec<Uuid>,
) -> Result<(), Problem> {
    if members.is_empty() {
        return Ok(());
    }
    work.record(&TopicChanged { topic_id, before, after, members }).await
}

pub async fn create(house: &House, by: &Asker, name: &str) -> Result<Topic, Problem> {
    let name = checked_name(name)?;
    let work = house.begin(by).await?;
    rules::change_topics(&by.caller)?;
    // Positions follow one another: those who change the list wait for one another.
    store::hold(work.tx()).await?;
    free(&work, &name, None).await?;
    let there = store::count_topics(work.tx()).await?;
    if there >= MOST {
        return Err(Problem::conflict(
            "club.too_many_topics",
            say(
                format!("La liste a déjà {MOST} thèmes : retirez-en d’abord."),
                format!("The list has {MOST} topics already: remove some first."),
            ),
        ));
    }
    let mut rows = store::add_topics(work.tx(), &[name.as_str()], there).await?;
    let row = rows.pop().ok_or_else(|| Problem::bug("the topic was not added"))?;
    work.note_one("create", store::TOPIC, row.id, &row.name).await?;
    work.commit().await?;
    Ok(store::topic_view(row))
}

pub async fn change(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: TopicChanges,
) -> Result<Topic, Problem> {
    let name = changes.name.as_deref().map(checked_name).transpose()?;
    let work = house.begin(by).await?;
    rules::change_topics(&by.caller)?;
    store::hold(work.tx()).await?;
    let row = store::hold_topic(work.tx(), id).await?;
    if row.revision != based_on {
        return Err(audit::stale(work.tx(), store::TOPIC, id, row.revision).await?);
    }
    let name = name.unwrap_or_else(|| row.name.clone());
    let position = match changes.position {
        Some(wanted) => wanted.min(store::count_topics(work.tx()).await?),
        None => row.position,
    };
    let before = row.name.clone();
    let differences = audit::differences(
        &json!({"name": row.name, "position": row.position}),
        &json!({"name": name, "position": position}),
    );
    if differences.is_empty() {
        return Ok(store::topic_view(row));
    }
    free(&work, &name, Some(id)).await?;
    if position < row.position {
        store::shift_topics(work.tx(), position, row.position - 1, 1).await?;
    } else {
        store::shift_topics(work.tx(), row.position + 1, position, -1).await?;
    }
    let changed = topic::ActiveModel {
        id: Set(id),
        name_key: Set(name_key(&name)),
        name: Set(name),
        position: Set(position),
        revision: Set(row.revision + 1),
    };
    let row = store::write_topic(work.tx(), changed).await?;
    work.note(vec![Entry::new("change", store::TOPIC, id, &row.name).with(differences)]).await?;
    if before != row.name {
        let members = store::members_with(work.tx(), id).await?;
        tell(&work, id, Some(before), Some(row.name.clone()), members).await?;
    }
    work.commit().await?;
    Ok(store::topic_view(row))
}

pub async fn remove(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    rules::change_topics(&by.caller)?;
    store::hold(work.tx()).await?;
    let row = store::hold_topic(work.tx(), id).await?;
    let kept = Kept { name: row.name, position: row.position, members: store::members_with(work.tx(), id).await? };
    let set = change_sets::open(&work, REMOVAL, &kept.name, None).await?;
    let part = Part {
        record: store::TOPIC,
        record_id: id,
        revision: Some(row.revision),
        before: Some(serde_json::to_value(&kept)?),
        after: None,
    };
    change_sets::add(&work, set, 0, &[part]).await?;
    store::remove_topic(work.tx(), id).await?;
    store::shift_topics(work.tx(), kept.position + 1, i64::MAX, -1).await?;
    work.note_one("remove", store::TOPIC, id, &kept.name).await?;
    tell(&work, id, Some(kept.name), None, kept.members).await?;
    work.commit().await
}

/// Takes a removal back: the same topic, at its place, with the members that had it and are still there.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<Topic, Problem> {
    let work = house.begin(by).await?;
    rules::change_topics(&by.caller)?;
    store::hold(work.tx()).await?;
    let removal = store::removal_of(work.tx(), id, REMOVAL).await?.ok_or_else(Problem::not_found)?;
    let kept: Kept = serde_json::from_value(removal.before.unwrap_or_default())?;
    free(&work, &kept.name, None).await?;
    let position = kept.position.min(store::count_topics(work.tx()).await? + 1);
    store::shift_topics(work.tx(), position, i64::MAX, 1).await?;
    let row = topic::Model {
        id,
        name_key: name_key(&kept.name),
        name: kept.name,
        position,
        revision: removal.revision.unwrap_or_default() + 1,
    };
    store::put_topic_back(work.tx(), &row, &kept.members).await?;
    change_sets::mark_undone(&work, removal.change_set_id).await?;
    work.note_one("restore", store::TOPIC, id, &row.name).await?;
    let members = store::members_with(work.tx(), id).await?;
    tell(&work, id, None, Some(row.name.clone()), members).await?;
    work.commit().await?;
    Ok(store::topic_view(row))
}
