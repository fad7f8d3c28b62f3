//! Seats taken, given back, offered to whoever waits. The event is held meanwhile: of a hundred who ask at once, each finds
//! what the others left.

use kernel::{
    problem::{Language, Problem},
    trade::{EventState, RegistrationState},
};
use platform::Work;
use tables::{event, registration};
use uuid::Uuid;

use super::{
    super::{
        facts::PeopleRegistered,
        mail::Kind,
        rules::{
            form::Comer,
            seats::{self, offered_until, overbooked, place, within_share},
        },
        store::{self, links, registrations},
    },
    attendance::tick_one,
    letters::{part_from, write},
};
use crate::features::club;

/// Who asks for seats, and on whose behalf.
pub struct Asking {
    pub comers: Vec<Comer>,
    pub member: Option<Uuid>,
    pub organisation: String,
    /// `team`, `member`, `link` or `public`.
    pub origin: &'static str,
    /// Beyond the capacity, knowing it.
    pub overbook: bool,
    pub language: Language,
}

/// Gives each a seat or a place in the waiting list, and writes to them. Whoever is there already stays as they are, unless
/// they wait and the team lets them in beyond the capacity.
pub async fn register(
    work: &Work,
    event: &mut event::Model,
    asking: Asking,
) -> Result<Vec<registration::Model>, Problem> {
    let tx = work.tx();
    let today = club::settings(tx).await?.today(work.now);
    let waits = registrations::first_waiting(tx, event.id).await?.is_some();
    let mut all = Vec::with_capacity(asking.comers.len());
    let mut new: Vec<registration::Model> = Vec::new();
    let mut let_in: Vec<registration::Model> = Vec::new();
    for comer in asking.comers {
        let key = comer.email.as_ref().map(|email| email.key());
        let there = match (&key, asking.member) {
            (Some(key), _) => registrations::with_address(tx, event.id, key).await?,
            (None, Some(member)) => {
                registrations::of_member(tx, event.id, member).await?.into_iter().find(|row| comer.is(row))
            }
            (None, None) => None,
        };
        let twice = || new.iter().find(|row| key.is_some() && row.email_key == key).cloned();
        if let Some(mut there) = there.or_else(twice) {
            if asking.overbook && there.state != RegistrationState::Registered {
                event.taken += i64::from(is_waiting(&there));
                there.state = RegistrationState::Registered;
                there.offered_until = None;
                there.updated_at = work.now;
                registrations::update(tx, there.clone()).await?;
                let_in.push(there.clone());
            }
            all.push(there);
            continue;
        }
        let known = match (asking.member, &key) {
            (Some(member), Some(key)) => registrations::known(tx, member, key, today).await?,
            _ => None,
        };
        let state = match asking.overbook {
            true => RegistrationState::Registered,
            false => place(event.capacity, event.taken, waits || new.iter().any(is_waiting)),
        };
        event.taken += i64::from(state == RegistrationState::Registered);
        let (_, by_id, by_name) = work.by.caller.signature();
        let row = registration::Model {
            id: kernel::ids::new_id(),
            event_id: event.id,
            member_id: asking.member,
            contact_id: known.as_ref().map(|known| known.contact),
            person_id: known.as_ref().map(|known| known.person),
            given_name: comer.given_name,
            family_name: comer.family_name,
            email: comer.email.map(|email| email.into_string()),
            email_key: key,
            organisation: asking.organisation.clone(),
            language: known.as_ref().map_or(asking.language, |known| known.language).code().to_owned(),
            answers: serde_json::to_value(&comer.answers)?,
            state,
            asked_at: work.now,
            offered_until: None,
            origin: asking.origin.to_owned(),
            attended_at: None,
            attended_way: None,
            ticked_at: None,
            by_id,
            by_name,
            created_at: work.now,
            updated_at: work.now,
        };
        all.push(row.clone());
        new.push(row);
    }
    if let Some(member) = asking.member.filter(|_| matches!(asking.origin, "member" | "link")) {
        let has = registrations::of_member(tx, event.id, member).await?.len();
        let (has, more) = (i64::try_from(has).unwrap_or(i64::MAX), i64::try_from(new.len()).unwrap_or(i64::MAX));
        within_share(event.seats_per_member, has, more)?;
    }
    if new.is_empty() && let_in.is_empty() {
        return Ok(all);
    }
    event.overbooked = overbooked(event.capacity, event.taken);
    store::put_seats(tx, event).await?;
    registrations::insert(tx, new.clone()).await?;
    let ids: Vec<Uuid> = new.iter().map(|row| row.id).collect();
    if !ids.is_empty() {
        work.record(&PeopleRegistered { event_id: event.id, member_id: asking.member, registrations: ids }).await?;
    }
    let letters = new.into_iter().chain(let_in).map(|row| {
        let kind = if is_waiting(&row) { Kind::Waiting } else { Kind::Registered };
        let key = format!("event-registered:{}:{}", row.id, row.state.as_str());
        (row, kind, key)
    });
    write(work, event, letters.collect()).await?;
    Ok(all)
}

fn is_waiting(row: &registration::Model) -> bool {
    row.state == RegistrationState::Waiting
}

