//! Equipment booked for the time of an event. Nothing is lent twice: what is booked is held meanwhile.

use std::collections::BTreeMap;

use kernel::problem::{Fault, Problem, say};
use platform::Work;
use tables::event;
use uuid::Uuid;

use super::super::{
    rules,
    schema::Booking,
    store::{self, places},
};

/// Books what is given; without anything given, sees whether what was booked is still free at the event's time.
pub async fn book(work: &Work, row: &event::Model, wanted: Option<Option<Vec<Booking>>>) -> Result<(), Problem> {
    let (asked, anew) = match wanted {
        Some(booked) => (booked.unwrap_or_default(), true),
        None => (places::bookings(work.tx(), row.id).await?, false),
    };
    let all: BTreeMap<Uuid, i64> = asked.iter().map(|one| (one.equipment_id, one.quantity)).collect();
    if all.len() != asked.len() || asked.iter().any(|one| !(1..=1_000_000).contains(&one.quantity)) {
        return Err(rules::unknown("/equipment"));
    }
    let ids: Vec<Uuid> = all.keys().copied().collect();
    let kept = places::hold_all(work.tx(), &ids).await?;
    if anew && kept.len() != ids.len() {
        return Err(rules::unknown("/equipment"));
    }
    let mut faults = Vec::new();
    for one in &kept {
        let quantity = all.get(&one.id).copied().unwrap_or_default();
        let elsewhere = places::booked_elsewhere(work.tx(), one.id, row.id, row.starts_at, row.ends_at).await?;
        if quantity > one.quantity - elsewhere {
            let left = (one.quantity - elsewhere).max(0);
            faults.push(Fault::at(
                "/equipment",
                "events.equipment_taken",
                say(
                    format!("« {} » : il en reste {left} à ce moment-là.", one.name),
                    format!("“{}”: {left} are left at that time.", one.name),
                ),
            ));
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    if anew {
        let booked: Vec<Booking> =
            all.into_iter().map(|(equipment_id, quantity)| Booking { equipment_id, quantity }).collect();
        store::put_equipment(work.tx(), row.id, &booked).await?;
    }
    Ok(())
}
