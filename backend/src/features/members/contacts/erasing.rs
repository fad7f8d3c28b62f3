//! Somebody who is taken out of all organisations at once: their functions go, their addresses too, whoever is next is the
//! main contact, and the members neither speak of them any more nor are found by them.

use kernel::{problem::Problem, trade::Consent};
use platform::{Work, audit::Entry, dependents::Whom, forgetting::Marks};
use tables::{address, member};
use uuid::Uuid;

use super::{super::store as members, actions::today, main_contact::settle_main, store};

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
