//! Measures for the machine room, in Prometheus' text format, on the private port alone.
//!
//! Counted as it happens: `maillage_http_requests_total`, `maillage_http_request_seconds`, `maillage_jobs_total`,
//! `maillage_jobs_failed_total`, `maillage_mail_total` (by outcome). Read when asked: `maillage_database_up`,
//! `maillage_jobs_waiting`, `maillage_jobs_dead`, `maillage_deliveries` (by state: queued, failed, uncertain).

use std::{sync::OnceLock, time::Duration};

use kernel::problem::Problem;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tables::delivery;

use crate::{house::House, jobs};

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// How often samples that nobody fetched are folded together.
const UPKEEP: Duration = Duration::from_secs(5);
/// Seconds, from a cached page to a large import.
const BUCKETS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Begins to measure; a second call changes nothing. To be called inside the runtime, which keeps the samples small.
pub fn install() {
    let Ok(builder) = PrometheusBuilder::new().set_buckets(&BUCKETS) else { return };
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() || RECORDER.set(handle.clone()).is_err() {
        return;
    }
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(async move {
            let mut beat = tokio::time::interval(UPKEEP);
            loop {
                beat.tick().await;
                handle.run_upkeep();
            }
        });
    }
}

/// All measures as they are now. A database that does not answer is a measure too, not an error.
pub async fn render(house: &House) -> String {
    let up = observe(house).await;
    if let Err(problem) = &up {
        tracing::warn!(%problem, "the database could not be measured");
        crate::causes::note(problem);
    }
    metrics::gauge!("maillage_database_up").set(if up.is_ok() { 1.0 } else { 0.0 });
    RECORDER.get().map(PrometheusHandle::render).unwrap_or_default()
}

async fn observe(house: &House) -> Result<(), Problem> {
    house.db.ping().await?;
    let (waiting, dead) = jobs::backlog(house).await?;
    metrics::gauge!("maillage_jobs_waiting").set(waiting as f64);
    metrics::gauge!("maillage_jobs_dead").set(dead as f64);
    for state in ["queued", "failed", "uncertain"] {
        let count = delivery::Entity::find().filter(delivery::Column::State.eq(state)).count(&house.db.read).await?;
        metrics::gauge!("maillage_deliveries", "state" => state).set(count as f64);
    }
    Ok(())
}
