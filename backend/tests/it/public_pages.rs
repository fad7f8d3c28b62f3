//! The pages that the public reads: whole without a script, safe with hostile names, kept by whoever has them, and never
//! with a word that a member keeps within the club.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Reply, TestHouse, Visitor},
    members_own_record::member,
};

const HOSTILE: &str = "<script>alert(1)</script> \"Les Sœurs\" & 'Cie' {{main}}";

pub async fn get(house: &TestHouse, path: &str) -> Reply {
    house.anyone().send(TestRequest::get().uri(path)).await
}

pub async fn in_english(house: &TestHouse, path: &str) -> Reply {
    house.anyone().send(TestRequest::get().uri(path).insert_header(("Accept-Language", "en-GB,en;q=0.9"))).await
}

#[track_caller]
pub fn text(reply: &Reply, status: u16) -> String {
    let text = String::from_utf8(reply.bytes.clone()).unwrap();
    assert_eq!((reply.status, reply.header("content-type")), (status, "text/html; charset=utf-8"), "{text}");
    text
}

/// What stands between two marks.
#[track_caller]
pub fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {text}"));
    rest.split_once(end).unwrap().0
}

/// The data for machines.
#[track_caller]
fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "<script type=\"application/ld+json\">", "</script>")).unwrap()
}

/// The names of the list, as they stand in it.
fn names(page: &str) -> Vec<&str> {
    page.split("<h3><a ").skip(1).map(|rest| between(rest, ">", "</a>")).collect()
}

async fn shown(by: &Visitor<'_>, name: &str, kind: &str, commune: &str) -> Uuid {
    member(by, json!({"name": name, "kind": kind, "status": "active", "commune": commune})).await
}

/// Where the page of a member is.
async fn path_of(house: &TestHouse, id: Uuid) -> String {
    let list = text(&get(house, "/annuaire").await, 200);
    let mut paths = list.split("href=\"/annuaire/").skip(1).map(|rest| rest.split('"').next().unwrap());
    format!("/annuaire/{}", paths.find(|path| path.ends_with(&id.to_string())).unwrap())
}

