//! Days as people type them in France. Day before month, always: `04/25/2016` is a mistake and not the 25th of April.

use chrono::{Datelike, NaiveDate};

use crate::cells::ValueFault;
use crate::trade::{Channel, Precision};
use crate::words::without_accents;

/// A day and how precisely it was given; a month stands for its first day, a year for the first of January.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadDay {
    pub day: NaiveDate,
    pub precision: Precision,
}

/// « tél. 04/07/2016 »: a day, and the channel that the words around it name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadContact {
    pub day: ReadDay,
    pub channel: Option<Channel>,
    /// What is written beside the day.
    pub words: String,
}

const MONTHS: [(&str, u32); 36] = [
    ("janvier", 1),
    ("janv", 1),
    ("jan", 1),
    ("fevrier", 2),
    ("fevr", 2),
    ("fev", 2),
    ("feb", 2),
    ("mars", 3),
    ("mar", 3),
    ("avril", 4),
    ("avr", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("juil", 7),
    ("jul", 7),
    ("aout", 8),
    ("aou", 8),
    ("septembre", 9),
    ("septemb", 9),
    ("sept", 9),
    ("sep", 9),
    ("octobre", 10),
    ("octob", 10),
    ("oct", 10),
    ("novembre", 11),
    ("novemb", 11),
    ("nov", 11),
    ("decembre", 12),
    ("decemb", 12),
    ("dec", 12),
    ("january", 1),
    ("february", 2),
    ("april", 4),
    ("august", 8),
    ("jui", 6),
];

/// Words that may stand before or after a day without changing it.
const AROUND: [&str; 16] = [
    "le", "en", "du", "depuis", "des", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "debut", "de", "au", "a",
];

/// Days a club can mean; anything else is a slip of the year.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2150;

fn unreadable(text: &str) -> ValueFault {
    ValueFault::new(
        "date.unreadable",
        format!("« {text} » n'est pas une date lisible : écrivez jour/mois/année, par exemple 31/12/2016."),
        format!("“{text}” can't be read as a date: write day/month/year, for instance 31/12/2016."),
    )
}

fn impossible(text: &str) -> ValueFault {
    ValueFault::new(
        "date.impossible",
        format!("La date « {text} » n'existe pas."),
        format!("The date “{text}” does not exist."),
    )
}

fn no_such_month(text: &str, month: u32) -> ValueFault {
    ValueFault::new(
        "date.month",
        format!("Le mois {month} n'existe pas dans « {text} » : les dates se lisent jour/mois/année."),
        format!("There is no month {month} in “{text}”: dates are read day/month/year."),
    )
}

/// A date alone: `31/12/2024`, `31-12-24`, `31.12.2024`, ISO (with or without a time), `déc.-24`, `mars 2016`,
/// `22 juin 2016`, `1er juin 2016`, `09/2014`, `2016`.
pub fn read_day(text: &str) -> Result<ReadDay, ValueFault> {
    let (day, around) = read_within(text)?;
    let only_small_words =
        around.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| AROUND.contains(&word));
    if only_small_words { Ok(day) } else { Err(unreadable(text.trim())) }
}

/// A date with words around it.
pub fn read_contact(text: &str) -> Result<ReadContact, ValueFault> {
    let (day, around) = read_within(text)?;
    Ok(ReadContact { day, channel: channel_of(&around), words: around })
}

/// The channel that words of a coordinator name.
pub fn channel_of(words: &str) -> Option<Channel> {
    let folded = without_accents(&words.to_lowercase());
    folded.split(|c: char| !c.is_alphanumeric()).find_map(|word| match word {
        "tel" | "telephone" | "appel" | "appele" | "phone" | "phoning" => Some(Channel::Call),
        "rdv" | "rendez" | "reunion" | "rencontre" | "rencontres" | "entretien" | "vu" | "vue" | "vus" => {
            Some(Channel::Meeting)
        }
        "visite" | "visites" => Some(Channel::Visit),
        "mail" | "mel" | "courriel" | "email" | "mails" => Some(Channel::Email),
        "courrier" | "lettre" => Some(Channel::PaperLetter),
        "forum" | "evenement" | "atelier" | "salon" => Some(Channel::Event),
        _ => None,
    })
}

/// One piece of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number { value: u32, digits: usize },
    Month(u32),
    Separator,
}

