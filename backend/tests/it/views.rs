//! Views and segments: kept, shared, counted, used; and what they say of fields that have gone.

use maillage::features::views::members_of;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_fields::one_of_each,
    members_list::{made, names},
};

async fn kept(visitor: &Visitor<'_>, body: Value) -> Value {
    visitor.post("/views", body).await.ok(201)
}

fn path(view: &Value) -> String {
    format!("/views/{}", view["id"].as_str().unwrap())
}

fn id(view: &Value) -> Uuid {
    view["id"].as_str().unwrap().parse().unwrap()
}

async fn members(house: &TestHouse) {
    let camille = house.coordinator().await;
    one_of_each(&camille).await;
    for (name, kind, lends) in [("Un", "association", true), ("Deux", "association", false), ("Trois", "company", true)]
    {
        made(&camille, json!({"name": name, "kind": kind, "custom": {"prete_des_gobelets": lends, "nombre_de_gobelets": name.len()}})).await;
    }
}

/// The path of the field of who lends cups.
async fn lending(visitor: &Visitor<'_>) -> String {
    let fields = visitor.get("/member-fields").await.ok(200);
    let key = json!("prete_des_gobelets");
    let field = fields["items"].as_array().unwrap().iter().find(|field| field["key"] == key).unwrap();
    format!("/member-fields/{}", field["id"].as_str().unwrap())
}

fn lends() -> Value {
    json!({"field": "custom.prete_des_gobelets", "op": "eq", "value": true})
}

fn associations() -> Value {
    json!({"field": "kind", "op": "eq", "value": "association"})
}

