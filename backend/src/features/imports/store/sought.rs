//! The rows of a file that somebody asks for.

use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::json;
use tables::import_row;
use uuid::Uuid;

use super::{super::schema::RowFilter, CHUNK};

/// Which rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'a> {
    pub filter: Option<RowFilter>,
    /// The code of a problem or a repair: of a problem that refuses among the refused, of a warning among those to look at.
    pub reason: Option<&'a str>,
    pub number: Option<u32>,
    /// Those that stayed when the others were taken back, in their order.
    pub kept: &'a [u32],
}

/// Rows in the order of the file; one more than `limit` when there is more.
pub async fn rows<C: ConnectionTrait>(
    db: &C,
    import_id: Uuid,
    sought: Sought<'_>,
    after: i64,
    limit: u64,
) -> Result<Vec<import_row::Model>, Problem> {
    let mut query = import_row::Entity::find()
        .filter(import_row::Column::ImportId.eq(import_id))
        .filter(import_row::Column::Number.gt(after))
        .order_by_asc(import_row::Column::Number)
        .limit(limit + 1);
    if let Some(number) = sought.number {
        query = query.filter(import_row::Column::Number.eq(i64::from(number)));
    }
    if let Some(code) = sought.reason {
        query = query.filter(has_reason(code, sought.filter, db.get_database_backend()));
    }
    query = match sought.filter {
        None => query,
        // In the words of the partial indexes, so that they are used.
        Some(RowFilter::Warning) => query.filter(Expr::cust("warning")),
        Some(RowFilter::Repaired) => query.filter(Expr::cust("repaired")),
        Some(RowFilter::Kept) => {
            let next = sought.kept.iter().map(|number| i64::from(*number));
            let next: Vec<i64> = next.filter(|number| *number > after).collect();
            let mut rows = Vec::new();
            // A statement takes a bounded number of them.
            for chunk in next.chunks(CHUNK) {
                let query = query.clone().filter(import_row::Column::Number.is_in(chunk.iter().copied()));
                rows.extend(query.all(db).await?);
                if rows.len() as u64 > limit {
                    break;
                }
            }
            rows.truncate(limit as usize + 1);
            return Ok(rows);
        }
        Some(outcome) => query.filter(import_row::Column::Outcome.eq(outcome.as_str())),
    };
    Ok(query.all(db).await?)
}

/// Whether the body of a row tells of this problem, or this repair.
fn has_reason(code: &str, filter: Option<RowFilter>, backend: DatabaseBackend) -> Expr {
    let (list, severity) = match filter {
        Some(RowFilter::Repaired) => ("repairs", None),
        Some(RowFilter::Refused) => ("problems", Some("refused")),
        Some(RowFilter::Warning) => ("problems", Some("warning")),
        _ => ("problems", None),
    };
    if backend == DatabaseBackend::Postgres {
        let one = match severity {
            Some(severity) => json!({"code": code, "severity": severity}),
            None => json!({"code": code}),
        };
        let holds = json!({"findings": {(list): [one]}}).to_string();
        return Expr::cust_with_values("body @> CAST(CAST($1 AS text) AS jsonb)", [holds]);
    }
    let [path, code] = [format!("$.findings.{list}"), code.to_owned()];
    let found = "EXISTS (SELECT 1 FROM json_each(body, ?) AS one WHERE json_extract(one.value, '$.code') = ?";
    match severity {
        Some(severity) => {
            let of_severity = format!("{found} AND json_extract(one.value, '$.severity') = ?)");
            Expr::cust_with_values(of_severity, [path, code, severity.to_owned()])
        }
        None => Expr::cust_with_values(format!("{found})"), [path, code]),
    }
}
