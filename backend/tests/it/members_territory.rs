//! The communes of the territory are members by right.

use maillage::features::members;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::territory_commune;

use crate::{
    harness::{TestHouse, Visitor},
    members_list::made,
};

const SELESTAT: &str = "67462";
const BARR: &str = "67021";

async fn enters(house: &TestHouse, code: &str, on: &str) {
    let tx = house.house.db.begin().await.unwrap();
    territory_commune::Entity::insert(territory_commune::ActiveModel {
        insee_code: Set(code.to_owned()),
        name: Set(places::places().commune(code).unwrap().name.to_owned()),
        latitude: Set(None),
        longitude: Set(None),
        added_on: Set(on.parse().unwrap()),
        removed_on: Set(None),
    })
    .exec_without_returning(&tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    members::follow_territory(&house.house).await.unwrap();
}

async fn leaves(house: &TestHouse, code: &str, on: &str) {
    let tx = house.house.db.begin().await.unwrap();
    let row = territory_commune::Entity::find()
        .filter(territory_commune::Column::InseeCode.eq(code))
        .filter(territory_commune::Column::RemovedOn.is_null())
        .one(&tx)
        .await
        .unwrap()
        .unwrap();
    let mut row: territory_commune::ActiveModel = row.into();
    row.removed_on = Set(Some(on.parse().unwrap()));
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    members::follow_territory(&house.house).await.unwrap();
}

async fn only(visitor: &Visitor<'_>, query: &str) -> Value {
    let list = visitor.get(&format!("/members?{query}")).await.ok(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{query}: {items:#?}");
    let id = items[0]["id"].as_str().unwrap();
    visitor.get(&format!("/members/{id}")).await.ok(200)
}

both! {
    async fn a_commune_of_the_territory_becomes_a_member_by_right_once(house) {
        let camille = house.coordinator().await;
        enters(house, SELESTAT, "2014-01-01").await;
        members::follow_territory(&house.house).await.unwrap();
        let town = only(&camille, "").await;
        assert_eq!((town["name"].as_str(), town["kind"].as_str(), town["ex_officio"].as_bool()), (Some("Sélestat"), Some("commune"), Some(true)));
        assert_eq!((town["status"].as_str(), town["joined_on"].as_str(), town["insee_code"].as_str()), (Some("active"), Some("2014-01-01"), Some(SELESTAT)));
        assert_eq!((town["siren"].as_str(), town["postal_code"].as_str(), town["revision"].as_i64()), (Some("216704627"), Some("67600"), Some(1)));
        assert_eq!(town["source"], "territory");
    }

    async fn a_commune_that_is_there_already_is_adopted(house) {
        let camille = house.coordinator().await;
        let known = made(&camille, json!({"name": "Ville de Sélestat", "kind": "commune", "internal_notes": "À garder"})).await;
        let placed = made(&camille, json!({"name": "Mairie", "kind": "commune", "commune": BARR})).await;
        enters(house, SELESTAT, "2014-01-01").await;
        enters(house, BARR, "2015-01-01").await;
        let town = only(&camille, "q=selestat").await;
        assert_eq!((town["id"].as_str(), town["internal_notes"].as_str()), (Some(known.to_string().as_str()), Some("À garder")));
        // It had a status of today before it became a member by right.
        assert_eq!((town["ex_officio"].as_bool(), town["status"].as_str(), town["insee_code"].as_str()), (Some(true), Some("active"), Some(SELESTAT)));
        assert_eq!(only(&camille, "commune=67021").await["id"], placed.to_string());
        assert_eq!(camille.get("/members?with_total=true").await.ok(200)["total"], 2);
    }

    async fn a_member_by_right_stays_the_commune_it_is(house) {
        let camille = house.coordinator().await;
        enters(house, BARR, "2014-01-01").await;
        let town = only(&camille, "kind=commune").await;
        let (path, revision) = (format!("/members/{}", town["id"].as_str().unwrap()), town["revision"].as_i64().unwrap());
        let refused = camille.patch(&path, revision, json!({"kind": "association"})).await.problem(409, "members.ex_officio");
        assert_eq!(refused["errors"][0]["pointer"], "/kind");
        for code in [Value::Null, json!(SELESTAT)] {
            let refused = camille.patch(&path, revision, json!({"insee_code": code})).await.problem(409, "members.ex_officio");
            assert_eq!(refused["errors"][0]["pointer"], "/insee_code");
        }
        let change = json!({"changes": [{"id": town["id"], "revision": revision, "set": {"kind": "company"}}]});
        let paste = camille.post("/members/changes", change).await.ok(200);
        assert_eq!(paste["rows"][0]["errors"][0]["code"], "members.ex_officio");
        camille.patch(&path, revision, json!({"street": "1 place de l’Hôtel de ville"})).await.ok(200);
        // The database says the same.
        let tx = house.house.db.begin().await.unwrap();
        let kind = tables::member::ActiveModel { kind: Set(kernel::trade::MemberKind::Association), insee_code: Set(None), ..Default::default() };
        let written = tables::member::Entity::update_many().set(kind).filter(tables::member::Column::ExOfficio.eq(true)).exec(&tx).await;
        assert!(written.unwrap_err().to_string().to_lowercase().contains("check"));
    }

    async fn a_member_by_right_can_neither_leave_nor_be_archived(house) {
        let alix = house.administrator().await;
        enters(house, SELESTAT, "2014-01-01").await;
        let town = only(&alix, "").await;
        let path = format!("/members/{}", town["id"].as_str().unwrap());
        assert_eq!(town["abilities"]["archive"]["allowed"], false);
        alix.delete(&path).await.problem(409, "members.ex_officio");
        alix.post(&format!("{path}/status"), json!({"status": "left"})).await.problem(409, "members.ex_officio");
        alix.patch(&path, 1, json!({"status": "left"})).await.problem(409, "members.ex_officio");
        let steps = json!({"steps": [{"status": "active", "since": "2014"}, {"status": "left", "since": "2015"}]});
        alix.put(&format!("{path}/status-history"), 1, steps).await.problem(409, "members.ex_officio");
        let set = json!({"changes": [{"id": town["id"], "revision": 1, "set": {"status": "left"}}]});
        assert_eq!(alix.post("/members/changes", set).await.ok(200)["rows"][0]["errors"][0]["code"], "members.ex_officio");
        alix.post(&format!("{path}/status"), json!({"status": "paused"})).await.ok(200);
    }

    async fn a_commune_that_leaves_the_territory_has_left_and_comes_back_with_it(house) {
        let camille = house.coordinator().await;
        enters(house, SELESTAT, "2014-01-01").await;
        leaves(house, SELESTAT, "2020-06-30").await;
        let gone = only(&camille, "").await;
        assert_eq!((gone["ex_officio"].as_bool(), gone["status"].as_str(), gone["left_on"].as_str()), (Some(false), Some("left"), Some("2020-06-30")));
        enters(house, SELESTAT, "2022-01-01").await;
        let back = only(&camille, "").await;
        assert_eq!((back["id"].as_str(), back["ex_officio"].as_bool(), back["status"].as_str()), (gone["id"].as_str(), Some(true), Some("active")));
        assert_eq!((back["joined_on"].as_str(), back["left_on"].is_null(), back["status_history"].as_array().unwrap().len()), (Some("2014-01-01"), true, 3));
        let audit = camille.get(&format!("/members/{}/audit", back["id"].as_str().unwrap())).await.ok(200);
        assert_eq!((audit["items"][0]["by"]["kind"].as_str(), audit["items"][0]["way"].as_str()), (Some("house"), Some("job")));
    }

    async fn a_whole_department_comes_in_at_once(house) {
        let tx = house.house.db.begin().await.unwrap();
        let rows = places::places().communes().filter(|commune| commune.insee_code.starts_with("67")).map(|commune| territory_commune::ActiveModel {
            insee_code: Set(commune.insee_code.to_owned()),
            name: Set(commune.name.to_owned()),
            latitude: Set(None),
            longitude: Set(None),
            added_on: Set("2014-01-01".parse().unwrap()),
            removed_on: Set(None),
        });
        let how_many = territory_commune::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        members::follow_territory(&house.house).await.unwrap();
        let counts = house.reader().await.get("/members/counts?ex_officio=true").await.ok(200);
        assert_eq!((counts["total"].as_u64(), counts["kind"]["commune"].as_u64()), (Some(how_many), Some(how_many)));
    }
}
