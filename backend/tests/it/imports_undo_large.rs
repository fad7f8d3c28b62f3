//! Undoing an import that is too large to be waited for: a job does it, as a whole or not at all.

use std::{
    collections::BTreeSet,
    fmt::Write,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::member;

use crate::{
    harness::{TestHouse, Visitor},
    imports_commit::{commit, dump, try_commit},
    imports_undo::{MOVING, undo},
    imports_world::{counts, dry_run_of, path},
};

/// More than are written, or taken back, while the caller waits.
const ROWS: usize = 2_100;
/// So many of them are members already.
const KNOWN: usize = 300;

/// Committed, as far as it is to be: the job is done.
async fn large(house: &TestHouse, visitor: &Visitor<'_>, text: &str) -> Value {
    let import = dry_run_of(visitor, text).await;
    assert_eq!(try_commit(visitor, &import).await.ok(200)["state"], "committing");
    house.work_off().await;
    let done = visitor.get(&path(&import)).await.ok(200);
    assert_eq!(done["state"], "committed", "{}", done["problem"]);
    done
}

async fn member_of(visitor: &Visitor<'_>, import: &Value, number: u64) -> String {
    let row = visitor.get(&format!("{}/rows?number={number}", path(import))).await.ok(200)["items"][0].clone();
    row["member"]["id"].as_str().unwrap().to_owned()
}

both! {
    async fn a_large_undo_is_done_after_the_answer_and_gives_everything_back(house) {
        let camille = house.coordinator().await;
        let mut known = String::from("Structure;Type;Contact;Mél;Dernier contact\n");
        let mut all = String::from("Structure;Type;Contact;Mél;Dernier contact;Site;Thématiques\n");
        for number in 0..ROWS {
            if number < KNOWN {
                writeln!(known, "Amicale {number};Association;;a{number}@amis.example;12/10/2026").unwrap();
            }
            writeln!(all, "Amicale {number};Association;Anne MURR;a{number}@amis.example;12/11/2026;https://a{number}.example;Vannerie").unwrap();
        }
        commit(&camille, &dry_run_of(&camille, &known).await).await;
        let before = dump(house, &MOVING).await;
        let import = large(house, &camille, &all).await;
        assert_eq!(counts(&import)[1..3], [(ROWS - KNOWN) as u64, KNOWN as u64]);
        assert_ne!(dump(house, &MOVING).await, before);

        let begun = undo(&camille, &import, "").await.ok(200);
        assert_eq!((begun["state"].as_str(), begun["abilities"]["undo"]["allowed"].as_bool()), (Some("undoing"), Some(false)));
        undo(&camille, &import, "").await.problem(409, "imports.busy");
        assert_eq!(camille.get("/imports").await.ok(200)["items"][0]["state"], "undoing");
        let done = AtomicBool::new(false);
        let undoing = async {
            house.work_off().await;
            done.store(true, Ordering::Relaxed);
        };
        let watching = async {
            let mut seen = BTreeSet::new();
            while !done.load(Ordering::Relaxed) {
                let members = camille.get("/members?with_total=true&limit=1").await.ok(200)["total"].clone();
                let now = camille.get(&path(&import)).await.ok(200);
                if now["state"] == "undoing" && !now["progress"].is_null() {
                    assert_eq!(now["progress"]["total"], ROWS);
                    seen.insert(now["progress"]["done"].as_u64().unwrap());
                    assert_eq!(members, ROWS, "all or nothing");
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            seen
        };
        let ((), seen) = futures_util::future::join(undoing, watching).await;
        assert!(seen.iter().any(|done| (500..ROWS as u64).contains(done)), "{seen:?}");

        let undone = camille.get(&path(&import)).await.ok(200);
        assert_eq!((&undone["state"], &undone["problem"], &undone["progress"]), (&json!("undone"), &Value::Null, &Value::Null));
        let after = dump(house, &MOVING).await;
        let gone: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
        let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
        assert!(gone.is_empty() && new.is_empty(), "{gone:#?}\n{new:#?}");
        undo(&camille, &import, "").await.problem(409, "imports.undone");
    }

    async fn a_large_undo_that_is_refused_does_nothing_and_says_why(house) {
        let camille = house.coordinator().await;
        let rows: String = (0..ROWS).map(|number| format!("Amicale {number};Association\n")).collect();
        let import = large(house, &camille, &format!("Structure;Type\n{rows}")).await;
        // One in the first bundle, one in a later one.
        let (first, later) = (member_of(&camille, &import, 3).await, member_of(&camille, &import, 1_900).await);
        camille.patch(&format!("/members/{first}"), 1, json!({"description": "Compost"})).await.ok(200);
        let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached"});
        camille.post(&format!("/members/{later}/interactions"), call).await.ok(201);
        let everything = dump(house, &[]).await;

        assert_eq!(undo(&camille, &import, "").await.ok(200)["state"], "undoing");
        house.work_off().await;
        let refused = camille.get(&path(&import)).await.ok(200);
        assert_eq!((refused["state"].as_str(), refused["abilities"]["undo"]["allowed"].as_bool()), (Some("committed"), Some(true)));
        assert!(refused["problem"].as_str().unwrap().contains("2 fiches"), "{}", refused["problem"]);
        let reasons: Vec<&str> = refused["undo_refusal"]["reasons"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert_eq!((refused["undo_refusal"]["blocked"].as_u64(), reasons.len()), (Some(2), 2));
        assert!(reasons[0].starts_with("Ligne 3, ") && reasons[0].contains("Camille Rotrieder a modifié"), "{reasons:?}");
        assert!(reasons[1].starts_with("Ligne 1900, ") && reasons[1].contains("un échange a été noté"), "{reasons:?}");
        assert_eq!(dump(house, &[]).await, everything, "nothing was done");

        assert_eq!(undo(&camille, &import, "?partial=true").await.ok(200)["state"], "undoing");
        house.work_off().await;
        let undone = camille.get(&path(&import)).await.ok(200);
        assert_eq!((&undone["state"], &undone["undo_refusal"]), (&json!("undone"), &Value::Null));
        assert!(undone["problem"].as_str().unwrap().starts_with('2'), "{}", undone["problem"]);
        let kept = camille.get(&format!("{}/rows?outcome=kept", path(&import))).await.ok(200);
        assert_eq!((&undone["counts"]["kept"], kept["items"][0]["number"].as_u64(), kept["items"][1]["number"].as_u64()), (&json!(2), Some(3), Some(1_900)));
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 2);
    }
}
