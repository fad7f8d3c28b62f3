//! Somebody who is taken out of all organisations at once: their functions go, their addresses too, whoever is next is the
//! main contact, and the members are no longer found by them.

use kernel::{problem::Problem, trade::Consent};
use platform::{Work, audit::Entry, dependents::Whom};
use tables::address;
use uuid::Uuid;

use super::{super::store as members, actions::today, main_contact::settle_main, store};

pub async fn erase_all(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let ids = whom.members();
    let held = members::lock(work.tx(), &ids).await?;
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
