//! Forgetting somebody in what is kept of the past: the audit and the change sets of a member, and whatever features keep
//! beside. That something was done stays; who it was about does not.

use kernel::{problem::Problem, words::fold};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tables::{audit, change};
use uuid::Uuid;

use crate::work::Work;

/// What stands where a name was.
const BLANK: &str = "…";
/// Lines and parts looked at together.
const BUNDLE: u64 = 500;
/// Shorter texts than this are no one's name or number by themselves.
const SHORTEST: usize = 3;

/// Somebody to be forgotten in what is kept about a member.
#[derive(Debug, Clone)]
pub struct Forgotten {
    pub member_id: Uuid,
    /// Other records of that member, which it took in.
    pub also: Vec<Uuid>,
    pub person_id: Uuid,
    names: Vec<(String, String)>,
    emails: Vec<String>,
    numbers: Vec<String>,
}

impl Forgotten {
    pub fn new(member_id: Uuid, person_id: Uuid) -> Forgotten {
        Forgotten { member_id, also: Vec::new(), person_id, names: Vec::new(), emails: Vec::new(), numbers: Vec::new() }
    }

    /// Something they are called, or were.
    pub fn called(&mut self, given: &str, family: &str) {
        let name = (fold(given), fold(family));
        if name.0.len() + name.1.len() >= SHORTEST && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Where they are reached, or were.
    pub fn reached_at(&mut self, email: Option<&str>, phones: &[Option<&str>]) {
        self.emails.extend(email.map(str::to_lowercase).filter(|email| !self.emails.contains(email)));
        for phone in phones.iter().flatten() {
            let digits = digits(phone);
            // The end of a number is the same however its country is written.
            let end = digits[digits.len().saturating_sub(9)..].to_owned();
            if end.len() == 9 && !self.numbers.contains(&end) {
                self.numbers.push(end);
            }
        }
    }

    /// The member under every id that something was kept under.
    fn records(&self) -> impl Iterator<Item = Uuid> {
        std::iter::once(self.member_id).chain(self.also.iter().copied())
    }

    /// Whether this text says who it is.
    fn is_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        if self.emails.iter().any(|email| lower.contains(email)) {
            return true;
        }
        let digits = digits(text);
        if self.numbers.iter().any(|number| digits.contains(number)) {
            return true;
        }
        let folded = format!(" {} ", fold(text));
        let has = |word: &str| folded.contains(&format!(" {word} "));
        self.names.iter().any(|(given, family)| match (given.is_empty(), family.is_empty()) {
            (false, false) => has(given) && has(family),
            (true, false) => has(family),
            _ => has(given),
        })
    }

    /// Whether this is one of their names, alone in a field of its own.
    fn is_name(&self, text: &str) -> bool {
        let folded = fold(text);
        !folded.is_empty() && self.names.iter().any(|(given, family)| folded == *given || folded == *family)
    }

    /// Blanks every text that says who it is. Says whether there was one.
    pub fn blank(&self, value: &mut Value) -> bool {
        self.blank_in(value, false)
    }

    fn blank_in(&self, value: &mut Value, names_alone: bool) -> bool {
        match value {
            Value::String(text) if self.is_in(text) || (names_alone && self.is_name(text)) => {
                *text = BLANK.to_owned();
                true
            }
            // Each of them, not only up to the first: `any` would stop there.
            Value::Array(items) => items.iter_mut().fold(false, |any, item| any | self.blank_in(item, names_alone)),
            Value::Object(map) => {
                let of_person = map
                    .get("field")
                    .and_then(Value::as_str)
                    .is_some_and(|field| field.ends_with("given_name") || field.ends_with("family_name"));
                map.iter_mut().fold(false, |any, (key, item)| {
                    let alone = match key.as_str() {
                        "given_name" | "family_name" | "cell" | "cells" => true,
                        "before" | "after" => of_person,
                        _ => false,
                    };
                    self.blank_in(item, alone) || any
                })
            }
            _ => false,
        }
    }

    /// What an audit line tells of what they were called and how they were reached before.
    fn learn(&mut self, line: &audit::Model) {
        let Some((_, name)) = line.label.rsplit_once(" · ") else { return };
        if !self.is_in(name) {
            return;
        }
        let changes = line.changes.as_array().map(Vec::as_slice).unwrap_or_default();
        for side in ["before", "after"] {
            let of = |field: &str| {
                let change = changes.iter().find(|change| change["field"] == format!("contact.{field}"));
                change.and_then(|change| change[side].as_str())
            };
            let other = |field: &str, at: usize| {
                of(field).map(str::to_owned).or_else(|| self.names.first().map(|name| [&name.0, &name.1][at].clone()))
            };
            if of("given_name").is_some() || of("family_name").is_some() {
                let (given, family) = (other("given_name", 0), other("family_name", 1));
                self.called(&given.unwrap_or_default(), &family.unwrap_or_default());
            }
            let (email, phone, mobile) = (of("email"), of("phone"), of("mobile"));
            self.reached_at(email, &[phone, mobile]);
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Forgets them in the audit and the change sets of the member, and wherever features keep something of it.
pub async fn forget(work: &Work, mut who: Forgotten) -> Result<(), Problem> {
    let lines = audit::Entity::find()
        .filter(audit::Column::Record.eq("member"))
        .filter(audit::Column::RecordId.is_in(who.records()))
        .order_by_desc(audit::Column::Id)
        .all(work.tx())
        .await?;
    for line in &lines {
        who.learn(line);
    }
    for line in lines {
        let (mut changes, mut label) = (line.changes, line.label);
        let told = label.rsplit_once(" · ").filter(|(_, name)| who.is_in(name)).map(|(of, _)| of.to_owned());
        if !who.blank(&mut changes) && told.is_none() {
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
