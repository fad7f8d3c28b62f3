//! Rows of files whose member is another record now.

use std::collections::BTreeMap;

use kernel::problem::Problem;
use platform::Work;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::import_row;
use uuid::Uuid;

use super::CHUNK;

/// An import and the number of one of its rows.
pub type Place = (Uuid, i64);

/// The rows about this member.
pub async fn rows_about(work: &Work, member: Uuid) -> Result<Vec<Place>, Problem> {
    Ok(import_row::Entity::find()
        .select_only()
        .columns([import_row::Column::ImportId, import_row::Column::Number])
        .filter(import_row::Column::MemberId.eq(member))
        .order_by_asc(import_row::Column::ImportId)
        .order_by_asc(import_row::Column::Number)
        .into_tuple()
        .all(work.tx())
        .await?)
}

/// These rows are about another member, as far as they are about that one: one statement per import and bundle.
pub async fn hand_over(work: &Work, from: Uuid, into: Uuid, rows: &[Place]) -> Result<(), Problem> {
    let mut by_import: BTreeMap<Uuid, Vec<i64>> = BTreeMap::new();
    for (import, number) in rows {
        by_import.entry(*import).or_default().push(*number);
    }
    for (import, numbers) in by_import {
        for chunk in numbers.chunks(CHUNK) {
            import_row::Entity::update_many()
                .set(import_row::ActiveModel { member_id: Set(Some(into)), ..Default::default() })
                .filter(import_row::Column::ImportId.eq(import))
                .filter(import_row::Column::MemberId.eq(from))
                .filter(import_row::Column::Number.is_in(chunk.iter().copied()))
                .exec(work.tx())
                .await?;
        }
    }
    Ok(())
}
