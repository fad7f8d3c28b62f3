//! Registrations as the team sees them, and as those who made them do: nobody else's.

use std::collections::HashMap;

use kernel::{page::PageOf, problem::Problem, trade::RegistrationState};
use platform::{Asker, House};
use tables::registration;
use uuid::Uuid;

use super::{
    super::{
        rules,
        schema::{
            EventRef,
            registrations::{OwnRegistration, Registration, RegistrationQuery},
        },
        store::{self, registrations},
    },
    short, standing,
};

/// As they are told, with the place of those who wait. `rows` are all of an event that are not taken back, or some of them
/// with `line`: those who wait, in their order.
pub fn told(
    rows: Vec<registration::Model>,
    line: &[Uuid],
    names: &HashMap<Uuid, String>,
) -> Result<Vec<Registration>, Problem> {
    let one = |row: registration::Model| -> Result<Registration, Problem> {
        let rank = line.iter().position(|id| *id == row.id).and_then(|at| i64::try_from(at + 1).ok());
        Ok(Registration {
            id: row.id,
            event_id: row.event_id,
            member: row.member_id.and_then(|id| Some(EventRef { id, name: names.get(&id)?.clone() })),
            organisation: row.organisation,
            given_name: row.given_name,
            family_name: row.family_name,
            email: row.email,
            answers: serde_json::from_value(row.answers)?,
            state: row.state,
            rank,
            offered_until: row.offered_until,
            origin: row.origin,
            attended_at: row.attended_at,
            asked_at: row.asked_at,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Those of an event who wait, in their order.
pub async fn line(house: &House, event: Uuid) -> Result<Vec<Uuid>, Problem> {
    let waiting = registrations::of_event(&house.db.read, event, Some(RegistrationState::Waiting)).await?;
    Ok(waiting.into_iter().map(|row| row.id).collect())
}

async fn named(house: &House, rows: &[registration::Model]) -> Result<HashMap<Uuid, String>, Problem> {
    let members: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    registrations::names(&house.db.read, &members).await
}

/// Of an event: all for the team, those of their own organisations for its people.
pub async fn of_event(
    house: &House,
    by: &Asker,
    event: Uuid,
    query: &RegistrationQuery,
) -> Result<PageOf<Registration>, Problem> {
    let mut rows = registrations::of_event(&house.db.read, event, query.state).await?;
    if !rules::sees_people(&by.caller) {
        rows.retain(|row| row.member_id.is_some_and(|member| rules::acts_for(&by.caller, member).is_ok()));
    }
    let names = named(house, &rows).await?;
    let line = line(house, event).await?;
    Ok(PageOf::whole(told(rows, &line, &names)?))
}

pub async fn some(house: &House, event: Uuid, ids: &[Uuid]) -> Result<PageOf<Registration>, Problem> {
    let mut rows = registrations::of_event(&house.db.read, event, None).await?;
    rows.retain(|row| ids.contains(&row.id));
    let names = named(house, &rows).await?;
    let line = line(house, event).await?;
    Ok(PageOf::whole(told(rows, &line, &names)?))
}

pub async fn one(house: &House, id: Uuid) -> Result<Registration, Problem> {
    let row = registrations::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    let line = line(house, row.event_id).await?;
    let rows = vec![row];
    let names = named(house, &rows).await?;
    told(rows, &line, &names)?.pop().ok_or_else(Problem::not_found)
}

/// Whether somebody of the caller's organisations has a seat.
pub async fn has_seat(house: &House, by: &Asker, event: Uuid) -> Result<bool, Problem> {
    let rows = registrations::of_event(&house.db.read, event, Some(RegistrationState::Registered)).await?;
    let theirs = |member: Uuid| rules::acts_for(&by.caller, member).is_ok();
    Ok(rows.iter().any(|row| row.member_id.is_some_and(theirs)))
}

/// Those of the caller's organisations at events that are not over, the next first.
pub async fn own(house: &House, by: &Asker) -> Result<PageOf<OwnRegistration>, Problem> {
    let db = &house.db.read;
    let person = by.caller.person().ok_or_else(Problem::not_found)?;
    let members: Vec<Uuid> = person.organisations.iter().map(|(member, _)| *member).collect();
    let rows = registrations::of_people(db, &members, "", house.now()).await?;
    let names = registrations::names(db, &members).await?;
    let venues: Vec<Uuid> = rows.iter().filter_map(|(_, event)| event.venue_id).collect();
    let venues = store::places::venues_of(db, &venues).await?;
    let mut items = Vec::with_capacity(rows.len());
    for (row, event) in rows {
        let line = match row.state {
            RegistrationState::Waiting => line(house, event.id).await?,
            _ => Vec::new(),
        };
        let venue = venues.iter().find(|venue| Some(venue.id) == event.venue_id);
        let (event, open) = (short(&event, venue), rules::is_changeable(standing(&event), house.now()).is_ok());
        for registration in told(vec![row], &line, &names)? {
            items.push(OwnRegistration { registration, event: event.clone(), open });
        }
    }
    Ok(PageOf::whole(items))
}
