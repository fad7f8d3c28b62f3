//! Everything that a coordinator can ask of a large club: each list of the contract, each order, each filter with each
//! of its operators, the count of each such segment, searches by words.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    Outcome,
    client::Client,
    program::Program,
    table::{Table, ms},
};

const MEDIAN: Duration = Duration::from_millis(50);
const LAST: Duration = Duration::from_millis(150);
/// A question is asked so often, or for so long.
const TIMES: usize = 100;
const LONG: Duration = Duration::from_millis(500);
const AT_LEAST: usize = 30;

struct Measured {
    path: String,
    median: Duration,
    last: Duration,
}

/// What a coordinator's first question begins, and how long she waits for all others to be quick.
const TO_BE_READ: Duration = Duration::from_secs(60);

fn first_look(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let slow = json!({"field": "contact_function", "op": "contains", "value": "e"});
    let path = format!("/api/v1/members/counts?filter={}", encoded(&slow.to_string()));
    let (mut client, begun) = (program.client()?, Instant::now());
    loop {
        let asked = Instant::now();
        client.get(&path)?.good("the first question")?;
        if asked.elapsed() < MEDIAN || begun.elapsed() > TO_BE_READ {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    let waited = ms(begun.elapsed());
    table.told("from the first question of the large club until all are quick", program.engine.name(), waited);
    Ok(())
}

pub fn ask_all(program: &mut Program, table: &mut Table) -> Outcome<()> {
    first_look(program, table)?;
    let groups = {
        let mut client = program.client()?;
        [
            ("lists", lists(&mut client)?),
            ("filters of the list", filters(&mut client, "/api/v1/members?filter=")?),
            ("segment counts", filters(&mut client, "/api/v1/members/counts?filter=")?),
            ("word search", searches()),
        ]
    };
    let mut all = Vec::new();
    for (group, paths) in groups {
        let mut measured = Vec::with_capacity(paths.len());
        for path in paths {
            measured.push(ask(&mut program.client()?, path)?);
        }
        let median = measured.iter().max_by_key(|one| one.median).ok_or("nothing was asked")?;
        let last = measured.iter().max_by_key(|one| one.last).ok_or("nothing was asked")?;
        table.floor(
            &format!("{group}, the slowest of {} on the large club", measured.len()),
            program.engine.name(),
            format!("median {}, p99 {}", ms(median.median), ms(last.last)),
            "50 ms, 150 ms",
            median.median < MEDIAN && last.last < LAST,
        );
        all.extend(measured);
    }
    // Asked once a year, for the report: nothing is promised.
    let past = ask(&mut program.client()?, "/api/v1/members/counts?on=2025-06-30".to_owned())?;
    table.told("members as of a past day, on the large club", program.engine.name(), ms(past.median));
    all.sort_by_key(|one| std::cmp::Reverse(one.median));
    let slowest = all.into_iter().take(25).map(|one| (decoded(&one.path), one.median, one.last)).collect();
    table.slowest(program.engine.name(), slowest);
    Ok(())
}

fn ask(client: &mut Client, path: String) -> Outcome<Measured> {
    let request = client.request("GET", &path, "");
    client.exchange(&request)?.good(&path)?;
    let (begun, mut took) = (Instant::now(), Vec::with_capacity(TIMES));
    while took.len() < TIMES && (took.len() < AT_LEAST || begun.elapsed() < LONG) {
        let asked = Instant::now();
        client.exchange(&request)?.good(&path)?;
        took.push(asked.elapsed());
    }
    took.sort_unstable();
    Ok(Measured { path, median: took[took.len() / 2], last: took[(took.len() * 99).div_ceil(100) - 1] })
}

/// Every list of the contract, and the members in every order.
fn lists(client: &mut Client) -> Outcome<Vec<String>> {
    let members = client.get("/api/v1/members?status=active&sort=name&limit=1")?.good("members")?.json()?;
    let member = members["items"][0]["id"].as_str().ok_or("no member")?.to_owned();
    let contract = client.get("/api/v1/openapi.json")?.good("the contract")?.json()?;
    let mut paths = Vec::new();
    for (path, operations) in contract["paths"].as_object().into_iter().flatten() {
        let answer = &operations["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let is_list = answer["$ref"].as_str().is_some_and(|name| name.contains("PageOf"));
        let needs = |parameter: &Value| parameter["in"] == "query" && parameter["required"] == true;
        let wants_more = operations["get"]["parameters"].as_array().into_iter().flatten().any(needs);
        let path = path.replace("/members/{id}", &format!("/members/{member}"));
        if is_list && !wants_more && !path.contains('{') {
            paths.push(path);
        }
    }
    let base = "/api/v1/members?";
    let fields = client.get("/api/v1/members/filter-fields")?.good("the fields")?.json()?;
    let sortable = fields["fields"].as_array().into_iter().flatten().filter(|field| field["sortable"] == true);
    let mut orders: Vec<String> = sortable.filter_map(|field| Some(field["key"].as_str()?.to_owned())).collect();
    orders.extend(["name", "kind", "status", "commune"].map(str::to_owned));
    orders.sort();
    orders.dedup();
    for order in orders {
        for direction in ["", "-"] {
            paths.push(format!("{base}sort={direction}{order}&with=record&limit=100"));
        }
        paths.push(format!("{base}sort={order}&offset=90000&with=record&limit=100"));
    }
    paths.extend(
        [
            "with_total=true",
            "archived=true",
            "ex_officio=true",
            "referent=none",
            "updated_since=2026-01-01T00:00:00Z",
            "status=active&kind=association&sort=-last_contact_on&with_total=true",
            "follow_up=overdue&sort=name&with_total=true",
            "follow_up=overdue,never,soon&sort=contact_due_on&with_total=true",
            "commune=67462,67008&sort=-joined_on",
        ]
        .map(|rest| format!("{base}{rest}")),
    );
    paths.extend(
        [
            "/api/v1/members/counts",
            "/api/v1/follow-up/counts",
            "/api/v1/follow-up/due?with_total=true",
            "/api/v1/follow-up/due?state=never,overdue,soon&limit=200",
            "/api/v1/follow-up/due?postponed=true",
            "/api/v1/members/filter-fields",
            "/api/v1/members/duplicates?name=Amicale%20du%20Four%20a%20Pain%2077",
            "/api/v1/members/duplicate-pairs?with_total=true",
            "/api/v1/audit?grouped=true",
        ]
        .map(str::to_owned),
    );
    paths.push(format!("/api/v1/members/{member}"));
    Ok(paths)
}

/// A text of the seed that many hold, for `contains`.
fn common(field: &str) -> &'static str {
    match field {
        "name" | "words" | "legal_name" => "café",
        "commune" => "sel",
        "street" => "général",
        "postal_code" => "67",
        "email" => "contact77",
        "phone" => "5301",
        "website" => "organisation7",
        "description" => "gens",
        "source" => "ben",
        "siren" => "1000",
        "contact_function" => "trésor",
        "custom.note_de_visite" => "marché",
        _ => "67",
    }
}

/// The values to try with an operator.
fn values(field: &Value, takes: &str) -> Vec<Value> {
    let key = field["key"].as_str().unwrap_or_default();
    let choices: Vec<Value> =
        field["choices"].as_array().into_iter().flatten().map(|choice| choice["value"].clone()).take(6).collect();
    let one = match field["kind"].as_str().unwrap_or_default() {
        "number" => json!(42),
        "date" | "instant" => json!("2026-03-15"),
        "yes_no" => json!(true),
        _ if choices.is_empty() => json!(common(key)),
        _ => choices[0].clone(),
    };
    match takes {
        "one" => vec![one],
        "many" if choices.is_empty() => vec![json!([one])],
        "many" => vec![json!(choices)],
        "text" => [common(key), "introuvable", "e"].map(|text| json!(text)).to_vec(),
        "day" => vec![json!("2026-03-15")],
        "days" => vec![json!(90)],
        "period" => vec![json!("2026"), json!("this_quarter")],
        _ => vec![json!(true), json!(false)],
    }
}

/// Every field with every operator; then what a segment joins.
fn filters(client: &mut Client, base: &str) -> Outcome<Vec<String>> {
    let told = client.get("/api/v1/members/filter-fields")?.good("the fields")?.json()?;
    let mut trees = Vec::new();
    for field in told["fields"].as_array().into_iter().flatten() {
        for operator in field["operators"].as_array().into_iter().flatten() {
            for value in values(field, operator["takes"].as_str().unwrap_or_default()) {
                trees.push(json!({"field": field["key"], "op": operator["op"], "value": value}));
            }
        }
    }
    trees.extend([
        json!({"and": [
            {"field": "kind", "op": "eq", "value": "association"},
            {"field": "last_contact_on", "op": "nothing_since_days", "value": 90},
            {"field": "commune", "op": "in", "value": ["67462", "67008", "67447", "67130", "67348", "67411"]}]}),
        json!({"and": [
            {"field": "follow_up", "op": "in", "value": ["overdue", "never"]},
            {"field": "deliverable_address", "op": "eq", "value": false}]}),
        json!({"or": [
            {"field": "attended_on", "op": "in_period", "value": "2026"},
            {"not": {"field": "custom.prete_des_gobelets", "op": "eq", "value": true}}]}),
        json!({"and": [
            {"field": "custom.matiere", "op": "eq", "value": "metal"},
            {"field": "custom.gobelets_pretes", "op": "gte", "value": 400},
            {"field": "met_on", "op": "nothing_since_days", "value": 365}]}),
    ]);
    Ok(trees.into_iter().map(|tree| format!("{base}{}", encoded(&tree.to_string()))).collect())
}

fn searches() -> Vec<String> {
    let words = [
        "cafe",
        "ca",
        "e",
        "ecole ried",
        "repair vieux rabots 1234",
        "contact99999",
        "introuvable",
        "Élodie",
        "muller",
        "04 53 00",
        "0353012345",
        "selestat association",
        "67600",
        "four a pain",
        "personnes.example",
    ];
    let mut paths = Vec::new();
    for text in words {
        paths.push(format!("/api/v1/members?q={}", encoded(text)));
        paths.push(format!("/api/v1/members?q={}&with_total=true&limit=100&with=record", encoded(text)));
        paths.push(format!("/api/v1/members?q={}&sort=-last_contact_on", encoded(text)));
        paths.push(format!("/api/v1/members/counts?q={}", encoded(text)));
        paths.push(format!("/api/v1/people?q={}", encoded(text)));
    }
    paths
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// The same for people to read.
fn decoded(path: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), path.as_bytes());
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).replace("/api/v1", "")
}
