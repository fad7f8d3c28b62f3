//! Finding communes and EPCI by what a person types.

use std::cmp::Reverse;

use crate::spelling::{key, umlauts_spelled, without_blanks};
use crate::{Commune, Epci, Places};

impl Places {
    /// Communes that answer to `q`, at most `limit`: a name or its beginning (accents, case, hyphens, St/Saint and a
    /// leading article forgiven), the words of a name, or a postal or INSEE code or its first digits.
    /// The very name first, then names that begin so, then names that hold such words; the most populated first.
    /// An empty `q` gives the most populated communes.
    pub fn search(&self, q: &str, limit: usize) -> Vec<Commune> {
        self.ranked(0..self.communes.len() as u16, q, limit)
    }

    /// The same among the communes of one EPCI; empty for an unknown SIREN.
    pub fn search_in(&self, epci_siren: &str, q: &str, limit: usize) -> Vec<Commune> {
        self.ranked(self.rows_of(epci_siren).iter().copied(), q, limit)
    }

    /// EPCI whose name holds every word of `q` or its beginning (or whose SIREN begins so): whole words first, then the
    /// most populated.
    pub fn epcis(&self, q: &str, limit: usize) -> Vec<Epci> {
        let wanted = key(q);
        let mut found: Vec<Epci> = self
            .epcis
            .iter()
            .filter(|epci| epci.siren.starts_with(&wanted) || holds_words(&key(epci.name), &wanted))
            .copied()
            .collect();
        found.sort_by_cached_key(|epci| {
            let name = key(epci.name);
            let whole = wanted.split(' ').all(|word| name.split(' ').any(|part| part == word));
            (!whole, Reverse(epci.population), epci.siren)
        });
        found.truncate(limit);
        found
    }

    fn ranked(&self, rows: impl Iterator<Item = u16>, q: &str, limit: usize) -> Vec<Commune> {
        let wanted = key(q);
        let spelled = umlauts_spelled(q).map(|spelled| key(&spelled));
        let by_code = is_code_or_beginning(&wanted);
        let mut found: Vec<(u8, Reverse<u32>, Commune)> = rows
            .filter_map(|row| {
                let name = self.key_at(row);
                let rank = rank(name, &wanted).or_else(|| spelled.as_deref().and_then(|spelled| rank(name, spelled)));
                let rank = rank.or_else(|| (by_code && self.has_code(row, &wanted)).then_some(1))?;
                let commune = self.at(row);
                Some((rank, Reverse(commune.population.unwrap_or(0)), commune))
            })
            .collect();
        found.sort_by_key(|(rank, population, commune)| (*rank, *population, commune.insee_code));
        found.into_iter().take(limit).map(|(_, _, commune)| commune).collect()
    }

    fn has_code(&self, row: u16, wanted: &str) -> bool {
        let commune = self.at(row);
        commune.insee_code.to_ascii_lowercase().starts_with(wanted)
            || commune.postal_codes().any(|code| code.starts_with(wanted))
    }

    /// The spelling key of a commune's row, or of a former name (numbered after the communes).
    pub(crate) fn key_at(&self, place: u16) -> &str {
        let at = |index: usize| self.key_starts.get(index).map_or(0, |start| *start as usize);
        let place = usize::from(place);
        self.keys.get(at(place)..at(place + 1)).unwrap_or_default()
    }
}

/// Two digits at least, or the `2a`/`2b` of Corsica: what begins like a code.
fn is_code_or_beginning(wanted: &str) -> bool {
    let digits = wanted.strip_prefix("2a").or_else(|| wanted.strip_prefix("2b")).unwrap_or(wanted);
    (2..=5).contains(&wanted.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// How well a key answers: 0 the very name, 1 it begins so, 2 its words begin so.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    let bare = ["le ", "la ", "les ", "l "].iter().find_map(|article| name.strip_prefix(article));
    if name == wanted || bare == Some(wanted) {
        return Some(0);
    }
    if begins(name, wanted) || bare.is_some_and(|bare| begins(bare, wanted)) {
        return Some(1);
    }
    holds_words(name, wanted).then_some(2)
}

fn begins(name: &str, wanted: &str) -> bool {
    name.bytes().next() == wanted.bytes().next()
        && without_blanks(name).take(without_blanks(wanted).count()).eq(without_blanks(wanted))
        || wanted.is_empty()
}

fn holds_words(name: &str, wanted: &str) -> bool {
    wanted.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word)))
}
