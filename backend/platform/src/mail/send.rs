//! The sender. A delivery is ours once its row says so, and `sending` is written just before the content goes:
//! whoever finds it so later knows that nobody knows.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};
use tables::{club, delivery, delivery_calendar};
use uuid::Uuid;

use super::{
    FAILED, KEPT, QUEUED, SENDING, SENT, SUPPRESSED, UNCERTAIN,
    compose::{Composed, compose},
    in_force::{self, Outgoing},
    objection::objection_link,
    relay::{Line, Said},
    suppressed::stops,
};
use crate::{
    asker::{Asker, Way},
    facts::Fact,
    house::House,
    jobs::JobKind,
    work::Work,
};

/// A relay said for good that nothing arrives at a delivery's address.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailboxRefused {
    pub delivery_id: Uuid,
}

impl Fact for MailboxRefused {
    const KIND: &'static str = "mail.mailbox_refused";
}

/// Sends what is due: left by every message, and done once a minute for those to be tried again.
pub const SEND: JobKind = JobKind {
    name: "mail.send",
    run: |house, _| Box::pin(async move { send_due(&house).await.map(|_| ()) }),
    every: Some(TimeDelta::minutes(1)),
};

/// How long a delivery in hand is ours; longer than all the patience with a relay together.
const IN_HAND: TimeDelta = TimeDelta::minutes(15);
/// After this long it is given up (RFC 5321 §4.5.4.1 asks for some days; a club's mail is stale then).
const PATIENCE: TimeDelta = TimeDelta::hours(72);
const SHORTEST_WAIT: TimeDelta = TimeDelta::minutes(5);
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);
/// Messages on one connection: relays tire of more.
const PER_LINE: usize = 100;

/// Sends all that is due, one after the other, and tells how many were taken by the relay.
pub async fn send_due(house: &House) -> Result<usize, Problem> {
    give_up_the_lost(house).await?;
    let club = club::Entity::find_by_id(1).one(&house.db.read).await?;
    // Read anew each time: a relay that an administrator gave holds from now on, for every process.
    let Some(Outgoing { relay, sender }) = in_force::outgoing(house).await? else { return keep_all(house).await };
    if club.as_ref().is_some_and(|club| club.demo) {
        return keep_all(house).await;
    }
    let club_name = club.map(|club| club.name).unwrap_or_default();
    let our_name = super::our_name(&house.settings, Some(&sender));
    let mut line: Option<Line> = None;
    let (mut sent, mut on_line) = (0, 0);
    while let Some(id) = next_due(house).await? {
        let Some(delivery) = claim(house, id).await? else { continue };
        if is_suppressed(house, &delivery).await? {
            suppress(house, &delivery).await?;
            continue;
        }
        let calendar = delivery_calendar::Entity::find_by_id(delivery.id).one(&house.db.read).await?;
        let objecting = delivery.letter.then(|| objection_link(house, delivery.id));
        let said = match compose(&delivery, calendar.as_ref(), &club_name, &sender, objecting.as_deref(), house.now()) {
            Err(why) => Said::Refused(why),
            Ok(message) => {
                let open = match line.take() {
                    Some(open) if on_line < PER_LINE => Ok(open),
                    tired => {
                        if let Some(tired) = tired {
                            tired.hang_up().await;
                        }
                        on_line = 0;
                        relay.connect(&our_name).await
                    }
                };
                match open {
                    Err(why) => Said::Away(why),
                    Ok(mut open) => {
                        on_line += 1;
                        let said = hand_over(house, &mut open, &delivery, &message).await?;
                        let usable = match &said {
                            Said::Taken => true,
                            Said::Refused(_) | Said::NoMailbox(_) | Said::Later(_) => open.clear().await,
                            Said::Away(_) | Said::Unknown(_) => false,
                        };
                        line = usable.then_some(open);
                        said
                    }
                }
            }
        };
        let away = matches!(said, Said::Away(_));
        sent += usize::from(matches!(said, Said::Taken));
        settle(house, &delivery, said).await?;
        if away {
            // The others would fare no better; the next minute tries again.
            break;
        }
    }
    if let Some(line) = line {
        line.hang_up().await;
    }
    Ok(sent)
}

/// Whether a letter, or a message that somebody had sent again, goes to an address that meanwhile must not be written to.
/// Whoever posted another message the first time knew what they did: a new link is for the one who asks for it.
async fn is_suppressed(house: &House, delivery: &delivery::Model) -> Result<bool, Problem> {
    let may_stop = delivery.letter || delivery.retried_at.is_some();
    Ok(may_stop && !stops(&house.vault, &house.db.read, [delivery.to_address.as_str()]).await?.is_empty())
}

