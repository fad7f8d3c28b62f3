//! Events of the invented club: what was held, from its first years to this autumn, with who came and what was said; and what
//! is to come, one of it full, one from afar, one called off, one that a member proposes.

mod told;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use kernel::{
    calendar::start_of,
    ids::new_id,
    problem::{Problem, say},
    trade::{Channel, Direction, EventAudience, EventKind, EventState, MemberKind, Outcome, RegistrationState},
    words::name_key,
};
use platform::Work;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use tables::{equipment, event, event_equipment, event_member, event_topic, registration, survey_answer, venue};
use uuid::Uuid;

use self::told::{COMING, EQUIPMENT, FIRST, MINUTES, SAID, Told, VENUES};
use super::plan::Plan;
use crate::features::{
    club,
    follow_up::{self, Attestation, Source},
};

/// Of a meeting in the evening.
const EVENING: i64 = 18 * 60 + 30;
/// Those who had registered for a meeting that was held and did not come.
const MISSED: usize = 2;

/// A text as French is set.
fn set(text: &str) -> String {
    say(text, "").fr
}

pub async fn write(work: &Work, plan: &Plan, ids: &[Uuid], topics: &[Uuid]) -> Result<(), Problem> {
    let zone = club::settings(work.tx()).await?.time_zone;
    let venues = write_venues(work).await?;
    let mut writing = Writing { work, plan, ids, topics, zone, venues, stated: Vec::new() };
    for (year, month, day, title, minutes) in FIRST {
        writing.first(year, month, day, title, minutes).await?;
    }
    let held = plan.exchanges.iter().filter(|exchange| exchange.channel == Channel::Event);
    for (number, exchange) in held.enumerate() {
        let title = exchange.summary.unwrap_or_default();
        let thematic = title.strip_prefix("Réunion thématique : ");
        let kind = if thematic.is_some() { EventKind::ThematicMeeting } else { EventKind::TechnicalMeeting };
        let minutes = MINUTES.get(number).copied().unwrap_or(MINUTES[0]);
        let title = capitalised(thematic.unwrap_or(title));
        writing.held(kind, &title, exchange.on, minutes, &exchange.members, number).await?;
    }
    for (number, told) in COMING.iter().enumerate() {
        writing.coming(told, number).await?;
    }
    follow_up::attest_all(work, &writing.stated).await.map(|_| ())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The venues in their order, with what stands there.
async fn write_venues(work: &Work) -> Result<Vec<Uuid>, Problem> {
    let mut ids = Vec::new();
    for (name, address, commune, capacity, accessibility) in VENUES {
        let near = places::demo_territory().into_iter().find(|one| one.insee_code == commune);
        let row = venue::Model {
            id: new_id(),
            name: set(name),
            name_key: name_key(name),
            address: set(address),
            commune: places::places().commune(commune).map(|one| one.name.to_owned()).unwrap_or_default(),
            latitude: near.as_ref().map(|one| one.latitude),
            longitude: near.as_ref().map(|one| one.longitude),
            capacity: Some(capacity),
            accessibility: set(accessibility),
            revision: 1,
            archived_at: None,
            created_at: work.now,
            updated_at: work.now,
        };
        ids.push(row.id);
        venue::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(work.tx()).await?;
    }
    for (name, quantity, stands) in EQUIPMENT {
        let row = equipment::Model {
            id: new_id(),
            name: set(name),
            name_key: name_key(name),
            quantity,
            venue_id: stands.and_then(|at| ids.get(at).copied()),
            revision: 1,
            archived_at: None,
            created_at: work.now,
            updated_at: work.now,
        };
        equipment::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(work.tx()).await?;
    }
    Ok(ids)
}

struct Writing<'a> {
    work: &'a Work,
    plan: &'a Plan,
    ids: &'a [Uuid],
    topics: &'a [Uuid],
    zone: Tz,
    venues: Vec<Uuid>,
    /// Which organisations were present at what was held.
    stated: Vec<Attestation>,
}

