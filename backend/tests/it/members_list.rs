//! Finding members: words, filters, order, pages, counts.

use chrono::NaiveDate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use tables::{member, member_topic, topic};
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

pub async fn made(visitor: &Visitor<'_>, body: Value) -> Uuid {
    visitor.post("/members", body).await.ok(201)["id"].as_str().unwrap().parse().unwrap()
}

/// Sets what only exchanges set.
async fn contacted(house: &TestHouse, id: Uuid, last: Option<&str>, due: Option<&str>) {
    let tx = house.house.db.begin().await.unwrap();
    let mut row = member::Entity::find_by_id(id).one(&tx).await.unwrap().unwrap().into_active_model();
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    row.last_contact_on = Set(last.map(day));
    row.contact_due_on = Set(due.map(day));
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn names(visitor: &Visitor<'_>, path: &str) -> Vec<String> {
    let list = visitor.get(path).await.ok(200);
    list["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()).collect()
}

pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

pub async fn filtered(visitor: &Visitor<'_>, tree: Value) -> Vec<String> {
    names(visitor, &format!("/members?filter={}", encoded(&tree.to_string()))).await
}

both! {
    async fn a_search_forgives_case_accents_hyphens_and_saints(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Sainte-Marie-aux-Mines", "kind": "commune"})).await;
        made(&camille, json!({"name": "L’Écrou malin", "kind": "association", "commune": "67462", "siren": "732 829 320", "email": "contact@ecrou.example"})).await;
        for (q, found) in [
            ("STE MARIE", "Sainte-Marie-aux-Mines"),
            ("sainte marie", "Sainte-Marie-aux-Mines"),
            ("mines ste-marie", "Sainte-Marie-aux-Mines"),
            ("ecrou", "L’Écrou malin"),
            ("ÉCROU Sélestat", "L’Écrou malin"),
            ("selestat malin", "L’Écrou malin"),
            ("732829", "L’Écrou malin"),
            ("contact@ecrou.example", "L’Écrou malin"),
        ] {
            assert_eq!(names(&camille, &format!("/members?q={}", encoded(q))).await, [found], "{q}");
        }
        assert!(names(&camille, "/members?q=ecrou+mines").await.is_empty());
        assert_eq!(names(&camille, "/members?q=%25").await.len(), 2, "signs alone are no words");
    }

    async fn few_among_many_come_in_order_and_once(house) {
        let camille = house.coordinator().await;
        let first = made(&camille, json!({"name": "Membre", "kind": "association"})).await;
        let row = member::Entity::find_by_id(first).one(&house.house.db.read).await.unwrap().unwrap();
        // The few stand at the end, but for one.
        let rows = (0..1_400).map(|n: u32| member::Model {
            id: kernel::ids::new_id(),
            name: format!("Membre {n:04}"),
            name_key: format!("membre {n:04}"),
            phone: (n == 3 || n > 1_380).then(|| "0388000000".to_owned()),
            joined_on: (n % 3 > 0).then(|| format!("20{:02}-01-02", n % 19 + 1).parse().unwrap()),
            ..row.clone()
        });
        let tx = house.house.db.begin().await.unwrap();
        platform::many::insert::<member::Entity, _>(&tx, rows.collect()).await.unwrap();
        tx.commit().await.unwrap();
        let few = encoded(&json!({"field": "phone", "op": "eq", "value": "0388000000"}).to_string());
        let mut expected: Vec<u32> = std::iter::once(3).chain(1_381..1_400).collect();
        for sort in ["name", "-name", "joined_on", "-joined_on"] {
            let descending = sort.starts_with('-');
            expected.sort_by_key(|n| {
                let place = i64::from(*n) * if descending { -1 } else { 1 };
                let year = i64::from(n % 19) * if descending { -1 } else { 1 };
                // Who has none comes last, either way.
                if sort.ends_with("name") { (false, 0, place) } else { (n % 3 == 0, if n % 3 == 0 { 0 } else { year }, place) }
            });
            let (mut met, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = camille.get(&format!("/members?filter={few}&sort={sort}&limit=6&with_total=true{cursor}")).await.ok(200);
                assert_eq!(page["total"], 20);
                met.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()));
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(met, expected.iter().map(|n| format!("Membre {n:04}")).collect::<Vec<_>>(), "{sort}");
            let far = names(&camille, &format!("/members?filter={few}&sort={sort}&limit=6&offset=15")).await;
            assert_eq!(far, met[15..], "{sort}");
        }
    }

    async fn a_key_that_sees_no_people_finds_nobody_by_them(house) {
        let camille = house.coordinator().await;
        let cigogne = made(&camille, json!({"name": "La Cigogne", "kind": "association", "email": "bureau@cigogne.example"})).await;
        let odile = json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"});
        camille.post(&format!("/members/{cigogne}/contacts"), odile).await.ok(201);
        let (blind, seeing) = (house.machine(&["members:read"]).await, house.machine(&["members:read", "contacts:read"]).await);
        let words = |text: &str| json!({"field": "words", "op": "contains", "value": text});
        for (asked, both) in [("cigogne", true), ("bureau cigogne", true), ("kern", false), ("cigogne odile", false), ("|", true)] {
            for visitor in [&camille, &seeing] {
                assert_eq!(names(visitor, &format!("/members?q={}", encoded(asked))).await, ["La Cigogne"], "{asked}");
            }
            let found: Vec<&str> = if both { vec!["La Cigogne"] } else { vec![] };
            assert_eq!(names(&blind, &format!("/members?q={}", encoded(asked))).await, found, "{asked}");
            if asked != "|" {
                assert_eq!(filtered(&blind, words(asked)).await, found, "{asked}");
                assert_eq!(filtered(&seeing, words(asked)).await, ["La Cigogne"], "{asked}");
            }
            let counted = blind.get(&format!("/members/counts?q={}", encoded(asked))).await.ok(200);
            assert_eq!(counted["total"], found.len(), "{asked}");
        }
        let alike = |visitor| async move {
            let visitor: &Visitor<'_> = visitor;
            let found = visitor.get("/members/duplicates?email=odile@kern.example").await.ok(200);
            found.as_array().or(found["items"].as_array()).unwrap().len()
        };
        assert_eq!((alike(&blind).await, alike(&seeing).await), (0, 1));
    }

    async fn members_without_a_value_come_last_in_both_directions(house) {
        let camille = house.coordinator().await;
        for (name, last) in [("Un", Some("2026-01-01")), ("Deux", None), ("Trois", Some("2026-03-01")), ("Quatre", None)] {
            let id = made(&camille, json!({"name": name, "kind": "association"})).await;
            contacted(house, id, last, None).await;
        }
        assert_eq!(names(&camille, "/members?sort=last_contact_on").await, ["Un", "Trois", "Deux", "Quatre"]);
        assert_eq!(names(&camille, "/members?sort=-last_contact_on").await, ["Trois", "Un", "Quatre", "Deux"]);
        for sort in ["last_contact_on", "-last_contact_on", "name", "-name", "joined_on", "commune", "-commune", "status", "kind", "-updated_at", "contact_due_on"] {
            let whole = names(&camille, &format!("/members?sort={sort}")).await;
            let (mut walked, mut next) = (Vec::new(), Some(String::new()));
            while let Some(cursor) = next {
                let page = camille.get(&format!("/members?sort={sort}&limit=1&cursor={cursor}")).await.ok(200);
                walked.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()));
                next = page["next_cursor"].as_str().map(str::to_owned);
            }
            assert_eq!(walked, whole, "{sort}");
            for offset in 0..=4 {
                assert_eq!(names(&camille, &format!("/members?sort={sort}&offset={offset}")).await, whole[offset..], "{sort} {offset}");
            }
        }
        camille.get("/members?sort=colour").await.problem(422, "house.unknown_sort");
    }

    async fn a_walk_gives_each_member_once_while_others_insert(house) {
        let camille = house.coordinator().await;
        let mut there = Vec::new();
        for number in 0..12 {
            there.push(made(&camille, json!({"name": format!("Membre {number:02}"), "kind": "association"})).await.to_string());
        }
        let (mut walked, mut next, mut added) = (Vec::new(), Some(String::new()), 0);
        while let Some(cursor) = next {
            let page = camille.get(&format!("/members?limit=5&with_total=true&cursor={cursor}")).await;
            let body = page.ok(200);
            walked.extend(body["items"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned()));
            next = body["next_cursor"].as_str().map(str::to_owned);
            assert_eq!(page.header("link").contains("rel=\"next\""), next.is_some());
            assert_eq!(body["total"], 12 + added);
            for name in ["Aaa", "Membre 03 bis", "Zzz"] {
                made(&camille, json!({"name": name, "kind": "association"})).await;
                added += 1;
            }
        }
        for id in &there {
            assert_eq!(walked.iter().filter(|seen| *seen == id).count(), 1, "{id}");
        }
        let cursor = camille.get("/members?limit=5").await.ok(200)["next_cursor"].as_str().unwrap().to_owned();
        camille.get(&format!("/members?limit=5&kind=company&cursor={cursor}")).await.problem(400, "house.bad_cursor");
        camille.get("/members?cursor=x&offset=1").await.problem(422, "house.cursor_or_offset");
    }

    async fn filters_narrow_the_list_and_its_counts_alike(house) {
        let camille = house.coordinator().await;
        let topic_id = Uuid::now_v7();
        let tx = house.house.db.begin().await.unwrap();
        topic::Entity::insert(topic::ActiveModel { id: Set(topic_id), name: Set("Compost".into()), name_key: Set("compost".into()), position: Set(1), revision: Set(1) })
            .exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        // Today is 23 November 2026, and what is due within 30 days is due soon.
        for (name, status, last, due) in [
            ("Jamais", "active", None, None),
            ("Retard", "active", Some("2026-08-01"), Some("2026-11-01")),
            ("Hier", "active", Some("2026-08-22"), Some("2026-11-22")),
            ("Aujourd’hui", "active", Some("2026-08-23"), Some("2026-11-23")),
            ("Bientôt", "active", Some("2026-09-23"), Some("2026-12-23")),
            ("À jour", "active", Some("2026-09-24"), Some("2026-12-24")),
            ("En pause", "paused", Some("2020-01-01"), Some("2020-04-01")),
        ] {
            let id = made(&camille, json!({"name": name, "kind": "company", "status": status, "commune": "Sélestat"})).await;
            contacted(house, id, last, due).await;
        }
        made(&camille, json!({"name": "Asso", "kind": "association", "topics": [topic_id]})).await;
        for (query, found) in [
            ("follow_up=never", vec!["Jamais"]),
            ("follow_up=overdue", vec!["Hier", "Retard"]),
            ("follow_up=soon", vec!["Aujourd’hui", "Bientôt"]),
            ("follow_up=ok", vec!["À jour"]),
            ("follow_up=ok,never", vec!["À jour", "Jamais"]),
            ("status=paused,prospect", vec!["Asso", "En pause"]),
            ("kind=association", vec!["Asso"]),
            ("commune=67462&status=paused", vec!["En pause"]),
            ("commune=selestat&status=paused", vec!["En pause"]),
            (&format!("topic={topic_id}"), vec!["Asso"]),
            ("ex_officio=true", vec![]),
            ("archived=true", vec![]),
            ("referent=me", vec![]),
        ] {
            assert_eq!(names(&camille, &format!("/members?{query}")).await, found, "{query}");
            let counts = camille.get(&format!("/members/counts?{query}")).await.ok(200);
            assert_eq!(counts["total"], found.len(), "{query}");
        }
        let counts = camille.get("/members/counts").await.ok(200);
        assert_eq!(counts["follow_up"], json!({"ok": 1, "soon": 2, "overdue": 2, "never": 1}));
        assert_eq!((counts["kind"]["company"].as_u64(), counts["status"]["paused"].as_u64()), (Some(7), Some(1)));
        let card = camille.get("/members?q=retard").await.ok(200);
        assert_eq!((card["items"][0]["follow_up"].as_str(), card["items"][0]["commune"]["name"].as_str()), (Some("overdue"), Some("Sélestat")));
        for (query, pointer) in [("kind=town", "?kind"), ("follow_up=late", "?follow_up"), ("topic=x", "?topic"), ("referent=x", "?referent")] {
            let problem = camille.get(&format!("/members?{query}")).await.problem(422, "house.wrong_parameter");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        member_topic::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
    }

    async fn a_filter_tree_selects_and_its_not_gives_the_others(house) {
        let camille = house.coordinator().await;
        let one = made(&camille, json!({"name": "Épicerie du Ried", "kind": "company", "size": "small", "status": "active", "since": "2015"})).await;
        made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        contacted(house, one, Some("2026-08-01"), Some("2026-11-01")).await;
        for tree in [
            json!({"field": "name", "op": "contains", "value": "EPICERIE"}),
            json!({"field": "kind", "op": "eq", "value": "company"}),
            json!({"field": "joined_on", "op": "before", "value": "2016-01-01"}),
            json!({"field": "last_contact_on", "op": "older_than_days", "value": 90}),
            json!({"field": "last_contact_on", "op": "empty", "value": false}),
            json!({"field": "follow_up", "op": "eq", "value": "overdue"}),
            json!({"field": "follow_up", "op": "empty", "value": false}),
            json!({"field": "words", "op": "contains", "value": "ried epicerie"}),
            json!({"and": [{"field": "size", "op": "in", "value": ["small", "large"]}, {"field": "updated_at", "op": "within_days", "value": 1}]}),
        ] {
            assert_eq!(filtered(&camille, tree.clone()).await, ["Épicerie du Ried"], "{tree}");
            assert_eq!(filtered(&camille, json!({"not": tree})).await, ["La Cigogne"], "not {tree}");
        }
        assert_eq!(filtered(&camille, json!({"field": "topic", "op": "empty", "value": true})).await.len(), 2);
        let tree = encoded(&json!({"and": [{"field": "colour", "op": "eq", "value": 1}]}).to_string());
        let problem = camille.get(&format!("/members?filter={tree}")).await.problem(422, "house.filter_unknown_field");
        assert_eq!(problem["errors"][0]["pointer"], "?filter/and/0/field");
    }

    async fn what_changed_just_before_is_told_once_more(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Ancien", "kind": "association"})).await;
        assert_eq!(names(&camille, "/members?updated_since=2026-11-23T09:00:10Z").await, ["Ancien"]);
        assert!(names(&camille, "/members?updated_since=2026-11-23T09:00:10.001Z").await.is_empty());
    }

    async fn who_keeps_a_copy_learns_of_what_was_archived(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Ancien", "kind": "association"})).await;
        let gone = made(&camille, json!({"name": "Parti", "kind": "association"})).await;
        house.advance(chrono::TimeDelta::minutes(1));
        camille.delete(&format!("/members/{gone}")).await.ok(204);
        made(&camille, json!({"name": "Nouveau", "kind": "association"})).await;
        assert_eq!(names(&camille, "/members?updated_since=2026-11-23T09:01:00Z").await, ["Parti", "Nouveau"]);
        assert_eq!(names(&camille, "/members").await, ["Ancien", "Nouveau"]);
        assert_eq!(names(&camille, "/members?archived=true").await, ["Parti"]);
    }

    async fn a_member_organisation_lists_and_counts_only_its_own(house) {
        let camille = house.coordinator().await;
        let own = made(&camille, json!({"name": "Les nôtres", "kind": "association", "status": "active"})).await;
        made(&camille, json!({"name": "Les autres", "kind": "association"})).await;
        let mireille = house.manager_of(own).await;
        assert_eq!(names(&mireille, "/members").await, ["Les nôtres"]);
        let counts = mireille.get("/members/counts").await.ok(200);
        assert_eq!((counts["total"].as_u64(), counts["follow_up"].is_null()), (Some(1), true));
        mireille.get("/members?follow_up=never").await.problem(422, "members.staff_filter");
        mireille.get("/members?sort=contact_due_on").await.problem(422, "house.unknown_sort");
        mireille.get("/members/duplicates?name=autres").await.problem(403, "accounts.not_allowed");
        house.anyone().get("/members?limit=nonsense").await.problem(401, "accounts.sign_in_needed");
    }

    async fn members_of_a_past_day_come_from_the_history(house) {
        let alix = house.administrator().await;
        for (name, kind, since) in [("A", "association", "2014"), ("B", "association", "2015-06"), ("C", "company", "2016-12-31"), ("D", "company", "2017-01-01")] {
            made(&alix, json!({"name": name, "kind": kind, "status": "active", "since": since})).await;
        }
        made(&alix, json!({"name": "E", "kind": "commune"})).await;
        let left = made(&alix, json!({"name": "F", "kind": "public_body", "status": "active", "since": "2014-01-15"})).await;
        alix.post(&format!("/members/{left}/status"), json!({"status": "left", "since": "2016-12-31"})).await.ok(200);
        for (day, total, association, company, public_body) in [
            ("2013-12-31", 0, 0, 0, 0),
            ("2014-12-31", 2, 1, 0, 1),
            ("2015-12-31", 3, 2, 0, 1),
            ("2016-12-30", 3, 2, 0, 1),
            ("2016-12-31", 3, 2, 1, 0),
            ("2017-12-31", 4, 2, 2, 0),
        ] {
            let counts = alix.get(&format!("/members/counts?on={day}")).await.ok(200);
            let of = |kind: &str| counts["kind"][kind].as_u64().unwrap();
            assert_eq!((counts["total"].as_u64().unwrap(), of("association"), of("company"), of("public_body")), (total, association, company, public_body), "{day}");
        }
        let counts = alix.get("/members/counts?on=2016-12-31&kind=company").await.ok(200);
        assert_eq!((counts["total"].as_u64(), counts["status"]["active"].as_u64()), (Some(1), Some(1)));
    }

    async fn archiving_rewrites_no_past(house) {
        let camille = house.coordinator().await;
        let gone = made(&camille, json!({"name": "Dissoute", "kind": "association", "status": "active", "since": "2015"})).await;
        camille.delete(&format!("/members/{gone}")).await.ok(204);
        house.advance(chrono::TimeDelta::days(2));
        let camille = house.coordinator().await;
        let total = |day: &'static str| { let camille = camille.clone(); async move { camille.get(&format!("/members/counts?on={day}")).await.ok(200)["total"].clone() } };
        assert_eq!((total("2015-12-31").await, total("2026-11-22").await), (json!(1), json!(1)));
        assert_eq!((total("2026-11-23").await, total("2026-11-24").await), (json!(0), json!(0)));
        assert_eq!(camille.get("/members/counts?on=2015-12-31&archived=false").await.ok(200)["total"], 0);
    }

    async fn what_is_being_typed_is_compared_with_what_is_there(house) {
        let camille = house.coordinator().await;
        let there = made(&camille, json!({"name": "Repair Café Les Vieux Rabots", "kind": "association", "commune": "67462", "siren": "732829320", "email": "Bonjour@Rabots.example"})).await;
        made(&camille, json!({"name": "Repair Café Les Vieux Rabots", "kind": "association", "commune": "67051"})).await;
        for (query, reason) in [
            ("siren=732+829+320", "identifier"),
            ("siret=73282932000074", ""),
            ("email=bonjour@rabots.example", "email"),
            ("name=REPAIR-CAFE+vieux+rabot&commune=Selestat", "name"),
            ("name=Association+repaircafe+les+vieux+rabots&commune=67462", "name"),
            ("name=Re&commune=67462", ""),
            ("name=Menuiserie+Brennhof&commune=67462", ""),
            ("siren=12", ""),
        ] {
            let found = camille.get(&format!("/members/duplicates?{query}")).await.ok(200);
            let first = found["items"].as_array().unwrap().first();
            assert_eq!(first.map_or("", |one| one["reason"].as_str().unwrap()), reason, "{query}");
            if let Some(first) = first {
                assert_eq!(first["member"]["id"], there.to_string(), "{query}");
            }
        }
        let both = camille.get("/members/duplicates?name=Repair+Caf%C3%A9+Les+Vieux+Rabots").await.ok(200);
        assert_eq!(both["items"].as_array().unwrap().len(), 2);
        let others = camille.get(&format!("/members/duplicates?siren=732829320&except={there}")).await.ok(200);
        assert!(others["items"].as_array().unwrap().is_empty());
    }
}

