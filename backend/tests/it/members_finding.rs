//! Finding a member by a few letters or a number: the order of what is found, and who it was found by.

use serde_json::{Value, json};

use crate::{harness::Visitor, members_list::made};

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn found(visitor: &Visitor<'_>, q: &str) -> Vec<Value> {
    visitor.get(&format!("/members?q={}", encoded(q))).await.ok(200)["items"].as_array().unwrap().clone()
}

fn names(cards: &[Value]) -> Vec<&str> {
    cards.iter().map(|card| card["name"].as_str().unwrap()).collect()
}

async fn like_ville(camille: &Visitor<'_>) {
    for name in ["AMAP de Thanvillé", "Club de Villé", "Ville propre", "Ville en fête"] {
        made(camille, json!({"name": name, "kind": "association"})).await;
    }
    made(camille, json!({"name": "Villé", "kind": "commune"})).await;
}

both! {
    async fn the_very_name_comes_first_then_what_begins_so_then_the_rest(house) {
        let camille = house.coordinator().await;
        like_ville(&camille).await;
        made(&camille, json!({"name": "Auberge Birnstiel", "kind": "company", "commune": "67507"})).await;
        let wanted = ["Villé", "Ville en fête", "Ville propre", "Club de Villé", "AMAP de Thanvillé", "Auberge Birnstiel"];
        assert_eq!(names(&found(&camille, "Villé").await), wanted);
        assert_eq!(names(&found(&camille, "villé").await), wanted);
        let by_name = camille.get("/members?q=ville&sort=name").await.ok(200);
        assert_eq!(by_name["items"][0]["name"], "AMAP de Thanvillé");
        camille.get("/members?q=ville&sort=likeness").await.problem(422, "house.unknown_sort");
    }

    async fn a_commune_comes_before_those_that_only_bear_its_name(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Sélestat Vélo", "kind": "association"})).await;
        made(&camille, json!({"name": "Mairie de Sélestat", "kind": "commune", "commune": "67462"})).await;
        assert_eq!(names(&found(&camille, "selestat").await), ["Mairie de Sélestat", "Sélestat Vélo"]);
    }

    async fn the_order_holds_from_page_to_page_in_both_directions(house) {
        let camille = house.coordinator().await;
        like_ville(&camille).await;
        for (sort, reversed) in [("relevance", false), ("-relevance", true)] {
            let mut wanted = vec!["Villé", "Ville en fête", "Ville propre", "Club de Villé", "AMAP de Thanvillé"];
            if reversed {
                wanted.reverse();
            }
            let first = format!("/members?q=ville&limit=2&sort={sort}");
            let (mut path, mut walked) = (first.clone(), Vec::new());
            loop {
                let page = camille.get(&path).await.ok(200);
                walked.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()));
                let Some(cursor) = page["next_cursor"].as_str() else { break };
                path = format!("{first}&cursor={cursor}");
            }
            assert_eq!(walked, wanted, "{sort}");
            let third = camille.get(&format!("/members?q=ville&limit=1&offset=2&sort={sort}")).await.ok(200);
            assert_eq!(third["items"][0]["name"], wanted[2]);
        }
    }

    async fn a_telephone_number_is_found_however_it_is_typed(house) {
        let camille = house.coordinator().await;
        let barr = made(&camille, json!({"name": "Barr", "kind": "commune", "phone": "03 53 01 00 04"})).await;
        let odile = json!({"given_name": "Odile", "family_name": "Kern", "mobile": "06 39 98 00 04"});
        camille.post(&format!("/members/{barr}/contacts"), odile).await.ok(201);
        made(&camille, json!({"name": "Obernai", "kind": "commune", "phone": "03 53 01 00 05"})).await;
        for typed in ["0353010004", "03 53 01 00 04", "03.53.01.00.04", "+33 3 53 01 00 04", "0033353010004", "+33 (0)3 53 01 00 04"] {
            let cards = found(&camille, typed).await;
            assert_eq!(names(&cards), ["Barr"], "{typed}");
            assert_eq!(cards[0]["matched"], Value::Null, "the number is the organisation's");
        }
        let by_mobile = found(&camille, "+33 6 39 98 00 04").await;
        assert_eq!(by_mobile[0]["matched"]["name"], "Odile Kern");
        assert_eq!(names(&found(&camille, "03 53 01").await), ["Barr", "Obernai"]);
    }

    async fn who_was_found_by_a_person_says_which(house) {
        let camille = house.coordinator().await;
        let cigogne = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        for (given, family, function) in [("Jean", "Rotrieder", "Trésorier"), ("Odile", "Kern", "Présidente")] {
            let person = json!({"given_name": given, "family_name": family, "function": function, "email": format!("{}@cigogne.example", family.to_lowercase())});
            camille.post(&format!("/members/{cigogne}/contacts"), person).await.ok(201);
        }
        for q in ["kern", "odile kern", "cigogne odile", "kern@cigogne.example"] {
            let cards = found(&camille, q).await;
            assert_eq!((&cards[0]["name"], &cards[0]["matched"]["name"], &cards[0]["matched"]["function"]), (&json!("La Cigogne"), &json!("Odile Kern"), &json!("Présidente")), "{q}");
        }
        assert_eq!(found(&camille, "cigogne").await[0]["matched"], Value::Null);
        let key = house.machine(&["members:read"]).await;
        assert!(found(&key, "kern").await.iter().all(|card| card["matched"].is_null()), "no people without contacts:read");
    }
}
