//! Stretches of time by name: those that move with today, and those that a year, month or quarter names.

use chrono::{Datelike, Days, NaiveDate};
use kernel::calendar::{Quarter, add_months};

/// The words of periods that move with today, for people.
pub const PERIODS: [(&str, &str, &str); 14] = [
    ("today", "aujourd’hui", "today"),
    ("this_week", "cette semaine", "this week"),
    ("last_week", "la semaine dernière", "last week"),
    ("next_week", "la semaine prochaine", "next week"),
    ("this_month", "ce mois-ci", "this month"),
    ("last_month", "le mois dernier", "last month"),
    ("next_month", "le mois prochain", "next month"),
    ("this_quarter", "ce trimestre", "this quarter"),
    ("last_quarter", "le trimestre dernier", "last quarter"),
    ("next_quarter", "le trimestre prochain", "next quarter"),
    ("this_year", "cette année", "this year"),
    ("last_year", "l’année dernière", "last year"),
    ("next_year", "l’année prochaine", "next year"),
    ("until_today", "jusqu’à aujourd’hui", "until today"),
];

/// First and last day of a period: a word of [`PERIODS`], `2016`, `2016-03` or `2016-Q4`. Without a first day it goes
/// back for ever.
pub fn days_of(word: &str, today: NaiveDate) -> Option<(Option<NaiveDate>, NaiveDate)> {
    let weeks = |by: i64| {
        let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
        let first = monday.checked_add_signed(chrono::TimeDelta::days(7 * by))?;
        Some((Some(first), first.checked_add_days(Days::new(6))?))
    };
    let months = |by: i32| {
        let first = add_months(today.with_day(1)?, by);
        Some((Some(first), add_months(first, 1).pred_opt()?))
    };
    let quarter = |quarter: Quarter| Some((Some(quarter.first_day()), quarter.last_day()));
    let now = Quarter::of(today);
    match word {
        "today" => Some((Some(today), today)),
        "until_today" => Some((None, today)),
        "this_week" => weeks(0),
        "last_week" => weeks(-1),
        "next_week" => weeks(1),
        "this_month" => months(0),
        "last_month" => months(-1),
        "next_month" => months(1),
        "this_quarter" => quarter(now),
        "last_quarter" => quarter(now.previous()),
        "next_quarter" => quarter(now.next()),
        "this_year" => year(today.year()),
        "last_year" => year(today.year() - 1),
        "next_year" => year(today.year() + 1),
        named => fixed(named),
    }
}

fn year(number: i32) -> Option<(Option<NaiveDate>, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(number, 1, 1), NaiveDate::from_ymd_opt(number, 12, 31)?))
}

fn fixed(named: &str) -> Option<(Option<NaiveDate>, NaiveDate)> {
    let (number, rest) = named.split_at_checked(4)?;
    let number: i32 = Some(number).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    if number < 1 {
        return None;
    }
    match rest {
        "" => year(number),
        rest => {
            let part = rest.strip_prefix('-')?;
            if let Some(quarter) = part.strip_prefix('Q') {
                let quarter = Quarter::new(number, quarter.parse().ok().filter(|_| quarter.len() == 1)?)?;
                return Some((Some(quarter.first_day()), quarter.last_day()));
            }
            let month: u32 = part.parse().ok().filter(|_| part.len() == 2)?;
            let first = NaiveDate::from_ymd_opt(number, month, 1)?;
            Some((Some(first), add_months(first, 1).pred_opt()?))
        }
    }
}
