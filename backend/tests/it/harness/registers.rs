//! A stand-in for the national registers: it speaks their documented form, over what is in `fixtures/registers`, and can
//! be told to be as bad as they are on a bad day.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kernel::words::fold;
use places::places;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

/// How the registers are today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// 500.
    Failing,
    /// An answer that comes too late.
    Slow,
    /// 429, with the seconds to wait.
    Asked(u32),
    /// 200 with half an answer.
    Truncated,
    /// 200 with another form than the documented one.
    Changed,
    /// Sends one elsewhere.
    Redirecting,
}

#[derive(Clone)]
pub struct Registers(Arc<Inner>);

struct Inner {
    server: MockServer,
    today: Arc<Mutex<Today>>,
}

struct Today {
    mood: Mood,
    /// The questions that came, as path and query.
    asked: Vec<String>,
}

impl Registers {
    pub async fn open() -> Registers {
        let server = MockServer::start().await;
        let today = Arc::new(Mutex::new(Today { mood: Mood::Well, asked: Vec::new() }));
        Mock::given(any()).respond_with(Desk(today.clone())).mount(&server).await;
        Registers(Arc::new(Inner { server, today }))
    }

    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let url = self.0.server.uri();
        vec![
            ("MAILLAGE_REGISTER_URL", url.clone()),
            ("MAILLAGE_GEOCODER_URL", format!("{url}/geocodage")),
            ("MAILLAGE_COMMUNES_URL", format!("{url}/geo")),
        ]
    }

    pub fn are(&self, mood: Mood) {
        self.0.today.lock().unwrap().mood = mood;
    }

    pub fn asked(&self) -> Vec<String> {
        self.0.today.lock().unwrap().asked.clone()
    }
}

struct Desk(Arc<Mutex<Today>>);

impl Respond for Desk {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut today = self.0.lock().unwrap();
        today.asked.push(format!("{}?{}", request.url.path(), request.url.query().unwrap_or_default()));
        let agent = request.headers.get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(agent.starts_with("Maillage/"), "the registers ask who asks: {agent}");
        let answer = match request.url.path() {
            "/geo/communes" => outlined(request),
            path if path.starts_with("/geocodage/") => geocoded(request),
            _ => searched(request),
        };
        match today.mood {
            Mood::Well => answer,
            Mood::Failing => ResponseTemplate::new(500).set_body_string("erreur interne"),
            Mood::Slow => answer.set_delay(Duration::from_secs(20)),
            Mood::Asked(wait) => ResponseTemplate::new(429).insert_header("Retry-After", wait.to_string()),
            Mood::Truncated => {
                ResponseTemplate::new(200).set_body_raw("{\"results\": [{\"siren\": \"9120", "application/json")
            }
            Mood::Changed => ResponseTemplate::new(200).set_body_json(json!({"resultats": []})),
            Mood::Redirecting => ResponseTemplate::new(302).insert_header("Location", "http://169.254.169.254/"),
        }
    }
}

