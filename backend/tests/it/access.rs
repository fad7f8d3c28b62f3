//! Every operation of the contract, tried as each kind of caller, against one table that a person can read:
//! `openapi/ACCESS.md`. Each try starts from the same world. With `MAILLAGE_TEST_WRITE=1` the table is written anew.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::harness::{Database, Engine, TestHouse};

const PERSONAS: [&str; 8] = [
    "anyone",
    "other manager",
    "own contributor",
    "own manager",
    "reader",
    "coordinator",
    "administrator",
    "key with all scopes",
];

/// A club with something of everything, closed, to be copied for each try.
struct World {
    database: Database,
    _dir: tempfile::TempDir,
    engine: Engine,
    tokens: Vec<Option<String>>,
    /// A key for each scope alone, then one for each two.
    keys: Vec<(Vec<&'static str>, String)>,
    ids: BTreeMap<&'static str, String>,
    contract: Value,
}

/// The files that were kept, with their folders.
fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &name);
        } else {
            std::fs::copy(entry.path(), name).unwrap();
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn in_order(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

impl World {
    async fn make(engine: Engine) -> World {
        let house = TestHouse::open(engine).await;
        let admin = house.administrator().await;
        let member = |name: &str| json!({"name": name, "kind": "association", "status": "active"});
        let own = text(&admin.post("/members", member("Repair Café")).await.ok(201)["id"]);
        let other = text(&admin.post("/members", member("Ludothèque")).await.ok(201)["id"]);
        let scopes: Vec<&str> = kernel::caller::Scope::ALL.iter().map(|scope| scope.as_str()).collect();
        let tokens = vec![
            None,
            house.manager_of(other.parse().unwrap()).await.token,
            house.contributor_of(own.parse().unwrap()).await.token,
            house.manager_of(own.parse().unwrap()).await.token,
            house.reader().await.token,
            house.coordinator().await.token,
            admin.token.clone(),
            house.machine(&scopes).await.token,
        ];
        let mut keys = Vec::new();
        let pairs =
            scopes.iter().enumerate().flat_map(|(at, one)| scopes[at + 1..].iter().map(|other| vec![*one, *other]));
        for held in scopes.iter().map(|scope| vec![*scope]).chain(pairs) {
            let token = house.machine(&held).await.token.unwrap();
            keys.push((held, token));
        }
        let ids = crate::access_world::things(&house, &own).await;
        house.work_off().await;
        let contract = house.contract().clone();
        let (database, dir) = house.leave().await;
        World { database, _dir: dir, engine, tokens, keys, ids, contract }
    }

    async fn open(&self) -> TestHouse {
        let dir = tempfile::tempdir().unwrap();
        let database = self.database.copy(self.engine, dir.path()).await;
        copy_folder(&self._dir.path().join("files"), &dir.path().join("files"));
        TestHouse::on(database, dir).await
    }

    /// The path with the world's own things in it.
    fn path(&self, template: &str) -> String {
        let thing =
            self.ids.iter().filter(|(prefix, _)| template.starts_with(*prefix)).max_by_key(|(prefix, _)| prefix.len());
        let mut path = template.to_owned();
        // A thing within another has both their ids, one after the other.
        let mut ids = thing.map_or("019ab1c2-0000-7000-8000-000000000000", |(_, id)| id.as_str()).split('+').cycle();
        while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            path.replace_range(from..=to, ids.next().unwrap_or_default());
        }
        path
    }

    async fn walk(&self) -> BTreeMap<String, Vec<String>> {
        let mut table = BTreeMap::new();
        let mut house = self.open().await;
        for (template, item) in self.contract["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let name = format!("{} {}", method.to_uppercase(), template.trim_start_matches("/api/v1"));
                assert!(operation["operationId"].is_string(), "{name} has no operationId");
                let path = self.path(template);
                let mut cells = self.try_all(&mut house, method, &path).await;
                let scopes = match cells.last().map(String::as_str) == Some("✓") && cells[0] != "✓" {
                    true => self.scopes_of(&mut house, method, &path).await,
                    false => Vec::new(),
                };
                // Whoever has a key and the contract alone must be able to tell what the key is good for.
                let mut told: Vec<Vec<String>> = (operation["security"].as_array().into_iter().flatten())
                    .filter_map(|one| one["api_key"].as_array())
                    .map(|held| in_order(held.iter().map(text)))
                    .collect();
                told.sort();
                let mut found: Vec<Vec<String>> =
                    scopes.iter().map(|held| in_order(held.iter().map(|scope| (*scope).to_owned()))).collect();
                found.sort();
                assert_eq!(
                    told, found,
                    "{name}: security(…) of the operation names other scopes than those that open it"
                );
                cells.push(scopes.iter().map(|held| held.join(" + ")).collect::<Vec<_>>().join(", "));
                table.insert(name, cells);
            }
        }
        house.leave().await.0.drop().await;
        table
    }

    /// The scopes each of which opens this alone; where none does, those that do together.
    async fn scopes_of(&self, house: &mut TestHouse, method: &str, path: &str) -> Vec<Vec<&'static str>> {
        let mut opening: Vec<Vec<&'static str>> = Vec::new();
        for (held, token) in &self.keys {
            if held.len() > 1 && opening.iter().any(|alone| alone.len() == 1) {
                break;
            }
            if self.try_one(house, method, path, &Some(token.clone())).await == "✓" {
                opening.push(held.clone());
            }
        }
        opening
    }

    async fn try_all(&self, house: &mut TestHouse, method: &str, path: &str) -> Vec<String> {
        let mut cells = Vec::new();
        for token in &self.tokens {
            cells.push(self.try_one(house, method, path, token).await);
        }
        cells
    }

    async fn try_one(&self, house: &mut TestHouse, method: &str, path: &str, token: &Option<String>) -> String {
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let mut request = TestRequest::default().method(method.clone()).uri(path);
        if matches!(method, Method::POST | Method::PUT | Method::PATCH) {
            request = request.insert_header(("If-Match", "\"r1\"")).set_json(json!({}));
        }
        if path.starts_with("/api/v1/auth/") {
            request = request.insert_header(("X-Requested-By", "maillage"));
        }
        let visitor = crate::harness::Visitor { house, token: token.clone() };
        let reply = visitor.send(request).await;
        // Whatever had an effect gets a fresh world for the next.
        if method != Method::GET && reply.status < 400 {
            let spent = std::mem::replace(house, self.open().await);
            spent.leave().await.0.drop().await;
        }
        match reply.status {
            401 | 403 | 404 => reply.status.to_string(),
            500.. => panic!("{method} {path}: {}", String::from_utf8_lossy(&reply.bytes)),
            _ => "✓".to_owned(),
        }
    }
}

