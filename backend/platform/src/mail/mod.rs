//! Mail, and the delivery ledger: every message to a person is a row, written in the transaction of what caused it.
//!
//! A delivery goes `queued` → `sending` → `sent`, or ends
//! - `failed`: the relay refused it for good (5yz), or for 72 hours on end; when it spoke of the recipient, the fact
//!   [`MailboxRefused`] tells whoever keeps the address;
//! - `uncertain`: the line broke between the last byte and the relay's answer, so it may have arrived. It is never
//!   sent twice by itself: a person decides;
//! - `suppressed`: before it left, its address turned out to be one that must not be written to. So of a letter, and of
//!   what failed and an administrator had sent again;
//! - `kept`: it was never to leave, because the instance has no relay or the club is a demonstration.
//!   An administrator reads it in the app. A relay given later does not send what was kept: it would be stale.
//!
//! A *confidential* message carries a link that opens an account. Its content is blanked as soon as its way ends
//! (sent, failed, uncertain), and is not shown before. While it is `kept` it stays readable by administrators:
//! without a relay they are the only ones who can hand the link over. They could reset that account anyway.
//!
//! One recipient per message. `Message-ID` is made once, so a repetition carries the same. All are sent by themselves:
//! `Auto-Submitted: auto-generated` (RFC 3834 §5). What nobody asked for is a *letter*: it tells how one asks for no more
//! of them (`List-Unsubscribe`, RFC 8058).

mod again;
mod bundle;
mod compose;
mod forgotten;
mod in_force;
mod letter;
mod objection;
mod relay;
mod send;
mod suppressed;
mod template;
mod trial;
mod trouble;

