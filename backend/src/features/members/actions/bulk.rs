//! Many members put back or renamed at once, set-based. The change set is the caller's: only it knows why.

use std::collections::HashSet;

use kernel::problem::Problem;
use platform::{
    Work,
    audit::{Entry, differences},
    dependents::{self, Renaming},
};
use serde_json::json;
use uuid::Uuid;

pub use super::super::store::bulk::{Ready, Rows, ready, remove, remove_unused, write, write_ready};
use super::super::{
    store::{self, CHUNK, bulk::sharers},
    whole::{Whole, hold},
};
use crate::features::club;

/// Puts members back as they were: `before` and what they are `now`, in the same order. The revision goes on, so that no
/// entity tag ever means two things; what derives from the ledger stays, it is recomputed from there.
///
/// Gives the people who have another name now: those who share them are to be told, once all are back.
pub async fn put_back(work: &Work, pairs: &[(Whole, Whole)]) -> Result<Vec<Uuid>, Problem> {
    let mut rows = Rows::default();
    let topics: HashSet<Uuid> = pairs.iter().flat_map(|(before, _)| before.topics.iter().map(|(id, _)| *id)).collect();
    // One that the club gave up since does not come back with a member.
    let topics = store::known_topics(work.tx(), &topics.into_iter().collect::<Vec<_>>()).await?;
    let mut called_otherwise = Vec::new();
    for (before, now) in pairs {
        let mut member = before.member.clone();
        if member.name != now.member.name {
            called_otherwise.push(member.id);
        }
        member.revision = now.member.revision + 1;
        member.updated_at = work.now;
        member.last_contact_on = now.member.last_contact_on;
        member.last_personal_contact_on = now.member.last_personal_contact_on;
        member.contact_due_on = now.member.contact_due_on;
        rows.rewritten.push(member.id);
        rows.steps.extend(before.steps.iter().cloned());
        rows.topics
            .push((member.id, before.topics.iter().map(|(id, _)| *id).filter(|id| topics.contains_key(id)).collect()));
        if before.custom != now.custom {
            rows.custom.push((member.id, before.custom.iter().map(|(_, row)| row.clone()).collect()));
        }
        let kept: HashSet<Uuid> = before.contacts.iter().map(|held| held.contact.id).collect();
        rows.gone_contacts.extend(now.contacts.iter().map(|held| held.contact.id).filter(|id| !kept.contains(id)));
        for held in &before.contacts {
            let is = now.contacts.iter().find(|other| other.contact.id == held.contact.id);
            if is.is_none_or(|is| is.contact != held.contact) {
                rows.changed_contacts.push(held.contact.clone());
            }
            if is.is_some_and(|is| is.person != held.person)
                && !rows.changed_persons.iter().any(|person| person.id == held.person.id)
            {
                rows.changed_persons.push(held.person.clone());
            }
        }
        rows.changed_members.push(member);
    }
    let renamed = rows.changed_persons.iter().map(|person| person.id).collect();
    write(work, rows).await?;
    dependents::rename_members(work, &called_otherwise).await?;
    Ok(renamed)
}

/// The other members of people who have another name now: they show it, and are found by it, under a revision of
/// their own. Those of `counted` have theirs already, and are only found anew.
pub async fn tell_sharers(work: &Work, persons: &[Uuid], counted: &HashSet<Uuid>) -> Result<(), Problem> {
    let tx = work.tx();
    let sharers = sharers(tx, persons).await?;
    let today = club::settings(tx).await?.today(work.now);
    for chunk in sharers.chunks(CHUNK) {
        let mut changed_members = Vec::with_capacity(chunk.len());
        for mut whole in hold(tx, chunk).await?.into_values() {
            let was = whole.member.clone();
            whole.settle_keys(today);
            if !counted.contains(&whole.member.id) {
                whole.member.revision += 1;
                whole.member.updated_at = work.now;
            }
            changed_members.extend(Some(whole.member).filter(|row| *row != was));
        }
        write(work, Rows { changed_members, ..Rows::default() }).await?;
    }
    Ok(())
}

/// The members of somebody who is about to have another name: they show it, are found by it, have a revision of their
/// own, and their audit tells it.
pub async fn rename(work: &Work, renaming: &Renaming) -> Result<(), Problem> {
    let tx = work.tx();
    let today = club::settings(tx).await?.today(work.now);
    let named =
        |(given, family): &(String, String)| json!({"contact.given_name": given, "contact.family_name": family});
    let changes = differences(&named(&renaming.before), &named(&renaming.after));
    let (given, family) = &renaming.after;
    for chunk in sharers(tx, &[renaming.person]).await?.chunks(CHUNK) {
        let (mut changed_members, mut entries) = (Vec::new(), Vec::new());
        for mut whole in hold(tx, chunk).await?.into_values() {
            for held in whole.contacts.iter_mut().filter(|held| held.person.id == renaming.person) {
                held.person.given_name.clone_from(given);
                held.person.family_name.clone_from(family);
            }
            whole.settle_keys(today);
            let mut member = whole.member;
            (member.revision, member.updated_at) = (member.revision + 1, work.now);
            let label = format!("{} · {}", member.name, format!("{given} {family}").trim());
            entries.push(Entry::new("edit_contact", "member", member.id, &label).with(changes.clone()));
            changed_members.push(member);
        }
        write(work, Rows { changed_members, ..Rows::default() }).await?;
        work.note(entries).await?;
    }
    Ok(())
}
