//! The pages of practice sheets: whole without a script, found by what one types, kept by whoever has them, and never with
//! a word that is not published.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::{
    harness::{TestHouse, Visitor},
    practice_sheets::{cafe, id, keyword, picture, publish, written},
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

/// An advice sheet of the club, published.
async fn advice(by: &Visitor<'_>, title: &str, content: Value) -> String {
    let made = by.post("/practice-sheets", json!({"kind": "advice", "title": title})).await.ok(201);
    let path = format!("/practice-sheets/{}", id(&made));
    by.patch(&path, 1, json!({"content": content})).await.ok(200);
    by.post(&format!("{path}/take-up"), json!({})).await.ok(200);
    by.post(&format!("{path}/publish"), json!({})).await.ok(200);
    path.replace("/practice-sheets", "/fiches")
}

async fn page(house: &TestHouse, path: &str) -> String {
    text(&get(house, path).await, 200)
}

both! {
    async fn the_catalogue_is_searched_and_filtered_by_its_address(house) {
        let camille = house.coordinator().await;
        house.administrator().await.patch("/club", 1, json!({"name": "Le Fil vert"})).await.ok(200);
        let nothing = page(house, "/fiches").await;
        assert!(nothing.contains("Les premières fiches arrivent") && nothing.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(!page(house, "/annuaire").await.contains("href=\"/fiches\""));
        let (trees, feasts) = (keyword(&camille, "Arbres").await, keyword(&camille, "Fêtes").await);
        let steps = json!({"steps": "1. Choisir\n2. Planter"});
        advice(&camille, "Planter des haies", json!({"summary": "Des haies pour les oiseaux.", "sections": steps, "keywords": [trees], "axes": [5]})).await;
        advice(&camille, "Une fête sans jetable", json!({"summary": "Des gobelets qui se lavent, l’été comme l’hiver.", "sections": steps, "keywords": [feasts], "axes": [7], "publics": ["schools"]})).await;
        let list = page(house, "/fiches").await;
        assert_eq!(titles(&list), ["Une fête sans jetable", "Planter des haies"]);
        for head in [
            "<title>Fiches pratiques · Le Fil vert</title>",
            "<link rel=\"canonical\" href=\"http://localhost:8080/fiches\">",
            "type=\"application/atom+xml\" title=\"Fiches pratiques\" href=\"/api/v1/public/practice-sheets.atom\">",
            "type=\"application/rss+xml\"",
            "<li><a href=\"/fiches\" aria-current=\"page\">Fiches pratiques</a></li>",
            "2 fiches",
        ] {
            assert!(list.contains(head), "{head} is not in {list}");
        }
        assert_eq!((&data(&list)["@type"], &data(&list)["numberOfItems"]), (&json!("ItemList"), &json!(2)));
        for other in ["/annuaire", "/donnees-personnelles", "/accessibilite"] {
            assert!(page(house, other).await.contains("<li><a href=\"/fiches\">Fiches pratiques</a></li>"), "{other}");
        }
        // Typed with a slip and in the plural; the words are marked where they stand.
        let found = page(house, "/fiches?q=gobelet+fette").await;
        assert_eq!(titles(&found), ["Une fête sans jetable"]);
        assert!(found.contains("Des <mark>gobelets</mark> qui se lavent"), "{found}");
        assert!(found.contains("<meta name=\"robots\" content=\"noindex\">"));
        let some = page(house, "/fiches?q=haies+gobelets").await;
        assert_eq!(titles(&some).len(), 2);
        assert!(some.contains("Aucune fiche ne contient tous ces mots"));
        let one = page(house, "/fiches?axis=7&public=schools&kind=company").await;
        assert_eq!(titles(&one), ["Une fête sans jetable"]);
        let chips = between(&one, "<ul class=\"chips\"", "</ul>");
        assert!(chips.contains("href=\"/fiches?axis=7\"") && chips.contains("href=\"/fiches?public=schools\""), "{chips}");
        // Another axis can be chosen instead, and none.
        let axes = between(&page(house, "/fiches?axis=7").await, "data-swap=\"axis\"", "</details>").to_owned();
        assert!(axes.contains("type=\"radio\" name=\"axis\" value=\"5\" data-count=\"1\"") && axes.contains("value=\"\""), "{axes}");
        assert_eq!(axes.matches(" checked").count(), 1);
        let none = page(house, "/fiches?q=introuvable").await;
        assert!(none.contains("Aucune fiche ne correspond") && none.contains("Voir toutes les fiches"));
        for behind in ["2", "18446744073709551615"] {
            assert!(text(&get(house, &format!("/fiches?page={behind}")).await, 404).contains("Voir toutes les fiches"));
        }
        let english = text(&in_english(house, "/fiches?kind=advice").await, 200);
        assert!(english.contains("<h1>Practice sheets</h1>") && english.contains("<h3 lang=\"fr\">") && english.contains("Advice"));
        house.work_off().await;
    }

    async fn a_sheet_has_a_page_with_all_that_it_says(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        let content = json!({
            "summary": "Des gobelets qui se lavent.",
            "sections": {"context": "Chaque été, **la fête**.\n\n- vingt sacs\n- [le guide](https://guide.example/a)", "human_means": "Deux bénévoles."},
            "figures": [{"label": "Gobelets lavés", "values": [{"year": 2025, "value": 800}, {"year": 2026, "value": 1200.5}]}],
            "planning": [{"from": "2026-02", "until": "2026-06", "label": "Commander"}],
            "means": {"fte": 0.2}, "communes": ["67462"], "publics": ["households"], "axes": [7],
            "contact": {"name": "Mireille Kern", "email": "m.kern@vieux-rabots.example", "phone": "0353010018"},
        });
        camille.patch(&path, 2, json!({"content": content})).await.ok(200);
        camille.send(picture(&format!("{path}/media"), "Le comptoir & sa consigne")).await.ok(201);
        let video = json!({"video": true, "url": "https://www.tele.example/fete", "title": "La fête à la télévision", "published_in": "Télé Ried"});
        camille.post(&format!("{path}/links"), video).await.ok(201);
        let public = path.replace("/practice-sheets", "/fiches");
        assert!(text(&get(house, &public).await, 404).contains("Cette page n’existe pas"));
        publish(&camille, &path).await;
        let reply = get(house, &public).await;
        let shown = text(&reply, 200);
        for said in [
            "<h1>Une fête sans jetable</h1>",
            "Une expérience de <a href=\"/annuaire/repair-cafe-",
            "<h2>Contexte</h2>\n<p>Chaque été, <strong>la fête</strong>.</p>\n<ul>\n<li>vingt sacs</li>",
            "<a rel=\"nofollow noopener\" href=\"https://guide.example/a\">le guide</a>",
            "<h2>Objectifs et résultats</h2>",
            "<th scope=\"col\">2025</th><th scope=\"col\">2026</th>",
            "<th scope=\"row\">Gobelets lavés</th><td>800</td><td>1\u{202f}200,5</td>",
            "<li>février 2026 – juin 2026\u{a0}: Commander</li>",
            "<li>0,2\u{a0}ETP</li>",
            "alt=\"Le comptoir &amp; sa consigne\"",
            "<a rel=\"nofollow noopener\" href=\"https://www.tele.example/fete\">La fête à la télévision</a>",
            "(Télé Ried)",
            "href=\"mailto:m.kern@vieux-rabots.example\"",
            "Licence Ouverte 2.0",
            "Dernière mise à jour le 23 novembre 2026.",
            "<meta property=\"og:type\" content=\"article\">",
            "<meta property=\"og:image\" content=\"http://localhost:8080/api/v1/practice-media/",
            "/pdf?form=poster\" download>",
        ] {
            assert!(shown.contains(said), "{said} is not in {shown}");
        }
        assert_eq!((&data(&shown)["author"]["name"], &data(&shown)["dateModified"]), (&json!("Repair Café"), &json!("2026-11-23")));
        // Nothing is asked of another host, and nothing runs but our files.
        for foreign in ["<iframe", "src=\"http", "<style", " style=", "onclick="] {
            assert!(!shown.contains(foreign), "{foreign}");
        }
        assert!(reply.header("content-security-policy").contains("default-src 'none'; script-src 'self'"));
        let english = text(&in_english(house, &public).await, 200);
        assert!(english.contains("<h1 lang=\"fr\">") && english.contains("An experience of") && english.contains("<div class=\"told\" lang=\"fr\">"));
        // Whoever has it is not sent it again, until something is said otherwise.
        let tag = reply.header("etag").to_owned();
        let again = || TestRequest::get().uri(&public).insert_header(("If-None-Match", tag.clone()));
        assert_eq!(house.anyone().send(again()).await.status, 304);
        camille.post(&format!("{path}/archive"), json!({})).await.ok(200);
        assert_eq!(house.anyone().send(again()).await.status, 404);
        house.work_off().await;
    }

    async fn search_engines_are_told_of_sheets_with_or_without_a_directory(house) {
        let camille = house.coordinator().await;
        let word = keyword(&camille, "Arbres").await;
        let content = json!({"summary": "Des haies.", "sections": {"steps": "Planter"}, "keywords": [word]});
        let path = advice(&camille, "<script>alert(1)</script> {{main}}", content).await;
        let shown = page(house, &path).await;
        assert!(!shown.contains("<script>alert") && shown.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{main}}"));
        assert_eq!(data(&shown)["headline"], "<script>alert(1)</script> {{main}}");
        for open in [true, false] {
            let now = house.administrator().await.get("/club").await.ok(200)["revision"].as_i64().unwrap();
            house.administrator().await.patch("/club", now, json!({"directory_open": open})).await.ok(200);
            let map = String::from_utf8(get(house, "/sitemap.xml").await.bytes).unwrap();
            assert!(map.contains(&format!("<loc>http://localhost:8080{path}</loc>")) && map.contains("<lastmod>2026-11-23</lastmod>"), "{map}");
            assert_eq!(map.contains("<loc>http://localhost:8080/annuaire</loc>"), open);
            let robots = String::from_utf8(get(house, "/robots.txt").await.bytes).unwrap();
            assert!(robots.contains("Allow: /fiches\n"), "{robots}");
            assert_eq!(page(house, "/fiches").await.contains("href=\"/annuaire\""), open);
        }
        let moved = get(house, &path.replace("/fiches/", "/fiches/planter-des-haies-")).await;
        assert_eq!((moved.status, moved.header("location")), (308, path.as_str()));
        for nowhere in ["/fiches/rien", "/fiches/019ab1c2-0000-7000-8000-000000000000"] {
            assert!(text(&get(house, nowhere).await, 404).contains("La fiche a pu être retirée"));
        }
        house.work_off().await;
    }
}
