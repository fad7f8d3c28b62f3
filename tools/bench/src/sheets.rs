//! Spreadsheets in and out: how long they take, what they hold, and how long everybody else waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use documents::{Cell, Column, CsvProfile, Kind, Table as Sheet};
use serde_json::{Value, json};

use crate::{
    Outcome,
    client::Client,
    machine,
    program::Program,
    table::{Table, seconds},
};

const COMMUNES: [&str; 8] = ["Sélestat", "Barr", "Benfeld", "Villé", "Erstein", "Obernai", "Rosheim", "Châtenois"];
const TITLES: [&str; 8] =
    ["Structure", "Type", "Commune", "Contact", "Mél", "Tél.", "Date d'adhésion", "Dernier contact"];

/// The same words every time, all different: numbers stand for chance.
fn word(number: usize) -> String {
    let mut text = String::new();
    let mut n = number;
    for _ in 0..5 {
        text.push(char::from(b'a' + (n % 26) as u8));
        text.push(char::from(b"aeiou"[n / 26 % 5]));
        n = n * 31 / 7 + 11;
    }
    format!("{text}{number}")
}

/// An association with a person, an address, a telephone, a joining day and a past contact.
fn row(i: usize) -> Vec<Cell> {
    [
        format!("Atelier {} {}", word(i), word(i / 7 + 3)),
        "Association".to_owned(),
        COMMUNES[i % COMMUNES.len()].to_owned(),
        format!("Anne MURR{i}"),
        format!("atelier{i}@amis.example"),
        format!("03 53 {:02} {:02} {:02}", i / 10_000 % 100, i / 100 % 100, i % 100),
        format!("{:02}/03/2015", i % 28 + 1),
        format!("{:02}/06/2026", i % 28 + 1),
    ]
    .map(|text| Cell::Text(text.into()))
    .to_vec()
}

fn file(rows: usize, format: &str) -> Outcome<Vec<u8>> {
    let sheet = Sheet::new("Membres", TITLES.map(|title| Column::new(title, Kind::Text)).to_vec());
    let rows = (0..rows).map(row);
    Ok(if format == "csv" { sheet.csv(CsvProfile::ExcelFrance, rows)? } else { sheet.xlsx(rows)? })
}

