//! Which two may be one. No two are compared but those that share a key: a SIREN, an address, a domain, the beginning or
//! the end of a word of their name within one commune.

use std::collections::{BTreeMap, HashMap};

use kernel::{
    email::is_anybodys,
    trade::MemberKind,
    words::{NEAR_EQUAL, similarity_of_keys},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::super::{
    dismissals::{Pair, pair},
    schema::PairReason,
};

/// A key that more members share says nothing of any two of them.
const SHARED_BY: usize = 60;
/// A domain that more members share is a host's, or a group's.
const DOMAIN_SHARED_BY: usize = 6;
/// Letters of a word that make a key.
const LETTERS: usize = 4;

/// What is compared of a member.
#[derive(FromQueryResult)]
pub struct Slim {
    pub id: Uuid,
    pub kind: MemberKind,
    pub ex_officio: bool,
    pub match_key: String,
    pub commune_code: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub insee_code: Option<String>,
    pub email_key: Option<String>,
    pub website: Option<String>,
}

/// What speaks for two being one. A large club has a million of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    /// A bit for each reason.
    pub(super) reasons: u8,
    pub score: f64,
}

impl Found {
    /// The strongest first.
    pub fn reasons(&self) -> Vec<PairReason> {
        use PairReason::{Domain, Email, Identifier, Name};
        [Identifier, Email, Domain, Name].into_iter().filter(|reason| self.reasons & bit(*reason) != 0).collect()
    }

    fn add(&mut self, reason: PairReason, score: f64) {
        if self.reasons & bit(reason) == 0 {
            self.reasons |= bit(reason);
            let more = if self.reasons.count_ones() > 1 { 0.01 } else { 0.0 };
            self.score = (self.score.max(score) + more).min(1.0);
        }
    }
}

fn bit(reason: PairReason) -> u8 {
    1 << reason as u8
}

/// Who may be one with whom.
pub fn compare(members: &[Slim], of_people: &[(Uuid, String)]) -> HashMap<Pair, Found> {
    let mut pairs: HashMap<Pair, Found> = HashMap::new();
    let at: HashMap<Uuid, usize> = members.iter().enumerate().map(|(index, one)| (one.id, index)).collect();
    let mut sirens: Blocks<&str> = Blocks::default();
    let mut emails: Blocks<&str> = Blocks::default();
    let mut domains: Blocks<&str> = Blocks::default();
    let mut names: Blocks<(&str, bool, String)> = Blocks::default();
    let mut alone: Blocks<&str> = Blocks::default();
    for (index, one) in members.iter().enumerate() {
        if let Some(siren) = &one.siren {
            sirens.add(siren, index);
        }
        if let Some(email) = &one.email_key {
            emails.add(email, index);
        }
        for domain in [one.email_key.as_deref().and_then(domain_of), one.website.as_deref().and_then(host_of)] {
            if let Some(domain) = domain.filter(|domain| !is_anybodys(domain)) {
                domains.add(domain, index);
            }
        }
        match one.commune_code.as_deref() {
            Some(commune) => {
                for (ending, letters) in keys(&one.match_key) {
                    names.add((commune, ending, letters), index);
                }
            }
            None => alone.add(&one.match_key, index),
        }
    }
    for (member, email) in of_people {
        if let Some(index) = at.get(member) {
            emails.add(email, *index);
        }
    }
    let mut note = |a: usize, b: usize, reason: PairReason, score: f64| {
        let (one, other) = (&members[a], &members[b]);
        // Two communes by right are two, whatever they share.
        if one.ex_officio && other.ex_officio {
            return;
        }
        pairs.entry(pair(one.id, other.id)).or_default().add(reason, score);
    };
    for (a, b) in sirens.pairs(SHARED_BY) {
        let (one, other) = (&members[a], &members[b]);
        if one.kind == other.kind && !differ(&one.siret, &other.siret) {
            note(a, b, PairReason::Identifier, 0.97);
        }
    }
    for (a, b) in emails.pairs(SHARED_BY) {
        let (one, other) = (&members[a], &members[b]);
        if one.kind == other.kind && !two_numbers(one, other) && !elsewhere(one, other) {
            note(a, b, PairReason::Email, 0.8 + 0.15 * similarity_of_keys(&one.match_key, &other.match_key));
        }
    }
    for (a, b) in domains.pairs(DOMAIN_SHARED_BY) {
        let (one, other) = (&members[a], &members[b]);
        if one.kind == other.kind && !two_numbers(one, other) && !elsewhere(one, other) {
            note(a, b, PairReason::Domain, 0.6 + 0.3 * similarity_of_keys(&one.match_key, &other.match_key));
        }
    }
    for (a, b) in names.pairs(SHARED_BY) {
        let (one, other) = (&members[a], &members[b]);
        let likeness = similarity_of_keys(&one.match_key, &other.match_key);
        if likeness >= NEAR_EQUAL && !two_numbers(one, other) {
            // A town and its school may bear one name.
            note(a, b, PairReason::Name, if one.kind == other.kind { likeness } else { likeness - 0.2 });
        }
    }
    // One that is nowhere is compared with those of the very same name, if they are few: names repeat from town to town.
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, one) in members.iter().enumerate() {
        if alone.0.contains_key(one.match_key.as_str()) {
            by_name.entry(&one.match_key).or_default().push(index);
        }
    }
    for (name, same) in by_name.iter().filter(|(name, same)| !name.is_empty() && (2..=3).contains(&same.len())) {
        let nowhere = &alone.0[name];
        for (at, a) in same.iter().enumerate() {
            for b in same[at + 1..].iter().filter(|b| nowhere.contains(a) || nowhere.contains(b)) {
                let (one, other) = (&members[*a], &members[*b]);
                if one.kind == other.kind && !two_numbers(one, other) {
                    note(*a, *b, PairReason::Name, 0.88);
                }
            }
        }
    }
    pairs
}

