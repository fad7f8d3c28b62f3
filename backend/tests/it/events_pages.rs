//! The agenda and its pages: whole without a script, for anyone, and a form that registers without an account.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    events::{person, published, revision},
    harness::{Reply, TestHouse},
    members_own_record::member,
    public_pages::{between, get, in_english, text},
};

/// The titles of a list, as they stand in it.
fn titles(page: &str) -> Vec<&str> {
    page.split("<h3><a ").skip(1).map(|rest| between(rest, ">", "</a>")).collect()
}

#[track_caller]
fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "<script type=\"application/ld+json\">", "</script>")).unwrap()
}

async fn page(house: &TestHouse, path: &str) -> String {
    text(&get(house, path).await, 200)
}

async fn send(house: &TestHouse, path: &str, form: &str) -> Reply {
    let form = TestRequest::post()
        .uri(path)
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(form.to_owned());
    house.anyone().send(form).await
}

both! {
    async fn the_agenda_is_a_list_and_a_month_found_by_its_address(house) {
        let camille = house.coordinator().await;
        house.administrator().await.patch("/club", 1, json!({"name": "Le Fil vert"})).await.ok(200);
        let nothing = page(house, "/rendez-vous").await;
        assert!(nothing.contains("Aucun rendez-vous à venir") && nothing.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(!page(house, "/annuaire").await.contains("href=\"/rendez-vous\""));
        let topic = camille.post("/topics", json!({"name": "Gobelets"})).await.ok(201)["id"].clone();
        let feast = published(&camille, json!({"audience": "public", "title": "Fêter <sans> jetable", "capacity": 1})).await;
        let now = revision(&camille.get(&feast).await.ok(200));
        camille.patch(&feast, now, json!({"topics": [topic]})).await.ok(200);
        let visit = json!({"audience": "public", "kind": "visit", "title": "La recyclerie", "place": "Grange des Prés", "starts_at": "2027-01-12T13:00:00Z", "ends_at": "2027-01-12T15:00:00Z"});
        let visit = published(&camille, visit).await;
        // For members alone: no page knows of it.
        published(&camille, json!({"title": "Entre nous"})).await;
        let list = page(house, "/rendez-vous").await;
        assert_eq!(titles(&list), ["Fêter &lt;sans&gt; jetable", "La recyclerie"]);
        for head in [
            "<title>Rendez-vous · Le Fil vert</title>",
            "<link rel=\"canonical\" href=\"http://localhost:8080/rendez-vous\">",
            "<link rel=\"alternate\" type=\"text/calendar\" title=\"Rendez-vous\" href=\"/api/v1/public/calendar.ics\">",
            "type=\"application/rss+xml\"",
            "<li><a href=\"/rendez-vous\" aria-current=\"page\">Rendez-vous</a></li>",
            "À venir · 2 rendez-vous",
            "mardi 8 décembre 2026, de 18\u{a0}h\u{a0}30 à 20\u{a0}h\u{a0}30 · Salle des Tanneurs",
            "<b>8</b>déc.",
            "1 place libre",
        ] {
            assert!(list.contains(head), "{head} is not in {list}");
        }
        assert_eq!((&data(&list)["@type"], &data(&list)["numberOfItems"]), (&json!("ItemList"), &json!(2)));
        assert!(page(house, "/annuaire").await.contains("<li><a href=\"/rendez-vous\">Rendez-vous</a></li>"));
        for (asked, found) in [
            ("q=recyclerie", "La recyclerie"),
            ("q=TANNEURS", "Fêter &lt;sans&gt; jetable"),
            ("kind=visit", "La recyclerie"),
            (&format!("topic={}", topic.as_str().unwrap()), "Fêter &lt;sans&gt; jetable"),
        ] {
            assert_eq!(titles(&page(house, &format!("/rendez-vous?{asked}")).await), [found], "{asked}");
        }
        let followed = page(house, &format!("/rendez-vous?topic={}", topic.as_str().unwrap())).await;
        assert!(followed.contains(&format!("href=\"/api/v1/public/calendar.ics?topic={}\"", topic.as_str().unwrap())));
        assert!(page(house, "/rendez-vous?q=introuvable").await.contains("Aucun rendez-vous ne correspond"));
        assert!(text(&get(house, "/rendez-vous?page=9").await, 404).contains("Voir tous les rendez-vous"));
        let december = page(house, "/rendez-vous?view=month&month=2026-12").await;
        for said in ["décembre 2026 · 1 rendez-vous", "<span>mardi </span>8<span> décembre 2026</span>", "18\u{a0}h\u{a0}30 <a href=\"/rendez-vous/", "month=2027-01&amp;view=month", "<ol class=\"month\"><li class=\"free\" data-day=\"2\""] {
            assert!(december.contains(said), "{said} is not in {december}");
        }
        assert!(page(house, "/rendez-vous?view=month&month=2027-02").await.contains("Aucun rendez-vous ce mois-ci."));
        // Cancelled it says so; over, it is among the past.
        camille.post(&format!("{visit}/cancel"), json!({})).await.ok(200);
        assert!(page(house, "/rendez-vous").await.contains("<li class=\"tag\">Annulé</li>"));
        house.work_off().await;
        house.advance(TimeDelta::days(16));
        assert_eq!(titles(&page(house, "/rendez-vous").await), ["La recyclerie"]);
        assert_eq!(titles(&page(house, "/rendez-vous?when=past").await), ["Fêter &lt;sans&gt; jetable"]);
        house.work_off().await;
    }

    async fn an_event_has_a_page_that_says_all_of_it_and_is_kept_by_who_has_it(house) {
        let camille = house.coordinator().await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let venue = json!({"name": "Salle des Tanneurs", "commune": "Sélestat", "accessibility": "De plain-pied", "latitude": 48.2597, "longitude": 7.4544});
        let venue = camille.post("/venues", venue).await.ok(201)["id"].clone();
        let path = published(&camille, json!({"audience": "public", "venue_id": venue, "place": "", "online_url": "https://visio.example/salle", "description": "Venez **à pied**."})).await;
        let more = json!({"with_members": [other], "agenda": [{"at": "18:30", "title": "Accueil"}], "speakers": [{"name": "Ève Weiss", "role": "maîtresse composteur"}]});
        camille.patch(&path, revision(&camille.get(&path).await.ok(200)), more).await.ok(200);
        let public = path.replace("/events/", "/rendez-vous/");
        let reply = get(house, &public).await;
        let shown = text(&reply, 200);
        for said in [
            "<h1>Le compostage, partagé</h1>",
            "<p class=\"sub\">Réunion thématique</p>",
            "Salle des Tanneurs, Sélestat",
            "https://www.openstreetmap.org/?mlat=48.25970&amp;mlon=7.45440",
            "De plain-pied",
            "Le lien est envoyé aux personnes inscrites.",
            "Venez <strong>à pied</strong>.",
            "<b>18:30</b> Accueil",
            "Ève Weiss, maîtresse composteur",
            "<a href=\"/annuaire/ludotheque-",
            "/calendar.ics\" download>",
            "<meta property=\"og:type\" content=\"article\">",
            "<form class=\"sheet\" id=\"inscription\" method=\"post\"",
        ] {
            assert!(shown.contains(said), "{said} is not in {shown}");
        }
        assert!(!shown.contains("visio.example"));
        let told = data(&shown);
        assert_eq!((&told["@type"], &told["isAccessibleForFree"], &told["eventAttendanceMode"]), (&json!("Event"), &json!(true), &json!("https://schema.org/MixedEventAttendanceMode")));
        for foreign in ["<iframe", "src=\"http", "<style", " style=", "onclick="] {
            assert!(!shown.contains(foreign), "{foreign}");
        }
        assert!(reply.header("content-security-policy").contains("default-src 'none'; script-src 'self'"));
        let again = TestRequest::get().uri(&public).insert_header(("If-None-Match", reply.header("etag")));
        assert_eq!(house.anyone().send(again).await.status, 304);
        let english = text(&in_english(house, &public).await, 200);
        assert!(english.contains("<h1 lang=\"fr\">") && english.contains("Add to my calendar"));
        let upper = get(house, &public.to_uppercase().replace("/RENDEZ-VOUS/", "/rendez-vous/")).await;
        assert_eq!((upper.status, upper.header("location")), (308, public.as_str()));
        for nowhere in ["/rendez-vous/019ab1c2-0000-7000-8000-000000000000"] {
            assert!(text(&get(house, nowhere).await, 404).contains("Le rendez-vous a pu être retiré"));
        }
        let map = String::from_utf8(get(house, "/sitemap.xml").await.bytes).unwrap();
        assert!(map.contains(&format!("<loc>http://localhost:8080{public}</loc>")) && map.contains("<loc>http://localhost:8080/rendez-vous</loc>"), "{map}");
        let robots = String::from_utf8(get(house, "/robots.txt").await.bytes).unwrap();
        assert!(robots.contains("Allow: /rendez-vous\n") && robots.contains("Disallow: /rendez-vous/repondre\n"), "{robots}");
        house.work_off().await;
    }

    async fn anyone_registers_by_the_form_and_what_is_wrong_comes_back_with_it(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"audience": "public", "capacity": 1})).await;
        let asked = json!([{"key": "meal", "label": "Mangez-vous avec nous ?", "kind": "yes_no", "required": true}]);
        camille.patch(&path, revision(&camille.get(&path).await.ok(200)), json!({"questions": asked})).await.ok(200);
        let public = path.replace("/events/", "/rendez-vous/");
        assert!(page(house, &public).await.contains("<select id=\"answer_meal\" name=\"answer_meal\" required>"));
        let wrong = text(&send(house, &public, "family_name=Kern%22%3E&email=nulle+part").await, 422);
        for said in ["À corriger", "<a href=\"#email\">", "<a href=\"#answer_meal\">", "value=\"Kern&quot;&gt;\"", "id=\"email-fault\"", "aria-describedby=\"email-fault email-hint\""] {
            assert!(wrong.contains(said), "{said} is not in {wrong}");
        }
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["registered"], 0);
        // A robot fills what people do not see, and is told the same.
        let robot = send(house, &public, "family_name=R&email=r@robot.example&answer_meal=yes&fax=1").await;
        assert!(text(&robot, 200).contains("Votre place est réservée"));
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["registered"], 0);
        let form = |name: &str| format!("given_name=Odile&family_name={name}&email={name}@vieux-rabots.example&answer_meal=yes&organisation=Voisins");
        assert!(text(&send(house, &public, &form("kern")).await, 200).contains("Votre place est réservée"));
        let late = page(house, &public).await;
        assert!(late.contains("Complet, liste d’attente ouverte") && late.contains("Toutes les places sont prises."));
        assert!(text(&send(house, &public, &form("weiss")).await, 200).contains("Vous êtes sur la liste d’attente"));
        let list = camille.get(&format!("{path}/registrations")).await.ok(200)["items"].clone();
        assert_eq!((&list[0]["answers"]["meal"], &list[0]["origin"], &list[1]["state"]), (&json!("yes"), &json!("public"), &json!("waiting")));
        assert_eq!(house.mails_to("kern@vieux-rabots.example").await.len(), 1);
        house.advance(TimeDelta::days(16));
        assert!(!page(house, &public).await.contains("id=\"inscription\""));
        assert!(text(&send(house, &public, &form("late")).await, 409).contains("Les inscriptions sont closes."));
        house.work_off().await;
    }

    async fn the_page_of_what_was_held_names_the_organisations_present_where_the_team_says_so_and_nobody(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"audience": "public"})).await;
        for (name, short) in [("Ludothèque", "Ludo"), ("Amicale", "Ami")] {
            let one = member(&camille, json!({"name": name, "kind": "association", "status": "active"})).await;
            let two = json!({"member_id": one, "people": [person(&format!("{short}un")), person(&format!("{short}deux"))]});
            camille.post(&format!("{path}/registrations"), two).await.ok(200);
        }
        let (public, api) = (path.replace("/events/", "/rendez-vous/"), format!("/public{path}"));
        house.work_off().await;
        house.advance(TimeDelta::days(15) + TimeDelta::hours(9));
        let camille = house.coordinator().await;
        let list = camille.get(&format!("{path}/registrations")).await.ok(200)["items"].clone();
        let came = list.as_array().unwrap().iter().filter(|one| one["member"]["name"] == "Ludothèque");
        let ticks: Vec<Value> = came.map(|one| json!({"registration_id": one["id"], "attended": true, "at": "2026-12-08T17:31:00Z"})).collect();
        camille.post(&format!("{path}/attendance"), json!({"ticks": ticks})).await.ok(200);
        camille.post(&format!("{path}/close"), json!({"minutes": "Dit.", "write": false})).await.ok(200);
        assert_eq!(house.anyone().get(&api).await.ok(200)["members_present"], json!([]));
        assert!(!page(house, &public).await.contains("Organisations présentes"));
        let shown = camille.post(&format!("{path}/close"), json!({"members_public": true, "write": false})).await.ok(200);
        assert_eq!(shown["members_public"], true);
        let told = house.anyone().get(&api).await.ok(200)["members_present"].clone();
        assert_eq!((told.as_array().unwrap().len(), &told[0]["name"]), (1, &json!("Ludothèque")));
        let shown = page(house, &public).await;
        assert!(shown.contains("<dt>Organisations présentes</dt><dd>") && shown.contains("Ludothèque"), "{shown}");
        assert!(!shown.contains("Amicale") && !shown.contains("Odile") && !shown.contains("Ludoun"), "{shown}");
        house.work_off().await;
    }

    async fn a_town_shows_the_agenda_in_a_frame_of_its_page(house) {
        let camille = house.coordinator().await;
        published(&camille, json!({"audience": "public"})).await;
        let framed = get(house, "/integration/rendez-vous?kind=thematic_meeting").await;
        assert!(framed.header("content-security-policy").contains("frame-ancestors *"));
        let shown = text(&framed, 200);
        assert!(shown.contains("target=\"_blank\" rel=\"noopener\">Le compostage, partagé") && shown.contains("Ouvrir tout l’agenda"), "{shown}");
        assert!(!shown.contains("class=\"views\""));
        assert!(get(house, "/rendez-vous").await.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(page(house, "/integration").await.contains("/integration/rendez-vous"));
        house.work_off().await;
    }
}
