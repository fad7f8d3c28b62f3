//! Reads.

use std::collections::HashMap;

use kernel::{caller::Caller, page::PageOf, problem::Problem};
use platform::{Asker, House, web::Ability};
use uuid::Uuid;

use super::{
    rules,
    schema::{
        Account, Organisation, SessionCard,
        colleagues::{Colleague, ColleagueAbilities},
        email_change::{EmailStanding, PendingEmail},
        first_start::SetupState,
        keys::KeyCard,
        list::{AccountQuery, StaffCard},
        second_factor::SecondFactorStanding,
    },
    store,
};
use crate::features::club;

/// Whether the first start is still to come.
pub async fn setup_state(house: &House) -> Result<SetupState, Problem> {
    Ok(SetupState { needed: !store::first_start::has_accounts(&house.db.read).await? })
}

/// An account as this caller sees it.
pub async fn account(house: &House, by: &Asker, id: Uuid) -> Result<Account, Problem> {
    let db = &house.db.read;
    let (account, person) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let organisations = store::organisations_of(db, &[id]).await?.into_iter().map(|(_, one)| one).collect();
    let around = store::around(db).await?;
    Ok(store::view(by, &account, &person, organisations, &around))
}

/// An account as its holder sees it, who has just signed in.
pub async fn own_account(house: &House, by: &Asker, id: Uuid, session: Uuid) -> Result<Account, Problem> {
    let db = &house.db.read;
    let (account, person) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let organisations: Vec<Organisation> =
        store::organisations_of(db, &[id]).await?.into_iter().map(|(_, one)| one).collect();
    let around = store::around(db).await?;
    let holder = store::sessions::holder(db, session, id, house.now()).await?.ok_or_else(Problem::unauthenticated)?;
    let by = Asker { caller: Caller::Person(holder), ..by.clone() };
    Ok(store::view(&by, &account, &person, organisations, &around))
}

pub async fn accounts(house: &House, by: &Asker, query: &AccountQuery) -> Result<PageOf<Account>, Problem> {
    let db = &house.db.read;
    let found = store::list::find(db, query).await?;
    let ids: Vec<Uuid> = found.rows.iter().map(|(account, _)| account.id).collect();
    let mut organisations: HashMap<Uuid, Vec<Organisation>> = HashMap::new();
    for (account, organisation) in store::organisations_of(db, &ids).await? {
        organisations.entry(account).or_default().push(organisation);
    }
    let around = store::around(db).await?;
    let items = found
        .rows
        .iter()
        .map(|(account, person)| {
            let organisations = organisations.remove(&account.id).unwrap_or_default();
            store::view(by, account, person, organisations, &around)
        })
        .collect();
    Ok(PageOf { items, next_cursor: found.next_cursor, total: found.total })
}

/// 404 unless this member is there.
pub async fn is_live(house: &House, member: Uuid) -> Result<(), Problem> {
    let found = store::live_members(&house.db.read, &[member]).await?;
    if found.is_empty() { Err(Problem::not_found()) } else { Ok(()) }
}

/// Who acts for a member, by name.
pub async fn colleagues(house: &House, by: &Asker, member: Uuid) -> Result<Vec<Colleague>, Problem> {
    let seats = store::colleagues::of_member(&house.db.read, member).await?;
    let me = by.account_id();
    let managers: Vec<Uuid> = seats
        .iter()
        .filter(|seat| rules::manages_now(seat.role, seat.account.disabled_at.is_some()))
        .map(|seat| seat.account.id)
        .collect();
    let colleagues = seats.into_iter().map(|seat| {
        let last = managers == [seat.account.id];
        let may = rules::keeps_colleagues(&by.caller, member).and_then(|()| rules::leaves_a_manager(last));
        let may = Ability::of(&may, by.language);
        Colleague {
            account_id: seat.account.id,
            name: store::label(&seat.account, &seat.person),
            role: seat.role,
            status: store::status(&seat.account),
            is_me: me == Some(seat.account.id),
            revision: seat.account.revision,
            email: seat.account.email,
            abilities: ColleagueAbilities { change_role: may.clone(), remove: may },
        }
    });
    Ok(colleagues.collect())
}

pub async fn colleague(house: &House, by: &Asker, member: Uuid, account: Uuid) -> Result<Colleague, Problem> {
    let all = colleagues(house, by, member).await?;
    all.into_iter().find(|colleague| colleague.account_id == account).ok_or_else(Problem::not_found)
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

/// How the second factor of an account stands.
pub async fn second_factor(house: &House, id: Uuid) -> Result<SecondFactorStanding, Problem> {
    let db = &house.db.read;
    let (account, _) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    Ok(SecondFactorStanding {
        in_force_since: account.totp_confirmed_at,
        recovery_codes_left: store::tokens::recovery_codes_left(db, id).await?,
        required: account.role.is_some() && club::settings(db).await?.second_factor_required,
    })
}

/// The address of an account, and the one that waits to be confirmed.
pub async fn email_change(house: &House, id: Uuid) -> Result<EmailStanding, Problem> {
    let db = &house.db.read;
    let (account, _) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let waiting = store::email_change::waiting(db, id, house.now()).await?;
    Ok(EmailStanding {
        email: account.email,
        pending: waiting.map(|row| PendingEmail { email: row.email, expires_at: row.expires_at }),
    })
}

pub async fn keys(house: &House) -> Result<PageOf<KeyCard>, Problem> {
    Ok(PageOf::whole(store::keys::cards(&house.db.read).await?))
}
