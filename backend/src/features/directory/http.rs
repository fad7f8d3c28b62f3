//! One request in, one query, one answer out. All of it is for anyone: pages of other sites may read it, and keep it for
//! a minute.

use actix_web::get;
use platform::{
    networks::of_request,
    web::{Answer, Asked, Both, Published, PublishedOrMoved, Query, answers::takes_brotli, guard::Anyone},
};

use super::{
    queries,
    schema::{DirectoryCollection, DirectoryFilters, DirectoryMap, DirectoryMember, DirectoryPage, DirectoryStretch},
};

/// The members that show themselves, by name, with what else could be chosen. 404 while the club has no directory.
#[utoipa::path(operation_id = "directory_list_members", tag = "directory", security(()), params(DirectoryFilters, DirectoryStretch),
    responses((status = 200, description = "A stretch of the list", body = DirectoryPage),
              (status = 304, description = "Nothing has changed since"),
              (status = 404, description = "The club has no directory", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/public/members")]
pub async fn list(asked: Asked<Anyone, Query<Both<DirectoryFilters, DirectoryStretch>>>) -> Answer<Published> {
    Ok(queries::list(&asked.house, takes_brotli(&asked.http), asked.input.0).await?)
}

/// The members as a map (RFC 7946), with the same filters as the list: a point is the middle of a commune.
#[utoipa::path(operation_id = "directory_show_geojson", tag = "directory", security(()), params(DirectoryFilters),
    responses((status = 200, description = "All members that fit", body = DirectoryCollection, content_type = "application/geo+json"),
              (status = 304, description = "Nothing has changed since"),
              (status = 404, description = "The club has no directory", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/public/members.geojson")]
pub async fn geojson(asked: Asked<Anyone, Query<DirectoryFilters>>) -> Answer<Published> {
    let network = of_request(&asked.house, &asked.http);
    Ok(queries::geojson(&asked.house, &network, takes_brotli(&asked.http), asked.input.0).await?)
}

/// The members as a table (RFC 4180; UTF-8, commas, ISO 8601), with the same filters as the list. Its titles follow the
/// common schemas of French local authorities.
#[utoipa::path(operation_id = "directory_show_csv", tag = "directory", security(()), params(DirectoryFilters),
    responses((status = 200, description = "All members that fit", content_type = "text/csv", body = String),
              (status = 304, description = "Nothing has changed since"),
              (status = 404, description = "The club has no directory", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/public/members.csv")]
pub async fn csv(asked: Asked<Anyone, Query<DirectoryFilters>>) -> Answer<Published> {
    let network = of_request(&asked.house, &asked.http);
    Ok(queries::csv(&asked.house, &network, takes_brotli(&asked.http), asked.input.0).await?)
}

/// What the map is drawn from: the communes of the territory, with their outlines where there are such, and how many
/// members are in each.
#[utoipa::path(operation_id = "directory_show_map", tag = "directory", security(()),
    responses((status = 200, description = "The map", body = DirectoryMap),
              (status = 304, description = "Nothing has changed since"),
              (status = 404, description = "The club has no directory", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/public/map")]
pub async fn map(asked: Asked<Anyone>) -> Answer<Published> {
    Ok(queries::map(&asked.house, takes_brotli(&asked.http)).await?)
}

/// One member, as it shows itself. One that became part of another is told by 308.
#[utoipa::path(operation_id = "directory_show_member", tag = "directory", security(()),
    params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The member", body = DirectoryMember),
              (status = 304, description = "Nothing has changed since"),
              (status = 308, description = "It is part of another record now")))]
#[get("/public/members/{id}")]
pub async fn show(asked: Asked<Anyone>) -> Answer<PublishedOrMoved> {
    let id = asked.id("id")?;
    Ok(queries::show(&asked.house, takes_brotli(&asked.http), id).await?)
}
