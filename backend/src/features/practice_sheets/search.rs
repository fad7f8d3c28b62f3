//! What typed words may mean: the stem itself, words that begin so, and, where no sheet has it, words one slip away. All
//! of it is equality on indexed words, so that both databases find the same and order it alike.

use std::collections::BTreeSet;

use kernel::{
    problem::Problem,
    stems::{one_slip_apart, spellings, stem, words_of},
};
use sea_orm::ConnectionTrait;

use super::store::catalogue::{self, Asked, Candidate};

/// So many typed words are looked at.
const MOST_WORDS: usize = 8;
/// So many words of the vocabulary may begin as a typed one does.
const MOST_BEGINNING: u64 = 12;
/// From so many letters on, a typed word may be the beginning of another.
const BEGINNING_FROM: usize = 3;

/// How much a sheet counts for the word itself, for one that begins so, for one that is a slip away.
const ITSELF: i64 = 10;
const BEGINS: i64 = 6;
const SLIPPED: i64 = 5;

/// The question to the catalogue, and the stems to be marked in what is found. None: no sheet can fit.
pub async fn asked<C: ConnectionTrait>(
    db: &C,
    q: &str,
    facets: Vec<(&'static str, String)>,
) -> Result<Option<(Asked, BTreeSet<String>)>, Problem> {
    let mut typed: Vec<String> = Vec::new();
    for word in words_of(q) {
        if !typed.iter().any(|known| stem(known) == stem(&word)) {
            typed.push(word);
        }
    }
    typed.truncate(MOST_WORDS);
    if typed.is_empty() {
        // Small words alone ask for nothing in particular.
        return Ok(Some((Asked { facets, ..Asked::default() }, BTreeSet::new())));
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (word, text) in typed.iter().enumerate() {
        for (stem, factor) in meant(db, text).await? {
            candidates.push(Candidate { word, stem, factor });
        }
    }
    let stems: Vec<String> = candidates.iter().map(|one| one.stem.clone()).collect();
    let known = catalogue::frequencies(db, &stems).await?;
    candidates.retain(|one| known.contains_key(&one.stem));
    if candidates.is_empty() {
        return Ok(None);
    }
    for one in &mut candidates {
        one.factor *= rarity(known.get(&one.stem).copied().unwrap_or(1));
    }
    let stems = candidates.iter().map(|one| one.stem.clone()).collect();
    Ok(Some((Asked { candidates, at_least: typed.len(), facets }, stems)))
}

/// The stems that a typed word may mean.
async fn meant<C: ConnectionTrait>(db: &C, text: &str) -> Result<Vec<(String, i64)>, Problem> {
    let own = stem(text);
    let mut meant = vec![(own.clone(), ITSELF)];
    let mut add = |stem: String, factor: i64| {
        if !meant.iter().any(|(known, _)| *known == stem) {
            meant.push((stem, factor));
        }
    };
    if text.chars().count() >= BEGINNING_FROM {
        for (_, stem) in catalogue::beginning(db, text, MOST_BEGINNING).await? {
            add(stem, BEGINS);
        }
    }
    let has = catalogue::frequencies(db, std::slice::from_ref(&own)).await?;
    if has.is_empty() {
        for (word, stem) in catalogue::spelt(db, &spellings(text)).await? {
            if one_slip_apart(text, &word) {
                add(stem, SLIPPED);
            }
        }
    }
    Ok(meant)
}

/// A word that few sheets have tells more: 1 for one that thousands have, up to 13.
fn rarity(sheets: i64) -> i64 {
    let doubled = i64::from(sheets.max(1).ilog2());
    (13 - doubled).max(1)
}

/// The same question where one of the words suffices: some is better than none.
pub fn some_of(asked: &Asked) -> Option<Asked> {
    (asked.at_least > 1).then(|| Asked { at_least: 1, ..asked.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_sheets_have_tells_more() {
        assert_eq!((rarity(0), rarity(1), rarity(2), rarity(4096), rarity(100_000)), (13, 13, 12, 1, 1));
    }

    #[test]
    fn some_words_are_asked_for_only_where_there_are_several() {
        let one = Asked { at_least: 1, ..Asked::default() };
        assert_eq!(some_of(&one).map(|asked| asked.at_least), None);
        let two = Asked { at_least: 2, ..Asked::default() };
        assert_eq!(some_of(&two).map(|asked| asked.at_least), Some(1));
    }
}
