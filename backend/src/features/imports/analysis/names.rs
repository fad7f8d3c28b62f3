//! Near-equal names in the same place, found without comparing everything with everything: names are filed by place and
//! by the beginnings of their telling words, and only those that share a seldom one are compared.

use std::collections::HashMap;

use kernel::trade::MemberKind;
use kernel::words::{NEAR_EQUAL, similarity_of_keys};

/// Comparisons one name may cost, however common its words are.
const MOST_COMPARED: usize = 200;
/// Letters of a word that file it: a slip further on is still found.
const HEAD: usize = 4;

/// A name found again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alike {
    /// The number under which it was filed.
    pub index: usize,
    pub score: f64,
    /// Equal but for case, accents and punctuation.
    pub same_words: bool,
}

#[derive(Debug)]
struct Filed {
    index: usize,
    key: Box<str>,
    folded: Box<str>,
    kind: MemberKind,
    /// Whether it was filed without any place.
    nowhere: bool,
}

#[derive(Debug, Default)]
pub(super) struct Names {
    filed: Vec<Filed>,
    /// By hash of place and whole key, and of place and beginning of a word: positions in `filed`.
    by_key: HashMap<u64, Vec<u32>>,
    by_head: HashMap<u64, Vec<u32>>,
    /// By hash of the words alone.
    by_words: HashMap<u64, Vec<u32>>,
}

impl Names {
    pub fn add(&mut self, index: usize, key: &str, folded: &str, spot: &str, kind: MemberKind) {
        if key.is_empty() {
            return;
        }
        let Ok(at) = u32::try_from(self.filed.len()) else { return };
        self.filed.push(Filed { index, key: key.into(), folded: folded.into(), kind, nowhere: spot.is_empty() });
        self.by_words.entry(hash("", folded)).or_default().push(at);
        self.by_key.entry(hash(spot, key)).or_default().push(at);
        for head in heads(key) {
            self.by_head.entry(hash(spot, head)).or_default().push(at);
        }
    }

    /// The same words where one of both has no place at all: nothing tells whether they are one.
    pub fn placeless(&self, folded: &str, spot: &str, kind: MemberKind) -> Vec<Alike> {
        let same = self.by_words.get(&hash("", folded)).map(Vec::as_slice).unwrap_or_default();
        same.iter()
            .filter_map(|at| self.filed.get(*at as usize))
            .filter(|filed| filed.kind == kind && *filed.folded == *folded && filed.nowhere != spot.is_empty())
            .take(5)
            .map(|filed| Alike { index: filed.index, score: 1.0, same_words: true })
            .collect()
    }

    /// Positions of the names in that place that are worth comparing: never many, however many share their words.
    fn candidates(&self, key: &str, spot: &str) -> Vec<u32> {
        let mut candidates: Vec<u32> = self.by_key.get(&hash(spot, key)).cloned().unwrap_or_default();
        let mut lists: Vec<&Vec<u32>> = heads(key).filter_map(|head| self.by_head.get(&hash(spot, head))).collect();
        lists.sort_by_key(|list| list.len());
        for list in lists {
            if candidates.len() + list.len() > MOST_COMPARED {
                break;
            }
            candidates.extend(list);
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.truncate(MOST_COMPARED * 2);
        candidates
    }

    /// The names in that place that are near-equal, best first. A commune and what is in it never are.
    pub fn alike(&self, key: &str, folded: &str, spot: &str, kind: MemberKind) -> Vec<Alike> {
        let mut alike: Vec<Alike> = self
            .candidates(key, spot)
            .into_iter()
            .filter_map(|at| self.filed.get(at as usize))
            .filter_map(|filed| {
                let same_words = *filed.folded == *folded;
                let (one_commune, other_commune) = (filed.kind == MemberKind::Commune, kind == MemberKind::Commune);
                let comparable = filed.kind == kind || (same_words && !one_commune && !other_commune);
                let score = if comparable { similarity_of_keys(&filed.key, key) } else { 0.0 };
                (score >= NEAR_EQUAL).then_some(Alike { index: filed.index, score, same_words })
            })
            .collect();
        alike.sort_by(|a, b| {
            b.same_words.cmp(&a.same_words).then(b.score.total_cmp(&a.score)).then(a.index.cmp(&b.index))
        });
        alike
    }
}

fn heads(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').filter(|word| !word.is_empty()).map(|word| match word.char_indices().nth(HEAD) {
        Some((end, _)) => &word[..end],
        None => word,
    })
}

/// FNV-1a of both, apart.
fn hash(spot: &str, word: &str) -> u64 {
    spot.bytes()
        .chain([0])
        .chain(word.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::words::{fold, match_key};

    fn filed(names: &[(&str, &str)]) -> Names {
        let mut filed = Names::default();
        for (i, (name, spot)) in names.iter().enumerate() {
            filed.add(i, &match_key(name), &fold(name), spot, MemberKind::Association);
        }
        filed
    }

    fn found(names: &Names, name: &str, spot: &str) -> Vec<usize> {
        names
            .alike(&match_key(name), &fold(name), spot, MemberKind::Association)
            .iter()
            .map(|alike| alike.index)
            .collect()
    }

    #[test]
    fn the_same_name_elsewhere_is_another_member() {
        let names = filed(&[("Amicale du Four à Pain", "67429"), ("Amicale du Four à Pain", "67430")]);
        assert_eq!(found(&names, "Amicale du four à pain", "67429"), [0]);
        assert_eq!(found(&names, "Amicale du four à pain", "67462"), Vec::<usize>::new());
    }

    #[test]
    fn the_best_comes_first_and_a_slip_is_found() {
        let names = filed(&[
            ("Foyer rural Les Epluchures Joyeuse", "1"),
            ("Foyer rural Les Épluchures Joyeuses", "1"),
            ("Foyer rural Le Clou", "1"),
        ]);
        assert_eq!(found(&names, "FOYER RURAL LES ÉPLUCHURES JOYEUSES", "1"), [1, 0]);
    }

    #[test]
    fn an_association_is_not_the_commune_it_is_named_after() {
        let mut names = Names::default();
        names.add(0, &match_key("Barr"), &fold("Barr"), "67021", MemberKind::Commune);
        assert!(
            names
                .alike(
                    &match_key("Association de Barr"),
                    &fold("Association de Barr"),
                    "67021",
                    MemberKind::Association
                )
                .is_empty()
        );
    }

    #[test]
    fn many_names_alike_in_one_place_are_not_compared_with_each_other() {
        let mut names = Names::default();
        for i in 0..4_000 {
            let name = format!("Association des amis du four {i}");
            names.add(i, &match_key(&name), &fold(&name), "67462", MemberKind::Association);
        }
        let compared = names.candidates(&match_key("Association des amis du four 12"), "67462");
        assert!(compared.len() <= MOST_COMPARED * 2, "{}", compared.len());
        assert_eq!(found(&names, "Association des amis du four 12", "67462").first(), Some(&12));
    }
}
