//! When reminders leave: by the calendar of where the event takes place, whatever the clocks do in between.

use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};
use kernel::calendar::start_of;

/// At nine o'clock in the morning.
const HOUR: u32 = 9;

/// Which reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// Seven days before.
    Week,
    /// The day before.
    Day,
}

impl Reminder {
    pub const ALL: [Reminder; 2] = [Reminder::Week, Reminder::Day];

    pub fn as_str(self) -> &'static str {
        match self {
            Reminder::Week => "week",
            Reminder::Day => "day",
        }
    }

    fn days(self) -> u64 {
        match self {
            Reminder::Week => 7,
            Reminder::Day => 1,
        }
    }

    /// The instant from which it leaves.
    pub fn due_at<Z: TimeZone>(self, starts_at: DateTime<Utc>, zone: &Z) -> DateTime<Utc> {
        let day = starts_at.with_timezone(zone).date_naive();
        let day = day.checked_sub_days(Days::new(self.days())).unwrap_or(day);
        let morning = NaiveTime::from_hms_opt(HOUR, 0, 0)
            .and_then(|time| zone.from_local_datetime(&day.and_time(time)).earliest());
        morning.map_or_else(|| start_of(day, zone), |morning| morning.with_timezone(&Utc))
    }

    /// Whether it is to leave now. That of the week is stale once that of the day is due.
    pub fn is_due<Z: TimeZone>(self, starts_at: DateTime<Utc>, zone: &Z, now: DateTime<Utc>) -> bool {
        let end = match self {
            Reminder::Week => Reminder::Day.due_at(starts_at, zone),
            Reminder::Day => starts_at,
        };
        self.due_at(starts_at, zone) <= now && now < end
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Paris;

    use super::*;

    #[test]
    fn a_reminder_leaves_at_nine_whatever_the_clocks_do() {
        // The clocks go back on 25 October 2026, and forward on 28 March 2027.
        for (starts, week, day) in [
            ("2026-10-27T17:30:00Z", "2026-10-20T07:00:00Z", "2026-10-26T08:00:00Z"),
            ("2027-03-29T16:30:00Z", "2027-03-22T08:00:00Z", "2027-03-28T07:00:00Z"),
        ] {
            let starts: DateTime<Utc> = starts.parse().unwrap();
            assert_eq!(Reminder::Week.due_at(starts, &Paris), week.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(Reminder::Day.due_at(starts, &Paris), day.parse::<DateTime<Utc>>().unwrap());
            assert!(Reminder::Week.is_due(starts, &Paris, week.parse().unwrap()));
            assert!(!Reminder::Week.is_due(starts, &Paris, day.parse().unwrap()));
            assert!(!Reminder::Day.is_due(starts, &Paris, starts));
        }
    }
}
