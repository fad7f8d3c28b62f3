//! What will be written, made ready bundle after bundle before the writer is held: to compare, fold and tell takes longer
//! than to write. It reads what others have committed; what the file itself brought before, it keeps in mind.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    cadence::Cadence,
    problem::Problem,
    trade::{Channel, Direction, Outcome as Reached},
};
use platform::{
    Asker, House,
    audit::ready as audit_lines,
    change_sets::{self, Part},
    many,
    shelf::Shelf,
};
use serde_json::json;
use tables::{audit, change, import};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    super::super::{
        analysis::{AnalysedRow, Choices, Outcome, Provenance, Target},
        desk::StagedRow,
        store::{self, RowToWrite},
    },
    Made, SOURCE, Stop, member,
    people::People,
    slot::Slot,
    source_of,
};
use crate::features::{
    club::{self, Named, NewTopic},
    follow_up::{self, Attestation, Source},
    members::{self, Definitions, Whole, bulk},
};

/// Rows made ready and written together.
const BUNDLE: u64 = 500;

/// A bundle, ready to be written.
pub struct Prepared {
    pub rows: bulk::Ready,
    pub entries: many::Ready<audit::Entity>,
    pub parts: many::Ready<change::Entity>,
    pub topics: Vec<NewTopic>,
    pub attestations: follow_up::First,
    /// Members with the revision at which they were read.
    pub read: Vec<(Uuid, i64)>,
    /// Members that it makes, and those that it changes: also such as a bundle before it made.
    pub created: Vec<Uuid>,
    pub changed: Vec<Uuid>,
    /// People with another name now.
    pub renamed: Vec<Uuid>,
    /// Rows of the file in it.
    pub count: i64,
}

/// The bundles as they become ready.
pub struct Ahead {
    bundles: mpsc::Receiver<Result<Option<Prepared>, Stop>>,
    ended: bool,
}

impl Ahead {
    /// The next bundle; nothing once the end was said. Silence is no end: rows would be missing.
    pub async fn next(&mut self) -> Result<Option<Prepared>, Stop> {
        if self.ended {
            return Ok(None);
        }
        let next = self.bundles.recv().await;
        let bundle = next.unwrap_or_else(|| Err(Problem::bug("the rows were not made ready to their end").into()))?;
        self.ended = bundle.is_none();
        Ok(bundle)
    }
}

pub struct Preparing {
    house: House,
    by: Asker,
    import: import::Model,
    pub set: Uuid,
    pub cadence: Cadence,
    today: NaiveDate,
    now: DateTime<Utc>,
    after: i64,
    /// Parts of the change set so far.
    parts: usize,
    /// Members this import makes, and those it changes, so far.
    created: HashSet<Uuid>,
    updated: HashSet<Uuid>,
    provenance: Provenance,
    custom: Definitions,
    topics: Named,
    people: People,
    /// Members that several rows are about, as the rows so far leave them.
    met_again: HashMap<Uuid, Option<Whole>>,
}

impl Preparing {
    pub async fn begin(house: &House, by: &Asker, import: &import::Model) -> Result<Preparing, Problem> {
        let db = &house.db.read;
        let choices: Choices = serde_json::from_value(import.choices.clone())?;
        let settings = club::settings(db).await?;
        let met_again =
            store::told_several_times(&house.db.read_once, import.id).await?.into_iter().map(|id| (id, None)).collect();
        Ok(Preparing {
            house: house.clone(),
            by: by.clone(),
            import: import.clone(),
            set: kernel::ids::new_id(),
            cadence: settings.cadence(),
            today: settings.today(house.now()),
            now: house.now(),
            after: 0,
            parts: 0,
            created: HashSet::new(),
            updated: HashSet::new(),
            provenance: choices.provenance,
            custom: members::definitions(db).await?,
            topics: Named::default(),
            people: People::at(house.now()),
            met_again,
        })
    }

    /// Goes on by itself, a little ahead of whoever takes the bundles. What they hold waits on the shelf.
    pub fn ahead(mut self, shelf: Shelf) -> Ahead {
        let (sender, bundles) = mpsc::channel(2);
        tokio::spawn(async move {
            loop {
                let bundle = shelf.holds(self.next()).await;
                let is_last = !matches!(bundle, Ok(Some(_)));
                if sender.send(bundle).await.is_err() || is_last {
                    break;
                }
            }
        });
        Ahead { bundles, ended: false }
    }

