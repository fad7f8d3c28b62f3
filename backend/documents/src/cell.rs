//! One cell, as compact as it can be: a hundred thousand rows are held in memory.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// The value a person sees in a cell. A formula is its last computed value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    /// As typed, with its blanks and line breaks (`\n`).
    Text(Box<str>),
    /// Finite. Whole numbers are exact to 2^53, so a SIRET typed as a number is intact.
    Number(f64),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    Time(NaiveTime),
    Bool(bool),
    /// `#N/A`, `#REF!`… in English or French, also when a text file holds it as text.
    Error(SheetError),
}

impl Cell {
    /// Text as a cell: nothing is [`Cell::Empty`], the name of a spreadsheet error is [`Cell::Error`].
    pub fn from_text(text: &str) -> Self {
        if text.is_empty() {
            return Self::Empty;
        }
        match SheetError::named(text) {
            Some(error) => Self::Error(error),
            None => Self::Text(text.into()),
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Empty, or text made of blanks only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_blank_char),
            _ => false,
        }
    }

    /// The value as text: whole numbers without exponent or decimals (`73282932000074`), dates as ISO 8601,
    /// `true`/`false`, errors as written.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(moment) => Cow::Owned(moment.format("%Y-%m-%dT%H:%M:%S").to_string()),
            Self::Time(time) => Cow::Owned(time.format("%H:%M:%S").to_string()),
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Self::Error(error) => Cow::Borrowed(error.as_str()),
        }
    }
}

/// Rust writes floating-point numbers without exponent, in as few digits as give the same number back.
pub(crate) fn number_text(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

fn is_blank_char(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// A spreadsheet error, by the name it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetError(&'static str);

/// Names as Excel and LibreOffice write them in English and in French.
const ERRORS: &[&str] = &[
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#GETTING_DATA",
    "#####",
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#NC",
    "#PROPAGATION!",
    "#EPARS!",
    "#CHAMP!",
    "#BLOQUE!",
    "#OCCUPE!",
    "Err:501",
    "Err:502",
    "Err:503",
    "Err:504",
    "Err:507",
    "Err:508",
    "Err:509",
    "Err:510",
    "Err:511",
    "Err:512",
    "Err:522",
    "Err:523",
];

impl SheetError {
    /// The error this text names, whatever its case and blanks (`#DIV/0 !` in French typography too).
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim();
        if !(text.starts_with('#') || text.starts_with("Err:") || text.starts_with("err:")) || text.len() > 32 {
            return None;
        }
        let compact: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        ERRORS.iter().find(|name| name.eq_ignore_ascii_case(&compact)).map(|name| Self(name))
    }

    /// BIFF error byte ([MS-XLS] 2.5.10 BErr).
    pub(crate) fn from_biff(code: u8) -> Self {
        Self(match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0f => "#VALUE!",
            0x17 => "#REF!",
            0x1d => "#NAME?",
            0x24 => "#NUM!",
            0x2b => "#GETTING_DATA",
            _ => "#N/A",
        })
    }

    pub fn as_str(self) -> &'static str {
        self.0
    }
}
