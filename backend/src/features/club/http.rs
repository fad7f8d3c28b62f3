//! One request in, one query or action, one answer out.

use actix_web::get;
use platform::web::{Answer, Asked, Json, guard::Anyone};

use super::{queries, schema::PublicClub};

/// What anyone may know of the club.
#[utoipa::path(operation_id = "club_show_public", tag = "club", security(()), responses((status = 200, description = "The club", body = PublicClub)))]
#[get("/public/club")]
pub async fn public(asked: Asked<Anyone>) -> Answer<Json<PublicClub>> {
    Ok(Json::of(queries::public(&asked.house).await?))
}
