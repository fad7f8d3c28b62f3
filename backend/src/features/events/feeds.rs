//! Public events in the words of others: schema.org for search engines, RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, and the
//! shape of OpenAgenda.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use kernel::{problem::Language, trade::EventState};
use platform::html::Html;
use serde_json::{Value, json};

use super::{
    agenda::{Agenda, Listed},
    mail::when_of,
    schema::published::{OpenAgendaEvents, PublicEvent},
};

/// As many as a feed holds.
const MOST: usize = 50;

/// Where it takes place, by the clock.
pub fn zone(event: &PublicEvent) -> Tz {
    event.time_zone.parse().unwrap_or(chrono_tz::Europe::Paris)
}

/// An instant with the offset of where it takes place.
fn there(at: DateTime<Utc>, event: &PublicEvent) -> String {
    at.with_timezone(&zone(event)).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Where it takes place, in one line.
pub fn place(event: &PublicEvent) -> String {
    let venue = event.venue.as_ref().map(|venue| [venue.name.as_str(), venue.address.as_str(), venue.commune.as_str()]);
    let parts = std::iter::once(event.place.as_str()).chain(venue.into_iter().flatten());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The event as schema.org has it.
pub fn json_ld(event: &PublicEvent, club: &str, site: &str) -> Value {
    let on_site = event.venue.is_some() || !event.place.is_empty();
    let mode = match (on_site, event.online) {
        (true, true) => "MixedEventAttendanceMode",
        (false, true) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    let status = if event.state == EventState::Cancelled { "EventCancelled" } else { "EventScheduled" };
    let name = event.venue.as_ref().map_or(event.place.as_str(), |venue| venue.name.as_str());
    let mut location = json!({"@type": "Place", "name": name, "address": place(event)});
    if let Some((latitude, longitude)) = event.venue.as_ref().and_then(|venue| venue.latitude.zip(venue.longitude)) {
        location["geo"] = json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude});
    }
    let virtually = json!({"@type": "VirtualLocation", "url": event.url});
    let location = match (on_site, event.online) {
        (true, true) => json!([location, virtually]),
        (false, true) => virtually,
        _ => location,
    };
    let mut told = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": event.url,
        "url": event.url,
        "name": event.title,
        "description": event.summary,
        "startDate": there(event.starts_at, event),
        "endDate": there(event.ends_at, event),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": location,
        "organizer": {"@type": "GovernmentOrganization", "name": club, "url": site},
        "isAccessibleForFree": true,
        "inLanguage": "fr",
    });
    if let Some(capacity) = event.capacity {
        told["maximumAttendeeCapacity"] = json!(capacity);
    }
    if let Some(cover) = &event.cover_url {
        told["image"] = json!(format!("{site}{cover}"));
    }
    told
}

/// Those that a feed holds: the newest first.
fn newest<'a>(events: impl Iterator<Item = &'a Listed>) -> Vec<&'a Listed> {
    let mut all: Vec<&Listed> = events.collect();
    all.sort_by_key(|listed| std::cmp::Reverse((listed.published_at, listed.event.id)));
    all.truncate(MOST);
    all
}

/// What an event is about, in a few lines: when, where, and its summary.
fn told(event: &PublicEvent) -> String {
    let cancelled = if event.state == EventState::Cancelled { "Annulé" } else { "" };
    let when = when_of(event.starts_at, event.ends_at, zone(event), Language::Fr);
    let lines = [cancelled.to_owned(), when, place(event), event.summary.clone()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn xml(text: &str) -> String {
    Html::text(text).into_string()
}

fn title(agenda: &Agenda) -> String {
    format!("Rendez-vous — {}", agenda.club.name)
}

pub fn rss<'a>(agenda: &'a Agenda, events: impl Iterator<Item = &'a Listed>, site: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>",
    );
    let _ = write!(
        out,
        "<title>{}</title><link>{}/rendez-vous</link><description>{}</description><language>fr</language>\
         <atom:link href=\"{}/api/v1/public/feed.rss\" rel=\"self\" type=\"application/rss+xml\"/>",
        xml(&title(agenda)),
        xml(site),
        xml(&title(agenda)),
        xml(site)
    );
    for listed in newest(events) {
        let event = &listed.event;
        let _ = write!(
            out,
            "<item><title>{}</title><link>{}</link><guid isPermaLink=\"true\">{}</guid><pubDate>{}</pubDate><description>{}</description></item>",
            xml(&event.title),
            xml(&event.url),
            xml(&event.url),
            listed.published_at.to_rfc2822(),
            xml(&told(event))
        );
    }
    out.push_str("</channel></rss>\n");
    out
}

