//! The real binary: it starts, refuses wrong settings, stops gracefully, and loses nothing when it is killed.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use sea_orm::{ActiveValue::Set, ConnectOptions, Database, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::idempotency;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::Engine;

fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_maillage")
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An instance of its own: folder, database, port.
pub struct Instance {
    dir: tempfile::TempDir,
    pub database: crate::harness::Database,
    port: u16,
    private_port: u16,
    /// Settings beside those that every instance here has.
    pub settings: Vec<(&'static str, String)>,
}

impl Instance {
    pub async fn make(engine: Engine) -> Instance {
        let dir = tempfile::tempdir().unwrap();
        let database = crate::harness::Database::make(engine, dir.path()).await;
        Instance::on(database, dir)
    }

    fn on(database: crate::harness::Database, dir: tempfile::TempDir) -> Instance {
        Instance { dir, database, port: free_port(), private_port: free_port(), settings: Vec::new() }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .env_clear()
            .env("MAILLAGE_DATA_DIR", self.dir.path())
            .env("MAILLAGE_DATABASE_URL", &self.database.url)
            .env("MAILLAGE_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("MAILLAGE_PRIVATE_LISTEN", format!("127.0.0.1:{}", self.private_port))
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub async fn start(&self) -> Server {
        rustls::crypto::ring::default_provider().install_default().ok();
        let log = std::fs::File::options().create(true).append(true).open(self.log()).unwrap();
        let printed = std::fs::File::options().create(true).append(true).open(self.printed()).unwrap();
        let child = self.command(&["serve"]).stderr(log).stdout(printed).spawn().unwrap();
        let server = Server { child, base: format!("http://127.0.0.1:{}", self.port), http: http_client() };
        let begun = Instant::now();
        while server.http.get(format!("{}/readyz", server.base)).send().await.is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{}",
                std::fs::read_to_string(self.log()).unwrap_or_default()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server
    }

    pub fn folder(&self) -> &std::path::Path {
        self.dir.path()
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("log")
    }

    /// What all its processes wrote on standard output.
    fn printed(&self) -> PathBuf {
        self.dir.path().join("printed")
    }

    /// The codes of the first start that were printed.
    fn codes(&self) -> Vec<String> {
        let printed = std::fs::read_to_string(self.printed()).unwrap();
        let words = printed.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let mut codes: Vec<String> = words
            .filter(|word| word.len() == 19 && word.split('-').all(|group| group.len() == 4))
            .map(str::to_owned)
            .collect();
        codes.dedup();
        codes
    }

    /// The token of a new administrator.
    pub async fn administrator(&self, server: &Server) -> String {
        let made = self.command(&["admin", "create", "alix@club.example", "--password"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let lines: Vec<String> = BufReader::new(made.stdout.as_slice()).lines().map(Result::unwrap).collect();
        let answer = server
            .post("/api/v1/auth/login", None, None, json!({"email": lines[0], "password": lines[1]}))
            .await
            .unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }
}

pub struct Server {
    child: Child,
    pub base: String,
    pub http: reqwest::Client,
}

/// Each request on a connection of its own: one that rests is closed by the server, perhaps just as it is used again.
fn http_client() -> reqwest::Client {
    reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap()
}

impl Server {
    pub async fn post(
        &self,
        path: &str,
        token: Option<&str>,
        key: Option<&str>,
        body: Value,
    ) -> Result<Value, reqwest::Error> {
        let mut request = self.http.post(format!("{}{path}", self.base)).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        request.send().await?.error_for_status()?.json().await
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> reqwest::Response {
        let mut request = self.http.get(format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap()
    }

    /// The hard way: no chance to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The gentle way.
    pub fn stop(&mut self) -> std::process::ExitStatus {
        let stopped = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(stopped.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn is_ready_measured_and_stops(engine: Engine) {
    let instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    assert_eq!(server.get("/healthz", None).await.status(), 200);
    let public = server.get("/api/v1/public/club", None).await;
    assert_eq!(public.headers()["x-content-type-options"], "nosniff");
    let measures = server.http.get(format!("http://127.0.0.1:{}/metrics", instance.private_port)).send().await.unwrap();
    assert!(measures.text().await.unwrap().contains("maillage_http_requests_total"));
    assert!(!server.get("/metrics", None).await.text().await.unwrap().contains("maillage_http"));
    assert!(server.stop().success(), "{}", std::fs::read_to_string(instance.log()).unwrap());
    instance.database.drop().await;
}

/// What stands before the server keeps its connections for a minute and uses them again: one that the server ended just
/// then would be an error to somebody.
#[actix_web::test]
async fn a_connection_that_rested_is_used_again() {
    let instance = Instance::make(Engine::Sqlite).await;
    let mut server = instance.start().await;
    let mut connection = tokio::net::TcpStream::connect(("127.0.0.1", instance.port)).await.unwrap();
    for rest in [Duration::ZERO, Duration::from_secs(7)] {
        tokio::time::sleep(rest).await;
        connection.write_all(b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").await.unwrap();
        let mut begun = [0; 12];
        connection.read_exact(&mut begun).await.unwrap();
        assert_eq!(&begun, b"HTTP/1.1 200");
        // The rest of the answer is there already, or comes while the connection rests.
        let mut rest_of_it = [0; 4096];
        assert!(connection.read(&mut rest_of_it).await.unwrap() > 0);
    }
    drop(connection);
    server.kill();
    instance.database.drop().await;
}

async fn several_processes_may_start_at_once(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let database = crate::harness::Database::empty(engine, dir.path()).await;
    let instance = Instance::on(database, dir);
    let children: Vec<Child> = (0..4).map(|_| instance.command(&["migrate"]).spawn().unwrap()).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    instance.database.drop().await;
}

/// Members are made as fast as they can be, the process is killed in the middle, started again, and the request
/// without an answer is repeated: each acknowledged member is there, and none twice.
async fn a_killed_process_loses_and_doubles_nothing(engine: Engine) {
    let instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    let token = instance.administrator(&server).await;
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        let victim = server.child.id();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150 + 70 * round));
            Command::new("kill").args(["-9", &victim.to_string()]).status().unwrap()
        });
        let mut number = 0;
        let unanswered = loop {
            let name = format!("Association {round}-{number}");
            let made = server
                .post("/api/v1/members", Some(&token), Some(&name), json!({"name": name, "kind": "association"}))
                .await;
            match made {
                Ok(_) => acknowledged.push(name),
                Err(error) => {
                    assert!(error.status().is_none(), "{error}");
                    break name;
                }
            }
            number += 1;
        };
        killer.join().unwrap();
        server.child.wait().unwrap();
        server = instance.start().await;
        let repeated = server
            .http
            .post(format!("{}/api/v1/members", server.base))
            .bearer_auth(&token)
            .header("Idempotency-Key", &unanswered)
            .json(&json!({"name": unanswered, "kind": "association"}))
            .send()
            .await
            .unwrap();
        // Made now, or made before with its answer kept or lost: never twice. One that was cut while running may
        // still hold its key for a while.
        assert!(matches!(repeated.status().as_u16(), 201 | 409), "{}", repeated.text().await.unwrap());
    }
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Value =
            server.get(&format!("/api/v1/members?limit=200{cursor}"), Some(&token)).await.json().await.unwrap();
        names.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    for name in &acknowledged {
        assert_eq!(names.iter().filter(|found| *found == name).count(), 1, "{name}");
    }
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), names.len(), "a member was made twice");
    server.kill();
    instance.database.drop().await;
}

/// Started twice by mistake, the second finds the address taken and stops, and the first keeps what it has in hand.
async fn a_second_start_takes_nothing_from_the_first(engine: Engine) {
    let instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    let mut options = ConnectOptions::new(instance.database.url.clone());
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let now = chrono::Utc::now();
    let in_hand = idempotency::ActiveModel {
        id: Set(uuid::Uuid::now_v7()),
        caller: Set("person:".to_owned()),
        route: Set("/api/v1/members".to_owned()),
        key: Set("k1".to_owned()),
        fingerprint: Set(String::new()),
        state: Set("running".to_owned()),
        created_at: Set(now),
        lease_until: Set(now + chrono::TimeDelta::minutes(2)),
        turn: Set(1),
        expires_at: Set(now + chrono::TimeDelta::hours(24)),
        ..Default::default()
    };
    idempotency::Entity::insert(in_hand).exec_without_returning(&db).await.unwrap();
    let second = instance.command(&["serve"]).output().unwrap();
    assert!(!second.status.success());
    let told = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(told.contains("MAILLAGE_LISTEN"), "{told}");
    assert_eq!(idempotency::Entity::find().count(&db).await.unwrap(), 1);
    db.close().await.unwrap();
    server.kill();
    instance.database.drop().await;
}

/// Whatever people send, and whatever breaks over it: the log says what happened, and names nobody.
async fn the_log_names_nobody(engine: Engine) {
    let mut instance = Instance::make(engine).await;
    // Nobody listens there.
    instance.settings.push(("MAILLAGE_SMTP_URL", format!("smtp://127.0.0.1:{}?tls=none", free_port())));
    instance.settings.push(("MAILLAGE_MAIL_FROM", "relais@relais.example".to_owned()));
    let mut server = instance.start().await;
    let token = instance.administrator(&server).await;
    let anne = "anne.kern@maison.example";
    let post = async |path: &str, body: String| {
        let request = server.http.post(format!("{}/api/v1{path}", server.base)).bearer_auth(&token);
        request.header("content-type", "application/json").body(body).send().await.unwrap()
    };
    for body in [
        format!(r#"{{"email": "{anne}", "password": "Anne Kern 1987"}}"#),
        format!(r#"{{"email": ["{anne}"], "password": 1}}"#),
        format!(r#"{{"email": "{anne}", "{anne}": "Anne Kern""#),
        "\u{0}Anne Kern".to_owned(),
    ] {
        assert!(post("/auth/login", body).await.status().is_client_error());
    }
    let members = [r#"{"name": "Anne Kern", "kind": "Anne Kern"}"#, r#"{"name": "Anne Kern", "Anne Kern": true}"#];
    for body in members {
        assert_eq!(post("/members", body.to_owned()).await.status(), 422);
    }
    for path in [format!("/api/v1/members?q={anne}&sort={anne}"), format!("/api/v1/{anne}"), format!("/{anne}#{anne}")]
    {
        server.get(&path, Some(&token)).await;
    }
    // A message that does not leave.
    assert_eq!(post("/auth/link", json!({"email": "alix@club.example"}).to_string()).await.status(), 202);
    // What is kept, damaged: the reason quotes it.
    let (media, body) = crate::imports_world::form_body(
        "Anne Kern.csv",
        b"Structure;Courriel\nAnne Kern;anne.kern@maison.example\n",
        &[],
    );
    let request = server.http.post(format!("{}/api/v1/imports", server.base)).bearer_auth(&token);
    let import: Value = request.header("content-type", media).body(body).send().await.unwrap().json().await.unwrap();
    let mut options = ConnectOptions::new(instance.database.url.clone());
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let damaged = tables::import::ActiveModel { report: Set(json!(anne)), ..Default::default() };
    tables::import::Entity::update_many().set(damaged).exec(&db).await.unwrap();
    db.close().await.unwrap();
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    assert_eq!(server.get(&path, Some(&token)).await.status(), 500);

    let log = || std::fs::read_to_string(instance.log()).unwrap();
    wait_until(|| log().contains("a message was not taken") && log().contains("house.bug")).await;
    let log = log();
    for word in ["maison.example", "Kern", "kern", "Anne", "alix", "relais@"] {
        let telling = log.lines().find(|line| line.contains(word));
        assert!(telling.is_none(), "{word}: {telling:?}");
    }
    server.kill();
    instance.database.drop().await;
}

/// In plain words and as one line of JSON; a new one at each start, until somebody has an account.
async fn each_start_prints_a_code_until_one_is_used(engine: Engine) {
    let mut instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    server.kill();
    instance.settings.push(("MAILLAGE_LOG_FORMAT", "json".to_owned()));
    let mut server = instance.start().await;
    wait_until(|| instance.codes().len() == 2).await;
    let printed = std::fs::read_to_string(instance.printed()).unwrap();
    let line: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    let codes = instance.codes();
    assert_eq!(line["fields"]["code"], codes[1]);
    assert_eq!(line["fields"]["address"], format!("{}/installation#{}", server.base, codes[1]));
    assert!(!std::fs::read_to_string(instance.log()).unwrap().contains(&codes[1]), "a code is no line of the log");

    // A code of an earlier start is as good: its log may be the one that is read.
    let form = json!({"code": codes[0], "email": "alix@club.example", "given_name": "Alix", "family_name": "Amand", "password": "une girouette brumeuse sous la tonnelle"});
    let session = server.post("/api/v1/setup", None, None, form).await.unwrap();
    assert_eq!(session["account"]["role"], "admin");
    assert!(server.stop().success());
    let mut server = instance.start().await;
    server.kill();
    assert_eq!(instance.codes().len(), 2, "nobody waits for a first account any more");
    let late = instance.command(&["admin", "code"]).output().unwrap();
    assert!(!late.status.success());
    instance.database.drop().await;
}

async fn wait_until(mut come: impl FnMut() -> bool) {
    for _ in 0..100 {
        if come() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it did not come");
}

mod on_sqlite {
    use super::*;

    #[actix_web::test]
    async fn each_start_prints_a_code_until_an_account_is_there() {
        each_start_prints_a_code_until_one_is_used(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn it_is_ready_measured_and_stops_gracefully() {
        is_ready_measured_and_stops(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn a_second_start_leaves_the_first_alone() {
        a_second_start_takes_nothing_from_the_first(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn nobody_is_named_in_the_log() {
        the_log_names_nobody(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn several_processes_start_at_once() {
        several_processes_may_start_at_once(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn a_kill_loses_and_doubles_nothing() {
        a_killed_process_loses_and_doubles_nothing(Engine::Sqlite).await;
    }
}

mod on_postgres {
    use super::*;

    #[actix_web::test]
    async fn each_start_prints_a_code_until_an_account_is_there() {
        each_start_prints_a_code_until_one_is_used(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn it_is_ready_measured_and_stops_gracefully() {
        is_ready_measured_and_stops(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn a_second_start_leaves_the_first_alone() {
        a_second_start_takes_nothing_from_the_first(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn nobody_is_named_in_the_log() {
        the_log_names_nobody(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn several_processes_start_at_once() {
        several_processes_may_start_at_once(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn a_kill_loses_and_doubles_nothing() {
        a_killed_process_loses_and_doubles_nothing(Engine::Postgres).await;
    }
}

#[test]
fn a_wrong_setting_stops_the_start_with_a_sentence_that_names_it() {
    let output = Command::new(binary()).arg("serve").env_clear().env("MAILLAGE_LISTEN", "here").output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("MAILLAGE_LISTEN"));
}

#[test]
fn the_contract_and_the_settings_need_no_database() {
    for command in ["openapi", "settings"] {
        let output = Command::new(binary()).arg(command).env_clear().output().unwrap();
        assert!(output.status.success() && output.stdout.len() > 1000, "{command}");
    }
}
