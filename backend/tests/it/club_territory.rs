//! The territory, and the communes of France it is made of.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::harness::TestHouse;

const SIX: [&str; 6] = ["246700777", "200067924", "200030526", "246800395", "246700967", "200034270"];
const NOT_OURS: [&str; 10] = ["67054", "67130", "67197", "67200", "67217", "67266", "67336", "67364", "67438", "67501"];

async fn last_fact(house: &TestHouse) -> Value {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    use tables::fact;
    let found = fact::Entity::find().filter(fact::Column::Kind.eq("club.territory_changed"));
    let newest = found.order_by_desc(fact::Column::Id).one(&house.house.db.read).await.unwrap();
    newest.map(|fact| fact.payload).unwrap_or_default()
}

both! {
    async fn six_bodies_without_ten_communes_are_the_ninety(house) {
        let admin = house.administrator().await;
        let form = json!({"epcis": SIX, "without": NOT_OURS, "with": [], "on": "2014-01-01"});
        house.coordinator().await.put("/territory", 1, form.clone()).await.problem(403, "club.administrators_only");
        let change = admin.put("/territory", 1, form.clone()).await.ok(200);
        assert_eq!((change["added"].as_i64(), change["removed"].as_i64()), (Some(90), Some(0)));
        assert_eq!(change["territory"]["revision"], 2);

        let territory = house.reader().await.get("/territory").await.ok(200);
        assert_eq!(territory["counts"]["communes"], 90);
        let communes = territory["communes"].as_array().unwrap();
        let wanted: Vec<&str> = places::demo_territory().iter().map(|one| one.insee_code).collect();
        let mut given: Vec<&str> = communes.iter().map(|one| one["insee_code"].as_str().unwrap()).collect();
        assert_eq!((communes[0]["name"].as_str(), communes[0]["added_on"].as_str()), (Some("Albé"), Some("2014-01-01")));
        assert!(communes[0]["latitude"].is_f64());
        given.sort();
        assert_eq!(given, wanted);
        let erstein = territory["epcis"].as_array().unwrap().iter().find(|one| one["siren"] == "200067924").unwrap();
        assert_eq!(erstein["communes"], 18);
        assert_eq!(last_fact(house).await["added"].as_array().unwrap().len(), 90);

        // The same again changes nothing.
        let again = admin.put("/territory", 2, form).await.ok(200);
        assert_eq!((again["added"].as_i64(), again["territory"]["revision"].as_i64()), (Some(0), Some(2)));
        house.work_off().await;
    }

    async fn a_dry_run_tells_who_would_move_and_writes_nothing(house) {
        let admin = house.administrator().await;
        let with = |codes: &[&str]| json!({"epcis": [], "with": codes});
        admin.put("/territory", 1, with(&["67462", "67021"])).await.ok(200);
        let would = admin.put("/territory?dry_run=true", 2, with(&["67021", "67507"])).await.ok(200);
        let named = |list: &serde_json::Value| list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!((named(&would["entering"]), named(&would["leaving"])), (vec!["Villé".to_owned()], vec!["Sélestat".to_owned()]));
        assert_eq!((would["added"].as_i64(), would["removed"].as_i64()), (Some(1), Some(1)));
        let now = admin.get("/territory").await.ok(200);
        assert_eq!((now["revision"].as_i64(), named(&now["communes"])), (Some(2), vec!["Barr".to_owned(), "Sélestat".to_owned()]));
        assert_eq!(last_fact(house).await["removed"], json!([]));
        admin.put("/territory?dry_run=true", 1, with(&[])).await.problem(412, "house.stale");
        house.coordinator().await.put("/territory?dry_run=true", 2, with(&[])).await.problem(403, "club.administrators_only");
        let done = admin.put("/territory", 2, with(&["67021", "67507"])).await.ok(200);
        assert_eq!((&done["entering"], &done["leaving"]), (&would["entering"], &would["leaving"]));
        house.work_off().await;
    }

    async fn a_commune_leaves_and_comes_back_on_its_days(house) {
        use sea_orm::EntityTrait;
        use tables::territory_commune;
        let admin = house.administrator().await;
        let with = |codes: &[&str], on: &str| json!({"epcis": [], "with": codes, "on": on});
        admin.put("/territory", 1, with(&["67462", "67021"], "2014-01-01")).await.ok(200);
        let left = admin.put("/territory", 2, with(&["67021"], "2020-06-30")).await.ok(200);
        assert_eq!((left["added"].as_i64(), left["removed"].as_i64()), (Some(0), Some(1)));
        assert_eq!(last_fact(house).await, json!({"on": "2020-06-30", "added": [], "removed": ["67462"]}));
        // Back again, not before it had left.
        let back = admin.put("/territory", 3, with(&["67462", "67021"], "2016-01-01")).await.ok(200);
        let added_on = |at: usize| back["territory"]["communes"][at]["added_on"].as_str();
        assert_eq!((added_on(0), added_on(1)), (Some("2014-01-01"), Some("2020-06-30")));
        // Out and in on the same day: one stay.
        admin.put("/territory", 4, with(&["67021"], "2020-06-30")).await.ok(200);
        admin.put("/territory", 5, with(&["67021", "67462"], "2020-06-30")).await.ok(200);
        // As if it had never come back: that stay ends the day it began.
        admin.put("/territory", 6, with(&["67021"], "2019-01-01")).await.ok(200);
        let rows = territory_commune::Entity::find().all(&house.house.db.read).await.unwrap();
        let stays = rows.iter().map(|row| (row.insee_code.as_str(), row.removed_on.is_some())).collect::<Vec<_>>();
        assert_eq!((stays.len(), stays.iter().filter(|(code, ended)| *code == "67462" && *ended).count()), (3, 2));
        house.work_off().await;
    }

    async fn a_wrong_territory_is_told_place_by_place(house) {
        let admin = house.administrator().await;
        let form = json!({"epcis": ["246700967", "123456789"], "without": ["67021"], "with": ["67226"]});
        let problem = admin.put("/territory", 1, form).await.problem(422, "house.invalid");
        let told: Vec<(&str, &str)> = problem["errors"].as_array().unwrap().iter()
            .map(|one| (one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap())).collect();
        assert_eq!(told[..2], [("/epcis/1", "club.unknown_epci"), ("/without/0", "club.commune_not_in_epcis")]);
        let tomorrow = (house.house.now() + TimeDelta::days(1)).date_naive().to_string();
        admin.put("/territory", 1, json!({"epcis": [], "on": tomorrow})).await.problem(422, "club.day_in_future");
        admin.put("/territory", 2, json!({"epcis": []})).await.problem(412, "house.stale");
    }

    async fn anyone_who_signed_in_finds_the_communes_of_france(house) {
        house.anyone().get("/communes?q=barr").await.problem(401, "accounts.sign_in_needed");
        let member = house.signed_in(house.account(None, "Mireille", "Kern").await).await;
        let found = member.get("/communes?q=ste%20marie%20aux%20mines&limit=3").await.ok(200);
        assert_eq!(found["items"][0]["insee_code"], "68298");
        assert_eq!(found["items"][0]["epci"]["name"], "CC du Val d'Argent");
        let inside = member.get("/communes?epci=246800395&limit=200").await.ok(200);
        assert_eq!(inside["items"].as_array().unwrap().len(), 4);
        let bodies = member.get("/epcis?q=selestat").await.ok(200);
        assert_eq!((bodies["items"][0]["siren"].as_str(), bodies["items"][0]["communes"].as_i64()), (Some("246700967"), Some(12)));
        member.get("/communes?limit=201").await.problem(422, "house.range");
        member.get("/territory").await.problem(403, "accounts.not_allowed");
    }
}
