//! Two again: the survivor without what the merge brought, the other one as it was. What came since stays.

use std::collections::{HashMap, HashSet};

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    change_sets,
    dependents::{self, Merging},
};
use serde_json::{Value, json};
use tables::contact;
use uuid::Uuid;

use super::{
    super::{
        access::{itself, standing},
        actions::bulk::{self, Rows},
        cards::Lens,
        contacts::choose_main,
        rules::{self, Verb},
        store,
        whole::{self, Held, Whole},
    },
    actions::{cards_of, no_third},
    facts::MembersUnmerged,
    fields::empty,
    kept::{self, Kept},
    reasons::{self, Changed},
    schema::{MergeMove, Unmerged},
};
use crate::features::club;

/// Makes the merged member `from` a record of its own again.
pub async fn unmerge(house: &House, by: &Asker, from: Uuid) -> Result<Unmerged, Problem> {
    let work = house.begin(by).await?;
    let row = store::find(work.tx(), from).await?.ok_or_else(Problem::not_found)?;
    rules::may(Verb::Unmerge, &by.caller, standing(&row))?;
    dependents::claim(&work, row.merged_into.unwrap_or(from)).await?;
    let kept = kept::of(&work, from).await?;
    kept::in_time(kept.at, work.now)?;
    let mut held = whole::hold(work.tx(), &[kept.into, from]).await?;
    let (Some(now), Some(signpost)) = (held.remove(&kept.into), held.remove(&from)) else {
        return Err(Problem::not_found());
    };
    // Read again now that it is held.
    rules::may(Verb::Unmerge, &by.caller, standing(&signpost.member))?;
    itself(work.tx(), &now.member, 409).await?;
    if now.member.archived_at.is_some() {
        return Err(survivor_archived(&now.member.name));
    }
    let changed = reasons::changed(&work, &kept, &now).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    let parted = part(&work, &kept, &changed, &now, &signpost, today).await?;
    let (survivor, other) = (&parted.survivor, &parted.other);
    no_third(&work, &survivor.member, from).await?;
    no_third(&work, &other.member, kept.into).await?;
    write(&work, &parted).await?;
    let merging = Merging {
        from,
        into: kept.into,
        contacts: kept.same_contacts.clone(),
        persons: kept.same_persons.clone(),
        at: kept.at,
    };
    let stays = dependents::unmerge(&work, &merging, &kept.moved).await?;
    change_sets::mark_undone(&work, kept.set).await?;
    work.note(entries(&now, survivor, other)).await?;
    work.record(&MembersUnmerged { member_id: kept.into, other_id: from }).await?;
    work.commit().await?;
    let lens = Lens::of(house, by).await?;
    let [survivor, other] = cards_of(&house.db.read, &lens, &[kept.into, from]).await?;
    let people = MergeMove { what: "contacts".to_owned(), count: parted.new_contacts };
    let rest = stays.into_iter().map(|stays| MergeMove { what: stays.what, count: stays.count });
    let stays = std::iter::once(people).chain(rest).filter(|one| one.count > 0).collect();
    Ok(Unmerged { survivor, other, stays })
}

struct Parted {
    survivor: Whole,
    other: Whole,
    /// People of the survivor that came since the merge.
    new_contacts: u64,
}

async fn part(
    work: &Work,
    kept: &Kept,
    changed: &Changed,
    now: &Whole,
    signpost: &Whole,
    today: chrono::NaiveDate,
) -> Result<Parted, Problem> {
    let (before, after) = (&kept.into_before, &kept.into_after);
    let mut survivor = now.clone();
    for field in &changed.fields {
        (field.take)(&mut survivor.member, &before.member);
    }
    empty(&mut survivor.member, &before.member, &after.member);
    if changed.notes {
        survivor.member.internal_notes.clone_from(&before.member.internal_notes);
    }
    if changed.history {
        survivor.steps.clone_from(&before.steps);
        survivor.settle_steps();
    }
    let restored = |key: &String| changed.custom.contains(key);
    survivor.custom.retain(|(key, _)| !restored(key));
    survivor.custom.extend(before.custom.iter().filter(|(key, _)| restored(key)).cloned());
    let mut other = kept.from_before.clone();
    other.member.revision = signpost.member.revision + 1;
    other.member.archived_at = None;
    other.member.merged_into = None;
    // A topic that the club gave up since does not come back with a member.
    let ids: Vec<Uuid> = other.topics.iter().chain(&before.topics).map(|(id, _)| *id).collect();
    let known = store::known_topics(work.tx(), &ids).await?;
    other.topics.retain(|(id, _)| known.contains_key(id));
    let has = |whole: &Whole, id: &Uuid| whole.topics.iter().any(|(there, _)| there == id);
    survivor.topics.retain(|(id, _)| has(before, id) || !has(after, id));
    let lost = before.topics.iter().filter(|(id, _)| !has(after, id) && !has(now, id) && known.contains_key(id));
    survivor.topics.extend(lost.cloned());
    let new_contacts = part_people(kept, now, &mut survivor, &mut other, work, today);
    for whole in [&mut survivor, &mut other] {
        whole.member.updated_at = work.now;
        whole.settle_keys(today);
    }
    survivor.member.revision += 1;
    Ok(Parted { survivor, other, new_contacts })
}

