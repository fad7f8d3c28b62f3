//! Reads.

use std::collections::HashMap;

use kernel::{caller::Caller, page::PageOf, problem::Problem};
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    schema::{
        Account, Organisation, SessionCard,
        first_start::SetupState,
        keys::KeyCard,
        list::{AccountQuery, StaffCard},
    },
    store,
};

/// Whether the first start is still to come.
pub async fn setup_state(house: &House) -> Result<SetupState, Problem> {
    Ok(SetupState { needed: !store::first_start::has_accounts(&house.db.read).await? })
}

/// An account as this caller sees it.
pub async fn account(house: &House, by: &Asker, id: Uuid) -> Result<Account, Problem> {
    let db = &house.db.read;
    let (account, person) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let organisations = store::organisations_of(db, &[id]).await?.into_iter().map(|(_, one)| one).collect();
    let administrators = store::administrators(db, false).await?;
    Ok(store::view(by, &account, &person, organisations, &administrators))
}

/// An account as its holder sees it, who has just signed in.
pub async fn own_account(house: &House, by: &Asker, id: Uuid, session: Uuid) -> Result<Account, Problem> {
    let db = &house.db.read;
    let (account, person) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let organisations: Vec<Organisation> =
        store::organisations_of(db, &[id]).await?.into_iter().map(|(_, one)| one).collect();
    let administrators = store::administrators(db, false).await?;
    let holder = store::signed_in(&account, &person, session, &organisations);
    let by = Asker { caller: Caller::Person(holder), ..by.clone() };
    Ok(store::view(&by, &account, &person, organisations, &administrators))
}

pub async fn accounts(house: &House, by: &Asker, query: &AccountQuery) -> Result<PageOf<Account>, Problem> {
    let db = &house.db.read;
    let found = store::list::find(db, query).await?;
    let ids: Vec<Uuid> = found.rows.iter().map(|(account, _)| account.id).collect();
    let mut organisations: HashMap<Uuid, Vec<Organisation>> = HashMap::new();
    for (account, organisation) in store::organisations_of(db, &ids).await? {
        organisations.entry(account).or_default().push(organisation);
    }
    let administrators = store::administrators(db, false).await?;
    let items = found
        .rows
        .iter()
        .map(|(account, person)| {
            let organisations = organisations.remove(&account.id).unwrap_or_default();
            store::view(by, account, person, organisations, &administrators)
        })
        .collect();
    Ok(PageOf { items, next_cursor: found.next_cursor, total: found.total })
}

pub async fn staff(house: &House) -> Result<PageOf<StaffCard>, Problem> {
    Ok(PageOf::whole(store::staff(&house.db.read).await?))
}

/// The live sessions of an account.
pub async fn sessions(house: &House, account: Uuid, current: Uuid) -> Result<PageOf<SessionCard>, Problem> {
    let rows = store::sessions::of_account(&house.db.read, account, house.now()).await?;
    Ok(PageOf::whole(
        rows.into_iter()
            .map(|row| SessionCard {
                id: row.id,
                current: row.id == current,
                user_agent: row.user_agent,
                created_at: row.created_at,
                last_used_at: row.last_used_at,
                expires_at: row.expires_at.min(row.idle_until),
            })
            .collect(),
    ))
}

pub async fn keys(house: &House) -> Result<PageOf<KeyCard>, Problem> {
    Ok(PageOf::whole(store::keys::cards(&house.db.read).await?))
}
