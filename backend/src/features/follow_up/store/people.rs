//! What the ledger tells of one person: the exchanges with them, and what was noted of them in those of their
//! organisations.

use kernel::problem::Problem;
use platform::{Work, dependents::Whom, forgetting::BLANK, many};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait},
};
use serde_json::json;
use tables::{audit, interaction, interaction_member};
use uuid::Uuid;

/// The exchanges with these contacts, the oldest first.
pub async fn with_contacts<C: ConnectionTrait>(db: &C, contacts: &[Uuid]) -> Result<Vec<interaction::Model>, Problem> {
    Ok(interaction::Entity::find()
        .filter(interaction::Column::ContactId.is_in(contacts.iter().copied()))
        .order_by_asc(interaction::Column::HappenedOn)
        .order_by_asc(interaction::Column::Id)
        .all(db)
        .await?)
}

/// Takes somebody out of the exchanges: with them, they are exchanges with the organisation from now on.
pub async fn take_out(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let contacts = whom.contact_ids();
    let of_members = interaction_member::Entity::find()
        .select_only()
        .column(interaction_member::Column::InteractionId)
        .filter(interaction_member::Column::MemberId.is_in(whom.members()))
        .into_query();
    let noted = Condition::all()
        .add(interaction::Column::Summary.is_not_null())
        .add(interaction::Column::Id.in_subquery(of_members));
    let rows = interaction::Entity::find()
        .filter(Condition::any().add(interaction::Column::ContactId.is_in(contacts.iter().copied())).add(noted))
        .order_by_asc(interaction::Column::SourceKind)
        .order_by_asc(interaction::Column::SourceId)
        .lock_exclusive()
        .all(work.tx())
        .await?;
    let with_them = rows.iter().filter(|row| row.contact_id.is_some_and(|contact| contacts.contains(&contact)));
    let with_them: Vec<Uuid> = with_them.map(|row| row.id).collect();
    forget_what_was_noted(work, &with_them, &contacts).await?;
    let marks = whom.marks.by_title();
    let without = rows.into_iter().filter_map(|row| {
        let with_them = row.contact_id.is_some_and(|contact| contacts.contains(&contact));
        let summary = match (&row.summary, with_them) {
            (Some(_), true) => Some(BLANK.to_owned()),
            (Some(text), false) => Some(marks.cut(text)?),
            (None, _) => None,
        };
        let contact_id = row.contact_id.filter(|_| !with_them);
        let revision = row.revision + 1;
        Some(interaction::Model { summary, contact_id, revision, updated_at: work.now, ..row })
    });
    Ok(many::overwrite::<interaction::Entity, _>(work.tx(), without.collect()).await?)
}

/// The past of these exchanges, and of those with these contacts that were deleted since: that they were, and not what
/// was noted.
async fn forget_what_was_noted(work: &Work, exchanges: &[Uuid], contacts: &[Uuid]) -> Result<(), Problem> {
    let mut theirs = Condition::any().add(audit::Column::RecordId.is_in(exchanges.iter().copied()));
    for contact in contacts {
        let told = Expr::col(audit::Column::Changes).cast_as(Alias::new("text"));
        theirs = theirs.add(told.like(format!("%{contact}%")));
    }
    let lines = audit::Entity::find().filter(audit::Column::Record.eq("interaction")).filter(theirs);
    let lines = lines.all(work.tx()).await?.into_iter().map(|mut line| {
        for change in line.changes.as_array_mut().into_iter().flatten() {
            if change["field"] == "summary" {
                for side in ["before", "after"] {
                    if change[side].is_string() {
                        change[side] = json!(BLANK);
                    }
                }
            }
        }
        line
    });
    Ok(many::overwrite::<audit::Entity, _>(work.tx(), lines.collect()).await?)
}
