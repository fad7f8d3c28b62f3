//! Fields that the club makes for its members: made, changed, archived; their values everywhere the record is.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    imports_world::{dry_run_of, path, rows},
    members_list::{encoded, filtered, made, names},
};

pub async fn field(visitor: &Visitor<'_>, body: Value) -> Value {
    visitor.post("/member-fields", body).await.ok(201)
}

async fn page(visitor: &Visitor<'_>, id: Uuid) -> Value {
    visitor.get(&format!("/members/{id}")).await.ok(200)
}

fn path_of(field: &Value) -> String {
    format!("/member-fields/{}", field["id"].as_str().unwrap())
}

/// One field of each kind.
pub async fn one_of_each(visitor: &Visitor<'_>) {
    for body in [
        json!({"name": "Slogan", "kind": "text", "visibility": "public"}),
        json!({"name": "Nombre de gobelets", "kind": "number", "visibility": "member"}),
        json!({"name": "Dernière visite du broyeur", "kind": "date"}),
        json!({"name": "Matière", "kind": "choice", "choices": [{"name": "Métal"}, {"name": "Plastique"}, {"name": "Bois"}]}),
        json!({"name": "Prête des gobelets", "kind": "yes_no", "visibility": "member"}),
    ] {
        field(visitor, body).await;
    }
}

pub async fn three_members(house: &TestHouse) -> [Uuid; 3] {
    let camille = house.coordinator().await;
    one_of_each(&camille).await;
    let values = [
        json!({"slogan": "Réparer plutôt que jeter", "nombre_de_gobelets": "1 250,5", "derniere_visite_du_broyeur": "2026-11-20", "matiere": "plastique", "prete_des_gobelets": "oui"}),
        json!({"slogan": "À table", "nombre_de_gobelets": 40, "matiere": "Métal", "prete_des_gobelets": false, "derniere_visite_du_broyeur": "15/03/2025"}),
        json!({}),
    ];
    let mut ids = [Uuid::nil(); 3];
    for ((id, custom), name) in ids.iter_mut().zip(values).zip(["Un", "Deux", "Trois"]) {
        *id = made(&camille, json!({"name": name, "kind": "association", "custom": custom})).await;
    }
    ids
}

