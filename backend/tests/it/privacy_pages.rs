//! The notice and the accessibility statement as pages: whole without a script, in the reader's language, safe with hostile
//! words, there whether or not the club has a directory, and one step from any other page and any mail.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::{
    harness::TestHouse,
    members_own_record::member,
    public_pages::{between, get, in_english, text},
};

const NOTICE: &str = "/donnees-personnelles";
const STATEMENT: &str = "/accessibilite";

/// The lines at the foot of a page.
async fn foot(house: &TestHouse, path: &str) -> String {
    let page = text(&get(house, path).await, 200);
    between(&page, "<footer class=\"foot\"", "</footer>").to_owned()
}

both! {
    async fn anyone_reads_what_becomes_of_their_data(house) {
        let admin = house.administrator().await;
        admin.patch("/club", 1, json!({"name": "Le Fil vert"})).await.ok(200);
        let terms = json!({
            "controller": "Syndicat des Trois Vallées", "dpo": "dpo@syndicat.example", "host": "Hébergeur Exemple, Strasbourg",
            "more": "Tout est expliqué sur https://syndicat.example/donnees/.", "retention": {"departed_people": 24},
        });
        admin.put("/privacy/terms", 0, terms).await.ok(200);
        let reply = get(house, NOTICE).await;
        let page = text(&reply, 200);
        assert_eq!(between(&page, "<title>", "</title>"), "Données personnelles · Le Fil vert");
        for said in [
            "<html lang=\"fr\">",
            "<meta name=\"description\" content=\"Ce que nous savons de vous",
            "<link rel=\"canonical\" href=\"http://localhost:8080/donnees-personnelles\">",
            "hreflang=\"en\" href=\"http://localhost:8080/donnees-personnelles?lang=en\">",
            "<meta property=\"og:title\" content=\"Données personnelles · Le Fil vert\">",
            "<h1>Données personnelles</h1>",
            "<h2 id=\"rights\">Vos droits</h2>",
            "Syndicat des Trois Vallées est responsable",
            "Hébergeur Exemple, Strasbourg",
            "2 ans",
            "Écrivez à <a href=\"mailto:dpo@syndicat.example\">dpo@syndicat.example</a>.",
            "<a rel=\"nofollow noopener\" href=\"https://syndicat.example/donnees/\">syndicat.example/donnees</a>.",
            "href=\"https://www.cnil.fr/fr/plaintes\"",
            "Mis à jour le 23 novembre 2026.",
        ] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        // Nothing runs and nothing is dressed but by files of the house, and nobody else is asked for any.
        assert_eq!(page.matches("<script").count(), page.matches("<script type=\"module\" src=\"/assets/").count());
        for inside in ["<style", " style=", "src=\"http", "<iframe"] {
            assert!(!page.contains(inside), "{inside}");
        }
        assert!(reply.header("content-security-policy").ends_with("frame-ancestors 'none'"));
        house.work_off().await;
    }

    async fn the_statement_says_how_far_the_site_is_accessible_and_so_does_every_foot(house) {
        let camille = house.coordinator().await;
        let cafe = member(&camille, json!({"name": "Repair Café", "kind": "association", "status": "active", "commune": "67462"})).await;
        let page = text(&get(house, STATEMENT).await, 200);
        assert!(page.contains("<h1>Accessibilité</h1>") && page.contains("n’est pas conforme") && page.contains("Défenseur des droits"));
        // Who has said nothing has nothing to date.
        assert!(!page.contains("Mis à jour"));
        let shown = format!("/annuaire/repair-cafe-{cafe}");
        let everywhere = [
            "/annuaire", "/annuaire?view=map", shown.as_str(), "/integration",
            "/integration/annuaire", "/integration/carte", NOTICE, STATEMENT,
        ];
        let mut tags = Vec::new();
        for place in everywhere {
            let foot = foot(house, place).await;
            assert!(foot.contains("href=\"/donnees-personnelles\"") && foot.contains("Données personnelles"), "{place}: {foot}");
            assert!(foot.contains("href=\"/accessibilite\"") && foot.contains("Accessibilité\u{202f}: non conforme"), "{place}: {foot}");
            // What one opens from a frame has a window of its own.
            let framed = place.starts_with("/integration/");
            assert_eq!(foot.matches("target=\"_blank\" rel=\"noopener\"").count(), if framed { 3 } else { 0 }, "{place}: {foot}");
            tags.push(get(house, place).await.header("etag").to_owned());
        }
        let terms = json!({"accessibility": {"state": "partial", "percent": 72, "audited_on": "2026-10-01", "faults": ["Une vidéo sans sous-titres"]}});
        house.administrator().await.put("/privacy/terms", 0, terms).await.ok(200);
        for (place, before) in everywhere.iter().zip(tags) {
            assert!(foot(house, place).await.contains("Accessibilité\u{202f}: partiellement conforme"), "{place}");
            assert_ne!(get(house, place).await.header("etag"), before, "{place}");
        }
        let page = text(&get(house, STATEMENT).await, 200);
        assert!(page.contains("<li>Une vidéo sans sous-titres</li>") && page.contains("72\u{202f}%"), "{page}");
        assert_eq!(house.anyone().get("/public/club").await.ok(200)["accessibility"], "partial");
        // The form by which one tells an error asks for an address, and says what becomes of it.
        let form = text(&get(house, &format!("{shown}/signaler")).await, 200);
        assert!(between(&form, "<form", "</form>").contains("<a href=\"/donnees-personnelles\">"));
        house.work_off().await;
    }

    async fn the_reader_chooses_the_language_of_both_pages(house) {
        for (place, title, other) in [(NOTICE, "Personal data", "Your rights"), (STATEMENT, "Accessibility", "Accessibility: not compliant")] {
            let page = text(&in_english(house, place).await, 200);
            assert!(page.contains("<html lang=\"en\">") && page.contains(&format!("<h1>{title}</h1>")) && page.contains(other), "{page}");
            assert!(page.contains(&format!("href=\"{place}?lang=fr\" hreflang=\"fr\"")));
            // The address wins over the browser, and is carried on.
            let page = text(&in_english(house, &format!("{place}?lang=fr")).await, 200);
            assert!(page.contains("<html lang=\"fr\">") && page.contains("href=\"/annuaire?lang=fr\""), "{page}");
            assert!(page.contains("href=\"/donnees-personnelles?lang=fr\"") && page.contains("href=\"/accessibilite?lang=fr\""));
            assert!(get(house, place).await.header("vary").to_lowercase().contains("accept-language"));
        }
    }

    async fn who_has_a_page_is_told_so_until_the_terms_are_others(house) {
        let admin = house.administrator().await;
        for (revision, place) in [(0, NOTICE), (1, STATEMENT)] {
            let first = get(house, place).await;
            let tag = first.header("etag").to_owned();
            assert!(first.status == 200 && tag.starts_with('"') && tag.len() > 20, "{place}: {tag}");
            let with = || TestRequest::get().uri(place).insert_header(("If-None-Match", tag.as_str()));
            let again = house.anyone().send(with()).await;
            assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, tag.as_str()), "{place}");
            assert_eq!(again.header("content-security-policy"), first.header("content-security-policy"));
            let english = house.anyone().send(with().insert_header(("Accept-Language", "en"))).await;
            assert_ne!((english.status, english.header("etag")), (304, tag.as_str()), "{place}");
            let terms = json!({"controller": format!("Syndicat {revision}")});
            admin.put("/privacy/terms", revision, terms).await.ok(200);
            let after = house.anyone().send(with()).await;
            assert!(text(&after, 200).contains(&format!("Syndicat {revision}")), "{place}");
        }
        house.work_off().await;
    }

    async fn both_pages_are_there_without_a_directory(house) {
        house.administrator().await.patch("/club", 1, json!({"directory_open": false})).await.ok(200);
        for place in [NOTICE, STATEMENT] {
            let page = text(&get(house, place).await, 200);
            assert!(page.contains("href=\"/donnees-personnelles\"") && page.contains("<a class=\"brand\" href=\"/\">"), "{page}");
            for way in ["href=\"/annuaire", "href=\"/integration"] {
                assert!(!page.contains(way), "{way} leads nowhere: {page}");
            }
        }
        // Nor do the pages of the directory lose them.
        assert!(text(&get(house, "/annuaire").await, 404).contains("href=\"/donnees-personnelles\""));
        house.work_off().await;
    }

    async fn hostile_terms_are_only_words(house) {
        let admin = house.administrator().await;
        admin.patch("/club", 1, json!({"name": "Club </title><script>x</script>", "contact_email": "club@filvert.example"})).await.ok(200);
        let hostile = "<script>alert(1)</script> {{main}} <img src=x> https://x.example/\"onclick=\"alert(2) javascript:alert(3)";
        let terms = json!({
            "controller": hostile, "dpo": hostile, "recipients": hostile, "more": hostile,
            "accessibility": {"faults": [hostile], "plan_url": "javascript:alert(4)", "contact": hostile},
        });
        admin.put("/privacy/terms", 0, terms).await.ok(200);
        for place in [NOTICE, STATEMENT] {
            let page = text(&get(house, place).await, 200);
            for breaking in ["<script>", "<img src=x>", "</title><", "\"onclick", "href=\"javascript:"] {
                assert!(!page.contains(breaking), "{breaking} in {place}: {page}");
            }
            assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{main}}"), "{page}");
            assert!(page.contains("href=\"https://x.example/&quot;onclick=&quot;alert(2\""), "{page}");
        }
        house.work_off().await;
    }

    async fn search_engines_know_both_pages_and_not_the_door_of_files(house) {
        let robots = String::from_utf8(get(house, "/robots.txt").await.bytes).unwrap();
        assert!(robots.contains("Allow: /donnees-personnelles\n") && robots.contains("Allow: /accessibilite\n"), "{robots}");
        assert!(robots.contains("Disallow: /\n"));
        let allowed = robots.lines().filter_map(|line| line.strip_prefix("Allow: "));
        assert_eq!(allowed.filter(|path| "/mes-donnees".starts_with(*path)).count(), 0, "{robots}");
        let map = String::from_utf8(get(house, "/sitemap.xml").await.bytes).unwrap();
        for place in [NOTICE, STATEMENT] {
            assert!(map.contains(&format!("<loc>http://localhost:8080{place}</loc>")), "{map}");
            assert!(map.contains(&format!("hreflang=\"en\" href=\"http://localhost:8080{place}?lang=en\"")), "{map}");
        }
    }

    async fn a_mail_leads_to_the_notice(house) {
        let email = "camille@filvert.example";
        maillage::features::accounts::create_administrator(&house.house, &house.by_house(), email, "Camille", "Rotrieder").await.unwrap();
        house.anyone().post("/auth/link", json!({"email": email})).await.ok(202);
        house.work_off().await;
        let mail = house.mails_to(email).await.remove(0);
        assert!(mail.html.contains("href=\"http://localhost:8080/donnees-personnelles\""), "{}", mail.html);
        assert!(mail.text.ends_with(" http://localhost:8080/donnees-personnelles\n"), "{}", mail.text);
    }
}
