//! Who is due: one list, one count, from the same conditions.

use chrono::NaiveDate;
use kernel::{
    cadence::{Cadence, DueRange},
    problem::Problem,
    trade::{FollowUp, MemberStatus},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Expr, ExprTrait, IntoCondition, Query, SimpleExpr},
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

/// Which of those who are due: put off or not, and among those whom a filter names.
#[derive(Debug, Clone)]
pub struct Which {
    pub postponed: bool,
    pub among: Condition,
}

fn due(outlook: Outlook, states: &[FollowUp], which: &Which) -> Select<member::Entity> {
    let any = states.iter().fold(Condition::any(), |any, state| any.add(in_state(outlook, *state)));
    let put_off = put_off(outlook);
    active().filter(any).filter(if which.postponed { put_off } else { put_off.not() }).filter(which.among.clone())
}

/// Put off to a day that has not come. They are few: read once, not looked up for each member.
fn put_off(outlook: Outlook) -> SimpleExpr {
    member::Column::Id.in_subquery(those_put_off(outlook).into_query())
}

fn those_put_off(outlook: Outlook) -> Select<postponement::Entity> {
    postponement::Entity::find()
        .select_only()
        .column(postponement::Column::MemberId)
        .filter(postponement::Column::UntilOn.gt(outlook.today))
}

/// Who is put off.
pub async fn put_off_now<C: ConnectionTrait>(db: &C, outlook: Outlook) -> Result<Vec<Uuid>, Problem> {
    Ok(those_put_off(outlook).into_tuple().all(db).await?)
}

/// By due day, those without one first.
const IN_ORDER: [FollowUp; 4] = [FollowUp::Never, FollowUp::Overdue, FollowUp::Soon, FollowUp::Ok];

/// Those who are due: never contacted first, then by due day, and behind them, in the same order, those whom somebody
/// tried to reach today; one more than `limit` when there is more. Read state by state, each along its index.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    outlook: Outlook,
    states: &[FollowUp],
    which: &Which,
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
            let query = stretch(outlook, state, tried, due(outlook, &[state], which), from);
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
        .join(JoinType::LeftJoin, postponement::Relation::Member.def().rev())
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

/// How many are due. Counted state by state: the states together would be gathered before they are counted.
pub async fn total<C: ConnectionTrait>(
    db: &C,
    outlook: Outlook,
    states: &[FollowUp],
    which: &Which,
) -> Result<u64, Problem> {
    let mut statement = Query::select();
    for state in states {
        statement.expr(number(due(outlook, &[*state], which)));
    }
    let Some(row) = db.query_one(&statement).await? else { return Ok(0) };
    let mut total = 0;
    for place in 0..states.len() {
        total += row.try_get_by_index::<i64>(place)?.unsigned_abs();
    }
    Ok(total)
}

/// How many these are, as a value.
fn number(members: Select<member::Entity>) -> SimpleExpr {
    let counted = members.select_only().expr(Expr::cust("COUNT(*)")).into_query();
    SimpleExpr::SubQuery(None, Box::new(counted.into()))
}

/// How many active members stand where; `postponed` and `waiting` part those who are due.
#[derive(Debug, FromQueryResult)]
pub struct CountRow {
    pub ok: i64,
    pub soon: i64,
    pub overdue: i64,
    pub never: i64,
    pub postponed_soon: i64,
    pub postponed_overdue: i64,
    pub postponed_never: i64,
    /// By no e-mail.
    pub unreachable: i64,
}

/// Each number by itself, along the index that answers it alone.
pub async fn counts<C: ConnectionTrait>(db: &C, outlook: Outlook) -> Result<CountRow, Problem> {
    let in_state = |state| active().filter(in_state(outlook, state));
    let postponed = |state| in_state(state).filter(put_off(outlook));
    let numbers = [
        ("ok", in_state(FollowUp::Ok)),
        ("soon", in_state(FollowUp::Soon)),
        ("overdue", in_state(FollowUp::Overdue)),
        ("never", in_state(FollowUp::Never)),
        ("postponed_soon", postponed(FollowUp::Soon)),
        ("postponed_overdue", postponed(FollowUp::Overdue)),
        ("postponed_never", postponed(FollowUp::Never)),
    ];
    let mut statement = Query::select();
    for (name, members) in numbers {
        statement.expr_as(number(members), name);
    }
    statement.expr_as(Expr::cust(unreachable_members(outlook.today)), "unreachable");
    let row = db.query_one(&statement).await?.ok_or_else(|| Problem::bug("a count without a row"))?;
    Ok(CountRow::from_query_result(&row, "")?)
}

/// How many active members no e-mail reaches: those without an address of their own, and those whose own has bounced,
/// unless one of their people has one that has not.
fn unreachable_members(today: NaiveDate) -> String {
    let members = format!(
        "member.status = 'active' AND member.archived_at IS NULL AND NOT EXISTS (SELECT 1 FROM contact \
         WHERE contact.member_id = member.id AND (contact.to_on IS NULL OR contact.to_on >= '{today}') \
         AND contact.address_id IS NOT NULL \
         AND contact.address_id NOT IN (SELECT address.id FROM address WHERE address.deliverability = 'bounced'))"
    );
    format!(
        "(SELECT COUNT(*) FROM member WHERE member.email_key IS NULL AND {members}) \
         + (SELECT COUNT(*) FROM address JOIN member ON member.email_key = address.email_key \
         WHERE address.deliverability = 'bounced' AND {members})"
    )
}
