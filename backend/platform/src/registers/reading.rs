//! How texts of registers are read: what may not be shown is not there, and capitals are softened.

use kernel::cells::is_undisclosed;
use serde_json::Value;

/// A text that is there, and that may be shown.
pub fn shown(value: &Value) -> Option<String> {
    let text = value.as_str()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && !is_undisclosed(&text) && !text.chars().any(char::is_control)).then_some(text)
}

/// A number, written as one or as a text.
pub fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number| number.is_finite())
}

/// Legal forms and the like, which stay in capitals.
const CAPITALS: [&str; 24] = [
    "SA", "SAS", "SASU", "SARL", "EURL", "SCI", "SNC", "SCOP", "SCIC", "SCEA", "EARL", "GAEC", "GIE", "EI", "MJC",
    "APE", "AMAP", "CC", "CA", "SIVU", "SIVOM", "CCAS", "EHPAD", "ZA",
];
const SMALL: [&str; 17] =
    ["de", "du", "des", "la", "le", "les", "et", "en", "au", "aux", "sur", "sous", "pour", "par", "bis", "ter", "chez"];

/// `BOULANGERIE DE L'ILL` → `Boulangerie de l'Ill`. A text with small letters is left as it is.
pub fn softened(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let words = text.split(' ').enumerate().map(|(at, word)| {
        if CAPITALS.contains(&word) || word.chars().any(|c| c.is_ascii_digit()) || is_initials(word) {
            return word.to_owned();
        }
        let lower = word.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) {
            return lower;
        }
        match lower.split_once('\'') {
            Some((article @ ("l" | "d" | "qu"), rest)) if at > 0 => format!("{article}'{}", capitalised(rest)),
            _ => capitalised(&lower),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `S.M.I.` or a word without vowels.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.contains('.') || (letters > 1 && !word.chars().any(|c| "AEIOUYÀÂÉÈÊËÎÏÔÛÙÜŒÆ".contains(c)))
}

/// Each part of a compound: `saint-pierre` → `Saint-Pierre`, `d'argent` → `D'Argent`.
fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for c in word.chars() {
        match first {
            true => out.extend(c.to_uppercase()),
            false => out.push(c),
        }
        first = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_may_not_be_shown_is_not_there() {
        for hidden in ["[NON-DIFFUSIBLE]", "[NON-DIFFUSIBLE] 67600 SELESTAT", " ", "a\u{0}b"] {
            assert_eq!(shown(&json!(hidden)), None, "{hidden}");
        }
        assert_eq!(shown(&json!("  LES  VIEUX RABOTS ")), Some("LES VIEUX RABOTS".to_owned()));
        assert_eq!(shown(&json!(null)), None);
    }

    #[test]
    fn capitals_are_softened_and_small_letters_left() {
        for (raw, read) in [
            ("BOULANGERIE DE L'ILL", "Boulangerie de l'Ill"),
            ("SARL KERN ET FILS", "SARL Kern et Fils"),
            ("12 BIS RUE DES PRES", "12 bis Rue des Pres"),
            ("COMMUNE DE SAINT-PIERRE-BOIS", "Commune de Saint-Pierre-Bois"),
            ("Ludothèque des Prés", "Ludothèque des Prés"),
            ("SMCTM D'ALSACE", "SMCTM d'Alsace"),
        ] {
            assert_eq!(softened(raw), read);
        }
    }
}
