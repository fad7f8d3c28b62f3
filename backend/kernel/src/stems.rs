//! French words as a search compares them: without accents and endings, and with one slip forgiven. Pure, so that both
//! databases are asked the same question.

use crate::words::fold;

/// Words that say nothing of what a text is about.
const SILENT: [&str; 68] = [
    "a", "ai", "as", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "dont", "du",
    "elle", "en", "est", "et", "eux", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "m",
    "ma", "mais", "me", "mes", "mon", "n", "ne", "nos", "notre", "nous", "on", "ou", "par", "pas", "plus", "pour",
    "qu", "que", "qui", "s", "sa", "sans", "se", "ses", "son", "sont", "sur", "t", "un", "une", "vos", "votre", "vous",
    "y",
];

/// Endings that make another word of the same family, the longest first.
const ENDINGS: [&str; 22] = [
    "issement", "atrice", "ateur", "ation", "ement", "ition", "euse", "ique", "iste", "able", "ible", "ite", "eur",
    "age", "ant", "ent", "ive", "if", "er", "ir", "ee", "e",
];

/// So many letters of a word are always left.
const LEAST: usize = 4;
/// A word shorter than this is meant as it is written.
const FORGIVEN_FROM: usize = 4;
/// Nobody misspells the end of a longer word, and each of its letters costs a row.
const LONGEST: usize = 24;

/// The words of a text that say what it is about, folded, in their order.
pub fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let telling = folded.split(' ').filter(|word| !word.is_empty() && !SILENT.contains(word));
    telling.map(|word| word.chars().take(LONGEST).collect()).collect()
}

/// What is left of a folded word without number, gender and family ending: `composteurs` and `compostage` are one.
pub fn stem(word: &str) -> String {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = singular(word);
    if let Some(ending) = ENDINGS.iter().find(|ending| stem.ends_with(**ending) && stem.len() >= ending.len() + LEAST) {
        stem.truncate(stem.len() - ending.len());
    }
    let bytes = stem.as_bytes();
    // A doubled letter is a trace of the ending.
    if bytes.len() > LEAST && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
        stem.pop();
    }
    stem
}

fn singular(word: &str) -> String {
    if word.len() < LEAST {
        return word.to_owned();
    }
    if let Some(root) = word.strip_suffix("aux").filter(|root| root.len() > 2 && !root.ends_with('e')) {
        return format!("{root}al");
    }
    word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned()
}

/// The word and what is left of it without each of its letters: two words that are one slip apart share one of these.
pub fn spellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all = vec![word.to_owned()];
    if forgives(word) {
        let without = |at: usize| letters[..at].iter().chain(&letters[at + 1..]).collect::<String>();
        all.extend((0..letters.len()).map(without));
        all.sort_unstable();
        all.dedup();
    }
    all
}

/// Whether one may have been typed for the other: a letter too many, too few, another one, or two that changed places.
pub fn one_slip_apart(typed: &str, word: &str) -> bool {
    forgives(typed) && forgives(word) && strsim::osa_distance(typed, word) <= 1
}

/// Numbers are meant as they are written, and so are short words.
fn forgives(word: &str) -> bool {
    word.chars().count() >= FORGIVEN_FROM && !word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_family_has_one_stem() {
        for family in [
            ["compostage", "composteurs", "composter", "compost"],
            ["fete", "fetes", "fete", "fetes"],
            ["jetable", "jetables", "jetable", "jetables"],
            ["reparation", "reparer", "reparateur", "repare"],
            ["broyage", "broyeur", "broyer", "broyeuses"],
            ["dechet", "dechets", "dechet", "dechets"],
            ["locaux", "local", "locaux", "local"],
            ["gaspillage", "gaspiller", "gaspillages", "gaspille"],
        ] {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{family:?} {stems:?}");
        }
    }

    #[test]
    fn words_that_only_look_alike_have_two() {
        for (one, other) in [("vert", "verre"), ("tri", "trie"), ("eau", "eaux1"), ("pain", "peine"), ("2014", "2015")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_typed_is_read_without_accents_ligatures_and_small_words() {
        assert_eq!(words_of("Une fête SANS jetables, à l’œuvre !"), ["fete", "jetables", "oeuvre"]);
        assert!(words_of("et de la").is_empty());
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (typed, word) in
            [("jetabel", "jetable"), ("jetble", "jetable"), ("jettable", "jetable"), ("elagaje", "elagage")]
        {
            let shared = spellings(typed).into_iter().any(|one| spellings(word).contains(&one));
            assert!(shared && one_slip_apart(typed, word), "{typed} {word}");
        }
        assert!(!one_slip_apart("jtabel", "jetable"));
        assert!(!one_slip_apart("tri", "tra"));
        assert!(!one_slip_apart("2014", "2015"));
    }
}
