//! Numbers that only one member may hold: what the book would refuse is said before anything is written.

use kernel::trade::MemberKind;

use super::super::choices::{Action, Decision};
use super::super::known::Number;
use super::super::marks::Marks;
use super::likeness::row_candidate;
use super::{Candidate, Fate, Matching, Reason};

/// The member a row writes: a known one, or the one of a row further up; neither for one that it makes itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    pub known: Option<usize>,
    pub seen: Option<usize>,
}

impl Matching<'_> {
    /// Whose member this fate writes; none when it writes nothing.
    pub(super) fn subject(&self, fate: &Fate) -> Option<Subject> {
        match fate {
            Fate::Create => Some(Subject { known: None, seen: None }),
            Fate::Is { known, .. } => Some(Subject { known: Some(*known), seen: None }),
            Fate::Joins { row } => {
                let at = self.seen_at(*row)?;
                Some(Subject { known: self.seen[at].about, seen: Some(at) })
            }
            _ => None,
        }
    }

    /// The numbers that the row's member will hold because of it, by the rules of the book: a SIREN names one member
    /// only without a SIRET, and a commune has its code, however it was found.
    pub(super) fn held(&self, marks: &Marks<'_>, subject: Subject) -> Vec<Number> {
        let known = subject.known.map(|index| self.known.get(index));
        let seen = subject.seen.map(|at| &self.seen[at]);
        let draft = marks.draft;
        let has_siret = draft.siret.is_some()
            || known.is_some_and(|known| known.siret.is_some())
            || seen.is_some_and(|seen| seen.siret.is_some());
        let mut held = Vec::new();
        held.extend(draft.siret.clone().map(Number::Siret));
        held.extend(draft.siren.clone().filter(|_| !has_siret).map(Number::Siren));
        held.extend(draft.rna.clone().map(Number::Rna));
        held.extend(draft.amalia.clone().map(Number::Amalia));
        let kind = known.map(|known| known.kind).or(seen.map(|seen| seen.kind)).unwrap_or(marks.kind);
        let has_code = known.is_some_and(|known| known.insee_code.is_some());
        held.extend(draft.insee_code.clone().filter(|_| kind == MemberKind::Commune && !has_code).map(Number::Insee));
        held
    }

    /// The fate, unless somebody else has one of the row's numbers: then people decide, or have decided what can't be.
    pub(super) fn unless_taken(&self, marks: &Marks<'_>, fate: Fate, decision: Option<&Decision>) -> Fate {
        let Some(other) = self.subject(&fate).and_then(|subject| self.taken(marks, subject)) else { return fate };
        let decided =
            decision.is_some_and(|decision| matches!(decision.action, Action::Create | Action::Update | Action::Merge));
        if decided { Fate::Clash { candidates: vec![other] } } else { Fate::Doubt { candidates: vec![other] } }
    }

    fn taken(&self, marks: &Marks<'_>, subject: Subject) -> Option<Candidate> {
        self.held(marks, subject).into_iter().find_map(|number| {
            let holds = |known: usize| match &number {
                Number::Siren(_) => self.known.get(known).siret.is_none(),
                _ => true,
            };
            let of_known = self.known.with_number(&number).iter().copied();
            if let Some(known) = of_known.filter(|known| Some(*known) != subject.known).find(|known| holds(*known)) {
                return Some(self.candidate(known, Reason::Identifier, 1.0));
            }
            let at = *self.holders.get(&number)?;
            let holder = &self.seen[at];
            let same_row = subject.seen == Some(at);
            let same_member = subject.known.is_some() && holder.about == subject.known;
            (!same_row && !same_member).then(|| row_candidate(holder, Reason::Identifier, 1.0))
        })
    }
}
