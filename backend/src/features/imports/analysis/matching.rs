//! Whose row is it: a new member, one that is there already, one named further up in the file, or a question for people.
//! Identifiers come first, then the same address and name, then near-equal names in the same place. Nothing is merged
//! by itself: only what is certain is proposed as an update.

use std::collections::HashMap;

use kernel::trade::MemberKind;
use kernel::words::match_key;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::choices::{Action, Decision};
use super::differences::Way;
use super::known::{Known, KnownMember, Number};
use super::marks::Marks;
use super::names::Names;
use super::reading::Reading;

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
}

/// Decides row after row; remembers what it has seen.
pub(super) struct Matching<'a> {
    known: &'a Known,
    claimed: HashMap<usize, u32>,
    seen: Vec<Seen>,
    by_number: HashMap<Number, usize>,
    by_email: HashMap<String, Vec<usize>>,
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
        if let Fate::Is { known, .. } = &fate {
            self.claimed.entry(*known).or_insert(number);
        }
        if matches!(fate, Fate::Create | Fate::Is { .. }) {
            self.remember(number, &marks);
        }
        fate
    }

    fn fate(&self, number: u32, marks: &Marks<'_>, decision: Option<&Decision>) -> Fate {
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

    /// Nothing speaks against it: the same kind, and no other establishment number.
    fn agrees(&self, marks: &Marks<'_>, known: &KnownMember) -> bool {
        let another_number =
            |mine: &Option<String>, other: &Option<String>| mine.is_some() && other.is_some() && mine != other;
        known.kind == marks.kind
            && (marks.draft.member_id == Some(known.id) || !another_number(&known.siret, &marks.draft.siret))
    }

    /// The known members this row is surely about, and why, best first.
    fn surely(&self, marks: &Marks<'_>) -> Vec<(usize, Reason)> {
        let mut sure: Vec<(usize, Reason)> = Vec::new();
        let mut add = |known: usize, reason: Reason| {
            if !sure.iter().any(|(other, _)| *other == known) {
                sure.push((known, reason));
            }
        };
        if let Some(known) = marks.draft.member_id.and_then(|id| self.known.index_of(id)) {
            add(known, Reason::Identifier);
        }
        for number in &marks.numbers {
            for known in self.known.with_number(number) {
                if !matches!(number, Number::Siren(_)) || self.same_legal_unit(marks, self.known.get(*known)) {
                    add(*known, Reason::Identifier);
                }
            }
        }
        for email in &marks.emails {
            for known in self.known.with_email(email) {
                if match_key(&self.known.get(*known).name) == marks.key
                    && not_elsewhere(marks.spot, self.known.spot(*known))
                {
                    add(*known, Reason::Email);
                }
            }
        }
        // A commune is one whatever it is called: « Andlau », « Mairie d'Andlau ».
        if let Some(code) = &marks.draft.insee_code {
            for known in self.known.with_number(&Number::Insee(code.clone())) {
                add(*known, Reason::Name);
            }
        }
        for alike in self.known.names.alike(&marks.key, &marks.folded, marks.spot, marks.kind) {
            let known = self.known.get(alike.index);
            if known.kind == marks.kind
                && (alike.same_words || (marks.kind == MemberKind::Commune && alike.score >= 1.0))
            {
                add(alike.index, Reason::Name);
            }
        }
        sure.sort_by_key(|(_, reason)| *reason);
        sure
    }

    /// A legal unit may have several establishments that are members (a commune and its schools): one SIREN is one
    /// member only among the same kind, and where no two SIRET say otherwise.
    fn same_legal_unit(&self, marks: &Marks<'_>, known: &KnownMember) -> bool {
        let both_have = known.siret.is_some() && marks.draft.siret.is_some();
        known.kind == marks.kind
            && (!both_have || known.siret == marks.draft.siret || marks.kind == MemberKind::Commune)
    }

    /// The known members whose name is near-equal in the same place, or the same where one has no place.
    fn perhaps(&self, marks: &Marks<'_>) -> Vec<Candidate> {
        let alike = self.known.names.alike(&marks.key, &marks.folded, marks.spot, marks.kind);
        let alike =
            if alike.is_empty() { self.known.names.placeless(&marks.folded, marks.spot, marks.kind) } else { alike };
        alike.into_iter().take(5).map(|alike| self.candidate(alike.index, Reason::Name, alike.score)).collect()
    }

    /// The row further up that this one repeats.
    fn twin(&self, marks: &Marks<'_>) -> Option<Candidate> {
        for number in &marks.numbers {
            let Some(seen) = self.by_number.get(number).map(|at| &self.seen[*at]) else { continue };
            let other_establishment = match (&seen.siret, &marks.draft.siret) {
                (Some(a), Some(b)) => **a != **b,
                _ => false,
            };
            if !matches!(number, Number::Siren(_)) || (seen.kind == marks.kind && !other_establishment) {
                return Some(row_candidate(seen, Reason::Identifier, 1.0));
            }
        }
        for email in &marks.emails {
            for at in self.by_email.get(email).map(Vec::as_slice).unwrap_or_default() {
                let seen = &self.seen[*at];
                if *seen.key == *marks.key && not_elsewhere(marks.spot, &seen.spot) {
                    return Some(row_candidate(seen, Reason::Email, 1.0));
                }
            }
        }
        let alike = self.names.alike(&marks.key, &marks.folded, marks.spot, marks.kind);
        let alike = if alike.is_empty() { self.names.placeless(&marks.folded, marks.spot, marks.kind) } else { alike };
        alike.first().map(|alike| row_candidate(&self.seen[alike.index], Reason::Name, alike.score))
    }

    /// Rows are seen from the top to the bottom.
    fn seen_row(&self, number: u32) -> Option<&Seen> {
        self.seen.binary_search_by_key(&number, |seen| seen.number).ok().map(|at| &self.seen[at])
    }

    fn remember(&mut self, number: u32, marks: &Marks<'_>) {
        let at = self.seen.len();
        self.seen.push(Seen {
            number,
            name: marks.draft.name.as_str().into(),
            commune: marks.draft.commune_name.as_deref().map(Into::into),
            key: marks.key.as_str().into(),
            siret: marks.draft.siret.as_deref().map(Into::into),
            spot: marks.spot.into(),
            kind: marks.kind,
        });
        for number in &marks.numbers {
            self.by_number.entry(number.clone()).or_insert(at);
        }
        for email in &marks.emails {
            self.by_email.entry(email.clone()).or_default().push(at);
        }
        self.names.add(at, &marks.key, &marks.folded, marks.spot, marks.kind);
    }

    fn candidate(&self, known: usize, reason: Reason, score: f64) -> Candidate {
        let member = self.known.get(known);
        Candidate {
            member_id: Some(member.id),
            row: None,
            name: member.name.clone(),
            commune: member.commune_name.clone(),
            reason,
            score,
        }
    }
}

/// The same name in another commune is another member, even behind the same address (a branch, a namesake's mailbox).
fn not_elsewhere(spot: &str, other: &str) -> bool {
    spot.is_empty() || other.is_empty() || spot == other
}

fn row_candidate(seen: &Seen, reason: Reason, score: f64) -> Candidate {
    Candidate {
        member_id: None,
        row: Some(seen.number),
        name: seen.name.to_string(),
        commune: seen.commune.as_deref().map(str::to_owned),
        reason,
        score,
    }
}
