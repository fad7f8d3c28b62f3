//! What is older than its period, rule by rule.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::problem::Problem;
use platform::{Work, mail};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, Value,
    sea_query::{Expr, ExprTrait},
};
use tables::{account, audit, delivery, session, steward};
use uuid::Uuid;

use super::super::schema::RetentionRule;

/// Up to when: a day of the club, and the instant at which it begins.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    pub day: NaiveDate,
    pub instant: DateTime<Utc>,
    /// The same for who left: one function of somebody may be over, and another that of a prospect.
    pub departed: (NaiveDate, DateTime<Utc>),
}

/// Nobody whose account is open, nor who was erased and left an account behind.
const NOBODY_HERE: &str = "NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id AND a.disabled_at IS NULL) \
    AND NOT (p.given_name = '' AND p.family_name = '…')";
/// The functions of somebody, each with its organisation.
const FUNCTIONS: &str = "SELECT 1 FROM contact c JOIN member m ON m.id = c.member_id WHERE c.person_id = p.id";
/// A function whose time is over, or that of its organisation.
fn over(day: &str, instant: &str) -> String {
    format!(
        "(COALESCE(c.to_on < {day}, false) OR COALESCE(m.status = 'left' AND m.left_on < {day}, false) \
         OR COALESCE(m.archived_at < {instant}, false))"
    )
}

/// A row that is too old.
#[derive(Debug, FromQueryResult)]
pub struct Old {
    pub id: Uuid,
    pub label: String,
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    how_many: i64,
}

/// What is said of a rule in SQL: the label of a row, which rows, and what stands in its places.
fn question(rule: RetentionRule, before: Before) -> (&'static str, String, Vec<Value>) {
    let (day, instant) = (Value::from(before.day), Value::from(before.instant));
    let (label, rows, values) = match rule {
        // Everywhere they act, their time or the organisation's is over; who acts nowhere left with their account.
        RetentionRule::DepartedPeople => {
            let over = over("$1", "$2");
            let rows = format!(
                "person p WHERE {NOBODY_HERE} AND NOT EXISTS ({FUNCTIONS} AND NOT {over}) \
                 AND (EXISTS ({FUNCTIONS}) \
                 OR COALESCE((SELECT a.disabled_at FROM account a WHERE a.person_id = p.id), p.updated_at) < $2)"
            );
            return ("trim(p.given_name || ' ' || p.family_name)", rows, vec![day, instant]);
        }
        RetentionRule::SilentProspects => {
            let silent = "(m.status IN ('prospect', 'invited') AND m.created_at < $2 \
                          AND COALESCE(m.last_contact_on < $1, true))";
            let over = over("$3", "$4");
            let rows = format!(
                "person p WHERE {NOBODY_HERE} AND EXISTS ({FUNCTIONS} AND {silent}) \
                 AND NOT EXISTS ({FUNCTIONS} AND NOT ({silent} OR {over}))"
            );
            let (left_on, left_at) = before.departed;
            let values = vec![day, instant, left_on.into(), left_at.into()];
            return ("trim(p.given_name || ' ' || p.family_name)", rows, values);
        }
        RetentionRule::DecidedRequests => {
            ("p.state", "join_request p WHERE p.state IN ('refused', 'replaced') AND p.decided_at < $1", vec![instant])
        }
        // One whose file went has no rows left.
        RetentionRule::ImportFiles => (
            "p.file_name",
            "import p WHERE p.state IN ('ready', 'failed', 'committed', 'undone') AND p.hand IS NULL \
             AND p.created_at < $1 \
             AND (p.state = 'failed' OR EXISTS (SELECT 1 FROM import_row r WHERE r.import_id = p.id))",
            vec![instant],
        ),
        RetentionRule::MailContents => (
            "p.purpose",
            "delivery p WHERE p.state IN ('sent', 'failed', 'uncertain', 'kept', 'suppressed') \
             AND p.created_at < $1 AND p.to_address <> '…'",
            vec![instant],
        ),
        RetentionRule::IdleAccounts => (
            "p.email",
            "account p WHERE p.role IS NULL AND p.disabled_at IS NULL \
             AND COALESCE(p.last_sign_in_at, p.created_at) < $1",
            vec![instant],
        ),
        RetentionRule::AuditLines => ("p.record || ' · ' || p.verb", "audit p WHERE p.at < $1", vec![instant]),
    };
    (label, rows.to_owned(), values)
}

/// How many rows are too old by a rule.
pub async fn count<C: ConnectionTrait>(db: &C, rule: RetentionRule, before: Before) -> Result<u64, Problem> {
    let (_, rows, values) = question(rule, before);
    let sql = format!("SELECT COUNT(*) AS how_many FROM {rows}");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let counted = Counted::find_by_statement(statement).one(db).await?;
    Ok(counted.map_or(0, |counted| counted.how_many.unsigned_abs()))
}

/// The first of them.
pub async fn old<C: ConnectionTrait>(
    db: &C,
    rule: RetentionRule,
    before: Before,
    most: u64,
) -> Result<Vec<Old>, Problem> {
    let (label, rows, values) = question(rule, before);
    // A number of ours: it can stand in the text.
    let sql = format!("SELECT p.id, {label} AS label FROM {rows} ORDER BY p.id LIMIT {most}");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Old::find_by_statement(statement).all(db).await?)
}

/// Whether this one is too old still.
pub async fn is_old<C: ConnectionTrait>(
    db: &C,
    rule: RetentionRule,
    before: Before,
    id: Uuid,
) -> Result<bool, Problem> {
    let (_, rows, mut values) = question(rule, before);
    values.push(id.into());
    let sql = format!("SELECT COUNT(*) AS how_many FROM {rows} AND p.id = ${}", values.len());
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let counted = Counted::find_by_statement(statement).one(db).await?;
    Ok(counted.is_some_and(|counted| counted.how_many > 0))
}

pub async fn delete_audit_lines(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    audit::Entity::delete_many().filter(audit::Column::Id.is_in(ids.iter().copied())).exec(work.tx()).await?;
    Ok(())
}

/// That a mail left stays known, and to nobody in particular.
pub async fn blank_mails(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    mail::forget(work, Condition::all().add(delivery::Column::Id.is_in(ids.iter().copied()))).await
}

/// Accounts that nobody came by for long act for nobody any more: closed, and given back by an administrator.
pub async fn close_accounts(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    use account::Column as C;
    let these = || ids.iter().copied();
    session::Entity::delete_many().filter(session::Column::AccountId.is_in(these())).exec(work.tx()).await?;
    steward::Entity::delete_many().filter(steward::Column::AccountId.is_in(these())).exec(work.tx()).await?;
    account::Entity::update_many()
        .col_expr(C::DisabledAt, Expr::value(work.now))
        .col_expr(C::PasswordHash, Expr::value(None::<String>))
        .col_expr(C::Revision, Expr::col(C::Revision).add(1))
        .col_expr(C::UpdatedAt, Expr::value(work.now))
        .filter(C::Id.is_in(these()))
        .exec(work.tx())
        .await?;
    Ok(())
}
