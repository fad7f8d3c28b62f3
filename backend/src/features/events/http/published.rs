//! Public events, for anyone: pages of other sites may read them, and keep them for a minute. And calendars of one's own.

use actix_web::{delete, get, post};
use kernel::problem::Problem;
use platform::web::{
    Answer, Asked, Created, Download, Json, NoContent, Published, Query, answers::takes_brotli, guard::Anyone,
};

use super::super::{
    access::Subscribes,
    actions::calendars as actions,
    queries::{
        calendars,
        published::{self as queries, Feed},
    },
    schema::published::{
        CalendarAddress, CalendarState, FeedQuery, OpenAgendaEvents, PublicEvent, PublicEvents, PublicQuery,
    },
};

/// Public events by their beginning, from today on where nothing else is asked for.
#[utoipa::path(operation_id = "events_list_published", tag = "events", security(()), params(PublicQuery),
    responses((status = 200, description = "All that fit", body = PublicEvents),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/events")]
pub async fn list(asked: Asked<Anyone, Query<PublicQuery>>) -> Answer<Published> {
    Ok(queries::list(&asked.house, takes_brotli(&asked.http), asked.input.0).await?)
}

/// Events to come, in the shape that OpenAgenda imports.
#[utoipa::path(operation_id = "events_list_as_open_agenda", tag = "events", security(()),
    responses((status = 200, description = "All of them", body = OpenAgendaEvents),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/events/openagenda.json")]
pub async fn open_agenda(asked: Asked<Anyone>) -> Answer<Published> {
    Ok(queries::open_agenda(&asked.house, takes_brotli(&asked.http)).await?)
}

/// One public event.
#[utoipa::path(operation_id = "events_show_published", tag = "events", security(()),
    params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "The event", body = PublicEvent),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/events/{id}")]
pub async fn show(asked: Asked<Anyone>) -> Answer<Published> {
    let id = asked.id("id")?;
    Ok(queries::show(&asked.house, takes_brotli(&asked.http), id).await?)
}

/// One public event as a file for a calendar (RFC 5545).
#[utoipa::path(operation_id = "events_show_calendar", tag = "events", security(()),
    params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "The event", content_type = "text/calendar", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/events/{id}/calendar.ics")]
pub async fn event_calendar(asked: Asked<Anyone>) -> Answer<Published> {
    let id = asked.id("id")?;
    Ok(queries::event_calendar(&asked.house, takes_brotli(&asked.http), id).await?)
}

/// Public events as a calendar that programs subscribe to (RFC 5545, RFC 7986).
#[utoipa::path(operation_id = "events_show_calendar_feed", tag = "events", security(()), params(FeedQuery),
    responses((status = 200, description = "All of them", content_type = "text/calendar", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/calendar.ics")]
pub async fn calendar(asked: Asked<Anyone, Query<FeedQuery>>) -> Answer<Published> {
    Ok(queries::calendar_feed(&asked.house, takes_brotli(&asked.http), asked.input.0).await?)
}

/// Public events as a feed (RSS 2.0).
#[utoipa::path(operation_id = "events_show_rss", tag = "events", security(()), params(FeedQuery),
    responses((status = 200, description = "The newest fifty", content_type = "application/rss+xml", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/feed.rss")]
pub async fn rss(asked: Asked<Anyone, Query<FeedQuery>>) -> Answer<Published> {
    Ok(queries::feed(&asked.house, takes_brotli(&asked.http), Feed::Rss, asked.input.0).await?)
}

/// Public events as a feed (RFC 4287).
#[utoipa::path(operation_id = "events_show_atom", tag = "events", security(()), params(FeedQuery),
    responses((status = 200, description = "The newest fifty", content_type = "application/atom+xml", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/feed.atom")]
pub async fn atom(asked: Asked<Anyone, Query<FeedQuery>>) -> Answer<Published> {
    Ok(queries::feed(&asked.house, takes_brotli(&asked.http), Feed::Atom, asked.input.0).await?)
}

/// Public events as a feed (JSON Feed 1.1).
#[utoipa::path(operation_id = "events_show_json_feed", tag = "events", security(()), params(FeedQuery),
    responses((status = 200, description = "The newest fifty", content_type = "application/feed+json", body = serde_json::Value),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/feed.json")]
pub async fn json_feed(asked: Asked<Anyone, Query<FeedQuery>>) -> Answer<Published> {
    Ok(queries::feed(&asked.house, takes_brotli(&asked.http), Feed::Json, asked.input.0).await?)
}

/// Whether one has a calendar of one's own.
#[utoipa::path(operation_id = "events_show_own_calendar", tag = "events",
    responses((status = 200, description = "Since when", body = CalendarState)))]
#[get("/me/calendar")]
pub async fn own(asked: Asked<Subscribes>) -> Answer<Json<CalendarState>> {
    Ok(Json::of(calendars::state(&asked.house, asked.guard.0).await?))
}

/// Makes the address of a calendar of one's own. It is told once; the one before opens nothing any more.
#[utoipa::path(operation_id = "events_open_own_calendar", tag = "events",
    responses((status = 201, description = "Its address", body = CalendarAddress)))]
#[post("/me/calendar")]
pub async fn open_own(asked: Asked<Subscribes>) -> Answer<Created<CalendarAddress>> {
    let value = actions::open(&asked.house, &asked.by, asked.guard.0).await?;
    Ok(Created { location: "/api/v1/me/calendar".to_owned(), revision: None, value })
}

/// Takes it back: the address opens nothing any more.
#[utoipa::path(operation_id = "events_close_own_calendar", tag = "events",
    responses((status = 204, description = "Taken back")))]
#[delete("/me/calendar")]
pub async fn close_own(asked: Asked<Subscribes>) -> Answer<NoContent> {
    actions::close(&asked.house, &asked.by, asked.guard.0).await?;
    Ok(NoContent)
}

/// A calendar of one's own, for whoever knows its address: what one's organisations come to.
#[utoipa::path(operation_id = "events_read_own_calendar", tag = "events", security(()),
    params(("token" = String, Path, description = "The end of its address")),
    responses((status = 200, description = "The calendar", content_type = "text/calendar", body = String)))]
#[get("/public/calendars/{token}")]
pub async fn personal(asked: Asked<Anyone>) -> Answer<Download> {
    let token = asked.http.match_info().get("token").ok_or_else(Problem::not_found)?;
    Ok(calendars::personal(&asked.house, token).await?)
}