fn settled(client: &mut Client, id: &str, states: &str) -> Outcome<Value> {
    loop {
        let now = client.get(&format!("/api/v1/imports/{id}"))?.good("the import")?.json()?;
        if now["state"] != states {
            return Ok(now);
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Reads a file in, commits it and takes it back, while somebody else writes all the time.
pub fn import(program: &mut Program, rows: usize, format: &str, table: &mut Table) -> Outcome<()> {
    let content = file(rows, format)?;
    let mut client = program.client()?;
    let name = program.engine.name();
    const LIMIT: &str = "bench-limit-of-parts";
    let mut body =
        format!("--{LIMIT}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"membres.{format}\"\r\n\r\n")
            .into_bytes();
    body.extend_from_slice(&content);
    body.extend_from_slice(format!("\r\n--{LIMIT}--\r\n").as_bytes());
    let begun = Instant::now();
    let media_type = format!("multipart/form-data; boundary={LIMIT}");
    let sent = client.post("/api/v1/imports", &media_type, "", &body)?.good("sending a file")?.json()?;
    let id = sent["id"].as_str().ok_or("no import")?.to_owned();
    let read = settled(&mut client, &id, "reading")?;
    let dry = begun.elapsed();
    if read["state"] != "ready" || read["counts"]["create"] != rows {
        return Err(format!("the dry run says {} {}", read["state"], read["counts"]).into());
    }

    let (done, commit, waited) = beside_a_writer(program, "Thème", || {
        let key = format!("idempotency-key: bench-{id}\r\nif-match: \"r{}\"\r\n", read["revision"]);
        client.post(&format!("/api/v1/imports/{id}/commit"), "application/json", &key, b"")?.good("committing")?;
        settled(&mut client, &id, "committing")
    })?;
    if done["state"] != "committed" {
        return Err(format!("the commit says {} {}", done["state"], done["problem"]).into());
    }
    let (done, undo, waited_undo) = beside_a_writer(program, "Autre thème", || {
        client.post(&format!("/api/v1/imports/{id}/undo"), "application/json", "", b"")?.good("undoing")?;
        settled(&mut client, &id, "undoing")
    })?;
    if done["state"] != "undone" {
        return Err(format!("the undo says {} {}", done["state"], done["problem"]).into());
    }
    let most = machine::memory_of(program.pid(), "VmHWM");
    let what = |of: &str| format!("import of {rows} rows ({format}): {of}");
    if rows == 10_000 {
        let five = Duration::from_secs(5);
        table.floor(&what("dry run"), name, seconds(dry), "< 5 s", dry < five);
        table.floor(&what("commit"), name, seconds(commit), "< 5 s", commit < five);
        let held = waited < Duration::from_secs(2);
        table.floor(&what("another writer waited at most"), name, seconds(waited), "< 2 s", held);
    } else {
        table.told(&what("dry run"), name, seconds(dry));
        table.told(&what("commit"), name, seconds(commit));
        let held = waited < Duration::from_secs(2 * rows as u64 / 10_000);
        table.floor(&what("another writer waited at most"), name, seconds(waited), "< 2 s per 10,000", held);
        table.floor(&what("most memory"), name, format!("{most:.0} MB"), "< 400 MB", most < 400.0);
    }
    table.told(&what("undo"), name, seconds(undo));
    table.told(&what("another writer waited at most for the undo"), name, seconds(waited_undo));
    Ok(())
}

/// What becomes of it, how long that takes, and how long another writer waited at worst meanwhile.
fn beside_a_writer(
    program: &mut Program,
    topic: &'static str,
    act: impl FnOnce() -> Outcome<Value>,
) -> Outcome<(Value, Duration, Duration)> {
    let over = Arc::new(AtomicBool::new(false));
    let writer = thread::spawn({
        let (over, client) = (over.clone(), program.client()?);
        move || longest_wait(client, topic, &over)
    });
    let begun = Instant::now();
    let done = act();
    let took = begun.elapsed();
    over.store(true, Ordering::Relaxed);
    let waited = writer.join().map_err(|_| "the other writer broke")??;
    Ok((done?, took, waited))
}

/// Another writer, who never stops renaming a topic: how long it waited at worst is how long the writer was held.
fn longest_wait(mut client: Client, topic: &str, over: &AtomicBool) -> Outcome<Duration> {
    let made = client.post_json("/api/v1/topics", &json!({"name": topic}))?.good("a topic")?.json()?;
    let path = format!("/api/v1/topics/{}", made["id"].as_str().ok_or("no topic")?);
    let (mut now, mut longest) = (made, Duration::ZERO);
    for n in 0.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let begun = Instant::now();
        let name = serde_json::to_vec(&json!({"name": format!("{topic} {n}")}))?;
        let as_read = format!("if-match: \"r{}\"\r\n", now["revision"]);
        let answer = client.send("PATCH", &path, "application/json", &as_read, &name)?;
        longest = longest.max(begun.elapsed());
        // Who waited too long is told so, and asks again.
        if answer.status != 503 {
            now = answer.good("renaming a topic")?.json()?;
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(longest)
}

/// The whole of a club of 10,000 as a spreadsheet.
pub fn export(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let name = program.engine.name();
    for format in ["xlsx", "ods", "csv"] {
        let path = format!("/api/v1/members/export?format={format}");
        let mut took = Vec::new();
        for _ in 0..3 {
            let begun = Instant::now();
            program.client()?.get(&path)?.good(&path)?;
            took.push(begun.elapsed());
        }
        took.sort_unstable();
        let what = format!("export of 10,000 members to {format}");
        match format {
            "xlsx" => table.floor(&what, name, seconds(took[1]), "< 3 s", took[1] < Duration::from_secs(3)),
            _ => table.told(&what, name, seconds(took[1])),
        }
    }
    Ok(())
}
