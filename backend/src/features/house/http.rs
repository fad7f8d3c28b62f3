//! One request in, one query or action, one answer out.

pub mod operations;

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::{
    audit::AuditLine,
    web::{
        Answer, Asked, Created, FileContent, Json, Query, Sent,
        guard::{Admin, Coordinator},
    },
};

use super::{
    access::Readable,
    actions, queries,
    schema::{AuditFilters, DeliveryCard, DeliveryFilters, DeliveryPage, FileForm, KeptFile},
};

/// Mails, newest first: sent, queued, or kept because this instance sends none.
#[utoipa::path(operation_id = "house_list_deliveries", tag = "house", params(DeliveryFilters),
    responses((status = 200, description = "A stretch of the mails", body = PageOf<DeliveryCard>)))]
#[get("/deliveries")]
pub async fn list_deliveries(asked: Asked<Admin, Query<DeliveryFilters>>) -> Answer<Json<PageOf<DeliveryCard>>> {
    Ok(Json::page(queries::deliveries(&asked.house, &asked.by, asked.input.0).await?))
}

/// One mail with its content.
#[utoipa::path(operation_id = "house_show_delivery", tag = "house", params(("id" = uuid::Uuid, Path, description = "The mail")),
    responses((status = 200, description = "The mail", body = DeliveryPage)))]
#[get("/deliveries/{id}")]
pub async fn show_delivery(asked: Asked<Admin>) -> Answer<Json<DeliveryPage>> {
    Ok(Json::of(queries::delivery(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Who changed what, when, by which way; newest first.
#[utoipa::path(operation_id = "house_list_audit", tag = "house", params(AuditFilters),
    responses((status = 200, description = "A stretch of the audit", body = PageOf<AuditLine>)))]
#[get("/audit")]
pub async fn list_audit(asked: Asked<Admin, Query<AuditFilters>>) -> Answer<Json<PageOf<AuditLine>>> {
    Ok(Json::page(queries::audit(&asked.house, asked.input.0).await?))
}

/// Keeps a file. What it is, its content says; pictures lose what the camera wrote into them.
#[utoipa::path(operation_id = "house_keep_file", tag = "house",
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The file is kept", body = KeptFile)))]
#[post("/files")]
pub async fn keep_file(asked: Asked<Coordinator, Sent>) -> Answer<Created<KeptFile>> {
    let kept = actions::keep_file(&asked.house, &asked.by, asked.input).await?;
    Ok(Created { location: kept.url.clone(), value: kept, revision: None })
}

/// The content of a file. Pictures may be shown in a page; everything else is for saving.
#[utoipa::path(operation_id = "house_read_file", tag = "house", security(()), params(("id" = uuid::Uuid, Path, description = "The file")),
    responses((status = 200, description = "The content", content_type = "*/*")))]
#[get("/files/{id}/content")]
pub async fn read_file(asked: Asked<Readable>) -> Answer<FileContent> {
    Ok(queries::content(&asked.house, asked.guard.0).await?)
}
