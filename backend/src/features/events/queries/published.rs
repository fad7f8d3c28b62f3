//! What anyone is told of events: a list, one, calendars and feeds. Each answer is written once for a state of the agenda,
//! and known by it.

use std::{
    hash::{DefaultHasher, Hasher},
    sync::Arc,
};

use kernel::{calendar::start_of, problem::Problem, trade::Licence};
use platform::{House, web::Published};
use uuid::Uuid;

use super::super::{
    agenda::{Agenda, agenda},
    calendar, feeds,
    schema::published::{FeedQuery, PublicEvent, PublicEvents, PublicQuery},
};

const JSON: &str = "application/json";
pub const CALENDAR: &str = "text/calendar; charset=utf-8";

/// In which words a feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    Rss,
    Atom,
    Json,
}

fn answered(
    agenda: &Arc<Agenda>,
    question: &str,
    media_type: &'static str,
    packed: bool,
    write: impl FnOnce(&Agenda) -> Result<Vec<u8>, Problem>,
) -> Result<Published, Problem> {
    let mut mark = DefaultHasher::new();
    mark.write(question.as_bytes());
    let plain = agenda.kept.answer(question, || write(agenda))?;
    Ok(Published {
        body: if packed { agenda.kept.packed(question, plain)? } else { plain },
        packed,
        media_type,
        tag: format!("{:016x}{:016x}", agenda.version, mark.finish()),
        licence: match agenda.club.directory_licence {
            Licence::Lov2 => "https://spdx.org/licenses/etalab-2.0.html",
            Licence::Odbl => "https://spdx.org/licenses/ODbL-1.0.html",
        },
        next_cursor: None,
        file_name: None,
    })
}

/// Public events by their beginning; from today on where nothing else is asked for. `packed`: for a reader that unpacks it.
pub async fn list(house: &House, packed: bool, query: PublicQuery) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    let zone = agenda.club.time_zone;
    let from = query.from.unwrap_or_else(|| agenda.club.today(house.now()));
    let question = format!("list:{from}:{}", serde_json::to_string(&query)?);
    answered(&agenda, &question, JSON, packed, |agenda| {
        let begin = start_of(from, &zone);
        let end = query.to.and_then(|day| day.succ_opt()).map(|day| start_of(day, &zone));
        let fits = |event: &PublicEvent| {
            event.ends_at >= begin
                && end.is_none_or(|end| event.starts_at < end)
                && query.kind.is_none_or(|kind| event.kind == kind)
        };
        let items: Vec<PublicEvent> =
            agenda.about(query.topic).map(|listed| &listed.event).filter(|event| fits(event)).cloned().collect();
        Ok(serde_json::to_vec(&PublicEvents { total: items.len(), items })?)
    })
}

/// One public event.
pub async fn show(house: &House, packed: bool, id: Uuid) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    let listed = agenda.find(id).ok_or_else(Problem::not_found)?;
    answered(&agenda, &format!("show:{id}"), JSON, packed, |_| Ok(serde_json::to_vec(&listed.event)?))
}

/// The same for a calendar.
pub async fn event_calendar(house: &House, packed: bool, id: Uuid) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    let listed = agenda.find(id).ok_or_else(Problem::not_found)?;
    let zone = listed.event.time_zone.parse().unwrap_or(agenda.club.time_zone);
    answered(&agenda, &format!("calendar:{id}"), CALENDAR, packed, |_| {
        // Its own stamp: the same event is the same bytes, whenever it is asked for.
        let stamp = listed.event.updated_at;
        Ok(calendar::file(&agenda.club, zone, listed.entry.clone(), stamp).into_bytes())
    })
}

/// All public events as one calendar, or those about a topic.
pub async fn calendar_feed(house: &House, packed: bool, query: FeedQuery) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    answered(&agenda, &format!("calendar-feed:{:?}", query.topic), CALENDAR, packed, |agenda| {
        let entries: Vec<_> = agenda.about(query.topic).map(|listed| listed.entry.clone()).collect();
        let stamp = entries.iter().map(|entry| entry.changed_at).max().unwrap_or_default();
        let name = format!("Rendez-vous — {}", agenda.club.name);
        Ok(calendar::feed(&agenda.club, &name, agenda.club.time_zone, stamp, &entries).into_bytes())
    })
}

pub async fn feed(house: &House, packed: bool, feed: Feed, query: FeedQuery) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    let media_type = match feed {
        Feed::Rss => "application/rss+xml; charset=utf-8",
        Feed::Atom => "application/atom+xml; charset=utf-8",
        Feed::Json => "application/feed+json",
    };
    let site = house.settings.base_url.as_str();
    answered(&agenda, &format!("feed:{feed:?}:{:?}", query.topic), media_type, packed, |agenda| {
        let events = agenda.about(query.topic);
        Ok(match feed {
            Feed::Rss => feeds::rss(agenda, events, site).into_bytes(),
            Feed::Atom => feeds::atom(agenda, events, site).into_bytes(),
            Feed::Json => serde_json::to_vec(&feeds::json_feed(agenda, events, site))?,
        })
    })
}

/// Events to come in the shape of OpenAgenda.
pub async fn open_agenda(house: &House, packed: bool) -> Result<Published, Problem> {
    let agenda = agenda(house).await?;
    let today = agenda.club.today(house.now());
    let begin = start_of(today, &agenda.club.time_zone);
    let site = house.settings.base_url.as_str();
    answered(&agenda, &format!("open-agenda:{today}"), JSON, packed, |agenda| {
        let to_come = agenda.about(None).filter(|listed| listed.event.ends_at >= begin);
        Ok(serde_json::to_vec(&feeds::open_agenda(to_come, site))?)
    })
}
