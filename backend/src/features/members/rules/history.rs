//! How a member's status moves: dated steps, and what they come down to.

use chrono::NaiveDate;
use kernel::{
    problem::{Problem, say},
    trade::{MemberStatus, Precision},
};
use serde::{Deserialize, Serialize};

use super::by_right;

/// One step of a member's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub status: MemberStatus,
    pub since: NaiveDate,
    pub precision: Precision,
    pub reason: Option<String>,
}

/// What a history comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    pub status: MemberStatus,
    /// The first day as an active member.
    pub joined_on: Option<NaiveDate>,
    /// The day it left, for one that has left.
    pub left_on: Option<NaiveDate>,
}

/// The only place where status, `joined_on` and `left_on` come from: the steps, oldest first.
pub fn derive(history: &[Step]) -> Derived {
    let status = history.last().map_or(MemberStatus::Prospect, |step| step.status);
    let joined_on = history.iter().find(|step| step.status == MemberStatus::Active).map(|step| step.since);
    let left_on = history.last().filter(|step| step.status == MemberStatus::Left).map(|step| step.since);
    Derived { status, joined_on, left_on }
}

/// Whether a member of this status may become `next`; `has_joined` says that it was active once.
fn may_become(status: MemberStatus, next: MemberStatus, has_joined: bool, ex_officio: bool) -> Result<(), Problem> {
    if next == status {
        return Err(Problem::conflict(
            "members.same_status",
            say("Ce membre a déjà ce statut.", "This member already has this status."),
        ));
    }
    if ex_officio && next == MemberStatus::Left {
        return Err(by_right());
    }
    if has_joined && matches!(next, MemberStatus::Prospect | MemberStatus::Invited) {
        return Err(Problem::conflict(
            "members.status_backwards",
            say(
                "Ce membre a déjà adhéré\u{202f}: il peut être actif, en pause ou parti.",
                "This member has already joined: it can be active, paused or left.",
            ),
        ));
    }
    Ok(())
}

/// What the status of a member may become.
pub fn next_statuses(status: MemberStatus, has_joined: bool, ex_officio: bool) -> Vec<MemberStatus> {
    MemberStatus::all().filter(|next| may_become(status, *next, has_joined, ex_officio).is_ok()).collect()
}

/// Whether `step` may be added behind `history`.
pub fn may_follow(history: &[Step], step: &Step, ex_officio: bool) -> Result<(), Problem> {
    let Some(last) = history.last() else { return Ok(()) };
    let has_joined = history.iter().any(|step| step.status == MemberStatus::Active);
    may_become(last.status, step.status, has_joined, ex_officio)?;
    if step.since < last.since {
        return Err(Problem::invalid_field(
            "/since",
            "members.since_before_last",
            say(
                format!(
                    "Le statut précédent date du {}\u{202f}: indiquez ce jour ou un jour suivant.",
                    kernel::dates::french(last.since, Precision::Day)
                ),
                format!("The previous status dates from {}: give that day or a later one.", last.since),
            ),
        ));
    }
    Ok(())
}

/// Two histories of one organisation made one: that of `base`, which says what it is now, with what the other one knows
/// of before. `None` when together they come to something else: whoever had joined can't be a prospect.
pub fn united(base: &[Step], other: &[Step]) -> Option<Vec<Step>> {
    let last = base.last()?;
    // On one day, what the base says comes last.
    let earlier = other.iter().filter(|step| step.since <= last.since);
    let mut all: Vec<(u8, &Step)> = earlier.map(|step| (0, step)).chain(base.iter().map(|step| (1, step))).collect();
    all.sort_by_key(|(side, step)| (step.since, *side));
    let mut united: Vec<Step> = Vec::new();
    for (_, step) in all {
        // What can't follow says what was known already, or less.
        if may_follow(&united, step, false).is_ok() {
            united.push(step.clone());
        }
    }
    (derive(&united).status == last.status).then_some(united)
}

/// Whether this status is the one before a step of today: that step is then taken back, as an undo or a slip of the hand
/// asks, instead of being followed by another.
pub fn takes_back(history: &[Step], status: MemberStatus, today: NaiveDate, ex_officio: bool) -> bool {
    let [.., before, last] = history else { return false };
    let of_today = last.since == today && last.precision == Precision::Day;
    of_today && before.status == status && !(ex_officio && status == MemberStatus::Left)
}