use kernel::{
    email::Email,
    problem::{Problem, say},
    words::fold,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use tables::{club, delivery, delivery_member};
use uuid::Uuid;

pub use again::{may_send_again, not_failed, send_again};
pub use bundle::{Bundled, Calendar, post_many};
pub use forgotten::forget;
pub use in_force::{KeptRelay, Outgoing, PASSWORD, from_environment, kept, outgoing, outgoing_of};
pub use letter::{Letter, layout, layout_unasked};
pub use objection::{OBJECTION, delivery_of_link, objection_link};
pub use relay::{Relay, Tls, is_near};
pub use send::{MailboxRefused, SEND, send_due};
pub use suppressed::{Reason, Stop, Suppressed, lift, stops, suppress};
pub use template::render;
pub use trial::{Attempt, Outcome, Trial, try_out};
pub use trouble::{MailTrouble, trouble};

use crate::{secrets::random_bytes, settings::Settings, work::Work};

pub const QUEUED: &str = "queued";
pub const SENDING: &str = "sending";
pub const SENT: &str = "sent";
pub const KEPT: &str = "kept";
pub const FAILED: &str = "failed";
pub const UNCERTAIN: &str = "uncertain";
pub const SUPPRESSED: &str = "suppressed";

/// The longest subject and recipient's name, in characters.
const LONGEST_LINE: usize = 250;

/// A message to one person.
pub struct Message {
    /// What for, in one word of the feature that asks: `invitation`, `sign_in_link`.
    pub purpose: &'static str,
    pub to_address: String,
    /// May be empty.
    pub to_name: String,
    pub person_id: Option<Uuid>,
    /// The member organisations it is about.
    pub members: Vec<Uuid>,
    pub subject: String,
    pub html: String,
    /// Never empty: many read this one.
    pub text: String,
    /// At most one message ever has this key.
    pub dedupe_key: Option<String>,
    /// Whether it opens an account.
    pub confidential: bool,
}

/// Writes a message into the ledger, to be sent after the commit; answers its id. With a dedupe key already there,
/// nothing is written and the id is the first one's.
///
/// 422 `mail.address_unreadable` at `/email`.
pub async fn post(work: &Work, message: Message) -> Result<Uuid, Problem> {
    write(work, kernel::ids::new_id(), message, false).await
}

/// The same for a letter, which nobody asked for: it does not leave to who objected, even once it was written, and it
/// tells how one objects: `id` is the one that its [`objection_link`] was made for.
pub async fn post_letter(work: &Work, id: Uuid, message: Message) -> Result<Uuid, Problem> {
    write(work, id, message, true).await
}

async fn write(work: &Work, id: Uuid, message: Message, letter: bool) -> Result<Uuid, Problem> {
    let tx = work.tx();
    if let Some(first) = first_with(tx, message.dedupe_key.as_deref()).await? {
        return Ok(first);
    }
    let to = Email::parse(&message.to_address).map_err(|fault| {
        Problem::invalid_field(
            "/email",
            "mail.address_unreadable",
            say("Cette adresse e-mail ne peut pas être lue.", "This e-mail address can't be read."),
        )
        .because(fault.code)
    })?;
    if message.text.trim().is_empty() || message.html.trim().is_empty() {
        return Err(Problem::bug(format!("a message without words: {}", message.purpose)));
    }
    let sender = in_force::sender(&work.house.settings, tx).await?;
    let leaves = sender.is_some() && !is_demonstration(tx).await?;
    let dedupe_key = message.dedupe_key.clone();
    let to = to.into_string();
    let (to_name, subject) = (one_line(&message.to_name), one_line(&message.subject));
    let written = delivery::Entity::insert(delivery::ActiveModel {
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
        // Not derived from the id, which is a name and no secret.
        token: Set(hex::encode(random_bytes::<32>())),
        message_id: Set(format!(
            "<{id}.{}@{}>",
            work.now.timestamp(),
            our_name(&work.house.settings, sender.as_deref())
        )),
        dedupe_key: Set(message.dedupe_key),
        confidential: Set(message.confidential),
        letter: Set(letter),
        attempts: Set(0),
        next_attempt_at: Set(leaves.then_some(work.now)),
        created_at: Set(work.now),
        ..Default::default()
    })
    .on_conflict(OnConflict::column(delivery::Column::DedupeKey).do_nothing().to_owned())
    .exec_without_returning(tx)
    .await?;
    if written == 0 {
        // Another transaction was faster with the same key.
        return first_with(tx, dedupe_key.as_deref()).await?.ok_or_else(|| Problem::bug("a delivery vanished"));
    }
    let mut members = message.members;
    members.sort_unstable();
    members.dedup();
    if !members.is_empty() {
        let rows = members
            .into_iter()
            .map(|member_id| delivery_member::ActiveModel { delivery_id: Set(id), member_id: Set(member_id) });
        delivery_member::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    if leaves {
        work.leave_now(SEND.name, &serde_json::json!({ "delivery_id": id })).await?;
    }
    Ok(id)
}

async fn first_with<C: ConnectionTrait>(tx: &C, key: Option<&str>) -> Result<Option<Uuid>, Problem> {
    let Some(key) = key else { return Ok(None) };
    Ok(delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::DedupeKey.eq(key))
        .into_tuple()
        .one(tx)
        .await?)
}

/// A demonstration never writes to anyone.
async fn is_demonstration<C: ConnectionTrait>(db: &C) -> Result<bool, Problem> {
    Ok(club::Entity::find_by_id(1).one(db).await?.is_some_and(|club| club.demo))
}

/// Without line breaks and other control characters, which could begin a header of their own (ASVS 1.3.11).
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_LINE).collect()
}

/// The domain that our messages are named after: the sender's, else that of the address people type.
pub fn our_name(settings: &Settings, sender: Option<&str>) -> String {
    let of_sender = sender.and_then(|from| from.rsplit_once('@')).map(|(_, domain)| domain);
    let of_house = || reqwest::Url::parse(&settings.base_url).ok()?.domain().map(str::to_owned);
    of_sender.map(str::to_owned).or_else(of_house).unwrap_or_else(|| "localhost".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line_whatever_is_put_in() {
        assert_eq!(one_line("Bonjour\r\nBcc: all@club.example\u{0}"), "Bonjour Bcc: all@club.example");
        assert_eq!(one_line(&"é".repeat(900)).chars().count(), LONGEST_LINE);
    }

    #[test]
    fn messages_are_named_after_our_own_domain() {
        let with = |sender: Option<&str>, pairs: &[(&str, &str)]| {
            let given = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            our_name(&Settings::read(given).unwrap(), sender)
        };
        assert_eq!(with(Some("club@mail.example"), &[]), "mail.example");
        assert_eq!(with(None, &[("MAILLAGE_BASE_URL", "https://club.example")]), "club.example");
        assert_eq!(with(None, &[]), "localhost");
    }
}
