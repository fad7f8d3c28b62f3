//! What accounts do after a commit, and again and again.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{House, jobs::JobKind};

use super::{actions::links, store};

/// Sends the link that somebody asked for.
pub const SEND_LINK: JobKind = JobKind {
    name: "accounts.send_link",
    run: |house, claim| Box::pin(async move { links::send(&house, &claim).await }),
    every: None,
};

/// Takes away sessions and links that ended long ago.
pub const SWEEP: JobKind = JobKind {
    name: "accounts.sweep",
    run: |house, _| Box::pin(async move { sweep(&house).await }),
    every: Some(TimeDelta::hours(1)),
};

/// Ended sessions are kept this long, with their spent refresh tokens: reuse is still recognised.
const SESSIONS: TimeDelta = TimeDelta::days(30);
const LINKS: TimeDelta = TimeDelta::days(1);

async fn sweep(house: &House) -> Result<(), Problem> {
    let now = house.now();
    let tx = house.db.begin().await?;
    let sessions = store::sessions::sweep(&tx, now - SESSIONS).await?;
    let links = store::tokens::sweep(&tx, now - LINKS).await?;
    let addresses = store::email_change::sweep(&tx, now - LINKS).await?;
    tx.commit().await?;
    tracing::info!(sessions, links, addresses, "ended sessions and old links swept");
    Ok(())
}
