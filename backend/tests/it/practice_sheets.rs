//! Sheets from the first title to the catalogue: what is missing, who may do what, versions, media, keywords, figures.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::Visitor,
    members_own_record::{member, revision},
    members_pictures::PNG,
};

pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("no id: {value}")).to_owned()
}

pub async fn cafe(by: &Visitor<'_>) -> Uuid {
    let cafe = json!({"name": "Repair Café", "kind": "association", "status": "active", "email": "bonjour@vieux-rabots.example"});
    member(by, cafe).await
}

pub async fn keyword(by: &Visitor<'_>, name: &str) -> String {
    id(&by.post("/practice-keywords", json!({"name": name})).await.ok(201))
}

/// A draft of a member, as far as it can be published once it is confirmed.
pub async fn written(by: &Visitor<'_>, member: Uuid, title: &str, keyword: &str) -> String {
    let new = json!({"kind": "good_practice", "title": title, "member_id": member});
    let made = by.post("/practice-sheets", new).await.ok(201);
    let path = format!("/practice-sheets/{}", id(&made));
    let content = json!({
        "sections": {
            "context": "Chaque été, la fête du village laissait vingt sacs de gobelets.",
            "description": "Les bénévoles ont lavé des gobelets prêtés par la commune.",
            "results_qualitative": "Le comptoir est resté propre.",
        },
        "keywords": [keyword],
    });
    by.patch(&path, 1, json!({"content": content})).await.ok(200);
    path
}

/// Confirmed by phone, and published.
pub async fn publish(by: &Visitor<'_>, path: &str) -> Value {
    by.post(&format!("{path}/take-up"), json!({})).await.ok(200);
    let said = json!({"way": "phone", "name": "Mireille Kern"});
    by.post(&format!("{path}/confirmation"), said).await.ok(200);
    by.post(&format!("{path}/publish"), json!({})).await.ok(200)
}

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|fault| fault["pointer"].as_str().unwrap()).collect()
}

pub fn picture(path: &str, alt: &str) -> TestRequest {
    let boundary = "a-boundary-of-a-test";
    let head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\n{alt}\r\n--{boundary}\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"comptoir.png\"\r\n\r\n"
    );
    let body = [head.as_bytes(), PNG, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
    TestRequest::post()
        .uri(&format!("/api/v1{path}"))
        .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
        .set_payload(body)
}

