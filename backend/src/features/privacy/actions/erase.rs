//! Taking somebody out of everything: rows in one transaction, texts and files by a job right after. The audit tells that
//! it was done, by whom and of how much; not of whom.

use kernel::{problem::Problem, trade::Consent};
use platform::{
    Asker, House, Work,
    audit::{self, Entry},
    dependents::{self, Whom},
    forgetting::{self, BLANK, Forgotten},
    mail::{self, Reason},
    web::idempotency::demanded,
};
use serde_json::json;
use tables::erasure;
use uuid::Uuid;

use super::{
    super::{jobs, rules, store},
    take_out::{self, ToTakeOut},
};
use crate::features::members;

/// Erases somebody who is still as was read; gives the erasure.
pub async fn erase(house: &House, by: &Asker, person: Uuid, based_on: i64, keep_out: bool) -> Result<Uuid, Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    store::hold_person(work.tx(), person).await?;
    let Some(whom) = Whom::read(work.tx(), person).await? else {
        let before = store::was_erased(work.tx(), person).await?;
        return Err(if before { rules::erased() } else { Problem::not_found() });
    };
    rules::may_erase(&by.caller, &whom)?;
    if whom.revision() != based_on {
        return Err(audit::stale(work.tx(), "person", person, whom.revision()).await?);
    }
    let id = erase_in(&work, whom, keep_out).await?;
    work.commit().await?;
    Ok(id)
}

/// The same, in the transaction of whoever decided it.
pub async fn erase_in(work: &Work, mut whom: Whom, keep_out: bool) -> Result<Uuid, Problem> {
    let person = whom.person.id;
    // All that they were known by comes first: what one organisation tells is looked for in every other.
    let mut pasts = Vec::new();
    for member in whom.members() {
        let mut past = Forgotten::new(member, person);
        past.also = members::with_merged(work.tx(), member).await?;
        past.marks = whom.marks.clone();
        let learned = forgetting::learned(work, past.clone()).await?;
        whom.learn(work.tx(), &learned).await?;
        pasts.push(past);
    }
    suppress(work, &whom, keep_out).await?;
    for past in pasts {
        forgetting::forget(work, Forgotten { marks: whom.marks.clone(), ..past }).await?;
    }
    forgetting::forget_own_lines(work, &whom).await?;
    // Before the account goes, by which what it did is found.
    if let Some(account) = whom.account_id() {
        forgetting::unsign(work, account).await?;
    }
    dependents::erase(work, &whom).await?;
    store::end_person(work, person).await?;
    let id = kernel::ids::new_id();
    let sealed = work.house.vault.seal(&take_out::seal_of(id), &serde_json::to_vec(&whom.everywhere())?)?;
    let (_, by_id, by_name) = work.by.caller.signature();
    let row = erasure::Model {
        id,
        person_id: person,
        state: "running".to_owned(),
        marks_sealed: Some(sealed),
        walk_id: None,
        counts: json!({}),
        by_id,
        by_name,
        asked_at: work.now,
        done_at: None,
    };
    store::insert_erasure(work.tx(), row).await?;
    work.note(vec![Entry::new("erase", "person", person, BLANK)]).await?;
    work.leave_now(jobs::TAKE_OUT.name, &ToTakeOut::default()).await?;
    Ok(id)
}

/// Of addresses that are theirs alone a mark stays: of an objection always.
async fn suppress(work: &Work, whom: &Whom, keep_out: bool) -> Result<(), Problem> {
    let objected =
        |key: &str| whom.addresses.iter().any(|one| one.email_key == key && one.consent == Consent::Objected);
    let marks = whom.alone.iter().filter_map(|key| match (objected(key), keep_out) {
        (true, _) => Some((key.clone(), Reason::Objected)),
        (false, true) => Some((key.clone(), Reason::Erased)),
        (false, false) => None,
    });
    mail::suppress(work, &marks.collect::<Vec<_>>()).await
}
