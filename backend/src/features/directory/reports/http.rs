//! One request in, one query or action, one answer out. What is public asks for no account, and is counted.

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::{
    networks::of_request,
    web::{
        Answer, Asked, Body, Json, NoContent, Query,
        guard::{Anyone, Coordinator, Staff},
    },
};

use super::{
    actions, queries,
    schema::{Report, ReportForm, ReportQuery, SettleForm},
};

/// Tells the team of an error about a member. It changes nothing by itself.
#[utoipa::path(operation_id = "directory_report_error", tag = "directory", security(()), request_body = ReportForm,
    params(("id" = String, Path, description = "Member")),
    responses((status = 204, description = "The team will look at it")))]
#[post("/public/members/{id}/reports")]
pub async fn report(asked: Asked<Anyone, Body<ReportForm>>) -> Answer<NoContent> {
    let (id, network) = (asked.id("id")?, of_request(&asked.house, &asked.http));
    actions::report(&asked.house, &asked.by, &network, id, asked.input.0).await?;
    Ok(NoContent)
}

/// Reports of errors that wait for the team, or that were settled.
#[utoipa::path(operation_id = "directory_list_reports", tag = "directory", params(ReportQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<Report>)))]
#[get("/reports")]
pub async fn list(asked: Asked<Staff, Query<ReportQuery>>) -> Answer<Json<PageOf<Report>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, &asked.input.0).await?))
}

/// Settles a report: the record was mended, or there was nothing to mend. The address of who reported is forgotten.
#[utoipa::path(operation_id = "directory_settle_report", tag = "directory", request_body = SettleForm,
    params(("id" = String, Path, description = "Report")),
    responses((status = 200, description = "The report as it is now", body = Report),
              (status = 409, description = "It was settled already (`directory.report_settled`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/reports/{id}/settle")]
pub async fn settle(asked: Asked<Coordinator, Body<SettleForm>>) -> Answer<Json<Report>> {
    let id = asked.id("id")?;
    actions::settle(&asked.house, &asked.by, id, asked.input.0).await?;
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}
