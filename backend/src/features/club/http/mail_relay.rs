//! The mail relay: seen, given, given up, tried.

use actix_web::{delete, get, post, put};
use platform::web::{Answer, Asked, Body, Json, NoContent};

use super::super::{
    access::ChangesSettings,
    actions, queries,
    schema::mail_relay::{MailRelay, MailRelayForm, MailTest, MailTestForm},
};

/// The SMTP server that takes the club's mails; its password is never told.
#[utoipa::path(operation_id = "club_show_mail_relay", tag = "club",
    responses((status = 200, description = "The relay in force, or that there is none", body = MailRelay)))]
#[get("/club/mail-relay")]
pub async fn show(asked: Asked<ChangesSettings>) -> Answer<Json<MailRelay>> {
    let relay = queries::mail_relay::show(&asked.house, &asked.by).await?;
    let revision = relay.revision;
    Ok(Json::at(relay, revision))
}

/// Gives the club a relay, in place of any other; it is used from the next mail on, by every process. While there is
/// none, its revision is 0 (`If-Match: "r0"`).
#[utoipa::path(operation_id = "club_put_mail_relay", tag = "club", request_body = MailRelayForm,
    responses((status = 200, description = "The relay as it is now", body = MailRelay),
              (status = 409, description = "The installation names it (`club.relay_from_environment`), or the club is a demonstration (`club.demo_never_sends`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[put("/club/mail-relay")]
pub async fn put(asked: Asked<ChangesSettings, Body<MailRelayForm>>) -> Answer<Json<MailRelay>> {
    let based_on = asked.based_on()?;
    let relay = actions::mail_relay::put(&asked.house, &asked.by, based_on, asked.input.0).await?;
    let revision = relay.revision;
    Ok(Json::at(relay, revision))
}

/// Gives the relay up, with its password: from now on mails are kept.
#[utoipa::path(operation_id = "club_remove_mail_relay", tag = "club",
    responses((status = 204, description = "There is none any more"),
              (status = 409, description = "The installation names it (`club.relay_from_environment`), or the club is a demonstration (`club.demo_never_sends`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[delete("/club/mail-relay")]
pub async fn remove(asked: Asked<ChangesSettings>) -> Answer<NoContent> {
    actions::mail_relay::remove(&asked.house, &asked.by).await?;
    Ok(NoContent)
}

/// Sends one test message at once, by the relay in force or by the one given, and tells in words what happened. It takes
/// fifteen seconds at most, and nothing of it is kept but a line in the audit.
#[utoipa::path(operation_id = "club_test_mail_relay", tag = "club", request_body = MailTestForm,
    responses((status = 200, description = "How far the message came", body = MailTest),
              (status = 409, description = "There is no relay to try (`club.no_relay`), the installation names it (`club.relay_from_environment`), or the club is a demonstration (`club.demo_never_sends`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/club/mail-relay/test")]
pub async fn test(asked: Asked<ChangesSettings, Body<MailTestForm>>) -> Answer<Json<MailTest>> {
    Ok(Json::of(actions::mail_relay::test(&asked.house, &asked.by, asked.input.0).await?))
}