/// Members by a key that they share.
struct Blocks<K>(HashMap<K, Vec<usize>>);

impl<K> Default for Blocks<K> {
    fn default() -> Self {
        Blocks(HashMap::new())
    }
}

impl<K: std::hash::Hash + Eq + Ord> Blocks<K> {
    fn add(&mut self, key: K, index: usize) {
        let block = self.0.entry(key).or_default();
        if block.last() != Some(&index) && !block.contains(&index) {
            block.push(index);
        }
    }

    /// Every two that share a key, each once, of keys that at most so many share.
    fn pairs(&self, shared_by: usize) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for block in self.0.values().filter(|block| (2..=shared_by).contains(&block.len())) {
            for (at, a) in block.iter().enumerate() {
                pairs.extend(block[at + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The beginnings and ends of the two longest words of a name: a slip leaves at least one of them whole.
fn keys(match_key: &str) -> Vec<(bool, String)> {
    let mut words: BTreeMap<(std::cmp::Reverse<usize>, &str), ()> = BTreeMap::new();
    for word in match_key.split(' ').filter(|word| !word.is_empty()) {
        words.insert((std::cmp::Reverse(word.len()), word), ());
    }
    words
        .keys()
        .take(2)
        .flat_map(|(_, word)| {
            let letters: Vec<char> = word.trim_end_matches(['s', 'x']).chars().collect();
            let beginning: String = letters.iter().take(LETTERS).collect();
            let end: String = letters.iter().skip(letters.len().saturating_sub(LETTERS)).collect();
            [(false, beginning), (true, end)]
        })
        .collect()
}

fn differ(one: &Option<String>, other: &Option<String>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// Numbers that only one organisation has, and these two have others.
fn two_numbers(one: &Slim, other: &Slim) -> bool {
    differ(&one.siren, &other.siren)
        || differ(&one.siret, &other.siret)
        || differ(&one.rna, &other.rna)
        || differ(&one.insee_code, &other.insee_code)
}

fn elsewhere(one: &Slim, other: &Slim) -> bool {
    differ(&one.commune_code, &other.commune_code)
}

fn domain_of(email: &str) -> Option<&str> {
    email.rsplit_once('@').map(|(_, domain)| domain)
}

/// The host of a web address, without `www.`.
fn host_of(address: &str) -> Option<&str> {
    let host = address.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slim(number: u128, name: &str) -> Slim {
        Slim {
            id: Uuid::from_u128(number),
            kind: MemberKind::Association,
            ex_officio: false,
            match_key: kernel::words::match_key(name),
            commune_code: Some("67462".to_owned()),
            siren: None,
            siret: None,
            rna: None,
            insee_code: None,
            email_key: None,
            website: None,
        }
    }

    fn reasons(one: Slim, other: Slim) -> Vec<PairReason> {
        compare(&[one, other], &[]).into_values().next().map(|found| found.reasons()).unwrap_or_default()
    }

    #[test]
    fn a_slip_anywhere_in_a_name_is_seen() {
        for (left, right) in [
            ("Boulangerie Schneebichl", "Boulangerie Schneebichel"),
            ("Les Épluchures Joyeuses", "Les Epluchure Joyeuses"),
            ("Repair Café Les Vieux Rabots", "RepairCafé Les Vieux Rabots"),
            ("Ressourcerie du Ried", "Essourcerie du Ried"),
            ("La Cigogne économe", "Cigogne économe (La)"),
        ] {
            assert_eq!(reasons(slim(1, left), slim(2, right)), [PairReason::Name], "{left} {right}");
        }
    }

    #[test]
    fn the_same_name_in_two_communes_is_two() {
        let elsewhere = Slim { commune_code: Some("67348".to_owned()), ..slim(2, "Amicale du Four à Pain") };
        assert!(reasons(slim(1, "Amicale du Four à Pain"), elsewhere).is_empty());
        let nowhere = Slim { commune_code: None, ..slim(2, "Amicale du Four à Pain") };
        assert_eq!(reasons(slim(1, "Amicale du Four à Pain"), nowhere), [PairReason::Name]);
    }

    #[test]
    fn numbers_tell_two_apart_whatever_their_names() {
        let number = |id: u128, rna: &str| Slim { rna: Some(rna.to_owned()), ..slim(id, "La Cigogne économe") };
        assert!(reasons(number(1, "W671000001"), number(2, "W671000002")).is_empty());
        let unit = |id: u128, siret: Option<&str>| Slim {
            siren: Some("732829320".to_owned()),
            siret: siret.map(str::to_owned),
            ..slim(id, if id == 1 { "Atelier" } else { "Menuiserie" })
        };
        assert_eq!(reasons(unit(1, None), unit(2, Some("73282932000074"))), [PairReason::Identifier]);
        assert!(reasons(unit(1, Some("73282932000066")), unit(2, Some("73282932000074"))).is_empty());
    }

    #[test]
    fn a_domain_of_ones_own_says_something_and_a_hosts_nothing() {
        let at = |id: u128, email: &str| Slim { email_key: Some(email.to_owned()), ..slim(id, &format!("Nom {id}")) };
        assert_eq!(reasons(at(1, "contact@cigogne.example"), at(2, "bureau@cigogne.example")), [PairReason::Domain]);
        assert!(reasons(at(1, "cigogne@orange.fr"), at(2, "heron@orange.fr")).is_empty());
        let site = Slim { website: Some("https://www.cigogne.example/club".to_owned()), ..slim(2, "Autre") };
        assert_eq!(reasons(at(1, "contact@cigogne.example"), site), [PairReason::Domain]);
    }

    #[test]
    fn communes_by_right_are_never_a_pair() {
        let commune = |id: u128| Slim { ex_officio: true, kind: MemberKind::Commune, ..slim(id, "Sélestat") };
        assert!(reasons(commune(1), commune(2)).is_empty());
    }
}
