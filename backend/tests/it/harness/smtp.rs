//! A mail relay for tests: it speaks enough SMTP (RFC 5321) to be handed a message, refuses or hangs up when told to,
//! and counts.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
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

#[derive(Default)]
struct Seen {
    arrived: Vec<Arrived>,
    connections: usize,
    signed_in_as: Vec<String>,
}

pub struct Relay {
    port: u16,
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
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mood, seen) = (Arc::new(Mutex::new(Mood::Takes)), Arc::new(Mutex::new(Seen::default())));
        let listening = tokio::spawn({
            let (mood, seen) = (mood.clone(), seen.clone());
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    seen.lock().unwrap().connections += 1;
                    let (mood, seen) = (mood.clone(), seen.clone());
                    // A client that hangs up ends its conversation; that is no fault.
                    tokio::spawn(async move { converse(stream, &mood, &seen).await.ok() });
                }
            }
        });
        Relay { port, mood, seen, listening }
    }

    /// As `MAILLAGE_SMTP_URL` names it.
    pub fn url(&self) -> String {
        format!("smtp://club%40club.example:hush@127.0.0.1:{}?tls=none", self.port)
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

async fn converse(stream: TcpStream, mood: &Mutex<Mood>, seen: &Mutex<Seen>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), Vec::new());
    write.write_all(b"220 relay.example ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let now = *mood.lock().unwrap();
        let answer = match verb.as_str() {
            "EHLO" => "250-relay.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME".to_owned(),
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
                write.write_all(b"354 Go ahead\r\n").await?;
                let mut content = String::new();
                loop {
                    match lines.next_line().await? {
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
                    "250 2.0.0 Taken".to_owned()
                }
            }
            "RSET" | "NOOP" => "250 2.0.0 Ok".to_owned(),
            "QUIT" => {
                write.write_all(b"221 2.0.0 Bye\r\n").await?;
                return Ok(());
            }
            _ => "502 5.5.2 What?".to_owned(),
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

fn between(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
