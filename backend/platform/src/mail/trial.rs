//! Trying a relay out, step by step, with one message: what happened is told in a word that a sentence can be made of.
//! Nothing is written and no transaction is open meanwhile; what is tried need not be what is in force.

use std::{future::Future, io::ErrorKind, time::Duration};

use chrono::{DateTime, Utc};
use lettre::transport::smtp::{
    Error,
    commands::{Mail, Rcpt},
    extension::Extension,
};
use serde::Serialize;
use tables::delivery;
use tokio::{
    net::{TcpStream, lookup_host},
    time::{Instant, timeout_at},
};
use utoipa::ToSchema;

use super::{
    compose::{Composed, compose},
    in_force::Outgoing,
    relay::{Line, Said, Tls, told},
};

/// All steps together; a person waits for it.
const PATIENCE: Duration = Duration::from_secs(15);

/// How far the test message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MailTestOutcome)]
pub enum Outcome {
    /// The relay took the message; whether it arrives, the mailbox tells.
    Accepted,
    /// No server has this name.
    HostUnknown,
    /// The server is there, and nothing listens on this port.
    ConnectionRefused,
    /// Nothing came back within fifteen seconds.
    NoAnswer,
    /// What answers is no mail relay, or does not want to talk to us.
    NotARelay,
    /// No encryption is offered, and it is demanded.
    NoEncryption,
    /// The encryption failed: a certificate that is not to be trusted, or none.
    EncryptionFailed,
    /// A password was given, and the relay asks for none.
    NoSignIn,
    /// Wrong user or password.
    SignInRefused,
    /// It wants to be signed in to first.
    SignInNeeded,
    /// It does not let us send as this sender.
    SenderRefused,
    /// It does not take mail for this recipient.
    RecipientRefused,
    /// It does not take the message.
    MessageRefused,
}

/// What became of a trial; `said` are the relay's own words, or those of the failure.
#[derive(Debug)]
pub struct Trial {
    pub outcome: Outcome,
    pub said: Option<String>,
}

/// What is sent to try.
pub struct Attempt<'a> {
    pub club_name: &'a str,
    pub our_name: &'a str,
    pub to: &'a str,
    pub subject: &'a str,
    pub html: &'a str,
    pub text: &'a str,
    pub now: DateTime<Utc>,
}

/// Hands one message to a relay, in fifteen seconds at most.
pub async fn try_out(outgoing: &Outgoing, attempt: &Attempt<'_>) -> Trial {
    let message = match compose(&as_delivery(attempt), None, attempt.club_name, &outgoing.sender, None, attempt.now) {
        Ok(message) => message,
        Err(why) => return Trial { outcome: Outcome::MessageRefused, said: Some(why) },
    };
    match walk(outgoing, attempt.our_name, &message).await {
        Ok(()) => Trial { outcome: Outcome::Accepted, said: None },
        Err((outcome, said)) => Trial { outcome, said },
    }
}

type Stopped = (Outcome, Option<String>);

async fn walk(outgoing: &Outgoing, our_name: &str, message: &Composed) -> Result<(), Stopped> {
    let Outgoing { relay, .. } = outgoing;
    let deadline = Instant::now() + PATIENCE;
    reach(&relay.host, relay.port, deadline).await?;
    let mut connection = step(deadline, relay.greet(our_name), |error| {
        if relay.tls == Tls::Implicit && error.status().is_none() {
            Outcome::EncryptionFailed
        } else {
            Outcome::NotARelay
        }
    })
    .await?;
    if relay.tls == Tls::Demanded && !connection.server_info().supports_feature(Extension::StartTls) {
        return Err((Outcome::NoEncryption, None));
    }
    step(deadline, relay.encrypt(&mut connection, our_name), |error| match error.status() {
        Some(_) => Outcome::NoEncryption,
        None => Outcome::EncryptionFailed,
    })
    .await?;
    step(deadline, relay.sign_in(&mut connection), |error| match error.status() {
        None if error.is_client() => Outcome::NoSignIn,
        None => Outcome::NoAnswer,
        Some(_) => Outcome::SignInRefused,
    })
    .await?;
    let mail = Mail::new(Some(message.from.clone()), Vec::new());
    step(deadline, connection.command(mail), |error| refused(error, Outcome::SenderRefused)).await?;
    let recipient = Rcpt::new(message.to.clone(), Vec::new());
    step(deadline, connection.command(recipient), |error| refused(error, Outcome::RecipientRefused)).await?;
    let mut line = Line { connection };
    let said = timeout_at(deadline, line.deliver(message)).await.map_err(|_| (Outcome::NoAnswer, None))?;
    line.hang_up().await;
    match said {
        Said::Taken => Ok(()),
        Said::Refused(why) | Said::NoMailbox(why) | Said::Later(why) => Err((Outcome::MessageRefused, Some(why))),
        Said::Away(why) | Said::Unknown(why) => Err((Outcome::NoAnswer, Some(why))),
    }
}

/// Whether there is a server of this name, and something that listens on this port.
async fn reach(host: &str, port: u16, deadline: Instant) -> Result<(), Stopped> {
    let found = timeout_at(deadline, lookup_host((host, port))).await.map_err(|_| (Outcome::NoAnswer, None))?;
    let addresses: Vec<_> = found.map_err(|_| (Outcome::HostUnknown, None))?.collect();
    let connected =
        timeout_at(deadline, TcpStream::connect(addresses.as_slice())).await.map_err(|_| (Outcome::NoAnswer, None))?;
    connected.map(drop).map_err(|error| match error.kind() {
        ErrorKind::ConnectionRefused => (Outcome::ConnectionRefused, None),
        _ => (Outcome::NoAnswer, Some(super::one_line(&error.to_string()))),
    })
}

async fn step<T>(
    deadline: Instant,
    what: impl Future<Output = Result<T, Error>>,
    judge: impl FnOnce(&Error) -> Outcome,
) -> Result<T, Stopped> {
    match timeout_at(deadline, what).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err((judge(&error), Some(told(&error)))),
        Err(_) => Err((Outcome::NoAnswer, None)),
    }
}

/// 530 asks to sign in (RFC 4954 §6).
fn refused(error: &Error, what: Outcome) -> Outcome {
    match error.status() {
        None => Outcome::NoAnswer,
        Some(code) if code.to_string() == "530" => Outcome::SignInNeeded,
        Some(_) => what,
    }
}

/// As the ledger would hold it, which it does not: nobody waits for this message.
fn as_delivery(attempt: &Attempt<'_>) -> delivery::Model {
    let id = kernel::ids::new_id();
    delivery::Model {
        id,
        purpose: "relay_test".to_owned(),
        state: super::SENDING.to_owned(),
        to_address: attempt.to.to_owned(),
        to_name: String::new(),
        person_id: None,
        subject: attempt.subject.to_owned(),
        html: attempt.html.to_owned(),
        text: attempt.text.to_owned(),
        token: String::new(),
        message_id: format!("<{id}.{}@{}>", attempt.now.timestamp(), attempt.our_name),
        dedupe_key: None,
        confidential: false,
        attempts: 1,
        next_attempt_at: None,
        last_error: None,
        created_at: attempt.now,
        sent_at: None,
        failed_at: None,
        retried_at: None,
        search: String::new(),
        letter: false,
    }
}
