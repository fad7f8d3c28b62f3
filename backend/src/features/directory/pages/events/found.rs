//! What fits a question about events, and what else can be asked.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    calendar::start_of,
    problem::{Language, Problem},
    trade::EventKind,
    words::fold,
};
use platform::html::Html;
use uuid::Uuid;

use super::{
    super::{
        super::Facet,
        facets::{Take, facet},
        question::{Place, Question, first_of},
        words as site,
    },
    words,
};
use crate::features::events::{Agenda, PublicEvent, place};

/// What the address asks for.
#[derive(Debug, Clone, Default)]
struct Wanted {
    /// Folded.
    words: String,
    kind: Option<EventKind>,
    topic: Option<Uuid>,
}

impl Wanted {
    fn of(asked: &Question) -> Wanted {
        let one = |name: &str| asked.asked().iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        Wanted {
            words: fold(asked.words()),
            kind: one("kind").and_then(|value| value.parse().ok()),
            topic: one("topic").and_then(|value| Uuid::try_parse(value).ok()),
        }
    }

    fn fits(&self, event: &PublicEvent) -> bool {
        let told = || {
            let topics: Vec<&str> = event.topics.iter().map(|topic| topic.name.as_str()).collect();
            fold(&format!("{} {} {} {}", event.title, event.summary, place(event), topics.join(" ")))
        };
        self.kind.is_none_or(|kind| event.kind == kind)
            && self.topic.is_none_or(|topic| event.topics.iter().any(|one| one.id == topic))
            && (self.words.is_empty() || {
                let told = told();
                self.words.split(' ').all(|word| told.contains(word))
            })
    }
}

/// Whether what is over is asked for, or what is to come.
pub fn is_past(asked: &Question) -> bool {
    asked.asked().iter().any(|(name, _)| *name == "when")
}

fn stands(event: &PublicEvent, begin: DateTime<Utc>, past: bool) -> bool {
    (event.ends_at < begin) == past
}

/// What fits: those to come by their beginning, those that are over the latest first. One of today is to come still.
pub fn find<'a>(agenda: &'a Agenda, asked: &Question, today: NaiveDate) -> Vec<&'a PublicEvent> {
    let (wanted, begin, past) = (Wanted::of(asked), start_of(today, &agenda.club.time_zone), is_past(asked));
    let mut found: Vec<&PublicEvent> = agenda
        .about(None)
        .map(|listed| &listed.event)
        .filter(|event| stands(event, begin, past) && wanted.fits(event))
        .collect();
    if past {
        found.reverse();
    }
    found
}

/// Of all times, for the months.
pub fn of_all_times<'a>(agenda: &'a Agenda, asked: &Question) -> Vec<&'a PublicEvent> {
    let wanted = Wanted::of(asked);
    agenda.about(None).map(|listed| &listed.event).filter(|event| wanted.fits(event)).collect()
}

/// How a value is called.
pub fn named(agenda: &Agenda, name: &str, value: &str, language: Language) -> String {
    let w = words::words(language);
    match name {
        "kind" => value.parse().map(|kind| words::kind(kind, language).to_owned()).unwrap_or_default(),
        "when" => w.past.to_owned(),
        "month" => first_of(value).map(|day| site::month(day, language)).unwrap_or_default(),
        _ => {
            let mut topics = agenda.events.iter().flat_map(|listed| &listed.event.topics);
            let known = topics.find(|topic| topic.id.to_string() == value);
            known.map_or_else(|| value.to_owned(), |topic| topic.name.clone())
        }
    }
}

/// What can be chosen, each with how many fit it beside all else that is asked for.
pub fn facets(agenda: &Agenda, asked: &Question, today: NaiveDate) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let (wanted, past) = (Wanted::of(asked), is_past(asked));
    let begin = start_of(today, &agenda.club.time_zone);
    let in_time = |event: &&PublicEvent| asked.place == Place::Month || stands(event, begin, past);
    let events: Vec<&PublicEvent> = agenda.about(None).map(|listed| &listed.event).filter(in_time).collect();
    let chosen = |name: &str, value: &str| asked.asked().iter().any(|(known, one)| *known == name && one == value);
    let one_of = |name: &'static str, label: &str, values: Vec<(String, String, usize)>| {
        let nothing = !asked.asked().iter().any(|(known, _)| *known == name);
        let none = Facet { value: String::new(), label: w.all.to_owned(), count: 0, chosen: nothing };
        let values =
            values.into_iter().map(|(value, label, count)| Facet { chosen: chosen(name, &value), value, label, count });
        let values: Vec<Facet> = std::iter::once(none).chain(values).collect();
        facet(name, label, &values, Take::One, &|one| one.label.clone(), asked, all)
    };
    let of_kind = |kind: EventKind| {
        let other = Wanted { kind: Some(kind), ..wanted.clone() };
        events.iter().filter(|event| other.fits(event)).count()
    };
    let kinds = EventKind::all()
        .map(|kind| (kind.as_str().to_owned(), words::kind(kind, asked.language).to_owned(), of_kind(kind)))
        .filter(|(value, _, count)| *count > 0 || chosen("kind", value));
    let mut topics: Vec<(String, Uuid)> = agenda
        .events
        .iter()
        .flat_map(|listed| &listed.event.topics)
        .map(|topic| (topic.name.clone(), topic.id))
        .collect();
    topics.sort();
    topics.dedup();
    let topics = topics.into_iter().map(|(name, id)| {
        let other = Wanted { topic: Some(id), ..wanted.clone() };
        (id.to_string(), name, events.iter().filter(|event| other.fits(event)).count())
    });
    let mut pieces = vec![one_of("kind", w.kind, kinds.collect())?, one_of("topic", w.topic, topics.collect())?];
    if asked.place != Place::Month {
        let times = [(String::new(), w.coming, !past), ("past".to_owned(), w.past, past)];
        let times = times.map(|(value, label, chosen)| Facet {
            count: match value.is_empty() {
                true => 0,
                false => {
                    agenda.about(None).filter(|one| stands(&one.event, begin, true) && wanted.fits(&one.event)).count()
                }
            },
            label: label.to_owned(),
            chosen,
            value,
        });
        pieces.push(facet("when", w.when, &times, Take::One, &|one| one.label.clone(), asked, all)?);
    }
    Ok(pieces.into_iter().collect())
}
