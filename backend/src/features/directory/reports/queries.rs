//! Reads: the reports that wait, and those that were settled.

use std::collections::BTreeMap;

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use platform::{Asker, House, web::Ability};
use uuid::Uuid;

use super::{
    rules,
    schema::{Report, ReportQuery, ReportState, ReportWhat, ReportedMember},
    store::{self, Named},
};

const USUAL_LIMIT: u64 = 50;

pub async fn list(house: &House, by: &Asker, query: &ReportQuery) -> Result<PageOf<Report>, Problem> {
    let db = &house.db.read;
    let (state, limit) = (query.state.unwrap_or(ReportState::Waiting), query.limit.unwrap_or(USUAL_LIMIT));
    let question = format!("reports:{}", state.as_str());
    let after = query.cursor.as_deref().map(|sealed| Cursor::<()>::open(sealed, &question)).transpose()?;
    let mut rows = store::list(db, state, after.map(|cursor| cursor.id), limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some((last, _)) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let total = match query.with_total.unwrap_or(false) {
        true => Some(store::count(db, state).await?),
        false => None,
    };
    Ok(PageOf { items: rows.into_iter().map(|row| report(house, by, row)).collect(), next_cursor, total })
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<Report, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    Ok(report(house, by, row))
}

fn report(house: &House, by: &Asker, (row, name): Named) -> Report {
    let state = ReportState::parse(&row.state);
    Report {
        id: row.id,
        member: ReportedMember { id: row.member_id, name },
        what: ReportWhat::parse(&row.what),
        text: row.text,
        email: row.email,
        state,
        reported_at: row.reported_at,
        late: rules::is_late(state, row.reported_at, house.now()),
        settled_at: row.settled_at,
        settled_by: row.settled_by,
        note: row.note,
        abilities: BTreeMap::from([("settle", Ability::of(&rules::may_settle(&by.caller, state), by.language))]),
    }
}
