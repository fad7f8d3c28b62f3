//! How many: of the list, in hand or in one grouped query; and as it was on a past day, from the history.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use chrono::NaiveDate;
use kernel::{
    cadence::DueRange,
    problem::Problem,
    trade::{FollowUp, MemberKind, MemberStatus},
};
use platform::House;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, IdenStatic, JoinType,
    QueryFilter, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Alias, CaseStatement, Expr, Query, SimpleExpr},
};
use tables::{member, member_status};

use super::{
    cards::Lens,
    fields,
    roll::{self, Called},
    schema::{MemberCounts, MemberFilters},
    which,
};
use crate::features::club;

#[derive(FromQueryResult)]
struct Group {
    kind: MemberKind,
    status: MemberStatus,
    how_many: i64,
    ok: i64,
    soon: i64,
    overdue: i64,
    never: i64,
}

impl Group {
    fn in_state(&self, state: FollowUp) -> i64 {
        match state {
            FollowUp::Ok => self.ok,
            FollowUp::Soon => self.soon,
            FollowUp::Overdue => self.overdue,
            FollowUp::Never => self.never,
        }
    }
}

/// How many members of a group have such a due day: the sum over those days.
fn due_within(range: DueRange) -> SimpleExpr {
    let due = || Expr::col(member::Column::ContactDueOn);
    let within = match range {
        DueRange::Nothing => Condition::all().add(due().is_null()),
        DueRange::Days { from, to } => Condition::all()
            .add(due().is_not_null())
            .add_option(from.map(|day| due().gte(day)))
            .add_option(to.map(|day| due().lte(day))),
    };
    sum(CaseStatement::new().case(within, Expr::col(HOW_MANY)).finally(0).into())
}

/// PostgreSQL gives the sum of whole numbers as another kind of number.
fn sum(numbers: SimpleExpr) -> SimpleExpr {
    numbers.sum().cast_as(Alias::new("bigint"))
}

const HOW_MANY: &str = "how_many";

/// Rows, whatever they hold: to count a column would open each of them.
fn how_many() -> SimpleExpr {
    Expr::cust("COUNT(*)")
}

/// The members of the list, counted by kind, status and follow-up state.
pub async fn of_list(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<MemberCounts, Problem> {
    let said = which::said(house, lens, filters).await?;
    let in_hand = roll::call(house, lens, &said).await?.and_then(|called| groups_in_hand(lens, &called));
    let groups = match in_hand {
        Some(groups) => groups,
        None => groups(house, lens, said.condition(&which::context(house, lens))).await?,
    };
    let mut counts = nothing(lens.sight.sees_follow_up());
    for group in groups {
        let number = group.how_many.unsigned_abs();
        counts.total += number;
        *counts.kind.entry(group.kind.as_str().to_owned()).or_default() += number;
        *counts.status.entry(group.status.as_str().to_owned()).or_default() += number;
        // Others than active members are not followed.
        if let (Some(states), MemberStatus::Active) = (counts.follow_up.as_mut(), group.status) {
            for state in FollowUp::all() {
                *states.entry(state.as_str().to_owned()).or_default() += group.in_state(state).unsigned_abs();
            }
        }
    }
    Ok(counts)
}

async fn groups(house: &House, lens: &Lens, condition: Condition) -> Result<Vec<Group>, Problem> {
    // First by due day, which an index gives in its order: few days are left to look at.
    let by_day = member::Entity::find()
        .select_only()
        .columns([member::Column::Kind, member::Column::Status, member::Column::ContactDueOn])
        .expr_as(how_many(), HOW_MANY)
        .filter(condition)
        .group_by(member::Column::Kind)
        .group_by(member::Column::Status)
        .group_by(member::Column::ContactDueOn)
        .into_query();
    let mut select = Query::select();
    select
        .columns([member::Column::Kind, member::Column::Status])
        .expr_as(sum(Expr::col(HOW_MANY)), HOW_MANY)
        .from_subquery(by_day, "by_day")
        .group_by_columns([member::Column::Kind, member::Column::Status]);
    for state in FollowUp::all() {
        select.expr_as(due_within(lens.cadence.due_range(state, lens.today)), state.as_str());
    }
    let rows = house.db.read.query_all(&select).await?;
    Ok(rows.iter().map(|row| Group::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// The same of members in hand.
fn groups_in_hand(lens: &Lens, called: &Called) -> Option<Vec<Group>> {
    let own = called.roll.columns.own();
    let kinds = own.words(member::Column::Kind.as_str())?;
    let statuses = own.words(member::Column::Status.as_str())?;
    let due = own.numbers(member::Column::ContactDueOn.as_str())?;
    let ranges = |state| fields::due_within(lens.cadence.due_range(state, lens.today));
    let (ok, soon) = (ranges(FollowUp::Ok), ranges(FollowUp::Soon));
    let (overdue, never) = (ranges(FollowUp::Overdue), ranges(FollowUp::Never));
    let mut groups: HashMap<(u32, u32), Group> = HashMap::new();
    for row in called.rows.rows() {
        let key = (kinds.number(row), statuses.number(row));
        let group = match groups.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let (kind, status) = (kinds.of(row)?.parse().ok()?, statuses.of(row)?.parse().ok()?);
                place.insert(Group { kind, status, how_many: 0, ok: 0, soon: 0, overdue: 0, never: 0 })
            }
        };
        let is_in = |(first, last): (i64, i64)| i64::from(first <= due[row] && due[row] <= last);
        group.how_many += 1;
        group.ok += is_in(ok);
        group.soon += is_in(soon);
        group.overdue += is_in(overdue);
        group.never += is_in(never);
    }
    Some(groups.into_values().collect())
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
            let whenever = which::whenever(house, lens, filters).await?.condition(&which::context(house, lens));
            whenever.add(there.add(member::Column::ArchivedAt.gte(ended)))
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
        .expr_as(how_many(), "how_many")
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
