//! Forgetting somebody whose request to join was refused.

use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::delivery;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::member,
    privacy_world::{EMAIL, asked_to_join, everything, traces},
};

async fn refuse(by: &Visitor<'_>, request: &str) {
    let no = json!({"reason": "Zébuline Quackenbusch dépend du club voisin."});
    by.post(&format!("/join-requests/{request}/refuse"), no).await.ok(200);
}

/// The club is told of who waits.
async fn told_at(house: &TestHouse, address: &str) {
    let admin = house.administrator().await;
    let revision = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
    admin.patch("/club", revision, json!({"contact_email": address})).await.ok(200);
}

both! {
    async fn who_was_refused_is_nowhere_any_more_once_an_administrator_forgot_them(house) {
        told_at(house, "bonjour@club.example").await;
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let notes = format!("Voir avec {EMAIL}, trois jeux prêtés.");
        let heard = member(&camille, json!({"name": "Ludothèque", "kind": "association", "internal_notes": notes})).await;
        let first = asked_to_join(house, &camille, "Ferme du Lac").await;
        let second = asked_to_join(house, &camille, "Ferme du Lac").await;
        refuse(&camille, &second).await;
        house.work_off().await;
        let before = traces(&everything(house).await);
        for place in ["join_request.applicant", "join_request.reason", "delivery.to_address", "delivery.text", "member.internal_notes"] {
            assert!(before.iter().any(|trace| trace.contains(place)), "she was never in {place}");
        }
        let mails = delivery::Entity::find().count(&house.house.db.read).await.unwrap();
        admin.delete(&format!("/join-requests/{second}")).await.ok(204);
        house.work_off().await;
        let all = everything(house).await;
        let after = traces(&all);
        assert!(after.is_empty(), "{after:#?}");
        let told: Vec<_> = all.iter().filter(|(_, text)| text.contains("Ferme du Lac")).collect();
        assert!(told.is_empty(), "{told:#?}");
        for gone in [&first, &second] {
            admin.get(&format!("/join-requests/{gone}")).await.problem(404, "house.not_found");
        }
        admin.delete(&format!("/join-requests/{second}")).await.problem(404, "house.not_found");
        assert_eq!(camille.get(&format!("/members/{heard}")).await.ok(200)["internal_notes"], "Voir avec …, trois jeux prêtés.");
        assert_eq!(delivery::Entity::find().count(&house.house.db.read).await.unwrap(), mails, "that mails left stays counted");
        let line = admin.get("/audit?verb=erase").await.ok(200)["items"][0].clone();
        assert_eq!((&line["label"], &line["record"], &line["record_id"]), (&json!("…"), &json!("join_request"), &json!(second)));
        assert_eq!(line["by"]["name"], "Alix Amand");
        // Whoever was forgotten may ask again.
        asked_to_join(house, &camille, "Ferme du Lac").await;
        house.work_off().await;
    }

    async fn administrators_alone_forget_and_only_who_was_refused(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let farm = asked_to_join(house, &camille, "Ferme du Lac").await;
        let path = format!("/join-requests/{farm}");
        admin.delete(&path).await.problem(409, "members.join_waits");
        refuse(&camille, &farm).await;
        house.anyone().delete(&path).await.problem(401, "accounts.sign_in_needed");
        for visitor in [&camille, &house.reader().await] {
            visitor.delete(&path).await.problem(403, "accounts.not_allowed");
        }
        let may = |page: Value| page["abilities"]["erase"]["allowed"].clone();
        assert_eq!((may(camille.get(&path).await.ok(200)), may(admin.get(&path).await.ok(200))), (json!(false), json!(true)));
        house.work_off().await;
    }

    async fn who_asked_again_and_was_taken_in_keeps_what_they_are_known_by(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let farm = asked_to_join(house, &camille, "Ferme du Lac").await;
        refuse(&camille, &farm).await;
        let mill = asked_to_join(house, &camille, "Moulin du Bois").await;
        let (farm, mill) = (format!("/join-requests/{farm}"), format!("/join-requests/{mill}"));
        admin.delete(&farm).await.problem(409, "members.join_another_waits");
        let member = camille.post(&format!("{mill}/approve"), json!({})).await.ok(200)["member_id"].clone();
        house.work_off().await;
        admin.delete(&mill).await.problem(409, "members.join_approved");
        admin.delete(&farm).await.ok(204);
        house.work_off().await;
        admin.get(&farm).await.problem(404, "house.not_found");
        let contact = camille.get(&format!("/members/{}", member.as_str().unwrap())).await.ok(200)["contacts"][0].clone();
        assert_eq!((&contact["person"]["name"], &contact["email"]), (&json!("Zébuline Quackenbusch"), &json!(EMAIL)));
        let taken_in = camille.get(&mill).await.ok(200);
        assert_eq!((&taken_in["applicant"]["given_name"], &taken_in["applicant"]["email"]), (&json!("Zébuline"), &json!(EMAIL)));
        let all = everything(house).await;
        assert!(!all.iter().any(|(_, text)| text.contains("Ferme du Lac")), "what was refused is forgotten all the same");
    }
}
