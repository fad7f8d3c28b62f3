//! How many: of the list, in one grouped query; and as it was on a past day, from the history.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    cadence::DueRange,
    problem::Problem,
    trade::{FollowUp, MemberKind, MemberStatus},
};
use platform::House;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, QueryTrait,
    RelationTrait,
    sea_query::{Alias, CaseStatement, Expr, Query},
};
use tables::{member, member_status};

use super::{
    cards::Lens,
    schema::{MemberCounts, MemberFilters},
    which,
};
use crate::features::club;

#[derive(FromQueryResult)]
struct Group {
    kind: MemberKind,
    status: MemberStatus,
    state: Option<String>,
    how_many: i64,
}

/// The members of the list, counted by kind, status and follow-up state.
pub async fn of_list(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<MemberCounts, Problem> {
    let condition = which::condition(house, lens, filters).await?;
    let due = member::Column::ContactDueOn;
    let is_active = || Condition::all().add(member::Column::Status.eq(MemberStatus::Active));
    let mut case = CaseStatement::new();
    for state in FollowUp::all() {
        let when = match lens.cadence.due_range(state, lens.today) {
            DueRange::Nothing => is_active().add(due.is_null()),
            DueRange::Days { from, to } => is_active()
                .add(due.is_not_null())
                .add_option(from.map(|day| due.gte(day)))
                .add_option(to.map(|day| due.lte(day))),
        };
        case = case.case(when, state.as_str());
    }
    let groups = member::Entity::find()
        .select_only()
        .column(member::Column::Kind)
        .column(member::Column::Status)
        .column_as(Expr::expr(case), "state")
        .column_as(member::Column::Id.count(), "how_many")
        .filter(condition)
        .group_by(member::Column::Kind)
        .group_by(member::Column::Status)
        .group_by(Expr::col(Alias::new("state")))
        .into_model::<Group>()
        .all(&house.db.read)
        .await?;
    let mut counts = nothing(lens.sight.sees_follow_up());
    for group in groups {
        let number = group.how_many.unsigned_abs();
        counts.total += number;
        *counts.kind.entry(group.kind.as_str().to_owned()).or_default() += number;
        *counts.status.entry(group.status.as_str().to_owned()).or_default() += number;
        if let (Some(states), Some(state)) = (counts.follow_up.as_mut(), group.state) {
            *states.entry(state).or_default() += number;
        }
    }
    Ok(counts)
}

#[derive(FromQueryResult)]
struct PastGroup {
    kind: MemberKind,
    status: MemberStatus,
    how_many: i64,
}

/// The same as it was at the end of a day: `total` and `kind` count those who were members then, active or paused;
/// `status` counts all that were known. What was archived later was there then: putting a record away rewrites no past.
pub async fn on(house: &House, lens: &Lens, filters: &MemberFilters, day: NaiveDate) -> Result<MemberCounts, Problem> {
    use member_status::Column as S;
    let condition = match filters.archived {
        Some(_) => which::condition(house, lens, filters).await?,
        None => {
            let ended = club::settings(&house.db.read).await?.end_of(day);
            let there = Condition::any().add(member::Column::ArchivedAt.is_null());
            which::whenever(house, lens, filters).await?.add(there.add(member::Column::ArchivedAt.gte(ended)))
        }
    };
    let later = Alias::new("later");
    let of_later = |column: S| Expr::col((later.clone(), column));
    let of_this = |column: S| Expr::col((member_status::Entity, column));
    // The last step up to that day is the one that no other follows.
    let followed = Query::select()
        .expr(Expr::val(1))
        .from_as(member_status::Entity, later.clone())
        .and_where(of_later(S::MemberId).equals((member_status::Entity, S::MemberId)))
        .and_where(of_later(S::Since).lte(day))
        .and_where(
            Expr::tuple([of_later(S::Since), of_later(S::Seq)]).gt(Expr::tuple([of_this(S::Since), of_this(S::Seq)])),
        )
        .to_owned();
    let mut statement = member_status::Entity::find()
        .select_only()
        .column(member::Column::Kind)
        .column(S::Status)
        .column_as(S::Id.count(), "how_many")
        .join(JoinType::InnerJoin, member_status::Relation::Member.def())
        .filter(S::Since.lte(day))
        .filter(condition)
        .group_by(member::Column::Kind)
        .group_by(S::Status);
    QueryTrait::query(&mut statement).and_where(Expr::not_exists(followed));
    let groups = statement.into_model::<PastGroup>().all(&house.db.read).await?;
    let mut counts = nothing(false);
    for group in groups {
        let number = group.how_many.unsigned_abs();
        *counts.status.entry(group.status.as_str().to_owned()).or_default() += number;
        if matches!(group.status, MemberStatus::Active | MemberStatus::Paused) {
            counts.total += number;
            *counts.kind.entry(group.kind.as_str().to_owned()).or_default() += number;
        }
    }
    Ok(counts)
}

/// Every word there is, at nought.
fn nothing(with_follow_up: bool) -> MemberCounts {
    let zero =
        |words: Vec<&str>| -> BTreeMap<String, u64> { words.into_iter().map(|word| (word.to_owned(), 0)).collect() };
    MemberCounts {
        total: 0,
        kind: zero(MemberKind::all().map(MemberKind::as_str).collect()),
        status: zero(MemberStatus::all().map(MemberStatus::as_str).collect()),
        follow_up: with_follow_up.then(|| zero(FollowUp::all().map(FollowUp::as_str).collect())),
    }
}
