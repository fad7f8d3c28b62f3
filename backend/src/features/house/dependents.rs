//! What the delivery ledger holds: a member that was written to. The mail itself is kept as long as it must be.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    Work,
    dependents::{CHUNK, Dependent, Hold, Leaving, Merging, Moved, Passed, Ties},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;
use tables::{delivery, delivery_member, person};
use uuid::Uuid;

/// Who was written to.
const MESSAGES_TO: Ties<delivery_member::Entity> =
    Ties { member: delivery_member::Column::MemberId, tied: delivery_member::Column::DeliveryId };

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
            let persons = readdress(work, &merging.persons).await?;
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
            let persons: Vec<(Uuid, Vec<Uuid>)> = serde_json::from_value(kept["persons"].clone())?;
            // Whoever was forgotten since stays so.
            let ids = persons.iter().map(|(person, _)| *person);
            let there: Vec<Uuid> = person::Entity::find()
                .select_only()
                .column(person::Column::Id)
                .filter(person::Column::Id.is_in(ids))
                .into_tuple()
                .all(work.tx())
                .await?;
            for (person, deliveries) in persons.iter().filter(|(person, _)| there.contains(person)) {
                to_person(work, *person, deliveries).await?;
            }
            Ok(Vec::new())
        })
    }
}

/// Under which word messages are moved.
const MESSAGES: &str = "messages";

/// Messages to people who go are messages to who they are from now on. Gives which were whose.
async fn readdress(work: &Work, persons: &[(Uuid, Uuid)]) -> Result<Vec<(Uuid, Vec<Uuid>)>, Problem> {
    let mut whose = Vec::new();
    for (from, into) in persons {
        let theirs: Vec<Uuid> = delivery::Entity::find()
            .select_only()
            .column(delivery::Column::Id)
            .filter(delivery::Column::PersonId.eq(*from))
            .into_tuple()
            .all(work.tx())
            .await?;
        to_person(work, *into, &theirs).await?;
        whose.push((*from, theirs));
    }
    Ok(whose)
}

async fn to_person(work: &Work, person: Uuid, deliveries: &[Uuid]) -> Result<(), Problem> {
    for chunk in deliveries.chunks(CHUNK) {
        delivery::Entity::update_many()
            .set(delivery::ActiveModel { person_id: Set(Some(person)), ..Default::default() })
            .filter(delivery::Column::Id.is_in(chunk.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}
