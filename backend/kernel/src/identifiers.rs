//! Numbers by which France knows an organisation or a place. None is ever mandatory; one that is present must be true.
//! Formats: INSEE (SIREN, SIRET with the exception of La Poste), RNA, AMALIA (Alsace-Moselle), code officiel géographique.

use std::fmt;

use crate::cells::{ValueFault, is_scientific};

/// Why an identifier is refused.
pub type IdentifierFault = ValueFault;

macro_rules! identifier {
    ($($(#[$meta:meta])* $name:ident),+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str { &self.0 }
            pub fn into_string(self) -> String { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )+ };
}

identifier! {
    /// Nine digits with a Luhn key: a legal unit.
    Siren,
    /// Fourteen digits with a Luhn key: an establishment of a legal unit.
    Siret,
    /// `W` and nine digits or capitals: an association under the law of 1901.
    Rna,
    /// An association of Alsace-Moselle; no checksum is published, at most 20 characters.
    Amalia,
    /// Five characters: a commune in the code officiel géographique (`2A004`, `97105`).
    InseeCommune,
    /// Five digits.
    PostalCode
}

const LA_POSTE: &str = "356000000";

fn without_separators(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\'' | '\u{200b}' | '\u{feff}')).collect()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            if i % 2 == 0 {
                digit
            } else if digit > 4 {
                digit * 2 - 9
            } else {
                digit * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Digits of a SIREN or SIRET, or what is wrong with them before any key is computed.
fn numbered(raw: &str, name: &str, codes: [&'static str; 4], length: usize) -> Result<String, IdentifierFault> {
    let [destroyed, letters, wrong_length, zeros] = codes;
    if is_scientific(raw) {
        return Err(ValueFault::new(
            destroyed,
            format!(
                "{name} détruit par le tableur (notation scientifique) : ses chiffres sont perdus, reprenez-le à la source."
            ),
            format!(
                "{name} destroyed by the spreadsheet (scientific notation): its digits are lost, take it from the source again."
            ),
        ));
    }
    let digits = without_separators(raw);
    if !is_digits(&digits) {
        return Err(ValueFault::new(
            letters,
            format!("Un {name} ne contient que des chiffres."),
            format!("A {name} holds digits only."),
        ));
    }
    if digits.len() != length {
        return Err(ValueFault::new(
            wrong_length,
            format!("Un {name} compte {length} chiffres ; celui-ci en a {}.", digits.len()),
            format!("A {name} has {length} digits; this one has {}.", digits.len()),
        ));
    }
    if digits.bytes().all(|b| b == b'0') {
        return Err(ValueFault::new(
            zeros,
            format!("{name} fait de zéros : il n'existe pas."),
            format!("A {name} made of zeros does not exist."),
        ));
    }
    Ok(digits)
}

impl Siren {
    /// Nine digits; spaces, dots and hyphens are ignored.
    pub fn parse(raw: &str) -> Result<Siren, IdentifierFault> {
        let digits = numbered(raw, "SIREN", ["siren.destroyed", "siren.letters", "siren.length", "siren.zeros"], 9)?;
        if !luhn(&digits) {
            return Err(ValueFault::new(
                "siren.key",
                "La clé de contrôle de ce SIREN est fausse : un chiffre a dû être mal recopié.",
                "The check digit of this SIREN is wrong: a digit was probably mistyped.",
            ));
        }
        Ok(Siren(digits))
    }

    /// Intra-EU VAT number: key = (12 + 3·(SIREN mod 97)) mod 97.
    pub fn vat_number(&self) -> String {
        let remainder = self.0.bytes().fold(0u32, |rest, b| (rest * 10 + u32::from(b - b'0')) % 97);
        format!("FR{:02}{}", (12 + 3 * remainder) % 97, self.0)
    }
}

impl Siret {
    /// Fourteen digits; spaces, dots and hyphens are ignored. An establishment of La Poste may have, instead of a
    /// Luhn key, digits whose sum is a multiple of five.
    pub fn parse(raw: &str) -> Result<Siret, IdentifierFault> {
        let digits = numbered(raw, "SIRET", ["siret.destroyed", "siret.letters", "siret.length", "siret.zeros"], 14)?;
        let sum: u32 = digits.bytes().map(|b| u32::from(b - b'0')).sum();
        let is_post_office = digits.starts_with(LA_POSTE) && sum.is_multiple_of(5);
        if !luhn(&digits) && !is_post_office {
            return Err(ValueFault::new(
                "siret.key",
                "La clé de contrôle de ce SIRET est fausse : un chiffre a dû être mal recopié.",
                "The check digit of this SIRET is wrong: a digit was probably mistyped.",
            ));
        }
        Ok(Siret(digits))
    }

    /// The legal unit this establishment belongs to.
    pub fn siren(&self) -> Siren {
        Siren(self.0.chars().take(9).collect())
    }
}

impl Rna {
    /// `^W[0-9A-Z]{9}$` once upper-cased and without spaces. Without its `W` it is refused, with the `W` suggested.
    pub fn parse(raw: &str) -> Result<Rna, IdentifierFault> {
        if is_scientific(raw) {
            return Err(ValueFault::new(
                "rna.destroyed",
                "Numéro RNA détruit par le tableur (notation scientifique).",
                "RNA number destroyed by the spreadsheet (scientific notation).",
            ));
        }
        let text: String = raw.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let is_tail =
            |tail: &str| tail.len() == 9 && tail.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        match text.strip_prefix('W') {
            Some(tail) if is_tail(tail) => Ok(Rna(text)),
            Some(_) => Err(ValueFault::new(
                "rna.length",
                "Un numéro RNA est un W suivi de 9 chiffres ou lettres.",
                "An RNA number is a W followed by 9 digits or letters.",
            )),
            None if is_tail(&text) => {
                Err(ValueFault::new("rna.without_w", "Un numéro RNA commence par W.", "An RNA number begins with W.")
                    .suggesting(format!("W{text}")))
            }
            None => Err(ValueFault::new(
                "rna.format",
                "Un numéro RNA est un W suivi de 9 chiffres ou lettres (les associations d'Alsace-Moselle ont un numéro AMALIA).",
                "An RNA number is a W followed by 9 digits or letters (associations of Alsace-Moselle have an AMALIA number).",
            )),
        }
    }
}

impl Amalia {
    /// Upper-cased, blanks collapsed; 1 to 20 characters.
    pub fn parse(raw: &str) -> Result<Amalia, IdentifierFault> {
        let text = raw.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
        let length = text.chars().count();
        if length == 0 || length > 20 || is_scientific(&text) || text.chars().any(char::is_control) {
            return Err(ValueFault::new(
                "amalia.format",
                "Un numéro AMALIA compte 1 à 20 caractères.",
                "An AMALIA number has 1 to 20 characters.",
            ));
        }
        Ok(Amalia(text))
    }
}

impl InseeCommune {
    /// `^([013-9]\d|2[AB1-9])\d{3}$` once upper-cased.
    pub fn parse(raw: &str) -> Result<InseeCommune, IdentifierFault> {
        let text: String = raw.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        let bytes = text.as_bytes();
        if bytes.len() == 4 && is_digits(&text) {
            return Err(ValueFault::new(
                "insee.length",
                "Un code INSEE de commune compte 5 caractères ; celui-ci n'a que 4 chiffres.",
                "A commune's INSEE code has 5 characters; this one has only 4 digits.",
            ));
        }
        let well_formed = match bytes {
            [first, second, rest @ ..] if rest.len() == 3 && rest.iter().all(u8::is_ascii_digit) => match first {
                b'2' => matches!(second, b'A' | b'B' | b'1'..=b'9'),
                b'0'..=b'9' => second.is_ascii_digit(),
                _ => false,
            },
            _ => false,
        };
        if !well_formed {
            return Err(ValueFault::new(
                "insee.format",
                "Un code INSEE de commune compte 5 caractères, comme 67462 ou 2A004.",
                "A commune's INSEE code has 5 characters, such as 67462 or 2A004.",
            ));
        }
        Ok(InseeCommune(text))
    }
}

impl PostalCode {
    /// Five digits. Four digits are refused with the lost zero suggested; who knows the commune may decide.
    pub fn parse(raw: &str) -> Result<PostalCode, IdentifierFault> {
        let text = without_separators(raw);
        if is_digits(&text) && text.len() == 5 && !text.starts_with("00") {
            return Ok(PostalCode(text));
        }
        let fault =
            ValueFault::new("postal_code.format", "Un code postal compte 5 chiffres.", "A postal code has 5 digits.");
        if is_digits(&text) && text.len() == 4 && !text.starts_with('0') {
            return Err(fault.suggesting(format!("0{text}")));
        }
        Err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siren_vectors() {
        for ok in [
            "732829320",
            "552081317",
            "356000000",
            " 732 829 320 ",
            "732\u{a0}829\u{202f}320",
            "732.829.320",
            "216700104",
        ] {
            assert!(Siren::parse(ok).is_ok(), "{ok}");
        }
        for (ko, code) in [
            ("123456789", "siren.key"),
            ("999000001", "siren.key"),
            ("000000000", "siren.zeros"),
            ("7,33E+08", "siren.destroyed"),
            ("12345678", "siren.length"),
            ("73282932A", "siren.letters"),
        ] {
            assert_eq!(Siren::parse(ko).unwrap_err().code, code, "{ko}");
        }
        assert_eq!(Siren::parse("552081317").unwrap().vat_number(), "FR03552081317");
    }

    #[test]
    fn siret_vectors() {
        for ok in [
            "73282932000074",
            " 732 829 320 00074 ",
            "13002526500013",
            "35600000000048",
            "35600000049837",
            "216 700 039 00011",
        ] {
            assert!(Siret::parse(ok).is_ok(), "{ok}");
        }
        for (ko, code) in [
            ("12345678912345", "siret.key"),
            ("123456ABC12345", "siret.letters"),
            ("3624679471379", "siret.length"),
            ("00000000000000", "siret.zeros"),
            ("7,32829E+13", "siret.destroyed"),
            ("9.9900123E+13", "siret.destroyed"),
            ("99900001234567", "siret.key"),
        ] {
            assert_eq!(Siret::parse(ko).unwrap_err().code, code, "{ko}");
        }
        assert_eq!(Siret::parse("73282932000074").unwrap().siren().as_str(), "732829320");
        assert!(Siret::parse("9,99E+13").unwrap_err().fr.contains("détruit par le tableur"));
    }

    #[test]
    fn an_rna_number_may_hold_letters_and_its_lost_w_is_suggested_only() {
        assert_eq!(Rna::parse("W143007272").unwrap().as_str(), "W143007272");
        assert_eq!(Rna::parse(" w2a1000123 ").unwrap().as_str(), "W2A1000123");
        let fault = Rna::parse("143007272").unwrap_err();
        assert_eq!((fault.code, fault.suggestion.as_deref()), ("rna.without_w", Some("W143007272")));
        assert_eq!(Rna::parse("W99-123").unwrap_err().code, "rna.length");
        assert!(Rna::parse("abc").is_err());
    }

    #[test]
    fn amalia_numbers_are_free_up_to_twenty_characters() {
        assert_eq!(Amalia::parse(" a2023 sel 000123 ").unwrap().as_str(), "A2023 SEL 000123");
        assert!(Amalia::parse("").is_err());
        assert!(Amalia::parse("123456789012345678901").is_err());
    }

    #[test]
    fn insee_vectors() {
        for ok in ["67447", "2A004", "97105", "01053", "2b033"] {
            assert!(InseeCommune::parse(ok).is_ok(), "{ok}");
        }
        for ko in ["20004", "6746", "67ABC", "", "674470"] {
            assert!(InseeCommune::parse(ko).is_err(), "{ko}");
        }
    }

    #[test]
    fn postal_codes_are_five_digits() {
        assert_eq!(PostalCode::parse("67 750").unwrap().as_str(), "67750");
        assert_eq!(PostalCode::parse("1000").unwrap_err().suggestion.as_deref(), Some("01000"));
        assert_eq!(PostalCode::parse("6760").unwrap_err().suggestion.as_deref(), Some("06760"));
        for ko in ["670000", "57657660", "2A000", "00000", ""] {
            assert!(PostalCode::parse(ko).is_err(), "{ko}");
        }
    }
}
