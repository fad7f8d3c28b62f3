//! Reads.

use kernel::{
    page::PageOf,
    problem::{Problem, say},
};
use platform::{
    House,
    audit::{self, AuditLine},
    web::FileContent,
};
use uuid::Uuid;

use super::{
    schema::{AuditFilters, DeliveryCard, DeliveryFilters, DeliveryPage},
    store,
};

const USUAL_LIMIT: u64 = 50;

pub async fn deliveries(house: &House, filters: DeliveryFilters) -> Result<PageOf<DeliveryCard>, Problem> {
    let limit = filters.limit.unwrap_or(USUAL_LIMIT);
    store::deliveries(&house.db.read, &filters, limit).await
}

pub async fn delivery(house: &House, id: Uuid) -> Result<DeliveryPage, Problem> {
    store::delivery(&house.db.read, id).await?.ok_or_else(Problem::not_found)
}

pub async fn audit(house: &House, filters: AuditFilters) -> Result<PageOf<AuditLine>, Problem> {
    let of = match (&filters.record, filters.record_id) {
        (Some(record), Some(id)) => Some((record.as_str(), id)),
        (None, None) => None,
        (Some(_), None) => return Err(other_half_missing("?record_id")),
        (None, Some(_)) => return Err(other_half_missing("?record")),
    };
    audit::read(&house.db.read, of, filters.limit.unwrap_or(USUAL_LIMIT), filters.cursor.as_deref()).await
}

fn other_half_missing(pointer: &str) -> Problem {
    Problem::invalid_field(
        pointer,
        "house.missing_field",
        say("Donnez record et record_id ensemble.", "Give record and record_id together."),
    )
}

pub async fn content(house: &House, file: tables::file::Model) -> Result<FileContent, Problem> {
    let bytes = house.files.content(&file).await?;
    Ok(FileContent { file, bytes })
}