both! {
    async fn a_view_keeps_columns_filter_and_order_and_lists_its_members(house) {
        members(house).await;
        let camille = house.coordinator().await;
        let body = json!({"name": " Qui  prête ", "columns": [{"key": "name", "width": 240, "frozen": true}, {"key": "custom.prete_des_gobelets", "hidden": true}],
            "filter": lends(), "sort": "-custom.nombre_de_gobelets", "density": "compact"});
        let view = kept(&camille, body).await;
        assert_eq!((view["name"].as_str(), view["kind"].as_str(), view["shared"].as_bool(), view["count"].as_u64()), (Some("Qui prête"), Some("view"), Some(false), Some(2)));
        assert_eq!(view["columns"][0], json!({"key": "name", "width": 240, "frozen": true, "hidden": false}));
        assert_eq!(names(&camille, &format!("/members?view={}", id(&view))).await, ["Trois", "Un"]);
        assert_eq!(names(&camille, &format!("/members?view={}&sort=name&kind=association", id(&view))).await, ["Un"]);
        assert_eq!(camille.get(&format!("/members/counts?view={}", id(&view))).await.ok(200)["total"], 2);
        let changed = camille.patch(&path(&view), 1, json!({"filter": null, "density": "comfortable", "columns": []})).await.ok(200);
        assert_eq!((changed["filter"].is_null(), changed["density"].as_str(), changed["count"].as_u64(), changed["sort"].as_str()), (true, Some("comfortable"), Some(3), Some("-custom.nombre_de_gobelets")));
        camille.patch(&path(&view), 1, json!({"name": "X"})).await.problem(412, "house.stale");
        let audit = house.administrator().await.get("/audit").await.ok(200);
        let told: Vec<&str> = audit["items"].as_array().unwrap().iter().filter(|line| line["record"] == "view").map(|line| line["verb"].as_str().unwrap()).collect();
        assert_eq!(told, ["update", "create"]);
    }

    async fn a_view_is_personal_until_it_is_shared(house) {
        let (camille, alix, rene) = (house.coordinator().await, house.administrator().await, house.reader().await);
        let view = kept(&camille, json!({"name": "Les miens", "filter": associations()})).await;
        for other in [&alix, &rene] {
            other.get(&path(&view)).await.problem(404, "house.not_found");
            assert!(other.get("/views").await.ok(200)["items"].as_array().unwrap().is_empty());
            other.get(&format!("/members?view={}", id(&view))).await.problem(422, "house.wrong_parameter");
        }
        let shared = camille.patch(&path(&view), 1, json!({"shared": true})).await.ok(200);
        assert_eq!((shared["owner"]["name"].as_str(), shared["abilities"]["edit"]["allowed"].as_bool()), (Some("Camille Rotrieder"), Some(true)));
        let seen = rene.get(&path(&view)).await.ok(200);
        assert_eq!((seen["abilities"]["edit"]["allowed"].as_bool(), seen["abilities"]["edit"]["reason"].as_str()),
            (Some(false), Some("Cette vue est celle de Camille Rotrieder\u{202f}: faites-en une copie.")));
        rene.patch(&path(&view), 2, json!({"name": "X"})).await.problem(403, "views.of_another");
        rene.delete(&path(&view)).await.problem(403, "views.of_another");
        house.coordinator().await.patch(&path(&view), 2, json!({"name": "X"})).await.problem(403, "views.of_another");
        alix.patch(&path(&view), 2, json!({"name": "Associations"})).await.ok(200);
        // Readers keep views, and do not share them.
        let own = kept(&rene, json!({"name": "Associations"})).await;
        assert_eq!(own["abilities"]["share"]["allowed"], false);
        rene.patch(&path(&own), 1, json!({"shared": true})).await.problem(403, "views.sharing_by_coordinators");
        rene.post("/views", json!({"name": "Y", "shared": true})).await.problem(403, "views.sharing_by_coordinators");
        // A key sees what is shared, and keeps nothing.
        let key = house.machine(&["members:read"]).await;
        assert_eq!(key.get("/views").await.ok(200)["items"].as_array().unwrap().len(), 1);
        key.get(&format!("/members?view={}", id(&view))).await.ok(200);
        key.get(&format!("/members?view={}", id(&own))).await.problem(422, "house.wrong_parameter");
        key.post("/views", json!({"name": "Y"})).await.problem(403, "accounts.not_allowed");
        // Who acts for a member has no views.
        let member = made(&camille, json!({"name": "X", "kind": "association"})).await;
        let mireille = house.manager_of(member).await;
        mireille.get("/views").await.problem(403, "accounts.not_allowed");
        mireille.get(&format!("/members?segment={}", id(&view))).await.problem(422, "members.staff_filter");
    }

    async fn names_are_there_once_and_archived_views_come_back(house) {
        let camille = house.coordinator().await;
        let one = kept(&camille, json!({"name": "À relancer", "shared": true})).await;
        camille.post("/views", json!({"name": "a relancer", "shared": true})).await.problem(409, "views.name_taken");
        // A view of one's own, and a segment, may have the name.
        kept(&camille, json!({"name": "À relancer"})).await;
        camille.post("/segments", json!({"name": "À relancer", "filter": associations(), "shared": true})).await.ok(201);
        camille.delete(&path(&one)).await.ok(204);
        camille.delete(&path(&one)).await.problem(409, "views.archived");
        camille.patch(&path(&one), 2, json!({"name": "X"})).await.problem(409, "views.archived");
        for list in ["/members", "/members/counts"] {
            let problem = camille.get(&format!("{list}?view={}", id(&one))).await.problem(409, "views.archived");
            assert_eq!(problem["detail"], "La vue «\u{202f}À relancer\u{202f}» a été archivée par Camille Rotrieder\u{202f}: restaurez-la pour vous en servir.");
        }
        // What was never shared is as if it were not there, archived or not.
        let own = kept(&camille, json!({"name": "À moi"})).await;
        camille.delete(&path(&own)).await.ok(204);
        house.reader().await.get(&format!("/members?view={}", id(&own))).await.problem(422, "house.wrong_parameter");
        let segment = camille.post("/segments", json!({"name": "Parti", "filter": associations(), "shared": true})).await.ok(201);
        house.administrator().await.delete(&path(&segment)).await.ok(204);
        let problem = house.machine(&["members:read"]).await.get(&format!("/members?segment={}", id(&segment))).await.problem(409, "views.archived");
        assert_eq!(problem["detail"], "Le segment «\u{202f}Parti\u{202f}» a été archivé par Alix Amand\u{202f}: restaurez-le pour vous en servir.");
        assert_eq!(camille.get("/views?archived=true").await.ok(200)["items"].as_array().unwrap().len(), 3);
        let two = kept(&camille, json!({"name": "À relancer", "shared": true})).await;
        camille.post(&format!("{}/restore", path(&one)), json!({})).await.problem(409, "views.name_taken");
        camille.delete(&path(&two)).await.ok(204);
        camille.post(&format!("{}/restore", path(&one)), json!({})).await.ok(200);
        camille.post(&format!("{}/restore", path(&one)), json!({})).await.problem(409, "views.not_archived");
    }

    async fn segments_are_counted_live_and_page_by_page(house) {
        members(house).await;
        let camille = house.coordinator().await;
        for (name, filter) in [("C prêteurs", lends()), ("A associations", associations()), ("B communes", json!({"field": "kind", "op": "eq", "value": "commune"}))] {
            camille.post("/segments", json!({"name": name, "filter": filter, "shared": true})).await.ok(201);
        }
        kept(&camille, json!({"name": "Une vue"})).await;
        let counts = |list: &Value| -> Vec<(String, u64)> {
            list["items"].as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap())).collect()
        };
        let list = house.reader().await.get("/segments").await.ok(200);
        assert_eq!(counts(&list), [("A associations".to_owned(), 2), ("B communes".to_owned(), 0), ("C prêteurs".to_owned(), 2)]);
        made(&camille, json!({"name": "Quatre", "kind": "commune", "custom": {"prete_des_gobelets": true}})).await;
        let first = camille.get("/segments?limit=2").await.ok(200);
        assert_eq!(counts(&first), [("A associations".to_owned(), 2), ("B communes".to_owned(), 1)]);
        let second = camille.get(&format!("/segments?limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await.ok(200);
        assert_eq!((counts(&second), second["next_cursor"].is_null()), (vec![("C prêteurs".to_owned(), 3)], true));
        let segment = id(&second["items"][0]);
        assert_eq!(names(&camille, &format!("/members?segment={segment}&kind=association")).await, ["Un"]);
        assert_eq!(camille.get("/views?kind=segment").await.ok(200)["items"].as_array().unwrap().len(), 3);
        // Later audiences ask the room itself.
        assert_eq!(members_of(&house.house, &house.house.db.read, segment).await.unwrap().len(), 3);
        assert_eq!(members_of(&house.house, &house.house.db.read, Uuid::now_v7()).await.unwrap_err().status(), 404);
    }

    async fn columns_that_have_gone_are_left_out_and_named(house) {
        members(house).await;
        let camille = house.coordinator().await;
        let view = kept(&camille, json!({"name": "Prêteurs", "filter": associations(), "sort": "custom.prete_des_gobelets",
            "columns": [{"key": "custom.prete_des_gobelets"}, {"key": "name"}]})).await;
        let field = lending(&camille).await;
        camille.delete(&field).await.ok(204);
        let seen = camille.get(&path(&view)).await.ok(200);
        assert_eq!(seen["missing"], json!(["custom.prete_des_gobelets"]));
        assert_eq!((seen["columns"].as_array().unwrap().len(), seen["sort"].is_null(), seen["count"].as_u64()), (1, true, Some(2)));
        assert_eq!(names(&camille, &format!("/members?view={}", id(&view))).await, ["Deux", "Un"]);
        camille.post(&format!("{field}/restore"), json!({})).await.ok(200);
        let back = camille.get(&path(&view)).await.ok(200);
        assert_eq!((back["missing"].as_array().unwrap().len(), back["columns"].as_array().unwrap().len()), (0, 2));
    }

    async fn a_filter_of_a_field_that_has_gone_names_nobody_and_says_so(house) {
        members(house).await;
        let camille = house.coordinator().await;
        let both = json!({"and": [lends(), associations()]});
        let view = kept(&camille, json!({"name": "Prêteurs", "filter": both})).await;
        let segment = camille.post("/segments", json!({"name": "Prêteurs", "filter": both, "shared": true})).await.ok(201);
        let other = camille.post("/segments", json!({"name": "Associations", "filter": associations(), "shared": true})).await.ok(201);
        let field = lending(&camille).await;
        camille.delete(&field).await.ok(204);
        let key = house.machine(&["members:read"]).await;
        for (who, which) in [(&camille, format!("view={}", id(&view))), (&camille, format!("segment={}", id(&segment))), (&key, format!("segment={}", id(&segment)))] {
            for list in ["/members", "/members/counts"] {
                let problem = who.get(&format!("{list}?{which}")).await.problem(409, "views.incomplete");
                assert_eq!(problem["missing"], json!(["custom.prete_des_gobelets"]));
                assert_eq!(problem["detail"], "Le filtre de «\u{202f}Prêteurs\u{202f}» ne peut plus être appliqué\u{202f}: il parle de ce qui n’existe plus («\u{202f}Prête des gobelets\u{202f}»). Restaurez le champ, ou changez le filtre.");
            }
        }
        for which in [format!("view={}", id(&view)), format!("segment={}", id(&segment))] {
            camille.get(&format!("/members/export?format=csv&{which}")).await.problem(409, "views.incomplete");
        }
        let refused = members_of(&house.house, &house.house.db.read, id(&segment)).await.unwrap_err();
        assert_eq!((refused.status(), refused.code()), (409, "views.incomplete"));
        // The list of segments tells it, and counts the others.
        let list = key.get("/segments").await.ok(200);
        let told: Vec<(&Value, &Value)> = list["items"].as_array().unwrap().iter().map(|one| (&one["count"], &one["missing"])).collect();
        assert_eq!(told, [(&json!(2), &json!([])), (&Value::Null, &json!(["custom.prete_des_gobelets"]))]);
        assert_eq!(camille.get(&path(&other)).await.ok(200)["count"], 2);
        assert!(camille.get(&path(&view)).await.ok(200)["count"].is_null());
        // With the field it comes back.
        camille.post(&format!("{field}/restore"), json!({})).await.ok(200);
        assert_eq!(camille.get(&path(&view)).await.ok(200)["count"], 1);
        assert_eq!(names(&key, &format!("/members?segment={}", id(&segment))).await, ["Un"]);
    }

    async fn a_view_that_names_a_field_that_has_gone_is_still_saved(house) {
        members(house).await;
        let camille = house.coordinator().await;
        let both = json!({"and": [lends(), associations()]});
        let view = kept(&camille, json!({"name": "Prêteurs", "filter": both, "columns": [{"key": "name"}]})).await;
        camille.delete(&lending(&camille).await).await.ok(204);
        // A screen sends all of it back, with a column widened.
        let wider = json!({"filter": both, "columns": [{"key": "name", "width": 320}], "sort": null});
        let saved = camille.patch(&path(&view), 1, wider).await.ok(200);
        assert_eq!((&saved["columns"][0]["width"], &saved["filter"]), (&json!(320), &both));
        camille.patch(&path(&view), 2, json!({"name": "Anciens prêteurs"})).await.ok(200);
        // Another filter may not name it.
        let other = json!({"and": [associations(), lends()]});
        let problem = camille.patch(&path(&view), 3, json!({"filter": other})).await.problem(422, "house.filter_unknown_field");
        assert_eq!(problem["errors"][0]["pointer"], "/filter/and/1/field");
        assert_eq!(problem["detail"], "Le champ «\u{202f}custom.prete_des_gobelets\u{202f}» n’existe pas, ou n’existe plus.");
        // What is left of it is a filter like any other.
        let changed = camille.patch(&path(&view), 3, json!({"filter": {"and": [associations()]}})).await.ok(200);
        assert_eq!((&changed["count"], &changed["missing"]), (&json!(2), &json!([])));
    }

    async fn a_form_that_names_what_there_is_not_is_refused_by_its_pointer(house) {
        let camille = house.coordinator().await;
        let deep = (0..8).fold(associations(), |inner, _| json!({"not": inner}));
        for (body, pointer) in [
            (json!({}), "/name"),
            (json!({"name": " "}), "/name"),
            (json!({"name": "x".repeat(101)}), "/name"),
            (json!({"name": "X", "kind": "list"}), "/kind"),
            (json!({"name": "X", "kind": "segment"}), "/filter"),
            (json!({"name": "X", "columns": [{"key": "name"}, {"key": "custom.nothing"}]}), "/columns/1/key"),
            (json!({"name": "X", "columns": [{"key": "name"}, {"key": "name"}]}), "/columns/1/key"),
            (json!({"name": "X", "columns": [{"key": "<b>"}]}), "/columns/0/key"),
            (json!({"name": "X", "columns": [{"key": "name", "width": 5}]}), "/columns/0/width"),
            (json!({"name": "X", "columns": [{"key": "name", "colour": 1}]}), "/columns/0/colour"),
            (json!({"name": "X", "sort": "custom.nothing"}), "/sort"),
            (json!({"name": "X", "density": "tight"}), "/density"),
            (json!({"name": "X", "filter": []}), "/filter"),
            (json!({"name": "X", "filter": {"field": "nope", "op": "eq", "value": 1}}), "/filter/field"),
            (json!({"name": "X", "filter": deep}), "/filter/not/not/not/not/not/not/not/not"),
            (json!({"name": "X", "owner_id": "x"}), "/owner_id"),
        ] {
            let problem = camille.post("/views", body.clone()).await.ok(422);
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        let segment = camille.post("/segments", json!({"name": "S", "filter": associations()})).await.ok(201);
        camille.patch(&path(&segment), 1, json!({"filter": null})).await.problem(422, "views.filter_required");
        camille.get("/views/nonsense").await.problem(404, "house.not_found");
        camille.get("/members?segment=nonsense").await.ok(422);
    }
}