async fn suppress(house: &House, delivery: &delivery::Model) -> Result<(), Problem> {
    write(house, delivery, &[QUEUED], |update| {
        let update = update
            .col_expr(delivery::Column::State, Expr::value(SUPPRESSED))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(None::<DateTime<Utc>>));
        if delivery.confidential { blanked(update) } else { update }
    })
    .await?;
    Ok(())
}

async fn hand_over(
    house: &House,
    line: &mut Line,
    delivery: &delivery::Model,
    message: &Composed,
) -> Result<Said, Problem> {
    if let Some(said) = line.address(message).await {
        return Ok(said);
    }
    let ours =
        write(house, delivery, &[QUEUED], |update| update.col_expr(delivery::Column::State, Expr::value(SENDING)))
            .await?;
    if !ours {
        // Somebody else took it over; the line is hung up with nothing sent, and `settle` will change nothing.
        return Ok(Said::Away("taken over".to_owned()));
    }
    Ok(line.deliver(message).await)
}

async fn next_due(house: &House) -> Result<Option<Uuid>, Problem> {
    Ok(delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::State.eq(QUEUED))
        .filter(delivery::Column::NextAttemptAt.lte(house.now()))
        .order_by_asc(delivery::Column::NextAttemptAt)
        .order_by_asc(delivery::Column::Id)
        .into_tuple()
        .one(&house.db.read)
        .await?)
}

/// Takes a delivery in hand, if nobody else just did. The number of attempts is the fencing token.
async fn claim(house: &House, id: Uuid) -> Result<Option<delivery::Model>, Problem> {
    let now = house.now();
    let tx = house.db.begin().await?;
    let claimed = delivery::Entity::update_many()
        .col_expr(delivery::Column::Attempts, Expr::col(delivery::Column::Attempts).add(1))
        .col_expr(delivery::Column::NextAttemptAt, Expr::value(now + IN_HAND))
        .filter(delivery::Column::Id.eq(id))
        .filter(delivery::Column::State.eq(QUEUED))
        .filter(delivery::Column::NextAttemptAt.lte(now))
        .exec(&tx)
        .await?;
    let row = match claimed.rows_affected {
        0 => None,
        _ => delivery::Entity::find_by_id(id).one(&tx).await?,
    };
    tx.commit().await?;
    Ok(row)
}

/// Writes what became of a delivery that is still in our hands; false when it is not.
async fn write(
    house: &House,
    delivery: &delivery::Model,
    from: &[&str],
    set: impl FnOnce(sea_orm::UpdateMany<delivery::Entity>) -> sea_orm::UpdateMany<delivery::Entity>,
) -> Result<bool, Problem> {
    let work = house.begin(&Asker::house("mail", Way::Job)).await?;
    let written = write_within(&work, delivery, from, set).await?;
    work.commit().await?;
    Ok(written)
}

async fn write_within(
    work: &Work,
    delivery: &delivery::Model,
    from: &[&str],
    set: impl FnOnce(sea_orm::UpdateMany<delivery::Entity>) -> sea_orm::UpdateMany<delivery::Entity>,
) -> Result<bool, Problem> {
    let written = set(delivery::Entity::update_many())
        .filter(delivery::Column::Id.eq(delivery.id))
        .filter(delivery::Column::Attempts.eq(delivery.attempts))
        .filter(delivery::Column::State.is_in(from.iter().copied()))
        .exec(work.tx())
        .await?;
    Ok(written.rows_affected > 0)
}

