//! Something of everything, for the walk over all operations: the id that each path gets, longest prefix first.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use crate::harness::TestHouse;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("no id: {value}")).to_owned()
}

/// The file of an upload: a picture of one pixel.
fn part_of_picture(boundary: &str) -> Vec<u8> {
    let head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
    [head.as_bytes(), crate::members_pictures::PNG, format!("\r\n--{boundary}--\r\n").as_bytes()].concat()
}

pub async fn things(house: &TestHouse, own: &str) -> BTreeMap<&'static str, String> {
    let admin = house.administrator().await;
    let contact = admin
        .post(&format!("/members/{own}/contacts"), json!({"given_name": "Mireille", "family_name": "Kern"}))
        .await
        .ok(201);
    let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached", "summary": "Bonjour"});
    let interaction = admin.post(&format!("/members/{own}/interactions"), call).await.ok(201);
    let topic = admin.post("/topics", json!({"name": "Gobelets"})).await.ok(201);
    let gone = admin.post("/topics", json!({"name": "Vaisselle"})).await.ok(201);
    admin.delete(&format!("/topics/{}", id(&gone))).await.ok(204);
    let canteen = admin.post("/members", json!({"name": "Cantine", "kind": "association"})).await.ok(201);
    let pasted = json!({"changes": [{"id": id(&canteen), "revision": 1, "set": {"name": "Cantine des Prés"}}]});
    let pasted = admin.post("/members/changes", pasted).await.ok(200);
    let field = admin.post("/member-fields", json!({"name": "Prête des gobelets", "kind": "yes_no"})).await.ok(201);
    let view = admin.post("/views", json!({"name": "Associations", "shared": true})).await.ok(201);
    let account =
        json!({"email": "nouvelle@club.example", "given_name": "Nour", "family_name": "Velle", "role": "reader"});
    let account = admin.post_once("/accounts", account).await.ok(201);
    let key = admin.post("/api-keys", json!({"name": "Site", "scopes": ["members:read"]})).await.ok(201);
    // Kept by who may not show it to the world: staff reads it, others don't learn that it is there.
    let boundary = "a-boundary-of-a-test";
    let part = |name: &str, content: &str| {
        format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--{boundary}--\r\n"
        )
    };
    let upload = |path: &str, body: String| {
        TestRequest::post()
            .uri(path)
            .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
            .insert_header(("Idempotency-Key", uuid::Uuid::now_v7().to_string()))
            .set_payload(body)
    };
    let file = admin.send(upload("/api/v1/files", part("note.txt", "Bonjour"))).await.ok(201);
    let import = admin
        .send(upload("/api/v1/imports", part("membres.csv", "Nom;Type\r\nLudothèque des Prés;Association\r\n")))
        .await
        .ok(201);
    let picture = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\nRien\r\n").into_bytes();
    let picture = [&picture[..], part_of_picture(boundary).as_slice()].concat();
    let picture = TestRequest::post()
        .uri(&format!("/api/v1/members/{own}/pictures"))
        .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
        .set_payload(picture);
    let picture = admin.send(picture).await.ok(201);
    // Shown within the club alone, as the rest of this member is not listed either.
    let shown = json!({"visibility": {"pictures": "club"}});
    let now = admin.get(&format!("/members/{own}")).await.ok(200)["revision"].as_i64().unwrap();
    admin.patch(&format!("/members/{own}"), now, shown).await.ok(200);
    let manager = house.manager_of(own.parse().unwrap()).await;
    let asked = manager
        .patch(&format!("/members/{own}/profile"), now + 1, json!({"name": "Repair Café des Prés"}))
        .await
        .ok(200);
    let colleague = house.account(None, "Paul", "Weiss").await;
    let seat = json!({"email": format!("{}@club.example", colleague.simple()), "given_name": "Paul", "family_name": "Weiss", "role": "contributor"});
    manager.post_once(&format!("/members/{own}/colleagues"), seat).await.ok(201);
    // Somebody who asks to join, and has proven their address.
    let ticket = house.anyone().get("/public/join").await.ok(200)["ticket"].clone();
    house.advance(chrono::TimeDelta::seconds(10));
    let person = json!({"given_name": "Élise", "family_name": "Exemple", "email": "elise@pain-des-bois.example"});
    let form = json!({"ticket": ticket, "organisation": {"name": "Au Pain des Bois", "kind": "company", "commune": "67462"}, "person": person});
    house.anyone().post("/public/join", form).await.ok(202);
    let token = house.token_mailed_to("elise@pain-des-bois.example", "/adherer/confirmer").await;
    house.anyone().post("/public/join/confirm", json!({"token": token})).await.ok(200);
    let request = admin.get("/join-requests").await.ok(200)["items"][0].clone();
    let parted = json!({"given_name": "Paul", "family_name": "Parti"});
    let parted = admin.post(&format!("/members/{}/contacts", id(&canteen)), parted).await.ok(201);
    let erasure = format!("/people/{}/erasure", parted["person"]["id"].as_str().unwrap());
    let seen = admin.get(&erasure).await.ok(200)["revision"].as_i64().unwrap();
    let erase = TestRequest::post()
        .uri(&format!("/api/v1{}", erasure.replace("/erasure", "/erase")))
        .insert_header(("If-Match", format!("\"r{seen}\"")))
        .insert_header(("Idempotency-Key", "erasing"))
        .set_json(json!({}));
    let erasure = admin.send(erase).await.ok(202);
    let campaign = crate::campaigns::draft(&admin).await;
    let event = crate::events::published(&admin, json!({})).await;
    let agenda = admin.send(upload("/api/v1/files", part("ordre-du-jour.txt", "Bonjour"))).await.ok(201);
    let revision = admin.get(&event).await.ok(200)["revision"].as_i64().unwrap();
    let attached = json!({"files": [{"file_id": id(&agenda), "kind": "attachment", "label": "Ordre du jour"}]});
    admin.patch(&event, revision, attached).await.ok(200);
    let open = crate::events::published(&admin, json!({"audience": "public"})).await;
    let people = json!({"member_id": own, "people": [{"family_name": "Kern"}]});
    let registration = admin.post(&format!("{event}/registrations"), people).await.ok(200)["items"][0].clone();
    let venue = admin.post("/venues", json!({"name": "Salle des fêtes"})).await.ok(201);
    let equipment = admin.post("/equipment", json!({"name": "Gobelets", "quantity": 100})).await.ok(201);
    house.anyone().post(&format!("/public/members/{own}/reports"), json!({"what": "closed"})).await.ok(204);
    let report = admin.get("/reports").await.ok(200)["items"][0].clone();
    house.work_off().await;
    let dead = tables::job::ActiveModel {
        id: Set(uuid::Uuid::now_v7()),
        kind: Set("house.sweep".to_owned()),
        payload: Set(Value::Null),
        state: Set("dead".to_owned()),
        attempts: Set(8),
        max_attempts: Set(8),
        run_at: Set(house.house.now()),
        created_at: Set(house.house.now()),
        last_error: Set(Some("house.bug".to_owned())),
        ..Default::default()
    };
    let tx = house.house.db.begin().await.unwrap();
    let dead = tables::job::Entity::insert(dead).exec_with_returning(&tx).await.unwrap().id;
    tx.commit().await.unwrap();
    // A sheet of the organisation, published, with a picture and a word about it.
    let word = admin.post("/practice-keywords", json!({"name": "Réparation"})).await.ok(201);
    let sheet = crate::practice_sheets::written(&admin, own.parse().unwrap(), "Réparer ensemble", &id(&word)).await;
    let medium = admin.send(crate::practice_sheets::picture(&format!("{sheet}/media"), "L’atelier")).await.ok(201);
    crate::practice_sheets::publish(&admin, &sheet).await;
    let said = admin.post(&format!("{sheet}/comments"), json!({"section": "context", "text": "Bravo"})).await.ok(201);
    let sheet = sheet.rsplit('/').next().unwrap_or_default().to_owned();
    let delivery = admin.get("/deliveries").await.ok(200)["items"][0].clone();
    BTreeMap::from([
        ("/api/v1/files/", id(&file)),
        ("/api/v1/imports/", id(&import)),
        ("/api/v1/campaigns/", campaign.rsplit('/').next().unwrap_or_default().to_owned()),
        ("/api/v1/events/", format!("{}+{}", event.rsplit('/').next().unwrap_or_default(), id(&agenda))),
        ("/api/v1/public/events/", open.rsplit('/').next().unwrap_or_default().to_owned()),
        ("/api/v1/registrations/", id(&registration)),
        ("/api/v1/venues/", id(&venue)),
        ("/api/v1/equipment/", id(&equipment)),
        ("/api/v1/deliveries/", id(&delivery)),
        ("/api/v1/jobs/", dead.to_string()),
        ("/api/v1/join-requests/", id(&request)),
        ("/api/v1/members/", own.to_owned()),
        ("/api/v1/public/members/", own.to_owned()),
        ("/api/v1/reports/", id(&report)),
        ("/api/v1/members/{id}/colleagues/{account_id}", format!("{own}+{colleague}")),
        ("/api/v1/member-pictures/", id(&picture)),
        ("/api/v1/practice-keywords/", id(&word)),
        ("/api/v1/practice-media/", id(&medium)),
        ("/api/v1/practice-sheets/", sheet.clone()),
        ("/api/v1/practice-sheets/{id}/comments/", format!("{sheet}+{}", id(&said))),
        ("/api/v1/practice-sheets/{id}/versions/", format!("{sheet}+1")),
        ("/api/v1/public/practice-sheets/", sheet),
        ("/api/v1/proposals/", id(&asked["waiting"][0])),
        ("/api/v1/member-fields/", id(&field)),
        ("/api/v1/views/", id(&view)),
        ("/api/v1/people/", contact["person"]["id"].as_str().unwrap().to_owned()),
        ("/api/v1/privacy/erasures/", id(&erasure)),
        ("/api/v1/contacts/", id(&contact)),
        ("/api/v1/interactions/", id(&interaction)),
        ("/api/v1/topics/", id(&topic)),
        ("/api/v1/topics/{id}/restore", id(&gone)),
        ("/api/v1/change-sets/", pasted["change_set_id"].as_str().unwrap().to_owned()),
        ("/api/v1/accounts/", id(&account)),
        ("/api/v1/api-keys/", id(&key)),
    ])
}