/// Finds the date in a text and gives it with the words that are left, lower-cased and without accents.
fn read_within(text: &str) -> Result<(ReadDay, String), ValueFault> {
    let raw = text.trim();
    if raw.is_empty() {
        return Err(unreadable(raw));
    }
    let folded = without_accents(&raw.to_lowercase());
    let mut tokens: Vec<Token> = Vec::new();
    let mut around = String::new();
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, tail) = rest.split_at(end);
            tokens.push(Token::Number { value: digits.parse().map_err(|_| unreadable(raw))?, digits: digits.len() });
            rest = tail;
            if is_complete(&tokens)
                && let Some(time) = time_length(tail)
            {
                rest = &tail[time..];
            } else if digits == "1" && tail.starts_with("er") {
                rest = &tail[2..];
            }
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            match MONTHS.iter().find(|(name, _)| *name == word) {
                Some((_, month)) => tokens.push(Token::Month(*month)),
                None => {
                    around.push_str(word);
                    around.push(' ');
                }
            }
            rest = tail;
        } else {
            if matches!(c, '/' | '-' | '.') && !tokens.is_empty() {
                tokens.push(Token::Separator);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    let parts: Vec<Token> = tokens.into_iter().filter(|token| *token != Token::Separator).collect();
    let day = assemble(&parts, raw)?;
    Ok((day, around.trim().to_owned()))
}

fn is_complete(tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| **token != Token::Separator).count() >= 3
}

/// Length of a time of day after a date: ` 00:00:00`, `T00:00:00Z`, ` 14h30`.
fn time_length(tail: &str) -> Option<usize> {
    let after = tail.strip_prefix([' ', 't']).map(|rest| tail.len() - rest.len())?;
    let time = tail[after..].trim_start_matches(' ');
    let skipped = tail.len() - time.len();
    let hours = time.find(|c: char| !c.is_ascii_digit())?;
    let is_time = (1..=2).contains(&hours) && matches!(time.as_bytes().get(hours), Some(b':' | b'h'));
    is_time.then(|| {
        let end =
            time.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | 'h' | '.' | 'z' | '+')).unwrap_or(time.len());
        skipped + end
    })
}

fn assemble(parts: &[Token], raw: &str) -> Result<ReadDay, ValueFault> {
    use Token::{Month, Number};
    let exact = |year: i32, month: u32, day: u32| {
        if month == 0 || month > 12 {
            return Err(no_such_month(raw, month));
        }
        if !YEARS.contains(&year) {
            return Err(impossible(raw));
        }
        NaiveDate::from_ymd_opt(year, month, day)
            .map(|day| ReadDay { day, precision: Precision::Day })
            .ok_or_else(|| impossible(raw))
    };
    let month_only =
        |year: i32, month: u32| exact(year, month, 1).map(|read| ReadDay { precision: Precision::Month, ..read });
    match *parts {
        [Number { value: day, digits: 1 | 2 }, Number { value: month, digits: 1 | 2 }, Number { value, digits }]
            if digits == 2 || digits == 4 =>
        {
            exact(full_year(value, digits), month, day)
        }
        [
            Number { value: year, digits: 4 },
            Number { value: month, digits: 1 | 2 },
            Number { value: day, digits: 1 | 2 },
        ] => exact(as_year(year), month, day),
        [Number { value: day, digits: 1 | 2 }, Month(month), Number { value, digits }]
            if digits == 2 || digits == 4 =>
        {
            exact(full_year(value, digits), month, day)
        }
        [Month(month), Number { value, digits }] if digits == 2 || digits == 4 => {
            month_only(full_year(value, digits), month)
        }
        [Number { value: month, digits: 1 | 2 }, Number { value: year, digits: 4 }] => month_only(as_year(year), month),
        [Number { value: year, digits: 4 }, Number { value: month, digits: 1 | 2 }] => month_only(as_year(year), month),
        [Number { value: year, digits: 4 }] => {
            exact(as_year(year), 1, 1).map(|read| ReadDay { precision: Precision::Year, ..read })
        }
        _ => Err(unreadable(raw)),
    }
}

fn as_year(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(0)
}

/// Two digits: up to 69 in this century, above in the last one.
fn full_year(value: u32, digits: usize) -> i32 {
    match digits {
        2 if value < 70 => 2000 + as_year(value),
        2 => 1900 + as_year(value),
        _ => as_year(value),
    }
}

/// A serial day of a spreadsheet, counted from 1899-12-30 (or 1904-01-01); whole part only.
/// Only days from 1990 to 2100 are believed: smaller numbers are counts or years.
pub fn from_serial(serial: f64, base_1904: bool) -> Option<NaiveDate> {
    let base = if base_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    if !serial.is_finite() || !(0.0..100_000.0).contains(&serial) {
        return None;
    }
    let day = base.checked_add_days(chrono::Days::new(serial.trunc() as u64))?;
    (1990..=2100).contains(&day.year()).then_some(day)
}