both! {
    async fn a_sheet_is_published_once_nothing_is_missing_and_all_that_is_missing_is_told_at_once(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let new = json!({"kind": "good_practice", "title": "  Une fête   sans jetable ", "member_id": cafe});
        let made = camille.post("/practice-sheets", new).await.ok(201);
        assert_eq!((&made["title"], &made["state"], &made["version"]), (&json!("Une fête sans jetable"), &json!("draft"), &json!(0)));
        let path = format!("/practice-sheets/{}", id(&made));
        camille.post(&format!("{path}/publish"), json!({})).await.problem(409, "practice_sheets.not_in_review");
        let missing = camille.post(&format!("{path}/submit"), json!({})).await.ok(422);
        assert_eq!(pointers(&missing), ["/content/sections/description"]);
        camille.post(&format!("{path}/take-up"), json!({})).await.ok(200);
        let missing = camille.post(&format!("{path}/publish"), json!({})).await.ok(422);
        let all = ["/content/sections/context", "/content/sections/description", "/content/sections/results_qualitative", "/content/keywords", "/confirmation"];
        assert_eq!(pointers(&missing), all);
        let page = camille.get(&path).await.ok(200);
        let told: Vec<&str> = page["missing"].as_array().unwrap().iter().map(|lack| lack["pointer"].as_str().unwrap()).collect();
        assert_eq!(told, all);
        // Figures are a result too, and what a member confirmed is confirmed anew once it says something else.
        let word = keyword(&camille, "Fêtes").await;
        camille.post(&format!("{path}/confirmation"), json!({"way": "meeting", "name": "Mireille Kern"})).await.ok(200);
        let content = json!({
            "sections": {"context": "Un village.", "description": "Des gobelets lavés."},
            "figures": [{"label": "Gobelets lavés", "values": [{"year": 2026, "value": 1200}, {"year": 2025, "value": 800}]}],
            "keywords": [word, word],
        });
        let now = camille.patch(&path, 1, json!({"content": content})).await.ok(200);
        assert_eq!((&now["content"]["figures"][0]["values"][0]["year"], now["keywords"].as_array().unwrap().len()), (&json!(2025), 1));
        assert_eq!(now["confirmation"]["outdated"], true);
        let missing = camille.post(&format!("{path}/publish"), json!({})).await.ok(422);
        assert_eq!(pointers(&missing), ["/confirmation"]);
        camille.post(&format!("{path}/confirmation"), json!({"way": "phone", "name": "Mireille Kern"})).await.ok(200);
        let published = camille.post(&format!("{path}/publish"), json!({"note": "Première"})).await.ok(200);
        assert_eq!((&published["state"], &published["version"], &published["changed_since"]), (&json!("published"), &json!(1), &json!(false)));
        assert_eq!((&published["published_on"], &published["review_due_on"]), (&json!("2026-11-23"), &json!("2028-11-23")));
        let shown = house.anyone().get(&format!("/public{path}")).await.ok(200);
        assert_eq!((&shown["member"]["name"], &shown["licence"]), (&json!("Repair Café"), &json!("etalab-2.0")));
        assert_eq!((&shown["json_ld"]["author"]["name"], &shown["json_ld"]["dateModified"]), (&json!("Repair Café"), &json!("2026-11-23")));
        // Nobody else stands there before they are asked.
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let revision = published["revision"].as_i64().unwrap();
        let refused = camille.patch(&path, revision, json!({"member_id": other})).await.problem(409, "practice_sheets.published_as_theirs");
        assert_eq!(refused["errors"][0]["pointer"], "/member_id");
        camille.patch(&path, revision, json!({"member_id": cafe})).await.ok(200);
        camille.post(&format!("{path}/archive"), json!({})).await.ok(200);
        camille.post(&format!("{path}/restore"), json!({})).await.ok(200);
        assert_eq!(camille.patch(&path, revision, json!({"member_id": other})).await.ok(200)["member"]["name"], "Ludothèque");
        house.work_off().await;
    }

    async fn anyone_reads_the_newest_version_until_the_next_and_an_older_one_can_be_taken_back(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        let revision = publish(&camille, &path).await["revision"].as_i64().unwrap();
        let public = format!("/public{path}");
        let changed = json!({"title": "Une fête presque sans jetable", "content": {"sections": {"context": "Chaque hiver."}}});
        let now = camille.patch(&path, revision, changed).await.ok(200);
        assert_eq!(now["changed_since"], true);
        assert_eq!(house.anyone().get(&public).await.ok(200)["title"], "Une fête sans jetable");
        camille.post(&format!("{path}/confirmation"), json!({"way": "email", "name": "Mireille Kern"})).await.ok(200);
        camille.post(&format!("{path}/publish"), json!({"note": "En hiver"})).await.ok(200);
        assert_eq!(house.anyone().get(&public).await.ok(200)["title"], "Une fête presque sans jetable");
        let versions = camille.get(&format!("{path}/versions")).await.ok(200);
        assert_eq!((&versions["items"][0]["number"], &versions["items"][0]["note"]), (&json!(2), &json!("En hiver")));
        let differing = camille.get(&format!("{path}/versions/2/differences")).await.ok(200);
        let fields: Vec<&str> = differing["changes"].as_array().unwrap().iter().map(|change| change["field"].as_str().unwrap()).collect();
        assert_eq!((&differing["before"], fields.len()), (&json!(1), 2), "{differing}");
        assert!(fields.contains(&"title") && fields.contains(&"content.sections.context"));
        let first = camille.get(&format!("{path}/versions/1")).await.ok(200);
        assert_eq!(first["snapshot"]["title"], "Une fête sans jetable");
        camille.get(&format!("{path}/versions/3")).await.problem(404, "house.not_found");
        let revision = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        let restore = TestRequest::post().uri(&format!("/api/v1{path}/versions/1/restore"));
        let back = camille.send(restore.insert_header(("If-Match", format!("\"r{revision}\""))).set_json(json!({}))).await.ok(200);
        assert_eq!((&back["title"], &back["changed_since"]), (&json!("Une fête sans jetable"), &json!(true)));
        // Nobody but the team sees it before it is published.
        assert_eq!(house.anyone().get(&public).await.ok(200)["title"], "Une fête presque sans jetable");
        camille.patch(&path, revision, json!({"title": "Trop tard"})).await.ok(412);
        house.work_off().await;
    }

    async fn members_write_and_follow_their_own_and_nobody_elses(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let mireille = house.contributor_of(cafe).await;
        let stranger = house.manager_of(other).await;
        let made = mireille.post("/practice-sheets", json!({"kind": "good_practice", "title": "Un café qui répare"})).await.ok(201);
        assert_eq!(made["member"]["name"], "Repair Café");
        let path = format!("/practice-sheets/{}", id(&made));
        stranger.get(&path).await.problem(404, "house.not_found");
        stranger.post("/practice-sheets", json!({"kind": "good_practice", "title": "À eux", "member_id": cafe})).await.problem(403, "accounts.not_allowed");
        house.reader().await.post("/practice-sheets", json!({"kind": "advice", "title": "Lire"})).await.problem(403, "accounts.not_allowed");
        house.anyone().get(&path).await.ok(401);
        let text = json!({"content": {"sections": {"description": "On répare ensemble."}}});
        mireille.patch(&path, 1, text).await.ok(200);
        mireille.patch(&path, 2, json!({"member_id": other})).await.problem(403, "accounts.not_allowed");
        mireille.post(&format!("{path}/publish"), json!({})).await.problem(403, "accounts.not_allowed");
        assert_eq!(mireille.post(&format!("{path}/submit"), json!({})).await.ok(200)["state"], "submitted");
        // Handed in, it is the team's; a word can still be said about it.
        mireille.patch(&path, 2, json!({"title": "Encore"})).await.problem(409, "practice_sheets.handed_in");
        let said = json!({"section": "description", "text": "J’ajoute : trente objets."});
        let comment = mireille.post(&format!("{path}/comments"), said).await.ok(201);
        mireille.post(&format!("{path}/comments"), json!({"section": "steps", "text": "?"})).await.ok(422);
        let settle = format!("{path}/comments/{}/settle", id(&comment));
        assert!(camille.post(&settle, json!({})).await.ok(200)["settled_at"].is_string());
        camille.post(&format!("{path}/send-back"), json!({"words": "Il manque le contexte."})).await.ok(200);
        let page = mireille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["abilities"]["edit"]["allowed"], &page["abilities"]["publish"]["allowed"]), (&json!("draft"), &json!(true), &json!(false)));
        let words = mireille.get(&format!("{path}/comments")).await.ok(200);
        assert_eq!(words["items"][1]["text"], "Il manque le contexte.");
        assert_eq!(mireille.get("/practice-sheets").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert!(stranger.get("/practice-sheets").await.ok(200)["items"].as_array().unwrap().is_empty());
        mireille.delete(&path).await.ok(204);
        camille.get(&path).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn the_club_says_in_its_own_words_what_one_writes(house) {
        let camille = house.coordinator().await;
        let path = "/practice-sheets/sections";
        let told = camille.get(path).await.ok(200);
        let came = told["good_practice"][0]["guidance"].clone();
        let revision = told["revision"].as_i64().unwrap();
        let form = |context: Value| json!({"guidance": {"context": context, "steps": "Une ligne  par geste."}});
        house.reader().await.put(path, revision, form(json!("Le lieu."))).await.problem(403, "accounts.not_allowed");
        let said = camille.put(path, revision, form(json!("Le lieu, et ses habitants."))).await.ok(200);
        assert_eq!((&said["good_practice"][0]["guidance"], &said["advice"][2]["guidance"]), (&json!("Le lieu, et ses habitants."), &json!("Une ligne par geste.")));
        camille.put(path, revision, form(Value::Null)).await.ok(412);
        let revision = said["revision"].as_i64().unwrap();
        let unknown = camille.put(path, revision, json!({"guidance": {"nowhere": "?", "why": "x".repeat(301)}})).await.ok(422);
        assert_eq!(pointers(&unknown), ["/guidance/nowhere", "/guidance/why"]);
        let back = camille.put(path, revision, json!({"guidance": {"context": null}})).await.ok(200);
        assert_eq!((&back["good_practice"][0]["guidance"], &back["advice"][2]["guidance"]), (&came, &json!("Une ligne par geste.")));
    }

    async fn pictures_want_words_and_are_shown_to_anyone_only_once_published(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        let added = camille.send(picture(&format!("{path}/media"), "")).await.ok(201);
        let (media, url) = (format!("/practice-media/{}", id(&added)), added["url"].as_str().unwrap().to_owned());
        camille.post(&format!("{path}/take-up"), json!({})).await.ok(200);
        camille.post(&format!("{path}/confirmation"), json!({"way": "phone", "name": "Mireille Kern"})).await.ok(200);
        let missing = camille.post(&format!("{path}/publish"), json!({})).await.ok(422);
        assert_eq!(pointers(&missing), ["/media/0/alt"]);
        house.anyone().get(&url).await.ok(404);
        assert_eq!(camille.get(&url).await.status, 200);
        let revision = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        let now = camille.patch(&media, revision, json!({"alt": "Des gobelets sur un comptoir", "cover": true})).await.ok(200);
        assert_eq!(now["cover"], true);
        let video = json!({"video": true, "url": "javascript:alert(1)", "title": "La fête"});
        camille.post(&format!("{path}/links"), video).await.problem(422, "practice_sheets.bad_url");
        let video = json!({"video": true, "url": "https://tele-du-ried.example/fete", "title": "La fête", "published_in": "Télé du Ried"});
        camille.post(&format!("{path}/links"), video).await.ok(201);
        camille.post(&format!("{path}/confirmation"), json!({"way": "phone", "name": "Mireille Kern"})).await.ok(200);
        camille.post(&format!("{path}/publish"), json!({})).await.ok(200);
        assert_eq!(house.anyone().get(&url).await.status, 200);
        // Taken off the sheet, it stays on the version that shows it.
        camille.delete(&media).await.ok(204);
        let now = camille.get(&path).await.ok(200);
        assert_eq!(now["media"].as_array().unwrap().len(), 1);
        assert_eq!(house.anyone().get(&url).await.status, 200);
        // Taken back with the version, it is described as it was.
        let restore = TestRequest::post().uri(&format!("/api/v1{path}/versions/1/restore"));
        let restore = restore.insert_header(("If-Match", format!("\"r{}\"", now["revision"]))).set_json(json!({}));
        let back = camille.send(restore).await.ok(200);
        let first = &back["media"][0];
        assert_eq!((&first["alt"], &first["cover"], back["media"].as_array().unwrap().len()), (&json!("Des gobelets sur un comptoir"), &json!(true), 2));
        house.work_off().await;
    }

    async fn keywords_are_one_word_however_they_are_called(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let green = keyword(&camille, "Déchets verts").await;
        camille.post("/practice-keywords", json!({"name": "DECHETS  VERTS"})).await.problem(409, "practice_sheets.keyword_exists");
        let path = written(&camille, cafe, "Broyer les branches", &green).await;
        publish(&camille, &path).await;
        let titles = |list: Value| list["items"].as_array().unwrap().iter().map(|hit| hit["sheet"]["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert!(titles(house.anyone().get("/public/practice-sheets?q=vegetaux").await.ok(200)).is_empty());
        let now = camille.patch(&format!("/practice-keywords/{green}"), 1, json!({"name": "Végétaux"})).await.ok(200);
        assert_eq!(now["revision"], 2);
        house.work_off().await;
        assert_eq!(titles(house.anyone().get("/public/practice-sheets?q=vegetaux").await.ok(200)), ["Broyer les branches"]);
        assert_eq!(camille.get(&path).await.ok(200)["keywords"][0]["name"], "Végétaux");
        camille.delete(&format!("/practice-keywords/{green}")).await.problem(409, "practice_sheets.keyword_used");
        let gardens = keyword(&camille, "Jardins").await;
        let merged = camille.post(&format!("/practice-keywords/{green}/merge"), json!({"into": gardens})).await.ok(200);
        assert_eq!((&merged["name"], &merged["aliases"][0]["name"]), (&json!("Jardins"), &json!("Végétaux")));
        house.work_off().await;
        assert_eq!(camille.get(&path).await.ok(200)["keywords"][0]["name"], "Jardins");
        // Whoever types the other name finds it still.
        assert_eq!(titles(house.anyone().get("/public/practice-sheets?q=vegetaux").await.ok(200)), ["Broyer les branches"]);
        camille.post(&format!("/practice-keywords/{gardens}/merge"), json!({"into": green})).await.problem(422, "practice_sheets.keyword_unknown");
    }

    async fn a_keyword_that_a_version_names_stays(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let (green, gardens) = (keyword(&camille, "Déchets verts").await, keyword(&camille, "Jardins").await);
        let path = written(&camille, cafe, "Broyer les branches", &green).await;
        publish(&camille, &path).await;
        camille.post(&format!("/practice-keywords/{green}/merge"), json!({"into": gardens})).await.ok(200);
        let revision = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path, revision, json!({"content": {"keywords": [gardens]}})).await.ok(200);
        house.work_off().await;
        // The page names the one, the draft the other.
        assert_eq!(house.anyone().get(&format!("/public{path}")).await.ok(200)["keywords"], json!(["Déchets verts"]));
        for word in [&green, &gardens] {
            camille.delete(&format!("/practice-keywords/{word}")).await.problem(409, "practice_sheets.keyword_used");
        }
        // Nor goes a word whose other name was chosen, once no draft has either.
        camille.patch(&path, revision + 1, json!({"content": {"keywords": []}})).await.ok(200);
        camille.delete(&format!("/practice-keywords/{gardens}")).await.problem(409, "practice_sheets.keyword_used");
        let named = camille.post("/practice-keywords", json!({"name": "Tontes", "alias_of": gardens})).await.ok(201);
        assert_eq!(named["aliases"][1]["name"], "Tontes");
        camille.delete(&format!("/practice-keywords/{}", id(&named["aliases"][1]))).await.ok(204);
        house.work_off().await;
    }

    async fn a_year_is_counted_against_the_target_and_old_sheets_are_due(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        publish(&camille, &path).await;
        camille.post("/practice-sheets", json!({"kind": "advice", "title": "Composter"})).await.ok(201);
        let counts = camille.get("/practice-sheets/counts").await.ok(200);
        assert_eq!((&counts["year"], &counts["published"], &counts["good_practices"], &counts["in_work"]), (&json!(2026), &json!(1), &json!(1), &json!(1)));
        assert_eq!((&counts["target"], &counts["review_due"]), (&json!(20), &json!(0)));
        house.advance(TimeDelta::days(731));
        let camille = house.coordinator().await;
        let due = camille.get("/practice-sheets?review_due=true").await.ok(200);
        assert_eq!((due["items"].as_array().unwrap().len(), &due["items"][0]["review_due"]), (1, &json!(true)));
        assert_eq!(camille.get("/practice-sheets/counts").await.ok(200)["published"], 0);
        assert_eq!(camille.get("/practice-sheets/counts?year=2026").await.ok(200)["published"], 1);
        assert_eq!(camille.post(&format!("{path}/archive"), json!({})).await.ok(200)["state"], "archived");
        house.anyone().get(&format!("/public{path}")).await.ok(404);
        camille.delete(&path).await.problem(409, "practice_sheets.archived");
        assert_eq!(camille.post(&format!("{path}/restore"), json!({})).await.ok(200)["state"], "in_review");
        house.work_off().await;
    }

    async fn a_merged_member_takes_its_sheets_along_and_gives_them_back(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let twin = member(&camille, json!({"name": "Repair-Café des Prés", "kind": "association", "status": "active"})).await;
        let made = camille.post("/practice-sheets", json!({"kind": "good_practice", "title": "Réparer", "member_id": twin})).await.ok(201);
        let path = format!("/practice-sheets/{}", id(&made));
        let partners = json!({"partners": [{"member_id": twin}, {"name": "Amicale des pompiers"}]});
        let now = camille.patch(&path, 1, partners).await.ok(200);
        assert_eq!((&now["partners"][0]["name"], &now["partners"][1]["member_id"]), (&json!("Repair-Café des Prés"), &Value::Null));
        let (one, other) = (revision(&camille, cafe).await, revision(&camille, twin).await);
        let form = json!({"other": twin, "revision": one, "other_revision": other, "choices": {}});
        camille.post(&format!("/members/{cafe}/merge"), form).await.ok(200);
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["member"]["name"], &page["partners"][0]["name"]), (&json!("Repair Café"), &json!("Repair Café")));
        camille.post(&format!("/members/{twin}/unmerge"), json!({})).await.ok(200);
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["member"]["name"], &page["partners"][0]["member_id"]), (&json!("Repair-Café des Prés"), &json!(twin)));
        house.work_off().await;
    }
}