pub fn atom<'a>(agenda: &'a Agenda, events: impl Iterator<Item = &'a Listed>, site: &str) -> String {
    let events = newest(events);
    let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let newest = events.iter().map(|listed| listed.event.updated_at).max().unwrap_or_default();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">",
    );
    let _ = write!(
        out,
        "<id>{0}/rendez-vous</id><title>{1}</title><updated>{2}</updated><author><name>{3}</name></author>\
         <link rel=\"self\" href=\"{0}/api/v1/public/feed.atom\"/><link rel=\"alternate\" href=\"{0}/rendez-vous\"/>",
        xml(site),
        xml(&title(agenda)),
        instant(newest),
        xml(&agenda.club.name)
    );
    for listed in events {
        let event = &listed.event;
        let _ = write!(
            out,
            "<entry><id>urn:uuid:{}</id><title>{}</title><link rel=\"alternate\" href=\"{}\"/><published>{}</published><updated>{}</updated><summary>{}</summary></entry>",
            event.id,
            xml(&event.title),
            xml(&event.url),
            instant(listed.published_at),
            instant(event.updated_at),
            xml(&told(event))
        );
    }
    out.push_str("</feed>\n");
    out
}

pub fn json_feed<'a>(agenda: &'a Agenda, events: impl Iterator<Item = &'a Listed>, site: &str) -> Value {
    let item = |listed: &Listed| {
        let event = &listed.event;
        json!({
            "id": event.url,
            "url": event.url,
            "title": event.title,
            "content_text": told(event),
            "date_published": listed.published_at,
            "date_modified": event.updated_at,
            "tags": event.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(),
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(agenda),
        "home_page_url": format!("{site}/rendez-vous"),
        "feed_url": format!("{site}/api/v1/public/feed.json"),
        "language": "fr",
        "items": newest(events).into_iter().map(item).collect::<Vec<_>>(),
    })
}

/// As OpenAgenda imports events.
pub fn open_agenda<'a>(events: impl Iterator<Item = &'a Listed>, site: &str) -> OpenAgendaEvents {
    let one = |listed: &Listed| {
        let event = &listed.event;
        let short: String = event.summary.chars().take(200).collect();
        let venue = event.venue.as_ref();
        let mode = match (venue.is_some() || !event.place.is_empty(), event.online) {
            (true, true) => 3,
            (false, true) => 2,
            _ => 1,
        };
        let status = if event.state == EventState::Cancelled { 6 } else { 1 };
        json!({
            "uid": event.id,
            "slug": event.id,
            "title": {"fr": event.title},
            "description": {"fr": short},
            "longDescription": {"fr": event.description},
            "timings": [{"begin": there(event.starts_at, event), "end": there(event.ends_at, event)}],
            "location": {
                "name": venue.map_or(event.place.as_str(), |venue| venue.name.as_str()),
                "address": place(event),
                "city": venue.map(|venue| venue.commune.as_str()),
                "latitude": venue.and_then(|venue| venue.latitude),
                "longitude": venue.and_then(|venue| venue.longitude),
            },
            "keywords": {"fr": event.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>()},
            "conditions": {"fr": "Gratuit, sur inscription"},
            "registration": [{"type": "link", "value": event.url}],
            "attendanceMode": mode,
            "status": status,
            "image": event.cover_url.as_ref().map(|cover| format!("{site}{cover}")),
        })
    };
    let events: Vec<Value> = events.map(one).collect();
    OpenAgendaEvents { total: events.len(), events }
}
