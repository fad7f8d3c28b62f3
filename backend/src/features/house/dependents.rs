//! What the delivery ledger holds: a member that was written to. The mail itself is kept as long as it must be.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::delivery_member;
use uuid::Uuid;

/// Members asked about at once.
const CHUNK: usize = 500;

pub struct Deliveries;

impl Dependent for Deliveries {
    fn tables(&self) -> &'static [&'static str] {
        &["delivery", "delivery_member"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let mut holds = Vec::new();
            for chunk in leaving.members.chunks(CHUNK) {
                let held: Vec<Uuid> = delivery_member::Entity::find()
                    .select_only()
                    .distinct()
                    .column(delivery_member::Column::MemberId)
                    .filter(delivery_member::Column::MemberId.is_in(chunk.iter().copied()))
                    .into_tuple()
                    .all(work.tx())
                    .await?;
                holds.extend(
                    held.into_iter().map(|held| Hold {
                        held,
                        what: say("un message lui a été envoyé", "a message was sent to it"),
                    }),
                );
            }
            Ok(holds)
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            for chunk in leaving.members.chunks(CHUNK) {
                let of_members = delivery_member::Column::MemberId.is_in(chunk.iter().copied());
                delivery_member::Entity::delete_many().filter(of_members).exec(work.tx()).await?;
            }
            Ok(())
        })
    }
}
