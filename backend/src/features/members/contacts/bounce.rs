//! An address where nothing arrives: the relay said so, and whoever looks at the member sees it.

use kernel::{email::Email, problem::Problem, trade::Deliverability};
use platform::{
    Asker, House, Way,
    audit::{Entry, differences},
    facts::Fact,
    jobs::{Claim, JobKind},
    mail::MailboxRefused,
};
use serde_json::json;

use super::{super::store as members, store};
use crate::features::club;

/// Listens to what relays say of mailboxes.
pub const FACT: &str = MailboxRefused::KIND;
pub const MARK: JobKind =
    JobKind { name: "members.mark_bounced", run: |house, claim| Box::pin(mark(house, claim)), every: None };

/// Marks the address of a refused delivery. Repeating it changes nothing; an address that no member has is nobody's.
async fn mark(house: House, claim: Claim) -> Result<(), Problem> {
    let refused: MailboxRefused = claim.payload()?;
    let work = house.begin(&Asker::house("members", Way::Job)).await?;
    let to = store::recipient(work.tx(), refused.delivery_id).await?;
    let Some(email) = to.and_then(|to| Email::parse(&to).ok()) else { return Ok(()) };
    let users = store::members_reached_at(work.tx(), &email.key()).await?;
    if users.is_empty() {
        return Ok(());
    }
    let mut held = members::lock(work.tx(), &users).await?;
    let id = store::address_of(&work, &email).await?;
    let Some(mut address) = store::address(work.tx(), id).await? else { return Ok(()) };
    if address.deliverability == Deliverability::Bounced {
        return Ok(());
    }
    let before = json!({"contact.email_deliverability": address.deliverability});
    address.deliverability = Deliverability::Bounced;
    address.deliverability_on = Some(club::settings(work.tx()).await?.today(work.now));
    let after = json!({"contact.email_deliverability": address.deliverability});
    store::update_address(work.tx(), address).await?;
    members::bump_all(&work, &users).await?;
    let mut entries = Vec::with_capacity(users.len());
    for user in users {
        let Some(of) = held.remove(&user) else { continue };
        let changes = differences(&before, &after);
        entries.push(Entry::new("mark_bounced", "member", user, &of.name).with(changes));
    }
    work.note(entries).await?;
    work.commit().await
}
