//! What the house keeps of one person: the mails to them, and what they did.

use kernel::problem::Problem;
use platform::{Work, dependents::Whom, mail};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{audit, delivery};

/// Theirs by name, or by the address it went to.
fn to(whom: &Whom) -> Condition {
    let addresses = whom.emails().into_iter().filter(|email| whom.alone.contains(&email.to_lowercase()));
    Condition::any()
        .add(delivery::Column::PersonId.eq(whom.person.id))
        .add(delivery::Column::ToAddress.is_in(addresses))
}

/// The mails to somebody, the oldest first.
pub async fn deliveries_to<C: ConnectionTrait>(db: &C, whom: &Whom) -> Result<Vec<delivery::Model>, Problem> {
    Ok(delivery::Entity::find().filter(to(whom)).order_by_asc(delivery::Column::Id).all(db).await?)
}

/// What their account did, the oldest first.
pub async fn deeds_of<C: ConnectionTrait>(db: &C, whom: &Whom) -> Result<Vec<audit::Model>, Problem> {
    let Some(account) = whom.account_id() else { return Ok(Vec::new()) };
    let theirs = audit::Entity::find().filter(audit::Column::ById.eq(account));
    Ok(theirs.order_by_asc(audit::Column::Id).all(db).await?)
}

/// Takes somebody out of the mails to them; what waits does not leave any more.
pub async fn take_out(work: &Work, whom: &Whom) -> Result<(), Problem> {
    mail::forget(work, to(whom)).await
}
