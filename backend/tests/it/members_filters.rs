//! What filters may ask: relations, places, exchanges, relative days; and how a builder learns of it.

use serde_json::{Value, json};

use crate::{
    harness::TestHouse,
    members_fields::one_of_each,
    members_list::{encoded, filtered, made},
};

async fn world(house: &TestHouse) {
    let camille = house.coordinator().await;
    for body in [
        json!({"name": "Joignable", "kind": "association", "status": "active", "commune": "67462", "email": "contact@joignable.example"}),
        json!({"name": "Rejetée", "kind": "association", "status": "active", "commune": "67462"}),
        json!({"name": "Sans rien", "kind": "company", "status": "active", "commune": "68066"}),
    ] {
        let id = made(&camille, body.clone()).await;
        if body["name"] == "Rejetée" {
            let person = json!({"given_name": "Anne", "family_name": "Weiss", "function": "Présidente", "email": "anne@rejetee.example"});
            camille.post(&format!("/members/{id}/contacts"), person).await.ok(201);
        }
        if body["name"] == "Joignable" {
            let visit = json!({"channel": "visit", "direction": "outbound", "on": "2026-11-02", "outcome": "reached"});
            camille.post(&format!("/members/{id}/interactions"), visit).await.ok(201);
        }
        if body["name"] == "Sans rien" {
            let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-02", "outcome": "no_answer"});
            camille.post(&format!("/members/{id}/interactions"), call).await.ok(201);
            let old = json!({"channel": "email", "direction": "inbound", "on": "2026-03-02", "outcome": "reached"});
            camille.post(&format!("/members/{id}/interactions"), old).await.ok(201);
        }
    }
    bounce(house, "anne@rejetee.example").await;
}

