//! My second factor. Setting it up is open to who can do nothing else yet.

use actix_web::{get, post};
use platform::web::{
    Answer, Asked, Body, Json, NoContent,
    guard::{Arriving, Person},
};

use super::{
    super::{
        actions::{recovery, second_factor},
        queries,
        schema::second_factor::{Enrolment, OtpForm, PasswordForm, RecoveryCodes, SecondFactorStanding},
    },
    ShownOnce,
};

/// How my second factor stands.
#[utoipa::path(operation_id = "accounts_show_second_factor", tag = "accounts",
    responses((status = 200, description = "Whether it is in force, and how many recovery codes are left", body = SecondFactorStanding)))]
#[get("/me/second-factor")]
pub async fn show(asked: Asked<Arriving>) -> Answer<Json<SecondFactorStanding>> {
    Ok(Json::of(queries::second_factor(&asked.house, asked.guard.0.account_id).await?))
}

/// Prepares a second factor: a secret for an authenticator, not in force until confirmed. One that is in force counts
/// until then.
#[utoipa::path(operation_id = "accounts_enrol_second_factor", tag = "accounts", request_body = PasswordForm,
    responses((status = 200, description = "What the authenticator reads, shown this once", body = Enrolment)))]
#[post("/me/second-factor")]
pub async fn enrol(asked: Asked<Arriving, Body<PasswordForm>>) -> Answer<ShownOnce<Enrolment>> {
    Ok(ShownOnce::of(second_factor::enrol(&asked.house, &asked.by, asked.input.0.password).await?))
}

/// Puts the prepared second factor in force with a first code of it; the recovery codes of before are void.
#[utoipa::path(operation_id = "accounts_confirm_second_factor", tag = "accounts", request_body = OtpForm,
    responses((status = 200, description = "In force; recovery codes, shown this once", body = RecoveryCodes)))]
#[post("/me/second-factor/confirm")]
pub async fn confirm(asked: Asked<Arriving, Body<OtpForm>>) -> Answer<ShownOnce<RecoveryCodes>> {
    Ok(ShownOnce::of(second_factor::confirm(&asked.house, &asked.by, &asked.input.0.otp).await?))
}

/// Makes new recovery codes, with my password; those of before are void.
#[utoipa::path(operation_id = "accounts_renew_recovery_codes", tag = "accounts", request_body = PasswordForm,
    responses((status = 200, description = "The codes, shown this once", body = RecoveryCodes),
              (status = 409, description = "No second factor is in force (`accounts.second_factor_off`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/me/second-factor/recovery-codes")]
pub async fn renew_codes(asked: Asked<Person, Body<PasswordForm>>) -> Answer<ShownOnce<RecoveryCodes>> {
    Ok(ShownOnce::of(recovery::renew(&asked.house, &asked.by, asked.input.0.password).await?))
}

/// Turns my second factor off, with my password; refused where the club demands one.
#[utoipa::path(operation_id = "accounts_turn_off_second_factor", tag = "accounts", request_body = PasswordForm,
    responses((status = 204, description = "Off"),
              (status = 409, description = "There is none (`accounts.second_factor_off`), or the club demands it (`accounts.second_factor_required`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/me/second-factor/disable")]
pub async fn turn_off(asked: Asked<Person, Body<PasswordForm>>) -> Answer<NoContent> {
    second_factor::turn_off(&asked.house, &asked.by, asked.input.0.password).await?;
    Ok(NoContent)
}
