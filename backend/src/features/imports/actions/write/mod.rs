//! Writing what the dry run showed: staged rows, bundle after bundle, into members, set-based and in one transaction.

mod history;
mod member;
mod people;
mod slot;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{Channel, Direction, Outcome as Reached},
};
use platform::{
    Work,
    change_sets::{self, Part},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use tables::{import, import_row};
use uuid::Uuid;

use super::super::{
    analysis::{AnalysedRow, Outcome, Target},
    desk::StagedRow,
    progress, store,
};
use crate::features::{
    club::{self, Named},
    follow_up::{self, Attestation, Source},
    members::{self, Definitions, Whole, bulk},
};
use people::People;
pub use slot::Made;
use slot::Slot;

/// Rows written together.
const BUNDLE: u64 = 500;

/// Under which word the ledger keeps the contacts that rows tell of.
pub const SOURCE: &str = "import";

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    pub created: usize,
    pub updated: usize,
}

/// Why nothing was written: a member is not what it was when the rows were compared with it.
pub enum Stop {
    Changed,
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Problem(problem)
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Stop {
        Stop::Problem(error.into())
    }
}

/// The source under which a row's past contact stands in the ledger: the same for the same row of the same import.
pub fn source_of(import: Uuid, row: u32) -> Uuid {
    let digest = Sha256::new().chain_update(import.as_bytes()).chain_update(row.to_be_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

pub struct Writing<'w> {
    work: &'w Work,
    import: &'w import::Model,
    set: Uuid,
    today: NaiveDate,
    parts: usize,
    /// Members this import has made, and those it has changed, so far.
    created: HashSet<Uuid>,
    updated: HashSet<Uuid>,
    custom: Definitions,
    /// People with another name now.
    renamed: Vec<Uuid>,
}

impl<'w> Writing<'w> {
    pub fn new(work: &'w Work, import: &'w import::Model, set: Uuid, today: NaiveDate) -> Writing<'w> {
        Writing {
            work,
            import,
            set,
            today,
            parts: 0,
            created: HashSet::new(),
            updated: HashSet::new(),
            custom: Definitions::default(),
            renamed: Vec::new(),
        }
    }

    /// Writes all rows that make or change a member.
    pub async fn all(mut self) -> Result<Written, Stop> {
        let (mut after, mut done) = (0, 0);
        self.custom = members::definitions(self.work.tx()).await?;
        loop {
            progress::tell(&self.work.house, self.import.id, done).await;
            let rows = store::rows_to_write(self.work.tx(), self.import.id, after, BUNDLE).await?;
            let Some(last) = rows.last() else { break };
            after = last.number;
            done += rows.len() as i64;
            self.bundle(rows).await?;
        }
        let ours: HashSet<Uuid> = self.created.union(&self.updated).copied().collect();
        bulk::tell_sharers(self.work, &self.renamed, &ours).await?;
        Ok(Written { created: self.created.len(), updated: self.updated.len() })
    }

    async fn bundle(&mut self, rows: Vec<import_row::Model>) -> Result<(), Stop> {
        let mut staged = Vec::with_capacity(rows.len());
        for row in rows {
            let member_id = row.member_id.ok_or_else(|| Problem::bug("a row to write without its member"))?;
            let StagedRow { row, .. } = serde_json::from_value(row.body)?;
            staged.push((member_id, row));
        }
        let made_here: HashSet<Uuid> =
            staged.iter().filter(|(_, row)| row.outcome == Outcome::Create).map(|(id, _)| *id).collect();
        let mut there: Vec<Uuid> = staged.iter().map(|(id, _)| *id).filter(|id| !made_here.contains(id)).collect();
        there.sort_unstable();
        there.dedup();
        let mut held = members::hold(self.work.tx(), &there).await?;
        let topics = self.topics(&staged).await?;
        let mut people = People::gather(self.work, &staged).await?;

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
                now: self.work.now,
                topics: &topics,
                people: &mut people,
                made: &mut slot.made,
                custom: &self.custom,
            };
            import.bring(&mut slot.whole, &row);
        }
        self.write(slots, people).await?;
        follow_up::attest_all(self.work, &attestations).await?;
        Ok(())
    }

    fn slot(&self, id: Uuid, row: &AnalysedRow, held: &mut HashMap<Uuid, Whole>) -> Result<Slot, Stop> {
        if row.outcome == Outcome::Create {
            let mut member = members::blank(self.work.now, "import");
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

    async fn topics(&mut self, staged: &[(Uuid, AnalysedRow)]) -> Result<Named, Problem> {
        let said = |row: &AnalysedRow| match row.outcome {
            Outcome::Create => row.draft.topics.clone(),
            _ => row.change.set.topics.clone(),
        };
        let mut names: Vec<String> = staged.iter().flat_map(|(_, row)| said(row)).collect();
        names.sort();
        names.dedup();
        let named = club::topics_named(self.work, &names).await?;
        let made = |id: &Uuid| Part { record: "topic", record_id: *id, revision: Some(1), before: None, after: None };
        let parts: Vec<Part> = named.made.iter().map(made).collect();
        change_sets::add(self.work, self.set, self.parts, &parts).await?;
        self.parts += parts.len();
        Ok(named)
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

    async fn write(&mut self, slots: Vec<Slot>, people: People) -> Result<(), Problem> {
        let mut rows = bulk::Rows::default();
        (rows.new_persons, rows.new_addresses) = people.made();
        let (mut entries, mut parts) = (Vec::new(), Vec::new());
        for mut slot in slots {
            slot.whole.settle_keys(self.today);
            let id = slot.whole.member.id;
            let ours = self.created.contains(&id) || self.updated.contains(&id);
            if slot.before.as_ref() == Some(&slot.whole) && slot.made.contact_rows.is_empty() {
                continue;
            }
            if !slot.is_new {
                slot.whole.member.updated_at = self.work.now;
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
            slot.put(&mut rows);
        }
        self.renamed.extend(rows.changed_persons.iter().map(|person| person.id));
        bulk::write(self.work, rows).await?;
        self.work.note(entries).await?;
        change_sets::add(self.work, self.set, self.parts, &parts).await?;
        self.parts += parts.len();
        Ok(())
    }
}