async fn settle(house: &House, delivery: &delivery::Model, said: Said) -> Result<(), Problem> {
    let now = house.now();
    // Who has it sent again is patient anew.
    let begun = delivery.retried_at.unwrap_or(delivery.created_at);
    let mut retry = None;
    let no_mailbox = matches!(said, Said::NoMailbox(_));
    let (state, why) = match said {
        Said::Taken => (SENT, None),
        Said::Refused(why) | Said::NoMailbox(why) => (FAILED, Some(why)),
        Said::Unknown(why) => (UNCERTAIN, Some(why)),
        Said::Later(why) => {
            retry = next_attempt(begun, now, LONGEST_WAIT);
            (if retry.is_some() { QUEUED } else { FAILED }, Some(why))
        }
        Said::Away(why) => {
            // It has nothing to do with this message: it goes as soon as the relay is back.
            retry = next_attempt(begun, now, SHORTEST_WAIT);
            (if retry.is_some() { QUEUED } else { FAILED }, Some(why))
        }
    };
    if let Some(why) = &why {
        // The reason may hold an address, which belongs in the ledger and not in the log.
        let code: String = why.chars().filter(char::is_ascii_digit).take(3).collect();
        tracing::warn!(delivery = %delivery.id, purpose = delivery.purpose, state, attempt = delivery.attempts, code, "a message was not taken");
    }
    metrics::counter!("maillage_mail_total", "outcome" => if retry.is_some() { "later" } else { state }).increment(1);
    let blank = delivery.confidential && retry.is_none();
    let work = house.begin(&Asker::house("mail", Way::Job)).await?;
    let ours = write_within(&work, delivery, &[QUEUED, SENDING], |update| {
        let update = update
            .col_expr(delivery::Column::State, Expr::value(state))
            .col_expr(delivery::Column::LastError, Expr::value(why))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(retry))
            .col_expr(delivery::Column::SentAt, Expr::value((state == SENT).then_some(now)))
            .col_expr(delivery::Column::FailedAt, Expr::value([FAILED, UNCERTAIN].contains(&state).then_some(now)));
        if blank { blanked(update) } else { update }
    })
    .await?;
    if ours && no_mailbox {
        work.record(&MailboxRefused { delivery_id: delivery.id }).await?;
    }
    work.commit().await
}

/// Waits as long again as it has waited: 5, 10, 20 minutes… at most `longest`. None after 72 hours.
fn next_attempt(created: DateTime<Utc>, now: DateTime<Utc>, longest: TimeDelta) -> Option<DateTime<Utc>> {
    let next = now + (now - created).clamp(SHORTEST_WAIT, longest);
    (next - created <= PATIENCE).then_some(next)
}

fn blanked(update: sea_orm::UpdateMany<delivery::Entity>) -> sea_orm::UpdateMany<delivery::Entity> {
    update.col_expr(delivery::Column::Html, Expr::value("")).col_expr(delivery::Column::Text, Expr::value(""))
}

/// What was being sent by a process that died: it may have arrived.
async fn give_up_the_lost(house: &House) -> Result<(), Problem> {
    let lost = || {
        delivery::Entity::update_many()
            .col_expr(delivery::Column::State, Expr::value(UNCERTAIN))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(delivery::Column::LastError, Expr::value("the process ended while it was being sent"))
            .col_expr(delivery::Column::FailedAt, Expr::value(house.now()))
            .filter(delivery::Column::State.eq(SENDING))
            .filter(delivery::Column::NextAttemptAt.lt(house.now()))
    };
    let any = delivery::Entity::find()
        .filter(delivery::Column::State.eq(SENDING))
        .filter(delivery::Column::NextAttemptAt.lt(house.now()))
        .one(&house.db.read)
        .await?;
    if any.is_none() {
        return Ok(());
    }
    let tx = house.db.begin().await?;
    blanked(lost()).filter(delivery::Column::Confidential.eq(true)).exec(&tx).await?;
    lost().exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// The relay was taken away, or the club became a demonstration, while mail was queued.
async fn keep_all(house: &House) -> Result<usize, Problem> {
    let queued = delivery::Entity::find().filter(delivery::Column::State.eq(QUEUED)).one(&house.db.read).await?;
    if queued.is_some() {
        let tx = house.db.begin().await?;
        delivery::Entity::update_many()
            .col_expr(delivery::Column::State, Expr::value(KEPT))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(None::<DateTime<Utc>>))
            .filter(delivery::Column::State.eq(QUEUED))
            .exec(&tx)
            .await?;
        tx.commit().await?;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_after_three_days() {
        let created = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let mut at = created;
        let mut waits = Vec::new();
        while let Some(next) = next_attempt(created, at, LONGEST_WAIT) {
            waits.push((next - at).num_minutes());
            at = next;
        }
        assert_eq!(waits, [5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440]);
        assert!(at - created <= PATIENCE);
    }

    #[test]
    fn a_relay_that_is_away_is_tried_every_five_minutes() {
        let created = DateTime::from_timestamp(1_750_000_000, 0).unwrap();
        let now = created + TimeDelta::hours(10);
        assert_eq!(next_attempt(created, now, SHORTEST_WAIT), Some(now + TimeDelta::minutes(5)));
    }
}
