//! What those who come are written, each with a link of their own.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::{
    problem::{Language, Problem},
    trade::{EventState, RegistrationState},
};
use platform::{Work, mail::post_many, secrets::random_bytes};
use tables::{event, registration};

use super::super::{
    mail::{Kind, Post, To},
    store::links::{self, NewLink, Of},
};

/// How long after an event its links still tell about it.
const LINKS_LAST: TimeDelta = TimeDelta::days(1);
/// How long those who came may say what they thought of it.
const SURVEY_LASTS: TimeDelta = TimeDelta::days(30);

/// Writes to those of these who have an address, each once for a key, each with a link of their own.
pub async fn write(
    work: &Work,
    event: &event::Model,
    letters: Vec<(registration::Model, Kind, String)>,
) -> Result<(), Problem> {
    if letters.is_empty() {
        return Ok(());
    }
    let mut post = Post::about(work, event).await?;
    let (mut all, mut opened) = (Vec::new(), Vec::new());
    for (row, kind, key) in letters {
        let Some(email) = row.email else { continue };
        let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
        let to = To {
            email,
            name: format!("{} {}", row.given_name, row.family_name).trim().to_owned(),
            person: row.person_id,
            language: Language::accepted(&row.language),
            members: row.member_id.into_iter().collect(),
        };
        all.push(post.letter(&kind, &to, &token, key, work.now)?);
        let until = if kind == Kind::Minutes { work.now + SURVEY_LASTS } else { event.ends_at + LINKS_LAST };
        opened.push(NewLink { token, event: event.id, of: Of::Registration(row.id), until });
    }
    let written = post_many(work, all).await?;
    // A letter that had left before keeps its own link.
    let opened: Vec<NewLink> =
        opened.into_iter().zip(written).filter_map(|(link, written)| written.map(|_| link)).collect();
    links::insert(work.tx(), &opened).await
}

/// Tells one who had a seat that they have none any more, and their calendar.
pub async fn part_from(work: &Work, event: &event::Model, row: registration::Model) -> Result<(), Problem> {
    let ahead = event.state == EventState::Published && work.now < event.starts_at;
    if !ahead || row.state != RegistrationState::Registered {
        return Ok(());
    }
    let key = format!("event-left:{}:{}", row.id, kernel::ids::new_id());
    write(work, event, vec![(row, Kind::Left, key)]).await
}
