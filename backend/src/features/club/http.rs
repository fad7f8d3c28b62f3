//! One request in, one query or action, one answer out.

pub mod mail_relay;

use actix_web::{HttpResponse, delete, get, http::header, patch, post, put, web};
use kernel::page::PageOf;
use platform::{
    House,
    web::{Answer, Asked, Body, Created, Json, NoContent, Query, guard::Anyone},
};

use super::{
    access::{ChangesSettings, ChangesTopics, LooksUp, Reads},
    actions, queries,
    schema::{
        Club, ClubChanges, CommuneCard, CommuneFilters, EpciCard, EpciFilters, LogoForm, NewTopic, PublicClub,
        Territory, TerritoryChange, TerritoryForm, TerritoryMode, Topic, TopicChanges,
    },
};

/// Whom to tell of a vulnerability (RFC 9116); nothing while the club names no address.
pub async fn serve_security_contact(house: web::Data<House>) -> Answer<HttpResponse> {
    let text = queries::security_contact(&house).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(text))
}

/// What anyone may know of the club.
#[utoipa::path(operation_id = "club_show_public", tag = "club", security(()), responses((status = 200, description = "The club", body = PublicClub)))]
#[get("/public/club")]
pub async fn public(asked: Asked<Anyone>) -> Answer<Json<PublicClub>> {
    Ok(Json::of(queries::public(&asked.house).await?))
}

/// The club's settings.
#[utoipa::path(operation_id = "club_show_settings", tag = "club", security(("bearer" = []), ("api_key" = ["club:read"])),
    responses((status = 200, description = "The settings", body = Club)))]
#[get("/club")]
pub async fn show(asked: Asked<Reads>) -> Answer<Json<Club>> {
    let club = queries::club(&asked.house, &asked.by).await?;
    let revision = club.revision;
    Ok(Json::at(club, revision))
}

/// Changes the club's settings.
#[utoipa::path(operation_id = "club_change_settings", tag = "club", request_body = ClubChanges,
    responses((status = 200, description = "The settings as they are now", body = Club)))]
#[patch("/club")]
pub async fn change(asked: Asked<ChangesSettings, Body<ClubChanges>>) -> Answer<Json<Club>> {
    let based_on = asked.based_on()?;
    let club = actions::settings::change(&asked.house, &asked.by, based_on, asked.input.0).await?;
    let revision = club.revision;
    Ok(Json::at(club, revision))
}

/// Makes a picture sent in before the club's logo, or takes the logo away.
#[utoipa::path(operation_id = "club_put_logo", tag = "club", request_body = LogoForm,
    responses((status = 200, description = "The settings as they are now", body = Club)))]
#[put("/club/logo")]
pub async fn put_logo(asked: Asked<ChangesSettings, Body<LogoForm>>) -> Answer<Json<Club>> {
    let based_on = asked.based_on()?;
    let club = actions::settings::put_logo(&asked.house, &asked.by, based_on, asked.input.0.file_id).await?;
    let revision = club.revision;
    Ok(Json::at(club, revision))
}

/// The topics, in their order.
#[utoipa::path(operation_id = "club_list_topics", tag = "club", security(("bearer" = []), ("api_key" = ["club:read"])),
    responses((status = 200, description = "All topics", body = PageOf<Topic>)))]
#[get("/topics")]
pub async fn list_topics(asked: Asked<LooksUp>) -> Answer<Json<PageOf<Topic>>> {
    Ok(Json::page(queries::topics(&asked.house).await?))
}

/// Adds a topic, at the end of the list.
#[utoipa::path(operation_id = "club_create_topic", tag = "club", request_body = NewTopic,
    responses((status = 201, description = "The topic", body = Topic)))]
#[post("/topics")]
pub async fn create_topic(asked: Asked<ChangesTopics, Body<NewTopic>>) -> Answer<Created<Topic>> {
    let topic = actions::topics::create(&asked.house, &asked.by, &asked.input.0.name).await?;
    Ok(Created { location: format!("/api/v1/topics/{}", topic.id), revision: Some(topic.revision), value: topic })
}

