//! How often the club wants to be in contact with each member, and where a member stands against it.
//! One rule, in two forms that say the same: a state for a row in hand, a range of days for a database.

use chrono::{Days, NaiveDate};

use crate::{calendar::add_months, trade::FollowUp};

/// The club's cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// Calendar months between two contacts.
    pub months: u32,
    /// So many days before the due day, it is due soon.
    pub soon_days: u32,
    /// Whether a newsletter that arrived counts as a contact. It never counts as a personal one.
    pub newsletter_counts: bool,
}

/// Which due days belong to a state. Both ends are included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueRange {
    /// There is no due day: no contact yet.
    Nothing,
    Days {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
}

impl DueRange {
    pub fn holds(self, due: Option<NaiveDate>) -> bool {
        match (self, due) {
            (DueRange::Nothing, due) => due.is_none(),
            (DueRange::Days { .. }, None) => false,
            (DueRange::Days { from, to }, Some(day)) => {
                from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
            }
        }
    }
}

impl Cadence {
    /// The day by which the next contact is due.
    pub fn due_on(self, last_contact: NaiveDate) -> NaiveDate {
        add_months(last_contact, i32::try_from(self.months).unwrap_or(i32::MAX))
    }

    /// The due days of a state: `overdue` before today, `soon` from today to `soon_days` later, `ok` after, `never` none.
    pub fn due_range(self, state: FollowUp, today: NaiveDate) -> DueRange {
        let last_soon = today.checked_add_days(Days::new(self.soon_days.into())).unwrap_or(today);
        match state {
            FollowUp::Never => DueRange::Nothing,
            FollowUp::Overdue => DueRange::Days { from: None, to: today.pred_opt() },
            FollowUp::Soon => DueRange::Days { from: Some(today), to: Some(last_soon) },
            FollowUp::Ok => DueRange::Days { from: last_soon.succ_opt(), to: None },
        }
    }

    /// Where an active member with this due day stands. Members that are not active have no state.
    pub fn state(self, due: Option<NaiveDate>, today: NaiveDate) -> FollowUp {
        FollowUp::all().find(|state| self.due_range(*state, today).holds(due)).unwrap_or(FollowUp::Never)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUARTERLY: Cadence = Cadence { months: 3, soon_days: 30, newsletter_counts: true };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn due_days_are_calendar_months_later() {
        for (last, due) in [
            ("2026-11-30", "2027-02-28"),
            ("2027-11-30", "2028-02-29"),
            ("2026-11-23", "2027-02-23"),
            ("2026-12-31", "2027-03-31"),
        ] {
            assert_eq!(QUARTERLY.due_on(day(last)), day(due), "{last}");
        }
    }

    #[test]
    fn the_states_change_on_their_days() {
        let today = day("2026-11-23");
        for (due, state) in [
            (None, FollowUp::Never),
            (Some("2026-11-22"), FollowUp::Overdue),
            (Some("2026-11-23"), FollowUp::Soon),
            (Some("2026-12-23"), FollowUp::Soon),
            (Some("2026-12-24"), FollowUp::Ok),
        ] {
            assert_eq!(QUARTERLY.state(due.map(day), today), state, "{due:?}");
        }
    }

    #[test]
    fn every_due_day_has_exactly_one_state() {
        let today = day("2028-02-29");
        let around = (-800..800).map(|shift| Some(today + chrono::TimeDelta::days(shift)));
        for soon_days in [1, 30, 90] {
            let cadence = Cadence { soon_days, ..QUARTERLY };
            for due in around.clone().chain([None]) {
                let states = FollowUp::all().filter(|state| cadence.due_range(*state, today).holds(due)).count();
                assert_eq!(states, 1, "{due:?}");
            }
        }
    }
}
