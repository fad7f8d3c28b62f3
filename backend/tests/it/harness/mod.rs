//! A whole house per test: database, clock that tests move, web application; every answer is held against the contract.

mod contract;
mod database;
mod mails;
mod people;
pub mod registers;
mod reply;
pub mod smtp;

use std::{
    pin::Pin,
    rc::Rc,
    sync::{Arc, LazyLock},
};

use actix_web::{body::BoxBody, dev::ServiceResponse, test as at, web};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::clock::MovableClock;
use maillage::app;
use platform::{Asker, House, Way, files::Files, house::HouseParts, jobs, secrets::Vault, settings::Settings};
use serde_json::Value;
use tokio::sync::OnceCell;

pub use database::{Database, Engine};
pub use reply::Reply;

/// Defines each test twice: `on_sqlite::name` and `on_postgres::name`.
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident) $body:block)+) => {
        mod on_sqlite {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$meta])* #[actix_web::test]
            async fn $name() {
                let $house = $crate::harness::TestHouse::open($crate::harness::Engine::Sqlite).await;
                super::$name(&$house).await;
                $house.close().await;
            })+
        }
        mod on_postgres {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$meta])* #[actix_web::test]
            async fn $name() {
                let $house = $crate::harness::TestHouse::open($crate::harness::Engine::Postgres).await;
                super::$name(&$house).await;
                $house.close().await;
            })+
        }
        $(async fn $name($house: &$crate::harness::TestHouse) $body)+
    };
}

/// The instant at which tests begin: Monday 23 November 2026, 10:00 in Paris.
pub fn beginning() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

/// The contract as it is committed: to build it takes longer than most tests. One test holds it against the code's.
static CONTRACT: LazyLock<Value> = LazyLock::new(|| {
    let committed = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json")).unwrap();
    serde_json::from_slice(&committed).unwrap()
});

/// The web application at work: it takes a request and gives the answer.
type Web = Rc<dyn Fn(actix_http::Request) -> Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>>;

pub struct TestHouse {
    pub house: House,
    pub clock: Arc<MovableClock>,
    contract: web::Data<app::Contract>,
    /// Begun with the first request, as a server's is with its start.
    web: OnceCell<Web>,
    database: Database,
    _dir: tempfile::TempDir,
}

impl TestHouse {
    pub async fn open(engine: Engine) -> TestHouse {
        TestHouse::open_with(engine, &[]).await
    }

