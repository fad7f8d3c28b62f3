//! Who was invited, and what they answered.

use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use platform::House;
use uuid::Uuid;

use super::super::{
    schema::{
        EventRef,
        invitations::{Invitation, InvitationAnswer, InvitationQuery},
    },
    store::invitations,
};
use crate::features::members::Unreached;

const PAGE: u64 = 50;

pub async fn list(house: &House, event: Uuid, query: &InvitationQuery) -> Result<PageOf<Invitation>, Problem> {
    let question = format!("event_invitations:{event}");
    let after = query.cursor.as_deref().map(|sealed| Cursor::<String>::open(sealed, &question)).transpose()?;
    let limit = query.limit.unwrap_or(PAGE);
    let after = after.map(|cursor| (cursor.k, cursor.id));
    let mut rows = invitations::list(&house.db.read, event, after, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: last.name_key.clone(), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let told = |row: invitations::Row| Invitation {
        id: row.id,
        member: EventRef { id: row.member_id, name: row.name },
        address: row.to_address,
        person: row.to_name.filter(|name| !name.is_empty()),
        unreached: Unreached::ALL.into_iter().find(|why| row.unreached.as_deref() == Some(why.as_str())),
        answer: row.answer.as_deref().and_then(InvitationAnswer::parse),
        answered_at: row.answered_at,
    };
    Ok(PageOf { items: rows.into_iter().map(told).collect(), next_cursor, total: None })
}
