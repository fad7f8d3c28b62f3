//! Whose row is it: a new member, one that is there already, one named further up in the file, or a question for people.
//! Identifiers come first, then the same address and name, then near-equal names in the same place. Nothing is merged
//! by itself: only what is certain is proposed as an update. How alike two are is `likeness`.

mod likeness;
mod taken;

use std::collections::HashMap;

use kernel::trade::MemberKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::choices::{Action, Decision};
use super::differences::Way;
use super::known::{Known, Number};
use super::marks::Marks;
use super::names::Names;
use super::reading::Reading;
use likeness::row_candidate;

/// Why two are thought to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Identifier,
    Email,
    Name,
}

/// A member, or another row of the file, that a row may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    pub name: String,
    pub commune: Option<String>,
    pub reason: Reason,
    /// 0 to 1.
    pub score: f64,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    Refused,
    /// By decision.
    Skipped,
    Create,
    /// It is this member (an index into the known ones).
    Is {
        known: usize,
        way: Way,
        decided: bool,
    },
    /// By decision: another row about what that row of the file becomes.
    Joins {
        row: u32,
    },
    Doubt {
        candidates: Vec<Candidate>,
    },
    /// The user wants a member of its own, and an identifier forbids it.
    Clash {
        candidates: Vec<Candidate>,
    },
}

/// A row already seen.
#[derive(Debug)]
struct Seen {
    number: u32,
    name: Box<str>,
    commune: Option<Box<str>>,
    key: Box<str>,
    siret: Option<Box<str>>,
    spot: Box<str>,
    kind: MemberKind,
    /// The known member it is about; none for one that it makes.
    about: Option<usize>,
}

/// Decides row after row; remembers what it has seen.
pub(super) struct Matching<'a> {
    known: &'a Known,
    claimed: HashMap<usize, u32>,
    seen: Vec<Seen>,
    by_number: HashMap<Number, usize>,
    by_email: HashMap<String, Vec<usize>>,
    /// By the numbers that only one member may hold: the seen row whose member will have it.
    holders: HashMap<Number, usize>,
    names: Names,
}

impl<'a> Matching<'a> {
    pub fn new(known: &'a Known) -> Matching<'a> {
        Matching {
            known,
            claimed: HashMap::new(),
            seen: Vec::new(),
            by_number: HashMap::new(),
            by_email: HashMap::new(),
            holders: HashMap::new(),
            names: Names::default(),
        }
    }

    /// The row of the file that was recognised as this member.
    pub fn claimed_by(&self, known: usize) -> Option<u32> {
        self.claimed.get(&known).copied()
    }

    pub fn decide(&mut self, number: u32, reading: &Reading, decision: Option<&Decision>) -> Fate {
        if decision.is_some_and(|decision| decision.action == Action::Skip) {
            return Fate::Skipped;
        }
        if reading.findings.is_refused() {
            return Fate::Refused;
        }
        let marks = Marks::of(reading);
        let fate = self.fate(number, &marks, decision);
        let fate = self.unless_taken(&marks, fate, decision);
        if let Fate::Is { known, .. } = &fate {
            self.claimed.entry(*known).or_insert(number);
        }
        if let Some(subject) = self.subject(&fate) {
            let at = subject.seen.unwrap_or(self.seen.len());
            for number in self.held(&marks, subject) {
                self.holders.entry(number).or_insert(at);
            }
            if subject.seen.is_none() {
                self.remember(number, &marks, subject.known);
            }
        }
        fate
    }

    fn fate(&self, number: u32, marks: &Marks<'_>, decision: Option<&Decision>) -> Fate {
        if decision.is_none_or(|decision| decision.action == Action::LeaveOut)
            && let Some(fate) = self.named(marks)
        {
            return fate;
        }
        let sure = self.surely(marks);
        let twin = self.twin(marks);
        if let Some(decision) = decision {
            let of = |id: Uuid| self.known.index_of(id);
            match decision.action {
                Action::Create => {
                    let taken: Vec<Candidate> = sure
                        .iter()
                        .filter(|(_, reason)| *reason == Reason::Identifier)
                        .map(|(known, reason)| self.candidate(*known, *reason, 1.0))
                        .chain(twin.iter().filter(|twin| twin.reason == Reason::Identifier).cloned())
                        .collect();
                    return if taken.is_empty() { Fate::Create } else { Fate::Clash { candidates: taken } };
                }
                Action::Merge if decision.row.is_some_and(|row| row != number) => {
                    if let Some(row) = decision.row {
                        return Fate::Joins { row };
                    }
                }
                Action::Update | Action::Merge => {
                    let way = if decision.action == Action::Update { Way::Update } else { Way::Merge };
                    let target = decision.member_id.and_then(of).or_else(|| sure.first().map(|(known, _)| *known));
                    if let Some(known) = target {
                        return Fate::Is { known, way, decided: true };
                    }
                }
                Action::Skip | Action::LeaveOut => {}
            }
        }
        if let Some(fate) = self.recognised(marks, &sure, twin.as_ref()) {
            return fate;
        }
        if let Some(twin) = twin {
            return Fate::Doubt { candidates: vec![twin] };
        }
        let maybe = self.perhaps(marks);
        if maybe.is_empty() { Fate::Create } else { Fate::Doubt { candidates: maybe } }
    }

    /// The fate of a row of an export: its identifier says whose it is, whatever else is alike. Further rows of the same
    /// member are its further people.
    fn named(&self, marks: &Marks<'_>) -> Option<Fate> {
        let known = self.known.index_of(marks.draft.member_id?)?;
        let way = if self.claimed.contains_key(&known) { Way::Person } else { Way::Update };
        self.agrees(marks, self.known.get(known)).then_some(Fate::Is { known, way, decided: false })
    }

    /// The fate of a row that is surely about known members: of one that no other row has claimed, it is the row.
    fn recognised(&self, marks: &Marks<'_>, sure: &[(usize, Reason)], twin: Option<&Candidate>) -> Option<Fate> {
        let best = sure.iter().map(|(_, reason)| *reason).min()?;
        let of_best: Vec<usize> = sure.iter().filter(|(_, reason)| *reason == best).map(|(known, _)| *known).collect();
        let free: Vec<usize> = of_best.iter().copied().filter(|known| !self.claimed.contains_key(known)).collect();
        let chosen = match free[..] {
            [only] if best != Reason::Identifier || of_best.len() == 1 => Some(only),
            _ => self.named_the_same(marks, &free),
        };
        let twin_by_number = twin.is_some_and(|twin| twin.reason == Reason::Identifier);
        if let Some(known) = chosen
            && !twin_by_number
            && self.agrees(marks, self.known.get(known))
        {
            return Some(Fate::Is { known, way: Way::Update, decided: false });
        }
        let mut candidates: Vec<Candidate> = twin.cloned().into_iter().collect();
        for (known, reason) in sure {
            if let Some(row) =
                self.claimed_by(*known).filter(|row| !candidates.iter().any(|candidate| candidate.row == Some(*row)))
                && let Some(seen) = self.seen_row(row)
            {
                candidates.push(row_candidate(seen, *reason, 1.0));
            }
            candidates.push(self.candidate(*known, *reason, 1.0));
        }
        Some(Fate::Doubt { candidates })
    }

    /// Of several, the one that bears exactly this name, if only one does.
    fn named_the_same(&self, marks: &Marks<'_>, free: &[usize]) -> Option<usize> {
        let exact: Vec<usize> =
            free.iter().copied().filter(|known| self.known.get(*known).name == marks.draft.name).collect();
        match exact[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}
