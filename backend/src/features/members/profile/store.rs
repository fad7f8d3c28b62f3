//! The SQL of the rules.

use kernel::problem::Problem;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use tables::profile_rule;

use super::super::rules::moderation::Moderation;

/// The rules as they are now.
pub async fn in_force<C: ConnectionTrait>(db: &C) -> Result<Moderation, Problem> {
    let rows = profile_rule::Entity::find().all(db).await?;
    Ok(Moderation(rows.into_iter().map(|row| (row.field, (row.treatment, row.audience))).collect()))
}

/// These in the place of those there are.
pub async fn replace<C: ConnectionTrait>(tx: &C, moderation: &Moderation) -> Result<(), Problem> {
    profile_rule::Entity::delete_many().exec(tx).await?;
    let rows = moderation.0.iter().map(|(field, (treatment, audience))| {
        profile_rule::Model { field: field.clone(), treatment: *treatment, audience: *audience }.into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        profile_rule::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
