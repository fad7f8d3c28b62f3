//! A last day that has passed: whoever comes next is the main contact, and the member is no longer found by who has gone.

use chrono::{Days, TimeDelta};
use kernel::problem::Problem;
use platform::{
    Asker, House, Way,
    audit::{Entry, FieldChange},
    jobs::{Claim, JobKind},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    super::{
        actions::bulk,
        whole::{Held, Whole, hold},
    },
    main_contact::choose_main,
    queries::full_name,
    store,
};
use crate::features::club;

/// Hourly, so that it is done early in the club's day, wherever the club is.
pub const SETTLE: JobKind = JobKind {
    name: "members.settle_ended_contacts",
    run: |house, claim| Box::pin(settle(house, claim)),
    every: Some(TimeDelta::hours(1)),
};

/// Ended contacts are looked at again for so long, should no process have run in between.
const LOOKED_BACK: Days = Days::new(31);
/// Members put right in one transaction.
const TOGETHER: usize = 500;

async fn settle(house: House, _: Claim) -> Result<(), Problem> {
    let by = Asker::house("members", Way::Job);
    let today = club::settings(&house.db.read).await?.today(house.now());
    let since = today.checked_sub_days(LOOKED_BACK).unwrap_or(today);
    let mut ids = store::members_with_ended(&house.db.read, since, today).await?;
    ids.sort_unstable();
    for chunk in ids.chunks(TOGETHER) {
        let work = house.begin(&by).await?;
        let today = club::settings(work.tx()).await?.today(work.now);
        let mut rows = bulk::Rows::default();
        let mut entries = Vec::new();
        for before in hold(work.tx(), chunk).await?.into_values() {
            let mut whole = before.clone();
            let main = choose_main(&there(&whole, |held| !store::has_ended(&held.contact, today)), None);
            for held in &mut whole.contacts {
                held.contact.main = Some(held.contact.id) == main;
            }
            whole.settle_keys(today);
            if whole == before {
                continue;
            }
            if whole.contacts != before.contacts {
                whole.member.revision += 1;
                whole.member.updated_at = work.now;
                entries.push(entry(&before, &whole));
                rows.changed_contacts.extend(changed(&before, &whole));
            }
            rows.changed_members.push(whole.member);
        }
        bulk::write(&work, rows).await?;
        work.note(entries).await?;
        work.commit().await?;
    }
    Ok(())
}

fn there(whole: &Whole, which: impl Fn(&Held) -> bool) -> Vec<(Uuid, bool)> {
    let those = whole.contacts.iter().filter(|held| which(held));
    those.map(|held| (held.contact.id, held.contact.main)).collect()
}

/// Whoever is no longer the main one first: at no moment are there two.
fn changed(before: &Whole, after: &Whole) -> Vec<tables::contact::Model> {
    let was = |id: Uuid| before.contacts.iter().any(|held| held.contact.id == id && held.contact.main);
    let other = after.contacts.iter().filter(|held| was(held.contact.id) != held.contact.main);
    let mut rows: Vec<_> = other.map(|held| held.contact.clone()).collect();
    rows.sort_by_key(|row| row.main);
    rows
}

fn entry(before: &Whole, after: &Whole) -> Entry {
    let main = |whole: &Whole| {
        let held = whole.contacts.iter().find(|held| held.contact.main);
        held.map(|held| full_name(&held.person.given_name, &held.person.family_name))
    };
    let change =
        FieldChange { field: "main_contact".to_owned(), before: json!(main(before)), after: json!(main(after)) };
    Entry::new("edit_contact", "member", after.member.id, &after.member.name).with(vec![change])
}
