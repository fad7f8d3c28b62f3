//! Words compared the way people compare them: without case, accents, hyphens; `St` is `Saint`; and names of
//! organisations that may be the same one written twice.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters without accents, ligatures opened (œ, æ, ß); case is kept.
pub fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("AE"),
            'ß' => plain.push_str("ss"),
            'ẞ' => plain.push_str("SS"),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            '’' | '‘' | 'ʼ' => plain.push('\''),
            c => plain.push(c),
        }
    }
    plain
}

/// Lower case, no accents, everything that is neither letter nor digit a single space, `st`/`ste` opened to
/// `saint`/`sainte` (but « Sté » is a *société*). `STE MARIE AUX MINES` and `Sainte-Marie-aux-Mines` fold alike.
pub fn fold(text: &str) -> String {
    folded(text, true)
}

/// The same for a text that others are searched for: as it is kept, and, since what is typed may be a part of a word
/// (`st` of `statuts`), with `st` left as it is. None for a text without letter or digit.
pub fn sought(text: &str) -> Vec<String> {
    let mut both = vec![folded(text, true), folded(text, false)];
    both.dedup();
    both.retain(|text| !text.is_empty());
    both
}

fn folded(text: &str, opening: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    // An accented « Sté » must be told from « Ste » before accents go.
    let lowered =
        if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfc().collect::<String>().to_lowercase() };
    for word in lowered.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        match word {
            "st" if opening => folded.push_str("saint"),
            "ste" if opening => folded.push_str("sainte"),
            "sté" | "stés" if opening => folded.push_str("societe"),
            word if word.is_ascii() => folded.push_str(word),
            word => folded.push_str(&without_accents(word)),
        }
    }
    folded
}

/// The key by which names are sorted. Never empty for a name that is not blank.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

const ARTICLES: [&str; 17] =
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "au", "aux", "a", "un", "une", "sur", "n"];
/// Words that say what kind of organisation it is, which the kind already says.
const KIND_WORDS: [&str; 13] = [
    "association",
    "associations",
    "asso",
    "assoc",
    "ass",
    "mairie",
    "commune",
    "municipalite",
    "societe",
    "ets",
    "entreprise",
    "entreprises",
    "communal",
];
const LEGAL_FORMS: [&str; 20] = [
    "sarl", "sas", "sasu", "sa", "eurl", "earl", "eirl", "ei", "sci", "snc", "scop", "scic", "gaec", "scea", "selarl",
    "scp", "gie", "epic", "sem", "spl",
];

/// The words of a name that make it that one, in their order.
fn telling_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let is_town_of = |i: usize, word: &str| {
        word == "ville" && i == 0 && matches!(words.get(1), Some(&"de" | &"d" | &"du" | &"des")) && words.len() > 2
    };
    let telling: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(i, word)| {
            !ARTICLES.contains(word)
                && !KIND_WORDS.contains(word)
                && !is_town_of(*i, word)
                && !((*i == 0 || *i == last) && LEGAL_FORMS.contains(word))
        })
        .map(|(_, word)| (*word).to_owned())
        .collect();
    if telling.is_empty() { words.into_iter().map(str::to_owned).collect() } else { telling }
}

