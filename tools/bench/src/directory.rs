//! The public directory of a club of 20,000: a thousand readers a second, and what one of them feels in a browser.

use std::{
    net::SocketAddr,
    thread,
    time::{Duration, Instant},
};

use crate::{
    Outcome, Run, browser,
    client::{Answer, Client},
    program::{Engine, Program},
    seed::{self, Club, chance},
    table::{Table, ms},
};

/// All of them in the directory, and on its map.
const MEMBERS: usize = 20_000;
/// What so many of a thousand readers ask for; each of the others wants the page of another member.
const MIX: [(&str, usize); 4] = [
    ("/annuaire", 300),
    ("/api/v1/public/members", 100),
    ("/api/v1/public/map", 50),
    ("/api/v1/public/members.geojson", 5),
];
const READERS: usize = 1_000;
const CONNECTIONS: usize = 64;
/// Longer than the program believes what it has read: it reads all members again meanwhile.
const TURN: Duration = Duration::from_secs(35);
const PACKED: &str = "accept-encoding: br\r\n";

pub fn measure(run: &Run, engine: Engine, table: &mut Table) -> Outcome<()> {
    let shown = Program::make(run, engine)?;
    seed::fill(shown.database(), Club::Shown, MEMBERS, 0)?;
    let program = shown.start()?;
    let mix = mix(&program, table)?;
    for (who, status) in [("who are new", 200), ("who have it already: 304", 304)] {
        let begun = Instant::now();
        let (mut took, wrong) = crowd(program.address(), &mix, status)?;
        let rate = took.len() as f64 / begun.elapsed().as_secs_f64();
        took.sort_unstable();
        let last = took[(took.len() * 99).div_ceil(100) - 1];
        let longest = took[took.len() - 1];
        table.floor(
            &format!("directory of 20,000, readers on {CONNECTIONS} connections {who}"),
            engine.name(),
            format!("{rate:.0} requests/s, p99 {}, longest {}, {wrong} wrong", ms(last), ms(longest)),
            "≥ 1,000/s, none wrong",
            rate >= 1_000.0 && wrong == 0,
        );
    }
    if engine == Engine::Sqlite {
        browser::directory(&program, table)?;
    }
    program.end()
}

/// What a reader asks for, without and with what was answered before.
#[derive(Clone)]
struct Page {
    first: Vec<u8>,
    again: Vec<u8>,
    tag: String,
}

impl Page {
    /// Asks for it, and how long that took.
    fn ask(client: &mut Client, path: &str) -> Outcome<(Page, Duration)> {
        let first = client.request("GET", path, PACKED);
        let asked = Instant::now();
        let answer = client.exchange(&first)?.good(path)?;
        let took = asked.elapsed();
        let tag = answer.header("etag").unwrap_or_default().to_owned();
        let again = client.request("GET", path, &format!("{PACKED}if-none-match: {tag}\r\n"));
        Ok((Page { first, again, tag }, took))
    }

    /// Whether this is it, packed or not at all, and may be kept.
    fn is_right(&self, answer: &Answer, status: u16) -> bool {
        let says = |name: &str, what: &str| answer.header(name).is_some_and(|told| told.contains(what));
        let is_whole = match status {
            304 => answer.body.is_empty(),
            _ => says("content-encoding", "br") && !answer.body.is_empty(),
        };
        answer.status == status
            && is_whole
            && answer.header("etag") == Some(self.tag.as_str())
            && says("cache-control", "public, max-age=")
            && says("vary", "Accept-Encoding")
    }
}

/// What a thousand readers ask for, each thing asked for once by now: nothing is written for the first time later.
fn mix(program: &Program, table: &mut Table) -> Outcome<Vec<Page>> {
    let mut client = Client::to(program.address(), None)?;
    let name = program.engine.name();
    let begun = Instant::now();
    client.get("/api/v1/public/members?limit=1")?.good("the directory")?;
    table.told("directory of 20,000, read for its first reader", name, ms(begun.elapsed()));
    let (mut mix, mut firsts) = (Vec::with_capacity(READERS), Vec::new());
    for (path, readers) in MIX {
        let (page, took) = Page::ask(&mut client, path)?;
        mix.resize(mix.len() + readers, page);
        firsts.push(ms(took));
    }
    let all = client.get("/api/v1/public/members.geojson")?.good("the members")?.json()?;
    let members =
        all["features"].as_array().filter(|all| all.len() == MEMBERS).ok_or("not all are in the directory")?;
    let others = READERS - mix.len();
    let mut slowest = Duration::ZERO;
    for member in members.iter().step_by(MEMBERS / others).take(others) {
        let path = member["properties"]["path"].as_str().ok_or("a member has no page")?;
        let (page, took) = Page::ask(&mut client, path)?;
        mix.push(page);
        slowest = slowest.max(took);
    }
    firsts.push(ms(slowest));
    let what = "directory of 20,000, first answers: list, JSON, map, GeoJSON, slowest page of a member";
    table.told(what, name, firsts.join(", "));
    Ok(mix)
}

/// How long each answer took, and how many were wrong.
fn crowd(address: SocketAddr, mix: &[Page], status: u16) -> Outcome<(Vec<Duration>, usize)> {
    thread::scope(|scope| {
        let readers: Vec<_> =
            (0..CONNECTIONS).map(|reader| scope.spawn(move || read(address, mix, status, reader))).collect();
        let (mut all, mut wrongs) = (Vec::new(), 0);
        for reader in readers {
            let (took, wrong) = reader.join().map_err(|_| "a connection broke")??;
            all.extend(took);
            wrongs += wrong;
        }
        Ok((all, wrongs))
    })
}

/// One connection of many, on which one reader follows another.
fn read(address: SocketAddr, mix: &[Page], status: u16, reader: usize) -> Outcome<(Vec<Duration>, usize)> {
    let mut client = Client::to(address, None)?;
    let (begun, mut took, mut wrong) = (Instant::now(), Vec::new(), 0);
    while begun.elapsed() < TURN {
        let page = &mix[chance(reader * 1_000_000 + took.len(), 60) % mix.len()];
        let asked = Instant::now();
        let answer = client.exchange(if status == 304 { &page.again } else { &page.first })?;
        took.push(asked.elapsed());
        wrong += usize::from(!page.is_right(&answer, status));
    }
    Ok((took, wrong))
}
