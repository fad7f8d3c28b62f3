//! Mails of which nothing stays but that they were written.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use tables::delivery;
use uuid::Uuid;

use super::{QUEUED, SUPPRESSED};
use crate::{forgetting::BLANK, work::Work};

/// Takes recipient, subject and content out of these mails: they stay counted, and are nobody's in particular. What waits
/// does not leave any more.
pub async fn forget(work: &Work, which: Condition) -> Result<(), Problem> {
    use delivery::Column as C;
    delivery::Entity::update_many()
        .col_expr(C::State, Expr::value(SUPPRESSED))
        .col_expr(C::NextAttemptAt, Expr::value(None::<DateTime<Utc>>))
        .filter(which.clone())
        .filter(C::State.eq(QUEUED))
        .exec(work.tx())
        .await?;
    delivery::Entity::update_many()
        .col_expr(C::ToAddress, Expr::value(BLANK))
        .col_expr(C::ToName, Expr::value(""))
        .col_expr(C::Subject, Expr::value(BLANK))
        .col_expr(C::Html, Expr::value(""))
        .col_expr(C::Text, Expr::value(""))
        .col_expr(C::Search, Expr::value(""))
        .col_expr(C::LastError, Expr::value(None::<String>))
        .col_expr(C::PersonId, Expr::value(None::<Uuid>))
        .filter(which)
        .exec(work.tx())
        .await?;
    Ok(())
}
