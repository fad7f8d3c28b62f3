//! The SQL of what the club says is written in a section.

use std::collections::BTreeMap;

use kernel::problem::Problem;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use tables::practice_guidance;

/// By section, where the club says it its own way.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<BTreeMap<String, String>, Problem> {
    let rows = practice_guidance::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.section, row.text)).collect())
}

/// Puts these in the place of what is there.
pub async fn replace<C: ConnectionTrait>(tx: &C, guidance: &BTreeMap<String, String>) -> Result<(), Problem> {
    practice_guidance::Entity::delete_many().exec(tx).await?;
    if guidance.is_empty() {
        return Ok(());
    }
    let rows = guidance.iter().map(|(section, text)| {
        let row = practice_guidance::Model { section: section.clone(), text: text.clone() };
        row.into_active_model().reset_all()
    });
    practice_guidance::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
