//! The controlled list of keywords.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, Json, NoContent, guard::Coordinator};

use super::super::{
    access::Works,
    actions::keywords,
    queries,
    schema::{Keyword, KeywordChanges, MergeKeyword, NewKeyword},
};

/// All keywords by name, each with what else it is called.
#[utoipa::path(operation_id = "practice_sheets_list_keywords", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    responses((status = 200, description = "All of them", body = PageOf<Keyword>)))]
#[get("/practice-keywords")]
pub async fn list(asked: Asked<Works>) -> Answer<Json<PageOf<Keyword>>> {
    Ok(Json::page(PageOf::whole(queries::keyword_list(&asked.house).await?)))
}

/// Adds a keyword, or another name of one.
#[utoipa::path(operation_id = "practice_sheets_add_keyword", tag = "practice_sheets", request_body = NewKeyword,
    responses((status = 201, description = "The keyword, with its other names", body = Keyword)))]
#[post("/practice-keywords")]
pub async fn add(asked: Asked<Coordinator, Body<NewKeyword>>) -> Answer<Created<Keyword>> {
    let id = keywords::add(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::keyword(&asked.house, id).await?;
    Ok(Created { location: format!("/api/v1/practice-keywords/{id}"), revision: Some(value.revision), value })
}

/// Renames a keyword; sheets that have it keep it.
#[utoipa::path(operation_id = "practice_sheets_rename_keyword", tag = "practice_sheets", params(("id" = String, Path, description = "Keyword")),
    request_body(content = KeywordChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The keyword as it is now", body = Keyword)))]
#[patch("/practice-keywords/{id}")]
pub async fn rename(asked: Asked<Coordinator, Body<KeywordChanges>>) -> Answer<Json<Keyword>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    keywords::rename(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let value = queries::keyword(&asked.house, id).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Makes a keyword another name of another one: sheets that have it have that one.
#[utoipa::path(operation_id = "practice_sheets_merge_keyword", tag = "practice_sheets", params(("id" = String, Path, description = "Keyword")),
    request_body = MergeKeyword, responses((status = 200, description = "The keyword that it is part of now", body = Keyword)))]
#[post("/practice-keywords/{id}/merge")]
pub async fn merge(asked: Asked<Coordinator, Body<MergeKeyword>>) -> Answer<Json<Keyword>> {
    let id = asked.id("id")?;
    keywords::merge(&asked.house, &asked.by, id, asked.input.0).await?;
    Ok(Json::of(queries::keyword(&asked.house, id).await?))
}

/// Takes a keyword away that no sheet has, or another name of one.
#[utoipa::path(operation_id = "practice_sheets_remove_keyword", tag = "practice_sheets", params(("id" = String, Path, description = "Keyword")),
    responses((status = 204, description = "Gone")))]
#[delete("/practice-keywords/{id}")]
pub async fn remove(asked: Asked<Coordinator>) -> Answer<NoContent> {
    keywords::remove(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}
