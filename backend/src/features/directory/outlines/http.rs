//! One request in, one query or action, one answer out.

use actix_web::{get, post, put};
use platform::web::{
    Accepted, Answer, Asked, Body, Json,
    guard::{Admin, Staff},
};

use super::{
    actions, queries,
    schema::{OutlineFile, Outlines},
};

/// Which communes of the territory the map has an outline of.
#[utoipa::path(operation_id = "directory_show_outlines", tag = "directory",
    responses((status = 200, description = "The outlines that there are", body = Outlines)))]
#[get("/club/territory/outlines")]
pub async fn show(asked: Asked<Staff>) -> Answer<Json<Outlines>> {
    let outlines = queries::outlines(&asked.house, &asked.by).await?;
    let revision = outlines.revision;
    Ok(Json::at(outlines, revision))
}

/// Has the outlines of the territory's communes fetched from geo.api.gouv.fr. They are there some moments later, or
/// `failure` says why not.
#[utoipa::path(operation_id = "directory_fetch_outlines", tag = "directory",
    responses((status = 202, description = "They are being fetched", body = Outlines),
              (status = 409, description = "They are being fetched already (`directory.fetching`), the service is not asked here (`directory.outlines_switched_off`), or there is no territory (`directory.no_territory`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/club/territory/outlines/fetch")]
pub async fn fetch(asked: Asked<Admin>) -> Answer<Accepted<Outlines>> {
    actions::fetch(&asked.house, &asked.by).await?;
    Ok(Accepted(queries::outlines(&asked.house, &asked.by).await?))
}

/// Puts the outlines of a GeoJSON file, at most 20 MB, in the place of those that there are. They are made simple: no
/// line leaves the true one by more than some fifty metres. A feature that is wrong is named, with what is wrong.
#[utoipa::path(operation_id = "directory_put_outlines", tag = "directory", request_body = OutlineFile,
    responses((status = 200, description = "The outlines that there are now", body = Outlines)))]
#[put("/club/territory/outlines")]
pub async fn put(asked: Asked<Admin, Body<OutlineFile>>) -> Answer<Json<Outlines>> {
    let based_on = asked.based_on()?;
    actions::put(&asked.house, &asked.by, based_on, asked.input.0).await?;
    let outlines = queries::outlines(&asked.house, &asked.by).await?;
    let revision = outlines.revision;
    Ok(Json::at(outlines, revision))
}