both! {
    async fn the_list_is_whole_without_a_script(house) {
        let camille = house.coordinator().await;
        let club = json!({"name": "Le Fil vert", "tagline": "Moins de déchets en Alsace"});
        house.administrator().await.patch("/club", 1, club).await.ok(200);
        shown(&camille, "Repair Café", "association", "67462").await;
        shown(&camille, "Boulangerie Kern", "company", "67462").await;
        shown(&camille, "Atelier Saint-Fiacre", "company", "67348").await;
        let reply = get(house, "/annuaire").await;
        let page = text(&reply, 200);
        assert_eq!(between(&page, "<title>", "</title>"), "Annuaire\u{202f}: Le Fil vert");
        assert!(page.contains("<html lang=\"fr\"") && page.contains("Moins de déchets en Alsace"));
        assert_eq!(names(&page), ["Atelier Saint-Fiacre", "Boulangerie Kern", "Repair Café"]);
        for head in [
            "<link rel=\"canonical\" href=\"http://localhost:8080/annuaire\">",
            "hreflang=\"en\" href=\"http://localhost:8080/annuaire?lang=en\">",
            "<meta property=\"og:site_name\" content=\"Le Fil vert\">",
            "<meta name=\"description\" content=\"3 organisations de Le Fil vert",
            "action=\"/annuaire\"",
            "href=\"/adherer\"",
        ] {
            assert!(page.contains(head), "{head} is not in {page}");
        }
        // What only machines read stands behind all that people do.
        let head = between(&page, "<head>", "</head>");
        assert!(head.contains("og:title") && !head.contains("ld+json"), "{head}");
        assert!(page.split_once("</footer>").unwrap().1.contains("<script type=\"application/ld+json\">"));
        let list = data(&page);
        assert_eq!((&list["@type"], &list["numberOfItems"]), (&json!("ItemList"), &json!(3)));
        assert_eq!(list["itemListElement"][2]["name"], "Repair Café");
        // Nothing runs and nothing is dressed but by files of the house.
        assert_eq!(page.matches("<script").count(), page.matches("<script type=\"application/ld+json\">").count() + page.matches("<script type=\"module\" src=\"/assets/").count());
        for inside in ["<style", " style=", "onclick=", "javascript:"] {
            assert!(!page.contains(inside), "{inside}");
        }
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("script-src 'self';") && !policy.contains("nonce") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert_eq!((reply.header("x-frame-options"), reply.header("cross-origin-resource-policy")), ("DENY", "same-origin"));
        house.work_off().await;
    }

    async fn one_filters_by_the_address_and_takes_each_filter_away(house) {
        let camille = house.coordinator().await;
        shown(&camille, "Atelier Saint-Fiacre", "company", "67462").await;
        shown(&camille, "Boulangerie Kern", "company", "67348").await;
        shown(&camille, "Repair Café", "association", "67462").await;
        let page = text(&get(house, "/annuaire?q=st+fiacre").await, 200);
        assert_eq!(names(&page), ["Atelier Saint-Fiacre"]);
        assert!(page.contains("1 organisation sur 3") && page.contains("value=\"st fiacre\""));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
        // Both spellings of several values, and what no question knows is passed over.
        for several in ["kind=company&kind=association&commune=67462", "kind=association,company&commune=67462&utm_source=x"] {
            let page = text(&get(house, &format!("/annuaire?{several}")).await, 200);
            assert_eq!(names(&page), ["Atelier Saint-Fiacre", "Repair Café"], "{several}");
        }
        let page = text(&get(house, "/annuaire?kind=company&commune=67462").await, 200);
        let chips = between(&page, "<ul class=\"chips\"", "</ul>");
        assert!(chips.contains("href=\"/annuaire?commune=67462\"") && chips.contains("href=\"/annuaire?kind=company\""), "{chips}");
        // Counted with the other filters; what is chosen is checked.
        let kinds = between(&page, "data-swap=\"kind\"", "</details>");
        assert!(kinds.contains("value=\"company\" data-count=\"1\"") && kinds.contains("value=\"association\" data-count=\"1\""), "{kinds}");
        assert_eq!(kinds.matches(" checked").count(), 1);
        let nothing = text(&get(house, "/annuaire?q=introuvable").await, 200);
        assert!(nothing.contains("Aucune organisation ne correspond") && nothing.contains("Voir tout l’annuaire"));
        assert_eq!(names(&nothing).len(), 0);
        // List and map are one question.
        let map = text(&get(house, "/annuaire?kind=company&view=map").await, 200);
        assert!(map.contains("data-map=\"/api/v1/public/map\"") && map.contains("href=\"/annuaire?kind=company\""));
        assert_eq!(names(&map), ["Atelier Saint-Fiacre", "Boulangerie Kern"]);
        house.work_off().await;
    }

    async fn a_long_list_has_pages_and_none_behind_the_last(house) {
        let camille = house.coordinator().await;
        for number in 0..31 {
            shown(&camille, &format!("Membre {number:02}"), "association", "67462").await;
        }
        let first = text(&get(house, "/annuaire?kind=association").await, 200);
        assert_eq!(names(&first).len(), 30);
        assert!(first.contains("<a rel=\"next\" href=\"/annuaire?kind=association&amp;page=2\">"));
        let last = text(&get(house, "/annuaire?kind=association&page=2").await, 200);
        assert_eq!(names(&last), ["Membre 30"]);
        assert!(last.contains("Page 2 sur 2") && last.contains("<ol class=\"found\" start=\"31\">"));
        assert_eq!(data(&last)["itemListElement"][0]["position"], 31);
        for behind in ["3", "18446744073709551615"] {
            let lost = get(house, &format!("/annuaire?kind=association&page={behind}")).await;
            assert!(text(&lost, 404).contains("Cette page n’existe pas"));
            assert_eq!(lost.header("cache-control"), "no-store");
            let framed = get(house, &format!("/integration/annuaire?kind=association&page={behind}")).await;
            assert!(text(&framed, 404).contains("Voir tout l’annuaire") && framed.header("content-security-policy").ends_with("*"));
        }
        house.work_off().await;
    }

    async fn a_member_has_a_page_that_shows_what_it_shows_and_nothing_else(house) {
        let camille = house.coordinator().await;
        let id = member(&camille, json!({
            "name": "Repair Café", "kind": "association", "status": "active", "commune": "67462",
            "street": "3 rue des Cachottiers", "postal_code": "67600", "phone": "03 53 01 00 18",
            "email": "cache@rabots.example", "website": "https://rabots.example/",
            "description": "On répare ensemble.\nLe samedi.", "internal_notes": "Clé chez la voisine", "rna": "W671000001",
        })).await;
        camille.post(&format!("/members/{id}/contacts"), json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@rabots.example"})).await.ok(201);
        let path = path_of(house, id).await;
        let page = text(&get(house, &path).await, 200);
        assert!(page.contains("<h1>Repair Café</h1>") && page.contains("On répare ensemble.\nLe samedi."));
        assert!(page.contains("<a rel=\"nofollow noopener\" href=\"https://rabots.example/\">rabots.example</a>"));
        let told = data(&page);
        assert_eq!((&told["name"], &told["sameAs"]), (&json!("Repair Café"), &json!("https://rabots.example/")));
        assert_eq!(told["address"], json!({"@type": "PostalAddress", "addressLocality": "Sélestat"}));
        for kept in ["Cachottiers", "67600", "0353010018", "03 53 01 00 18", "cache@", "Odile", "Kern", "odile@", "voisine", "W671000001"] {
            for place in [path.as_str(), "/annuaire", "/annuaire?view=map", "/integration/annuaire", "/integration/carte", "/sitemap.xml"] {
                let bytes = get(house, place).await.bytes;
                assert!(!String::from_utf8_lossy(&bytes).contains(kept), "{kept} is in {place}");
            }
            // Nor is it found by it.
            let sought = get(house, &format!("/annuaire?q={}", kept.replace(' ', "+"))).await;
            assert_eq!(names(&text(&sought, 200)).len(), 0, "{kept}");
        }
        let mireille = house.manager_of(id).await;
        let open = json!({"visibility": {"phone": "public", "email": "public", "street": "public", "rna": "public", "description": "club"}});
        mireille.patch(&format!("/members/{id}/profile"), camille.get(&format!("/members/{id}")).await.ok(200)["revision"].as_i64().unwrap(), open).await.ok(200);
        let page = text(&get(house, &path).await, 200);
        for open in ["href=\"tel:+33353010018\">03 53 01 00 18<", "href=\"mailto:cache@rabots.example\"", "3 rue des Cachottiers, 67600 Sélestat", "W671000001"] {
            assert!(page.contains(open), "{open} is not in {page}");
        }
        assert!(!page.contains("On répare"));
        assert_eq!(data(&page)["telephone"], "+33353010018");
        // Whoever does not show its name has no page at all.
        let now = camille.get(&format!("/members/{id}")).await.ok(200)["revision"].as_i64().unwrap();
        mireille.patch(&format!("/members/{id}/profile"), now, json!({"visibility": {"name": "club"}})).await.ok(200);
        assert!(text(&get(house, &path).await, 404).contains("Cette page n’existe pas"));
        house.work_off().await;
    }

    async fn a_hostile_name_is_only_a_name(house) {
        let camille = house.coordinator().await;
        house.administrator().await.patch("/club", 1, json!({"name": "Club </title><script>x</script>", "tagline": "\"><img src=x>"})).await.ok(200);
        let id = member(&camille, json!({
            "name": HOSTILE, "kind": "association", "status": "active",
            "description": "</script><script>alert(2)</script><!-- {{title}}",
        })).await;
        let path = path_of(house, id).await;
        assert_eq!(path, format!("/annuaire/script-alert-1-script-les-soeurs-cie-main-{id}"));
        for place in [path.as_str(), "/annuaire", "/integration", "/integration/annuaire", "/annuaire?q=%3Cscript%3Ealert(3)%3C/script%3E"] {
            let reply = get(house, place).await;
            let page = String::from_utf8(reply.bytes.clone()).unwrap();
            assert_eq!(reply.status, 200, "{page}");
            for breaking in ["<script>", "<img src=x>", "</title><"] {
                assert!(!page.contains(breaking), "{breaking} in {place}: {page}");
            }
        }
        let page = String::from_utf8(get(house, &path).await.bytes).unwrap();
        let told = data(&page);
        assert_eq!((&told["name"], &told["description"]), (&json!(HOSTILE), &json!("</script><script>alert(2)</script><!-- {{title}}")));
        house.work_off().await;
    }

    async fn a_page_is_found_by_its_id_and_stands_at_one_address(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let double = shown(&camille, "Repair-Café de Sélestat", "association", "67462").await;
        let path = path_of(house, cafe).await;
        assert_eq!(path, format!("/annuaire/repair-cafe-{cafe}"));
        for (wrong, right) in [
            (format!("/annuaire/{cafe}"), path.clone()),
            (format!("/annuaire/autre-nom-{cafe}?lang=en"), format!("{path}?lang=en")),
            (format!("/annuaire/autre-nom-{cafe}/signaler"), format!("{path}/signaler")),
        ] {
            let moved = get(house, &wrong).await;
            assert_eq!((moved.status, moved.header("location"), moved.header("cache-control")), (308, right.as_str(), "no-store"));
        }
        // What became part of another leads there, as long as it is.
        let old = path_of(house, double).await;
        camille.post(&format!("/members/{cafe}/merge"), json!({"other": double, "revision": 1, "other_revision": 1, "choices": {}})).await.ok(200);
        let moved = get(house, &old).await;
        assert_eq!((moved.status, moved.header("location")), (308, path.as_str()));
        for nothing in ["/annuaire/x", &format!("/annuaire/repair-cafe-{}", Uuid::now_v7()), &format!("/annuaire/repair-cafe-{}/signaler", Uuid::now_v7())] {
            assert!(text(&get(house, nothing).await, 404).contains("Voir tout l’annuaire"));
        }
        let slash = get(house, "/annuaire/?kind=company").await;
        assert_eq!((slash.status, slash.header("location")), (308, "/annuaire?kind=company"));
        house.work_off().await;
    }

    async fn who_has_a_page_is_told_so_until_it_is_another(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let path = path_of(house, cafe).await;
        for place in ["/annuaire", "/annuaire?kind=association", "/annuaire?q=cafe", path.as_str(), "/integration/carte", "/sitemap.xml"] {
            let first = get(house, place).await;
            let tag = first.header("etag").to_owned();
            assert!(first.status == 200 && tag.starts_with('"') && tag.len() > 20, "{place}: {tag}");
            assert_eq!(first.header("cache-control"), "public, max-age=60, stale-while-revalidate=600");
            let with = |tag: &str| TestRequest::get().uri(place).insert_header(("If-None-Match", tag));
            let again = house.anyone().send(with(&format!("\"x\", {tag}"))).await;
            assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, tag.as_str()), "{place}");
            // What a browser keeps of a page is told anew with it: it must be the same.
            assert_eq!(again.header("content-security-policy"), first.header("content-security-policy"));
            assert_eq!(again.header("x-frame-options"), first.header("x-frame-options"));
            // The other language is another page, and so is a packed one.
            let english = house.anyone().send(with(&tag).insert_header(("Accept-Language", "en"))).await;
            if place != "/sitemap.xml" {
                assert_ne!((english.status, english.header("etag")), (304, tag.as_str()), "{place}");
            }
            let packed = house.anyone().send(TestRequest::get().uri(place).insert_header(("Accept-Encoding", "br"))).await;
            assert_eq!(packed.header("content-encoding"), "br", "{place}");
            assert!(packed.bytes.len() < first.bytes.len(), "{place}");
        }
        let before = get(house, "/annuaire").await.header("etag").to_owned();
        // Who is not shown changes nothing for the public.
        member(&camille, json!({"name": "Pressenti", "kind": "company"})).await;
        assert_eq!(get(house, "/annuaire").await.header("etag"), before);
        camille.patch(&format!("/members/{cafe}"), 1, json!({"website": "https://rabots.example"})).await.ok(200);
        let after = get(house, "/annuaire").await.header("etag").to_owned();
        assert_ne!(before, after);
        house.administrator().await.patch("/club", 1, json!({"colours": {"brand": "#7A1F5C"}})).await.ok(200);
        assert_ne!(get(house, "/annuaire").await.header("etag"), after);
        house.work_off().await;
    }

    async fn the_reader_chooses_the_language(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let path = path_of(house, cafe).await;
        let page = text(&in_english(house, "/annuaire").await, 200);
        assert!(page.contains("<html lang=\"en\"") && page.contains("1 organisation") && page.contains("Skip to content"));
        assert!(page.contains("<link rel=\"canonical\" href=\"http://localhost:8080/annuaire?lang=en\">"));
        assert!(page.contains("href=\"/annuaire?lang=fr\" hreflang=\"fr\""));
        // The address wins over the browser, and is carried on.
        let page = text(&in_english(house, "/annuaire?lang=fr").await, 200);
        assert!(page.contains("<html lang=\"fr\"") && page.contains(&format!("href=\"{path}?lang=fr\"")));
        assert!(page.contains("<input type=\"hidden\" name=\"lang\" value=\"fr\">"));
        let page = text(&get(house, &format!("{path}?lang=en")).await, 200);
        assert!(page.contains("Report an error") && page.contains(&format!("href=\"{path}?lang=fr\" hreflang=\"fr\"")));
        assert!(get(house, "/annuaire").await.header("vary").to_lowercase().contains("accept-language"));
        house.work_off().await;
    }

    async fn only_the_frames_for_towns_can_be_framed(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        shown(&camille, "Boulangerie Kern", "company", "67462").await;
        for place in ["/integration/annuaire?kind=association", "/integration/carte?kind=association"] {
            let reply = get(house, place).await;
            let page = text(&reply, 200);
            assert_eq!(names(&page).len(), 1, "{place}");
            assert!(names(&page)[0].starts_with("Repair Café"));
            assert!(reply.header("content-security-policy").ends_with("frame-ancestors *"));
            assert_eq!((reply.header("x-frame-options"), reply.header("cross-origin-resource-policy")), ("", "cross-origin"));
            assert_eq!(page.contains("data-map"), place.contains("carte"));
            // What one opens from a frame has a window of its own.
            assert!(page.contains(&format!("href=\"/annuaire/repair-cafe-{cafe}\" target=\"_blank\" rel=\"noopener\"")), "{page}");
            assert!(page.contains("href=\"/annuaire?kind=association\" target=\"_blank\"") && !page.contains("<header class=\"top\">"));
            // A town gives its readers no way out of its own page by a form.
            let action = place.split('?').next().unwrap();
            assert!(page.contains(&format!("action=\"{action}\"")));
        }
        let told = text(&get(house, "/integration").await, 200);
        for parameters in ["", "?kind=association"] {
            let frame = format!("&lt;iframe src=&quot;http://localhost:8080/integration/annuaire{parameters}&quot;");
            assert!(told.contains(&frame), "{frame} is not in {told}");
        }
        assert!(told.contains("maillage.height") && !told.contains("<iframe"));
        // The script offers to copy them, in the words of the page; none stands in the page itself.
        assert!(told.contains("data-copy=\"Copier\" data-copied=\"Copié") && !told.contains("<script>"), "{told}");
        for place in ["/annuaire", "/integration", "/", "/api/v1/public/members"] {
            let reply = get(house, place).await;
            assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{place}");
            assert_eq!(reply.header("x-frame-options"), "DENY", "{place}");
        }
        house.work_off().await;
    }

    async fn an_error_is_reported_by_a_plain_form(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let form = format!("{}/signaler", path_of(house, cafe).await);
        let page = text(&get(house, &form).await, 200);
        assert!(page.contains(&format!("method=\"post\" action=\"{form}\"")) && page.contains("<meta name=\"robots\" content=\"noindex\">"));
        let anyone = house.anyone();
        let send = |fields: &'static [(&'static str, &'static str)]| {
            anyone.send(TestRequest::post().uri(&form).set_form(fields))
        };
        let wrong = text(&send(&[("what", "other"), ("text", " "), ("email", "moi@")]).await, 422);
        assert!(wrong.contains("href=\"#text\"") && wrong.contains("href=\"#email\"") && wrong.contains("value=\"moi@\""), "{wrong}");
        assert!(wrong.contains("id=\"what-other\" type=\"radio\" name=\"what\" value=\"other\" required checked"));
        assert_eq!(wrong.matches("aria-invalid=\"true\"").count(), 2);
        // Beside each field, told with it, and in the title.
        for field in ["text", "email"] {
            assert!(wrong.contains(&format!("<p class=\"fault\" id=\"{field}-fault\">")), "{wrong}");
            assert!(wrong.contains(&format!("aria-describedby=\"{field}-fault {field}-hint\"")), "{wrong}");
        }
        assert!(between(&wrong, "<title>", "</title>").starts_with("À corriger") && !page.contains("class=\"fault\""));
        assert!(text(&send(&[("text", "x")]).await, 422).contains("href=\"#what-closed\""));
        let waiting = || async { camille.get("/reports").await.ok(200)["items"].as_array().unwrap().clone() };
        assert!(waiting().await.is_empty());
        let sent = send(&[("what", "wrong_place"), ("text", "Rue des Prés"), ("email", "moi@lecteur.example"), ("fax", "")]).await;
        assert!(text(&sent, 200).contains("Merci, c’est envoyé"));
        let reports = waiting().await;
        assert_eq!((reports.len(), &reports[0]["what"], &reports[0]["text"]), (1, &json!("wrong_place"), &json!("Rue des Prés")));
        // A robot is told the same.
        text(&send(&[("what", "closed"), ("fax", "1")]).await, 200);
        assert_eq!(waiting().await.len(), 1);
        let mut last = 200;
        for _ in 0..25 {
            let reply = send(&[("what", "closed")]).await;
            last = reply.status;
            if last == 429 {
                assert!(!reply.header("retry-after").is_empty() && text(&reply, 429).contains("Trop de tentatives"));
                break;
            }
        }
        assert_eq!(last, 429);
        house.work_off().await;
    }

    async fn search_engines_are_told_what_there_is(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let robots = get(house, "/robots.txt").await;
        let told = String::from_utf8(robots.bytes.clone()).unwrap();
        assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
        assert!(told.contains("Sitemap: http://localhost:8080/sitemap.xml") && told.contains("Disallow: /\n"));
        let map = get(house, "/sitemap.xml").await;
        assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
        let told = String::from_utf8(map.bytes).unwrap();
        assert_eq!(told.matches("<url>").count(), 4);
        assert!(told.contains(&format!("<loc>http://localhost:8080/annuaire/repair-cafe-{cafe}</loc>")) && told.contains("<lastmod>2026-11-23</lastmod>"));
        house.work_off().await;
    }

    async fn a_club_may_have_no_directory(house) {
        let camille = house.coordinator().await;
        let cafe = shown(&camille, "Repair Café", "association", "67462").await;
        let path = path_of(house, cafe).await;
        house.administrator().await.patch("/club", 1, json!({"directory_open": false})).await.ok(200);
        for place in ["/annuaire", "/annuaire?view=map", path.as_str(), &format!("{path}/signaler"), "/integration", "/integration/annuaire", "/integration/carte", "/sitemap.xml"] {
            let page = text(&get(house, place).await, 404);
            assert!(page.contains("Ce club n’a pas d’annuaire public") && !page.contains("Repair"), "{place}");
        }
        assert_eq!(String::from_utf8(get(house, "/robots.txt").await.bytes).unwrap(), "User-agent: *\nDisallow: /\n");
        house.work_off().await;
    }

    async fn the_clubs_colours_are_a_file_of_their_own(house) {
        house.administrator().await.patch("/club", 1, json!({"colours": {"brand": "#7A1F5C"}})).await.ok(200);
        let page = text(&get(house, "/annuaire").await, 200);
        assert!(page.contains("<link rel=\"stylesheet\" href=\"/annuaire/couleurs/7a1f5c-f3b73b.css\">"));
        let sheet = get(house, "/annuaire/couleurs/7a1f5c-f3b73b.css").await;
        assert_eq!((sheet.status, sheet.header("content-type")), (200, "text/css; charset=utf-8"));
        assert!(sheet.header("cache-control").contains("immutable"));
        assert!(String::from_utf8(sheet.bytes).unwrap().contains("--brand:#7A1F5C;"));
        for unreadable in ["ffffff-f3b73b", "7a1f5c-000000", "7a1f5c", "red;%7D-f3b73b"] {
            assert_eq!(get(house, &format!("/annuaire/couleurs/{unreadable}.css")).await.status, 404, "{unreadable}");
        }
        house.work_off().await;
    }
}
