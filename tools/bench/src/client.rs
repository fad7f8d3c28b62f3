//! A client of HTTP/1.1 that costs next to nothing: one connection, kept alive, and blocking.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

use crate::Outcome;

pub struct Client {
    address: SocketAddr,
    /// Sent with every request.
    headers: String,
    stream: BufReader<TcpStream>,
}

pub struct Answer {
    pub status: u16,
    /// Header lines, each with its end.
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Outcome<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut told = self.head.lines().filter_map(|line| line.split_once(':'));
        told.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body, of a success.
    pub fn good(self, what: &str) -> Outcome<Answer> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        Err(format!("{what}: {} {}", self.status, String::from_utf8_lossy(&self.body)).into())
    }
}

impl Client {
    pub fn to(address: SocketAddr, token: Option<&str>) -> Outcome<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        Ok(Client { address, headers: format!("host: {address}\r\n{bearer}"), stream: BufReader::new(stream) })
    }

    /// The bytes of a request without body, to be sent again and again; `extra` as in [`Client::send`].
    pub fn request(&self, method: &str, path: &str, extra: &str) -> Vec<u8> {
        format!("{method} {path} HTTP/1.1\r\n{}{extra}\r\n", self.headers).into_bytes()
    }

    pub fn get(&mut self, path: &str) -> Outcome<Answer> {
        let request = self.request("GET", path, "");
        self.exchange(&request)
    }

    /// A request with a body; `extra`: more header lines, each with its end.
    pub fn send(&mut self, method: &str, path: &str, media_type: &str, extra: &str, body: &[u8]) -> Outcome<Answer> {
        let length = body.len();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\n{}content-type: {media_type}\r\ncontent-length: {length}\r\n{extra}\r\n",
            self.headers
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.exchange(&request)
    }

    pub fn post(&mut self, path: &str, media_type: &str, extra: &str, body: &[u8]) -> Outcome<Answer> {
        self.send("POST", path, media_type, extra, body)
    }

    pub fn post_json(&mut self, path: &str, body: &Value) -> Outcome<Answer> {
        self.post(path, "application/json", "", body.to_string().as_bytes())
    }

    /// Sends a request and reads its answer. A connection that the server closed meanwhile is opened anew.
    pub fn exchange(&mut self, request: &[u8]) -> Outcome<Answer> {
        match self.attempt(request) {
            Ok(answer) => Ok(answer),
            Err(_) => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(120)))?;
                self.stream = BufReader::new(stream);
                self.attempt(request)
            }
        }
    }

    fn attempt(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.stream.get_mut().write_all(request)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no answer")?;
        let (mut head, mut length, mut chunked) = (String::new(), 0, false);
        loop {
            let from = head.len();
            self.stream.read_line(&mut head)?;
            let header = head[from..].trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            chunked |= header.starts_with("transfer-encoding:") && header.ends_with("chunked");
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        while chunked {
            line.clear();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16)?;
            let from = body.len();
            body.resize(from + size, 0);
            self.stream.read_exact(&mut body[from..])?;
            line.clear();
            self.stream.read_line(&mut line)?;
            chunked = size > 0;
        }
        Ok(Answer { status, head, body })
    }
}