/// Renames a topic, or gives it another place.
#[utoipa::path(operation_id = "club_change_topic", tag = "club", request_body = TopicChanges,
    params(("id" = uuid::Uuid, Path, description = "The topic")),
    responses((status = 200, description = "The topic as it is now", body = Topic)))]
#[patch("/topics/{id}")]
pub async fn change_topic(asked: Asked<ChangesTopics, Body<TopicChanges>>) -> Answer<Json<Topic>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    let topic = actions::topics::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let revision = topic.revision;
    Ok(Json::at(topic, revision))
}

/// Removes a topic, also from the members that have it.
#[utoipa::path(operation_id = "club_remove_topic", tag = "club", params(("id" = uuid::Uuid, Path, description = "The topic")),
    responses((status = 204, description = "It is gone")))]
#[delete("/topics/{id}")]
pub async fn remove_topic(asked: Asked<ChangesTopics>) -> Answer<NoContent> {
    actions::topics::remove(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}

/// Takes the removal of a topic back: it has its place and its members again.
#[utoipa::path(operation_id = "club_restore_topic", tag = "club", params(("id" = uuid::Uuid, Path, description = "The topic")),
    responses((status = 200, description = "The topic", body = Topic),
              (status = 409, description = "Another topic has its name by now (`club.topic_exists`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/topics/{id}/restore")]
pub async fn restore_topic(asked: Asked<ChangesTopics>) -> Answer<Json<Topic>> {
    let topic = actions::topics::restore(&asked.house, &asked.by, asked.id("id")?).await?;
    let revision = topic.revision;
    Ok(Json::at(topic, revision))
}

/// Communes of France, the likeliest first.
#[utoipa::path(operation_id = "club_list_communes", tag = "club", params(CommuneFilters), security(("bearer" = []), ("api_key" = ["club:read"])),
    responses((status = 200, description = "At most `limit` communes", body = PageOf<CommuneCard>)))]
#[get("/communes")]
pub async fn list_communes(asked: Asked<LooksUp, Query<CommuneFilters>>) -> Answer<Json<PageOf<CommuneCard>>> {
    Ok(Json::page(queries::communes(asked.input.0)))
}

/// Intercommunal bodies (EPCI) of France, the likeliest first.
#[utoipa::path(operation_id = "club_list_epcis", tag = "club", params(EpciFilters), security(("bearer" = []), ("api_key" = ["club:read"])),
    responses((status = 200, description = "At most `limit` bodies", body = PageOf<EpciCard>)))]
#[get("/epcis")]
pub async fn list_epcis(asked: Asked<LooksUp, Query<EpciFilters>>) -> Answer<Json<PageOf<EpciCard>>> {
    Ok(Json::page(queries::epcis(asked.input.0)))
}

/// The territory, with its communes.
#[utoipa::path(operation_id = "club_show_territory", tag = "club", security(("bearer" = []), ("api_key" = ["club:read"])),
    responses((status = 200, description = "The territory", body = Territory)))]
#[get("/territory")]
pub async fn show_territory(asked: Asked<Reads>) -> Answer<Json<Territory>> {
    let territory = queries::territory(&asked.house, &asked.by).await?;
    let revision = territory.revision;
    Ok(Json::at(territory, revision))
}

/// Says what the territory is made of: EPCI, without some communes, with others. Its communes become members by right.
/// With `dry_run=true` it only tells what would change.
#[utoipa::path(operation_id = "club_put_territory", tag = "club", params(TerritoryMode), request_body = TerritoryForm,
    responses((status = 200, description = "What changed, and the territory as it is now", body = TerritoryChange)))]
#[put("/territory")]
pub async fn put_territory(
    asked: Asked<ChangesSettings, (Query<TerritoryMode>, Body<TerritoryForm>)>,
) -> Answer<Json<TerritoryChange>> {
    let based_on = asked.based_on()?;
    let (Query(mode), Body(form)) = asked.input;
    let dry_run = mode.dry_run.unwrap_or(false);
    let outcome = actions::territory::put(&asked.house, &asked.by, based_on, form, dry_run).await?;
    let revision = outcome.territory.revision;
    Ok(Json::at(outcome, revision))
}
