//! Two members that become one may both be invited to an event. The invitation that says more stays, and links of the
//! other open it from then on, unless they were sent to somebody else. Two again, each has its own.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{Work, dependents::Merging};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use tables::{contact, delivery, event_invitation, event_link};
use uuid::Uuid;

/// An invitation that gave way, as it was.
#[derive(Debug, Serialize, Deserialize)]
pub struct Double {
    id: Uuid,
    event_id: Uuid,
    member_id: Uuid,
    contact_id: Option<Uuid>,
    delivery_id: Option<Uuid>,
    unreached: Option<String>,
    answer: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    /// Those of its links that open the one that stays, by their hash.
    links: Vec<String>,
}

async fn of_member(work: &Work, member: Uuid) -> Result<Vec<event_invitation::Model>, Problem> {
    Ok(event_invitation::Entity::find()
        .filter(event_invitation::Column::MemberId.eq(member))
        .order_by_asc(event_invitation::Column::Id)
        .all(work.tx())
        .await?)
}

/// The latest answer says most, then that somebody was written to.
fn says(row: &event_invitation::Model) -> (Option<DateTime<Utc>>, bool) {
    (row.answered_at, row.delivery_id.is_some())
}

/// Leaves one invitation where both members have one. Gives those that went.
pub async fn give_way(work: &Work, merging: &Merging) -> Result<Vec<Double>, Problem> {
    let there = of_member(work, merging.into).await?;
    let mut there: HashMap<Uuid, event_invitation::Model> = there.into_iter().map(|row| (row.event_id, row)).collect();
    let mut doubles = Vec::new();
    for other in of_member(work, merging.from).await? {
        let Some(own) = there.remove(&other.event_id) else { continue };
        let (stays, goes) = if says(&other) > says(&own) { (other, own) } else { (own, other) };
        doubles.push(replaced(work, merging, goes, &stays).await?);
    }
    Ok(doubles)
}

async fn replaced(
    work: &Work,
    merging: &Merging,
    goes: event_invitation::Model,
    stays: &event_invitation::Model,
) -> Result<Double, Problem> {
    let now_is =
        |contact: Uuid| merging.contacts.iter().find(|(from, _)| *from == contact).map_or(contact, |pair| pair.1);
    let to_others = goes.contact_id.is_some() && goes.contact_id.map(now_is) != stays.contact_id.map(now_is);
    let links: Vec<String> = if to_others {
        Vec::new()
    } else {
        event_link::Entity::find()
            .select_only()
            .column(event_link::Column::TokenHash)
            .filter(event_link::Column::InvitationId.eq(goes.id))
            .into_tuple()
            .all(work.tx())
            .await?
    };
    open(work, &links, stays.id).await?;
    event_invitation::Entity::delete_by_id(goes.id).exec(work.tx()).await?;
    Ok(Double {
        id: goes.id,
        event_id: goes.event_id,
        member_id: goes.member_id,
        contact_id: goes.contact_id,
        delivery_id: goes.delivery_id,
        unreached: goes.unreached,
        answer: goes.answer,
        answered_at: goes.answered_at,
        created_at: goes.created_at,
        links,
    })
}

/// These links open this invitation.
async fn open(work: &Work, links: &[String], invitation: Uuid) -> Result<(), Problem> {
    event_link::Entity::update_many()
        .col_expr(event_link::Column::InvitationId, Expr::value(invitation))
        .filter(event_link::Column::TokenHash.is_in(links.iter().cloned()))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// Puts back those that gave way, as far as whoever they name is still there.
pub async fn put_back(work: &Work, doubles: Vec<Double>) -> Result<(), Problem> {
    let tx = work.tx();
    let contacts: HashSet<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::Id)
        .filter(contact::Column::Id.is_in(doubles.iter().filter_map(|double| double.contact_id)))
        .into_tuple::<Uuid>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    let letters: HashSet<Uuid> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::Id.is_in(doubles.iter().filter_map(|double| double.delivery_id)))
        .into_tuple::<Uuid>()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for double in doubles {
        let row = event_invitation::Model {
            id: double.id,
            event_id: double.event_id,
            member_id: double.member_id,
            contact_id: double.contact_id.filter(|id| contacts.contains(id)),
            delivery_id: double.delivery_id.filter(|id| letters.contains(id)),
            unreached: double.unreached,
            answer: double.answer,
            answered_at: double.answered_at,
            created_at: double.created_at,
        };
        event_invitation::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
        open(work, &double.links, double.id).await?;
    }
    Ok(())
}