/// The key by which two names are the same one whatever the order of their words: `Assoc. compostage La Cigogne` and
/// `Association de compostage La Cigogne` have one key, `HOHWALD (LE)` and `Le Hohwald` too.
pub fn match_key(name: &str) -> String {
    let mut words = telling_words(name);
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// From this similarity on, two names in one commune deserve the question whether they are one.
pub const NEAR_EQUAL: f64 = 0.86;

/// How alike two names are, 0 to 1, by their telling words: a word may have a slip, but a word that only one of them
/// has counts with its length. Numbers must be equal.
pub fn similarity(left: &str, right: &str) -> f64 {
    similarity_of_keys(&match_key(left), &match_key(right))
}

/// The same for names already turned into match keys.
pub fn similarity_of_keys(left: &str, right: &str) -> f64 {
    if left == right {
        return if left.is_empty() { 0.0 } else { 1.0 };
    }
    let mut lefts: Vec<&str> = left.split(' ').filter(|word| !word.is_empty()).collect();
    let mut rights: Vec<&str> = right.split(' ').filter(|word| !word.is_empty()).collect();
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>() as f64;
    let total = length(&lefts) + length(&rights);
    if total == 0.0 || numbers_differ(&lefts, &rights) {
        return 0.0;
    }
    let mut shared = shared_and_removed(&mut lefts, &mut rights, |l, r| f64::from(u8::from(l == r)));
    shared += joined_and_removed(&mut lefts, &mut rights) + joined_and_removed(&mut rights, &mut lefts);
    shared += shared_and_removed(&mut lefts, &mut rights, word_likeness);
    (shared / total).min(0.98)
}

/// « École 1 » and « École 2 » are two, whatever the rest.
fn numbers_differ(lefts: &[&str], rights: &[&str]) -> bool {
    let has_digit = |word: &&&str| word.bytes().any(|b| b.is_ascii_digit());
    !lefts.iter().filter(has_digit).eq(rights.iter().filter(has_digit))
}

/// Pairs off the words that are alike and returns the letters they share.
fn shared_and_removed(lefts: &mut Vec<&str>, rights: &mut Vec<&str>, likeness: fn(&str, &str) -> f64) -> f64 {
    let mut shared = 0.0;
    lefts.retain(|word| {
        let best = rights.iter().map(|other| likeness(word, other)).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((i, alike)) = best.filter(|(_, alike)| *alike > 0.0) else { return true };
        shared += alike * (word.chars().count() + rights[i].chars().count()) as f64;
        rights.swap_remove(i);
        false
    });
    shared
}

/// « repaircafe » on one side, « repair » and « cafe » on the other.
fn joined_and_removed(ones: &mut Vec<&str>, twos: &mut Vec<&str>) -> f64 {
    let mut shared = 0.0;
    ones.retain(|word| {
        for i in 0..twos.len() {
            let Some(rest) = word.strip_prefix(twos[i]).filter(|rest| !rest.is_empty()) else { continue };
            let Some(j) = (0..twos.len()).find(|j| *j != i && twos[*j] == rest) else { continue };
            shared += 0.99 * 2.0 * word.chars().count() as f64;
            twos.swap_remove(i.max(j));
            twos.swap_remove(i.min(j));
            return false;
        }
        true
    });
    shared
}

/// 1 for the same word, a little less for a slip or an abbreviation, else 0.
fn word_likeness(left: &str, right: &str) -> f64 {
    if left == right {
        return 1.0;
    }
    if left.bytes().any(|b| b.is_ascii_digit()) || right.bytes().any(|b| b.is_ascii_digit()) {
        return 0.0;
    }
    let (short, long) = if left.chars().count() < right.chars().count() { (left, right) } else { (right, left) };
    // A plural is no other word.
    if short.len() >= 4 && long.strip_suffix(['s', 'x']) == Some(short) {
        return 0.97;
    }
    let length = short.chars().count();
    let allowed = match length {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    // A difference in length alone is that many slips, and cheaper to see.
    if allowed == 0 || long.chars().count() - length > allowed {
        return 0.0;
    }
    let distance = strsim::osa_distance(left, right);
    if distance > 0 && distance <= allowed { 1.0 - 0.05 * distance as f64 } else { 0.0 }
}

/// Digits with their thousands apart: by a narrow no-break space in French, by a comma in English.
pub fn thousands(digits: &str, apart: char) -> String {
    let mut told = String::with_capacity(digits.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(apart);
        }
        told.push(digit);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_blind_to_case_accents_hyphens_and_saints() {
        for (left, right) in [
            ("STE MARIE AUX MINES", "Sainte-Marie-aux-Mines"),
            ("St Pierre Bois", "Saint-Pierre-Bois"),
            ("Boesenbiesen", "Bœsenbiesen"),
            ("SCHOENAU", "Schœnau"),
            ("L’Écrou  Malin", "l'ecrou malin"),
            ("Neuve Eglise", "Neuve-Église"),
            ("Straße", "strasse"),
            ("re\u{301}emploi", "réemploi"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} {right}");
        }
        assert_eq!(fold("Sté Dupont"), "societe dupont");
        assert_eq!(fold("  "), "");
        assert_eq!(sought("Rue de l’Église"), ["rue de l eglise"]);
        assert_eq!(sought("St"), ["saint", "st"]);
        assert!(sought("€ !").is_empty());
        assert_eq!(name_key("!!!"), "!!!");
        assert_eq!(name_key("Épicerie"), "epicerie");
    }

    #[test]
    fn one_organisation_written_twice_has_one_key() {
        for (left, right) in [
            ("Assoc. compostage La Cigogne Économe", "Association de compostage La Cigogne Économe"),
            ("REPAIR-CAFE LES VIEUX RABOTS", "Repair Café Les Vieux Rabots"),
            ("Ludothèque Le Vrac en Fête (asso)", "Ludothèque Le Vrac en Fête"),
            ("Mairie de STE MARIE AUX MINES", "Sainte-Marie-aux-Mines"),
            ("Commune d'Albé", "Albé"),
            ("Ville de Barr", "Barr (mairie)"),
            ("HOHWALD (LE)", "Commune du Hohwald"),
            ("SARL Pharmacie Muhlgassel", "Pharmacie Muhlgassel"),
            ("Ville de Villé", "Commune de Villé"),
            ("Villé", "Commune de Villé"),
        ] {
            assert_eq!(match_key(left), match_key(right), "{left} {right}");
            assert_eq!(similarity(left, right), 1.0);
        }
    }

    #[test]
    fn slips_are_near_equal() {
        for (left, right) in [
            ("Foyer rural Les Épluchures Joyeuses", "Foyer rural Les Epluchure Joyeuses"),
            ("Boulangerie Schneebichl", "Boulangerie Schneebichel"),
            ("Repair Café Les Vieux Rabots", "RepairCafé Les Vieux Rabots"),
        ] {
            let score = similarity(left, right);
            assert!((NEAR_EQUAL..1.0).contains(&score), "{left} {right} {score}");
        }
    }

    #[test]
    fn names_that_only_look_alike_are_two() {
        for (left, right) in [
            ("Saint-Pierre", "Saint-Pierre-Bois"),
            ("Breitenau", "Breitenbach"),
            ("Lycée Les Tilleuls Dorés de Gerstheim", "Centre aéré Les Tilleuls Dorés de Gerstheim"),
            ("École élémentaire 1", "École élémentaire 2"),
            ("École maternelle Les Pinsons", "École élémentaire Les Pinsons"),
            ("Menuiserie Brennhof", "Ferme Brennhof"),
            ("Auberge Vogelgrub", "Auberge Valbrunoy"),
            ("=1+1", "{{7*7}} ${7*7} <%= 7*7 %>"),
        ] {
            let score = similarity(left, right);
            assert!(score < NEAR_EQUAL, "{left} {right} {score}");
        }
        // Equal by name; only their communes tell them apart, so nothing may compare names alone.
        assert_eq!(similarity("Amicale du Four à Pain", "Amicale du Four à Pain"), 1.0);
    }
}