    async fn next(&mut self) -> Result<Option<Prepared>, Stop> {
        let rows = store::rows_to_write(&self.house.db.read_once, self.import.id, self.after, BUNDLE).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = last.number;
        let count = rows.len() as i64;
        let mut prepared = self.bundle(rows).await?;
        prepared.count = count;
        Ok(Some(prepared))
    }

    async fn bundle(&mut self, rows: Vec<RowToWrite>) -> Result<Prepared, Stop> {
        let house = self.house.clone();
        let db = &house.db.read;
        let mut staged = Vec::with_capacity(rows.len());
        for row in rows {
            let member_id = row.member_id.ok_or_else(|| Problem::bug("a row to write without its member"))?;
            let StagedRow { row, .. } = serde_json::from_value(row.body)?;
            staged.push((member_id, row));
        }
        let (mut held, read) = self.held(&staged).await?;
        let names: Vec<String> = staged.iter().flat_map(|(_, row)| topics_of(row)).cloned().collect();
        self.topics.look_up(db, &names).await?;
        self.people.gather(db, &staged).await?;

        let mut slots: Vec<Slot> = Vec::with_capacity(staged.len());
        let mut at: HashMap<Uuid, usize> = HashMap::with_capacity(staged.len());
        let mut attestations = Vec::new();
        for (member_id, row) in staged {
            let index = match at.get(&member_id) {
                Some(index) => *index,
                None => {
                    let slot = self.slot(member_id, &row, &mut held)?;
                    at.insert(member_id, slots.len());
                    slots.push(slot);
                    slots.len() - 1
                }
            };
            let slot = &mut slots[index];
            if let Some(attestation) = self.attestation(member_id, &row) {
                slot.made.contact_rows.push(row.number);
                attestations.push(attestation);
            }
            let import = member::Bringing {
                today: self.today,
                now: self.now,
                topics: &self.topics,
                people: &mut self.people,
                made: &mut slot.made,
                provenance: &self.provenance,
                custom: &self.custom,
            };
            import.bring(&mut slot.whole, &row);
        }
        Ok(self.ready(slots, attestations, read)?)
    }

    /// The members that these rows are about, and the revisions of those read just now.
    async fn held(
        &mut self,
        staged: &[(Uuid, AnalysedRow)],
    ) -> Result<(HashMap<Uuid, Whole>, Vec<(Uuid, i64)>), Problem> {
        let made_here: HashSet<Uuid> =
            staged.iter().filter(|(_, row)| row.outcome == Outcome::Create).map(|(id, _)| *id).collect();
        let mut there: Vec<Uuid> = staged.iter().map(|(id, _)| *id).filter(|id| !made_here.contains(id)).collect();
        there.sort_unstable();
        there.dedup();
        let mut held = HashMap::with_capacity(there.len());
        there.retain(|id| match self.met_again.get_mut(id).and_then(Option::take) {
            Some(whole) => held.insert(*id, whole).is_some(),
            None => true,
        });
        let found = members::hold(&self.house.db.read, &there).await?;
        let read = found.iter().map(|(id, whole)| (*id, whole.member.revision)).collect();
        held.extend(found);
        Ok((held, read))
    }

    fn slot(&self, id: Uuid, row: &AnalysedRow, held: &mut HashMap<Uuid, Whole>) -> Result<Slot, Stop> {
        if row.outcome == Outcome::Create {
            let mut member = members::blank(self.now, "import");
            member.id = id;
            let whole =
                Whole { member, steps: Vec::new(), topics: Vec::new(), contacts: Vec::new(), custom: Vec::new() };
            return Ok(Slot { whole, before: None, is_new: true, made: Made::default() });
        }
        // Gone, put away or changed since it was compared with the row.
        let whole = held.remove(&id).ok_or(Stop::Changed)?;
        let ours = self.created.contains(&id) || self.updated.contains(&id);
        let as_compared = match row.target {
            Some(Target::Member(_)) => row.target_revision.is_none_or(|revision| revision == whole.member.revision),
            _ => true,
        };
        if whole.member.archived_at.is_some() || !(ours || as_compared) {
            return Err(Stop::Changed);
        }
        Ok(Slot { before: Some(whole.clone()), whole, is_new: false, made: Made::default() })
    }