async fn bounce(house: &TestHouse, email: &str) {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
    use tables::address;
    let tx = house.house.db.begin().await.unwrap();
    address::Entity::update_many()
        .col_expr(address::Column::Deliverability, Expr::val("bounced"))
        .filter(address::Column::EmailKey.eq(email))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn relations_and_exchanges_are_asked_for_like_fields(house) {
        world(house).await;
        let camille = house.coordinator().await;
        for (tree, found) in [
            (json!({"field": "deliverable_address", "op": "eq", "value": false}), vec!["Rejetée", "Sans rien"]),
            (json!({"field": "deliverable_address", "op": "eq", "value": true}), vec!["Joignable"]),
            (json!({"not": {"field": "deliverable_address", "op": "eq", "value": true}}), vec!["Rejetée", "Sans rien"]),
            (json!({"field": "has_contact", "op": "eq", "value": false}), vec!["Joignable", "Sans rien"]),
            (json!({"field": "contact_function", "op": "contains", "value": "présidente"}), vec!["Rejetée"]),
            (json!({"field": "contact_function", "op": "empty", "value": true}), vec!["Joignable", "Sans rien"]),
            (json!({"field": "commune", "op": "in", "value": ["67462", "67000"]}), vec!["Joignable", "Rejetée"]),
            (json!({"field": "epci", "op": "in", "value": ["200073468", "246700488"]}), vec![]),
            (json!({"field": "epci", "op": "empty", "value": true}), vec![]),
            (json!({"field": "in_territory", "op": "eq", "value": false}), vec!["Joignable", "Rejetée", "Sans rien"]),
            (json!({"field": "met_on", "op": "last_days", "value": 30}), vec!["Joignable"]),
            (json!({"field": "met_on", "op": "in_period", "value": "2026"}), vec!["Joignable"]),
            (json!({"field": "called_on", "op": "empty", "value": false}), vec![]),
            (json!({"field": "written_on", "op": "nothing_since_days", "value": 90}), vec!["Joignable", "Rejetée", "Sans rien"]),
            (json!({"field": "written_on", "op": "empty", "value": false}), vec!["Sans rien"]),
            (json!({"field": "last_contact_on", "op": "nothing_since_days", "value": 90}), vec!["Rejetée", "Sans rien"]),
            (json!({"field": "joined_on", "op": "in_period", "value": "this_year"}), vec!["Joignable", "Rejetée", "Sans rien"]),
            (json!({"field": "created_at", "op": "in_period", "value": "today"}), vec!["Joignable", "Rejetée", "Sans rien"]),
            (json!({"and": [{"field": "kind", "op": "eq", "value": "association"}, {"or": [
                {"field": "last_contact_on", "op": "nothing_since_days", "value": 90}, {"field": "has_contact", "op": "eq", "value": false}]},
                {"not": {"field": "deliverable_address", "op": "eq", "value": false}}]}), vec!["Joignable"]),
        ] {
            assert_eq!(filtered(&camille, tree.clone()).await, found, "{tree}");
        }
        // The commune's own body is found whichever it is today.
        let epci = places::places().commune("67462").unwrap().epci_siren.unwrap();
        assert_eq!(filtered(&camille, json!({"field": "epci", "op": "eq", "value": epci})).await, ["Joignable", "Rejetée"]);
    }

    async fn a_builder_learns_every_field_with_its_operators_and_values(house) {
        let camille = house.coordinator().await;
        one_of_each(&camille).await;
        camille.post("/topics", json!({"name": "Pots de yaourt"})).await.ok(201);
        let told = camille.get("/members/filter-fields").await.ok(200);
        let fields = told["fields"].as_array().unwrap();
        let of = |key: &str| fields.iter().find(|field| field["key"] == key).unwrap_or_else(|| panic!("no {key}"));
        assert_eq!(of("custom.matiere")["choices"][0], json!({"value": "metal", "label": {"fr": "Métal", "en": "Métal"}}));
        assert_eq!((of("custom.matiere")["group"].as_str(), of("custom.matiere")["sortable"].as_bool()), (Some("custom"), Some(true)));
        assert_eq!(of("kind")["label"], json!({"fr": "Type", "en": "Kind"}));
        let topics = of("topic")["choices"].as_array().unwrap();
        assert!(topics.iter().any(|topic| topic["label"]["fr"] == "Pots de yaourt"), "{topics:?}");
        assert_eq!(of("referent")["choices"].as_array().unwrap().len(), 1);
        // Every operator of every field is taken, with a value of the shape it says.
        for field in fields {
            let label = field["label"]["fr"].as_str().unwrap();
            assert!(!label.is_empty() && label != field["key"], "{field}");
            for operator in field["operators"].as_array().unwrap() {
                let one = match field["kind"].as_str().unwrap() {
                    "number" => json!(3),
                    "date" | "instant" => json!("2026-11-23"),
                    "yes_no" => json!(true),
                    "id" => json!("019ab1c2-0000-7000-8000-000000000000"),
                    "choice" => field["choices"][0]["value"].clone(),
                    _ => json!("67462"),
                };
                let value = match operator["takes"].as_str().unwrap() {
                    "many" => json!([one]),
                    "days" => json!(7),
                    "period" => told["periods"][0]["value"].clone(),
                    "yes_no" => json!(true),
                    _ => one,
                };
                let tree = json!({"not": {"field": field["key"], "op": operator["op"], "value": value}});
                camille.get(&format!("/members/counts?filter={}", encoded(&tree.to_string()))).await.ok(200);
            }
        }
        house.machine(&["members:read"]).await.get("/members/filter-fields").await.ok(200);
        let own = made(&camille, json!({"name": "X", "kind": "association"})).await;
        house.manager_of(own).await.get("/members/filter-fields").await.problem(403, "accounts.not_allowed");
    }

    async fn a_tree_that_is_deep_or_wrong_is_refused_by_its_pointer(house) {
        let camille = house.coordinator().await;
        let leaf = json!({"field": "ex_officio", "op": "eq", "value": true});
        let deep = (0..8).fold(leaf.clone(), |inner, _| json!({"and": [inner]}));
        let abyss = format!("{}1{}", r#"{"not":"#.repeat(2000), "}".repeat(2000));
        let wide = json!({"or": (0..100).map(|_| leaf.clone()).collect::<Vec<Value>>()});
        for (text, pointer, code) in [
            (deep.to_string(), "?filter/and/0/and/0/and/0/and/0/and/0/and/0/and/0/and/0", "house.filter_too_large"),
            (abyss, "?filter", "house.filter_too_large"),
            (wide.to_string(), "?filter/or/99", "house.filter_too_large"),
            ("{".to_owned(), "?filter", "house.filter_not_json"),
            ("[]".to_owned(), "?filter", "house.filter_shape"),
            ("null".to_owned(), "?filter", "house.filter_shape"),
            (r#"{"field":"custom.","op":"eq","value":1}"#.to_owned(), "?filter/field", "house.filter_unknown_field"),
            (r#"{"field":"name","op":"eq","value":"x","or":[]}"#.to_owned(), "?filter/or", "house.filter_unknown_key"),
            (r#"{"field":"name","op":"contains","value":{"$gt":""}}"#.to_owned(), "?filter/value", "house.filter_wrong_value"),
            (r#"{"and":[{"field":"name","op":"eq","value":"x"},{"field":"last_contact_on","op":"in_period","value":"soon"}]}"#.to_owned(), "?filter/and/1/value", "house.filter_wrong_value"),
            (r#"{"field":"last_contact_on","op":"nothing_since_days","value":-1}"#.to_owned(), "?filter/value", "house.filter_wrong_value"),
        ] {
            let problem = camille.get(&format!("/members?filter={}", encoded(&text))).await.problem(422, code);
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{}", text.chars().take(80).collect::<String>());
        }
        // Quotes and signs of SQL are only signs.
        let tree = json!({"field": "name", "op": "contains", "value": "'; DROP TABLE member; --%_\\"});
        assert!(filtered(&camille, tree).await.is_empty());
    }

    async fn a_filter_of_many_large_bodies_is_answered(house) {
        let camille = house.coordinator().await;
        world(house).await;
        let own = places::places().commune("67462").unwrap().epci_siren.unwrap();
        let bodies = large_bodies(own);
        assert!(bodies.iter().map(|siren| places::places().communes_of(siren).len()).sum::<usize>() > 6_000);
        let leaf = json!({"field": "epci", "op": "in", "value": bodies});
        let wide = json!({"or": [leaf, leaf, leaf]});
        assert_eq!(filtered(&camille, wide.clone()).await, ["Joignable", "Rejetée"]);
        assert_eq!(filtered(&camille, json!({"not": wide})).await, ["Sans rien"]);
        // Kept, they are counted, many at once: together they name more values than one statement takes.
        for number in 0..4 {
            let segment = camille.post("/segments", json!({"name": format!("Large {number}"), "filter": wide, "shared": true})).await.ok(201);
            assert_eq!(segment["count"], 2);
        }
        let codes: Vec<&str> = places::places().communes().map(|commune| commune.insee_code).take(200).collect();
        let most = json!({"or": vec![json!({"field": "commune", "op": "in", "value": codes}); 10]});
        for number in 0..17 {
            camille.post("/segments", json!({"name": format!("Communes {number}"), "filter": most, "shared": true})).await.ok(201);
        }
        let list = house.reader().await.get("/segments?limit=200").await.ok(200);
        let counts: Vec<u64> = list["items"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).collect();
        assert_eq!((counts.len(), counts.iter().sum::<u64>()), (21, 8), "{counts:?}");
        // More values than a statement takes are refused when they are kept, too.
        let beyond = json!({"or": vec![json!({"field": "commune", "op": "in", "value": codes}); 11]});
        let problem = camille.post("/segments", json!({"name": "X", "filter": beyond})).await.problem(422, "house.filter_too_large");
        assert_eq!(problem["errors"][0]["pointer"], "/filter/or/10");
        assert_eq!(camille.get("/segments?limit=200").await.ok(200)["items"].as_array().unwrap().len(), 21);
    }
}

/// The two hundred bodies with the most communes, the given one among them.
fn large_bodies(own: &'static str) -> Vec<&'static str> {
    let mut sizes: std::collections::BTreeMap<&str, usize> = Default::default();
    for siren in places::places().communes().filter_map(|commune| commune.epci_siren) {
        *sizes.entry(siren).or_default() += 1;
    }
    let mut bodies: Vec<(usize, &str)> = sizes.into_iter().map(|(siren, size)| (size, siren)).collect();
    bodies.sort_unstable_by(|one, other| other.cmp(one));
    let others = bodies.into_iter().map(|(_, siren)| siren).filter(|siren| *siren != own).take(199);
    others.chain([own]).collect()
}
