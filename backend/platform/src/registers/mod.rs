//! The national registers that the house looks things up in: *Recherche d'entreprises* (organisations, by name or
//! number), the Géoplateforme's geocoder (addresses), and *geo.api.gouv.fr* (outlines of communes).
//!
//! Whatever happens out there, whoever asks has an answer within [`PATIENCE`]: what was found, or that the register
//! can't be asked for now, so that one goes on by hand. What was found is kept for a while, and so is that nothing was.
//! Each register is asked no more often than its terms allow, by all processes together; one that fails again and again
//! is left alone for a while, and so is one that says so (429).
//!
//! Only the few fields that a form can use are read. What somebody asked not to be shown (`[NON-DIFFUSIBLE]`) is dropped
//! while reading, so that it is neither kept nor shown anywhere; people who direct an organisation are not asked for.
//!
//! Never inside a transaction: it would last as long as the other side likes.

mod addresses;
mod cache;
mod client;
mod communes;
mod organisations;
mod pace;
mod reading;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::time::timeout;

use crate::{house::House, settings::Settings};
pub use addresses::{Address, AddressQuestion, addresses};
pub use cache::sweep;
pub use communes::{CommunesOf, outlines};
pub use organisations::{Activity, Asked, Organisation, OrganisationQuestion, organisations};

/// The longest that anybody waits: three seconds with the way there and back.
pub const PATIENCE: Duration = Duration::from_millis(2800);
/// The longest that the other side may take; what is left of the patience is for our own book-keeping.
const CALL: Duration = Duration::from_millis(2000);
/// The same for a job, which nobody waits for.
const CALL_OF_JOB: Duration = Duration::from_secs(30);
/// An answer longer than this is none of ours; one to a job is an atlas.
const LONGEST: usize = 1024 * 1024;
const LONGEST_OF_JOB: usize = 20 * 1024 * 1024;
/// How long it is believed that there is nothing.
const NOTHING: TimeDelta = TimeDelta::hours(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    Organisations,
    Addresses,
    Communes,
}

impl Register {
    pub fn as_str(self) -> &'static str {
        match self {
            Register::Organisations => "organisations",
            Register::Addresses => "addresses",
            Register::Communes => "communes",
        }
    }

    /// Calls a second that its terms allow.
    fn per_second(self) -> i64 {
        match self {
            Register::Organisations => 7,
            Register::Addresses => 50,
            Register::Communes => 10,
        }
    }

    /// How long an answer may take, and how many bytes it may have.
    fn bounds(self) -> (Duration, usize) {
        match self {
            Register::Organisations | Register::Addresses => (CALL, LONGEST),
            Register::Communes => (CALL_OF_JOB, LONGEST_OF_JOB),
        }
    }

    fn base(self, settings: &Settings) -> Option<&str> {
        match self {
            Register::Organisations => settings.register_url.as_deref(),
            Register::Addresses => settings.geocoder_url.as_deref(),
            Register::Communes => settings.communes_url.as_deref(),
        }
    }
}

/// Why a register can't be asked for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unavailable {
    /// This instance does not ask it.
    SwitchedOff,
    /// It does not answer, answers too late, or not in the documented form.
    NotAnswering,
    /// It is asked as often as it allows.
    Busy,
}

/// What a register said, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    pub items: Vec<T>,
    pub fetched_at: DateTime<Utc>,
}

/// A question as it goes over the wire, and how the answer is read.
struct Question<T> {
    register: Register,
    path: &'static str,
    parameters: Vec<(&'static str, String)>,
    /// How long what is found is believed.
    keep: TimeDelta,
    /// `None`: not the documented form.
    read: fn(&Value) -> Option<Vec<T>>,
}

async fn ask<T: Serialize + DeserializeOwned>(house: &House, question: Question<T>) -> Result<Found<T>, Unavailable> {
    let register = question.register;
    let Some(base) = register.base(&house.settings) else { return Err(Unavailable::SwitchedOff) };
    match timeout(PATIENCE, ask_patiently(house, base, question)).await {
        Ok(answered) => answered,
        Err(_) => {
            tracing::warn!(register = register.as_str(), "no time left to ask a register");
            Err(Unavailable::NotAnswering)
        }
    }
}

async fn ask_patiently<T: Serialize + DeserializeOwned>(
    house: &House,
    base: &str,
    question: Question<T>,
) -> Result<Found<T>, Unavailable> {
    let mark = cache::mark(question.register, base, question.path, &question.parameters);
    let kept = cache::read::<T>(house, &mark).await;
    let kept = match kept {
        Some(kept) if kept.fresh => return Ok(kept.found),
        other => other.map(|kept| kept.found),
    };
    match fetch(house, base, &question).await {
        Ok(items) => {
            let found = Found { items, fetched_at: house.now() };
            let keep = if found.items.is_empty() { NOTHING.min(question.keep) } else { question.keep };
            cache::keep(house, &mark, &found, keep).await;
            Ok(found)
        }
        // What was right lately is better than nothing; the day it was fetched is told with it.
        Err(unavailable) => kept.ok_or(unavailable),
    }
}

async fn fetch<T>(house: &House, base: &str, question: &Question<T>) -> Result<Vec<T>, Unavailable> {
    let register = question.register;
    pace::admit(house, register).await?;
    let (time, longest) = register.bounds();
    let answered = timeout(time, client::get(house, base, question.path, &question.parameters, longest)).await;
    let reply = answered.unwrap_or_else(|_| client::Reply::Failed("it took too long".to_owned()));
    let failure = match reply {
        client::Reply::Json(json) => match (question.read)(&json) {
            Some(items) => {
                pace::succeeded(house, register).await;
                return Ok(items);
            }
            None => "the answer does not have the documented form".to_owned(),
        },
        // It can't make anything of the words: nothing is called so.
        client::Reply::Refused => {
            pace::succeeded(house, register).await;
            return Ok(Vec::new());
        }
        client::Reply::TooMany { wait } => {
            pace::rest(house, register, wait).await;
            return Err(Unavailable::Busy);
        }
        client::Reply::Failed(why) => why,
    };
    tracing::warn!(register = register.as_str(), why = failure, "a register can't be asked");
    pace::failed(house, register).await;
    Err(Unavailable::NotAnswering)
}
