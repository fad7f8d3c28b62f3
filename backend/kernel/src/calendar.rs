//! Months and quarters, counted the way people count them.

use std::fmt;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeZone, Utc};

/// The same day so many months later (earlier if negative), clamped to the end of a shorter month:
/// 30 November + 3 months is 28 or 29 February.
pub fn add_months(day: NaiveDate, months: i32) -> NaiveDate {
    let span = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(span) } else { day.checked_add_months(span) };
    // Only at the ends of the calendar (year ±262,000) is there no such day.
    moved.unwrap_or(day)
}

/// The instant at which this day begins in a time zone.
pub fn start_of<Z: TimeZone>(day: NaiveDate, zone: &Z) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // A night without midnight, when clocks go forward, ends as it does in winter.
    let there = zone.from_local_datetime(&midnight).earliest();
    there.map_or_else(|| midnight.and_utc(), |there| there.with_timezone(&Utc))
}

/// Three months of a year: `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u32,
}

impl Quarter {
    pub fn of(day: NaiveDate) -> Quarter {
        Quarter { year: day.year(), number: day.month0() / 3 + 1 }
    }

    pub fn new(year: i32, number: u32) -> Option<Quarter> {
        ((1..=4).contains(&number) && (1..=9999).contains(&year)).then_some(Quarter { year, number })
    }

    pub fn year(self) -> i32 {
        self.year
    }

    pub fn number(self) -> u32 {
        self.number
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        let next = add_months(self.first_day(), 3);
        next.pred_opt().unwrap_or(next)
    }

    pub fn next(self) -> Quarter {
        Quarter::of(add_months(self.first_day(), 3))
    }

    pub fn previous(self) -> Quarter {
        Quarter::of(add_months(self.first_day(), -3))
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        Quarter::of(day) == self
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl std::str::FromStr for Quarter {
    type Err = ();

    fn from_str(text: &str) -> Result<Quarter, ()> {
        let (year, number) = text.split_once("-Q").ok_or(())?;
        if year.len() != 4 {
            return Err(());
        }
        Quarter::new(year.parse().map_err(|_| ())?, number.parse().map_err(|_| ())?).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_clamped_to_the_end_of_the_month() {
        for (from, months, to) in [
            ("2026-11-30", 3, "2027-02-28"),
            ("2023-11-30", 3, "2024-02-29"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-12-15", 3, "2027-03-15"),
            ("2026-05-05", 0, "2026-05-05"),
        ] {
            assert_eq!(add_months(day(from), months), day(to), "{from} {months}");
        }
    }

    #[test]
    fn a_quarter_has_its_days_and_its_name() {
        let quarter: Quarter = "2026-Q4".parse().unwrap();
        assert_eq!((quarter.first_day(), quarter.last_day()), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(quarter.to_string(), "2026-Q4");
        assert_eq!(quarter.next().to_string(), "2027-Q1");
        assert_eq!(quarter.previous().to_string(), "2026-Q3");
        assert_eq!(Quarter::of(day("2026-02-28")).to_string(), "2026-Q1");
        for wrong in ["2026-Q5", "2026-Q0", "26-Q1", "2026", "2026-4"] {
            assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
        }
    }
}
