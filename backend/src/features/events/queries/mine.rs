//! Events as they concern somebody's organisations: what is near, what is about the same, what they proposed.

use std::collections::HashMap;

use kernel::{page::PageOf, problem::Problem, trade::EventState};
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    super::{
        rules,
        schema::{EventCard, EventRef, proposals::EventForMember},
        store::{self, Wanted, mine, places, registrations},
    },
    cards,
};
use crate::features::club;

/// As many as anybody looks through.
const MOST: u64 = 100;
/// Of the earth, in kilometres.
const RADIUS: f64 = 6371.0;

/// Events to come, the next first.
pub async fn list(house: &House, by: &Asker) -> Result<PageOf<EventForMember>, Problem> {
    let db = &house.db.read;
    let members = rules::organisations(&by.caller);
    let wanted = Wanted { states: vec![EventState::Published], ends_from: Some(house.now()), ..Wanted::default() };
    let rows = store::list(db, &wanted, MOST).await?;
    let topics = mine::topics(db, &members).await?;
    let homes = homes(house, &members).await?;
    let venues: Vec<Uuid> = rows.iter().filter_map(|row| row.venue_id).collect();
    let venues: HashMap<Uuid, (f64, f64)> = places::venues_of(db, &venues)
        .await?
        .into_iter()
        .filter_map(|venue| Some((venue.id, venue.latitude.zip(venue.longitude)?)))
        .collect();
    let places: Vec<Option<(f64, f64)>> =
        rows.iter().map(|row| row.venue_id.and_then(|id| venues.get(&id).copied())).collect();
    let theirs = registrations::of_people(db, &members, "", house.now()).await?;
    let items = cards(house, rows).await?.into_iter().zip(places).map(|(event, place)| EventForMember {
        shared_topics: shared(&event, &topics),
        distance_km: place.and_then(|place| nearest(&homes, place)),
        registered: theirs.iter().any(|(_, of)| of.id == event.id),
        event,
    });
    Ok(PageOf::whole(items.collect()))
}

fn shared(event: &EventCard, topics: &[Uuid]) -> Vec<EventRef> {
    event.topics.iter().filter(|topic| topics.contains(&topic.id)).cloned().collect()
}

/// The middles of the communes of these members.
async fn homes(house: &House, members: &[Uuid]) -> Result<Vec<(f64, f64)>, Problem> {
    let codes = mine::communes(&house.db.read, members).await?;
    let communes = club::communes_now(&house.db.read).await?;
    let here = communes.into_iter().filter(|commune| codes.contains(&commune.insee_code));
    Ok(here.filter_map(|commune| commune.latitude.zip(commune.longitude)).collect())
}

fn nearest(homes: &[(f64, f64)], place: (f64, f64)) -> Option<u32> {
    let far = homes.iter().map(|home| kilometres(*home, place)).min_by(f64::total_cmp)?;
    Some(far.round() as u32)
}

/// As the crow flies.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (south, north) = (one.0.to_radians(), other.0.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let chord = half(south, north) + south.cos() * north.cos() * half(one.1.to_radians(), other.1.to_radians());
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

/// Drafts that they proposed, the newest first.
pub async fn proposals(house: &House, by: &Asker) -> Result<PageOf<EventCard>, Problem> {
    let rows = mine::proposed(&house.db.read, &rules::organisations(&by.caller)).await?;
    Ok(PageOf::whole(cards(house, rows).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_home_counts() {
        let (selestat, strasbourg) = ((48.2597, 7.4544), (48.5734, 7.7521));
        assert_eq!(nearest(&[selestat, strasbourg], selestat), Some(0));
        assert_eq!(nearest(&[strasbourg], selestat), Some(41));
        assert_eq!(nearest(&[], selestat), None);
    }
}
