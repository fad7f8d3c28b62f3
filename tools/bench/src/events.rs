//! Events: a room that fills while many press at once, an agenda that many read, and a letter to everybody who comes.

use std::{
    sync::{Arc, Barrier},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    Outcome,
    client::Client,
    program::Program,
    table::{Table, ms, seconds},
    turns::rate,
};

const CLIENTS: usize = 50;
const EACH: usize = 20;
const LETTERS: usize = 5_000;
/// People registered with one request.
const TOGETHER: usize = 50;
const PATIENCE: Duration = Duration::from_secs(120);

fn person(number: usize) -> Value {
    json!({"given_name": "Odile", "family_name": format!("Kern {number}"), "email": format!("odile{number}@amis.example")})
}

/// An event that anyone may know, in three months; gives its path.
fn published(client: &mut Client, title: &str, capacity: Option<usize>) -> Outcome<String> {
    let starts = chrono::Utc::now() + chrono::TimeDelta::days(90);
    let form = json!({"kind": "thematic_meeting", "title": title, "audience": "public", "capacity": capacity,
        "starts_at": starts, "ends_at": starts + chrono::TimeDelta::hours(2)});
    let made = client.post_json("/api/v1/events", &form)?.good("an event")?.json()?;
    let path = format!("/api/v1/events/{}", made["id"].as_str().ok_or("no event")?);
    client.post_json(&format!("{path}/publish"), &json!({}))?.good("publishing")?;
    Ok(path)
}

pub fn measure(program: &mut Program, table: &mut Table) -> Outcome<()> {
    registrations(program, table)?;
    agenda(program, table)?;
    letters(program, table)
}

/// Fifty people of the team register one person after the other, all at once, for a room of half as many.
fn registrations(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let name = program.engine.name();
    let mut client = program.client()?;
    let capacity = CLIENTS * EACH / 2;
    let path = published(&mut client, "Une salle qui se remplit", Some(capacity))?;
    let ready = Arc::new(Barrier::new(CLIENTS));
    let mut workers = Vec::with_capacity(CLIENTS);
    for worker in 0..CLIENTS {
        let (mut client, ready, path) = (program.client()?, ready.clone(), format!("{path}/registrations"));
        workers.push(thread::spawn(move || -> Outcome<Vec<Duration>> {
            ready.wait();
            let mut took = Vec::with_capacity(EACH);
            for number in 0..EACH {
                let form = json!({"people": [person(worker * EACH + number)]});
                let begun = Instant::now();
                client.post_json(&path, &form)?.good("registering")?;
                took.push(begun.elapsed());
            }
            Ok(took)
        }));
    }
    let mut took = Vec::new();
    for worker in workers {
        took.extend(worker.join().map_err(|_| "a client broke")??);
    }
    took.sort_unstable();
    let (median, last) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    let counts = client.get(&path)?.good("the event")?.json()?["counts"].clone();
    if counts["registered"] != capacity || counts["waiting"] != capacity {
        return Err(format!("the room of {capacity} says {counts}").into());
    }
    table.floor(
        &format!("registering, {CLIENTS} at once, p99"),
        name,
        format!("{} (median {})", ms(last), ms(median)),
        "< 100 ms",
        last < Duration::from_millis(100),
    );
    Ok(())
}

fn agenda(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let mut client = program.client()?;
    for number in 0..40 {
        published(&mut client, &format!("Rencontre {number}"), Some(40))?;
    }
    for path in ["/api/v1/public/events", "/rendez-vous", "/api/v1/public/calendar.ics"] {
        let rate = rate(program.address(), None, path)?;
        table.floor(
            &format!("`{path}`, readers a second"),
            program.engine.name(),
            format!("{rate:.0}"),
            "≥ 1,000",
            rate >= 1_000.0,
        );
    }
    Ok(())
}

/// An event of five thousand is called off: how long until a letter to each is in the ledger.
fn letters(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let mut client = program.client()?;
    let path = published(&mut client, "Une très grande salle", None)?;
    for first in (0..LETTERS).step_by(TOGETHER) {
        let people: Vec<Value> = (first..first + TOGETHER).map(|number| person(10_000 + number)).collect();
        client.post_json(&format!("{path}/registrations"), &json!({"people": people}))?.good("registering")?;
    }
    let begun = Instant::now();
    client.post_json(&format!("{path}/cancel"), &json!({}))?.good("cancelling")?;
    // They are written in one transaction: who sees one sees all.
    loop {
        let written =
            client.get("/api/v1/deliveries?purpose=event_cancellation&limit=1")?.good("the ledger")?.json()?;
        if !written["items"].as_array().is_none_or(Vec::is_empty) {
            break;
        }
        if begun.elapsed() > PATIENCE {
            return Err("the letters were not written".into());
        }
        thread::sleep(Duration::from_millis(20));
    }
    let took = begun.elapsed();
    let five = Duration::from_secs(5);
    table.floor("5,000 letters of an event queued", program.engine.name(), seconds(took), "< 5 s", took < five);
    Ok(())
}
