//! Sending again what did not leave, because an administrator asks for it. Whoever is in the way of a message still wins:
//! an address where nothing arrives, an objection, a link that was blanked.

use chrono::{DateTime, Utc};
use kernel::problem::{Problem, Say, say};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use tables::delivery;
use uuid::Uuid;

use super::{FAILED, QUEUED, SEND, UNCERTAIN, suppressed::Stop};
use crate::work::Work;

/// Messages taken up at once.
const CHUNK: usize = 500;

/// One that failed, that nobody knows of, or that waits because the relay did not take it.
pub fn may_send_again(delivery: &delivery::Model, stop: Option<Stop>) -> Result<(), Problem> {
    match delivery.state.as_str() {
        QUEUED if delivery.last_error.is_some() => return Ok(()),
        FAILED | UNCERTAIN => {}
        _ => return Err(not_failed()),
    }
    if let Some(stop) = stop {
        return Err(Problem::conflict("house.mail_suppressed", stop.said()));
    }
    if delivery.confidential && delivery.text.is_empty() {
        return Err(Problem::conflict(
            "house.mail_blanked",
            say(
                "Le lien que portait ce message a été effacé par sécurité : envoyez une nouvelle invitation, ou la personne demande un nouveau lien à la connexion.",
                "The link of this message was blanked for safety: send a new invitation, or the person asks for a new link at sign-in.",
            ),
        ));
    }
    Ok(())
}

pub fn not_failed() -> Problem {
    Problem::conflict(
        "house.mail_not_failed",
        say(
            "Ce message n’est pas à relancer : il est parti, il est en route, ou il n’était pas fait pour partir.",
            "This message is not to be sent again: it left, it is on its way, or it was never to leave.",
        ),
    )
}

impl Stop {
    fn said(self) -> Say {
        match self {
            Stop::Bounced => say(
                "Cette adresse est notée comme ne recevant pas : corrigez-la d’abord sur la fiche du membre.",
                "This address is marked as receiving nothing: correct it in the member's record first.",
            ),
            Stop::Objected => say(
                "Cette personne s’est opposée aux messages : on ne lui écrit plus.",
                "This person objected to messages: they are not written to any more.",
            ),
        }
    }
}

/// Queues messages again, and tells how many: those that somebody was faster with are not among them. The number of attempts
/// goes on, so that who has one in hand and comes back late sends nothing.
pub async fn send_again(work: &Work, ids: &[Uuid]) -> Result<usize, Problem> {
    let mut taken_up = 0;
    for chunk in ids.chunks(CHUNK) {
        let waits =
            Condition::all().add(delivery::Column::State.eq(QUEUED)).add(delivery::Column::LastError.is_not_null());
        let queued = delivery::Entity::update_many()
            .col_expr(delivery::Column::State, Expr::value(QUEUED))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(work.now))
            .col_expr(delivery::Column::RetriedAt, Expr::value(work.now))
            .col_expr(delivery::Column::FailedAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(delivery::Column::LastError, Expr::value(None::<String>))
            .filter(delivery::Column::Id.is_in(chunk.iter().copied()))
            .filter(Condition::any().add(delivery::Column::State.is_in([FAILED, UNCERTAIN])).add(waits))
            .exec(work.tx())
            .await?;
        taken_up += usize::try_from(queued.rows_affected).unwrap_or(usize::MAX);
    }
    if taken_up > 0 {
        work.leave_now(SEND.name, &serde_json::Value::Null).await?;
    }
    Ok(taken_up)
}
