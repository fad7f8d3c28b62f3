//! The first start: a code makes one administrator, and the club goes on being set up where it was left.

use chrono::TimeDelta;
use maillage::features::accounts;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{account, setup_code};

use crate::harness::{TestHouse, Visitor};

const PASSWORD: &str = "une girouette brumeuse sous la tonnelle";

async fn code(house: &TestHouse) -> String {
    accounts::setup_code(&house.house).await.unwrap().unwrap()
}

fn form(code: &str) -> Value {
    json!({"code": code, "email": "alix@club.example", "given_name": "Alix", "family_name": "Amand", "password": PASSWORD})
}

async fn accounts_there(house: &TestHouse) -> u64 {
    account::Entity::find().count(&house.house.db.read).await.unwrap()
}

async fn needed(visitor: &Visitor<'_>) -> Value {
    visitor.get("/setup").await.ok(200)
}

both! {
    async fn a_code_makes_the_first_administrator_once(house) {
        let nobody = house.anyone();
        assert_eq!(needed(&nobody).await, json!({"needed": true}));
        let code = code(house).await;
        // As it is copied by hand.
        let reply = nobody.post("/setup", form(&format!(" {} ", code.to_lowercase().replace('-', " ")))).await;
        let session = reply.ok(200);
        assert_eq!((session["account"]["role"].as_str(), session["account"]["status"].as_str()), (Some("admin"), Some("active")));
        assert!(reply.cookie("maillage_refresh").is_some() && reply.header("cache-control") == "no-store");
        house.with_token(session["access_token"].as_str().unwrap()).get("/club").await.ok(200);
        nobody.post("/auth/login", json!({"email": "alix@club.example", "password": PASSWORD})).await.ok(200);
        assert_eq!(needed(&nobody).await, json!({"needed": false}));
        nobody.post("/setup", form(&code)).await.problem(409, "accounts.setup_done");
        assert!(accounts::setup_code(&house.house).await.unwrap().is_none());
        assert_eq!(accounts::only_setup_code(&house.house).await.unwrap_err().code(), "accounts.setup_done");
        assert_eq!(setup_code::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn only_the_hash_of_a_code_is_kept(house) {
        let code = code(house).await.replace('-', "");
        let kept = setup_code::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
        assert_eq!(kept.hash, platform::secrets::fingerprint(&code));
    }

    async fn of_several_processes_and_people_at_once_one_administrator_comes(house) {
        let codes = [code(house).await, code(house).await, code(house).await];
        let tries = (0..9).map(|at| {
            let mut form = form(&codes[at % 3]);
            form["email"] = format!("alix{at}@club.example").into();
            async move { house.anyone().post("/setup", form).await.status }
        });
        let mut told = futures_util::future::join_all(tries).await;
        told.sort_unstable();
        assert_eq!(told, [200, 409, 409, 409, 409, 409, 409, 409, 409]);
        assert_eq!(accounts_there(house).await, 1);
    }

    async fn a_wrong_or_old_code_makes_nobody_and_guessing_is_slowed_down(house) {
        let nobody = house.anyone();
        let old = code(house).await;
        house.advance(TimeDelta::days(7));
        let told = nobody.post("/setup", form(&old)).await.problem(422, "accounts.setup_code_wrong");
        assert_eq!(told["errors"][0]["pointer"], "/code");
        let voided = code(house).await;
        let only = accounts::only_setup_code(&house.house).await.unwrap();
        nobody.post("/setup", form(&voided)).await.problem(422, "accounts.setup_code_wrong");
        for _ in 0..18 {
            nobody.post("/setup", form("0000-0000-0000-0000")).await.problem(422, "accounts.setup_code_wrong");
        }
        let slow = nobody.post("/setup", form(&only)).await;
        slow.problem(429, "house.too_many_requests");
        assert!(!slow.header("retry-after").is_empty());
        // From another network, whoever has the code comes in.
        nobody.post_from("198.51.100.7", "", "/setup", form(&only)).await.ok(200);
    }

    async fn what_is_wrong_with_the_first_account_is_told_at_its_field(house) {
        let code = code(house).await;
        for (field, value, known) in [
            ("email", "alix@club", "/email"),
            ("password", "motdepasse", "/password"),
            ("password", "alix.amand.alix.amand", "/password"),
            ("given_name", "", "/given_name"),
            ("code", "", "/code"),
        ] {
            let mut form = form(&code);
            form[field] = value.into();
            let told = house.anyone().post("/setup", form).await.ok(422);
            assert_eq!(told["errors"][0]["pointer"], known, "{told}");
        }
        assert_eq!(accounts_there(house).await, 0);
        house.anyone().post("/setup", form(&code)).await.ok(200);
    }

    async fn an_account_made_by_command_ends_the_first_start(house) {
        let code = code(house).await;
        accounts::invite_administrator(&house.house, &house.by_house(), "alix@club.example", "Alix", "Amand").await.unwrap();
        assert_eq!(needed(&house.anyone()).await, json!({"needed": false}));
        house.anyone().post("/setup", form(&code)).await.problem(409, "accounts.setup_done");
    }

    async fn the_set_up_of_the_club_is_taken_up_where_it_was_left(house) {
        let admin = house.administrator().await;
        assert_eq!(admin.get("/club").await.ok(200)["setup_step"], "club");
        let after = admin.patch("/club", 1, json!({"name": "Le Maillon vert", "setup_step": "territory"})).await.ok(200);
        assert_eq!(after["setup_step"], "territory");
        admin.patch("/club", 2, json!({"setup_step": "later"})).await.problem(422, "house.wrong_value");
        assert_eq!(admin.patch("/club", 2, json!({"setup_step": "done"})).await.ok(200)["setup_step"], "done");
        house.work_off().await;
    }
}