/// A day as people know it: `2014`, `2014-03` or `2014-03-21`; the first day of what is meant, and how precise it is.
pub fn read_since(text: &str, today: NaiveDate) -> Result<(NaiveDate, Precision), Problem> {
    let text = text.trim();
    let read = match text.len() {
        4 => format!("{text}-01-01").parse().ok().map(|day| (day, Precision::Year)),
        7 => format!("{text}-01").parse().ok().map(|day| (day, Precision::Month)),
        10 => text.parse().ok().map(|day| (day, Precision::Day)),
        _ => None,
    };
    let (day, precision): (NaiveDate, Precision) = read.ok_or_else(|| {
        Problem::invalid_field(
            "/since",
            "members.since_unreadable",
            say(
                "Indiquez un jour (2014-03-21), un mois (2014-03) ou une année (2014).",
                "Give a day (2014-03-21), a month (2014-03) or a year (2014).",
            ),
        )
    })?;
    if day > today {
        return Err(Problem::invalid_field(
            "/since",
            "members.since_in_future",
            say("Ce jour n’est pas encore venu.", "This day has not come yet."),
        ));
    }
    Ok((day, precision))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(status: MemberStatus, since: &str) -> Step {
        Step { status, since: day(since), precision: Precision::Day, reason: None }
    }

    #[test]
    fn joined_is_the_first_active_day_and_left_the_last_departure() {
        use MemberStatus::{Active, Left, Prospect};
        let there_and_back = [step(Prospect, "2013-01-01"), step(Active, "2014-02-01"), step(Left, "2015-06-30")];
        assert_eq!(
            derive(&there_and_back),
            Derived { status: Left, joined_on: Some(day("2014-02-01")), left_on: Some(day("2015-06-30")) }
        );
        let back = [there_and_back.to_vec(), vec![step(Active, "2016-01-01")]].concat();
        assert_eq!(derive(&back), Derived { status: Active, joined_on: Some(day("2014-02-01")), left_on: None });
    }

    #[test]
    fn two_histories_keep_the_earliest_joining_and_the_status_of_the_base() {
        use MemberStatus::{Active, Left, Paused, Prospect};
        let known = |steps: &[(MemberStatus, &str)]| -> Vec<Step> {
            steps.iter().map(|(status, since)| step(*status, since)).collect()
        };
        let told = |base: &[(MemberStatus, &str)], other: &[(MemberStatus, &str)]| {
            united(&known(base), &known(other))
                .map(|steps| steps.into_iter().map(|step| (step.status, step.since.to_string())).collect::<Vec<_>>())
        };
        let is = |steps: &[(MemberStatus, &str)]| {
            Some(steps.iter().map(|(status, since)| (*status, (*since).to_owned())).collect::<Vec<_>>())
        };
        let young = [(Prospect, "2015-01-01"), (Active, "2016-01-01")];
        assert_eq!(told(&young, &[(Active, "2012-05-01")]), is(&[(Active, "2012-05-01")]));
        assert_eq!(told(&young, &[(Active, "2012-05-01"), (Left, "2020-01-01")]), is(&[(Active, "2012-05-01")]));
        assert_eq!(
            told(&[(Active, "2018-01-01")], &[(Active, "2012-01-01"), (Left, "2015-01-01")]),
            is(&[(Active, "2012-01-01"), (Left, "2015-01-01"), (Active, "2018-01-01")])
        );
        assert_eq!(
            told(&[(Left, "2020-01-01")], &[(Active, "2014-01-01"), (Paused, "2021-01-01")]),
            is(&[(Active, "2014-01-01"), (Left, "2020-01-01")])
        );
        // Who had joined is no prospect again.
        assert_eq!(told(&[(Prospect, "2025-01-01")], &[(Active, "2012-01-01")]), None);
        assert_eq!(told(&[(Active, "2012-01-01")], &[(Prospect, "2025-01-01")]), is(&[(Active, "2012-01-01")]));
    }

    #[test]
    fn the_next_statuses_are_those_that_may_follow() {
        use MemberStatus::{Active, Invited, Left, Paused, Prospect};
        assert_eq!(next_statuses(Prospect, false, false), [Invited, Active, Paused, Left]);
        assert_eq!(next_statuses(Active, true, false), [Paused, Left]);
        assert_eq!(next_statuses(Active, true, true), [Paused]);
        let history = [step(Prospect, "2013-01-01"), step(Active, "2014-02-01"), step(Left, "2015-06-30")];
        for next in MemberStatus::all() {
            let follows = may_follow(&history, &step(next, "2016-01-01"), false).is_ok();
            assert_eq!(follows, next_statuses(Left, true, false).contains(&next), "{next:?}");
        }
    }

    #[test]
    fn only_a_step_of_today_is_taken_back() {
        use MemberStatus::{Active, Left, Prospect};
        let (today, later) = (day("2026-11-23"), day("2026-11-24"));
        let history = [step(Prospect, "2013-01-01"), step(Active, "2026-11-23")];
        assert!(takes_back(&history, Prospect, today, false));
        assert!(!takes_back(&history, Prospect, later, false) && !takes_back(&history, Left, today, false));
        assert!(!takes_back(&history[1..], Prospect, today, false));
        // A commune that came back into the territory does not leave it so.
        let back = [step(Left, "2013-01-01"), step(Active, "2026-11-23")];
        assert!(!takes_back(&back, Left, today, true));
        let month = Step { precision: Precision::Month, ..step(Active, "2026-11-23") };
        assert!(!takes_back(&[step(Prospect, "2013-01-01"), month], Prospect, today, false));
    }

    #[test]
    fn a_day_may_be_known_to_the_month_or_the_year() {
        let today = day("2026-11-23");
        assert_eq!(read_since("2014", today).unwrap(), (day("2014-01-01"), Precision::Year));
        assert_eq!(read_since("2014-03", today).unwrap(), (day("2014-03-01"), Precision::Month));
        assert_eq!(read_since("2014-03-21", today).unwrap(), (day("2014-03-21"), Precision::Day));
        for wrong in ["2014-3", "14", "2014-02-30", "2026-11-24", "demain"] {
            assert_eq!(read_since(wrong, today).unwrap_err().status(), 422, "{wrong}");
        }
    }
}
