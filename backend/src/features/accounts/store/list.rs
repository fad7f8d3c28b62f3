//! The list of accounts: filters, order, keyset pages.

use chrono::{DateTime, SecondsFormat, Utc};
use kernel::{
    caller::StaffRole,
    page::{Cursor, bad_cursor},
    problem::Problem,
    words::fold,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Value,
    sea_query::{Expr, ExprTrait, LikeExpr, NullOrdering, SimpleExpr},
};
use tables::{account, person, steward};

use super::super::schema::list::{AccountQuery, AccountSort, RoleFilter};

pub struct Found {
    pub rows: Vec<(account::Model, person::Model)>,
    pub next_cursor: Option<String>,
    pub total: Option<u64>,
}

fn containing(column: impl ColumnTrait, word: &str) -> SimpleExpr {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    column.like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
}

fn which(query: &AccountQuery) -> Condition {
    let mut which = Condition::all();
    for word in query.q.as_deref().unwrap_or_default().split_whitespace() {
        let mut either = Condition::any().add(containing(account::Column::EmailKey, &word.to_lowercase()));
        let folded = fold(word);
        if !folded.is_empty() {
            either = either.add(containing(person::Column::NameKey, &folded));
        }
        which = which.add(either);
    }
    if let Some(role) = query.role {
        let column = account::Column::Role;
        which = which.add(match role {
            RoleFilter::Admin => column.eq(StaffRole::Admin),
            RoleFilter::Coordinator => column.eq(StaffRole::Coordinator),
            RoleFilter::Reader => column.eq(StaffRole::Reader),
            RoleFilter::Any => column.is_not_null(),
            RoleFilter::None => column.is_null(),
        });
    }
    if let Some(has) = query.second_factor {
        let since = account::Column::TotpConfirmedAt;
        which = which.add(if has { since.is_not_null() } else { since.is_null() });
    }
    if let Some(status) = query.status {
        which = which.add(super::has_status(status));
    }
    if let Some(member) = query.organisation {
        let stewards = steward::Entity::find()
            .select_only()
            .column(steward::Column::AccountId)
            .filter(steward::Column::MemberId.eq(member));
        which = which.add(account::Column::Id.in_subquery(stewards.into_query()));
    }
    which
}

/// What comes after the row with this key; where keys may be absent, the rows without stand last.
fn after(
    column: &SimpleExpr,
    tie: &SimpleExpr,
    (down, may_lack): (bool, bool),
    key: Option<Value>,
    id: uuid::Uuid,
) -> Condition {
    let tied = tie.clone().gt(id);
    match key {
        Some(key) => {
            let beyond = if down { column.clone().lt(key.clone()) } else { column.clone().gt(key.clone()) };
            Condition::any()
                .add(beyond)
                .add(Condition::all().add(column.clone().eq(key)).add(tied))
                .add_option(may_lack.then(|| column.clone().is_null()))
        }
        None => Condition::all().add(column.clone().is_null()).add(tied),
    }
}

pub async fn find<C: ConnectionTrait>(db: &C, query: &AccountQuery) -> Result<Found, Problem> {
    let sort = query.sort.unwrap_or(AccountSort::Name);
    let limit = query.limit.unwrap_or(50);
    let by_name = matches!(sort, AccountSort::Name | AccountSort::NameDown);
    let by_day = matches!(sort, AccountSort::LastSignIn | AccountSort::LastSignInDown);
    let down = matches!(sort, AccountSort::NameDown | AccountSort::EmailDown | AccountSort::LastSignInDown);
    let column: SimpleExpr = match sort {
        AccountSort::Name | AccountSort::NameDown => Expr::col((person::Entity, person::Column::NameKey)),
        AccountSort::Email | AccountSort::EmailDown => Expr::col((account::Entity, account::Column::EmailKey)),
        AccountSort::LastSignIn | AccountSort::LastSignInDown => {
            Expr::col((account::Entity, account::Column::LastSignInAt))
        }
    };
    // Ties go by the id that the index of the key ends with.
    let tie: SimpleExpr = if by_name {
        Expr::col((person::Entity, person::Column::Id))
    } else {
        Expr::col((account::Entity, account::Column::Id))
    };
    let question =
        serde_json::to_string(&(&query.q, query.role, query.status, query.second_factor, query.organisation, sort))?;
    // An inner join lets the database begin with either table, so that the index of the key gives the order.
    let all = account::Entity::find().inner_join(person::Entity).select_also(person::Entity).filter(which(query));
    let total = match query.with_total {
        Some(true) => Some(all.clone().count(db).await?),
        _ => None,
    };
    let mut page = all;
    if let Some(cursor) = &query.cursor {
        let cursor = Cursor::<Option<String>>::open(cursor, &question)?;
        let key = match cursor.k {
            Some(text) if by_day => {
                let at = DateTime::parse_from_rfc3339(&text).map_err(|_| bad_cursor())?;
                Some(Value::from(at.with_timezone(&Utc)))
            }
            key => key.map(Value::from),
        };
        page = page.filter(after(&column, &tie, (down, by_day), key, cursor.id));
    }
    let order = if down { Order::Desc } else { Order::Asc };
    let page =
        if by_day { page.order_by_with_nulls(column, order, NullOrdering::Last) } else { page.order_by(column, order) };
    let mut rows: Vec<(account::Model, person::Model)> = page
        .order_by(tie, Order::Asc)
        .limit(limit + 1)
        .all(db)
        .await?
        .into_iter()
        .filter_map(|(account, person)| Some((account, person?)))
        .collect();
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some((account, person)) if more => {
            let k = match sort {
                AccountSort::Name | AccountSort::NameDown => Some(person.name_key.clone()),
                AccountSort::Email | AccountSort::EmailDown => Some(account.email_key.clone()),
                AccountSort::LastSignIn | AccountSort::LastSignInDown => {
                    account.last_sign_in_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true))
                }
            };
            let id = if by_name { person.id } else { account.id };
            Some(Cursor { k, id, q: question }.seal()?)
        }
        _ => None,
    };
    Ok(Found { rows, next_cursor, total })
}
