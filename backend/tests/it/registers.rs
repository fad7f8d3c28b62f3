//! Looking things up in the national registers, good day and bad.

use std::time::Instant;

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::register_answer;

use crate::{both_with_registers, harness::registers::Mood};

const BY_SIREN: &str = "/registers/organisations?siren=912000106";

fn names(found: &Value) -> Vec<&str> {
    found["items"].as_array().unwrap().iter().map(|one| one["fills"]["name"].as_str().unwrap_or("…")).collect()
}

both_with_registers! {
    async fn an_organisation_is_found_by_each_of_its_numbers_and_by_its_name(house, registers) {
        let staff = house.coordinator().await;
        let rabots = "Les Vieux Rabots";
        for question in ["siren=912000106", "siret=91200010600019", "rna=W882001234", "q=vieux%20rabots", "q=912%20000%20106", "q=W882001234"] {
            let found = staff.get(&format!("/registers/organisations?{question}")).await.ok(200);
            assert_eq!((&found["available"], names(&found)), (&json!(true), vec![rabots]), "{question}");
        }
        let found = staff.get(BY_SIREN).await.ok(200);
        assert_eq!(found["source"]["name"], "Recherche d’entreprises");
        assert_eq!(found["fetched_on"], "2026-11-23");
        assert_eq!(found["items"][0]["fills"], json!({"name": rabots, "kind": "association", "size": null, "legal_name": null,
            "siren": "912000106", "siret": "91200010600019", "rna": "W882001234", "street": "12 Rue des Pres",
            "postal_code": "88100", "commune": "88413"}));
        assert_eq!(found["items"][0]["activity"], json!({"code": "94.99Z", "nomenclature": "NAFRev2"}));
        // What fills the form is taken by the form.
        let mut form = found["items"][0]["fills"].clone();
        form.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        staff.post("/members", form).await.ok(201);
        // Each question once: the same one, asked again, is answered from what was kept.
        assert_eq!(registers.asked().len(), 4, "{:?}", registers.asked());
    }

    async fn a_name_in_a_commune_gives_the_establishment_there(house, _registers) {
        let staff = house.coordinator().await;
        let found = staff.get("/registers/organisations?q=kern&commune=67445").await.ok(200);
        assert_eq!(found["items"][0]["fills"]["street"], "8 Rue de la Douane");
        assert_eq!(names(&staff.get("/registers/organisations?q=pres").await.ok(200)), ["Ludotheque des Pres", "Compost des Pres"]);
        assert_eq!(names(&staff.get("/registers/organisations?q=pres&commune=67445").await.ok(200)), ["Compost des Pres"]);
        assert_eq!(names(&staff.get("/registers/organisations?q=pres&department=88").await.ok(200)), Vec::<&str>::new());
        // A closed one is found by its number, and says so.
        assert_eq!(staff.get("/registers/organisations?siren=912000601").await.ok(200)["items"][0]["closed"], true);
    }

    async fn what_may_not_be_shown_is_neither_shown_nor_kept(house, _registers) {
        let staff = house.coordinator().await;
        let reply = staff.get("/registers/organisations?siren=912000403").await;
        let found = reply.ok(200);
        assert_eq!((&found["items"][0]["hidden"], &found["items"][0]["fills"]["name"]), (&json!(true), &Value::Null));
        assert_eq!(found["items"][0]["fills"]["street"], Value::Null);
        let kept = register_answer::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(kept.len(), 1);
        for text in [String::from_utf8(reply.bytes.clone()).unwrap(), kept[0].answer.to_string()] {
            assert!(!text.contains("DIFFUSIBLE") && !text.contains("EXEMPLE"), "{text}");
        }
        // Nor is it a value when somebody copied it from the register's own page.
        let copied = json!({"name": "Au Pain des Bois", "kind": "company", "street": "[NON-DIFFUSIBLE]"});
        assert_eq!(staff.post("/members", copied).await.ok(201)["street"], Value::Null);
        staff.post("/members", json!({"name": "[NON-DIFFUSIBLE]", "kind": "company"})).await.problem(422, "members.name_required");
    }

    async fn an_address_is_completed_with_its_commune_and_position(house, registers) {
        let staff = house.coordinator().await;
        let found = staff.get("/registers/addresses?q=5%20rue%20du%20four").await.ok(200);
        let first = &found["items"][0];
        assert_eq!(first["fills"], json!({"street": "5 Rue du Four", "postal_code": "67600", "commune": "67462"}));
        assert_eq!((&first["latitude"], &first["longitude"], &first["certain"]), (&json!(48.2601), &json!(7.453), &json!(true)));
        assert_eq!(found["items"][1]["certain"], false);
        let here = staff.get("/registers/addresses?q=rue%20du%20four&commune=67445").await.ok(200);
        assert_eq!(here["items"].as_array().unwrap().len(), 1);
        assert!(registers.asked().iter().all(|asked| asked.starts_with("/geocodage/search?")), "{:?}", registers.asked());
    }

    async fn a_question_that_can_not_be_asked_is_refused_by_its_parameter(house, registers) {
        let staff = house.coordinator().await;
        staff.get("/registers/organisations").await.ok(422);
        staff.get("/registers/organisations?siren=123456789").await.ok(422);
        staff.get("/registers/organisations?siren=912000106&rna=W882001234").await.ok(422);
        staff.get("/registers/addresses?q=ab").await.ok(422);
        house.anyone().get(BY_SIREN).await.problem(401, "accounts.sign_in_needed");
        assert_eq!(registers.asked(), Vec::<String>::new());
    }

    async fn nothing_found_is_no_fault_and_is_kept_for_an_hour(house, registers) {
        let staff = house.coordinator().await;
        for _ in 0..2 {
            let found = staff.get("/registers/organisations?q=inconnue").await.ok(200);
            assert_eq!((&found["available"], names(&found).len()), (&json!(true), 0));
        }
        house.advance(TimeDelta::minutes(61));
        // Signed in anew: a token lives for a quarter of an hour.
        let staff = house.coordinator().await;
        staff.get("/registers/organisations?q=inconnue").await.ok(200);
        assert_eq!(registers.asked().len(), 2);
    }

    async fn one_goes_on_by_hand_whatever_the_register_does(house, registers) {
        let staff = house.coordinator().await;
        // No longer is anybody kept waiting; that nobody is, the clock tells roughly: the slow one takes twenty seconds.
        assert!(platform::registers::PATIENCE.as_secs_f64() < 3.0);
        for mood in [Mood::Slow, Mood::Failing, Mood::Truncated, Mood::Changed, Mood::Redirecting] {
            registers.are(mood);
            // A rest after too many failures is over.
            house.advance(TimeDelta::minutes(1));
            let began = Instant::now();
            let told = staff.get(BY_SIREN).await.ok(200);
            assert!(began.elapsed().as_secs() < 10, "{mood:?} took {:?}", began.elapsed());
            assert_eq!((&told["available"], &told["reason"]), (&json!(false), &json!("not_answering")), "{mood:?}");
            assert!(told["detail"].as_str().unwrap().contains("à la main"), "{told}");
            assert_eq!((&told["items"], &told["fetched_on"]), (&json!([]), &Value::Null));
        }
        registers.are(Mood::Well);
        house.advance(TimeDelta::minutes(1));
        assert_eq!(names(&staff.get(BY_SIREN).await.ok(200)).len(), 1);
    }

    async fn a_register_that_fails_again_and_again_is_left_alone_for_a_while(house, registers) {
        let staff = house.coordinator().await;
        registers.are(Mood::Failing);
        for n in 0..5 {
            staff.get(&format!("/registers/organisations?q=inconnue{n}")).await.ok(200);
        }
        assert_eq!(registers.asked().len(), 3);
        registers.are(Mood::Well);
        house.advance(TimeDelta::seconds(31));
        assert_eq!(staff.get(BY_SIREN).await.ok(200)["available"], true);
    }

    async fn a_register_that_asks_for_patience_is_given_it(house, registers) {
        let staff = house.coordinator().await;
        registers.are(Mood::Asked(20));
        assert_eq!(staff.get(BY_SIREN).await.ok(200)["reason"], "busy");
        registers.are(Mood::Well);
        house.advance(TimeDelta::seconds(15));
        assert_eq!(staff.get(BY_SIREN).await.ok(200)["available"], false);
        assert_eq!(registers.asked().len(), 1);
        house.advance(TimeDelta::seconds(6));
        assert_eq!(staff.get(BY_SIREN).await.ok(200)["available"], true);
    }

    async fn what_was_right_lately_serves_on_the_day_the_register_is_down(house, registers) {
        let staff = house.coordinator().await;
        staff.get(BY_SIREN).await.ok(200);
        registers.are(Mood::Failing);
        house.advance(TimeDelta::days(8));
        let staff = house.coordinator().await;
        let found = staff.get(BY_SIREN).await.ok(200);
        assert_eq!((names(&found).len(), &found["fetched_on"]), (1, &json!("2026-11-23")));
    }

    async fn no_more_questions_go_out_in_a_second_than_the_terms_allow(house, registers) {
        let staff = house.coordinator().await;
        // The clock of the test stands still: all of it is one second.
        for n in 0..8 {
            let told = staff.get(&format!("/registers/organisations?q=inconnue{n}")).await.ok(200);
            assert_eq!(told["available"], n < 7, "{n}: {told}");
        }
        assert_eq!(registers.asked().len(), 7);
    }

    async fn the_club_can_do_without(house, registers) {
        let admin = house.administrator().await;
        let club = admin.get("/club").await.ok(200);
        assert_eq!(club["look_ups"], true);
        admin.patch("/club", club["revision"].as_i64().unwrap(), json!({"look_ups": false})).await.ok(200);
        for path in [BY_SIREN, "/registers/addresses?q=rue%20du%20four"] {
            let told = admin.get(path).await.ok(200);
            assert_eq!((&told["available"], &told["reason"]), (&json!(false), &json!("switched_off")));
        }
        assert_eq!(registers.asked(), Vec::<String>::new());
        house.work_off().await;
    }
}

mod without {
    both! {
        async fn an_instance_without_register_says_so(house) {
            let told = house.coordinator().await.get(super::BY_SIREN).await.ok(200);
            assert_eq!(told["reason"], "switched_off");
        }
    }
}
