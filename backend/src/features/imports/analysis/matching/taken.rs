//! Numbers that only one member may hold: what the book would refuse is said before anything is written.

use kernel::trade::MemberKind;

use super::super::choices::{Action, Decision};
use super::super::known::Number;
use super::super::marks::Marks;
use super::likeness::row_candidate;
use super::{Candidate, Fate, Matching, Reason};

impl Matching<'_> {
    /// The numbers that the row's member will hold because of it, by the rules of the book: a SIREN names one member
    /// only without a SIRET, and a commune has its code, however it was found.
    pub(super) fn held(&self, marks: &Marks<'_>, known: Option<usize>) -> Vec<Number> {
        let known = known.map(|index| self.known.get(index));
        let draft = marks.draft;
        let siret = draft.siret.as_ref().or(known.and_then(|known| known.siret.as_ref()));
        let mut held = Vec::new();
        held.extend(draft.siret.clone().map(Number::Siret));
        held.extend(draft.siren.clone().filter(|_| siret.is_none()).map(Number::Siren));
        held.extend(draft.rna.clone().map(Number::Rna));
        held.extend(draft.amalia.clone().map(Number::Amalia));
        let kind = known.map_or(marks.kind, |known| known.kind);
        let has_code = known.is_some_and(|known| known.insee_code.is_some());
        held.extend(draft.insee_code.clone().filter(|_| kind == MemberKind::Commune && !has_code).map(Number::Insee));
        held
    }

    /// The fate, unless somebody else has one of the row's numbers: then people decide, or have decided what can't be.
    pub(super) fn unless_taken(&self, marks: &Marks<'_>, fate: Fate, decision: Option<&Decision>) -> Fate {
        let target = match fate {
            Fate::Create => None,
            Fate::Is { known, .. } => Some(known),
            _ => return fate,
        };
        let Some(other) = self.taken(marks, target) else { return fate };
        let decided =
            decision.is_some_and(|decision| matches!(decision.action, Action::Create | Action::Update | Action::Merge));
        if decided { Fate::Clash { candidates: vec![other] } } else { Fate::Doubt { candidates: vec![other] } }
    }

    fn taken(&self, marks: &Marks<'_>, target: Option<usize>) -> Option<Candidate> {
        self.held(marks, target).into_iter().find_map(|number| {
            let holds = |known: usize| match &number {
                Number::Siren(_) => self.known.get(known).siret.is_none(),
                _ => true,
            };
            let of_known = self.known.with_number(&number).iter().copied();
            if let Some(known) = of_known.filter(|known| Some(*known) != target).find(|known| holds(*known)) {
                return Some(self.candidate(known, Reason::Identifier, 1.0));
            }
            let (seen, about) = self.holders.get(&number)?;
            let another = target.is_none() || *about != target;
            another.then(|| row_candidate(&self.seen[*seen], Reason::Identifier, 1.0))
        })
    }
}
