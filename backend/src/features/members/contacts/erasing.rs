//! Somebody who is taken out of all organisations at once: their functions go, their addresses too, whoever is next is the
//! main contact, and the members neither speak of them any more nor are found by them.

use kernel::{problem::Problem, trade::Consent};
use platform::{
    Work,
    audit::Entry,
    dependents::{self, Whom},
    forgetting::{self, BLANK, Forgotten, Marks},
    mail::{self, Reason},
};
use tables::{address, member};
use uuid::Uuid;

use super::{super::store as members, actions::today, main_contact::settle_main, store};

/// Erases somebody everywhere, in the transaction of whoever decided it: rows at once, texts and files by a job right
/// after. The audit tells that it was done, by whom and of how much; not of whom. Gives the erasure.
pub async fn erase_person(work: &Work, mut whom: Whom, keep_out: bool) -> Result<Uuid, Problem> {
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
    work.note(vec![Entry::new("erase", "person", person, BLANK)]).await?;
    forgetting::look_for(work, person, &whom.everywhere()).await
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

/// Takes their functions and addresses out of all organisations.
pub async fn erase_all(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let ids = whom.members();
    let held = members::lock(work.tx(), &ids).await?;
    let marks = whom.marks.by_title();
    let told = held.values().filter_map(|row| without(row, &marks)).collect();
    members::overwrite(work.tx(), told).await?;
    // The objection of an address that is the organisation's too stays with it.
    let stays = |one: &address::Model| one.consent == Consent::Objected && !whom.alone.contains(&one.email_key);
    let goes = whom.addresses.iter().filter(|one| !stays(one));
    let addresses: Vec<Uuid> = goes.map(|address| address.id).collect();
    store::erase_contacts(work.tx(), &whom.contact_ids(), &addresses).await?;
    let today = today(work).await?;
    for id in &ids {
        settle_main(work, *id, today, None).await?;
    }
    members::bump_all(work, &ids).await?;
    let entries = held.values().map(|of| Entry::new("erase_contact", "member", of.id, &of.name));
    work.note(entries.collect()).await
}

/// A record whose own texts tell of them, without that; none where none does.
fn without(row: &member::Model, marks: &Marks) -> Option<member::Model> {
    let cut = |text: &Option<String>| text.as_deref().and_then(|text| marks.cut(text));
    let (description, notes) = (cut(&row.description), cut(&row.internal_notes));
    if description.is_none() && notes.is_none() {
        return None;
    }
    let mut row = row.clone();
    row.description = description.or(row.description);
    row.internal_notes = notes.or(row.internal_notes);
    Some(row)
}
