//! Many messages written with a few statements, each with the event it is about where it is about one.

use std::collections::HashSet;

use kernel::{email::Email, problem::Problem, words::fold};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::{delivery, delivery_calendar, delivery_member};
use uuid::Uuid;

use super::{KEPT, Message, QUEUED, SEND, in_force, is_demonstration, one_line, our_name};
use crate::{secrets::random_bytes, work::Work};

/// Rows per statement.
const CHUNK: usize = 500;

/// An event that goes along with a message (RFC 6047).
#[derive(Debug, Clone)]
pub struct Calendar {
    /// `REQUEST` or `CANCEL`.
    pub method: &'static str,
    /// What the one who is invited has said: `NEEDS-ACTION` or `ACCEPTED`.
    pub said: &'static str,
    /// As [`kernel::icalendar::calendar`] writes it, without the parties.
    pub content: String,
}

/// One of many messages.
pub struct Bundled {
    /// Of the delivery: of a letter, the one that its [`super::objection_link`] was made for.
    pub id: Uuid,
    pub message: Message,
    pub calendar: Option<Calendar>,
    /// Whether nobody asked for it: it tells how one objects, and does not leave to who did.
    pub letter: bool,
}

/// Writes messages into the ledger, to be sent after the commit; answers their ids in order. None for one whose dedupe key
/// was there already, or whose address can't be read. No other transaction may write the same keys meanwhile.
pub async fn post_many(work: &Work, messages: Vec<Bundled>) -> Result<Vec<Option<Uuid>>, Problem> {
    let tx = work.tx();
    let mut known = known_keys(work, &messages).await?;
    let sender = in_force::sender(&work.house.settings, tx).await?;
    let leaves = sender.is_some() && !is_demonstration(tx).await?;
    let domain = our_name(&work.house.settings, sender.as_deref());
    let mut ids = Vec::with_capacity(messages.len());
    let (mut rows, mut calendars, mut members) = (Vec::new(), Vec::new(), Vec::new());
    for Bundled { id, message, calendar, letter } in messages {
        let is_new = message.dedupe_key.as_ref().is_none_or(|key| known.insert(key.clone()));
        let Some(to) = Email::parse(&message.to_address).ok().filter(|_| is_new) else {
            ids.push(None);
            continue;
        };
        if message.text.trim().is_empty() || message.html.trim().is_empty() {
            return Err(Problem::bug(format!("a message without words: {}", message.purpose)));
        }
        ids.push(Some(id));
        let to = to.into_string();
        let (to_name, subject) = (one_line(&message.to_name), one_line(&message.subject));
        calendars.extend(calendar.map(|calendar| delivery_calendar::ActiveModel {
            delivery_id: Set(id),
            method: Set(calendar.method.to_owned()),
            said: Set(calendar.said.to_owned()),
            content: Set(calendar.content),
        }));
        let about: HashSet<Uuid> = message.members.into_iter().collect();
        members.extend(
            about
                .into_iter()
                .map(|member_id| delivery_member::ActiveModel { delivery_id: Set(id), member_id: Set(member_id) }),
        );
        rows.push(delivery::ActiveModel {
            id: Set(id),
            purpose: Set(message.purpose.to_owned()),
            state: Set(if leaves { QUEUED } else { KEPT }.to_owned()),
            search: Set(fold(&format!("{to} {to_name} {subject}"))),
            to_address: Set(to),
            to_name: Set(to_name),
            person_id: Set(message.person_id),
            subject: Set(subject),
            html: Set(message.html),
            text: Set(message.text),
            token: Set(hex::encode(random_bytes::<32>())),
            message_id: Set(format!("<{id}.{}@{domain}>", work.now.timestamp())),
            dedupe_key: Set(message.dedupe_key),
            confidential: Set(message.confidential),
            letter: Set(letter),
            attempts: Set(0),
            next_attempt_at: Set(leaves.then_some(work.now)),
            created_at: Set(work.now),
            ..Default::default()
        });
    }
    let any = !rows.is_empty();
    for chunk in rows.chunks(CHUNK) {
        delivery::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    for chunk in calendars.chunks(CHUNK) {
        delivery_calendar::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    for chunk in members.chunks(CHUNK) {
        delivery_member::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    if leaves && any {
        work.leave_now(SEND.name, &serde_json::Value::Null).await?;
    }
    Ok(ids)
}

/// Of the keys of these messages, those that the ledger has.
async fn known_keys(work: &Work, messages: &[Bundled]) -> Result<HashSet<String>, Problem> {
    let keys: Vec<&String> = messages.iter().filter_map(|one| one.message.dedupe_key.as_ref()).collect();
    let mut known = HashSet::new();
    for chunk in keys.chunks(CHUNK) {
        let found: Vec<Option<String>> = delivery::Entity::find()
            .select_only()
            .column(delivery::Column::DedupeKey)
            .filter(delivery::Column::DedupeKey.is_in(chunk.iter().map(|key| key.as_str())))
            .into_tuple()
            .all(work.tx())
            .await?;
        known.extend(found.into_iter().flatten());
    }
    Ok(known)
}
