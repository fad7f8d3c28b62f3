//! A sentence in both languages of the house, set as each is set; and which of them somebody reads.

/// One sentence in French and in English, made to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Say {
    pub fr: String,
    pub en: String,
}

/// A sentence in both languages. The French one is set as French is: here, once, for all of them.
pub fn say(fr: impl Into<String>, en: impl Into<String>) -> Say {
    Say { fr: typeset(&fr.into()), en: en.into() }
}

/// French typography: narrow no-break spaces inside « » and before ; : ? !, and the apostrophe that curls.
fn typeset(text: &str) -> String {
    const NARROW: char = '\u{202f}';
    let mut set = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let is = match letter {
            ' ' | '\u{a0}' if before == '«' || matches!(next, ';' | ':' | '?' | '!' | '»') => NARROW,
            '\'' if before.is_alphabetic() && next.is_alphabetic() => '’',
            other => other,
        };
        set.push(is);
        before = letter;
    }
    set
}

/// The languages the house speaks. French is the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    Fr,
    En,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// The language of an `Accept-Language` value that the house speaks and the reader prefers (RFC 9110 §12.5.4);
    /// French when there is none.
    pub fn accepted(header: &str) -> Language {
        let mut best: Option<(Language, f32)> = None;
        for (tag, weight) in weighed(header) {
            let language = match tag.split('-').next() {
                Some("fr" | "*") => Language::Fr,
                Some("en") => Language::En,
                _ => continue,
            };
            if weight > 0.0 && best.is_none_or(|(_, heaviest)| weight > heaviest) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language).unwrap_or_default()
    }
}

/// The parts of a header that lists preferences (`br;q=0.8, gzip`), in lower case, each with its weight.
pub fn weighed(header: &str) -> impl Iterator<Item = (String, f32)> {
    header.split(',').filter_map(|part| {
        let mut words = part.split(';').map(|word| word.trim().to_ascii_lowercase());
        let name = words.next().filter(|name| !name.is_empty())?;
        let weight = words.find_map(|word| word.strip_prefix("q=")?.trim().parse().ok()).unwrap_or(1.0);
        Some((name, weight))
    })
}

impl Say {
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spoken_language_wins_and_french_is_the_default() {
        assert_eq!(Language::accepted("de-DE, en;q=0.8, fr;q=0.5"), Language::En);
        assert_eq!(Language::accepted("fr-FR,en"), Language::Fr);
        assert_eq!(Language::accepted("zh"), Language::Fr);
        assert_eq!(Language::accepted(""), Language::Fr);
        assert_eq!(Language::accepted("en;q=0.1, fr"), Language::Fr);
        assert_eq!(Language::accepted("fr;q=0, en;q=0.5"), Language::En);
        assert_eq!(Language::accepted("*"), Language::Fr);
    }

    #[test]
    fn french_is_set_as_french_is() {
        let said = say("Choisissez « Oui » ; l'autre : non ! D'accord ?", "It's 10:30 ; fine");
        assert_eq!(
            said.fr,
            "Choisissez «\u{202f}Oui\u{202f}»\u{202f}; l’autre\u{202f}: non\u{202f}! D’accord\u{202f}?"
        );
        assert_eq!(said.en, "It's 10:30 ; fine");
        assert_eq!(say("À 10:30, « x » et 'y'", "").fr, "À 10:30, «\u{202f}x\u{202f}» et 'y'");
    }
}