/// Whoever came with the merge goes back, as they are now; who was in both is in both again; who came since stays.
fn part_people(
    kept: &Kept,
    now: &Whole,
    survivor: &mut Whole,
    other: &mut Whole,
    work: &Work,
    today: chrono::NaiveDate,
) -> u64 {
    let is_now = |id: Uuid| now.contacts.iter().find(|held| held.contact.id == id);
    let twins: HashMap<Uuid, Uuid> = kept.same_contacts.iter().copied().collect();
    let came: HashSet<Uuid> = kept.from_before.contacts.iter().map(|held| held.contact.id).collect();
    let back = |held: &Held| -> Option<Held> {
        let (id, was) = (held.contact.id, &held.contact);
        // One that is not there was forgotten since, and so was whoever was one with them.
        if let Some(twin) = twins.get(&id) {
            return is_now(*twin).map(|_| held.clone());
        }
        let is = is_now(id)?;
        let contact = contact::Model { member_id: was.member_id, position: was.position, ..is.contact.clone() };
        Some(Held { contact, ..is.clone() })
    };
    other.contacts = kept.from_before.contacts.iter().filter_map(back).collect();
    survivor.contacts.retain(|held| !came.contains(&held.contact.id));
    for held in &mut survivor.contacts {
        let of = |whole: &Whole| whole.contacts.iter().find(|other| other.contact.id == held.contact.id).cloned();
        // Filled in by its twin, and not touched since.
        if let (Some(was), Some(became)) = (of(&kept.into_before), of(&kept.into_after))
            && same_but_main(&became.contact, &held.contact)
        {
            let main = held.contact.main;
            *held = Held { contact: contact::Model { main, updated_at: work.now, ..was.contact }, ..was };
        }
    }
    let was = |held: &&Held| kept.into_before.contacts.iter().any(|other| other.contact.id == held.contact.id);
    let new_contacts = survivor.contacts.iter().filter(|held| !was(held)).count() as u64;
    let main = |whole: &Whole| whole.contacts.iter().find(|held| held.contact.main).map(|held| held.contact.id);
    // Somebody who was made the main contact since stays so.
    let chosen_since = main(now) != main(&kept.into_after);
    let wanted = if chosen_since { main(now) } else { main(&kept.into_before) };
    settle_main(&mut survivor.contacts, wanted, today);
    settle_main(&mut other.contacts, main(&kept.from_before), today);
    new_contacts
}

fn settle_main(contacts: &mut [Held], wanted: Option<Uuid>, today: chrono::NaiveDate) {
    let there = contacts.iter().filter(|held| held.contact.to_on.is_none_or(|day| day >= today));
    let there: Vec<(Uuid, bool)> = there.map(|held| (held.contact.id, held.contact.main)).collect();
    let chosen = choose_main(&there, wanted.map(|id| (id, true)));
    for held in contacts {
        held.contact.main = Some(held.contact.id) == chosen;
    }
}

fn same_but_main(one: &contact::Model, other: &contact::Model) -> bool {
    let plain = |row: &contact::Model| contact::Model { main: false, updated_at: one.updated_at, ..row.clone() };
    plain(one) == plain(other)
}

async fn write(work: &Work, parted: &Parted) -> Result<(), Problem> {
    let both = [&parted.survivor, &parted.other];
    let ids = both.map(|whole| whole.member.id);
    store::no_main_contacts(work.tx(), &ids).await?;
    let persons = parted.other.contacts.iter().map(|held| held.person.clone()).collect();
    store::persons_back(work.tx(), persons).await?;
    let addresses = parted.other.contacts.iter().filter_map(|held| held.address.clone()).collect();
    store::addresses_back(work.tx(), addresses).await?;
    let rows = Rows {
        // The survivor first: it gives numbers back before the other takes them.
        changed_members: both.iter().map(|whole| whole.member.clone()).collect(),
        changed_contacts: both.iter().flat_map(|whole| &whole.contacts).map(|held| held.contact.clone()).collect(),
        steps: both.iter().flat_map(|whole| &whole.steps).cloned().collect(),
        rewritten: ids.to_vec(),
        topics: both.iter().map(|whole| (whole.member.id, whole.topics.iter().map(|(id, _)| *id).collect())).collect(),
        custom: both
            .iter()
            .map(|whole| (whole.member.id, whole.custom.iter().map(|(_, row)| row.clone()).collect()))
            .collect(),
        ..Rows::default()
    };
    bulk::write(work, rows).await
}

fn survivor_archived(name: &str) -> Problem {
    Problem::conflict(
        "members.archived",
        say(
            format!("La fiche «\u{202f}{name}\u{202f}» est archivée\u{202f}: restaurez-la d’abord."),
            format!("The record “{name}” is archived: restore it first."),
        ),
    )
}

fn entries(now: &Whole, survivor: &Whole, other: &Whole) -> Vec<Entry> {
    let mut changes = vec![FieldChange {
        field: "merged".to_owned(),
        before: json!({"id": other.member.id, "name": other.member.name}),
        after: Value::Null,
    }];
    changes.extend(differences(&now.told(), &survivor.told()));
    let into = FieldChange {
        field: "merged_into".to_owned(),
        before: json!({"id": survivor.member.id, "name": survivor.member.name}),
        after: Value::Null,
    };
    vec![
        Entry::new("unmerge", "member", survivor.member.id, &survivor.member.name).with(changes),
        Entry::new("unmerge", "member", other.member.id, &other.member.name).with(vec![into]),
    ]
}