impl Writing<'_> {
    /// An event of this day, as it is before anybody registers.
    fn blank(&self, kind: EventKind, title: &str, day: NaiveDate, at: i64, lasts: i64) -> event::Model {
        let starts_at = start_of(day, &self.zone) + TimeDelta::minutes(at);
        let begun = (starts_at - TimeDelta::days(60)).min(self.work.now - TimeDelta::days(6));
        let (_, by_id, by_name) = self.work.by.caller.signature();
        event::Model {
            id: new_id(),
            kind,
            title: set(title),
            summary: String::new(),
            description: String::new(),
            state: EventState::Published,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(lasts),
            time_zone: self.zone.name().to_owned(),
            venue_id: self.venues.first().copied(),
            place: String::new(),
            online_url: None,
            audience: EventAudience::Members,
            capacity: None,
            taken: 0,
            overbooked: 0,
            seats_per_member: None,
            register_until: None,
            questions: json!([]),
            agenda: json!([]),
            speakers: json!([]),
            cover_file_id: None,
            cover_alt: String::new(),
            series_id: None,
            sequence: 0,
            cancel_words: String::new(),
            minutes: String::new(),
            minutes_public: false,
            members_public: false,
            head_count: None,
            week_reminded_at: None,
            day_reminded_at: None,
            published_at: Some(begun),
            closed_at: None,
            proposed: false,
            by_id,
            by_name,
            revision: 1,
            created_at: begun,
            updated_at: begun,
        }
    }

    async fn insert(&self, row: event::Model, topic: Option<usize>) -> Result<(), Problem> {
        let id = row.id;
        event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(self.work.tx()).await?;
        if let Some(topic_id) = topic.and_then(|at| self.topics.get(at).copied()) {
            let about = event_topic::Model { event_id: id, topic_id };
            event_topic::Entity::insert(about.into_active_model().reset_all())
                .exec_without_returning(self.work.tx())
                .await?;
        }
        Ok(())
    }

    /// The first person of a member, registered.
    fn comer(&self, event: &event::Model, member: usize, number: usize) -> Option<registration::Model> {
        let person = self.plan.members.get(member)?.people.first()?;
        let email = person.email.clone();
        let asked_at = event.created_at + TimeDelta::hours(number as i64);
        Some(registration::Model {
            id: new_id(),
            event_id: event.id,
            member_id: self.ids.get(member).copied(),
            contact_id: None,
            person_id: None,
            given_name: person.given.to_owned(),
            family_name: person.family.to_owned(),
            email_key: email.as_ref().map(|email| email.to_lowercase()),
            email,
            organisation: String::new(),
            language: "fr".to_owned(),
            answers: json!({}),
            state: RegistrationState::Registered,
            asked_at,
            offered_until: None,
            origin: "link".to_owned(),
            attended_at: None,
            attended_way: None,
            ticked_at: None,
            by_id: None,
            by_name: String::new(),
            created_at: asked_at,
            updated_at: asked_at,
        })
    }

    async fn insert_comers(&self, rows: Vec<registration::Model>) -> Result<(), Problem> {
        let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
        registration::Entity::insert_many(rows).exec_without_returning(self.work.tx()).await?;
        Ok(())
    }

    /// A technical meeting of the first years, with communes that were in touch since.
    async fn first(&mut self, year: i32, month: u32, day: u32, title: &str, minutes: &str) -> Result<(), Problem> {
        let Some(on) = NaiveDate::from_ymd_opt(year, month, day) else { return Ok(()) };
        let later = self.plan.exchanges.iter().filter(|one| one.on > on && one.outcome == Outcome::Reached);
        let in_touch: BTreeSet<usize> = later.flat_map(|one| one.members.iter().copied()).collect();
        let towns = self.plan.members.iter().enumerate().filter(|(_, one)| one.kind == MemberKind::Commune);
        let present: Vec<usize> = towns
            .map(|(at, _)| at)
            .filter(|at| in_touch.contains(at) && (at + month as usize).is_multiple_of(6))
            .collect();
        self.held(EventKind::TechnicalMeeting, title, on, minutes, &present, month as usize).await
    }

    /// One that is over: who came, who was missed, what was said, what they thought of it.
    async fn held(
        &mut self,
        kind: EventKind,
        title: &str,
        on: NaiveDate,
        minutes: &str,
        present: &[usize],
        number: usize,
    ) -> Result<(), Problem> {
        let mut row = self.blank(kind, title, on, EVENING, 120);
        let missed = (0..self.plan.members.len()).filter(|at| !present.contains(at) && at % 17 == number % 17);
        let (mut rows, mut there) = (Vec::new(), Vec::new());
        for (place, member) in present.iter().copied().enumerate() {
            let Some(mut one) = self.comer(&row, member, place) else { continue };
            one.attended_at = Some(row.starts_at);
            one.attended_way = Some("list".to_owned());
            one.ticked_at = Some(row.starts_at);
            there.push(one.id);
            rows.push(one);
        }
        rows.extend(missed.take(MISSED).filter_map(|member| self.comer(&row, member, 90)));
        row.state = EventState::Done;
        row.audience = EventAudience::Public;
        row.closed_at = Some(row.ends_at + TimeDelta::hours(14));
        row.taken = i64::try_from(rows.len()).unwrap_or(0);
        row.head_count = Some(i64::try_from(there.len()).unwrap_or(0) + 3);
        row.minutes = set(minutes);
        row.minutes_public = true;
        row.members_public = true;
        row.week_reminded_at = Some(row.starts_at - TimeDelta::days(7));
        row.day_reminded_at = Some(row.starts_at - TimeDelta::days(1));
        row.updated_at = row.closed_at.unwrap_or(row.ends_at);
        self.stated.push(Attestation {
            source: Source { kind: "event".into(), id: row.id },
            on,
            channel: Channel::Event,
            direction: Direction::Outbound,
            outcome: Outcome::Reached,
            summary: Some(row.title.clone()),
            contact_id: None,
            members: present.iter().filter_map(|at| self.ids.get(*at).copied()).collect(),
        });
        let (event, closed) = (row.id, row.updated_at);
        self.insert(row, Some(number % self.topics.len().max(1))).await?;
        self.insert_comers(rows).await?;
        self.survey(event, &there, closed).await
    }

    /// Every second one who came says what they thought.
    async fn survey(&self, event: Uuid, there: &[Uuid], closed: DateTime<Utc>) -> Result<(), Problem> {
        let rows = there.iter().step_by(2).zip(SAID.iter().cycle()).enumerate().map(|(at, (who, words))| {
            let answer = survey_answer::Model {
                registration_id: *who,
                event_id: event,
                useful: 3 + (at % 3) as i64,
                again: at % 5 != 4,
                words: set(words),
                answered_at: closed + TimeDelta::hours(at as i64),
            };
            answer.into_active_model().reset_all()
        });
        survey_answer::Entity::insert_many(rows).exec_without_returning(self.work.tx()).await?;
        Ok(())
    }

    /// One to come.
    async fn coming(&self, told: &Told, number: usize) -> Result<(), Problem> {
        let mut row = self.blank(told.kind, told.title, self.plan.today + Days::new(told.days), told.at, told.lasts);
        row.summary = set(told.summary);
        row.state = told.state;
        row.audience = told.audience;
        row.venue_id = told.venue.and_then(|at| self.venues.get(at).copied());
        row.online_url = told.online.then(|| "https://visio.filvert.example/tri-a-la-source".to_owned());
        row.capacity = told.capacity;
        row.proposed = told.proposed;
        row.agenda = told.agenda.iter().map(|(at, title)| json!({"at": at, "title": set(title)})).collect();
        row.speakers = told.speaker.iter().map(|(name, role)| json!({"name": name, "role": set(role)})).collect();
        if told.state == EventState::Draft {
            row.published_at = None;
        }
        if told.state == EventState::Cancelled {
            row.sequence = 1;
            row.cancel_words = set("La recyclerie déménage ce mois-là : nous vous proposerons une autre date.");
        }
        // Others each time, so that nobody is everywhere.
        let members = (0..self.plan.members.len()).filter(|at| at % 9 == number % 9);
        let mut rows: Vec<registration::Model> = members
            .filter_map(|member| self.comer(&row, member, member))
            .filter(|one| one.email.is_some())
            .take(told.come + told.wait)
            .collect();
        rows.sort_by_key(|one| one.asked_at);
        for one in rows.iter_mut().skip(told.come) {
            one.state = RegistrationState::Waiting;
        }
        row.taken = i64::try_from(rows.len().min(told.come)).unwrap_or(0);
        let (event, proposed, books) = (row.id, row.proposed, number == 2);
        self.insert(row, Some(told.topic)).await?;
        self.insert_comers(rows).await?;
        if proposed {
            self.with_first_association(event).await?;
        }
        if books { self.book(event).await } else { Ok(()) }
    }

    /// The member that proposes it.
    async fn with_first_association(&self, event_id: Uuid) -> Result<(), Problem> {
        let all = self.plan.members.iter().zip(self.ids);
        let first = all.filter(|(one, _)| one.kind == MemberKind::Association).map(|(_, id)| *id).next();
        let Some(member_id) = first else { return Ok(()) };
        let with = event_member::Model { event_id, member_id };
        event_member::Entity::insert(with.into_active_model().reset_all())
            .exec_without_returning(self.work.tx())
            .await?;
        Ok(())
    }

    /// What the club lends for it.
    async fn book(&self, event_id: Uuid) -> Result<(), Problem> {
        for one in equipment::Entity::find().all(self.work.tx()).await? {
            let booked = event_equipment::Model { event_id, equipment_id: one.id, quantity: one.quantity.min(60) };
            event_equipment::Entity::insert(booked.into_active_model().reset_all())
                .exec_without_returning(self.work.tx())
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_says_enough_and_one_stands_in_each_state() {
        for told in &COMING {
            assert!(told.summary.len() > 20 && told.summary.chars().count() <= 500, "{}", told.title);
            assert!(told.capacity.is_none_or(|seats| told.come as i64 <= seats), "{}", told.title);
            assert!(told.wait == 0 || told.capacity == Some(told.come as i64), "{}", told.title);
        }
        for state in [EventState::Draft, EventState::Published, EventState::Cancelled] {
            assert!(COMING.iter().any(|told| told.state == state), "{state:?}");
        }
        assert_eq!(capitalised("une fête"), "Une fête");
        assert_eq!(capitalised("à table"), "À table");
    }
}
