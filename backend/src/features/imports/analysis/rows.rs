//! The walk through the table: first every row is read and recognised, then each is told with what would become of it.
//! Rows are read twice rather than kept, so that a hundred thousand of them fit into memory.

use std::collections::{HashMap, HashSet};

use documents::{Row, Workbook};
use kernel::cells::ValueFault;
use kernel::trade::{MemberKind, MemberStatus};
use uuid::Uuid;

use super::choices::{Action, Choices};
use super::columns::Column;
use super::differences::{Change, Way, compare};
use super::draft::MemberDraft;
use super::fields::Field;
use super::findings::{Findings, Place};
use super::known::{Known, KnownMember};
use super::lines::{Line, Lines};
use super::matching::{Fate, Matching};
use super::membership;
use super::outcome::{AnalysedRow, Outcome, Target};
use super::reading::{Context, Reader, Reading};
use super::report::{Gathering, Report};
use super::table::Table;
use crate::features::members::kind_words;

/// Analyses the table and hands each line of it to `tell`, from the top to the bottom, with its row in the sheet.
pub fn analyse(
    workbook: &Workbook,
    table: &Table,
    choices: &Choices,
    known: &Known,
    context: Context<'_>,
    tell: &mut dyn FnMut(&Row, AnalysedRow),
) -> Report {
    let mut gathering = Gathering::begin(workbook, table, context);
    if let Some(sheet) = table.sheet(workbook) {
        let reader = Reader::new(&table.columns, &sheet.name, choices, context);
        let rows = table.rows(workbook);
        let mut lines = Lines::new(sheet, &table.columns);
        let mut matching = Matching::new(known);
        // What a line is and under which section it stands; what becomes of it.
        let mut recognised: Vec<(Line, Option<MemberKind>, Option<Fate>)> = Vec::with_capacity(rows.len());
        for row in rows {
            let line = lines.tell(row);
            let fate = (line == Line::Data).then(|| {
                let reading = reader.read(row, lines.section_kind);
                if let Some(written) = &reading.unknown_kind {
                    gathering.unknown_kind(written);
                }
                matching.decide(row.number, &reading, choices.decisions.get(&row.number))
            });
            recognised.push((line, lines.section_kind, fate));
        }
        let mut telling = Telling::new(known, choices, &recognised, rows, &table.columns);
        for (row, (line, section_kind, fate)) in rows.iter().zip(&recognised) {
            let analysed = match fate {
                None => telling.ignored(row, *line),
                Some(fate) => telling.told(row, reader.read(row, *section_kind), fate),
            };
            gathering.row(row, &analysed);
            tell(row, analysed);
        }
    }
    gathering.end(workbook, table, choices)
}

/// The second walk: what each row changes, with what the rows above it have changed already.
struct Telling<'a> {
    known: &'a Known,
    choices: &'a Choices,
    columns: &'a [Column],
    /// Members that several rows are about, as they are once the rows above are written.
    touched: HashMap<Target, KnownMember>,
    /// Rows that others join, with what becomes of them.
    joined: HashMap<u32, Option<Target>>,
    several: HashSet<Uuid>,
}

