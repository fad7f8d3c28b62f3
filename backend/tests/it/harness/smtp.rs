//! A mail relay for tests: it speaks enough SMTP (RFC 5321) to be handed a message, in clear or with TLS, refuses or
//! hangs up when told to, and counts.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
};

/// What the relay does with the next messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// Answers RCPT with this code.
    RefusesRecipient(u16),
    /// Answers the whole message with this code.
    RefusesContent(u16),
    /// Hangs up instead of answering DATA.
    HangsUpBeforeData,
    /// Hangs up once it has the whole message, without a word.
    HangsUpAfterData,
    /// Answers AUTH with 535.
    KnowsNobody,
    /// Takes messages, a third of a second after it has each.
    TakesItsTime,
}

/// A message that arrived whole, whether or not the relay said so.
#[derive(Debug, Clone)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    pub content: String,
}

impl Arrived {
    /// The value of a header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.content.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let start = format!("{}:", name.to_lowercase());
        head.lines()
            .find(|line| line.to_lowercase().starts_with(&start))
            .map(|line| line[start.len()..].trim().to_owned())
    }
}

/// How the relay speaks TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    Clear,
    /// Offers STARTTLS.
    StartTls,
    /// From the first byte.
    Tls,
}

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

#[derive(Default)]
struct Seen {
    arrived: Vec<Arrived>,
    connections: usize,
    handshakes: usize,
    signed_in_as: Vec<String>,
}

pub struct Relay {
    port: u16,
    speaks: Speaks,
    /// The certificate of the authority that signed the relay's own.
    authority: Option<tempfile::NamedTempFile>,
    mood: Arc<Mutex<Mood>>,
    seen: Arc<Mutex<Seen>>,
    listening: JoinHandle<()>,
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Relay {
    pub async fn open() -> Relay {
        Relay::start(Speaks::Clear, None).await
    }

    /// A relay with a certificate for this name, signed by an authority that nobody knows.
    pub async fn with_tls(speaks: Speaks, name: &str) -> Relay {
        Relay::start(speaks, Some(name)).await
    }

    async fn start(speaks: Speaks, name: Option<&str>) -> Relay {
        let (acceptor, authority) = name.map(certified).unzip();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mood, seen) = (Arc::new(Mutex::new(Mood::Takes)), Arc::new(Mutex::new(Seen::default())));
        let listening = tokio::spawn({
            let (mood, seen) = (mood.clone(), seen.clone());
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    seen.lock().unwrap().connections += 1;
                    let (mood, seen, acceptor) = (mood.clone(), seen.clone(), acceptor.clone());
                    // A client that hangs up ends its conversation; that is no fault.
                    tokio::spawn(async move {
                        match acceptor {
                            Some(acceptor) if speaks == Speaks::Tls => {
                                let secured = acceptor.accept(stream).await?;
                                seen.lock().unwrap().handshakes += 1;
                                converse(Box::new(secured), None, &mood, &seen).await
                            }
                            acceptor => converse(Box::new(stream), acceptor, &mood, &seen).await,
                        }
                    });
                }
            }
        });
        Relay { port, speaks, authority, mood, seen, listening }
    }

    /// As `MAILLAGE_SMTP_URL` names it.
    pub fn url(&self) -> String {
        let (port, credentials) = (self.port, "club%40club.example:hush");
        match self.speaks {
            Speaks::Clear => format!("smtp://{credentials}@127.0.0.1:{port}?tls=none"),
            Speaks::StartTls => format!("smtp://{credentials}@localhost:{port}"),
            Speaks::Tls => format!("smtps://{credentials}@localhost:{port}"),
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// As `MAILLAGE_SMTP_AUTHORITY` names it.
    pub fn authority(&self) -> Option<PathBuf> {
        self.authority.as_ref().map(|file| file.path().to_owned())
    }

    pub fn handshakes(&self) -> usize {
        self.seen.lock().unwrap().handshakes
    }

    /// The same, of someone who insists on TLS, which this relay does not have.
    pub fn url_with_tls(&self) -> String {
        format!("smtp://club%40club.example:hush@127.0.0.1:{}", self.port)
    }

    pub fn now(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.seen.lock().unwrap().arrived.clone()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    /// What was said with AUTH, in base64.
    pub fn signed_in_as(&self) -> Vec<String> {
        self.seen.lock().unwrap().signed_in_as.clone()
    }
}

/// A server's side of TLS for this name, and the authority that vouches for it.
fn certified(name: &str) -> (TlsAcceptor, tempfile::NamedTempFile) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, format!("Authority of {name}"));
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), authority.pem()).unwrap();
    tokio_rustls::rustls::crypto::ring::default_provider().install_default().ok();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), file)
}