/// `31/12/2016`, `12/2016` or `2016`, as precisely as it is known.
pub fn french(day: NaiveDate, precision: Precision) -> String {
    match precision {
        Precision::Day => day.format("%d/%m/%Y").to_string(),
        Precision::Month => day.format("%m/%Y").to_string(),
        Precision::Year => day.format("%Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> String {
        read_day(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).day.to_string()
    }

    #[test]
    fn day_month_year_in_every_dress() {
        for (text, day) in [
            ("31/12/2024", "2024-12-31"),
            ("31-12-24", "2024-12-31"),
            ("31.12.2024", "2024-12-31"),
            ("2024-12-31", "2024-12-31"),
            ("2014-09-01 00:00:00", "2014-09-01"),
            ("2014-09-01T00:00:00Z", "2014-09-01"),
            ("22 juin 2016", "2016-06-22"),
            ("1er juin 2016", "2016-06-01"),
            ("lundi 4 juillet 2016", "2016-07-04"),
            ("le 3 août 2016", "2016-08-03"),
            ("1/2/16", "2016-02-01"),
            ("03/04/2015", "2015-04-03"),
            ("04/03/2015", "2015-03-04"),
            ("22-juin-16", "2016-06-22"),
            ("01.03.2015", "2015-03-01"),
            ("29/02/2016", "2016-02-29"),
            ("5 févr. 2016", "2016-02-05"),
            ("31/12/1999 14h30", "1999-12-31"),
        ] {
            assert_eq!(iso(text), day, "{text}");
            assert_eq!(read_day(text).unwrap().precision, Precision::Day, "{text}");
        }
    }

    #[test]
    fn a_month_is_its_first_day_and_says_so() {
        for (text, day) in [
            ("janv.-16", "2016-01-01"),
            ("mars 2016", "2016-03-01"),
            ("déc.-24", "2024-12-01"),
            ("décembre 2024", "2024-12-01"),
            ("sept. 2014", "2014-09-01"),
            ("août 2014", "2014-08-01"),
            ("févr. 2016", "2016-02-01"),
            ("09/2014", "2014-09-01"),
            ("2014-09", "2014-09-01"),
            ("JUIN 2015", "2015-06-01"),
        ] {
            assert_eq!(iso(text), day, "{text}");
            assert_eq!(read_day(text).unwrap().precision, Precision::Month, "{text}");
        }
        assert_eq!(read_day("2016").unwrap().precision, Precision::Year);
    }

    #[test]
    fn what_does_not_exist_is_refused_and_never_turned_around() {
        assert_eq!(read_day("31/02/2016").unwrap_err().code, "date.impossible");
        assert_eq!(read_day("04/25/2016").unwrap_err().code, "date.month");
        assert_eq!(read_day("29/02/2015").unwrap_err().code, "date.impossible");
        assert_eq!(read_day("01/01/0001").unwrap_err().code, "date.impossible");
        for text in ["", "bientôt", "12", "tél. 04/07/2016", "#VALEUR!", "12/2", "en 2016 et 2017"] {
            assert_eq!(read_day(text).unwrap_err().code, "date.unreadable", "{text}");
        }
    }

    #[test]
    fn a_day_within_words_gives_its_channel() {
        for (text, day, channel) in [
            ("tél. 04/07/2016", "2016-07-04", Some(Channel::Call)),
            ("RDV 25 juin 2016", "2016-06-25", Some(Channel::Meeting)),
            ("RDV 7 novembre 2016", "2016-11-07", Some(Channel::Meeting)),
            ("visite le 3/2/2016", "2016-02-03", Some(Channel::Visit)),
            ("08/09/2016", "2016-09-08", None),
            ("mail du 8 sept. 2016", "2016-09-08", Some(Channel::Email)),
        ] {
            let read = read_contact(text).unwrap();
            assert_eq!((read.day.day.to_string().as_str(), read.channel), (day, channel), "{text}");
        }
        assert!(read_contact("à relancer").is_err());
    }

    #[test]
    fn serial_days_of_both_calendars() {
        assert_eq!(from_serial(45658.0, false).unwrap().to_string(), "2025-01-01");
        assert_eq!(from_serial(41883.0, false).unwrap().to_string(), "2014-09-01");
        assert_eq!(from_serial(44196.0, true).unwrap().to_string(), "2025-01-01");
        assert_eq!(from_serial(2016.0, false), None);
        assert_eq!(from_serial(f64::NAN, false), None);
    }
}
