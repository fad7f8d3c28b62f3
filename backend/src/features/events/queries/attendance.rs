//! The list at the door.

use std::collections::BTreeSet;

use kernel::{problem::Problem, trade::RegistrationState};
use platform::House;
use tables::event;
use uuid::Uuid;

use super::{
    super::{
        schema::attendance::{AttendanceList, CheckInPoster},
        store::registrations,
    },
    registrations::told,
};

/// Of the digits of a code: enough that nobody guesses it, few enough to be typed.
const CODE: usize = 12;

/// The code of the poster at the door: the same whenever it is printed, and kept nowhere.
pub fn check_in_code(house: &House, event: Uuid) -> String {
    let mark = house.vault.mark("events.check_in", event.as_bytes());
    hex::encode(mark).chars().take(CODE).collect()
}

pub fn poster(house: &House, event: &event::Model) -> CheckInPoster {
    let code = check_in_code(house, event.id);
    let url = format!("{}/rendez-vous/accueil#{}.{code}", house.settings.base_url, event.id);
    CheckInPoster { code, url }
}

/// Those who have a seat or came, by name.
pub async fn list(house: &House, event: Uuid) -> Result<AttendanceList, Problem> {
    let db = &house.db.read;
    let mut rows = registrations::of_event(db, event, None).await?;
    let seated = rows.iter().filter(|row| row.state == RegistrationState::Registered).count();
    let present: Vec<&tables::registration::Model> = rows.iter().filter(|row| row.attended_at.is_some()).collect();
    let attended = present.len();
    let members: BTreeSet<Uuid> = present.iter().filter_map(|row| row.member_id).collect();
    rows.sort_by_cached_key(|row| kernel::words::name_key(&format!("{} {}", row.family_name, row.given_name)));
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let names = registrations::names(db, &ids).await?;
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let line = super::registrations::line(house, event).await?;
    Ok(AttendanceList {
        registered: whole(seated),
        attended: whole(attended),
        members_present: whole(members.len()),
        items: told(rows, &line, &names)?,
    })
}
