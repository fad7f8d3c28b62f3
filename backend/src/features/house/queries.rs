//! Reads.

pub mod operations;

use kernel::{
    page::PageOf,
    problem::{Problem, say},
};
use platform::{
    Asker, House,
    audit::{self, AuditLine, Wanted, Who},
    web::FileContent,
};
use uuid::Uuid;

use super::{
    schema::{AuditFilters, DeliveryCard, DeliveryFilters, DeliveryPage},
    store,
};

const USUAL_LIMIT: u64 = 50;

pub async fn deliveries(house: &House, by: &Asker, filters: DeliveryFilters) -> Result<PageOf<DeliveryCard>, Problem> {
    let limit = filters.limit.unwrap_or(USUAL_LIMIT);
    store::deliveries(&house.vault, &house.db.read, &filters, limit, by.language).await
}

pub async fn delivery(house: &House, by: &Asker, id: Uuid) -> Result<DeliveryPage, Problem> {
    store::delivery(&house.vault, &house.db.read, id, by.language).await?.ok_or_else(Problem::not_found)
}

pub async fn audit(house: &House, filters: AuditFilters) -> Result<PageOf<AuditLine>, Problem> {
    let (db, limit) = (&house.db.read, filters.limit.unwrap_or(USUAL_LIMIT));
    if let Some(line) = filters.operation {
        return audit::read_operation(db, line, limit, filters.cursor.as_deref()).await;
    }
    if filters.record_id.is_some() && filters.record.is_none() {
        return Err(Problem::invalid_field(
            "?record",
            "house.missing_field",
            say("Donnez record avec record_id.", "Give record with record_id."),
        ));
    }
    let by = match filters.by.as_deref() {
        None => None,
        Some("house") => Some(Who::Kind("house")),
        Some("key") => Some(Who::Kind("key")),
        Some(id) => Some(Who::One(Uuid::try_parse(id).map_err(|_| unknown_author())?)),
    };
    let wanted = Wanted {
        record: filters.record,
        record_id: filters.record_id,
        verb: filters.verb,
        by,
        label: filters.q.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
        since: filters.since,
        until: filters.until,
    };
    match filters.grouped {
        Some(true) => audit::read_operations(db, &wanted, limit, filters.cursor.as_deref()).await,
        _ => audit::read_lines(db, &wanted, limit, filters.cursor.as_deref()).await,
    }
}

fn unknown_author() -> Problem {
    Problem::invalid_field(
        "?by",
        "house.wrong_parameter",
        say(
            "Donnez l’identifiant d’un compte ou d’une clé, house ou key.",
            "Give the id of an account or key, house or key.",
        ),
    )
}

pub async fn content(house: &House, file: tables::file::Model) -> Result<FileContent, Problem> {
    let bytes = house.files.content(&file).await?;
    Ok(FileContent { file, bytes })
}
