//! Serving and working, until told to stop: what is in hand is finished first.

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use platform::{House, jobs, settings::Settings};
use tokio::sync::watch;

use crate::app;

pub fn log(settings: &Settings) -> Result<(), String> {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.log)
        .map_err(|error| format!("MAILLAGE_LOG must be a level or a filter such as info,sqlx=warn ({error})."))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr);
    // A second call (tests) finds a subscriber in place: that one stays.
    let _ = if settings.log_json { builder.json().try_init() } else { builder.try_init() };
    Ok(())
}

/// How long a connection is kept without a request. Longer than proxies and libraries keep theirs (mostly 60 s at most):
/// they end it first, and no request meets a connection that is just being ended.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

pub async fn serve(house: House) -> Result<(), String> {
    let contract = app::contract().and_then(|document| app::Contract::of(&document));
    let contract = web::Data::new(contract.map_err(|error| error.to_string())?);
    let data = web::Data::new(house.clone());
    let listen = house.settings.listen;
    let server = HttpServer::new(move || app::application(data.clone(), contract.clone()))
        .keep_alive(KEEP_ALIVE)
        .bind(listen)
        .map_err(|error| format!("MAILLAGE_LISTEN: {listen} can't be listened to ({error})."))?
        .shutdown_timeout(20);
    let private = private_server(&house)?;
    // Not before the address is ours: whoever starts it twice by mistake must not take from the first what it has in hand.
    if house.settings.is_sqlite() {
        // The only process that serves: what the one before it was carrying out will never end.
        platform::web::idempotency::free_unfinished(&house).await.map_err(|problem| problem.in_full())?;
        // PostgreSQL sees to it on its own.
        house.db.take_stock().await.map_err(|error| error.to_string())?;
    }
    let (stop, stopped) = watch::channel(false);
    let worker = house.settings.work_while_serving.then(|| tokio::spawn(jobs::work(house.clone(), stopped)));

    let server = server.run();
    tracing::info!(address = %house.settings.base_url, "Maillage is ready");
    if let Err(problem) = super::first_start::announce(&house).await {
        // It serves all the same: `maillage admin code` gives one once the database takes writes again.
        tracing::warn!(%problem, "no code for the first administrator could be made");
        platform::causes::note(&problem);
    }
    let (served, _) = tokio::join!(server, async {
        match private {
            Some(server) => server.await,
            None => Ok(()),
        }
    });
    stop.send_replace(true);
    if let Some(worker) = worker {
        house.bell.notify_waiters();
        worker.await.map_err(|error| error.to_string())?;
    }
    served.map_err(|error| error.to_string())
}

/// Measures are for the machine room: a port of their own.
fn private_server(house: &House) -> Result<Option<actix_web::dev::Server>, String> {
    let Some(listen) = house.settings.private_listen else { return Ok(None) };
    platform::metrics::install();
    let data = web::Data::new(house.clone());
    let server = HttpServer::new(move || {
        App::new().app_data(data.clone()).route(
            "/metrics",
            web::get().to(|house: web::Data<House>| async move {
                HttpResponse::Ok()
                    .content_type("text/plain; version=0.0.4")
                    .body(platform::metrics::render(&house).await)
            }),
        )
    })
    .workers(1)
    .bind(listen)
    .map_err(|error| format!("MAILLAGE_PRIVATE_LISTEN: {listen} can't be listened to ({error})."))?
    .run();
    Ok(Some(server))
}

pub async fn work(house: House) -> Result<(), String> {
    let (stop, stopped) = watch::channel(false);
    let private = private_server(&house)?;
    if let Some(server) = private {
        tokio::spawn(server);
    }
    let worker = tokio::spawn(jobs::work(house.clone(), stopped));
    tracing::info!("Maillage works the jobs");
    wait_for_stop().await;
    stop.send_replace(true);
    house.bell.notify_waiters();
    worker.await.map_err(|error| error.to_string())
}

async fn wait_for_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
