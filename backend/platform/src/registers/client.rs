//! One question to a register over HTTP, and its answer, whole or not at all.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, StatusCode, Url, header, redirect};
use serde_json::Value;

use crate::house::House;

/// When it says to wait, but not how long.
const USUAL_WAIT: TimeDelta = TimeDelta::seconds(5);
/// The longest wait that is believed.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

pub enum Reply {
    Json(Value),
    /// It understood, and does not take the question.
    Refused,
    TooMany {
        wait: TimeDelta,
    },
    Failed(String),
}

/// Kept for the life of the process: its connections are used again.
struct Outgoing(Client);

fn client(house: &House) -> Result<Client, String> {
    if let Some(kept) = house.memo.get::<Outgoing>() {
        return Ok(kept.0.clone());
    }
    let client = Client::builder()
        .user_agent(concat!("Maillage/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(2))
        // The address is the administrator's; nobody else sends us anywhere, least of all into our own network.
        .redirect(redirect::Policy::none())
        .build()
        .map_err(|error| format!("no client: {error}"))?;
    Ok(house.memo.keep(Outgoing(client)).0.clone())
}

/// `longest`: more bytes than that are no answer.
pub async fn get(
    house: &House,
    base: &str,
    path: &str,
    parameters: &[(&'static str, String)],
    longest: usize,
) -> Reply {
    match try_get(house, base, path, parameters, longest).await {
        Ok(reply) => reply,
        Err(why) => Reply::Failed(why),
    }
}

async fn try_get(
    house: &House,
    base: &str,
    path: &str,
    parameters: &[(&'static str, String)],
    longest: usize,
) -> Result<Reply, String> {
    let mut url = Url::parse(&format!("{base}{path}")).map_err(|error| error.to_string())?;
    url.query_pairs_mut().extend_pairs(parameters.iter().map(|(name, value)| (*name, value.as_str())));
    // Errors of the client quote the address, which holds what was typed: only their kind is told.
    let request = client(house)?.get(url).header(header::ACCEPT, "application/json");
    let mut response = request.send().await.map_err(|error| kind_of(&error).to_owned())?;
    match response.status() {
        status if status.is_success() => {}
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
            return Ok(Reply::TooMany { wait: wait_of(wait, house.now()) });
        }
        StatusCode::BAD_REQUEST => return Ok(Reply::Refused),
        status => return Err(format!("it answered {status}")),
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| kind_of(&error).to_owned())? {
        if body.len() + chunk.len() > longest {
            return Err("the answer is too long".to_owned());
        }
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&body).map(Reply::Json).map_err(|_| "the answer is no JSON".to_owned())
}

fn kind_of(error: &reqwest::Error) -> &'static str {
    if error.is_connect() {
        "it can't be reached"
    } else if error.is_timeout() {
        "it took too long"
    } else if error.is_body() || error.is_decode() {
        "the answer broke off"
    } else {
        "the call failed"
    }
}

/// `Retry-After`: seconds, or a day and time (RFC 9110 §10.2.3).
fn wait_of(header: Option<&str>, now: DateTime<Utc>) -> TimeDelta {
    let told = header.and_then(|text| {
        let text = text.trim();
        let seconds = text.parse().ok().map(TimeDelta::seconds);
        seconds.or_else(|| DateTime::parse_from_rfc2822(text).ok().map(|at| at.with_timezone(&Utc) - now))
    });
    told.unwrap_or(USUAL_WAIT).clamp(TimeDelta::seconds(1), LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_seconds_or_as_an_instant_and_never_lasts_for_ever() {
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        let wait = |header| wait_of(header, now).num_seconds();
        assert_eq!(wait(Some("7")), 7);
        assert_eq!(wait(Some("Mon, 23 Nov 2026 09:00:20 GMT")), 20);
        assert_eq!((wait(None), wait(Some("soon"))), (5, 5));
        assert_eq!((wait(Some("0")), wait(Some("999999"))), (1, 3600));
    }
}