    /// With settings of its own.
    pub async fn open_with(engine: Engine, settings: &[(&'static str, String)]) -> TestHouse {
        let dir = tempfile::tempdir().unwrap();
        let database = Database::make(engine, dir.path()).await;
        TestHouse::on_with(database, dir, settings).await
    }

    /// The house on a database that is there.
    pub async fn on(database: Database, dir: tempfile::TempDir) -> TestHouse {
        TestHouse::on_with(database, dir, &[]).await
    }

    async fn on_with(database: Database, dir: tempfile::TempDir, settings: &[(&'static str, String)]) -> TestHouse {
        rustls::crypto::ring::default_provider().install_default().ok();
        // What a 500 keeps from the caller is what a failing test wants to say.
        tracing_subscriber::fmt().with_env_filter("error,maillage::causes=debug").with_test_writer().try_init().ok();
        let given = [
            ("MAILLAGE_DATA_DIR", dir.path().display().to_string()),
            ("MAILLAGE_DATABASE_URL", database.url.clone()),
            ("MAILLAGE_SECRET", "a secret for tests, of more than 32 characters".to_owned()),
            ("MAILLAGE_BASE_URL", "http://localhost:8080".to_owned()),
            ("MAILLAGE_POOL", "4".to_owned()),
            // Where requests of tests come from: so they can say they come from elsewhere (`Visitor::post_from`).
            ("MAILLAGE_TRUSTED_PROXIES", "127.0.0.0/8".to_owned()),
            // No test asks a register of the world.
            ("MAILLAGE_REGISTER_URL", String::new()),
            ("MAILLAGE_GEOCODER_URL", String::new()),
            ("MAILLAGE_COMMUNES_URL", String::new()),
        ];
        let settings = Settings::read(
            given.into_iter().chain(settings.iter().cloned()).map(|(name, value)| (name.to_owned(), value)).collect(),
        )
        .unwrap();
        let clock = Arc::new(MovableClock::at(beginning()));
        let db = platform::db::Db::connect(&settings).await.unwrap();
        db.migrate(&settings).await.unwrap();
        let house = House::new(HouseParts {
            vault: Vault::of(settings.secret.as_deref().unwrap()),
            files: Files::open(&settings).unwrap(),
            settings,
            db,
            clock: clock.clone(),
            book: app::book(),
            fields: maillage::app::fields(),
            bell: Default::default(),
            memo: Default::default(),
        });
        app::prepare(&house).await.unwrap();
        let contract = web::Data::new(app::Contract::of(&CONTRACT).unwrap());
        TestHouse { house, clock, contract, web: OnceCell::new(), database, _dir: dir }
    }

    /// Ends the test; jobs left undone fail it.
    pub async fn close(self) {
        let (waiting, dead) = jobs::backlog(&self.house).await.unwrap();
        let (database, _dir) = self.leave().await;
        database.drop().await;
        assert_eq!((waiting, dead), (0, 0), "jobs were left: call house.work_off()");
    }

    /// Closes the house and gives its database back.
    pub async fn leave(self) -> (Database, tempfile::TempDir) {
        let TestHouse { house, web, database, _dir, .. } = self;
        let db = house.db.clone();
        drop((house, web));
        db.close().await.unwrap();
        (database, _dir)
    }

    pub fn by_house(&self) -> Asker {
        Asker::house("test", Way::Command)
    }

    /// Does the jobs that are due, until there are none.
    pub async fn work_off(&self) -> usize {
        jobs::work_off(&self.house).await.unwrap()
    }

    /// Does a recurring job as when its time has come, and all else that is due.
    pub async fn when_due(&self, kind: &'static str) {
        let tx = self.house.db.begin().await.unwrap();
        let job = jobs::NewJob::now(kind, &Value::Null).unwrap();
        jobs::enqueue(&tx, &job, self.house.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.work_off().await;
    }

    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// The web application as it is served.
    pub async fn web(&self) -> &Web {
        let begin = || async {
            let application = app::application(web::Data::new(self.house.clone()), self.contract.clone());
            let service = Rc::new(at::init_service(application).await);
            let web: Web = Rc::new(move |request| {
                let service = service.clone();
                Box::pin(async move { at::call_service(&*service, request).await.map_into_boxed_body() })
            });
            web
        };
        self.web.get_or_init(begin).await
    }

    /// Another process of the same house, with settings of its own.
    pub fn with_settings(&self, settings: Settings) -> House {
        let parts = &self.house;
        House::new(HouseParts {
            settings,
            db: parts.db.clone(),
            clock: self.clock.clone(),
            vault: parts.vault.clone(),
            files: parts.files.clone(),
            book: app::book(),
            fields: app::fields(),
            bell: Default::default(),
            memo: Default::default(),
        })
    }

    /// Someone without an account.
    pub fn anyone(&self) -> Visitor<'_> {
        Visitor { house: self, token: None }
    }

    /// Someone with a token.
    pub fn with_token(&self, token: &str) -> Visitor<'_> {
        Visitor { house: self, token: Some(token.to_owned()) }
    }

    /// The contract as the web application takes it.
    pub fn built_contract(&self) -> web::Data<app::Contract> {
        self.contract.clone()
    }

    pub fn contract(&self) -> &'static Value {
        &CONTRACT
    }
}

/// Who sends requests.
#[derive(Clone)]
pub struct Visitor<'a> {
    pub house: &'a TestHouse,
    pub token: Option<String>,
}

impl Visitor<'_> {
    pub async fn get(&self, path: &str) -> Reply {
        self.send(at::TestRequest::get().uri(&full(path))).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(at::TestRequest::post().uri(&full(path)).set_json(body)).await
    }

    /// A POST under an Idempotency-Key of its own, where one is demanded.
    pub async fn post_once(&self, path: &str, body: Value) -> Reply {
        let key = uuid::Uuid::now_v7().to_string();
        self.send(at::TestRequest::post().uri(&full(path)).insert_header(("Idempotency-Key", key)).set_json(body)).await
    }

    /// A POST from another network, with the cookies that a device kept.
    pub async fn post_from(&self, address: &str, cookies: &str, path: &str, body: Value) -> Reply {
        let request = at::TestRequest::post().uri(&full(path)).insert_header(("X-Forwarded-For", address));
        self.send(request.insert_header(("Cookie", cookies)).set_json(body)).await
    }

    pub async fn put(&self, path: &str, revision: i64, body: Value) -> Reply {
        self.send(
            at::TestRequest::put()
                .uri(&full(path))
                .insert_header(("If-Match", format!("\"r{revision}\"")))
                .set_json(body),
        )
        .await
    }

    pub async fn patch(&self, path: &str, revision: i64, body: Value) -> Reply {
        self.send(
            at::TestRequest::patch()
                .uri(&full(path))
                .insert_header(("If-Match", format!("\"r{revision}\"")))
                .set_json(body),
        )
        .await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(at::TestRequest::delete().uri(&full(path))).await
    }

    /// Sends any request as this visitor, and holds the answer against the contract.
    pub async fn send(&self, mut request: at::TestRequest) -> Reply {
        if let Some(token) = &self.token {
            request = request.insert_header(("Authorization", format!("Bearer {token}")));
        }
        let web = self.house.web().await;
        let request = request.peer_addr("127.0.0.1:40000".parse().unwrap()).to_request();
        let (method, path) = (request.method().to_string(), request.path().to_owned());
        let reply = Reply::read(web(request).await).await;
        contract::hold(self.house.contract(), &method, &path, &reply);
        reply
    }
}

fn full(path: &str) -> String {
    if path.starts_with("/api/") || path.starts_with("/.well-known") || !path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/api/v1{path}")
    }
}
