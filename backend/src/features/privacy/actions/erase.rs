//! Taking somebody out of everything, as they asked.

use kernel::problem::Problem;
use platform::{Asker, House, Way, audit, dependents::Whom, web::idempotency::demanded};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{rules, store};
use crate::features::members;

/// Erases somebody who is still as was read; gives the erasure.
pub async fn erase(house: &House, by: &Asker, person: Uuid, based_on: i64, keep_out: bool) -> Result<Uuid, Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    members::hold_person(work.tx(), person).await?;
    let Some(whom) = Whom::read(work.tx(), person).await? else {
        let before = store::was_erased(work.tx(), person).await?;
        return Err(if before { rules::erased() } else { Problem::not_found() });
    };
    rules::may_erase(&by.caller, &whom)?;
    if whom.revision() != based_on {
        return Err(audit::stale(work.tx(), "person", person, whom.revision()).await?);
    }
    let id = members::erase_person(&work, whom, keep_out).await?;
    work.commit().await?;
    Ok(id)
}

/// Whom a restore brought back: a person, or a request to join that was refused.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToErase {
    pub person_id: Uuid,
}

/// Erases them once more; the marks that were kept of their addresses are there again. Repeating it finds nobody.
pub async fn again(house: &House, what: ToErase) -> Result<(), Problem> {
    let work = house.begin(&Asker::house("privacy", Way::Job)).await?;
    members::hold_person(work.tx(), what.person_id).await?;
    match Whom::read(work.tx(), what.person_id).await? {
        Some(whom) => {
            members::erase_person(&work, whom, false).await?;
        }
        None => members::forget_applicant_again(&work, what.person_id).await?,
    }
    work.commit().await
}
