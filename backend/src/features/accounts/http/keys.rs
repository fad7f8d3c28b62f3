//! Keys of machines, for administrators.

use actix_web::{delete, get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Json, NoContent, guard::Admin};

use super::{
    super::{
        actions, queries,
        schema::keys::{KeyCard, KeyForm, KeyMade},
    },
    ShownOnce,
};

/// Lists API keys, revoked ones too.
#[utoipa::path(operation_id = "accounts_list_keys", tag = "accounts",
    responses((status = 200, description = "Keys, the newest first", body = PageOf<KeyCard>)))]
#[get("/api-keys")]
pub async fn list(asked: Asked<Admin>) -> Answer<Json<PageOf<KeyCard>>> {
    Ok(Json::of(queries::keys(&asked.house).await?))
}

/// Makes an API key. Its secret is in this answer and nowhere else.
#[utoipa::path(operation_id = "accounts_make_key", tag = "accounts", request_body = KeyForm,
    responses((status = 201, description = "Made; `secret` is shown this once", body = KeyMade)))]
#[post("/api-keys")]
pub async fn make(asked: Asked<Admin, Body<KeyForm>>) -> Answer<ShownOnce<KeyMade>> {
    let made = actions::keys::make(&asked.house, &asked.by, asked.input.0).await?;
    let location = format!("/api/v1/api-keys/{}", made.key.id);
    Ok(ShownOnce::created(made, location))
}

/// Revokes an API key, at once and for good.
#[utoipa::path(operation_id = "accounts_revoke_key", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The key")),
    responses((status = 204, description = "Revoked")))]
#[delete("/api-keys/{id}")]
pub async fn revoke(asked: Asked<Admin>) -> Answer<NoContent> {
    actions::keys::revoke(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}
