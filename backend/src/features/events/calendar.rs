//! Events as calendars take them (RFC 5545), and as what goes along with a mail (RFC 6047). Who comes is in none of it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kernel::{
    icalendar::{self, Event, Status},
    trade::EventState,
};
use platform::{House, mail::Calendar};
use tables::{event, venue};
use uuid::Uuid;

use crate::features::club::ClubSettings;

/// Where anyone reads of events, and below it of one.
pub const EVENTS: &str = "/rendez-vous";

/// The page of an event, for anyone.
pub fn page_url(house: &House, event: Uuid) -> String {
    format!("{}{EVENTS}/{event}", house.settings.base_url)
}

/// The time zone of an event; that of the capital where its name is no longer known.
pub fn zone(row: &event::Model) -> Tz {
    row.time_zone.parse().unwrap_or(chrono_tz::Europe::Paris)
}

/// Where it takes place, in one line.
pub fn place(row: &event::Model, venue: Option<&venue::Model>) -> String {
    let venue = venue.map(|venue| [venue.name.as_str(), venue.address.as_str(), venue.commune.as_str()]);
    let parts = std::iter::once(row.place.as_str()).chain(venue.into_iter().flatten());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The event as its calendar entry. `online` is for those who have a seat.
pub fn entry(
    house: &House,
    row: &event::Model,
    venue: Option<&venue::Model>,
    topics: &[String],
    online: bool,
) -> Event {
    let link = row.online_url.as_deref().filter(|_| online);
    let description = [row.summary.as_str(), link.unwrap_or_default()];
    let status = if row.state == EventState::Cancelled { Status::Cancelled } else { Status::Confirmed };
    Event {
        // The same for ever, wherever the instance moves: an id is never given twice (RFC 7986 §5.3).
        uid: row.id.to_string(),
        sequence: row.sequence,
        changed_at: row.updated_at,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        summary: row.title.clone(),
        description: description.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"),
        location: place(row, venue),
        geo: venue.and_then(|venue| venue.latitude.zip(venue.longitude)),
        url: page_url(house, row.id),
        categories: topics.to_vec(),
        status,
    }
}

/// A calendar that programs read again and again.
pub fn feed(club: &ClubSettings, name: &str, zone: Tz, now: DateTime<Utc>, events: &[Event]) -> String {
    by(club, icalendar::calendar("PUBLISH", Some(name), &zone, zone.name(), now, events))
}

/// The event as a file to be kept.
pub fn file(club: &ClubSettings, zone: Tz, entry: Event, now: DateTime<Utc>) -> String {
    by(club, icalendar::calendar("PUBLISH", None, &zone, zone.name(), now, &[entry]))
}

/// With whom one writes to about it, where the club names an address.
fn by(club: &ClubSettings, calendar: String) -> String {
    match club.contact_email.as_str() {
        "" => calendar,
        address => icalendar::organised(&calendar, (&club.name, address)),
    }
}

/// What goes along with a mail: the invitation, what has changed since, or that it does not take place for whoever it is to.
pub fn along(row: &event::Model, entry: Event, accepted: bool, now: DateTime<Utc>) -> Calendar {
    let zone = zone(row);
    let method = if entry.status == Status::Cancelled { "CANCEL" } else { "REQUEST" };
    Calendar {
        method,
        said: if accepted { "ACCEPTED" } else { "NEEDS-ACTION" },
        content: icalendar::calendar(method, None, &zone, zone.name(), now, &[entry]),
    }
}
