//! Inviting the members that a segment or a filter names. Letters are written by a job; who can't be written to is told at
//! once.

use std::collections::HashSet;

use kernel::problem::Problem;
use platform::{Asker, House, audit::Entry, web::idempotency::demanded};
use tables::event_invitation;
use uuid::Uuid;

use super::super::{
    jobs::{self, ToInvite},
    queries::standing,
    rules::{self, Verb},
    schema::invitations::{EventInviteForm, Invited},
    store::{self, invitations},
};
use crate::features::{
    club,
    members::{self, KeptFilters, Lens},
    views,
};

pub async fn invite(house: &House, by: &Asker, event: Uuid, form: EventInviteForm) -> Result<Invited, Problem> {
    demanded(by)?;
    let (wanted, pointer) = match (form.segment, form.filter) {
        (Some(segment), None) => {
            let (_, members) = views::audience(house, by, segment).await?.ok_or_else(rules::unknown_segment)?;
            (members, "/segment")
        }
        (None, Some(tree)) => {
            let kept = KeptFilters::of(house, &Lens::of(house, by).await?).await?;
            kept.check(&tree, "/filter")?;
            (kept.members(&house.db.read, "event", Some(&tree)).await?, "/filter")
        }
        _ => return Err(rules::one_audience()),
    };
    let today = club::settings(&house.db.read).await?.today(house.now());
    let reached = members::addressees(&house.vault, &house.db.read, &wanted, today).await?;
    let work = house.begin(by).await?;
    let row = store::hold(work.tx(), event).await?;
    rules::may(Verb::Invite, &by.caller, standing(&row), work.now)?;
    let mut known: HashSet<Uuid> = invitations::invited(work.tx(), event).await?.into_iter().collect();
    // Whoever could not be written to before, and can be now.
    let found = |member: &Uuid| known.contains(member) && reached.get(member).is_some_and(|found| found.is_ok());
    let found: Vec<Uuid> = wanted.iter().copied().filter(found).collect();
    let again = invitations::try_again(work.tx(), event, &found).await?;
    let mut rows = Vec::new();
    for member in wanted.into_iter().filter(|member| known.insert(*member)) {
        let Some(found) = reached.get(&member) else { continue };
        rows.push(event_invitation::Model {
            id: kernel::ids::new_id(),
            event_id: event,
            member_id: member,
            contact_id: found.as_ref().ok().and_then(|addressee| addressee.contact),
            delivery_id: None,
            unreached: found.as_ref().err().map(|why| why.as_str().to_owned()),
            answer: None,
            answered_at: None,
            created_at: work.now,
        });
    }
    if rows.is_empty() && again == 0 {
        return Err(rules::nobody(pointer));
    }
    let unreachable = rows.iter().filter(|row| row.unreached.is_some()).count();
    let told = Invited { invited: rows.len() - unreachable + again, unreachable };
    invitations::insert(work.tx(), rows).await?;
    work.note(vec![Entry::new("invite", "event", row.id, &row.title)]).await?;
    let what = ToInvite { event_id: event, words: form.words.trim().to_owned() };
    work.leave_now(jobs::INVITE.name, &what).await?;
    work.commit().await?;
    Ok(told)
}