fn parameter(request: &Request, name: &str) -> String {
    request.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn rows(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn searched(request: &Request) -> ResponseTemplate {
    assert_eq!(parameter(request, "minimal"), "true", "people and finances are not to be asked for");
    let (q, include) = (parameter(request, "q"), parameter(request, "include"));
    if fold(&q).len() < 3 {
        return ResponseTemplate::new(400)
            .set_body_json(json!({"erreur": "3 caractères minimum pour les termes de la requête"}));
    }
    let digits = q.len() >= 9 && q.chars().all(|c| c.is_ascii_digit());
    let words = fold(&q);
    let (commune, department) = (parameter(request, "code_commune"), parameter(request, "departement"));
    let fits = |row: &Value| {
        if digits {
            let sites = row["matching_etablissements"].as_array().unwrap().iter().chain([&row["siege"]]);
            return row["siren"] == q.as_str() || sites.into_iter().any(|site| site["siret"] == q.as_str());
        }
        let name = fold(row["nom_complet"].as_str().unwrap());
        let named = words.split(' ').all(|word| name.split(' ').any(|other| other.starts_with(word)));
        let numbered = row["complements"]["identifiant_association"] == q.as_str();
        let sites: Vec<&Value> =
            row["matching_etablissements"].as_array().unwrap().iter().chain([&row["siege"]]).collect();
        let here = commune.is_empty() || sites.iter().any(|site| site["commune"] == commune.as_str());
        let around = department.is_empty() || sites.iter().any(|site| site["departement"] == department.as_str());
        let active = parameter(request, "etat_administratif") != "A" || row["etat_administratif"] == "A";
        (named || numbered) && here && around && active
    };
    let mut found: Vec<Value> =
        rows(include_str!("../fixtures/registers/organisations.json")).into_iter().filter(fits).collect();
    for row in &mut found {
        // Only a SIRET tells its own establishment; a SIREN tells none.
        let wanted = |site: &Value| !digits || (q.len() == 14 && site["siret"] == q.as_str());
        let sites: Vec<Value> =
            row["matching_etablissements"].as_array().unwrap().iter().filter(|site| wanted(site)).cloned().collect();
        row["matching_etablissements"] = json!(sites);
        let row = row.as_object_mut().unwrap();
        for part in ["siege", "complements", "matching_etablissements", "dirigeants", "finances"] {
            if !include.split(',').any(|wanted| wanted == part) {
                row.remove(part);
            }
        }
    }
    let total = found.len();
    found.truncate(parameter(request, "per_page").parse().unwrap_or(10));
    ResponseTemplate::new(200)
        .set_body_json(json!({"results": found, "total_results": total, "page": 1, "per_page": 10, "total_pages": 1}))
}

fn geocoded(request: &Request) -> ResponseTemplate {
    let (words, citycode) = (fold(&parameter(request, "q")), parameter(request, "citycode"));
    if words.len() < 3 {
        return ResponseTemplate::new(400)
            .set_body_json(json!({"code": 400, "detail": ["q: must contain between 3 and 200 chars"]}));
    }
    let fits = |feature: &Value| {
        let label = fold(feature["properties"]["label"].as_str().unwrap());
        let here = citycode.is_empty() || feature["properties"]["citycode"] == citycode.as_str();
        here && words.split(' ').all(|word| label.split(' ').any(|other| other.starts_with(word)))
    };
    let mut found: Vec<Value> =
        rows(include_str!("../fixtures/registers/addresses.json")).into_iter().filter(fits).collect();
    found.sort_by(|a, b| {
        b["properties"]["score"].as_f64().unwrap().total_cmp(&a["properties"]["score"].as_f64().unwrap())
    });
    ResponseTemplate::new(200).set_body_json(json!({"type": "FeatureCollection", "features": found}))
}

/// Communes as squares of some kilometres around a place of their own: the service tells their true shape.
fn outlined(request: &Request) -> ResponseTemplate {
    for (name, value) in [("format", "geojson"), ("geometry", "contour"), ("fields", "code,nom")] {
        assert_eq!(parameter(request, name), value, "{name}");
    }
    let (epci, code) = (parameter(request, "codeEpci"), parameter(request, "code"));
    let of: Vec<_> =
        if code.is_empty() { places().communes_of(&epci) } else { places().commune(&code).into_iter().collect() };
    let features: Vec<Value> = of.iter().map(|commune| square(commune.insee_code, commune.name)).collect();
    ResponseTemplate::new(200).set_body_json(json!({"type": "FeatureCollection", "features": features}))
}

/// A commune with a square for an outline, whose sides have more points than they need.
pub fn square(code: &str, name: &str) -> Value {
    let number: u32 = code.bytes().map(u32::from).sum();
    let (west, south) = (7.0 + f64::from(number % 10) * 0.1, 48.0 + f64::from(number % 7) * 0.1);
    let sides = [[0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0], [1.0, 1.0, -1.0, 0.0], [0.0, 1.0, 0.0, -1.0]];
    let points = sides.iter().flat_map(|[x, y, right, up]| {
        (0..20).map(move |step| {
            let along = f64::from(step) / 20.0;
            json!([west + 0.05 * (x + right * along), south + 0.05 * (y + up * along)])
        })
    });
    let ring: Vec<Value> = points.chain([json!([west, south])]).collect();
    json!({"type": "Feature", "properties": {"nom": name, "code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

/// As [`both!`](crate::both), with a stand-in of the national registers beside the house.
#[macro_export]
macro_rules! both_with_registers {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident, $registers:ident) $body:block)+) => {
        mod on_sqlite {
            $($(#[$meta])* #[actix_web::test]
            async fn $name() {
                let registers = $crate::harness::registers::Registers::open().await;
                let house = $crate::harness::TestHouse::open_with($crate::harness::Engine::Sqlite, &registers.settings()).await;
                super::$name(&house, &registers).await;
                house.close().await;
            })+
        }
        mod on_postgres {
            $($(#[$meta])* #[actix_web::test]
            async fn $name() {
                let registers = $crate::harness::registers::Registers::open().await;
                let house = $crate::harness::TestHouse::open_with($crate::harness::Engine::Postgres, &registers.settings()).await;
                super::$name(&house, &registers).await;
                house.close().await;
            })+
        }
        $(async fn $name($house: &$crate::harness::TestHouse, $registers: &$crate::harness::registers::Registers) $body)+
    };
}
