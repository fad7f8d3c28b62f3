//! Somebody whose rows are gone waits to be looked for in texts and files. What they were known by is kept until then,
//! sealed.

use kernel::problem::Problem;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use tables::erasure;
use uuid::Uuid;

use super::Marks;
use crate::work::Work;

/// The job that looks for all who wait.
pub const LOOK_FOR: &str = "privacy.take_out_of_texts";

/// The job that erases once more whom a restore brought back.
pub const ERASE_AGAIN: &str = "privacy.erase_again";

/// Under which the marks of an erasure are sealed.
pub fn seal_of(erasure: Uuid) -> String {
    format!("erasure:{erasure}")
}

/// Has somebody looked for everywhere, after the commit; gives the erasure.
pub async fn look_for(work: &Work, person: Uuid, marks: &Marks) -> Result<Uuid, Problem> {
    let id = kernel::ids::new_id();
    let sealed = work.house.vault.seal(&seal_of(id), &serde_json::to_vec(marks)?)?;
    let (_, by_id, by_name) = work.by.caller.signature();
    let row = erasure::Model {
        id,
        person_id: person,
        state: "running".to_owned(),
        marks_sealed: Some(sealed),
        walk_id: None,
        counts: json!({}),
        by_id,
        by_name,
        asked_at: work.now,
        done_at: None,
    };
    erasure::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(work.tx()).await?;
    work.leave_now(LOOK_FOR, &json!({"walk": null})).await?;
    Ok(id)
}
