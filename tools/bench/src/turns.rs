//! The list against a bare one, in turns so that the machine's noise hits both; and a small club against a large one.

use std::{
    process::{Child, Command, Stdio},
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::{
    Outcome,
    client::Client,
    program::{Program, free_port, wait_for},
    table::{Table, ms},
};

/// Fifty rows, filtered and sorted.
const QUESTIONS: [&str; 3] = [
    "/api/v1/members?status=active&kind=association&sort=name&limit=50",
    "/api/v1/members?follow_up=overdue&sort=contact_due_on&limit=50",
    "/api/v1/members?kind=company&sort=name&limit=50",
];
const CONNECTIONS: usize = 8;
const TURN: Duration = Duration::from_millis(1_500);
const ROUNDS: usize = 8;

/// The bare program beside the real one, on the same database.
struct Bare {
    child: Child,
    address: std::net::SocketAddr,
}

impl Bare {
    fn start(program: &mut Program, first: &Value) -> Outcome<Bare> {
        let address = free_port()?;
        let keys = Client::to(program.address(), None)?.get("/.well-known/jwks.json")?.good("the keys")?;
        let today = chrono::Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
        let child = Command::new(std::env::current_exe()?)
            .args(["bare", "--database", program.database(), "--listen", &address.to_string()])
            .args(["--keys", &String::from_utf8(keys.body)?, "--abilities", &first["abilities"].to_string()])
            .args(["--today", &today.to_string()])
            .stdin(Stdio::null())
            .spawn()?;
        let bare = Bare { child, address };
        wait_for("the bare program", Duration::from_secs(20), || Client::to(address, None).ok())?;
        Ok(bare)
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Requests per second with several connections at once.
pub fn rate(address: std::net::SocketAddr, token: Option<&str>, path: &str) -> Outcome<f64> {
    let (done, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let ready = Arc::new(Barrier::new(CONNECTIONS + 1));
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (done, over, ready) = (done.clone(), over.clone(), ready.clone());
            let (token, path) = (token.map(str::to_owned), path.to_owned());
            thread::spawn(move || -> Outcome<()> {
                let mut client = Client::to(address, token.as_deref())?;
                let request = client.request("GET", &path, "");
                ready.wait();
                while !over.load(Ordering::Relaxed) {
                    client.exchange(&request)?.good(&path)?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            })
        })
        .collect();
    ready.wait();
    let begun = Instant::now();
    thread::sleep(TURN);
    let (counted, took) = (done.load(Ordering::Relaxed), begun.elapsed());
    over.store(true, Ordering::Relaxed);
    for worker in workers {
        worker.join().map_err(|_| "a connection broke")??;
    }
    Ok(counted as f64 / took.as_secs_f64())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The mark that the real program puts into the cursor of this question.
fn mark(answer: &Value) -> Outcome<String> {
    let cursor = answer["next_cursor"].as_str().ok_or("the list has one page only")?;
    let cursor: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor)?)?;
    Ok(cursor["q"].as_str().unwrap_or_default().to_owned())
}

pub fn compare(program: &mut Program, table: &mut Table) -> Outcome<()> {
    for path in QUESTIONS {
        let real = program.client()?.get(path)?.good(path)?;
        let answer = real.json()?;
        let bare = Bare::start(program, &answer["items"][0])?;
        let beside = format!("{path}&mark={}", mark(&answer)?);
        let token = program.token()?;
        let same = Client::to(bare.address, Some(&token))?.get(&beside)?.good("the bare list")?;
        if same.body != real.body {
            std::fs::write("target/bench-real.json", &real.body)?;
            std::fs::write("target/bench-bare.json", &same.body)?;
            return Err(format!("{path}: the bare list is another (see target/bench-*.json)").into());
        }
        let (mut reals, mut bares, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let bare = rate(bare.address, Some(&token), &beside)?;
            let real = rate(program.address(), Some(&token), path)?;
            // The first warms up.
            if round > 0 {
                bares.push(bare);
                reals.push(real);
                ratios.push(real / bare);
            }
        }
        let share = middle(ratios) * 100.0;
        table.floor(
            &format!("`{}` over 10,000, of a bare handler", &path[7..]),
            program.engine.name(),
            format!("{share:.0} % ({:.0} of {:.0} requests/s)", middle(reals), middle(bares)),
            "≥ 70 %",
            share >= 70.0,
        );
    }
    Ok(())
}

/// What a request costs in a small club and in a large one, in turns.
pub fn growth(small: &mut Program, large: &mut Program, table: &mut Table) -> Outcome<()> {
    for path in QUESTIONS {
        let mut costs = (Vec::new(), Vec::new());
        for round in 0..6 {
            let (few, many) = (cost(small, path)?, cost(large, path)?);
            if round > 0 {
                costs.0.push(few);
                costs.1.push(many);
            }
        }
        let (few, many) = (middle(costs.0), middle(costs.1));
        let grown = (many / few - 1.0) * 100.0;
        let time = |seconds: f64| ms(Duration::from_secs_f64(seconds));
        table.floor(
            &format!("`{}`, cost from 10,000 to 100,000 members", &path[7..]),
            small.engine.name(),
            format!("{grown:+.0} % ({} → {})", time(few), time(many)),
            "< +50 %",
            grown < 50.0,
        );
    }
    Ok(())
}

/// Seconds a request takes, one client.
fn cost(program: &mut Program, path: &str) -> Outcome<f64> {
    const TIMES: usize = 200;
    let mut client = program.client()?;
    let request = client.request("GET", path, "");
    client.exchange(&request)?.good(path)?;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        client.exchange(&request)?;
        took.push(begun.elapsed().as_secs_f64());
    }
    Ok(middle(took))
}