    fn attestation(&self, member_id: Uuid, row: &AnalysedRow) -> Option<Attestation> {
        let told = match row.outcome {
            Outcome::Create => row.draft.last_contact,
            _ => row.change.set.last_contact,
        }?;
        Some(Attestation {
            source: Source { kind: SOURCE.into(), id: source_of(self.import.id, row.number) },
            on: told.on,
            // Without a word beside the day, the least that a contact can have been.
            channel: told.channel.unwrap_or(Channel::Email),
            direction: Direction::Outbound,
            outcome: Reached::Reached,
            summary: Some(format!("Repris de « {} », ligne {}", self.import.file_name, row.number)),
            contact_id: None,
            members: vec![member_id],
        })
    }

    fn ready(
        &mut self,
        slots: Vec<Slot>,
        attestations: Vec<Attestation>,
        read: Vec<(Uuid, i64)>,
    ) -> Result<Prepared, Problem> {
        let mut rows = bulk::Rows::default();
        (rows.new_persons, rows.new_addresses) = self.people.take_made();
        let topics = self.topics.take_missing();
        let mut entries = Vec::with_capacity(slots.len());
        let mut parts: Vec<Part> = topics.iter().map(made_topic).collect();
        for mut slot in slots {
            slot.whole.settle_keys(self.today);
            let id = slot.whole.member.id;
            let ours = self.created.contains(&id) || self.updated.contains(&id);
            if slot.before.as_ref() == Some(&slot.whole) && slot.made.contact_rows.is_empty() {
                self.keep_in_mind(&slot);
                continue;
            }
            if !slot.is_new {
                slot.whole.member.revision += i64::from(!ours);
            }
            entries.push(slot.entry(&self.import.file_name));
            parts.push(Part {
                record: "member",
                record_id: id,
                revision: Some(slot.whole.member.revision),
                // Of a member that this import made, nothing was before, whichever row completes it.
                before: slot.before.as_ref().filter(|_| !self.created.contains(&id)).map(Whole::kept),
                after: Some(json!({"made": slot.made})),
            });
            if slot.is_new {
                self.created.insert(id);
            } else if !self.created.contains(&id) {
                self.updated.insert(id);
            }
            self.keep_in_mind(&slot);
            slot.put(&mut rows);
        }
        follow_up::derive_first(&mut rows.new_members, &attestations, self.cadence);
        let from = self.parts;
        self.parts += parts.len();
        Ok(Prepared {
            created: rows.new_members.iter().map(|row| row.id).collect(),
            changed: rows.changed_members.iter().map(|row| row.id).collect(),
            renamed: rows.changed_persons.iter().map(|person| person.id).collect(),
            rows: bulk::ready(&self.house, rows)?,
            entries: audit_lines(&self.house, &self.by, entries)?,
            parts: change_sets::ready(&self.house, self.set, from, &parts)?,
            attestations: follow_up::first(&self.house, &self.by, &attestations)?,
            topics,
            read,
            count: 0,
        })
    }

    fn keep_in_mind(&mut self, slot: &Slot) {
        if let Some(again) = self.met_again.get_mut(&slot.whole.member.id) {
            *again = Some(slot.whole.clone());
        }
    }
}

fn made_topic(topic: &NewTopic) -> Part {
    Part { record: "topic", record_id: topic.id, revision: Some(1), before: None, after: None }
}

fn topics_of(row: &AnalysedRow) -> &[String] {
    match row.outcome {
        Outcome::Create => &row.draft.topics,
        _ => &row.change.set.topics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn an_end_that_is_not_said_is_a_failure() {
        let (sender, bundles) = mpsc::channel(2);
        let mut ahead = Ahead { bundles, ended: false };
        drop(sender);
        assert!(ahead.next().await.is_err());

        let (sender, bundles) = mpsc::channel(2);
        let mut ahead = Ahead { bundles, ended: false };
        sender.send(Ok(None)).await.ok();
        drop(sender);
        for _ in 0..2 {
            assert!(matches!(ahead.next().await, Ok(None)));
        }
    }
}
