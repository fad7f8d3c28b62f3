//! The relay: the SMTP server (RFC 5321) that takes our mail, and what it said of one message.

use std::{net::IpAddr, path::Path, time::Duration};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    commands::{Data, Mail, Rcpt, Rset},
    extension::ClientId,
};
use reqwest::Url;
use tokio::{net::TcpStream, time::timeout};

use super::compose::Composed;

/// To be connected, greeted and authenticated.
const CONNECT: Duration = Duration::from_secs(30);
/// For one command (RFC 5321 §4.5.3.2 allows more; nobody waits that long for a sign-in link).
const COMMAND: Duration = Duration::from_secs(60);
/// For the answer to a whole message: relays check contents before they answer.
const MESSAGE: Duration = Duration::from_secs(300);

/// How the way to a relay is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (RFC 8314).
    Implicit,
    /// STARTTLS, demanded: a relay without it gets nothing.
    Demanded,
    /// None, within a machine or a private network.
    Without,
}

/// A relay, as `MAILLAGE_SMTP_URL` or an administrator names it. Not printable: it holds the password.
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Trusted besides the public ones.
    authority: Option<Certificate>,
    credentials: Option<Credentials>,
    username: String,
}

/// What became of one message.
#[derive(Debug)]
pub enum Said {
    /// 2yz: the relay has it.
    Taken,
    /// 5yz about this message: trying again is useless.
    Refused(String),
    /// 5yz about this recipient: nothing arrives there.
    NoMailbox(String),
    /// 4yz about this message: later.
    Later(String),
    /// The relay can't be used at all for now: unreachable, no TLS, wrong password.
    Away(String),
    /// The line broke after the last byte: it may have been taken.
    Unknown(String),
}

impl Relay {
    /// Reads the settings. The error is a sentence that names the wrong one and the remedy, and never repeats its value.
    pub fn read(url: &str, authority: Option<&Path>) -> Result<Relay, String> {
        let fault = |what: &str| format!("MAILLAGE_SMTP_URL {what}");
        let url = Url::parse(url).map_err(|_| {
            fault("can't be read: write smtp://user:password@host:587, with special characters as %40.")
        })?;
        let implicit = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(fault("must begin with smtp:// or smtps://.")),
        };
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| fault("names no host."))?.trim_matches(['[', ']']).to_owned();
        let mut tls = if implicit { Tls::Implicit } else { Tls::Demanded };
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("tls", "required") => {}
                ("tls", "none") if implicit => return Err(fault("says both smtps:// and tls=none.")),
                ("tls", "none") => tls = Tls::Without,
                _ => return Err(fault("takes no other option than ?tls=none.")),
            }
        }
        if tls == Tls::Without && !is_near(&host) {
            return Err(fault(
                "has ?tls=none, which would show mails and password to the whole way: it is only for this machine, a private address, or a host name without dots.",
            ));
        }
        let default_port = match tls {
            Tls::Implicit => 465,
            Tls::Demanded => 587,
            Tls::Without => 25,
        };
        let credentials = (!url.username().is_empty())
            .then(|| (unescaped(url.username()), unescaped(url.password().unwrap_or_default())));
        Relay::new(host, url.port().unwrap_or(default_port), tls, credentials, authority)
    }

    /// A relay that was named piece by piece. The error is a sentence about the certificate of `authority`.
    pub fn new(
        host: String,
        port: u16,
        tls: Tls,
        credentials: Option<(String, String)>,
        authority: Option<&Path>,
    ) -> Result<Relay, String> {
        let authority = authority.map(certificate).transpose()?;
        let username = credentials.as_ref().map(|(username, _)| username.clone()).unwrap_or_default();
        let credentials = credentials.map(|(username, password)| Credentials::new(username, password));
        Ok(Relay { host, port, tls, authority, credentials, username })
    }

    /// Empty for a relay that asks for no password.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// A line to the relay, secured and authenticated. The error is for the ledger and the log.
    pub async fn connect(&self, our_name: &str) -> Result<Line, String> {
        match timeout(CONNECT, self.open(our_name)).await {
            Ok(Ok(connection)) => Ok(Line { connection }),
            Ok(Err(error)) => Err(told(&error)),
            Err(_) => Err("the relay does not answer".to_owned()),
        }
    }

    async fn open(&self, our_name: &str) -> Result<AsyncSmtpConnection, Error> {
        let mut connection = self.greet(our_name).await?;
        self.encrypt(&mut connection, our_name).await?;
        self.sign_in(&mut connection).await?;
        Ok(connection)
    }

    /// The line, and the relay's greeting on it; with implicit TLS the line is encrypted already.
    pub(super) async fn greet(&self, our_name: &str) -> Result<AsyncSmtpConnection, Error> {
        let client = client(our_name);
        let server = (self.host.as_str(), self.port);
        if self.tls == Tls::Implicit {
            let parameters = Some(self.parameters()?);
            return AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &client, parameters, None).await;
        }
        match TcpStream::connect(server).await {
            // Without delay: the body and the dot that ends it are two small writes.
            Ok(stream) if stream.set_nodelay(true).is_ok() => {
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &client).await
            }
            // Again, for the error in the library's own words.
            _ => AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &client, None, None).await,
        }
    }

    /// STARTTLS, where it is demanded.
    pub(super) async fn encrypt(&self, connection: &mut AsyncSmtpConnection, our_name: &str) -> Result<(), Error> {
        if self.tls == Tls::Demanded {
            connection.starttls(self.parameters()?, &client(our_name)).await?;
        }
        Ok(())
    }

    pub(super) async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Error> {
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(())
    }

    fn parameters(&self) -> Result<TlsParameters, Error> {
        let mut parameters = TlsParameters::builder(self.host.clone());
        if let Some(authority) = &self.authority {
            parameters = parameters.add_root_certificate(authority.clone());
        }
        parameters.build()
    }
}