async fn converse(
    stream: Box<dyn Wire>,
    mut acceptor: Option<TlsAcceptor>,
    mood: &Mutex<Mood>,
    seen: &Mutex<Seen>,
) -> std::io::Result<()> {
    let mut wire = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), Vec::new());
    wire.write_all(b"220 relay.example ESMTP\r\n").await?;
    while let Some(line) = next_line(&mut wire).await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let now = *mood.lock().unwrap();
        let answer = match verb.as_str() {
            // A relay that offers TLS takes no password before it.
            "EHLO" if acceptor.is_some() => "250-relay.example\r\n250-STARTTLS\r\n250 8BITMIME".to_owned(),
            "EHLO" => "250-relay.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME".to_owned(),
            "STARTTLS" if acceptor.is_some() => {
                wire.write_all(b"220 2.0.0 Ready\r\n").await?;
                if let Some(acceptor) = acceptor.take() {
                    wire = BufReader::new(Box::new(acceptor.accept(wire.into_inner()).await?));
                    seen.lock().unwrap().handshakes += 1;
                }
                continue;
            }
            "AUTH" if now == Mood::KnowsNobody => "535 5.7.8 Who are you?".to_owned(),
            "AUTH" => {
                seen.lock().unwrap().signed_in_as.push(line.rsplit(' ').next().unwrap_or_default().to_owned());
                "235 2.7.0 Welcome".to_owned()
            }
            "MAIL" => {
                (from, to) = (between(&line), Vec::new());
                "250 2.1.0 Ok".to_owned()
            }
            "RCPT" => match now {
                Mood::RefusesRecipient(code) => format!("{code} {}.1.1 <{}>: not here", code / 100, between(&line)),
                _ => {
                    to.push(between(&line));
                    "250 2.1.5 Ok".to_owned()
                }
            },
            "DATA" if now == Mood::HangsUpBeforeData => return Ok(()),
            "DATA" => {
                wire.write_all(b"354 Go ahead\r\n").await?;
                let mut content = String::new();
                loop {
                    match next_line(&mut wire).await? {
                        None => return Ok(()),
                        Some(line) if line == "." => break,
                        Some(line) => {
                            content.push_str(line.strip_prefix('.').unwrap_or(&line));
                            content.push_str("\r\n");
                        }
                    }
                }
                if let Mood::RefusesContent(code) = now {
                    format!("{code} {}.7.1 No, thank you", code / 100)
                } else {
                    seen.lock().unwrap().arrived.push(Arrived { from: from.clone(), to: to.clone(), content });
                    if now == Mood::HangsUpAfterData {
                        return Ok(());
                    }
                    if now == Mood::TakesItsTime {
                        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                    }
                    "250 2.0.0 Taken".to_owned()
                }
            }
            "RSET" | "NOOP" => "250 2.0.0 Ok".to_owned(),
            "QUIT" => {
                wire.write_all(b"221 2.0.0 Bye\r\n").await?;
                return Ok(());
            }
            _ => "502 5.5.2 What?".to_owned(),
        };
        wire.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

async fn next_line(wire: &mut BufReader<Box<dyn Wire>>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let read = wire.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn between(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
