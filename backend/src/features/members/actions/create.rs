//! A new member.

use chrono::{DateTime, Utc};
use kernel::{
    problem::{Fault, Problem, say},
    trade::{MemberKind, MemberStatus, Precision},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
};
use serde_json::{Value, json};
use tables::member;
use uuid::Uuid;

use super::super::{
    custom::{self, Values},
    record,
    rules::{self, Step},
    schema::NewMember,
    store,
};
use crate::features::club;

/// Makes a member; 409 when another one holds an identifier of it. Gives its id.
pub async fn create(house: &House, by: &Asker, form: NewMember) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let id = create_in(&work, form, by.way.as_str()).await?;
    work.commit().await?;
    Ok(id)
}

/// The same within a transaction; `source` says where the record comes from.
pub async fn create_in(work: &Work, form: NewMember, source: &str) -> Result<Uuid, Problem> {
    let today = club::settings(work.tx()).await?.today(work.now);
    let (since, precision) = match &form.since {
        Some(text) => rules::read_since(text, today)?,
        None => (today, Precision::Day),
    };
    let step = Step { status: form.status.unwrap_or(MemberStatus::Prospect), since, precision, reason: None };
    let changes = form.changes();
    let territory = store::territory(work.tx()).await?;
    let mut row = blank(work.now, source);
    let mut faults = record::put(&mut row, &changes, &|code| territory.contains(code));
    let topics = changes.topics.as_set().cloned().unwrap_or_default();
    let known = store::known_topics(work.tx(), &topics).await?;
    faults.extend(unknown_topics(&topics, |id| known.contains_key(id)));
    if let Some(referent) = changes.referent_id.as_set() {
        match store::staff_names(work.tx(), &[*referent]).await?.is_empty() {
            true => faults.push(unknown_referent()),
            false => row.referent_id = Some(*referent),
        }
    }
    let definitions = custom::definitions(work.tx()).await?;
    let mut values = Values::new();
    definitions.put(&mut values, &changes.custom, &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    // A commune named by its place is that commune: it can't be there twice.
    if row.kind == MemberKind::Commune && row.insee_code.is_none() {
        row.insee_code = row.commune_code.clone();
    }
    let history = [step];
    take_derived(&mut row, &history);
    row.search = record::search_text(&row, &[]);
    store::no_clash(work.tx(), &row).await?;
    let (id, label) = (row.id, row.name.clone());
    let names: Vec<&String> = topics.iter().filter_map(|id| known.get(id)).collect();
    let mut after = record::state(&row);
    if !names.is_empty() {
        after["topics"] = json!(names);
    }
    if let Some(after) = after.as_object_mut() {
        after.extend(definitions.told(&values));
    }
    store::insert(work.tx(), vec![row]).await?;
    let [step] = history;
    store::add_steps(work.tx(), vec![(id, 0, step)], work.now).await?;
    store::replace_topics(work.tx(), vec![(id, topics)]).await?;
    custom::write(work.tx(), &definitions, vec![(id, Values::new(), values)]).await?;
    let changes = differences(&Value::Null, &after).into_iter().filter(|change| change.after != json!(false)).collect();
    work.note(vec![Entry::new("create", "member", id, &label).with(changes)]).await?;
    Ok(id)
}

/// A row with nothing in it yet.
pub fn blank(now: DateTime<Utc>, source: &str) -> member::Model {
    member::Model {
        id: kernel::ids::new_id(),
        kind: MemberKind::Association,
        size: None,
        name: String::new(),
        name_key: String::new(),
        match_key: String::new(),
        search: String::new(),
        legal_name: None,
        status: MemberStatus::Prospect,
        ex_officio: false,
        joined_on: None,
        left_on: None,
        verified_on: None,
        siren: None,
        siret: None,
        rna: None,
        amalia: None,
        amalia_court: None,
        insee_code: None,
        external_ref: None,
        street: None,
        postal_code: None,
        commune_code: None,
        commune_name: None,
        commune_key: None,
        email: None,
        email_key: None,
        phone: None,
        website: None,
        description: None,
        visibility: json!({}),
        internal_notes: None,
        charter_answer: None,
        referent_id: None,
        source: source.to_owned(),
        last_contact_on: None,
        last_personal_contact_on: None,
        contact_due_on: None,
        revision: 1,
        archived_at: None,
        merged_into: None,
        created_at: now,
        updated_at: now,
    }
}

/// Writes into the row what its history comes down to.
pub fn take_derived(row: &mut member::Model, history: &[Step]) {
    let derived = rules::derive(history);
    (row.status, row.joined_on, row.left_on) = (derived.status, derived.joined_on, derived.left_on);
}

pub fn unknown_topics(topics: &[Uuid], is_known: impl Fn(&Uuid) -> bool) -> Vec<Fault> {
    let unknown = topics.iter().enumerate().filter(|(_, id)| !is_known(id));
    unknown
        .map(|(index, _)| {
            Fault::at(
                format!("/topics/{index}"),
                "members.topic_unknown",
                say("Ce thème n’existe pas.", "There is no such topic."),
            )
        })
        .collect()
}

pub fn unknown_referent() -> Fault {
    Fault::at(
        "/referent_id",
        "members.referent_unknown",
        say("Le référent doit être une personne de l’équipe.", "The referent must be a person of the team."),
    )
}
