//! The catalogue: for anyone. Pages of other sites may read it, and keep it for a minute.

use actix_web::get;
use platform::web::{Answer, Asked, Both, Published, Query, guard::Anyone};

use super::super::{
    feeds::Kind,
    queries::{paper, public},
    schema::{CatalogueFacets, CatalogueFilters, CataloguePage, CatalogueStretch, PaperQuery, PublicSheet},
};

/// Published sheets: those that fit the words best, or the newest. Words are found without accents, in the plural, and
/// with one slip each; where no sheet has all of them, those that have some are given.
#[utoipa::path(operation_id = "practice_sheets_list_published", tag = "practice_sheets", security(()),
    params(CatalogueFilters, CatalogueStretch),
    responses((status = 200, description = "A stretch of the catalogue", body = CataloguePage),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets")]
pub async fn list(asked: Asked<Anyone, Query<Both<CatalogueFilters, CatalogueStretch>>>) -> Answer<Published> {
    Ok(public::list(&asked.house, asked.input.0).await?)
}

/// What published sheets can be chosen by, and how many there are of each, with the same filters as the list; what is
/// chosen of one kind hides none of that kind.
#[utoipa::path(operation_id = "practice_sheets_count_published", tag = "practice_sheets", security(()), params(CatalogueFilters),
    responses((status = 200, description = "What could be chosen", body = CatalogueFacets),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets/facets")]
pub async fn facets(asked: Asked<Anyone, Query<CatalogueFilters>>) -> Answer<Published> {
    Ok(public::facets(&asked.house, asked.input.0).await?)
}

/// The newest sheets as an Atom feed (RFC 4287).
#[utoipa::path(operation_id = "practice_sheets_read_atom", tag = "practice_sheets", security(()),
    responses((status = 200, description = "The feed", content_type = "application/atom+xml", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets.atom")]
pub async fn atom(asked: Asked<Anyone>) -> Answer<Published> {
    Ok(public::feed(&asked.house, Kind::Atom).await?)
}

/// The newest sheets as an RSS feed.
#[utoipa::path(operation_id = "practice_sheets_read_rss", tag = "practice_sheets", security(()),
    responses((status = 200, description = "The feed", content_type = "application/rss+xml", body = String),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets.rss")]
pub async fn rss(asked: Asked<Anyone>) -> Answer<Published> {
    Ok(public::feed(&asked.house, Kind::Rss).await?)
}

/// A published sheet: its newest version, with sheets about the same and what a page tells search engines.
#[utoipa::path(operation_id = "practice_sheets_show_published", tag = "practice_sheets", security(()),
    params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet", body = PublicSheet),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets/{id}")]
pub async fn show(asked: Asked<Anyone>) -> Answer<Published> {
    let id = asked.id("id")?;
    Ok(public::show(&asked.house, id).await?)
}

/// A published sheet on paper: two pages, or a poster; tagged to be read aloud (PDF/UA-1), with a code that leads to the
/// page.
#[utoipa::path(operation_id = "practice_sheets_print_published", tag = "practice_sheets", security(()),
    params(("id" = String, Path, description = "Sheet"), PaperQuery),
    responses((status = 200, description = "The document", content_type = "application/pdf"),
              (status = 304, description = "Nothing has changed since")))]
#[get("/public/practice-sheets/{id}/pdf")]
pub async fn print(asked: Asked<Anyone, Query<PaperQuery>>) -> Answer<Published> {
    let id = asked.id("id")?;
    Ok(paper::published(&asked.house, id, asked.input.0.form).await?)
}
