//! What the house does for itself, again and again: sends mail that is due, and takes away what nobody needs any more.

use chrono::TimeDelta;
use kernel::problem::Problem;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait};
use tables::{idempotency, member_touch};

use crate::{
    backup, files,
    house::House,
    jobs::{self, JobKind, WorkBook},
    mail, registers, throttle,
};

/// Done jobs are kept this long, for whoever wonders what happened.
const DONE_JOBS: TimeDelta = TimeDelta::days(30);
/// The longest window of any throttle, and some.
const ATTEMPTS: TimeDelta = TimeDelta::days(2);
/// A content without row is left alone this long: its transaction may still be on its way.
const ORPHANS: TimeDelta = TimeDelta::days(1);

/// More marks of changes than these are counted too slowly: then only those of the newest second stay.
const TOUCHES: u64 = 1_000;

const SWEEP: JobKind = JobKind {
    name: "house.sweep",
    run: |house, _| Box::pin(async move { sweep(&house).await }),
    every: Some(TimeDelta::hours(1)),
};

const SWEEP_FILES: JobKind = JobKind {
    name: "house.sweep_files",
    run: |house, _| {
        Box::pin(async move {
            let taken_away = files::sweep(&house, house.now() - ORPHANS).await?;
            tracing::info!(taken_away, "orphan files swept");
            Ok(())
        })
    },
    every: Some(TimeDelta::days(1)),
};

/// The house's own jobs, for `app.rs`.
pub fn house_jobs(book: &mut WorkBook) {
    book.job(mail::SEND).job(SWEEP).job(SWEEP_FILES).job(backup::NIGHTLY);
}

async fn sweep(house: &House) -> Result<(), Problem> {
    let now = house.now();
    throttle::sweep(house, now - ATTEMPTS).await?;
    jobs::sweep(house, now - DONE_JOBS).await?;
    registers::sweep(house, now).await?;
    let tx = house.db.begin().await?;
    idempotency::Entity::delete_many().filter(idempotency::Column::ExpiresAt.lt(now)).exec(&tx).await?;
    if member_touch::Entity::find().count(&tx).await? > TOUCHES {
        let second = member_touch::Column::Times;
        let newest = member_touch::Entity::find().select_only().column_as(second.max(), "newest").into_query();
        member_touch::Entity::delete_many().filter(second.not_in_subquery(newest)).exec(&tx).await?;
    }
    tx.commit().await?;
    if house.db.is_sqlite() {
        house.db.take_stock().await?;
    }
    Ok(())
}
