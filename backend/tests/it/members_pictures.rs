//! Logo and pictures of a member: described, drawn anew, shown as the member says.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Reply, Visitor},
    members_own_record::{cafe, member, set_rules},
};

/// One red pixel.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0,
    0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

async fn send(by: &Visitor<'_>, member: Uuid, fields: &[(&str, &str)]) -> Reply {
    let boundary = "a-boundary-of-a-test";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n").bytes(),
    );
    body.extend(PNG);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    let request = TestRequest::post()
        .uri(&format!("/api/v1/members/{member}/pictures"))
        .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
        .set_payload(body);
    by.send(request).await
}

fn path(picture: &Value) -> String {
    format!("/member-pictures/{}", picture["id"].as_str().unwrap())
}

both! {
    async fn a_manager_shows_her_organisation(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        send(&mireille, cafe, &[]).await.problem(422, "members.alt_required");
        let logo = send(&mireille, cafe, &[("alt", "Deux rabots croisés"), ("logo", "true")]).await.ok(201);
        let photo = send(&mireille, cafe, &[("alt", "L’atelier")]).await.ok(201);
        assert_eq!((&logo["logo"], &logo["width"], &photo["revision"]), (&json!(true), &json!(1), &json!(3)));
        // A second logo takes the place of the first.
        let again = send(&mireille, cafe, &[("alt", "Un rabot"), ("logo", "true")]).await.ok(201);
        let list = mireille.get(&format!("/members/{cafe}/pictures")).await.ok(200);
        let alts: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|one| &one["alt"]).collect();
        assert_eq!(alts, [&json!("Un rabot"), &json!("L’atelier")]);
        mireille.patch(&path(&photo), 1, json!({"alt": "L’atelier, un samedi"})).await.problem(412, "house.stale");
        mireille.patch(&path(&photo), 4, json!({"alt": "L’atelier, un samedi"})).await.ok(200);
        mireille.patch(&path(&photo), 5, json!({"alt": "  "})).await.problem(422, "members.alt_required");
        let shown = maillage::features::members::public_view(&house.house.db.read, None).await.unwrap().pop().unwrap();
        assert_eq!((shown.logo.unwrap().alt, shown.pictures.len()), ("Un rabot".to_owned(), 1));
        mireille.delete(&path(&again)).await.ok(204);
        mireille.delete(&path(&again)).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn a_picture_is_seen_by_those_whom_it_is_shown_to(house) {
        let camille = house.coordinator().await;
        let (cafe, ludo) = (cafe(&camille).await, member(&camille, json!({"name": "Ludothèque", "kind": "association"})).await);
        let (mireille, stranger) = (house.manager_of(cafe).await, house.manager_of(ludo).await);
        let photo = send(&mireille, cafe, &[("alt", "L’atelier")]).await.ok(201);
        let content = format!("{}/content", path(&photo));
        let seen = house.anyone().get(&content).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "image/png"));
        assert!(seen.header("cache-control").starts_with("public"));
        // A club without directory shows nothing of its members.
        let admin = house.administrator().await;
        let club = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
        admin.patch("/club", club, json!({"directory_open": false})).await.ok(200);
        house.anyone().get(&content).await.problem(404, "house.not_found");
        assert!(stranger.get(&content).await.header("cache-control").starts_with("private"));
        admin.patch("/club", club + 1, json!({"directory_open": true})).await.ok(200);
        mireille.patch(&format!("/members/{cafe}/profile"), 2, json!({"visibility": {"pictures": "club"}})).await.ok(200);
        house.anyone().get(&content).await.problem(404, "house.not_found");
        assert!(stranger.get(&content).await.header("cache-control").starts_with("private"));
        stranger.delete(&path(&photo)).await.problem(404, "house.not_found");
        send(&stranger, cafe, &[("alt", "x")]).await.problem(404, "house.not_found");
        house.contributor_of(cafe).await.delete(&path(&photo)).await.problem(403, "members.managers_only");
        set_rules(house, json!({"pictures": {"treatment": "staff_only"}})).await;
        mireille.delete(&path(&photo)).await.problem(403, "members.staff_only_field");
        camille.delete(&path(&photo)).await.ok(204);
        house.work_off().await;
    }
}
