//! How the instance goes, and what is done about it.

use actix_web::{delete, get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Json, NoContent, Query, guard::Admin};

use super::super::{
    actions, queries,
    schema::{
        DeliveryPage, RetriedDeliveries,
        operations::{JobCard, JobFilters, JobPage, Operations},
    },
};

/// How this instance goes: what deserves a look, who works the jobs, what is done again and again, how much waits. It
/// calls nobody outside, and may be asked every few seconds.
#[utoipa::path(operation_id = "house_show_operations", tag = "house",
    responses((status = 200, description = "How it goes", body = Operations)))]
#[get("/operations")]
pub async fn show(asked: Asked<Admin>) -> Answer<Json<Operations>> {
    Ok(Json::of(queries::operations::operations(&asked.house, &asked.by).await?))
}

/// Jobs, newest first. Done ones are told for 30 days.
#[utoipa::path(operation_id = "house_list_jobs", tag = "house", params(JobFilters),
    responses((status = 200, description = "A stretch of the jobs", body = PageOf<JobCard>)))]
#[get("/jobs")]
pub async fn list_jobs(asked: Asked<Admin, Query<JobFilters>>) -> Answer<Json<PageOf<JobCard>>> {
    Ok(Json::page(queries::operations::jobs(&asked.house, &asked.by, asked.input.0).await?))
}

/// One job, with each try that failed.
#[utoipa::path(operation_id = "house_show_job", tag = "house", params(("id" = uuid::Uuid, Path, description = "The job")),
    responses((status = 200, description = "The job", body = JobPage)))]
#[get("/jobs/{id}")]
pub async fn show_job(asked: Asked<Admin>) -> Answer<Json<JobPage>> {
    Ok(Json::of(queries::operations::job(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Has a job tried now that was given up or waits for its next try. However many ask at once, it is taken up once.
#[utoipa::path(operation_id = "house_retry_job", tag = "house", params(("id" = uuid::Uuid, Path, description = "The job")),
    responses((status = 200, description = "The job as it is now", body = JobPage),
              (status = 409, description = "It does not wait for that (`house.job_not_failed`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/jobs/{id}/retry")]
pub async fn retry_job(asked: Asked<Admin>) -> Answer<Json<JobPage>> {
    Ok(Json::of(actions::operations::retry_job(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Drops a job that was given up. What it was to do is never done; the audit keeps that it was there.
#[utoipa::path(operation_id = "house_drop_job", tag = "house", params(("id" = uuid::Uuid, Path, description = "The job")),
    responses((status = 204, description = "It is gone"),
              (status = 409, description = "It was not given up (`house.job_not_dead`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[delete("/jobs/{id}")]
pub async fn drop_job(asked: Asked<Admin>) -> Answer<NoContent> {
    actions::operations::drop_job(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}

/// Sends one mail again that failed, may not have arrived, or waits because the relay did not take it.
#[utoipa::path(operation_id = "house_retry_delivery", tag = "house", params(("id" = uuid::Uuid, Path, description = "The mail")),
    responses((status = 200, description = "The mail as it is now", body = DeliveryPage),
              (status = 409, description = "It is not to be sent again (`house.mail_not_failed`), its address must not be written to (`house.mail_suppressed`), or its link was blanked (`house.mail_blanked`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/deliveries/{id}/retry")]
pub async fn retry_delivery(asked: Asked<Admin>) -> Answer<Json<DeliveryPage>> {
    Ok(Json::of(actions::operations::retry_delivery(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Sends again all mails that failed within the last day or wait because the relay did not take them, up to 5,000. Those
/// that may have arrived are left: somebody decides about each.
#[utoipa::path(operation_id = "house_retry_deliveries", tag = "house",
    responses((status = 200, description = "How many are on their way again, and how many are left", body = RetriedDeliveries)))]
#[post("/delivery-retries")]
pub async fn retry_deliveries(asked: Asked<Admin>) -> Answer<Json<RetriedDeliveries>> {
    Ok(Json::of(actions::operations::retry_deliveries(&asked.house, &asked.by).await?))
}
