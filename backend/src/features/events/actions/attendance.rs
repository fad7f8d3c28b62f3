//! Who came. Each organisation present was in contact with the club that day, once, however many of its people came; whoever
//! is un-ticked takes that back. The ledger comes first and registrations last: rows are held in one order everywhere.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use kernel::{
    email::Email,
    problem::{Fault, Language, Problem, say},
    trade::{Channel, Direction, Outcome, RegistrationState},
    words::name_key,
};
use platform::{
    Asker, House, Work,
    audit::Entry,
    throttle::{self, Limit},
};
use subtle::ConstantTimeEq;
use tables::{event, registration};
use uuid::Uuid;

use super::super::{
    queries::{check_in_code, standing},
    rules::{self, Verb, form, seats::overbooked},
    schema::{
        attendance::{Tick, TicksForm, WalkInForm},
        links::{CheckInForm, CheckedIn},
    },
    store::{self, registrations},
};
use crate::features::{
    club,
    follow_up::{self, Attestation, Source},
};

/// Whoever scans the code has shown no account.
const BY_CODE: &str = "event_code";

const PER_NETWORK: Limit = Limit::per_minutes(120, 15);
/// A room full of people behind one network, and nobody who tries codes for long.
const PER_EVENT: Limit = Limit::per_minutes(2000, 24 * 60);

/// How somebody was seen to be there.
const BY_LIST: &str = "list";
const AT_DOOR: &str = "door";
const WITH_CODE: &str = "code";

/// States which organisations were there: those of all who are ticked in the end.
async fn attest(work: &Work, event: &event::Model, present: BTreeSet<Uuid>) -> Result<(), Problem> {
    let zone = club::settings(work.tx()).await?.time_zone;
    let statement = Attestation {
        source: Source { kind: "event".into(), id: event.id },
        on: event.starts_at.with_timezone(&zone).date_naive(),
        channel: Channel::Event,
        direction: Direction::Outbound,
        outcome: Outcome::Reached,
        summary: Some(event.title.clone()),
        contact_id: None,
        members: present.into_iter().collect(),
    };
    follow_up::attest(work, statement).await.map(|_| ())
}

/// The organisations of those who are ticked, after these ticks.
fn present(rows: &[registration::Model], ticked: &HashMap<Uuid, bool>) -> BTreeSet<Uuid> {
    let there = |row: &&registration::Model| ticked.get(&row.id).copied().unwrap_or(row.attended_at.is_some());
    rows.iter().filter(there).filter_map(|row| row.member_id).collect()
}

/// Ticks or un-ticks one, for whoever holds the event.
pub async fn tick_one(
    work: &Work,
    event: &event::Model,
    row: &registration::Model,
    attended: bool,
    way: Option<&'static str>,
) -> Result<(), Problem> {
    let tick = Tick { registration_id: row.id, attended, at: work.now };
    tick_all(work, event, &[tick], way.unwrap_or(BY_LIST)).await
}

async fn tick_all(work: &Work, event: &event::Model, ticks: &[Tick], way: &'static str) -> Result<(), Problem> {
    let rows = registrations::of_event(work.tx(), event.id, None).await?;
    let known: HashMap<Uuid, &registration::Model> = rows.iter().map(|row| (row.id, row)).collect();
    // Of several about one person the latest holds, and one that is older than what is written down changes nothing.
    let mut last: BTreeMap<Uuid, (DateTime<Utc>, bool)> = BTreeMap::new();
    for tick in ticks {
        let at = tick.at.min(work.now);
        let Some(row) = known.get(&tick.registration_id) else { return Err(Problem::not_found()) };
        let before = last.get(&row.id).map(|(at, _)| *at).max(row.ticked_at);
        if before.is_none_or(|before| before <= at) {
            last.insert(row.id, (at, tick.attended));
        }
    }
    let ticked: HashMap<Uuid, bool> = last.iter().map(|(id, (_, attended))| (*id, *attended)).collect();
    attest(work, event, present(&rows, &ticked)).await?;
    let mut seated = event.clone();
    for (id, (at, attended)) in last {
        let Some(row) = known.get(&id) else { continue };
        let mut row = (*row).clone();
        row.ticked_at = Some(at);
        row.updated_at = work.now;
        row.attended_at = attended.then(|| row.attended_at.unwrap_or(at));
        let before = row.attended_way.take();
        row.attended_way = attended.then(|| before.unwrap_or_else(|| way.to_owned()));
        if attended && row.state != RegistrationState::Registered {
            // Who waited and came all the same has a seat: the team let them in.
            seated.taken += i64::from(row.state == RegistrationState::Waiting);
            row.state = RegistrationState::Registered;
            row.offered_until = None;
        }
        registrations::update(work.tx(), row).await?;
    }
    if seated.taken != event.taken {
        seated.overbooked = overbooked(seated.capacity, seated.taken);
        store::put_seats(work.tx(), &seated).await?;
    }
    Ok(())
}

/// Takes in the ticks of a device.
pub async fn tick(house: &House, by: &Asker, event: Uuid, form: TicksForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::hold(work.tx(), event).await?;
    rules::may(Verb::Tick, &by.caller, standing(&row), work.now)?;
    tick_all(&work, &row, &form.ticks, BY_LIST).await?;
    work.note(vec![Entry::new("tick", "event", row.id, &row.title)]).await?;
    work.commit().await
}