fn page(table: &BTreeMap<String, Vec<String>>) -> String {
    let mut page = String::from(
        "# Who may call what\n\nTried for real: each operation, as each kind of caller, on things of “own” organisation. ✓ lets in; 401 sign in first; \
         403 known, and may not; 404 not theirs to see. Bodies are empty: a 422 for one counts as let in. \
         The last column: the scopes each of which alone (or joined by +) lets a key in; no other key comes in.\nA test compares this page with the behaviour; `make generate` writes it.\n\n",
    );
    let _ =
        writeln!(page, "| operation | {} | scope |\n|---|{}---|", PERSONAS.join(" | "), ":-:|".repeat(PERSONAS.len()));
    for (name, cells) in table {
        let _ = writeln!(page, "| `{name}` | {} |", cells.join(" | "));
    }
    page
}

async fn the_table_is_true(engine: Engine) {
    let world = World::make(engine).await;
    let page = page(&world.walk().await);
    world.database.drop().await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/ACCESS.md");
    if std::env::var("MAILLAGE_TEST_WRITE").is_ok() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let differing: Vec<&str> = page.lines().filter(|line| !committed.lines().any(|known| known == *line)).collect();
    assert!(committed == page, "openapi/ACCESS.md says otherwise: {differing:#?}");
}

mod on_sqlite {
    #[actix_web::test]
    async fn every_operation_lets_in_whom_the_table_says() {
        super::the_table_is_true(crate::harness::Engine::Sqlite).await;
    }
}

mod on_postgres {
    #[actix_web::test]
    async fn every_operation_lets_in_whom_the_table_says() {
        super::the_table_is_true(crate::harness::Engine::Postgres).await;
    }
}
