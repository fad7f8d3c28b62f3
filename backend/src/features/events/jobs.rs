//! What happens by itself: letters to those invited and to those who come, reminders, offers that nobody took.
//!
//! Each letter has a key of its own, and what was done is written down in the transaction that does it: a process that dies
//! half-way has done nothing, and one that does it again writes nothing twice.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    problem::{Language, Problem},
    trade::{EventState, RegistrationState},
};
use platform::{
    Asker, House, Way, Work,
    jobs::{Claim, JobKind},
    mail::post_many,
    secrets::random_bytes,
};
use serde::{Deserialize, Serialize};
use tables::{delivery, event, event_invitation, registration};
use uuid::Uuid;

use super::{
    actions::{letters, seats},
    calendar::zone,
    mail::{Kind, Post, To},
    rules::times::Reminder,
    store::{
        self, invitations,
        links::{self, NewLink, Of},
        registrations,
    },
};
use crate::features::{
    club,
    members::{self, Unreached},
};

/// Invitations written in one transaction.
const BUNDLE: usize = 200;
/// How long after an event it is known who came to it; then figures stay.
const KNOWN: TimeDelta = TimeDelta::days(3 * 365);
/// How often it is looked whether a reminder is due, or an offer is over.
const OFTEN: TimeDelta = TimeDelta::minutes(5);

/// Whom to write to, with which words of the club.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToInvite {
    pub event_id: Uuid,
    pub words: String,
}

/// What those who come are to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Changed,
    Cancelled,
    Closed,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct ToTell {
    pub event_id: Uuid,
    pub what: What,
    /// Of the event when it was so: what has changed again since is told by another.
    pub sequence: i64,
}

pub const INVITE: JobKind =
    JobKind { name: "events.invite", run: |house, claim| Box::pin(invite(house, claim)), every: None };
pub const TELL: JobKind =
    JobKind { name: "events.tell", run: |house, claim| Box::pin(tell(house, claim)), every: None };
pub const REMIND: JobKind =
    JobKind { name: "events.remind", run: |house, _| Box::pin(remind(house)), every: Some(OFTEN) };
pub const FORGET: JobKind =
    JobKind { name: "events.forget", run: |house, _| Box::pin(forget(house)), every: Some(TimeDelta::days(1)) };
pub const LAPSE: JobKind = JobKind { name: "events.lapse", run: |house, _| Box::pin(lapse(house)), every: Some(OFTEN) };

async fn begin(house: &House) -> Result<Work, Problem> {
    house.begin(&Asker::house("events", Way::Job)).await
}

/// A link of its own for each letter that is written.
struct Letters {
    post: Post,
    until: DateTime<Utc>,
}

impl Letters {
    async fn about(work: &Work, event: &event::Model) -> Result<Letters, Problem> {
        Ok(Letters { post: Post::about(work, event).await?, until: event.ends_at })
    }

    /// Writes to invited organisations; gives the deliveries in order, none where the same was written before.
    async fn write(
        &mut self,
        work: &Work,
        event: Uuid,
        all: Vec<(Uuid, Kind, To, String)>,
    ) -> Result<Vec<Option<Uuid>>, Problem> {
        let (mut messages, mut opened) = (Vec::new(), Vec::new());
        for (invitation, kind, to, key) in all {
            let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
            messages.push(self.post.letter(&kind, &to, &token, key, work.now)?);
            opened.push(NewLink { token, event, of: Of::Invitation(invitation), until: self.until });
        }
        let written = post_many(work, messages).await?;
        let opened: Vec<NewLink> =
            opened.into_iter().zip(&written).filter_map(|(link, written)| written.map(|_| link)).collect();
        links::insert(work.tx(), &opened).await?;
        Ok(written)
    }
}

