//! The SQL of views.

use kernel::{
    problem::{Problem, say},
    words::name_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, SqlErr,
    sea_query::{Expr, IntoColumnRef},
};
use tables::saved_view;
use uuid::Uuid;

use super::schema::ViewKind;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<saved_view::Model>, Problem> {
    Ok(saved_view::Entity::find_by_id(id).one(db).await?)
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<saved_view::Model, Problem> {
    saved_view::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

/// Which views: by kind, of whom beside the shared ones, archived or not.
pub struct Which {
    pub kind: Option<ViewKind>,
    pub owner: Option<Uuid>,
    pub archived: bool,
}

/// By name, from after the cursor.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    which: &Which,
    after: Option<(String, Uuid)>,
    limit: u64,
) -> Result<Vec<saved_view::Model>, Problem> {
    use saved_view::Column as C;
    let gone = if which.archived { C::ArchivedAt.is_not_null() } else { C::ArchivedAt.is_null() };
    let column = |column: C| Expr::col((saved_view::Entity, column).into_column_ref());
    let after = after.map(|(name, id)| {
        Expr::tuple([column(C::NameKey), column(C::Id)]).gt(Expr::tuple([Expr::val(name), Expr::val(id)]))
    });
    let seen = Condition::any().add(C::Shared.eq(true)).add_option(which.owner.map(|owner| C::OwnerId.eq(owner)));
    Ok(saved_view::Entity::find()
        .filter(gone)
        .filter(seen)
        .filter(Condition::all().add_option(which.kind.map(|kind| C::Kind.eq(kind.as_str()))).add_option(after))
        .order_by_asc(C::NameKey)
        .order_by_asc(C::Id)
        .limit(limit)
        .all(db)
        .await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: saved_view::Model) -> Result<(), Problem> {
    saved_view::Entity::insert(named(row).into_active_model()).exec_without_returning(tx).await.map_err(named_twice)?;
    Ok(())
}

/// Writes the whole row.
pub async fn update<C: ConnectionTrait>(tx: &C, row: saved_view::Model) -> Result<(), Problem> {
    named(row).into_active_model().reset_all().update(tx).await.map_err(named_twice)?;
    Ok(())
}

fn named(mut row: saved_view::Model) -> saved_view::Model {
    row.name_key = name_key(&row.name);
    row
}

fn named_twice(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::conflict_at(
            "/name",
            "views.name_taken",
            say("Une autre vue porte déjà ce nom.", "Another view has this name already."),
        ),
        _ => error.into(),
    }
}
