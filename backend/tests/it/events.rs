//! Events from draft to minutes: who sees them, what becomes of a change, what anyone may read of them.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, member},
};

pub const LINK: &str = "/rendez-vous/inscription";
pub const INVITATION: &str = "/rendez-vous/repondre";

/// A draft of an evening meeting on 8 December, in two weeks.
pub async fn draft(by: &Visitor<'_>, more: Value) -> String {
    let mut body = json!({"kind": "thematic_meeting", "title": "Le compostage, partagé", "place": "Salle des Tanneurs",
        "summary": "Trois communes racontent.", "starts_at": "2026-12-08T17:30:00Z", "ends_at": "2026-12-08T19:30:00Z"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = by.post("/events", body).await.ok(201);
    format!("/events/{}", made["id"].as_str().unwrap())
}

pub async fn published(by: &Visitor<'_>, more: Value) -> String {
    let path = draft(by, more).await;
    by.post(&format!("{path}/publish"), json!({})).await.ok(200);
    path
}

pub fn person(name: &str) -> Value {
    json!({"given_name": "Odile", "family_name": name, "email": format!("{}@vieux-rabots.example", name.to_lowercase())})
}

/// A calendar line by line, unfolded; what does not follow RFC 5545 fails.
pub fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "{calendar}");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    let whole = calendar.replace("\r\n ", "");
    let lines: Vec<String> = whole.split_terminator("\r\n").map(str::to_owned).collect();
    let mut open: Vec<&str> = Vec::new();
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no property: {line}"));
        let name = name.split(';').next().unwrap();
        assert!(
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'),
            "{line}"
        );
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value), "{calendar}"),
            _ => assert!(!open.is_empty(), "{calendar}"),
        }
    }
    assert!(open.is_empty(), "{calendar}");
    for (component, demanded) in
        [("VEVENT", vec!["UID", "DTSTAMP", "DTSTART", "SEQUENCE"]), ("VCALENDAR", vec!["VERSION", "PRODID"])]
    {
        for part in whole.split(&format!("BEGIN:{component}\r\n")).skip(1) {
            let part = part.split(&format!("END:{component}")).next().unwrap();
            for name in demanded.iter() {
                let has = |line: &&str| line.starts_with(&format!("{name}:")) || line.starts_with(&format!("{name};"));
                assert_eq!(part.split("\r\n").filter(has).count(), 1, "{name} in {part}");
            }
        }
    }
    lines
}

pub fn revision(page: &Value) -> i64 {
    page["revision"].as_i64().unwrap()
}

async fn calendar(house: &TestHouse, path: &str) -> Vec<String> {
    let reply = house.anyone().get(path).await;
    assert_eq!(reply.status, 200);
    assert!(reply.header("content-type").starts_with("text/calendar"));
    lines(std::str::from_utf8(&reply.bytes).unwrap())
}

