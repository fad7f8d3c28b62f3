//! Rows read packed. SQLite hands over each row from the thread of its connection and wakes whoever waits for it: for a
//! page of a list that costs several times what finding the rows does. Packed, all of them come as one text. PostgreSQL
//! sends many rows at a time anyway: there they are read as ever.

use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, DatabaseBackend, DbErr, EntityTrait, FromQueryResult, QuerySelect,
    QueryTrait, Select, Statement, Value,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, Query, SimpleExpr},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// What a statement reads, in the order of the fields of its row.
pub struct Place {
    column: SimpleExpr,
    kind: ColumnType,
}

impl Place {
    pub fn of<C: ColumnTrait>(column: C) -> Place {
        Place { column: Expr::col(column.as_column_ref()), kind: column.def().get_column_type().clone() }
    }

    /// As a value of JSON that the type of its field reads.
    fn packed(&self) -> SimpleExpr {
        let column = self.column.clone();
        let json = |text: SimpleExpr| Func::cust(Alias::new("json")).arg(text).into();
        match self.kind {
            // Of nothing, the digits are an empty text.
            ColumnType::Uuid => {
                let digits = Func::cust(Alias::new("hex")).arg(column);
                Func::cust(Alias::new("nullif")).arg(digits).arg("").into()
            }
            ColumnType::Boolean => {
                let no = CaseStatement::new().case(column.clone().eq(true), "true").case(column.eq(false), "false");
                json(no.into())
            }
            ColumnType::Json | ColumnType::JsonBinary => json(column),
            _ => column,
        }
    }
}

/// Whether a column holds one of these ids. Of PostgreSQL they are one value: it would plan anew for every number of them.
pub fn among<C: ColumnTrait>(column: C, ids: &[Uuid], backend: DatabaseBackend) -> SimpleExpr {
    if backend == DatabaseBackend::Sqlite {
        return column.is_in(ids.iter().copied());
    }
    let list = ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",");
    let parts = [Expr::col(column.as_column_ref()), Expr::val(format!("{{{list}}}"))];
    Expr::cust_with_exprs("$1 = ANY(CAST(CAST($2 AS text) AS uuid[]))", parts)
}

/// The rows of a query, in its order. `R` reads its fields by their places, from a row (`by_place!`) and from a list of
/// values (serde).
pub async fn all<E, R, C>(db: &C, query: Select<E>, places: &[Place]) -> Result<Vec<R>, DbErr>
where
    E: EntityTrait,
    R: FromQueryResult + DeserializeOwned,
    C: ConnectionTrait,
{
    let query = query.select_only();
    if db.get_database_backend() != DatabaseBackend::Sqlite {
        let query = places.iter().fold(query, |query, place| query.expr(place.column.clone()));
        return query.into_model::<R>().all(db).await;
    }
    let row = Func::cust(Alias::new("json_array")).args(places.iter().map(Place::packed));
    let rows = query.expr_as(row, "row").into_query();
    let together = Query::select()
        .expr(Expr::cust("coalesce(group_concat(\"row\", ','), '')"))
        .from_subquery(rows, Alias::new("packed"))
        .to_owned();
    let packed = db.query_one(&together).await?.ok_or_else(|| DbErr::Custom("nothing came packed".to_owned()))?;
    let text: String = packed.try_get_by_index(0)?;
    serde_json::from_str(&format!("[{text}]")).map_err(|error| DbErr::Type(error.to_string()))
}

/// The same of a statement of one's own; `packed`: its columns, as values of JSON.
pub async fn all_of<R, C>(db: &C, sql: String, values: Vec<Value>, packed: &str) -> Result<Vec<R>, DbErr>
where
    R: FromQueryResult + DeserializeOwned,
    C: ConnectionTrait,
{
    let backend = db.get_database_backend();
    if backend != DatabaseBackend::Sqlite {
        return R::find_by_statement(Statement::from_sql_and_values(backend, sql, values)).all(db).await;
    }
    let together = format!("SELECT coalesce(group_concat(json_array({packed}), ','), '') FROM ({sql})");
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, together, values)).await?;
    let text: String = row.ok_or_else(|| DbErr::Custom("nothing came packed".to_owned()))?.try_get_by_index(0)?;
    serde_json::from_str(&format!("[{text}]")).map_err(|error| DbErr::Type(error.to_string()))
}
