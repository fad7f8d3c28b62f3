//! What the events of a year come to, against the club's targets.

use chrono::{Datelike, NaiveDate};
use kernel::{
    calendar::start_of,
    page::PageOf,
    problem::{Problem, say},
    trade::EventKind,
};
use platform::House;

use super::super::{
    schema::{YearOfEvents, YearsQuery},
    store::years,
};
use crate::features::club;

/// As many as fit in a table.
const MOST: i32 = 30;

pub async fn list(house: &House, query: &YearsQuery) -> Result<PageOf<YearOfEvents>, Problem> {
    let club = club::settings_to_read(house).await?;
    let from = query.from.unwrap_or_else(|| club.today(house.now()).year());
    let to = query.to.unwrap_or(from);
    if to < from || to - from >= MOST {
        return Err(Problem::invalid_field(
            "?to",
            "events.years",
            say("Demandez trente années au plus, dans l’ordre.", "Ask for thirty years at most, in order."),
        ));
    }
    let begins = |year| start_of(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default(), &club.time_zone);
    let db = &house.db.read;
    let mut items = Vec::new();
    for year in from..=to {
        let (begin, end) = (begins(year), begins(year + 1));
        items.push(YearOfEvents {
            year,
            held: years::held(db, begin, end, None).await?,
            thematic_meetings: years::held(db, begin, end, Some(EventKind::ThematicMeeting)).await?,
            target: club.meetings_a_year,
            people: years::people(db, begin, end).await?,
            members: years::members(db, begin, end).await?,
        });
    }
    Ok(PageOf::whole(items))
}