both! {
    async fn a_draft_is_the_teams_and_a_published_event_is_the_members_and_the_publics_where_it_says_so(house) {
        let camille = house.coordinator().await;
        let mireille = house.manager_of(cafe(&camille).await).await;
        let path = draft(&camille, json!({})).await;
        mireille.get(&path).await.problem(404, "house.not_found");
        mireille.post("/events", json!({})).await.problem(403, "accounts.not_allowed");
        house.reader().await.post(&format!("{path}/publish"), json!({})).await.problem(403, "accounts.not_allowed");
        house.anyone().get(&path).await.ok(401);
        camille.post(&format!("{path}/publish"), json!({})).await.ok(200);
        assert_eq!(mireille.get(&path).await.ok(200)["state"], "published");
        camille.post(&format!("{path}/publish"), json!({})).await.problem(409, "events.published");
        // For members alone: nobody else reads of it.
        assert_eq!(house.anyone().get("/public/events").await.ok(200)["total"], 0);
        let open = published(&camille, json!({"audience": "public", "title": "Portes ouvertes"})).await;
        let told = house.anyone().get("/public/events").await.ok(200);
        assert_eq!((&told["total"], &told["items"][0]["title"], &told["items"][0]["open"]), (&json!(1), &json!("Portes ouvertes"), &json!(true)));
        assert_eq!(told["items"][0]["json_ld"]["startDate"], "2026-12-08T18:30:00+01:00");
        let reply = house.anyone().get(&format!("/public{open}")).await;
        let again = actix_web::test::TestRequest::get().uri(&format!("/api/v1/public{open}")).insert_header(("If-None-Match", reply.header("etag")));
        assert_eq!(house.anyone().send(again).await.status, 304);
        house.anyone().get(&format!("/public{path}")).await.ok(404);
    }

    async fn a_change_that_matters_is_told_to_calendars_and_another_is_not(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"audience": "public"})).await;
        let page = camille.get(&path).await.ok(200);
        let file = format!("/public{path}/calendar.ics");
        let before = calendar(house, &file).await;
        assert!(before.contains(&"SUMMARY:Le compostage\\, partagé".to_owned()) && before.contains(&"SEQUENCE:0".to_owned()), "{before:?}");
        assert!(before.contains(&"DTSTART;TZID=Europe/Paris:20261208T183000".to_owned()), "{before:?}");
        assert!(before.contains(&"BEGIN:VTIMEZONE".to_owned()) && before.contains(&"TZOFFSETTO:+0200".to_owned()));
        let page = camille.patch(&path, revision(&page), json!({"description": "Venez à pied."})).await.ok(200);
        assert!(calendar(house, &file).await.contains(&"SEQUENCE:0".to_owned()));
        camille.patch(&path, 1, json!({"title": "Autre"})).await.problem(412, "house.stale");
        let wrong = json!({"ends_at": "2026-12-08T16:00:00Z", "time_zone": "Lune/Mer"});
        assert_eq!(camille.patch(&path, revision(&page), wrong).await.ok(422)["errors"].as_array().unwrap().len(), 2);
        camille.patch(&path, revision(&page), json!({"starts_at": "2026-12-08T18:00:00Z"})).await.ok(200);
        let after = calendar(house, &file).await;
        assert!(after.contains(&"SEQUENCE:1".to_owned()) && after.contains(&"DTSTART;TZID=Europe/Paris:20261208T190000".to_owned()));
        let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
        assert_eq!(uid(&before), uid(&after));
        camille.post(&format!("{path}/cancel"), json!({"words": "La salle est fermée."})).await.ok(200);
        let all = calendar(house, "/public/calendar.ics").await;
        assert!(all.contains(&"STATUS:CANCELLED".to_owned()) && all.contains(&"METHOD:PUBLISH".to_owned()));
        house.work_off().await;
    }

    async fn feeds_name_what_is_public_and_nobody_who_comes(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"audience": "public", "title": "Tri & <réemploi>"})).await;
        camille.post(&format!("{path}/registrations"), json!({"people": [person("Kern")]})).await.ok(200);
        for feed in ["/public/feed.rss", "/public/feed.atom"] {
            let text = String::from_utf8(house.anyone().get(feed).await.bytes).unwrap();
            assert!(text.contains("Tri &amp; &lt;réemploi&gt;") && !text.contains("Kern"), "{text}");
        }
        assert_eq!(house.anyone().get("/public/feed.json").await.ok(200)["items"][0]["title"], "Tri & <réemploi>");
        let shape = house.anyone().get("/public/events/openagenda.json").await.ok(200);
        assert_eq!((&shape["total"], &shape["events"][0]["status"]), (&json!(1), &json!(1)));
        let all = house.anyone().get("/public/events").await;
        assert!(!String::from_utf8(all.bytes).unwrap().contains("Kern"));
        house.work_off().await;
    }

    async fn this_years_meeting_is_made_from_last_years_and_a_series_keeps_its_hour(house) {
        let camille = house.coordinator().await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let path = draft(&camille, json!({"capacity": 40})).await;
        let page = camille.get(&path).await.ok(200);
        camille.patch(&path, revision(&page), json!({"with_members": [other], "agenda": [{"at": "18:30", "title": "Accueil"}]})).await.ok(200);
        let copy = camille.post(&format!("{path}/copy"), json!({"starts_at": "2027-03-18T17:30:00Z"})).await.ok(201);
        assert_eq!((&copy["ends_at"], &copy["capacity"], &copy["with_members"][0]["name"], &copy["agenda"][0]["title"]), (&json!("2027-03-18T19:30:00Z"), &json!(40), &json!("Ludothèque"), &json!("Accueil")));
        let series = camille.post(&format!("{path}/series"), json!({"every": "month", "times": 4})).await.ok(200);
        let starts: Vec<&str> = series["items"].as_array().unwrap().iter().map(|one| one["starts_at"].as_str().unwrap()).collect();
        // The clocks go forward on 28 March.
        assert_eq!(starts, ["2027-01-08T17:30:00Z", "2027-02-08T17:30:00Z", "2027-03-08T17:30:00Z", "2027-04-08T16:30:00Z"]);
        // That morning has no half past two: it is that of winter.
        let night = draft(&camille, json!({"starts_at": "2027-03-21T01:30:00Z", "ends_at": "2027-03-21T03:30:00Z"})).await;
        let series = camille.post(&format!("{night}/series"), json!({"every": "week", "times": 1})).await.ok(200);
        assert_eq!(series["items"][0]["starts_at"], "2027-03-28T01:30:00Z");
    }

    async fn equipment_is_lent_once_at_a_time(house) {
        let camille = house.coordinator().await;
        let venue = camille.post("/venues", json!({"name": "Salle des Tanneurs", "capacity": 80, "accessibility": "De plain-pied"})).await.ok(201);
        let cups = json!({"name": "Gobelets", "quantity": 100, "venue_id": venue["id"]});
        let cups = camille.post("/equipment", cups).await.ok(201)["id"].clone();
        let booked = |quantity: i64| json!({"equipment": [{"equipment_id": cups, "quantity": quantity}]});
        let (one, other) = (draft(&camille, json!({"venue_id": venue["id"]})).await, draft(&camille, json!({})).await);
        let page = camille.patch(&one, 1, booked(80)).await.ok(200);
        assert_eq!((&page["equipment"][0]["name"], &page["venue"]["equipment"][0]["quantity"]), (&json!("Gobelets"), &json!(100)));
        camille.patch(&other, 1, booked(30)).await.problem(422, "events.equipment_taken");
        let page = camille.patch(&other, 1, booked(20)).await.ok(200);
        // The day before it is free.
        let earlier = json!({"starts_at": "2026-12-07T17:30:00Z", "ends_at": "2026-12-07T19:30:00Z", "equipment": [{"equipment_id": cups, "quantity": 100}]});
        camille.patch(&other, revision(&page), earlier).await.ok(200);
        camille.delete(&format!("/venues/{}", venue["id"].as_str().unwrap())).await.ok(204);
        assert_eq!(camille.get(&one).await.ok(200)["venue"]["name"], "Salle des Tanneurs");
    }

    async fn closing_writes_down_what_came_of_it_and_the_year_counts_it(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let path = published(&camille, json!({})).await;
        let both = json!({"member_id": cafe, "people": [person("Kern"), person("Weiss")]});
        let made = camille.post(&format!("{path}/registrations"), both).await.ok(200);
        camille.post(&format!("{path}/close"), json!({})).await.problem(409, "events.not_begun");
        house.work_off().await;
        house.advance(TimeDelta::days(15) + TimeDelta::hours(9));
        let camille = house.coordinator().await;
        let tick = json!({"ticks": [{"registration_id": made["items"][0]["id"], "attended": true, "at": "2026-12-08T17:31:00Z"}]});
        camille.post(&format!("{path}/attendance"), tick).await.ok(200);
        let closed = json!({"minutes": "Un composteur par quartier.", "minutes_public": true});
        let page = camille.post(&format!("{path}/close"), closed).await.ok(200);
        assert_eq!((&page["state"], &page["head_count"], &page["survey"]["answers"]), (&json!("done"), &json!(1), &json!(0)));
        house.work_off().await;
        assert!(house.mails_to("kern@vieux-rabots.example").await[0].text.contains("Un composteur par quartier."));
        assert!(house.mails_to("weiss@vieux-rabots.example").await[0].subject.starts_with("Vous nous avez manqué"));
        let token = house.token_mailed_to("kern@vieux-rabots.example", "/rendez-vous/avis").await;
        for useful in [2, 4] {
            let said = json!({"token": token, "useful": useful, "again": true, "words": "Plus long."});
            house.anyone().post("/public/event-links/survey", said).await.ok(204);
        }
        let survey = camille.get(&path).await.ok(200)["survey"].clone();
        assert_eq!((&survey["answers"], &survey["useful"], &survey["words"]), (&json!(1), &json!(400), &json!(["Plus long."])));
        // Corrected, it is written down anew, and nobody has another letter.
        let kept = camille.send(crate::house_files::form("salle.png", crate::members_pictures::PNG, &[])).await.ok(201);
        let photos = json!([{"file_id": kept["id"], "label": "La salle pleine"}]);
        let corrected = json!({"minutes": "Un composteur par rue.", "minutes_public": true, "head_count": 1, "photos": photos});
        let page = camille.post(&format!("{path}/close"), corrected).await.ok(200);
        assert_eq!((&page["minutes"], &page["files"][0]["kind"], &page["files"][0]["label"]), (&json!("Un composteur par rue."), &json!("photo"), &json!("La salle pleine")));
        house.work_off().await;
        assert_eq!(house.mails_to("kern@vieux-rabots.example").await.len(), 2);
        let unsaid = json!({"photos": [{"file_id": kept["id"], "label": " "}]});
        assert_eq!(camille.post(&format!("{path}/close"), unsaid).await.ok(422)["errors"][0]["pointer"], "/photos/0/label");
        let year = camille.get("/events/years?from=2026").await.ok(200)["items"][0].clone();
        assert_eq!((&year["held"], &year["thematic_meetings"], &year["target"], &year["people"], &year["members"]), (&json!(1), &json!(1), &json!(2), &json!(1), &json!(1)));
        house.work_off().await;
    }
}