/// On PostgreSQL what began first may end last: whoever keeps a copy misses nothing of it. On SQLite writers follow
/// one another.
#[actix_web::test]
async fn who_keeps_a_copy_misses_nothing_of_what_is_still_being_written_on_postgres() {
    let house = TestHouse::open(crate::harness::Engine::Postgres).await;
    let camille = house.coordinator().await;
    let slow = made(&camille, json!({"name": "Lent", "kind": "association"})).await;
    let quick = made(&camille, json!({"name": "Vif", "kind": "association"})).await;
    house.advance(chrono::TimeDelta::minutes(1));
    let work = house.house.begin(&house.by_house()).await.unwrap();
    house.advance(chrono::TimeDelta::seconds(30));
    camille.patch(&format!("/members/{quick}"), 1, json!({"street": "1 rue Haute"})).await.ok(200);
    let since = |instant: &str| format!("/members?updated_since={instant}");
    // Told now, it would make a mark that is later than what is still to come.
    assert!(names(&camille, &since("2026-11-23T09:01:00Z")).await.is_empty());
    let mut row = member::Entity::find_by_id(slow).one(work.tx()).await.unwrap().unwrap().into_active_model();
    row.updated_at = Set(work.now);
    row.revision = Set(2);
    member::Entity::update(row).exec(work.tx()).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(names(&camille, &since("2026-11-23T09:01:00Z")).await, ["Lent", "Vif"]);
    house.close().await;
}
