//! What a field expects, in words: the library that reads bodies says it in English alone.

use kernel::problem::{Say, say};

/// The sentence for a value that does not fit, from the library's own. What can't be said in French is left out.
pub fn sentence(message: &str) -> Say {
    let expected = message.split_once("expected ").map(|(_, expected)| expected);
    let expected = expected.map(|expected| expected.split(" at line").next().unwrap_or(expected).replace('`', ""));
    match expected.as_deref().and_then(in_french) {
        Some((fr, en)) => say(
            format!("Cette valeur ne convient pas ; attendu : {fr}."),
            format!("This value does not fit; expected: {en}."),
        ),
        None => say("Cette valeur ne convient pas.", "This value does not fit."),
    }
}

fn in_french(expected: &str) -> Option<(String, String)> {
    if let Some(words) = expected.strip_prefix("one of ") {
        return Some((format!("l’un de {words}"), format!("one of {words}")));
    }
    let (fr, en) = match expected {
        "a boolean" | "bool" => ("true ou false", "true or false"),
        "i8" | "i16" | "i32" | "i64" | "an integer" => ("un nombre entier", "a whole number"),
        "u8" | "u16" | "u32" | "u64" | "usize" => ("un nombre entier, zéro ou plus", "a whole number, zero or more"),
        "f32" | "f64" | "a number" => ("un nombre", "a number"),
        "a string" | "a borrowed string" => ("un texte", "a text"),
        "a map" => ("un objet", "an object"),
        "a sequence" => ("une liste", "a list"),
        _ if expected.starts_with("struct ") => ("un objet", "an object"),
        // Two or one words, as they are written: « a or b ».
        _ => match expected.split(" or ").collect::<Vec<_>>().as_slice() {
            [one, two] if is_word(one) && is_word(two) => {
                return Some((format!("{one} ou {two}"), format!("{one} or {two}")));
            }
            [one] if is_word(one) => (*one, *one),
            _ => return None,
        },
    };
    Some((fr.to_owned(), en.to_owned()))
}

/// A word of the contract, which is the same in each language.
fn is_word(text: &str) -> bool {
    text.contains(['_', '-']) && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_french_sentence_holds_english() {
        let french = |message: &str| sentence(message).fr;
        let colon = "Cette valeur ne convient pas\u{202f}; attendu\u{202f}: ";
        assert_eq!(
            french("unknown variant `x`, expected one of `name`, `email`"),
            format!("{colon}l’un de name, email.")
        );
        assert_eq!(
            french("invalid type: string \"a\", expected u32 at line 1"),
            format!("{colon}un nombre entier, zéro ou plus.")
        );
        assert_eq!(french("invalid type: integer `1`, expected a boolean"), format!("{colon}true ou false."));
        assert_eq!(french("invalid type: integer `1`, expected a string"), format!("{colon}un texte."));
        assert_eq!(
            french("unknown variant `x`, expected `ex_officio` or `not-yet`"),
            format!("{colon}ex_officio ou not-yet.")
        );
        assert_eq!(french("expected a formatted date string"), "Cette valeur ne convient pas.");
    }
}
