//! Every fixture gives what its description (`EXPECTED.md`, beside the fixtures) says.

mod again;
mod decisions;
mod files;
mod realistic;
mod reported;
mod size;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use documents::{Limits, Workbook};
use kernel::trade::MemberKind;
use uuid::Uuid;

use platform::mail::Suppressed;

use crate::features::members::Definitions;

use super::*;

const EXPECTED: &str = include_str!("../../../../../tests/it/fixtures/imports/EXPECTED.md");

pub(super) fn fixture(name: &str) -> Workbook {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/imports");
    let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
    documents::read(&bytes, name, &Limits::default()).unwrap()
}

pub(super) fn territory() -> HashSet<String> {
    places::demo_territory().into_iter().map(|commune| commune.insee_code.to_owned()).collect()
}

/// What an import would do.
pub(super) struct Dry {
    pub report: Report,
    pub rows: Vec<AnalysedRow>,
}

pub(super) fn dry_run(workbook: &Workbook, choices: &Choices, members: &[KnownMember]) -> Dry {
    let territory = territory();
    dry_run_among(workbook, choices, members, &territory, &[])
}

/// The same in a club with this territory and these topics.
pub(super) fn dry_run_among(
    workbook: &Workbook,
    choices: &Choices,
    members: &[KnownMember],
    territory: &HashSet<String>,
    topics: &[String],
) -> Dry {
    let custom = Definitions::default();
    let context = Context {
        territory,
        today: "2026-11-23".parse().unwrap(),
        custom: &custom,
        topics,
        suppressed: &Suppressed::default(),
    };
    let known = Known::new(members.to_vec(), &context);
    let table = Table::find(workbook, choices, &Definitions::default(), |_| None);
    let mut rows = Vec::new();
    let report = analyse(workbook, &table, choices, &known, context, &mut |_, row| rows.push(row));
    Dry { report, rows }
}

pub(super) fn dry(name: &str) -> Dry {
    dry_run(&fixture(name), &Choices::default(), &[])
}

impl Dry {
    pub fn row(&self, number: u32) -> &AnalysedRow {
        self.rows.iter().find(|row| row.number == number).unwrap()
    }

    pub fn rows_with(&self, outcome: Outcome) -> BTreeSet<u32> {
        self.rows.iter().filter(|row| row.outcome == outcome).map(|row| row.number).collect()
    }

    pub fn repaired(&self, code: &str) -> BTreeSet<u32> {
        self.rows
            .iter()
            .filter(|row| row.findings.repairs.iter().any(|repair| repair.code == code))
            .map(|row| row.number)
            .collect()
    }

    pub fn with_problem(&self, code: &str) -> BTreeSet<u32> {
        self.rows
            .iter()
            .filter(|row| row.findings.problems.iter().any(|problem| problem.code == code))
            .map(|row| row.number)
            .collect()
    }

    pub fn note(&self, code: &str) -> Vec<&str> {
        self.report.notes.iter().filter(|note| note.code == code).map(|note| note.fr.as_str()).collect()
    }

    pub fn counts(&self) -> [u32; 6] {
        let counts = self.report.counts;
        [counts.rows, counts.create, counts.update, counts.unchanged, counts.doubt, counts.refused]
    }

    /// The members there are once this import is written over `members`.
    pub fn written(&self, members: &[KnownMember]) -> Vec<KnownMember> {
        let mut written = members.to_vec();
        let mut made: BTreeMap<u32, Uuid> = BTreeMap::new();
        for row in &self.rows {
            match row.outcome {
                Outcome::Create => {
                    let id = Uuid::now_v7();
                    written.push(KnownMember { id, ..KnownMember::of_draft(&row.draft) });
                    made.insert(row.number, id);
                }
                Outcome::Update => {
                    let id = match row.target.unwrap() {
                        Target::Member(id) => id,
                        Target::Row(number) => made[&number],
                    };
                    written.iter_mut().find(|member| member.id == id).unwrap().take(&row.change);
                }
                _ => {}
            }
        }
        written
    }
}

/// The row numbers that a line of the description lists, found by how it begins.
pub(super) fn described(beginning: &str) -> BTreeSet<u32> {
    let line = EXPECTED.lines().find(|line| line.trim_start_matches(['-', ' ']).starts_with(beginning)).unwrap();
    let list = line.split_once("rows ").or_else(|| line.split_once("rows: ")).unwrap().1;
    rows_in(list)
}

/// `6, 10, 14.` → the numbers up to the first thing that is none.
fn rows_in(list: &str) -> BTreeSet<u32> {
    let end = list.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == ' ')).unwrap_or(list.len());
    list[..end].split(',').filter_map(|number| number.trim().parse().ok()).collect()
}

pub(super) fn by_kind<'a>(members: impl IntoIterator<Item = &'a MemberDraft>) -> [usize; 4] {
    let mut counts = [0; 4];
    for member in members {
        counts[match member.kind.unwrap() {
            MemberKind::Commune => 0,
            MemberKind::Association => 1,
            MemberKind::PublicBody => 2,
            MemberKind::Company => 3,
        }] += 1;
    }
    counts
}