/// Adds somebody who came without having registered; gives the registration. What a device sends twice is one person. Whose
/// organisation is called as one member comes for it: without a network nobody could choose it.
pub async fn walk_in(house: &House, by: &Asker, event: Uuid, form: WalkInForm) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let mut of = store::hold(work.tx(), event).await?;
    rules::may(Verb::Tick, &by.caller, standing(&of), work.now)?;
    let rows = registrations::of_event(work.tx(), of.id, None).await?;
    if let Some(id) = form.id
        && let Some(known) = registrations::find(work.tx(), id).await?
    {
        return if known.event_id == of.id { Ok(id) } else { Err(rules::unknown("/id")) };
    }
    if let Some(member) = form.member_id
        && !registrations::is_kept(work.tx(), member).await?
    {
        return Err(rules::unknown("/member_id"));
    }
    let mut faults = Vec::new();
    let email = form::address(form.email.as_deref(), "", &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (given_name, family_name) = (one_line(&form.given_name), one_line(&form.family_name));
    let key = email.as_ref().map(|email| email.key());
    let called = |given: &str, family: &str| name_key(&format!("{family} {given}"));
    let same_address = |row: &&registration::Model| key.is_some() && row.email_key == key;
    let same_name =
        |row: &&registration::Model| called(&row.given_name, &row.family_name) == called(&given_name, &family_name);
    let double = rows.iter().find(same_address).or_else(|| rows.iter().find(same_name).filter(|_| !form.another));
    if let Some(double) = double {
        return Err(on_the_list(double.id));
    }
    let organisation = one_line(&form.organisation);
    let member = match form.member_id {
        None if !organisation.is_empty() => registrations::member_called(work.tx(), &name_key(&organisation)).await?,
        chosen => chosen,
    };
    let today = club::settings(work.tx()).await?.today(work.now);
    let known = match (member, &key) {
        (Some(member), Some(key)) => registrations::known(work.tx(), member, key, today).await?,
        _ => None,
    };
    let mut present = present(&rows, &HashMap::new());
    present.extend(member);
    attest(&work, &of, present).await?;
    let (_, by_id, by_name) = by.caller.signature();
    let row = registration::Model {
        id: form.id.unwrap_or_else(kernel::ids::new_id),
        event_id: of.id,
        member_id: member,
        contact_id: known.as_ref().map(|known| known.contact),
        person_id: known.as_ref().map(|known| known.person),
        given_name,
        family_name,
        email: email.map(|email| email.into_string()),
        email_key: key,
        organisation,
        language: known.as_ref().map_or(Language::Fr, |known| known.language).code().to_owned(),
        answers: serde_json::json!({}),
        state: RegistrationState::Registered,
        asked_at: work.now,
        offered_until: None,
        origin: AT_DOOR.to_owned(),
        attended_at: Some(work.now),
        attended_way: Some(AT_DOOR.to_owned()),
        ticked_at: Some(work.now),
        by_id,
        by_name,
        created_at: work.now,
        updated_at: work.now,
    };
    let id = row.id;
    registrations::insert(work.tx(), vec![row]).await?;
    of.taken += 1;
    of.overbooked = overbooked(of.capacity, of.taken);
    store::put_seats(work.tx(), &of).await?;
    work.note(vec![Entry::new("walk_in", "event", of.id, &of.title)]).await?;
    work.commit().await?;
    Ok(id)
}

/// Somebody scanned the code at the door, and says with which address they registered.
pub async fn check_in(house: &House, by: &Asker, network: &str, form: CheckInForm) -> Result<CheckedIn, Problem> {
    throttle::attempt(house, &format!("event-door-from:{network}"), PER_NETWORK).await?;
    throttle::attempt(house, &format!("event-door:{}", form.event_id), PER_EVENT).await?;
    let right = check_in_code(house, form.event_id);
    if !bool::from(right.as_bytes().ct_eq(form.code.trim().as_bytes())) {
        return Err(wrong_code());
    }
    if store::find(&house.db.read, form.event_id).await?.is_none() {
        return Err(wrong_code());
    }
    let email = Email::parse(&form.email)
        .map_err(|fault| Problem::invalid(vec![Fault::at("/email", fault.code, say(fault.fr, fault.en))]))?;
    let by = Asker { caller: kernel::caller::Caller::House(BY_CODE), ..by.clone() };
    let work = house.begin(&by).await?;
    let event = store::hold(work.tx(), form.event_id).await?;
    rules::check_in(standing(&event), work.now)?;
    let there = registrations::with_address(work.tx(), event.id, &email.key()).await?;
    let Some(row) = there.filter(|row| row.state == RegistrationState::Registered) else {
        return Ok(CheckedIn { welcome: false });
    };
    if row.attended_at.is_none() {
        tick_one(&work, &event, &row, true, Some(WITH_CODE)).await?;
        work.note(vec![Entry::new("check_in", "event", event.id, &event.title)]).await?;
        work.commit().await?;
    }
    Ok(CheckedIn { welcome: true })
}

/// The organisations with somebody present.
pub async fn members_present(work: &Work, event: &event::Model) -> Result<Vec<Uuid>, Problem> {
    let rows = registrations::of_event(work.tx(), event.id, None).await?;
    Ok(present(&rows, &HashMap::new()).into_iter().collect())
}

fn wrong_code() -> Problem {
    Problem::invalid_field(
        "/code",
        "events.wrong_code",
        say(
            "Ce code n’est pas celui de ce rendez-vous. Scannez l’affiche de l’accueil.",
            "This is not the code of this event. Scan the poster at the door.",
        ),
    )
}

fn on_the_list(id: Uuid) -> Problem {
    Problem::conflict(
        "events.on_the_list",
        say(
            "Cette personne est déjà sur la liste : pointez-la, ou confirmez qu’il s’agit de quelqu’un d’autre.",
            "This person is on the list already: tick them, or confirm that it is somebody else.",
        ),
    )
    .with("registration_id", serde_json::json!(id))
}
