//! Forgetting somebody in what is kept of the past: the audit and the change sets of a member, and whatever features keep
//! beside. That something was done stays; who it was about does not.

mod awaited;
mod everywhere;
mod marks;
mod read;
mod stretches;

use kernel::{problem::Problem, words::fold};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tables::{audit, change};
use uuid::Uuid;

pub use awaited::{ERASE_AGAIN, LOOK_FOR, look_for, seal_of};
pub use everywhere::{Place, Step, look, unsign};
pub use marks::{BLANK, Marks, told_in};

use crate::{dependents::Whom, many, work::Work};

/// Lines and parts looked at together.
const BUNDLE: u64 = 500;

/// Somebody to be forgotten in what is kept about a member.
#[derive(Debug, Clone)]
pub struct Forgotten {
    pub member_id: Uuid,
    /// Other records of that member, which it took in.
    pub also: Vec<Uuid>,
    pub person_id: Uuid,
    pub marks: Marks,
}

impl Forgotten {
    pub fn new(member_id: Uuid, person_id: Uuid) -> Forgotten {
        Forgotten { member_id, also: Vec::new(), person_id, marks: Marks::default() }
    }

    /// Something they are called, or were.
    pub fn called(&mut self, given: &str, family: &str) {
        self.marks.called(given, family);
    }

    /// Where they are reached, or were.
    pub fn reached_at(&mut self, email: Option<&str>, phones: &[Option<&str>]) {
        self.marks.reached_at(email, phones);
    }

    /// The member under every id that something was kept under.
    fn records(&self) -> impl Iterator<Item = Uuid> {
        std::iter::once(self.member_id).chain(self.also.iter().copied())
    }

    /// Takes them out of every text that says who it is. Says whether there was one.
    pub fn blank(&self, value: &mut Value) -> bool {
        self.marks.blank(value)
    }

    /// What an audit line tells of what they were called and how they were reached before.
    fn learn(&mut self, line: &audit::Model) {
        if line.label.rsplit_once(" · ").is_some_and(|(_, name)| self.marks.are_in(name)) {
            self.marks.learn(&line.changes, "contact.");
        }
    }
}

/// What the audit of the member tells of what they were called and how they were reached before.
pub async fn learned(work: &Work, mut who: Forgotten) -> Result<Marks, Problem> {
    let lines = lines_of(work, &who).await?;
    for line in &lines {
        who.learn(line);
    }
    Ok(who.marks)
}

/// The audit of the member, the newest line first: a name leads to the one before it.
async fn lines_of(work: &Work, who: &Forgotten) -> Result<Vec<audit::Model>, Problem> {
    Ok(audit::Entity::find()
        .filter(audit::Column::Record.eq("member"))
        .filter(audit::Column::RecordId.is_in(who.records()))
        .order_by_desc(audit::Column::Id)
        .all(work.tx())
        .await?)
}

/// Forgets them in the audit and the change sets of the member, and wherever features keep something of it.
pub async fn forget(work: &Work, mut who: Forgotten) -> Result<(), Problem> {
    let lines = lines_of(work, &who).await?;
    for line in &lines {
        who.learn(line);
    }
    let loosely = who.marks.loosely();
    for line in lines {
        let (mut changes, mut label) = (line.changes, line.label);
        let told = label.rsplit_once(" · ").filter(|(_, name)| who.marks.are_in(name)).map(|(of, _)| of.to_owned());
        let found = if told.is_some() { loosely.blank(&mut changes) } else { who.blank(&mut changes) };
        if !found && told.is_none() {
            continue;
        }
        label = told.unwrap_or(label);
        let row = audit::ActiveModel {
            id: Set(line.id),
            changes: Set(changes),
            label_key: Set(fold(&label)),
            label: Set(label),
            ..Default::default()
        };
        audit::Entity::update(row).exec(work.tx()).await?;
    }
    forget_changes(work, &who).await?;
    for dependent in work.house.book.dependents() {
        dependent.forget(work, &who).await?;
    }
    Ok(())
}

/// Forgets somebody in the lines about themselves and about their account.
pub async fn forget_own_lines(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let ids: Vec<Uuid> = [Some(whom.person.id), whom.account_id()].into_iter().flatten().collect();
    forget_lines(work, &["person", "account"], &ids, &whom.marks).await
}

/// Forgets somebody in the lines about records that are theirs alone.
pub async fn forget_lines(work: &Work, records: &[&str], ids: &[Uuid], marks: &Marks) -> Result<(), Problem> {
    let lines = audit::Entity::find()
        .filter(audit::Column::Record.is_in(records.iter().copied()))
        .filter(audit::Column::RecordId.is_in(ids.iter().copied()))
        .all(work.tx())
        .await?;
    let marks = marks.loosely();
    let blanked = lines.into_iter().map(|mut line| {
        marks.blank(&mut line.changes);
        audit::Model { label: BLANK.to_owned(), label_key: String::new(), ..line }
    });
    Ok(many::overwrite::<audit::Entity, _>(work.tx(), blanked.collect()).await?)
}

async fn forget_changes(work: &Work, who: &Forgotten) -> Result<(), Problem> {
    let mut done = 0;
    loop {
        let parts = change::Entity::find()
            .filter(change::Column::Record.eq("member"))
            .filter(change::Column::RecordId.is_in(who.records()))
            .order_by_asc(change::Column::ChangeSetId)
            .order_by_asc(change::Column::Seq)
            .offset(done)
            .limit(BUNDLE)
            .all(work.tx())
            .await?;
        if parts.is_empty() {
            return Ok(());
        }
        done += parts.len() as u64;
        for part in parts {
            let (mut before, mut after) = (part.before, part.after);
            let mut found = false;
            for kept in [&mut before, &mut after].into_iter().flatten() {
                found |= who.take_out(kept);
                found |= who.blank(kept);
            }
            if found {
                let row = change::ActiveModel {
                    change_set_id: Set(part.change_set_id),
                    seq: Set(part.seq),
                    before: Set(before),
                    after: Set(after),
                    ..Default::default()
                };
                change::Entity::update(row).exec(work.tx()).await?;
            }
        }
    }
}

impl Forgotten {
    /// Takes the person's contacts out of a kept member, where contacts, people and addresses stand side by side.
    fn take_out(&self, kept: &mut Value) -> bool {
        let theirs = |contact: &Value| contact["person_id"].as_str() == Some(self.person_id.to_string().as_str());
        let Some(contacts) = kept["contacts"].as_array() else { return false };
        let stays: Vec<bool> = contacts.iter().map(|contact| !theirs(contact)).collect();
        if stays.iter().all(|stays| *stays) {
            return false;
        }
        for list in ["contacts", "persons", "addresses"] {
            if let Some(items) = kept[list].as_array_mut() {
                let mut at = 0;
                items.retain(|_| {
                    at += 1;
                    stays.get(at - 1).copied().unwrap_or(true)
                });
            }
        }
        true
    }
}
