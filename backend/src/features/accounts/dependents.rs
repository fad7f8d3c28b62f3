//! What accounts hold: somebody who acts for a member. A person with an account stays one, whatever becomes of its
//! contacts.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::steward;
use uuid::Uuid;

/// Members asked about at once.
const CHUNK: usize = 500;

pub struct Stewards;

impl Dependent for Stewards {
    fn tables(&self) -> &'static [&'static str] {
        &["account", "steward"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let mut holds = Vec::new();
            for chunk in leaving.members.chunks(CHUNK) {
                let held: Vec<Uuid> = steward::Entity::find()
                    .select_only()
                    .distinct()
                    .column(steward::Column::MemberId)
                    .filter(steward::Column::MemberId.is_in(chunk.iter().copied()))
                    .into_tuple()
                    .all(work.tx())
                    .await?;
                holds.extend(held.into_iter().map(|held| Hold {
                    held,
                    what: say("quelqu’un a un compte pour ce membre", "somebody has an account for this member"),
                }));
            }
            Ok(holds)
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            for chunk in leaving.members.chunks(CHUNK) {
                let of_members = steward::Column::MemberId.is_in(chunk.iter().copied());
                steward::Entity::delete_many().filter(of_members).exec(work.tx()).await?;
            }
            Ok(())
        })
    }
}
