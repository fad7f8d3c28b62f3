//! What is handed out: paper for the day itself, certificates, those who come as a file.

use actix_web::{get, post};
use platform::{
    networks::of_request,
    web::{Answer, Asked, Body, Download, Query, guard::Anyone},
};

use super::super::{
    access::{Keeps, SeenByTeam},
    actions::{links, papers as actions},
    queries::paper as queries,
    schema::{
        links::EventToken,
        papers::{EventPaperQuery, RegistrationFile},
    },
};

/// Paper for the day itself: the list to be signed, the sign for the door, badges, certificates.
#[utoipa::path(operation_id = "events_print", tag = "events", params(("id" = String, Path, description = "Event"), EventPaperQuery),
    responses((status = 200, description = "The document (PDF/UA-1)", content_type = "application/pdf"),
              (status = 409, description = "Nobody was ticked there yet (`events.not_there`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/events/{id}/pdf")]
pub async fn print(asked: Asked<SeenByTeam, Query<EventPaperQuery>>) -> Answer<Download> {
    Ok(queries::print(&asked.house, &asked.guard.0, asked.input.0.form).await?)
}

/// Those who come, wait or are offered a seat, with their answers, as a file. Who took it stands in the audit.
#[utoipa::path(operation_id = "events_export_registrations", tag = "events",
    params(("id" = String, Path, description = "Event"), RegistrationFile),
    responses((status = 200, description = "The file", content(
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (String = "application/vnd.oasis.opendocument.spreadsheet"),
        (String = "text/csv")))))]
#[get("/events/{id}/registrations/export")]
pub async fn export(asked: Asked<SeenByTeam, Query<RegistrationFile>>) -> Answer<Download> {
    Ok(actions::export(&asked.house, &asked.by, &asked.guard.0, asked.input.0.format).await?)
}

/// The certificate of somebody who was there. 409 `events.not_there`.
#[utoipa::path(operation_id = "events_print_certificate", tag = "events",
    security(("bearer" = []), ("api_key" = ["registrations:write"])),
    params(("id" = String, Path, description = "Registration")),
    responses((status = 200, description = "The document (PDF/UA-1)", content_type = "application/pdf"),
              (status = 409, description = "Nobody was ticked there yet (`events.not_there`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/registrations/{id}/certificate")]
pub async fn certificate(asked: Asked<Keeps>) -> Answer<Download> {
    Ok(actions::certificate(&asked.house, &asked.guard.0).await?)
}

/// The same for whoever holds the link of a registration. 409 `events.not_there`.
#[utoipa::path(operation_id = "events_print_certificate_by_link", tag = "events", security(()), request_body = EventToken,
    responses((status = 200, description = "The document (PDF/UA-1)", content_type = "application/pdf")))]
#[post("/public/event-links/certificate")]
pub async fn certificate_by_link(asked: Asked<Anyone, Body<EventToken>>) -> Answer<Download> {
    let network = of_request(&asked.house, &asked.http);
    Ok(links::certificate(&asked.house, &network, &asked.input.0.token).await?)
}