/// How we name ourselves.
fn client(our_name: &str) -> ClientId {
    if our_name.contains('.') { ClientId::Domain(our_name.to_owned()) } else { ClientId::default() }
}

fn certificate(path: &Path) -> Result<Certificate, String> {
    let pem = std::fs::read(path)
        .map_err(|error| format!("MAILLAGE_SMTP_AUTHORITY: {} can't be read ({error}).", path.display()))?;
    let no_certificate = || format!("MAILLAGE_SMTP_AUTHORITY: {} holds no certificate in PEM.", path.display());
    // Without this sign the library would take a file of anything for an empty list.
    if !pem.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----") {
        return Err(no_certificate());
    }
    Certificate::from_pem(&pem).map_err(|_| no_certificate())
}

/// An open connection to the relay, for one message after the other.
pub struct Line {
    pub(super) connection: AsyncSmtpConnection,
}

impl Line {
    /// Names sender and recipient. `None`: the relay is ready for the content.
    pub async fn address(&mut self, message: &Composed) -> Option<Said> {
        let mail = Mail::new(Some(message.from.clone()), Vec::new());
        match timeout(COMMAND, self.connection.command(mail)).await {
            Ok(Ok(_)) => {}
            // About us, not about the recipient: whoever runs the house mends it, and the message must not be lost.
            Ok(Err(error)) => return Some(Said::Away(told(&error))),
            Err(_) => return Some(silent()),
        }
        match timeout(COMMAND, self.connection.command(Rcpt::new(message.to.clone(), Vec::new()))).await {
            Ok(Ok(_)) => None,
            Ok(Err(error)) => Some(match judged(&error) {
                Said::Refused(why) if !is_about_us(&why) => Said::NoMailbox(why),
                said => said,
            }),
            Err(_) => Some(silent()),
        }
    }

    /// Hands over the content.
    pub async fn deliver(&mut self, message: &Composed) -> Said {
        match timeout(COMMAND, self.connection.command(Data)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return judged(&error),
            Err(_) => return silent(),
        }
        // The dot that ends the message is written once the iterator ends: until then the relay must drop it.
        let mut ended = false;
        let parts = std::iter::once(message.bytes.as_slice()).chain(std::iter::from_fn(|| {
            ended = true;
            None
        }));
        let answer = timeout(MESSAGE, self.connection.message_iter(parts)).await;
        match answer {
            Ok(Ok(_)) => Said::Taken,
            Ok(Err(error)) if error.status().is_some() => judged(&error),
            Ok(Err(error)) if ended => Said::Unknown(told(&error)),
            Ok(Err(error)) => Said::Away(told(&error)),
            Err(_) if ended => Said::Unknown("the relay did not answer after the message".to_owned()),
            Err(_) => silent(),
        }
    }

