//! The least that answers `GET /members` with the very same bytes: bare actix, SQL written by hand, no house around it.
//! It authenticates alike (the token's signature and times, then the session and its account), reads what the list
//! reads, and knows at its start what never changes: the club's cadence, what this administrator may do with a member.

mod auth;
mod read;
mod wire;

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::Outcome;

#[derive(Debug, Clone, clap::Args)]
pub struct Bare {
    #[arg(long)]
    database: String,
    #[arg(long)]
    listen: SocketAddr,
    /// The key set of the real program.
    #[arg(long)]
    keys: String,
    /// The abilities of a member that is none by right, as the real program answered them.
    #[arg(long)]
    abilities: String,
    /// Today, in the club's time zone.
    #[arg(long)]
    today: NaiveDate,
}

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

struct Bench {
    pool: Pool,
    keys: auth::Keys,
    abilities: BTreeMap<String, wire::Ability>,
    today: NaiveDate,
}

/// What the list can be asked here.
#[derive(Deserialize)]
pub struct Asked {
    status: Option<String>,
    kind: Option<String>,
    follow_up: Option<String>,
    sort: String,
    limit: i64,
    /// The mark of the question in the cursor, which the real one computes from it.
    #[serde(default)]
    mark: String,
}

pub fn serve(bare: Bare) -> Outcome<()> {
    actix_web::rt::System::new().block_on(async move {
        let pool = match bare.database.strip_prefix("sqlite:") {
            Some(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .read_only(true)
                    .busy_timeout(Duration::from_secs(30))
                    .pragma("cache_size", "-16000")
                    .pragma("temp_store", "memory");
                let pool = SqlitePoolOptions::new().max_connections(4).test_before_acquire(false);
                Pool::Sqlite(pool.connect_with(options).await?)
            }
            None => {
                let pool = PgPoolOptions::new().max_connections(10).test_before_acquire(false);
                Pool::Postgres(pool.connect(&bare.database).await?)
            }
        };
        let bench = web::Data::new(Bench {
            pool,
            keys: auth::Keys::read(&bare.keys)?,
            abilities: serde_json::from_str(&bare.abilities)?,
            today: bare.today,
        });
        let server =
            HttpServer::new(move || App::new().app_data(bench.clone()).route("/api/v1/members", web::get().to(list)));
        server.bind(bare.listen)?.run().await?;
        Ok(())
    })
}

async fn list(req: HttpRequest, asked: web::Query<Asked>, bench: web::Data<Bench>) -> HttpResponse {
    match answer(&req, &asked, &bench).await {
        Ok(Some(body)) => HttpResponse::Ok().content_type("application/json").body(body),
        Ok(None) => HttpResponse::Unauthorized().finish(),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

async fn answer(req: &HttpRequest, asked: &Asked, bench: &Bench) -> Outcome<Option<Vec<u8>>> {
    let token = req.headers().get("authorization").and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(claims) = token.and_then(|token| bench.keys.check(token)) else { return Ok(None) };
    let found = match &bench.pool {
        Pool::Sqlite(pool) => read::on_sqlite(pool, &claims, asked, bench.today).await?,
        Pool::Postgres(pool) => read::on_postgres(pool, &claims, asked, bench.today).await?,
    };
    Ok(match found {
        Some(found) => Some(wire::written(found, asked, &bench.abilities, bench.today)?),
        None => None,
    })
}