/// Counts again who takes a seat, and offers those that are free to whoever waits first.
pub async fn settle(work: &Work, event: &mut event::Model) -> Result<(), Problem> {
    let tx = work.tx();
    event.taken = registrations::taken(tx, event.id).await?;
    let mut letters = Vec::new();
    while event.state == EventState::Published && seats::free(event.capacity, event.taken) != Some(0) {
        let Some(until) = offered_until(work.now, event.starts_at) else { break };
        let Some(mut next) = registrations::first_waiting(tx, event.id).await? else { break };
        next.updated_at = work.now;
        if next.email.is_some() {
            next.state = RegistrationState::Offered;
            next.offered_until = Some(until);
            let key = format!("event-offered:{}:{}", next.id, until.timestamp());
            letters.push((next.clone(), Kind::Offered(until), key));
        } else {
            // Nobody can be asked: whoever put them on the list tells them.
            next.state = RegistrationState::Registered;
        }
        event.taken += 1;
        registrations::update(tx, next).await?;
    }
    event.overbooked = overbooked(event.capacity, event.taken);
    store::put_seats(tx, event).await?;
    write(work, event, letters).await
}

/// Takes a registration back, with what they answered, and that they were there where they were ticked; the seat goes to
/// whoever waits.
pub async fn leave(work: &Work, event: &mut event::Model, mut row: registration::Model) -> Result<(), Problem> {
    if row.state == RegistrationState::Left {
        return Ok(());
    }
    if row.attended_at.is_some() {
        tick_one(work, event, &row, false, None).await?;
        row.ticked_at = Some(work.now);
    }
    let before = row.clone();
    row.state = RegistrationState::Left;
    row.answers = serde_json::json!({});
    row.offered_until = None;
    row.attended_at = None;
    row.attended_way = None;
    row.updated_at = work.now;
    registrations::update(work.tx(), row).await?;
    settle(work, event).await?;
    part_from(work, event, before).await
}

/// Takes the seat that is offered. Taken already, it stays so.
pub async fn accept(work: &Work, event: &event::Model, mut row: registration::Model) -> Result<(), Problem> {
    match row.state {
        RegistrationState::Registered => return Ok(()),
        RegistrationState::Offered if row.offered_until.is_some_and(|until| until > work.now) => {}
        _ => return Err(seats::not_offered()),
    }
    row.state = RegistrationState::Registered;
    row.offered_until = None;
    row.updated_at = work.now;
    registrations::update(work.tx(), row.clone()).await?;
    let key = format!("event-registered:{}:{}", row.id, row.state.as_str());
    write(work, event, vec![(row, Kind::Registered, key)]).await
}

/// Offers that nobody took in time go to whoever is next.
pub async fn lapse(work: &Work, event: &mut event::Model) -> Result<(), Problem> {
    let offered = registrations::of_event(work.tx(), event.id, Some(RegistrationState::Offered)).await?;
    for mut row in offered.into_iter().filter(|row| row.offered_until.is_some_and(|until| until <= work.now)) {
        row.state = RegistrationState::Left;
        row.answers = serde_json::json!({});
        row.offered_until = None;
        row.updated_at = work.now;
        registrations::update(work.tx(), row).await?;
    }
    settle(work, event).await
}

/// Somebody else comes in the place of the one who is registered: what was sent to them opens nothing any more, and what
/// they answered is not the newcomer's.
pub async fn replace(
    work: &Work,
    event: &event::Model,
    mut row: registration::Model,
    comer: Comer,
) -> Result<(), Problem> {
    let tx = work.tx();
    let key = comer.email.as_ref().map(|email| email.key());
    let other = match &key {
        Some(key) => registrations::with_address(tx, event.id, key).await?.filter(|there| there.id != row.id),
        None => None,
    };
    if other.is_some() {
        return Err(Problem::conflict_at(
            "/email",
            "events.registered",
            kernel::problem::say("Cette personne est déjà inscrite.", "This person is registered already."),
        ));
    }
    let today = club::settings(tx).await?.today(work.now);
    let known = match (row.member_id, &key) {
        (Some(member), Some(key)) => registrations::known(tx, member, key, today).await?,
        _ => None,
    };
    let before = row.clone();
    row.contact_id = known.as_ref().map(|known| known.contact);
    row.person_id = known.as_ref().map(|known| known.person);
    row.given_name = comer.given_name;
    row.family_name = comer.family_name;
    row.email = comer.email.map(|email| email.into_string());
    row.email_key = key;
    row.answers = serde_json::to_value(&comer.answers)?;
    if let Some(known) = &known {
        row.language = known.language.code().to_owned();
    }
    row.updated_at = work.now;
    links::forget(tx, row.id).await?;
    registrations::update(tx, row.clone()).await?;
    if before.email_key != row.email_key {
        part_from(work, event, before).await?;
    }
    let kind = match row.state {
        RegistrationState::Registered => Kind::Registered,
        RegistrationState::Offered => Kind::Offered(row.offered_until.unwrap_or(work.now)),
        _ => Kind::Waiting,
    };
    let key = format!("event-registered:{}:{}", row.id, kernel::ids::new_id());
    write(work, event, vec![(row, kind, key)]).await
}
