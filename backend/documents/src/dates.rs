//! Days as spreadsheets count them, and which number formats make a number a date.

use chrono::{Duration, NaiveDate, NaiveTime};

use crate::Cell;

/// From which day a workbook counts (`date1904` in its properties: old Excel for Mac).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    #[default]
    Y1900,
    Y1904,
}

/// What a number format shows of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    #[default]
    Number,
    Date,
    Time,
}

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// A number in a cell with that format: 45658 shown as a date is 2025-01-01 in a workbook that counts from 1900.
pub(crate) fn number_cell(number: f64, shown: Shown, epoch: Epoch) -> Cell {
    if !number.is_finite() {
        return Cell::Error(crate::SheetError::from_biff(0x24));
    }
    match shown {
        Shown::Number => Cell::Number(number),
        Shown::Time if (0.0..1.0).contains(&number) => time_of(number).map_or(Cell::Number(number), Cell::Time),
        Shown::Date | Shown::Time => moment(number, epoch).unwrap_or(Cell::Number(number)),
    }
}

fn time_of(fraction: f64) -> Option<NaiveTime> {
    // A fraction of a day, so below 86,400.
    NaiveTime::from_num_seconds_from_midnight_opt((fraction * SECONDS_OF_A_DAY).round() as u32, 0)
}

fn moment(serial: f64, epoch: Epoch) -> Option<Cell> {
    // 2,958,465 is 9999-12-31, the last day Excel knows.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * SECONDS_OF_A_DAY).round();
    let days = (seconds / SECONDS_OF_A_DAY).floor();
    let time = time_of((seconds - days * SECONDS_OF_A_DAY) / SECONDS_OF_A_DAY)?;
    let days = days as i64;
    let first = match epoch {
        Epoch::Y1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Excel believes in a 29 February 1900 (serial 60): before it, its days are one later; that day is no day.
        Epoch::Y1900 if days == 60 => return None,
        Epoch::Y1900 if days < 60 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        Epoch::Y1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let date = first.checked_add_signed(Duration::days(days))?;
    Some(if time == NaiveTime::MIN { Cell::Date(date) } else { Cell::DateTime(date.and_time(time)) })
}

/// Built-in number formats (ECMA-376 18.8.30): 14 to 22 and 45 to 47, and the East Asian dates.
pub(crate) fn built_in(id: u16) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58 => Shown::Date,
        18..=21 | 32..=35 | 45 | 47 | 55..=56 => Shown::Time,
        _ => Shown::Number,
    }
}

/// What a written format code shows: `dd/mm/yyyy`, `[$-40C]d mmmm yyyy;@`, `hh:mm`. `[h]:mm` is a duration, a number.
pub(crate) fn format_code(code: &str) -> Shown {
    if code.eq_ignore_ascii_case("general") || code.eq_ignore_ascii_case("standard") {
        return Shown::Number;
    }
    let (mut day_or_year, mut month_or_minute, mut time) = (false, false, false);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character.to_ascii_lowercase() {
            '"' => {
                characters.by_ref().find(|next| *next == '"');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|next| *next != ']').collect();
                if !inside.is_empty() && inside.chars().all(|unit| matches!(unit.to_ascii_lowercase(), 'h' | 'm' | 's'))
                {
                    return Shown::Number;
                }
            }
            'd' | 'y' | 'j' => day_or_year = true,
            'm' => month_or_minute = true,
            'h' | 's' => time = true,
            '0' | '#' | '?' if !time && !day_or_year => return Shown::Number,
            // Only what positive numbers look like counts.
            ';' => break,
            _ => {}
        }
    }
    match (day_or_year, month_or_minute, time) {
        (true, _, _) | (false, true, false) => Shown::Date,
        (false, _, true) => Shown::Time,
        (false, false, false) => Shown::Number,
    }
}
