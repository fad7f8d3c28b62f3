//! Who is due: one list, one count, from the same conditions.

use chrono::NaiveDate;
use kernel::{
    cadence::{Cadence, DueRange},
    problem::Problem,
    trade::{FollowUp, MemberStatus},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{CaseStatement, Expr, ExprTrait, IntoCondition, SimpleExpr},
};
use tables::{member, postponement};
use uuid::Uuid;

/// How the club looks at its members today.
#[derive(Debug, Clone, Copy)]
pub struct Outlook {
    pub cadence: Cadence,
    pub today: NaiveDate,
}

/// The due days of a state, as SQL. It speaks of active members only.
fn in_state(outlook: Outlook, state: FollowUp) -> Condition {
    let column = member::Column::ContactDueOn;
    match outlook.cadence.due_range(state, outlook.today) {
        DueRange::Nothing => Condition::all().add(column.is_null()),
        DueRange::Days { from, to } => Condition::all()
            .add(column.is_not_null())
            .add_option(from.map(|day| column.gte(day)))
            .add_option(to.map(|day| column.lte(day))),
    }
}

fn active() -> Select<member::Entity> {
    member::Entity::find()
        .join(JoinType::LeftJoin, postponement::Relation::Member.def().rev())
        .filter(member::Column::Status.eq(MemberStatus::Active))
        .filter(member::Column::ArchivedAt.is_null())
}

/// 0 for a member that an e-mail reaches, 1 when all its addresses bounced, 2 when it has none. The day is no input of
/// anybody: it can stand in the text.
fn unreachable(today: NaiveDate) -> String {
    let people = format!(
        "SELECT 1 FROM contact JOIN address ON address.id = contact.address_id WHERE contact.member_id = member.id \
         AND (contact.to_on IS NULL OR contact.to_on >= '{today}')"
    );
    format!(
        "CASE WHEN (member.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM address WHERE address.email_key = \
         member.email_key AND address.deliverability = 'bounced')) \
         OR EXISTS ({people} AND address.deliverability <> 'bounced') THEN 0 \
         WHEN member.email IS NOT NULL OR EXISTS ({people}) THEN 1 ELSE 2 END"
    )
}

/// Members that somebody tried to reach today, in vain: found by the day, which few exchanges have.
fn attempted(today: NaiveDate) -> SimpleExpr {
    Expr::cust(format!(
        "member.id IN (SELECT interaction_member.member_id FROM interaction JOIN interaction_member ON \
         interaction_member.interaction_id = interaction.id WHERE interaction.happened_on = '{today}' \
         AND interaction.outcome <> 'reached')"
    ))
}

/// Where a member stands in the list: tried today or not, its due day, its id.
pub type Place = (i32, Option<NaiveDate>, Uuid);

/// A member that is due.
#[derive(Debug, FromQueryResult)]
pub struct DueRow {
    pub id: Uuid,
    pub contact_due_on: Option<NaiveDate>,
    pub attempted: i32,
    pub until_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub unreachable: i32,
}

fn due(outlook: Outlook, states: &[FollowUp], postponed: bool) -> Select<member::Entity> {
    let any = states.iter().fold(Condition::any(), |any, state| any.add(in_state(outlook, *state)));
    let query = active().filter(any);
    if postponed { query.filter(put_off(outlook)) } else { query.filter(waits(outlook)) }
}

/// Put off to a day that has not come.
fn put_off(outlook: Outlook) -> SimpleExpr {
    postponement::Column::UntilOn.gt(outlook.today)
}

/// Not put off, or only to a day that has come.
fn waits(outlook: Outlook) -> Condition {
    let waits = Condition::any()
        .add(postponement::Column::UntilOn.is_null())
        .add(postponement::Column::UntilOn.lte(outlook.today));
    Condition::all().add(waits)
}

/// By due day, those without one first.
const IN_ORDER: [FollowUp; 4] = [FollowUp::Never, FollowUp::Overdue, FollowUp::Soon, FollowUp::Ok];

