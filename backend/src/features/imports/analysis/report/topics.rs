//! The topics that an import would make, each with the topic of the club that it may be another word for.

use std::collections::{BTreeMap, HashSet};

use kernel::words::{fold, name_key};
use serde::{Deserialize, Serialize};

use super::Remark;
use crate::features::imports::analysis::outcome::{AnalysedRow, Outcome};

/// Topics that are told one by one: a column of free text mapped by mistake has thousands.
const TOLD: usize = 200;
/// Topics that the sentence about them names.
const NAMED: usize = 12;
/// The shortest beginning by which two words are thought to be one: « jardin », « jardinage ».
const STEM: usize = 4;
/// Words that say nothing of what a topic is about.
const SMALL: [&str; 20] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "au", "aux", "a", "un", "une", "sur", "pour", "par",
    "and", "of",
];
/// Words of the trade that stand for one another.
const ALIKE: [(&str, &str); 2] = [("evenement", "manifestation"), ("vetement", "textile")];

/// A topic that the club has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTopic {
    /// As it is first written.
    pub written: String,
    /// That would get it.
    pub rows: u32,
    /// The topic of the club that it is probably another word for.
    pub proposal: Option<String>,
}

/// Gathers them while rows go by.
#[derive(Default)]
pub(super) struct Topics<'a> {
    club: &'a [String],
    known: HashSet<String>,
    new: BTreeMap<String, NewTopic>,
}

impl<'a> Topics<'a> {
    pub fn begin(club: &'a [String]) -> Topics<'a> {
        Topics { club, known: club.iter().map(|topic| name_key(topic)).collect(), new: BTreeMap::new() }
    }

    pub fn row(&mut self, analysed: &AnalysedRow) {
        let named = match analysed.outcome {
            Outcome::Create => &analysed.draft.topics,
            Outcome::Update => &analysed.change.set.topics,
            _ => return,
        };
        for name in named {
            let key = name_key(name);
            if key.is_empty() || self.known.contains(&key) {
                continue;
            }
            let new =
                self.new.entry(key).or_insert_with(|| NewTopic { written: name.clone(), rows: 0, proposal: None });
            new.rows += 1;
        }
    }

    /// The first of them, with their proposals, and the sentence about all.
    pub fn end(self) -> (Vec<NewTopic>, usize, Option<Remark>) {
        let count = self.new.len();
        let mut new: Vec<NewTopic> = self.new.into_values().take(TOLD).collect();
        for topic in &mut new {
            topic.proposal = nearest(&topic.written, self.club).cloned();
        }
        let told = (count > 0).then(|| remark(&new, count));
        (new, count, told)
    }
}

fn remark(new: &[NewTopic], count: usize) -> Remark {
    let names: Vec<&str> = new.iter().take(NAMED).map(|topic| topic.written.as_str()).collect();
    let more = if count > names.len() { "…" } else { "" };
    let list = names.join(", ");
    if count == 1 {
        return Remark::new(
            "new_topics",
            format!("Une thématique sera créée : {list}."),
            format!("One topic will be made: {list}."),
        );
    }
    Remark::new(
        "new_topics",
        format!("{count} thématiques seront créées : {list}{more}."),
        format!("{count} topics will be made: {list}{more}."),
    )
}

/// The topic that says the same in other words: all words of the shorter one are in the longer one, however they end.
fn nearest<'t>(written: &str, club: &'t [String]) -> Option<&'t String> {
    let mine = words(written);
    let likeness = |topic: &String| -> Option<(usize, usize)> {
        let theirs = words(topic);
        let shared = mine.iter().filter(|word| theirs.iter().any(|other| same_word(word, other))).count();
        let shorter = mine.len().min(theirs.len());
        // Of two that share as much, the one with fewer words beside.
        (shorter > 0 && shared >= shorter).then(|| (shared, usize::MAX - theirs.len()))
    };
    let alike = club.iter().filter_map(|topic| Some((likeness(topic)?, topic)));
    // The first of equals: the club has put its topics in order.
    alike.rev().max_by_key(|(likeness, _)| *likeness).map(|(_, topic)| topic)
}

/// The words that count, folded, without the ending of a plural.
fn words(topic: &str) -> Vec<String> {
    let folded = fold(topic);
    let counting = folded.split(' ').filter(|word| !word.is_empty() && !SMALL.contains(word));
    counting
        .map(|word| word.strip_suffix(['s', 'x']).filter(|bare| bare.len() >= 3).unwrap_or(word).to_owned())
        .collect()
}

fn same_word(one: &str, other: &str) -> bool {
    let pair = |(left, right): &(&str, &str)| (*left == one && *right == other) || (*left == other && *right == one);
    if one == other || ALIKE.iter().any(pair) {
        return true;
    }
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let common = one.bytes().zip(other.bytes()).take_while(|(left, right)| left == right).count();
    // One begins the other, or both go the same way for more than half of the longer one.
    (common == shorter && shorter >= STEM) || (common > STEM && common * 2 > longer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_known_by_their_words_however_they_end() {
        let club = [
            "Compostage et biodéchets",
            "Éco-manifestations",
            "Jardinage au naturel",
            "Textiles",
            "Tri et recyclage",
            "Vaisselle réutilisable",
        ]
        .map(str::to_owned);
        for (written, proposal) in [
            ("compostage", Some("Compostage et biodéchets")),
            ("COMPOST", Some("Compostage et biodéchets")),
            ("éco-événements", Some("Éco-manifestations")),
            ("jardin au naturel", Some("Jardinage au naturel")),
            ("textile", Some("Textiles")),
            ("tri", Some("Tri et recyclage")),
            ("éco-gestes", None),
            ("tricot", None),
            ("réemploi", None),
            ("vannerie", None),
        ] {
            assert_eq!(nearest(written, &club).map(String::as_str), proposal, "{written}");
        }
        assert_eq!(nearest("…", &club), None);
    }
}
