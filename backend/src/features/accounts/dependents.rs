//! What accounts hold: somebody who acts for a member. A person with an account stays one, whatever becomes of its
//! contacts.

use std::collections::HashMap;

use futures_util::future::BoxFuture;
use kernel::{
    caller::MemberRole,
    problem::{Problem, say},
};
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving, Merging, Moved},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;
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

    /// Whoever acts for one acts for both; of two seats of one account, the higher stays.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let seats = of_member(work, merging.from).await?;
            let there: HashMap<Uuid, MemberRole> =
                of_member(work, merging.into).await?.into_iter().map(|seat| (seat.account_id, seat.role)).collect();
            let (both, moved): (Vec<steward::Model>, Vec<steward::Model>) =
                seats.into_iter().partition(|seat| there.contains_key(&seat.account_id));
            let raised: Vec<Uuid> = both
                .iter()
                .filter(|seat| seat.role == MemberRole::Manager)
                .map(|seat| seat.account_id)
                .filter(|account| there.get(account) == Some(&MemberRole::Contributor))
                .collect();
            let ids = |seats: &[steward::Model]| seats.iter().map(|seat| seat.account_id).collect::<Vec<_>>();
            let (both_ids, moved_ids) = (ids(&both), ids(&moved));
            take_off(work, merging.from, &both_ids).await?;
            seat_as(work, merging.into, &raised, MemberRole::Manager).await?;
            hand_over(work, merging.from, merging.into, &moved_ids).await?;
            let both: Vec<_> = both.iter().map(|seat| json!([seat.account_id, seat.role, seat.created_at])).collect();
            let kept = json!({"moved": moved_ids, "both": both, "raised": raised});
            Ok(vec![Moved::new(ACCOUNTS, both_ids.len() + moved_ids.len(), kept)])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, ACCOUNTS) else { return Ok(Vec::new()) };
            let ids: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            hand_over(work, merging.into, merging.from, &ids).await?;
            let raised: Vec<Uuid> = serde_json::from_value(kept["raised"].clone())?;
            seat_as(work, merging.into, &raised, MemberRole::Contributor).await?;
            let both: Vec<(Uuid, MemberRole, chrono::DateTime<chrono::Utc>)> =
                serde_json::from_value(kept["both"].clone())?;
            let rows: Vec<_> = both
                .into_iter()
                .map(|(account_id, role, created_at)| {
                    steward::Model { account_id, member_id: merging.from, role, created_at }.into_active_model()
                })
                .collect();
            if !rows.is_empty() {
                steward::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
            }
            Ok(Vec::new())
        })
    }
}

/// Under which word seats are moved.
const ACCOUNTS: &str = "accounts";

async fn of_member(work: &Work, member: Uuid) -> Result<Vec<steward::Model>, Problem> {
    Ok(steward::Entity::find().filter(steward::Column::MemberId.eq(member)).all(work.tx()).await?)
}

async fn take_off(work: &Work, member: Uuid, accounts: &[Uuid]) -> Result<(), Problem> {
    for chunk in accounts.chunks(CHUNK) {
        steward::Entity::delete_many()
            .filter(steward::Column::MemberId.eq(member))
            .filter(steward::Column::AccountId.is_in(chunk.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}

async fn seat_as(work: &Work, member: Uuid, accounts: &[Uuid], role: MemberRole) -> Result<(), Problem> {
    for chunk in accounts.chunks(CHUNK) {
        steward::Entity::update_many()
            .set(steward::ActiveModel { role: Set(role), ..Default::default() })
            .filter(steward::Column::MemberId.eq(member))
            .filter(steward::Column::AccountId.is_in(chunk.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}

async fn hand_over(work: &Work, from: Uuid, into: Uuid, accounts: &[Uuid]) -> Result<(), Problem> {
    for chunk in accounts.chunks(CHUNK) {
        steward::Entity::update_many()
            .set(steward::ActiveModel { member_id: Set(into), ..Default::default() })
            .filter(steward::Column::MemberId.eq(from))
            .filter(steward::Column::AccountId.is_in(chunk.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}
