//! Forgetting somebody who was refused, as they asked, before their time is over.

use kernel::problem::Problem;
use platform::{
    Asker, House, Work,
    audit::Entry,
    dependents::Whom,
    forgetting::{self, BLANK, Marks},
};
use tables::join_request;
use uuid::Uuid;

use super::{
    mail, rules,
    schema::{JoinApplicant, JoinState},
    store,
};

/// Takes a request away, with those of the same organisation that it replaced and what its mailbox has still to prove;
/// mails about them are nobody's from then on. Who asked is looked for in texts and files by a job right after, by what
/// nobody else is known by. The audit tells that it was done; not of whom.
pub async fn forget(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::hold(work.tx(), id).await?;
    rules::may_erase(&work.by.caller, store::state(&row).ok_or_else(Problem::not_found)?)?;
    let others = store::of_same_mailbox(work.tx(), &row).await?;
    if others.iter().any(|other| store::state(other) == Some(JoinState::Waiting)) {
        return Err(rules::another_waits());
    }
    take_away(&work, row, others).await?;
    work.commit().await
}

/// The same for a request that a restore brought back, whatever had been answered by the time of its backup. Nothing where
/// it is not there.
pub async fn forget_again(work: &Work, id: Uuid) -> Result<(), Problem> {
    let Some(row) = store::hold_any(work.tx(), id).await? else { return Ok(()) };
    let others = store::of_same_mailbox(work.tx(), &row).await?;
    take_away(work, row, others).await
}

async fn take_away(work: &Work, row: join_request::Model, others: Vec<join_request::Model>) -> Result<(), Problem> {
    let goes = others.iter().filter(|other| goes_with(&row, other)).map(|other| other.id);
    let ids: Vec<Uuid> = std::iter::once(row.id).chain(goes).collect();
    // What was typed elsewhere in the name of this mailbox may be about others.
    let applicant: JoinApplicant = serde_json::from_value(row.applicant)?;
    let mut told = Marks::default();
    told.called(&applicant.given_name, &applicant.family_name);
    told.reached_at(Some(&applicant.email), &[applicant.phone.as_deref()]);
    let whom = Whom::unknown(work.tx(), row.id, (&applicant.given_name, &applicant.family_name), &told).await?;
    store::delete_join_requests(work, &ids).await?;
    mail::forget(work, &ids).await?;
    forgetting::forget_lines(work, &["join_request"], &ids, &whom.marks).await?;
    work.note(vec![Entry::new("erase", "join_request", row.id, BLANK)]).await?;
    forgetting::look_for(work, row.id, &whom.everywhere()).await?;
    Ok(())
}

/// Whether it is about the same: another word of one organisation, or one that nobody proved to be theirs.
fn goes_with(row: &join_request::Model, other: &join_request::Model) -> bool {
    match store::state(other) {
        None => true,
        Some(JoinState::Approved) => false,
        Some(_) => other.organisation_key == row.organisation_key,
    }
}
