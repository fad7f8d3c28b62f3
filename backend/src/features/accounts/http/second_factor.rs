//! My second factor.

use actix_web::post;
use platform::web::{Answer, Asked, Body, NoContent, guard::Person};

use super::{
    super::{
        actions::second_factor,
        schema::second_factor::{Enrolment, OtpForm, PasswordForm, RecoveryCodes},
    },
    ShownOnce,
};

/// Prepares a second factor: a secret for an authenticator, not in force until confirmed.
#[utoipa::path(operation_id = "accounts_enrol_second_factor", tag = "accounts", request_body = PasswordForm,
    responses((status = 200, description = "What the authenticator reads, shown this once", body = Enrolment)))]
#[post("/me/second-factor")]
pub async fn enrol(asked: Asked<Person, Body<PasswordForm>>) -> Answer<ShownOnce<Enrolment>> {
    Ok(ShownOnce::of(second_factor::enrol(&asked.house, &asked.by, asked.input.0.password).await?))
}

/// Puts the second factor in force with a first code.
#[utoipa::path(operation_id = "accounts_confirm_second_factor", tag = "accounts", request_body = OtpForm,
    responses((status = 200, description = "In force; recovery codes, shown this once", body = RecoveryCodes)))]
#[post("/me/second-factor/confirm")]
pub async fn confirm(asked: Asked<Person, Body<OtpForm>>) -> Answer<ShownOnce<RecoveryCodes>> {
    Ok(ShownOnce::of(second_factor::confirm(&asked.house, &asked.by, &asked.input.0.otp).await?))
}

/// Turns my second factor off, with my password.
#[utoipa::path(operation_id = "accounts_turn_off_second_factor", tag = "accounts", request_body = PasswordForm,
    responses((status = 204, description = "Off")))]
#[post("/me/second-factor/disable")]
pub async fn turn_off(asked: Asked<Person, Body<PasswordForm>>) -> Answer<NoContent> {
    second_factor::turn_off(&asked.house, &asked.by, asked.input.0.password).await?;
    Ok(NoContent)
}