both! {
    async fn a_field_is_made_renamed_moved_archived_and_taken_back(house) {
        let camille = house.coordinator().await;
        one_of_each(&camille).await;
        let list = camille.get("/member-fields").await.ok(200);
        let keys: Vec<&str> = list["items"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["slogan", "nombre_de_gobelets", "derniere_visite_du_broyeur", "matiere", "prete_des_gobelets"]);
        let choice = list["items"][3].clone();
        assert_eq!(choice["choices"][0], json!({"id": "metal", "name": "Métal"}));
        // The key stays whatever the name becomes.
        let renamed = camille.patch(&path_of(&choice), 1, json!({"name": "Matériau", "position": 1})).await.ok(200);
        assert_eq!((renamed["key"].as_str(), renamed["position"].as_i64(), renamed["revision"].as_i64()), (Some("matiere"), Some(1), Some(2)));
        let list = camille.get("/member-fields").await.ok(200);
        let order: Vec<(&str, i64)> = list["items"].as_array().unwrap().iter().map(|field| (field["key"].as_str().unwrap(), field["position"].as_i64().unwrap())).collect();
        assert_eq!(order, [("matiere", 1), ("slogan", 2), ("nombre_de_gobelets", 3), ("derniere_visite_du_broyeur", 4), ("prete_des_gobelets", 5)]);
        camille.patch(&path_of(&choice), 1, json!({"name": "X"})).await.problem(412, "house.stale");
        // Another field may have the first name; its key is another.
        let other = field(&camille, json!({"name": "Matière", "kind": "text"})).await;
        assert_eq!((other["key"].as_str(), other["visibility"].as_str()), (Some("matiere_2"), Some("staff")));
        camille.post("/member-fields", json!({"name": "MATÉRIAU", "kind": "text"})).await.problem(409, "members.field_exists");
        camille.delete(&path_of(&other)).await.ok(204);
        camille.delete(&path_of(&other)).await.problem(409, "members.field_archived");
        camille.patch(&path_of(&other), 2, json!({"name": "X"})).await.problem(409, "members.field_archived");
        assert_eq!(camille.get("/member-fields?archived=true").await.ok(200)["items"][0]["key"], "matiere_2");
        assert_eq!(camille.get("/member-fields").await.ok(200)["items"].as_array().unwrap().len(), 5);
        camille.post(&format!("{}/restore", path_of(&other)), json!({})).await.ok(200);
        camille.post(&format!("{}/restore", path_of(&other)), json!({})).await.problem(409, "members.field_not_archived");
        assert_eq!(camille.get("/member-fields").await.ok(200)["items"].as_array().unwrap().len(), 6);
    }

    async fn a_form_that_does_not_fit_is_told_by_its_pointer(house) {
        let camille = house.coordinator().await;
        for (body, pointer) in [
            (json!({"kind": "text"}), "/name"),
            (json!({"name": "  ", "kind": "text"}), "/name"),
            (json!({"name": "x".repeat(81), "kind": "text"}), "/name"),
            (json!({"name": "X", "kind": "colour"}), "/kind"),
            (json!({"name": "X", "kind": "choice"}), "/choices"),
            (json!({"name": "X", "kind": "text", "choices": [{"name": "A"}]}), "/choices"),
            (json!({"name": "X", "kind": "choice", "choices": [{"name": "A"}, {"name": "à"}]}), "/choices/1/name"),
            (json!({"name": "X", "kind": "choice", "choices": [{"id": "a", "name": "A"}]}), "/choices/0/id"),
            (json!({"name": "X", "kind": "text", "key": "x"}), "/key"),
            (json!({"name": "X\u{0}", "kind": "text"}), "/name"),
        ] {
            let problem = camille.post("/member-fields", body.clone()).await.ok(422);
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        let made = field(&camille, json!({"name": "X", "kind": "choice", "choices": [{"name": "A"}]})).await;
        for changes in [json!({"kind": "text"}), json!({"key": "y"}), json!({"name": null}), json!({"choices": []}), json!({"position": 0})] {
            camille.patch(&path_of(&made), 1, changes).await.ok(422);
        }
        house.reader().await.post("/member-fields", json!({"name": "Y", "kind": "text"})).await.problem(403, "accounts.not_allowed");
        house.machine(&["members:write"]).await.post("/member-fields", json!({"name": "Y", "kind": "text"})).await.problem(403, "accounts.not_allowed");
    }

    async fn values_belong_to_the_record(house) {
        let [one, two, _] = three_members(house).await;
        let camille = house.coordinator().await;
        let page_of_one = page(&camille, one).await;
        assert_eq!(page_of_one["custom"], json!({"slogan": "Réparer plutôt que jeter", "nombre_de_gobelets": 1250.5,
            "derniere_visite_du_broyeur": "2026-11-20", "matiere": "plastique", "prete_des_gobelets": true}));
        let list = camille.get("/members?sort=-name").await.ok(200);
        assert_eq!(list["items"][0]["custom"]["nombre_de_gobelets"], 1250.5);
        // Absent ones stay, null clears, one revision for all.
        let changed = camille.patch(&format!("/members/{one}"), 1, json!({"street": "1 rue Haute", "custom": {"matiere": "bois", "slogan": null}})).await.ok(200);
        assert_eq!((changed["revision"].as_i64(), changed["custom"]["matiere"].as_str(), changed["custom"]["slogan"].is_null(), changed["custom"]["prete_des_gobelets"].as_bool()),
            (Some(2), Some("bois"), true, Some(true)));
        assert_eq!(camille.patch(&format!("/members/{one}"), 2, json!({"custom": {"matiere": "Bois"}})).await.ok(200)["revision"], 2);
        let audit = camille.get(&format!("/members/{one}/audit")).await.ok(200);
        let told = audit["items"][0]["changes"].as_array().unwrap();
        assert!(told.contains(&json!({"field": "custom.matiere", "before": "Plastique", "after": "Bois"})), "{told:?}");
        assert!(told.contains(&json!({"field": "custom.slogan", "before": "Réparer plutôt que jeter", "after": null})), "{told:?}");
        let wrong = json!({"custom": {"matiere": "verre", "nombre_de_gobelets": "beaucoup", "prete_des_gobelets": 3, "derniere_visite_du_broyeur": "2026", "slogan": ["x"], "inconnu": 1}});
        let problem = camille.patch(&format!("/members/{two}"), 1, wrong).await.problem(422, "house.invalid");
        let mut pointers: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/custom/derniere_visite_du_broyeur", "/custom/inconnu", "/custom/matiere", "/custom/nombre_de_gobelets", "/custom/prete_des_gobelets", "/custom/slogan"]);
        let problem = camille.post("/members", json!({"name": "X", "kind": "company", "custom": {"inconnu": 1}})).await.problem(422, "members.field_unknown");
        assert_eq!(problem["errors"][0]["pointer"], "/custom/inconnu");
        camille.post("/members", json!({"name": "X", "kind": "company", "custom": [1]})).await.ok(422);
    }

    async fn members_see_their_own_and_what_is_not_the_teams(house) {
        let [one, ..] = three_members(house).await;
        let mireille = house.manager_of(one).await;
        let custom = page(&mireille, one).await["custom"].clone();
        assert_eq!(custom, json!({"slogan": "Réparer plutôt que jeter", "nombre_de_gobelets": 1250.5, "prete_des_gobelets": true}));
        let fields = mireille.get("/member-fields").await.ok(200);
        let keys: Vec<&str> = fields["items"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["slogan", "nombre_de_gobelets", "prete_des_gobelets"]);
        assert!(fields["items"][0]["used_by"].is_null());
        mireille.get("/members?sort=custom.nombre_de_gobelets").await.ok(200);
        mireille.get("/members?sort=custom.matiere").await.problem(422, "house.unknown_sort");
        let key = house.machine(&["members:read"]).await;
        assert_eq!(page(&key, one).await["custom"]["matiere"], "plastique");
        assert_eq!(key.get("/member-fields").await.ok(200)["items"][3]["used_by"], 2);
    }

    async fn values_are_filtered_and_sorted_like_any_other(house) {
        three_members(house).await;
        let camille = house.coordinator().await;
        for (tree, found) in [
            (json!({"field": "custom.slogan", "op": "contains", "value": "REPARER"}), vec!["Un"]),
            (json!({"field": "custom.slogan", "op": "eq", "value": "À table"}), vec!["Deux"]),
            (json!({"field": "custom.slogan", "op": "eq", "value": "a table"}), vec![]),
            (json!({"field": "custom.nombre_de_gobelets", "op": "gt", "value": 40}), vec!["Un"]),
            (json!({"field": "custom.nombre_de_gobelets", "op": "gte", "value": 40}), vec!["Deux", "Un"]),
            (json!({"field": "custom.nombre_de_gobelets", "op": "in", "value": [1250.5, 3]}), vec!["Un"]),
            (json!({"field": "custom.derniere_visite_du_broyeur", "op": "last_days", "value": 90}), vec!["Un"]),
            (json!({"field": "custom.derniere_visite_du_broyeur", "op": "nothing_since_days", "value": 90}), vec!["Deux", "Trois"]),
            (json!({"field": "custom.derniere_visite_du_broyeur", "op": "in_period", "value": "last_year"}), vec!["Deux"]),
            (json!({"field": "custom.matiere", "op": "in", "value": ["metal", "bois"]}), vec!["Deux"]),
            (json!({"field": "custom.matiere", "op": "ne", "value": "metal"}), vec!["Trois", "Un"]),
            (json!({"field": "custom.prete_des_gobelets", "op": "eq", "value": true}), vec!["Un"]),
            (json!({"not": {"field": "custom.prete_des_gobelets", "op": "eq", "value": true}}), vec!["Deux", "Trois"]),
            (json!({"field": "custom.matiere", "op": "empty", "value": true}), vec!["Trois"]),
            (json!({"field": "custom.matiere", "op": "empty", "value": false}), vec!["Deux", "Un"]),
        ] {
            assert_eq!(filtered(&camille, tree.clone()).await, found, "{tree}");
        }
        for (tree, code) in [
            (json!({"field": "custom.nothing", "op": "eq", "value": 1}), "house.filter_unknown_field"),
            (json!({"field": "custom.matiere", "op": "eq", "value": "Métal"}), "house.filter_wrong_value"),
            (json!({"field": "custom.nombre_de_gobelets", "op": "contains", "value": "1"}), "house.filter_unknown_op"),
        ] {
            camille.get(&format!("/members?filter={}", encoded(&tree.to_string()))).await.problem(422, code);
        }
        // What is archived has values too, and stands nowhere in the list.
        for (name, value) in [("Zéro", json!({"nombre_de_gobelets": 1, "slogan": "Adieu", "matiere": "metal"})), ("Rien", json!({}))] {
            let id = made(&camille, json!({"name": name, "kind": "association", "custom": value})).await;
            camille.delete(&format!("/members/{id}")).await.ok(204);
        }
        for (sort, order) in [
            ("custom.slogan", ["Deux", "Un", "Trois"]),
            ("custom.nombre_de_gobelets", ["Deux", "Un", "Trois"]),
            ("-custom.nombre_de_gobelets", ["Un", "Deux", "Trois"]),
            ("custom.derniere_visite_du_broyeur", ["Deux", "Un", "Trois"]),
            ("custom.matiere", ["Deux", "Un", "Trois"]),
            ("-custom.prete_des_gobelets", ["Un", "Deux", "Trois"]),
        ] {
            assert_eq!(names(&camille, &format!("/members?sort={sort}")).await, order, "{sort}");
            let (mut walked, mut next) = (Vec::new(), Some(String::new()));
            while let Some(cursor) = next {
                let page = camille.get(&format!("/members?sort={sort}&limit=1&with_total=true&cursor={cursor}")).await.ok(200);
                assert_eq!(page["total"], 3);
                walked.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()));
                next = page["next_cursor"].as_str().map(str::to_owned);
            }
            assert_eq!(walked, order, "{sort}");
            for offset in 0..=3 {
                assert_eq!(names(&camille, &format!("/members?sort={sort}&offset={offset}")).await, order[offset..], "{sort} {offset}");
            }
        }
        // A filter and a sort by fields of the club, together.
        let tree = encoded(&json!({"field": "custom.prete_des_gobelets", "op": "empty", "value": false}).to_string());
        assert_eq!(names(&camille, &format!("/members?sort=-custom.matiere&filter={tree}")).await, ["Un", "Deux"]);
        camille.get("/members?sort=custom.nothing").await.problem(422, "house.unknown_sort");
    }

    async fn a_choice_keeps_its_id_and_one_in_use_stays(house) {
        let [one, two, three] = three_members(house).await;
        let camille = house.coordinator().await;
        let list = camille.get("/member-fields").await.ok(200);
        let choice = list["items"][3].clone();
        let left_out = json!({"choices": [{"id": "plastique", "name": "Plastique"}, {"id": "bois", "name": "Bois"}]});
        let problem = camille.patch(&path_of(&choice), 1, left_out).await.problem(409, "members.choice_in_use");
        assert_eq!(problem["choice"], json!({"id": "metal", "name": "Métal", "used_by": 1}));
        let new = json!({"choices": [{"id": "plastique", "name": "Plastique recyclé"}, {"name": "Verre"}, {"id": "metal", "name": "Métal"}]});
        let changed = camille.patch(&path_of(&choice), 1, new).await.ok(200);
        assert_eq!(changed["choices"], json!([{"id": "plastique", "name": "Plastique recyclé"}, {"id": "verre", "name": "Verre"}, {"id": "metal", "name": "Métal"}]));
        // The order of the choices is the order of the list.
        camille.patch(&format!("/members/{three}"), 1, json!({"custom": {"matiere": "verre"}})).await.ok(200);
        assert_eq!(names(&camille, "/members?sort=custom.matiere").await, ["Un", "Trois", "Deux"]);
        assert_eq!((page(&camille, one).await["custom"]["matiere"].as_str(), page(&camille, two).await["custom"]["matiere"].as_str()), (Some("plastique"), Some("metal")));
    }

    async fn a_field_that_is_archived_is_as_if_it_were_not_there(house) {
        let [one, ..] = three_members(house).await;
        let camille = house.coordinator().await;
        let list = camille.get("/member-fields").await.ok(200);
        let path = path_of(&list["items"][4]);
        camille.delete(&path).await.ok(204);
        assert!(page(&camille, one).await["custom"]["prete_des_gobelets"].is_null());
        let tree = encoded(&json!({"field": "custom.prete_des_gobelets", "op": "eq", "value": true}).to_string());
        camille.get(&format!("/members?filter={tree}")).await.problem(422, "house.filter_unknown_field");
        camille.patch(&format!("/members/{one}"), 1, json!({"custom": {"prete_des_gobelets": false}})).await.problem(422, "members.field_unknown");
        camille.post(&format!("{path}/restore"), json!({})).await.ok(200);
        assert_eq!(page(&camille, one).await["custom"]["prete_des_gobelets"], true);
    }

    async fn many_values_change_together_and_are_undone_together(house) {
        let ids = three_members(house).await;
        let camille = house.coordinator().await;
        let changes: Vec<Value> = ids.iter().map(|id| json!({"id": id, "revision": 1, "set": {"custom": {"prete_des_gobelets": "x", "slogan": "Le même", "matiere": null}}})).collect();
        let done = camille.post("/members/changes", json!({"changes": changes})).await.ok(200);
        for id in ids {
            let custom = page(&camille, id).await["custom"].clone();
            assert_eq!((custom["prete_des_gobelets"].as_bool(), custom["slogan"].as_str(), custom["matiere"].is_null()), (Some(true), Some("Le même"), true));
        }
        let refused = camille.post("/members/changes", json!({"changes": [{"id": ids[0], "revision": 2, "set": {"custom": {"nombre_de_gobelets": "x"}}}]})).await.ok(200);
        assert_eq!(refused["rows"][0]["errors"][0]["pointer"], "/changes/0/set/custom/nombre_de_gobelets");
        // A field archived meanwhile stays as it is.
        let list = camille.get("/member-fields").await.ok(200);
        camille.delete(&path_of(&list["items"][0])).await.ok(204);
        camille.post(&format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap()), json!({})).await.ok(200);
        assert_eq!(page(&camille, ids[0]).await["custom"], json!({"nombre_de_gobelets": 1250.5, "derniere_visite_du_broyeur": "2026-11-20", "matiere": "plastique", "prete_des_gobelets": true}));
        assert_eq!(page(&camille, ids[2]).await["custom"], json!({}));
    }

    async fn an_import_knows_the_fields_and_its_undo_takes_them_back(house) {
        let [one, ..] = three_members(house).await;
        let camille = house.coordinator().await;
        let text = "Nom;Type;Identifiant Maillage;Prête des gobelets;NOMBRE DE GOBELETS;Matière;Dernière visite du broyeur;Slogan\n\
            Un;association;{one};non;12,5;bois;;\n\
            Quatre;association;;x;1 000;Métal;01/02/2024;Bonjour\n\
            Cinq;association;;peut-être;douze;Verre;31/02/2024;\n";
        let import = dry_run_of(&camille, &text.replace("{one}", &one.to_string())).await;
        let mapped: Vec<&str> = import["columns"].as_array().unwrap().iter().filter_map(|column| column["field"].as_str()).collect();
        assert_eq!(mapped, ["name", "kind", "member_id", "custom.prete_des_gobelets", "custom.nombre_de_gobelets", "custom.matiere", "custom.derniere_visite_du_broyeur", "custom.slogan"]);
        let fields = import["fields"].as_array().unwrap();
        assert!(fields.contains(&json!({"name": "custom.matiere", "label": "Matière", "group": "custom"})), "{fields:?}");
        let update = rows(&camille, &import, "update").await;
        let differences = update[0]["differences"].as_array().unwrap();
        assert!(differences.contains(&json!({"field": "custom.matiere", "before": "Plastique", "after": "Bois"})), "{differences:?}");
        assert!(differences.contains(&json!({"field": "custom.nombre_de_gobelets", "before": "1250,5", "after": "12,5"})), "{differences:?}");
        let warned = rows(&camille, &import, "create").await;
        assert_eq!(warned[1]["problems"].as_array().unwrap().len(), 4, "{:?}", warned[1]["problems"]);
        crate::imports_commit::commit(&camille, &import).await;
        assert_eq!(page(&camille, one).await["custom"], json!({"slogan": "Réparer plutôt que jeter", "nombre_de_gobelets": 12.5,
            "derniere_visite_du_broyeur": "2026-11-20", "matiere": "bois", "prete_des_gobelets": false}));
        let list = camille.get("/members?q=quatre").await.ok(200);
        assert_eq!(list["items"][0]["custom"], json!({"slogan": "Bonjour", "nombre_de_gobelets": 1000, "derniere_visite_du_broyeur": "2024-02-01", "matiere": "metal", "prete_des_gobelets": true}));
        assert_eq!(camille.get("/members?q=cinq").await.ok(200)["items"][0]["custom"], json!({}));
        camille.post(&format!("{}/undo", path(&import)), json!({})).await.ok(200);
        assert_eq!(page(&camille, one).await["custom"]["nombre_de_gobelets"], 1250.5);
        assert_eq!(camille.get("/members?with_total=true").await.ok(200)["total"], 3);
        house.work_off().await;
    }
}