/// Those who are due: never contacted first, then by due day, and behind them, in the same order, those whom somebody
/// tried to reach today; one more than `limit` when there is more. Read state by state, each along its index.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    outlook: Outlook,
    states: &[FollowUp],
    postponed: bool,
    after: Option<Place>,
    limit: u64,
) -> Result<Vec<DueRow>, Problem> {
    let rank = |state: FollowUp| IN_ORDER.iter().position(|one| *one == state);
    let begin = after.map(|(tried, last, _)| (tried, rank(outlook.cadence.state(last, outlook.today))));
    let mut rows: Vec<DueRow> = Vec::new();
    for tried in [0, 1] {
        for state in IN_ORDER.into_iter().filter(|state| states.contains(state)) {
            let left = (limit + 1).saturating_sub(rows.len() as u64);
            let here = Some((tried, rank(state)));
            if left == 0 || here < begin {
                continue;
            }
            let from = after.filter(|_| here == begin);
            let query = stretch(outlook, state, tried, due(outlook, &[state], postponed), from);
            rows.extend(query.limit(left).into_model::<DueRow>().all(db).await?);
        }
    }
    Ok(rows)
}

/// Those of one state, tried today or not, behind a place.
fn stretch(
    outlook: Outlook,
    state: FollowUp,
    tried: i32,
    due: Select<member::Entity>,
    after: Option<Place>,
) -> Select<member::Entity> {
    let day = member::Column::ContactDueOn;
    let mut query = due
        .filter(if tried > 0 { attempted(outlook.today) } else { attempted(outlook.today).not() })
        .select_only()
        .columns([member::Column::Id, member::Column::ContactDueOn])
        .columns([postponement::Column::UntilOn, postponement::Column::Reason])
        .expr_as(Expr::cust(unreachable(outlook.today)), "unreachable")
        .expr_as(Expr::cust(tried.to_string()), "attempted");
    if state != FollowUp::Never {
        query = query.order_by_asc(day);
    }
    if let Some((_, last, id)) = after {
        query = query.filter(match last {
            None => member::Column::Id.gt(id).into_condition(),
            Some(last) => {
                let place =
                    Expr::tuple([Expr::col((member::Entity, day)), Expr::col((member::Entity, member::Column::Id))]);
                place.gt(Expr::tuple([Expr::val(last), Expr::val(id)])).into_condition()
            }
        });
    }
    query.order_by_asc(member::Column::Id)
}

pub async fn total<C: ConnectionTrait>(
    db: &C,
    outlook: Outlook,
    states: &[FollowUp],
    postponed: bool,
) -> Result<u64, Problem> {
    Ok(due(outlook, states, postponed).count(db).await?)
}

/// How many active members stand where.
#[derive(Debug, FromQueryResult)]
pub struct CountRow {
    pub active: i64,
    pub ok: i64,
    pub soon: i64,
    pub overdue: i64,
    pub never: i64,
    pub waiting_soon: i64,
    pub waiting_overdue: i64,
    pub waiting_never: i64,
    pub unreachable: i64,
    pub postponed: i64,
}

fn count_if(condition: impl Into<Condition>) -> SimpleExpr {
    let one: SimpleExpr = CaseStatement::new().case(condition.into(), 1).into();
    one.count()
}

pub async fn counts<C: ConnectionTrait>(db: &C, outlook: Outlook) -> Result<CountRow, Problem> {
    let in_state = |state| in_state(outlook, state);
    let due = [FollowUp::Never, FollowUp::Overdue, FollowUp::Soon]
        .into_iter()
        .fold(Condition::any(), |any, state| any.add(in_state(state)));
    let row = active()
        .select_only()
        .expr_as(Expr::cust("COUNT(*)"), "active")
        .expr_as(count_if(in_state(FollowUp::Ok)), "ok")
        .expr_as(count_if(in_state(FollowUp::Soon)), "soon")
        .expr_as(count_if(in_state(FollowUp::Overdue)), "overdue")
        .expr_as(count_if(in_state(FollowUp::Never)), "never")
        .expr_as(count_if(waits(outlook).add(in_state(FollowUp::Soon))), "waiting_soon")
        .expr_as(count_if(waits(outlook).add(in_state(FollowUp::Overdue))), "waiting_overdue")
        .expr_as(count_if(waits(outlook).add(in_state(FollowUp::Never))), "waiting_never")
        .expr_as(count_if(Expr::cust(unreachable(outlook.today)).gt(0)), "unreachable")
        .expr_as(count_if(Condition::all().add(due).add(put_off(outlook))), "postponed")
        .into_model()
        .one(db)
        .await?;
    row.ok_or_else(|| Problem::bug("a count without a row"))
}
