//! The mail relay over the wire. Its password goes in and never comes out.

use std::collections::BTreeMap;

use platform::{mail::Outcome, web::Ability};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who named the relay in force. `environment`: whoever runs the server, by `MAILLAGE_SMTP_URL`, which wins;
/// `settings`: an administrator, here; `none`: nobody, and mails are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelaySource {
    Environment,
    Settings,
    None,
}

/// `starttls`: demanded, usually port 587; `tls`: from the first byte, usually port 465; `none`: in clear, only for this
/// machine or a private network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelaySecurity {
    Starttls,
    Tls,
    None,
}

/// The SMTP server that takes the club's mails.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailRelay {
    pub source: RelaySource,
    /// Null, as all that follows, while there is no relay.
    #[schema(example = "smtp.mail.example")]
    pub host: Option<String>,
    #[schema(example = 587)]
    pub port: Option<u16>,
    pub security: Option<RelaySecurity>,
    /// Empty for a relay that asks for no password.
    #[schema(example = "club@mail.example")]
    pub username: Option<String>,
    /// Whether one is kept; it is never told.
    pub has_password: bool,
    /// The address that mails come from.
    #[schema(example = "club@mail.example")]
    pub sender: Option<String>,
    /// 0 while nobody gave one here.
    pub revision: i64,
    /// By verb: `change`, `test`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// The relay there shall be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"host": "smtp.mail.example", "port": 587, "security": "starttls", "username": "club@mail.example", "password": "…", "sender": "club@mail.example"}))]
pub struct MailRelayForm {
    /// A name or an address, without scheme and port.
    #[validate(length(min = 1, max = 253))]
    pub host: String,
    #[validate(range(min = 1, max = 65535))]
    pub port: u32,
    pub security: RelaySecurity,
    /// Empty or absent: the relay asks for no password.
    #[serde(default)]
    #[validate(length(max = 254))]
    pub username: String,
    /// Absent or empty: the one kept, if server, port, security and user are the same.
    #[serde(default)]
    #[validate(length(max = 500))]
    pub password: String,
    /// The address that mails come from.
    #[validate(length(min = 3, max = 254))]
    pub sender: String,
}

/// Whom to send a test message, and by which relay.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "alix@club.example"}))]
pub struct MailTestForm {
    #[validate(length(min = 3, max = 254))]
    pub to: String,
    /// To be tried before it is kept; absent: the relay in force.
    #[validate(nested)]
    pub relay: Option<MailRelayForm>,
}

/// What happened to the test message.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailTest {
    pub outcome: Outcome,
    /// What happened and what to do, to be shown.
    #[schema(example = "Le serveur a accepté le message.")]
    pub detail: String,
    /// The relay's own words, in one line.
    #[schema(example = "permanent error (535): 5.7.8 Authentication failed")]
    pub said: Option<String>,
}
