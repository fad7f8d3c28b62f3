//! Calendars as others read them (RFC 5545): CRLF, lines of 75 octets at most, the rules of the time zone beside the
//! times. What is made of an event is the same for every reader; who invites whom (RFC 5546) is put in when it leaves.

use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};

/// Octets of a line, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// Whether it takes place, as `STATUS` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Confirmed,
    Cancelled,
}

/// One event. Empty texts are left out.
#[derive(Debug, Clone)]
pub struct Event {
    /// The same for ever, and never another's.
    pub uid: String,
    /// One more with each change that matters to those who come.
    pub sequence: i64,
    pub changed_at: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub summary: String,
    pub description: String,
    pub location: String,
    /// Latitude and longitude.
    pub geo: Option<(f64, f64)>,
    pub url: String,
    pub categories: Vec<String>,
    pub status: Status,
}

/// A calendar of these events, their times in this zone. `method`: `PUBLISH`, `REQUEST` or `CANCEL`; `name`: what a
/// program that subscribes calls it.
pub fn calendar<Z: TimeZone>(
    method: &str,
    name: Option<&str>,
    zone: &Z,
    zone_name: &str,
    now: DateTime<Utc>,
    events: &[Event],
) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Maillage//Maillage//FR");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("METHOD:{method}"));
    if let Some(name) = name {
        line(&mut out, &format!("NAME:{}", escaped(name)));
        line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
        line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    }
    let years = events.iter().flat_map(|event| [event.starts_at.year(), event.ends_at.year()]);
    if let (Some(first), Some(last)) = (years.clone().min(), years.max()) {
        rules_of(&mut out, zone, zone_name, first, last);
    }
    for event in events {
        write_event(&mut out, event, zone, zone_name, now);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn write_event<Z: TimeZone>(out: &mut String, event: &Event, zone: &Z, zone_name: &str, now: DateTime<Utc>) {
    let there = |at: DateTime<Utc>| local(zone, at).format("%Y%m%dT%H%M%S").to_string();
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", event.uid));
    line(out, &format!("DTSTAMP:{}", instant(now)));
    line(out, &format!("DTSTART;TZID={zone_name}:{}", there(event.starts_at)));
    line(out, &format!("DTEND;TZID={zone_name}:{}", there(event.ends_at)));
    line(out, &format!("SEQUENCE:{}", event.sequence));
    line(out, &format!("LAST-MODIFIED:{}", instant(event.changed_at)));
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    };
    line(out, &format!("STATUS:{status}"));
    for (name, text) in
        [("SUMMARY", &event.summary), ("DESCRIPTION", &event.description), ("LOCATION", &event.location)]
    {
        if !text.is_empty() {
            line(out, &format!("{name}:{}", escaped(text)));
        }
    }
    if let Some((latitude, longitude)) = event.geo {
        line(out, &format!("GEO:{latitude:.6};{longitude:.6}"));
    }
    if !event.url.is_empty() {
        line(out, &format!("URL:{}", event.url));
    }
    if !event.categories.is_empty() {
        let all: Vec<String> = event.categories.iter().map(|one| escaped(one)).collect();
        line(out, &format!("CATEGORIES:{}", all.join(",")));
    }
    line(out, "END:VEVENT");
}

/// The same calendar with who organises all of it, which whoever publishes one tells (RFC 5546 §3.2.1).
pub fn organised(calendar: &str, organiser: (&str, &str)) -> String {
    let mut party = String::new();
    write_organiser(&mut party, organiser);
    calendar.replace("END:VEVENT\r\n", &format!("{party}END:VEVENT\r\n"))
}

fn write_organiser(out: &mut String, (name, address): (&str, &str)) {
    line(out, &format!("ORGANIZER{}:mailto:{address}", called(name)));
}

/// The same calendar between two parties (RFC 5546): who invites, and the one who is invited with what they said so far
/// (`NEEDS-ACTION`, `ACCEPTED`). Each party is a name and an address.
pub fn between(calendar: &str, organiser: (&str, &str), invited: (&str, &str), said: &str) -> String {
    let mut parties = String::new();
    write_organiser(&mut parties, organiser);
    let reply = if said == "NEEDS-ACTION" { "TRUE" } else { "FALSE" };
    line(
        &mut parties,
        &format!(
            "ATTENDEE{};ROLE=REQ-PARTICIPANT;PARTSTAT={said};RSVP={reply}:mailto:{}",
            called(invited.0),
            invited.1
        ),
    );
    calendar.replace("END:VEVENT\r\n", &format!("{parties}END:VEVENT\r\n"))
}

