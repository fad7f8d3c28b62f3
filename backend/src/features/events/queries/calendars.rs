//! A calendar of one's own: the events at which somebody of one's organisations has a seat, by an address that nobody else
//! knows.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use kernel::{problem::Problem, trade::RegistrationState};
use platform::{House, web::Download};
use tables::event;
use uuid::Uuid;

use super::{
    super::{
        calendar,
        schema::published::CalendarState,
        store::{self, links, places, registrations},
    },
    published::CALENDAR,
};
use crate::features::club;

/// What is over stays in it for so long.
const PAST: TimeDelta = TimeDelta::days(90);

pub async fn state(house: &House, account: Uuid) -> Result<CalendarState, Problem> {
    let since = links::subscription(&house.db.read, account).await?.map(|row| row.created_at);
    Ok(CalendarState { since })
}

pub async fn personal(house: &House, token: &str) -> Result<Download, Problem> {
    let db = &house.db.read;
    let account = links::subscriber(db, token).await?.ok_or_else(Problem::not_found)?;
    let members = links::organisations(db, account.id).await?;
    let rows = registrations::of_people(db, &members, &account.email_key, house.now() - PAST).await?;
    let seated = rows.into_iter().filter(|(row, _)| row.state == RegistrationState::Registered);
    let events: BTreeMap<Uuid, event::Model> = seated.map(|(_, event)| (event.id, event)).collect();
    let ids: Vec<Uuid> = events.keys().copied().collect();
    let topics = store::topics(db, &ids).await?;
    let venues: Vec<Uuid> = events.values().filter_map(|event| event.venue_id).collect();
    let venues = places::venues_of(db, &venues).await?;
    let entries: Vec<_> = events
        .values()
        .map(|event| {
            let venue = venues.iter().find(|venue| Some(venue.id) == event.venue_id);
            let named = topics.get(&event.id).into_iter().flatten().map(|topic| topic.name.clone());
            calendar::entry(house, event, venue, &named.collect::<Vec<_>>(), true)
        })
        .collect();
    let club = club::settings_to_read(house).await?;
    let text =
        calendar::feed(&club, &format!("Mes rendez-vous — {}", club.name), club.time_zone, house.now(), &entries);
    Ok(Download { bytes: text.into_bytes(), media_type: CALENDAR, file_name: "rendez-vous.ics".to_owned() })
}