/// One bundle of invitations, in one transaction. Repeating it finds the next.
async fn invite(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToInvite = claim.payload()?;
    let work = begin(&house).await?;
    let Some(event) = store::held(work.tx(), what.event_id).await? else { return Ok(()) };
    if event.state != EventState::Published || event.starts_at <= work.now {
        return Ok(());
    }
    let rows = invitations::unwritten(work.tx(), event.id, BUNDLE as u64).await?;
    let done = rows.len() < BUNDLE;
    let today = club::settings(work.tx()).await?.today(work.now);
    let wanted: Vec<Uuid> = rows.iter().map(|row| row.member_id).collect();
    let reached = members::addressees(&work.house.vault, work.tx(), &wanted, today).await?;
    let (mut written, mut letters) = (Vec::new(), Vec::new());
    for mut row in rows {
        match reached.get(&row.member_id).cloned().unwrap_or(Err(Unreached::Archived)) {
            Err(why) => {
                row.unreached = Some(why.as_str().to_owned());
                invitations::update(work.tx(), row).await?;
            }
            Ok(addressee) => {
                row.contact_id = addressee.contact;
                let to = To {
                    email: addressee.email,
                    name: addressee.name,
                    person: addressee.person,
                    language: addressee.language,
                    members: vec![row.member_id],
                };
                let key = format!("event-invitation:{}", row.id);
                letters.push((row.id, Kind::Invitation(what.words.clone()), to, key));
                written.push(row);
            }
        }
    }
    let deliveries = Letters::about(&work, &event).await?.write(&work, event.id, letters).await?;
    for (mut row, delivery) in written.into_iter().zip(deliveries) {
        match delivery {
            Some(delivery) => row.delivery_id = Some(delivery),
            // The address turned out to be none.
            None => row.unreached = Some(Unreached::NoAddress.as_str().to_owned()),
        }
        invitations::update(work.tx(), row).await?;
    }
    if !done {
        work.leave_now(INVITE.name, &what).await?;
    }
    work.commit().await
}

/// Tells those who come, wait or were invited what is new.
async fn tell(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToTell = claim.payload()?;
    let work = begin(&house).await?;
    let Some(event) = store::held(work.tx(), what.event_id).await? else { return Ok(()) };
    if event.sequence != what.sequence {
        return Ok(());
    }
    let rows = registrations::of_event(work.tx(), event.id, None).await?;
    let come: HashSet<String> = rows.iter().filter_map(|row| row.email_key.clone()).collect();
    let without_address: HashSet<Uuid> =
        rows.iter().filter(|row| row.email.is_none()).filter_map(|row| row.member_id).collect();
    let letters = rows.into_iter().filter_map(|row| {
        let kind = kind_for(&row, what.what)?;
        let key = format!("{}:{}:{}:{}", kind.purpose(), event.id, what.sequence, row.id);
        Some((row, kind, key))
    });
    letters::write(&work, &event, letters.collect()).await?;
    if what.what != What::Closed {
        let mut invited = invitations::open(work.tx(), event.id).await?;
        // Whoever comes without an address is told by their organisation.
        invited.retain(|(row, _)| row.answer.is_none() || without_address.contains(&row.member_id));
        invited.retain(|(_, letter)| !come.contains(&letter.to_address.to_lowercase()));
        let club = club::settings(work.tx()).await?;
        let wanted: Vec<Uuid> = invited.iter().map(|(row, _)| row.member_id).collect();
        let reached = members::addressees(&house.vault, work.tx(), &wanted, club.today(work.now)).await?;
        let spoken = |member: Uuid| match reached.get(&member) {
            Some(Ok(addressee)) => addressee.language,
            _ => club.language,
        };
        let letters = invited
            .into_iter()
            .map(|(row, letter)| {
                let language = spoken(row.member_id);
                anew(row, letter, language, &what)
            })
            .collect();
        Letters::about(&work, &event).await?.write(&work, event.id, letters).await?;
    }
    work.commit().await
}

