//! What people are written about an event. A letter is laid out once for a language and then made out to each: of five
//! thousand reminders only the name, the address and the link differ.
//!
//! Each holds a link that answers or changes something: all are confidential.

mod words;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{
    icalendar::Status,
    problem::{Language, Problem},
};
use platform::{
    House, Work,
    html::Html,
    mail::{self, Bundled, Calendar, Letter, Message},
};
use tables::{event, venue};
use uuid::Uuid;

use super::{
    calendar,
    rules::times::Reminder,
    store::{self, places},
};
use crate::features::club::{self, ClubSettings, NOTICE};

use words::Told;
pub use words::{day_of, when_of};

/// What stands in a letter until it is made out to somebody.
const NAME: &str = "__name__";
const TOKEN: &str = "__token__";
const OBJECTING: &str = "https://objecting.invalid/";

/// What a letter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// With a few words of the club; may be empty.
    Invitation(String),
    Registered,
    Waiting,
    /// A freed seat, kept until then.
    Offered(DateTime<Utc>),
    Reminder(Reminder),
    Changed,
    Cancelled,
    /// To one who has no seat any more: they gave it back, or somebody else comes.
    Left,
    /// To those who came, with a link to the survey.
    Minutes,
    /// To those who did not.
    Missed,
}

impl Kind {
    pub fn purpose(&self) -> &'static str {
        match self {
            Kind::Invitation(_) => "event_invitation",
            Kind::Registered | Kind::Waiting => "event_confirmation",
            Kind::Offered(_) => "event_offer",
            Kind::Reminder(_) => "event_reminder",
            Kind::Changed => "event_change",
            Kind::Cancelled => "event_cancellation",
            Kind::Left => "event_left",
            Kind::Minutes => "event_minutes",
            Kind::Missed => "event_missed",
        }
    }

    /// The page that the link opens; none where there is nothing to do.
    fn page(&self) -> Option<&'static str> {
        match self {
            Kind::Invitation(_) => Some("/rendez-vous/repondre"),
            Kind::Minutes => Some("/rendez-vous/avis"),
            Kind::Cancelled | Kind::Left | Kind::Missed => None,
            _ => Some("/rendez-vous/inscription"),
        }
    }

    /// Whether nobody asked for it: whoever registered asked for all that follows.
    fn is_letter(&self) -> bool {
        matches!(self, Kind::Invitation(_))
    }

    /// Whether the event goes along, and whether its recipient has said yes.
    fn along(&self) -> Option<bool> {
        match self {
            Kind::Invitation(_) => Some(false),
            Kind::Registered | Kind::Reminder(_) | Kind::Changed | Kind::Cancelled | Kind::Left => Some(true),
            Kind::Waiting | Kind::Offered(_) | Kind::Minutes | Kind::Missed => None,
        }
    }
}

/// Whom a letter goes to.
#[derive(Debug, Clone)]
pub struct To {
    pub email: String,
    /// May be empty.
    pub name: String,
    pub person: Option<Uuid>,
    pub language: Language,
    pub members: Vec<Uuid>,
}

/// Letters about one event.
pub struct Post {
    house: House,
    club: ClubSettings,
    event: event::Model,
    venue: Option<venue::Model>,
    topics: Vec<String>,
    laid_out: HashMap<(String, &'static str), LaidOut>,
}

struct LaidOut {
    subject: String,
    html: String,
    text: String,
    along: Option<Calendar>,
}

impl Post {
    /// About the event as it is now.
    pub async fn about(work: &Work, event: &event::Model) -> Result<Post, Problem> {
        let venue = match event.venue_id {
            Some(id) => places::venue(work.tx(), id).await?,
            None => None,
        };
        let topics = store::topics(work.tx(), &[event.id]).await?.remove(&event.id).unwrap_or_default();
        Ok(Post {
            house: work.house.clone(),
            club: club::settings(work.tx()).await?,
            event: event.clone(),
            venue,
            topics: topics.into_iter().map(|topic| topic.name).collect(),
            laid_out: HashMap::new(),
        })
    }

    /// A letter made out to somebody. `key`: at most one with it is ever written.
    pub fn letter(
        &mut self,
        kind: &Kind,
        to: &To,
        token: &str,
        key: String,
        now: DateTime<Utc>,
    ) -> Result<Bundled, Problem> {
        let place = (format!("{kind:?}"), to.language.code());
        if !self.laid_out.contains_key(&place) {
            let laid_out = self.lay_out(kind, to.language, now)?;
            self.laid_out.insert(place.clone(), laid_out);
        }
        let Some(laid_out) = self.laid_out.get(&place) else { return Err(Problem::bug("a letter vanished")) };
        let named = if to.name.is_empty() { String::new() } else { format!(" {}", to.name) };
        let in_html = Html::text(&named).into_string();
        let id = kernel::ids::new_id();
        let objecting = mail::objection_link(&self.house, id);
        let objecting_in_html = Html::text(&objecting).into_string();
        let (html, text) = (&laid_out.html, &laid_out.text);
        let message = Message {
            purpose: kind.purpose(),
            to_address: to.email.clone(),
            to_name: to.name.clone(),
            person_id: to.person,
            members: to.members.clone(),
            subject: laid_out.subject.clone(),
            html: html.replace(OBJECTING, &objecting_in_html).replace(TOKEN, token).replace(NAME, &in_html),
            text: text.replace(OBJECTING, &objecting).replace(TOKEN, token).replace(NAME, &named),
            dedupe_key: Some(key),
            confidential: true,
        };
        Ok(Bundled { id, message, calendar: laid_out.along.clone(), letter: kind.is_letter() })
    }

    fn lay_out(&self, kind: &Kind, language: Language, now: DateTime<Utc>) -> Result<LaidOut, Problem> {
        let place = calendar::place(&self.event, self.venue.as_ref());
        let has_seat = matches!(kind, Kind::Registered | Kind::Reminder(_) | Kind::Changed);
        let told = Told {
            club: &self.club,
            event: &self.event,
            place: &place,
            online: self.event.online_url.as_deref().filter(|_| has_seat),
            page: calendar::page_url(&self.house, self.event.id),
        };
        let words = told.words(kind, language);
        let greeting = match language {
            Language::Fr => format!("Bonjour{NAME},"),
            Language::En => format!("Hello{NAME},"),
        };
        let button = kind
            .page()
            .zip(words.button)
            .map(|(page, label)| (label.to_owned(), format!("{}{page}#{TOKEN}", self.house.settings.base_url)));
        let footer = [self.club.address.trim(), words.reason.as_str()];
        let letter = Letter {
            language,
            title: words.subject.clone(),
            paragraphs: std::iter::once(greeting).chain(words.paragraphs).collect(),
            button,
            footer: footer.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
            notice: Some(format!("{}{NOTICE}", self.house.settings.base_url)),
        };
        let (html, text) = if kind.is_letter() {
            mail::layout_unasked(&self.club.name, &self.club.brand, &letter, OBJECTING)?
        } else {
            mail::layout(&self.club.name, &self.club.brand, &letter)?
        };
        let along = kind.along().map(|accepted| {
            let mut entry = calendar::entry(&self.house, &self.event, self.venue.as_ref(), &self.topics, has_seat);
            if *kind == Kind::Left {
                // For them alone.
                entry.status = Status::Cancelled;
            }
            calendar::along(&self.event, entry, accepted, now)
        });
        Ok(LaidOut { subject: words.subject, html, text, along })
    }
}
