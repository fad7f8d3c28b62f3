//! The first start: whether it is due, and making the first administrator.

use actix_web::{get, post};
use platform::web::{Answer, Asked, Body, Json, guard::Anyone};

use super::{
    super::{
        actions, queries,
        schema::{
            Session,
            first_start::{SetupForm, SetupState},
        },
    },
    SignedIn,
    place::visit,
};

/// Whether this instance waits for its first administrator, and nothing else about it.
#[utoipa::path(operation_id = "accounts_show_setup", tag = "accounts", security(()),
    responses((status = 200, description = "Whether it does", body = SetupState)))]
#[get("/setup")]
pub async fn show(asked: Asked<Anyone>) -> Answer<Json<SetupState>> {
    Ok(Json::of(queries::setup_state(&asked.house).await?))
}

/// Makes the first administrator of an instance without any account, with the code that the program printed at its
/// start, and signs them in.
#[utoipa::path(operation_id = "accounts_set_up", tag = "accounts", security(()), request_body = SetupForm,
    responses((status = 200, description = "Signed in; the refresh cookie is set", body = Session),
              (status = 409, description = "Somebody has an account already (`accounts.setup_done`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/setup")]
pub async fn set_up(asked: Asked<Anyone, Body<SetupForm>>) -> Answer<SignedIn> {
    let visit = visit(&asked.house, &asked.http);
    let opened = actions::first_start::set_up(&asked.house, &asked.by, asked.input.0, &visit).await?;
    Ok(SignedIn::anew(&asked.house, opened))
}