impl<'a> Telling<'a> {
    fn new(
        known: &'a Known,
        choices: &'a Choices,
        recognised: &[(Line, Option<MemberKind>, Option<Fate>)],
        rows: &[Row],
        columns: &'a [Column],
    ) -> Telling<'a> {
        let joins = recognised.iter().filter_map(|(_, _, fate)| match fate {
            Some(Fate::Joins { row }) => Some((*row, None)),
            _ => None,
        });
        let mut telling = Telling {
            known,
            choices,
            columns,
            touched: HashMap::new(),
            joined: joins.collect(),
            several: HashSet::new(),
        };
        let mut met: HashSet<Uuid> = HashSet::new();
        for (_, _, fate) in recognised {
            let ids: Vec<Uuid> = match fate {
                Some(Fate::Is { known: index, .. }) => vec![known.get(*index).id],
                Some(Fate::Doubt { candidates }) => {
                    candidates.iter().filter_map(|candidate| candidate.member_id).collect()
                }
                _ => vec![],
            };
            for id in ids {
                if !met.insert(id) {
                    telling.several.insert(id);
                }
            }
        }
        for (row, (_, _, fate)) in rows.iter().zip(recognised) {
            if let (Some(target), Some(fate)) = (telling.joined.get_mut(&row.number), fate) {
                *target = match fate {
                    Fate::Create => Some(Target::Row(row.number)),
                    Fate::Is { known: index, .. } => Some(Target::Member(known.get(*index).id)),
                    _ => None,
                };
                if let Some(Target::Member(id)) = target {
                    telling.several.insert(*id);
                }
            }
        }
        telling
    }

    fn ignored(&self, row: &Row, line: Line) -> AnalysedRow {
        let name =
            row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| cell.text().into_owned()).unwrap_or_default();
        AnalysedRow { name, ..self.blank(row, line, Outcome::Ignored) }
    }

    fn blank(&self, row: &Row, line: Line, outcome: Outcome) -> AnalysedRow {
        AnalysedRow {
            number: row.number,
            line,
            outcome,
            name: String::new(),
            hidden: row.hidden,
            findings: Findings::default(),
            target: None,
            target_revision: None,
            candidates: Vec::new(),
            differences: Vec::new(),
            draft: MemberDraft::default(),
            change: Change::default(),
        }
    }

    fn told(&mut self, row: &Row, reading: Reading, fate: &Fate) -> AnalysedRow {
        let mut told = self.blank(row, Line::Data, Outcome::Refused);
        told.name = reading.draft.name.clone();
        told.findings = reading.findings;
        told.draft = reading.draft;
        match fate {
            Fate::Refused => {}
            Fate::Skipped => told.outcome = Outcome::Ignored,
            Fate::Clash { candidates } => {
                told.candidates = candidates.clone();
                self.clash(&mut told);
            }
            Fate::Create => {
                told.outcome = Outcome::Create;
                self.left_aside(&mut told, row, None);
                if self.joined.contains_key(&row.number) {
                    self.touched.insert(Target::Row(row.number), KnownMember::of_draft(&told.draft));
                }
            }
            Fate::Is { known, way, decided } => {
                self.left_aside(&mut told, row, Some(self.known.get(*known)));
                self.is(&mut told, *known, *way, *decided);
            }
            Fate::Joins { row: other } => self.joins(&mut told, *other),
            Fate::Doubt { candidates } => {
                told.candidates = candidates.clone();
                self.doubt(&mut told);
            }
        }
        told
    }

    fn is(&mut self, told: &mut AnalysedRow, index: usize, way: Way, decided: bool) {
        let member = self.known.get(index);
        let target = Target::Member(member.id);
        told.target = Some(target);
        told.target_revision = Some(member.revision);
        if !decided && is_further(member, &told.draft) {
            told.outcome = Outcome::Unchanged;
            return;
        }
        self.kind_differs(told, member.kind);
        self.changes(told, target, way);
    }

    /// Writes into `told` what the row changes of its target, and remembers it for the rows below.
    fn changes(&mut self, told: &mut AnalysedRow, target: Target, way: Way) {
        let base = match (self.touched.get(&target), target) {
            (Some(member), _) => member,
            (None, Target::Member(id)) => match self.known.index_of(id) {
                Some(index) => self.known.get(index),
                None => return,
            },
            (None, Target::Row(_)) => return,
        };
        let (change, differences) = compare(base, &told.draft, way, &self.known.custom);
        told.outcome = if change.is_empty() { Outcome::Unchanged } else { Outcome::Update };
        let others_follow = match target {
            Target::Member(id) => self.several.contains(&id),
            Target::Row(_) => true,
        };
        if others_follow && !change.is_empty() {
            let mut member = base.clone();
            member.take(&change);
            self.touched.insert(target, member);
        }
        told.change = change;
        told.differences = differences;
    }

    fn joins(&mut self, told: &mut AnalysedRow, other: u32) {
        let target = self.joined.get(&other).copied().flatten();
        let written_already = target.is_some_and(|target| match target {
            Target::Member(_) => true,
            Target::Row(_) => self.touched.contains_key(&target),
        });
        match target.filter(|_| written_already) {
            Some(target) => {
                told.target = Some(target);
                self.changes(told, target, Way::Merge);
            }
            None => {
                told.outcome = Outcome::Doubt;
                self.whole_row(told, ValueFault::new(
                    "decision.no_such_row",
                    format!("La ligne {other}, à laquelle celle-ci devait se joindre, ne devient pas un membre plus haut dans le fichier."),
                    format!("Row {other}, which this one was to join, does not become a member further up in the file."),
                ));
            }
        }
    }

    /// A doubt about a member that already has everything the row says is none.
    fn doubt(&self, told: &mut AnalysedRow) {
        told.outcome = Outcome::Doubt;
        let certain =
            told.candidates.iter().filter(|candidate| candidate.score >= 1.0).find_map(|candidate| candidate.member_id);
        let by_decision =
            self.choices.decisions.get(&told.number).is_some_and(|decision| decision.action != Action::LeaveOut);
        let Some(member) = certain.and_then(|id| self.known.index_of(id)).map(|index| self.known.get(index)) else {
            return;
        };
        if by_decision || (told.draft.kind != Some(member.kind)) {
            return;
        }
        let (change, _) = compare(member, &told.draft, Way::Merge, &self.known.custom);
        if change.is_empty() {
            told.outcome = Outcome::Unchanged;
            told.target = Some(Target::Member(member.id));
            told.target_revision = Some(member.revision);
        }
    }

    fn clash(&self, told: &mut AnalysedRow) {
        let other = told.candidates.first().map(|candidate| candidate.name.clone()).unwrap_or_default();
        self.refuse(
            told,
            ValueFault::new(
                "identifier.taken",
                format!(
                    "« {other} » a déjà ce numéro d’identification : laissez la cellule de côté, ou joignez les deux."
                ),
                format!("“{other}” already has this identification number: leave the cell out, or join the two."),
            ),
        );
    }

    fn refuse(&self, told: &mut AnalysedRow, fault: ValueFault) {
        told.outcome = Outcome::Refused;
        told.findings.lacks(Field::Siret, fault);
    }

    fn whole_row(&self, told: &mut AnalysedRow, fault: ValueFault) {
        let cell = told.name.clone();
        told.findings.warn(&Place { column: 0, field: Field::Name, cell: &cell }, fault);
    }

    /// Warns at the cell whose word about the membership is not followed.
    fn left_aside(&self, told: &mut AnalysedRow, row: &Row, member: Option<&KnownMember>) {
        let Some((field, fault)) = membership::left_aside(member, &told.draft) else { return };
        let Some(column) = self.columns.iter().find(|column| column.field == Some(field)) else { return };
        let cell = row.cell(column.index).text();
        told.findings.warn(&Place { column: column.index, field, cell: &cell }, fault);
    }

    fn kind_differs(&self, told: &mut AnalysedRow, kind: MemberKind) {
        if told.draft.kind.is_some_and(|said| said != kind) {
            let (fr, en) = kind_words(kind);
            self.whole_row(
                told,
                ValueFault::new(
                    "kind.differs",
                    format!("Le membre est de type « {fr} » : l’import ne change pas le type."),
                    format!("The member is of kind “{en}”: an import does not change the kind."),
                ),
            );
        }
    }
}

/// A list of prospects (or of those who left) says nothing about who is further on: a member never becomes a prospect again.
fn is_further(member: &KnownMember, draft: &MemberDraft) -> bool {
    draft.status_from_sheet
        && draft.status == Some(MemberStatus::Prospect)
        && !matches!(member.status, MemberStatus::Prospect | MemberStatus::Invited)
}