/// A name as a parameter: between quotes, which it can't hold itself (RFC 5545 §3.2).
fn called(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
    if name.trim().is_empty() { String::new() } else { format!(";CN=\"{}\"", name.trim()) }
}

fn local<Z: TimeZone>(zone: &Z, at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc() + TimeDelta::seconds(offset(zone, at.naive_utc()))
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Seconds east of Greenwich at an instant.
fn offset<Z: TimeZone>(zone: &Z, at: NaiveDateTime) -> i64 {
    i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc())
}

fn signed(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
}

/// `VTIMEZONE`: what the clocks do in these years, change by change.
fn rules_of<Z: TimeZone>(out: &mut String, zone: &Z, name: &str, first: i32, last: i32) {
    let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
    let (begin, end) = (new_year(first), new_year(last + 1));
    line(out, "BEGIN:VTIMEZONE");
    line(out, &format!("TZID:{name}"));
    let mut before = offset(zone, begin);
    observance(out, "STANDARD", begin + TimeDelta::seconds(before), before, before);
    let mut day = begin;
    while day < end {
        let next = day + TimeDelta::days(1);
        let after = offset(zone, next);
        if after != before {
            let at = change_between(zone, day, next);
            let kind = if after > before { "DAYLIGHT" } else { "STANDARD" };
            observance(out, kind, at + TimeDelta::seconds(before), before, after);
            before = after;
        }
        day = next;
    }
    line(out, "END:VTIMEZONE");
}

/// The instant within a day at which the clocks change.
fn change_between<Z: TimeZone>(zone: &Z, from: NaiveDateTime, to: NaiveDateTime) -> NaiveDateTime {
    let (mut from, mut to) = (from, to);
    let before = offset(zone, from);
    while to - from > TimeDelta::minutes(1) {
        let middle = from + TimeDelta::minutes((to - from).num_minutes() / 2);
        if offset(zone, middle) == before {
            from = middle;
        } else {
            to = middle;
        }
    }
    to
}

/// `begins`: as the clocks show it before they change.
fn observance(out: &mut String, kind: &str, begins: NaiveDateTime, before: i64, after: i64) {
    line(out, &format!("BEGIN:{kind}"));
    line(out, &format!("DTSTART:{}", begins.format("%Y%m%dT%H%M%S")));
    line(out, &format!("TZOFFSETFROM:{}", signed(before)));
    line(out, &format!("TZOFFSETTO:{}", signed(after)));
    line(out, &format!("END:{kind}"));
}

/// A text value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line, folded without cutting a character.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            // The space counts.
            room = LINE - 1;
        }
        room -= c.len_utf8();
        let _ = write!(out, "{c}");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    fn meeting() -> Event {
        Event {
            uid: "1@club.example".to_owned(),
            sequence: 2,
            changed_at: "2026-11-23T09:00:00Z".parse().unwrap(),
            starts_at: "2026-12-01T17:30:00Z".parse().unwrap(),
            ends_at: "2026-12-01T19:30:00Z".parse().unwrap(),
            summary: "Été, hiver ; et\nla suite \\".to_owned(),
            description: "é".repeat(200),
            location: String::new(),
            geo: Some((48.26, 7.45)),
            url: String::new(),
            categories: vec!["Vrac, consigne".to_owned()],
            status: Status::Confirmed,
        }
    }

    fn written() -> String {
        let zone = FixedOffset::east_opt(3600).unwrap();
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        calendar("REQUEST", Some("Club"), &zone, "Test/Hour", now, &[meeting()])
    }

    #[test]
    fn lines_end_and_fold_as_the_norm_says() {
        let text = written();
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert!(text.replace("\r\n ", "").contains(&"é".repeat(200)));
        assert!(text.contains("SUMMARY:Été\\, hiver \\; et\\nla suite \\\\\r\n"));
        assert!(text.contains("CATEGORIES:Vrac\\, consigne\r\n"));
        assert!(text.contains("DTSTART;TZID=Test/Hour:20261201T183000\r\n"));
    }

    #[test]
    fn parties_are_named_once_they_are_known() {
        let text = between(&written(), ("Club \"Exemple\"", "club@club.example"), ("", "a@b.example"), "NEEDS-ACTION");
        let text = text.replace("\r\n ", "");
        assert!(text.contains("ORGANIZER;CN=\"Club Exemple\":mailto:club@club.example\r\n"));
        assert!(text.contains("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:a@b.example\r\n"));
        let published = organised(&written(), ("Club", "club@club.example"));
        assert!(
            published.contains("ORGANIZER;CN=\"Club\":mailto:club@club.example\r\n") && !published.contains("ATTENDEE")
        );
    }
}
