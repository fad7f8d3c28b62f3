//! Reads.

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
    trade::ProposalState,
};
use platform::{Asker, House};
use sea_orm::{ColumnTrait, Condition};
use tables::proposal;
use uuid::Uuid;

use super::{
    super::rules::Sight,
    access::sight,
    schema::{Proposal, ProposalCounts, ProposalQuery, UsedReason},
    store, views,
};
use crate::features::club;

/// So many reasons are offered again.
const REASONS: usize = 8;

fn seen(by: &Asker) -> Result<Condition, Problem> {
    Ok(match sight(by)? {
        Sight::Own(own) => Condition::all().add(proposal::Column::MemberId.is_in(own)),
        _ => Condition::all(),
    })
}

pub async fn list(house: &House, by: &Asker, query: ProposalQuery) -> Result<PageOf<Proposal>, Problem> {
    let db = &house.db.read;
    let limit = query.limit.unwrap_or(50);
    let question = format!("{:?} {:?} {:?}", query.state, query.member, query.waiting_since);
    let after = match &query.cursor {
        Some(cursor) => Some(Cursor::<()>::open(cursor, &question)?.id),
        None => None,
    };
    let until = match query.waiting_since {
        Some(day) => Some(club::settings(db).await?.end_of(day)),
        None => None,
    };
    let which = seen(by)?
        .add_option(query.state.map(|state| proposal::Column::State.eq(state)))
        .add_option(query.member.map(|member| proposal::Column::MemberId.eq(member)))
        .add_option(until.map(|until| proposal::Column::CreatedAt.lt(until)));
    let oldest_first = query.state == Some(ProposalState::Waiting);
    let mut rows = store::list(db, which, oldest_first, after, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items: views::of_rows(db, by, house.now(), rows).await?, next_cursor, total: None })
}

/// What waits of one member, the oldest first.
pub async fn waiting_of(house: &House, by: &Asker, member: Uuid) -> Result<Vec<Proposal>, Problem> {
    let query = ProposalQuery {
        state: Some(ProposalState::Waiting),
        member: Some(member),
        limit: Some(200),
        ..ProposalQuery::default()
    };
    Ok(list(house, by, query).await?.items)
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<Proposal, Problem> {
    let db = &house.db.read;
    let row = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
    views::of_rows(db, by, house.now(), vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub async fn counts(house: &House, by: &Asker) -> Result<ProposalCounts, Problem> {
    let (waiting, late) = store::counts(&house.db.read, seen(by)?, views::late_since(house.now())).await?;
    Ok(ProposalCounts { waiting, late })
}

pub async fn reasons(house: &House) -> Result<PageOf<UsedReason>, Problem> {
    let reasons = store::reasons(&house.db.read, REASONS).await?;
    Ok(PageOf::whole(reasons.into_iter().map(|reason| UsedReason { reason }).collect()))
}
