//! Who gets a seat, and how long one that was freed is kept for whoever waits.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    problem::{Problem, say},
    trade::RegistrationState,
};

/// How long a freed seat is kept for one who waits, and how long at the least as the day comes near.
const OFFERED: TimeDelta = TimeDelta::hours(48);
const SHORTEST: TimeDelta = TimeDelta::hours(1);

/// What becomes of one who registers: nobody passes those who wait.
pub fn place(capacity: Option<i64>, taken: i64, waiting: bool) -> RegistrationState {
    match capacity {
        Some(capacity) if waiting || taken >= capacity => RegistrationState::Waiting,
        _ => RegistrationState::Registered,
    }
}

/// Seats given beyond the capacity.
pub fn overbooked(capacity: Option<i64>, taken: i64) -> i64 {
    capacity.map_or(0, |capacity| (taken - capacity).max(0))
}

/// How many seats are free.
pub fn free(capacity: Option<i64>, taken: i64) -> Option<i64> {
    capacity.map(|capacity| (capacity - taken).max(0))
}

/// Until when a freed seat is kept for one who waits: two days, a quarter of the time that is left when that is shorter.
/// None when there is no time to answer any more.
pub fn offered_until(now: DateTime<Utc>, starts_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let left = starts_at - now;
    (left >= SHORTEST * 2).then(|| now + (left / 4).clamp(SHORTEST, OFFERED))
}

/// People of one organisation take so many seats at most.
pub fn within_share(share: Option<i64>, has: i64, more: i64) -> Result<(), Problem> {
    match share {
        Some(share) if has + more > share => {
            let (fr, en) = match share {
                1 => ("une personne".to_owned(), "one person".to_owned()),
                _ => (format!("{share} personnes"), format!("{share} people")),
            };
            Err(Problem::conflict(
                "events.seats_per_member",
                say(
                    format!("Une organisation inscrit {fr} au plus à ce rendez-vous."),
                    format!("An organisation registers {en} at most for this event."),
                ),
            ))
        }
        _ => Ok(()),
    }
}

pub fn not_offered() -> Problem {
    Problem::conflict(
        "events.not_offered",
        say(
            "Cette place n’est plus proposée : elle est passée à la personne suivante.",
            "This seat is no longer offered: it went to whoever is next.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_passes_those_who_wait_and_no_seat_is_given_twice() {
        use RegistrationState::{Registered, Waiting};
        assert_eq!(place(None, 900, true), Registered);
        assert_eq!(place(Some(10), 9, false), Registered);
        assert_eq!(place(Some(10), 10, false), Waiting);
        assert_eq!(place(Some(10), 9, true), Waiting);
        assert_eq!((overbooked(Some(10), 12), overbooked(Some(10), 3), overbooked(None, 3)), (2, 0, 0));
        assert!(within_share(Some(3), 2, 1).is_ok() && within_share(Some(3), 2, 2).is_err());
    }

    #[test]
    fn an_offer_is_shorter_as_the_day_comes_near() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
        let hours = |left: i64| offered_until(now, now + TimeDelta::hours(left)).map(|until| (until - now).num_hours());
        assert_eq!(
            [hours(24 * 30), hours(24 * 4), hours(8), hours(2), hours(1)],
            [Some(48), Some(24), Some(2), Some(1), None]
        );
    }
}