/// What is written to one who is registered; nothing to who does not need it.
fn kind_for(row: &registration::Model, what: What) -> Option<Kind> {
    match (what, row.state) {
        (What::Cancelled, _) => Some(Kind::Cancelled),
        (What::Changed, RegistrationState::Registered) => Some(Kind::Changed),
        (What::Changed, RegistrationState::Offered) => row.offered_until.map(Kind::Offered),
        (What::Changed, _) => Some(Kind::Waiting),
        (What::Closed, RegistrationState::Registered) if row.attended_at.is_some() => Some(Kind::Minutes),
        (What::Closed, RegistrationState::Registered) => Some(Kind::Missed),
        (What::Closed, _) => None,
    }
}

/// An invitation that was not answered: it is written anew, or taken back.
fn anew(
    row: event_invitation::Model,
    letter: delivery::Model,
    language: Language,
    what: &ToTell,
) -> (Uuid, Kind, To, String) {
    let words = match language {
        Language::Fr => "Ce rendez-vous a changé. Voici ce qui vaut désormais.",
        Language::En => "This event has changed. This is what holds now.",
    };
    let kind = match what.what {
        What::Cancelled => Kind::Cancelled,
        _ => Kind::Invitation(words.to_owned()),
    };
    let to = To {
        email: letter.to_address,
        name: letter.to_name,
        person: letter.person_id,
        language,
        members: vec![row.member_id],
    };
    let key = format!("event-invitation:{}:{}", row.id, what.sequence);
    (row.id, kind, to, key)
}

/// Reminders that are due. Each event in a transaction of its own, in which it is written down that they left.
async fn remind(house: House) -> Result<(), Problem> {
    let now = house.now();
    for known in store::published_between(&house.db.read, now, now + TimeDelta::days(9)).await? {
        for reminder in Reminder::ALL {
            if reminded(&known, reminder).is_none() && reminder.is_due(known.starts_at, &zone(&known), now) {
                remind_of(&house, known.id, reminder).await?;
            }
        }
    }
    Ok(())
}

fn reminded(row: &event::Model, reminder: Reminder) -> Option<DateTime<Utc>> {
    match reminder {
        Reminder::Week => row.week_reminded_at,
        Reminder::Day => row.day_reminded_at,
    }
}

async fn remind_of(house: &House, id: Uuid, reminder: Reminder) -> Result<(), Problem> {
    let work = begin(house).await?;
    let Some(mut event) = store::held(work.tx(), id).await? else { return Ok(()) };
    let (starts_at, zone) = (event.starts_at, zone(&event));
    let is_due = event.state == EventState::Published && reminder.is_due(starts_at, &zone, work.now);
    if reminded(&event, reminder).is_some() || !is_due {
        return Ok(());
    }
    // Who registered since was told all of it by the confirmation.
    let due_at = reminder.due_at(starts_at, &zone);
    let rows = registrations::of_event(work.tx(), id, Some(RegistrationState::Registered)).await?;
    let letters = rows.into_iter().filter(|row| row.created_at < due_at).map(|row| {
        let key = format!("event-reminder:{}:{}:{}", reminder.as_str(), starts_at.timestamp(), row.id);
        (row, Kind::Reminder(reminder), key)
    });
    letters::write(&work, &event, letters.collect()).await?;
    match reminder {
        Reminder::Week => event.week_reminded_at = Some(work.now),
        Reminder::Day => event.day_reminded_at = Some(work.now),
    }
    store::update(work.tx(), event).await?;
    work.commit().await
}

/// Offers that nobody took in time go to whoever is next.
async fn lapse(house: House) -> Result<(), Problem> {
    for id in registrations::with_lapsed_offers(&house.db.read, house.now()).await? {
        let work = begin(&house).await?;
        let Some(mut event) = store::held(work.tx(), id).await? else { continue };
        seats::lapse(&work, &mut event).await?;
        work.commit().await?;
    }
    Ok(())
}

/// Names and addresses of those who came long ago go, and links that open nothing any more.
async fn forget(house: House) -> Result<(), Problem> {
    let work = begin(&house).await?;
    registrations::blank_before(work.tx(), work.now - KNOWN).await?;
    links::sweep(work.tx(), work.now).await?;
    work.commit().await
}
