//! What somebody said, kept as they said it.

use kernel::problem::Problem;
use platform::{Asker, House};
use uuid::Uuid;

use super::super::{rules, schema::ConsentEventForm};
use crate::features::{
    club,
    members::{self, Saying},
};

/// Gives the ids of what was kept, the newest last.
pub async fn note(house: &House, by: &Asker, person: Uuid, form: ConsentEventForm) -> Result<Vec<Uuid>, Problem> {
    rules::may_keep(&by.caller)?;
    let work = house.begin(by).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    let saying = Saying {
        purpose: form.purpose,
        action: form.action,
        on: form.on.unwrap_or(today),
        way: form.way,
        origin: form.origin,
        text_shown: form.text_shown,
    };
    let kept = members::said(&work, person, form.email.as_deref(), saying).await?;
    work.commit().await?;
    Ok(kept)
}
