//! How alike a row is to known members and to rows further up.

use kernel::trade::MemberKind;
use kernel::words::match_key;

use super::super::known::{KnownMember, Number};
use super::super::marks::Marks;
use super::{Candidate, Matching, Reason, Seen};

impl Matching<'_> {
    /// Nothing speaks against it: the same kind, and no other establishment number.
    pub(super) fn agrees(&self, marks: &Marks<'_>, known: &KnownMember) -> bool {
        let another_number =
            |mine: &Option<String>, other: &Option<String>| mine.is_some() && other.is_some() && mine != other;
        known.kind == marks.kind
            && (marks.draft.member_id == Some(known.id) || !another_number(&known.siret, &marks.draft.siret))
    }

    /// The known members this row is surely about, and why, best first.
    pub(super) fn surely(&self, marks: &Marks<'_>) -> Vec<(usize, Reason)> {
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
    pub(super) fn perhaps(&self, marks: &Marks<'_>) -> Vec<Candidate> {
        let alike = self.known.names.alike(&marks.key, &marks.folded, marks.spot, marks.kind);
        let alike =
            if alike.is_empty() { self.known.names.placeless(&marks.folded, marks.spot, marks.kind) } else { alike };
        alike.into_iter().take(5).map(|alike| self.candidate(alike.index, Reason::Name, alike.score)).collect()
    }

    /// The row further up that this one repeats.
    pub(super) fn twin(&self, marks: &Marks<'_>) -> Option<Candidate> {
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
    pub(super) fn seen_row(&self, number: u32) -> Option<&Seen> {
        self.seen_at(number).map(|at| &self.seen[at])
    }

    pub(super) fn seen_at(&self, number: u32) -> Option<usize> {
        self.seen.binary_search_by_key(&number, |seen| seen.number).ok()
    }

    pub(super) fn remember(&mut self, number: u32, marks: &Marks<'_>, about: Option<usize>) {
        let at = self.seen.len();
        self.seen.push(Seen {
            number,
            name: marks.draft.name.as_str().into(),
            commune: marks.draft.commune_name.as_deref().map(Into::into),
            key: marks.key.as_str().into(),
            siret: marks.draft.siret.as_deref().map(Into::into),
            spot: marks.spot.into(),
            kind: marks.kind,
            about,
        });
        for number in &marks.numbers {
            self.by_number.entry(number.clone()).or_insert(at);
        }
        for email in &marks.emails {
            self.by_email.entry(email.clone()).or_default().push(at);
        }
        self.names.add(at, &marks.key, &marks.folded, marks.spot, marks.kind);
    }

    pub(super) fn candidate(&self, known: usize, reason: Reason, score: f64) -> Candidate {
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

pub(super) fn row_candidate(seen: &Seen, reason: Reason, score: f64) -> Candidate {
    Candidate {
        member_id: None,
        row: Some(seen.number),
        name: seen.name.to_string(),
        commune: seen.commune.as_deref().map(str::to_owned),
        reason,
        score,
    }
}
