//! Who holds this token? Answered from the database at each request, so that ending a session, disabling an account
//! or changing a role works at once.

use kernel::{
    caller::{Caller, SignedIn},
    problem::Problem,
};
use platform::House;

use super::{store, tokens::Keyring};

/// The caller behind a bearer token; `Anyone` when it is no good.
pub async fn identify(house: &House, token: &str) -> Result<Caller, Problem> {
    let keyring = Keyring::of(house).await?;
    let now = house.now();
    let Some(claims) = keyring.check(house, token, now) else { return Ok(Caller::Anyone) };
    let db = &house.db.read;
    let Some(session) = store::live_session(db, claims.sid, now).await? else { return Ok(Caller::Anyone) };
    let Some((account, person)) = store::account_by_id(db, claims.sub).await? else { return Ok(Caller::Anyone) };
    if session.account_id != account.id || account.disabled_at.is_some() {
        return Ok(Caller::Anyone);
    }
    let organisations = store::organisations_of(db, &[account.id]).await?;
    Ok(Caller::Person(SignedIn {
        account_id: account.id,
        person_id: person.id,
        session_id: session.id,
        name: store::full_name(&person),
        role: account.role,
        organisations: organisations.into_iter().map(|(_, one)| (one.member_id, one.role)).collect(),
    }))
}