    /// Forgets a message half told, so that the line can take another; false when the line is of no more use.
    pub async fn clear(&mut self) -> bool {
        matches!(timeout(COMMAND, self.connection.command(Rset)).await, Ok(Ok(_)))
    }

    pub async fn hang_up(mut self) {
        let _ = timeout(Duration::from_secs(5), self.connection.quit()).await;
    }
}

fn silent() -> Said {
    Said::Away("the relay does not answer".to_owned())
}

fn judged(error: &Error) -> Said {
    if error.is_permanent() {
        Said::Refused(told(error))
    } else if error.is_transient() {
        Said::Later(told(error))
    } else {
        Said::Away(told(error))
    }
}

/// Whether a refusal speaks of who sends: 530 asks to sign in, X.7.Z is policy (RFC 3463), as for a listed sender.
fn is_about_us(why: &str) -> bool {
    let words = || why.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | '-'));
    words().any(|word| word == "530" || word.starts_with("5.7."))
}

/// What the relay said, or what failed, in one line.
pub(super) fn told(error: &Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_words = inner.to_string();
        if !words.contains(&inner_words) {
            words = format!("{words}: {inner_words}");
        }
        cause = inner.source();
    }
    super::one_line(&words)
}

/// This machine, a private address (RFC 1918, RFC 4193, link-local), or a name without dots, as in a compose file.
pub fn is_near(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
        Err(_) => !host.contains('.'),
    }
}

/// `%40` is `@`, as everywhere in an address.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match escaped.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| byte == b'%') {
            Some(value) => {
                bytes.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_read_from_its_address() {
        let relay = Relay::read("smtp://club%40mail.example:p%25ss@smtp.mail.example", None).unwrap();
        assert_eq!((relay.host.as_str(), relay.port, relay.tls), ("smtp.mail.example", 587, Tls::Demanded));
        assert_eq!(relay.credentials, Some(Credentials::new("club@mail.example".into(), "p%ss".into())));
        let relay = Relay::read("smtps://smtp.mail.example", None).unwrap();
        assert_eq!((relay.port, relay.tls, relay.credentials), (465, Tls::Implicit, None));
        assert_eq!(Relay::read("smtp://[::1]:2525?tls=none", None).unwrap().host, "::1");
    }

    #[test]
    fn nothing_goes_in_clear_over_the_internet() {
        for near in ["localhost", "mail:1025", "127.0.0.1:2525", "192.168.1.20", "10.0.0.1", "[fd00::1]"] {
            assert!(Relay::read(&format!("smtp://{near}?tls=none"), None).is_ok(), "{near}");
        }
        for far in ["smtp.mail.example", "203.0.113.5", "[2001:db8::1]"] {
            assert!(Relay::read(&format!("smtp://{far}?tls=none"), None).is_err(), "{far}");
        }
    }

    #[test]
    fn a_refusal_for_policy_says_nothing_of_the_mailbox() {
        assert!(is_about_us("permanent error (550): 5.7.1 Client host blocked"));
        assert!(is_about_us("permanent error (530): Authentication required"));
        assert!(!is_about_us("permanent error (550): 5.1.1 No such user"));
        assert!(!is_about_us("permanent error (550): no mailbox here"));
    }

    #[test]
    fn a_wrong_address_is_named_without_its_password() {
        for wrong in [
            "http://eve:hush@x.example",
            "smtp://eve:hush@x.example?tls=maybe",
            "smtps://eve:hush@x.example?tls=none",
            "smtp://eve:hush@x.example:99999",
            "smtp://eve:hush@x.example?tls=none",
        ] {
            let fault = Relay::read(wrong, None).err().unwrap();
            assert!(fault.starts_with("MAILLAGE_SMTP_URL") && !fault.contains("hush"), "{fault}");
        }
    }
}
