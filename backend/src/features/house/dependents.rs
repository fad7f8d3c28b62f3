//! What the delivery ledger holds: a member that was written to. The mail itself is kept as long as it must be.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{CHUNK, Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Passed, Ties, Told, Whom, Whose},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use tables::{audit, delivery, delivery_member, person};
use uuid::Uuid;

use super::store;

/// Who was written to.
const MESSAGES_TO: Ties<delivery_member::Entity> =
    Ties { member: delivery_member::Column::MemberId, tied: delivery_member::Column::DeliveryId };

/// Whose messages they are: those to people who go are to who they are from now on.
const MESSAGES_OF: Names<delivery::Entity> = Names { row: delivery::Column::Id, named: delivery::Column::PersonId };

pub struct Deliveries;

impl Dependent for Deliveries {
    fn tables(&self) -> &'static [&'static str] {
        &["delivery", "delivery_member"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let held = MESSAGES_TO.held(work, &leaving.members).await?.into_iter();
            let what = || say("un message lui a été envoyé", "a message was sent to it");
            Ok(held.map(|held| Hold { held, what: what() }).collect())
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(MESSAGES_TO.let_go(work, &leaving.members))
    }

    /// Written to both at once: for the one that stays, it was one message.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { both, moved } = MESSAGES_TO.pass_over(work, merging).await?;
            let persons = MESSAGES_OF.pass_over(work, &merging.persons).await?;
            let count = both.len() + moved.len();
            Ok(vec![Moved::new(MESSAGES, count, json!({"both": both, "moved": moved, "persons": persons}))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, MESSAGES) else { return Ok(Vec::new()) };
            let back: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            MESSAGES_TO.hand_over(work, merging.into, merging.from, &back).await?;
            let both: Vec<Uuid> = serde_json::from_value(kept["both"].clone())?;
            for chunk in both.chunks(CHUNK) {
                // Mail is not kept for ever: only what is still there.
                let there: Vec<Uuid> = delivery::Entity::find()
                    .select_only()
                    .column(delivery::Column::Id)
                    .filter(delivery::Column::Id.is_in(chunk.iter().copied()))
                    .into_tuple()
                    .all(work.tx())
                    .await?;
                let rows = there.into_iter().map(|delivery_id| delivery_member::ActiveModel {
                    delivery_id: Set(delivery_id),
                    member_id: Set(merging.from),
                });
                let rows: Vec<_> = rows.collect();
                if !rows.is_empty() {
                    delivery_member::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
                }
            }
            let persons: Whose = serde_json::from_value(kept["persons"].clone())?;
            MESSAGES_OF.give_back::<person::Entity>(work, person::Column::Id, &persons).await?;
            Ok(Vec::new())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let db = &house.db.read;
            let mails = store::people::deliveries_to(db, whom).await?;
            let deeds = store::people::deeds_of(db, whom).await?;
            Ok(vec![messages(mails), done(deeds)])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::people::take_out(work, whom))
    }
}

fn messages(rows: Vec<delivery::Model>) -> Told {
    let row = |one: delivery::Model| -> Vec<Value> {
        vec![json!(one.created_at), json!(one.to_address), json!(one.subject), json!(one.state), json!(one.sent_at)]
    };
    Told {
        what: "messages",
        title: say("Messages qui vous ont été adressés", "Messages addressed to you"),
        columns: &[
            ("written_at", "Écrit le"),
            ("address", "À l’adresse"),
            ("subject", "Objet"),
            ("state", "État"),
            ("sent_at", "Parti le"),
        ],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Blanked,
        why: say(
            "Comptés encore, sans adresse, sans objet et sans contenu ; ceux qui attendent ne partent plus.",
            "Still counted, without address, subject and content; those that wait do not leave any more.",
        ),
    }
}

fn done(rows: Vec<audit::Model>) -> Told {
    let row =
        |one: audit::Model| -> Vec<Value> { vec![json!(one.at), json!(one.verb), json!(one.record), json!(one.label)] };
    Told {
        what: "actions",
        title: say("Ce que vous avez fait dans l’application", "What you did in the application"),
        columns: &[("at", "Le"), ("verb", "Action"), ("record", "Sur"), ("label", "Intitulé")],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Blanked,
        why: say(
            "Le journal garde ce qui a été fait, sans dire par qui.",
            "The audit keeps what was done, without saying by whom.",
        ),
    }
}

/// Under which word messages are moved.
const MESSAGES: &str = "messages";
