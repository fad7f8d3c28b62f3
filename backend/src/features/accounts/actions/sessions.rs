//! Opening, continuing and ending sessions.
//!
//! A refresh token is good once. Its successor is derived from it under the instance's secret, so that a retry within
//! ten seconds (a lost answer, two tabs) gets the same one without it being stored; later, a spent token ends the session.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::{caller::Caller, problem::Problem};
use platform::{
    Asker, House, Work,
    audit::Entry,
    secrets::{fingerprint, random_bytes},
};
use sea_orm::ActiveValue::Set;
use tables::{account, person, session};
use uuid::Uuid;

use super::{
    super::{
        queries,
        schema::Session,
        store,
        tokens::{ACCESS_SECONDS, Keyring},
    },
    pace,
    sign_in::Visit,
};
use crate::features::club;

const GRACE: TimeDelta = TimeDelta::seconds(10);

/// A session as it is told to its holder, and the refresh token for the cookie.
pub struct Opened {
    pub session: Session,
    pub refresh_token: String,
    /// When the cookie is no longer of use.
    pub lives: TimeDelta,
}

/// A session written, not told yet.
pub struct NewSession {
    id: Uuid,
    account_id: Uuid,
    refresh_token: String,
    lives: TimeDelta,
}

/// How long sessions rest and live (documented limits, ASVS 7.1.1).
fn limits(account: &account::Model) -> (TimeDelta, TimeDelta) {
    match account.role {
        Some(_) => (TimeDelta::minutes(60), TimeDelta::hours(12)),
        None => (TimeDelta::days(14), TimeDelta::days(30)),
    }
}

/// From here on the work is done by this account: its holder has shown a password or a link, and the audit names them.
pub fn shown(work: &mut Work, account: &account::Model, person: &person::Model) {
    if !matches!(work.by.caller, Caller::House(_)) {
        work.by.caller = Caller::Person(store::shown(account, person));
    }
}

/// Writes a session for an account whose holder has shown who they are.
pub async fn begin(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    user_agent: &str,
) -> Result<NewSession, Problem> {
    let (rest, life) = limits(account);
    let owes = store::could_owe(account) && club::settings(work.tx()).await?.second_factor_required;
    let id = kernel::ids::new_id();
    let row = session::Model {
        id,
        account_id: account.id,
        user_agent: user_agent.chars().filter(|c| !c.is_control()).take(200).collect(),
        owes_second_factor: owes,
        created_at: work.now,
        last_used_at: work.now,
        idle_until: work.now + rest,
        expires_at: work.now + life,
        ended_at: None,
        end_reason: None,
    };
    store::sessions::insert(work.tx(), row).await?;
    let refresh_token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::sessions::insert_refresh_token(work.tx(), fingerprint(&refresh_token), id, work.now).await?;
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel { last_sign_in_at: Set(Some(work.now)), ..Default::default() },
    )
    .await?;
    work.note_one("sign_in", "account", account.id, &store::label(account, person)).await?;
    Ok(NewSession { id, account_id: account.id, refresh_token, lives: life })
}

/// The session as it is told; after the commit.
pub async fn tell(house: &House, by: &Asker, new: NewSession) -> Result<Opened, Problem> {
    let keyring = Keyring::of(house).await?;
    Ok(Opened {
        session: Session {
            access_token: keyring.sign(house, new.account_id, new.id)?,
            token_type: "Bearer".to_owned(),
            expires_in: ACCESS_SECONDS,
            account: queries::own_account(house, by, new.account_id, new.id).await?,
        },
        refresh_token: new.refresh_token,
        lives: new.lives,
    })
}

/// An access token of a new session for an account whose holder is known otherwise: commands and tests.
pub async fn open_session_for(house: &House, by: &Asker, account: Uuid) -> Result<String, Problem> {
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), account).await?.ok_or_else(Problem::not_found)?;
    let new = begin(&work, &account, &person, "").await?;
    work.commit().await?;
    Ok(tell(house, by, new).await?.session.access_token)
}

fn successor_of(house: &House, token: &str) -> String {
    URL_SAFE_NO_PAD.encode(house.vault.mark("accounts.refresh", token.as_bytes()))
}

/// Goes on with a session. Who guesses tokens is slowed down; who has one is not.
pub async fn refresh(house: &House, by: &Asker, token: &str, visit: &Visit) -> Result<Opened, Problem> {
    let outcome = go_on(house, by, token).await;
    if outcome.as_ref().is_err_and(|problem| problem.status() == 401) {
        pace::token(house, &visit.network).await?;
    }
    outcome
}

/// Spends the token, gives its successor.
async fn go_on(house: &House, by: &Asker, token: &str) -> Result<Opened, Problem> {
    let work = house.begin(by).await?;
    let known = store::sessions::refresh_token(work.tx(), fingerprint(token)).await?;
    let known = known.ok_or_else(Problem::unauthenticated)?;
    let live = store::sessions::live(work.tx(), known.session_id, work.now).await?;
    let live = live.ok_or_else(Problem::unauthenticated)?;
    let (account, person) =
        store::account_by_id(work.tx(), live.account_id).await?.ok_or_else(Problem::unauthenticated)?;
    if account.disabled_at.is_some() {
        return Err(Problem::unauthenticated());
    }
    let successor = successor_of(house, token);
    match known.spent_at {
        None => {
            // Two at once: only one spends it, the other then finds it spent a moment ago.
            if store::sessions::spend_refresh_token(work.tx(), &known.hash, work.now).await? {
                store::sessions::insert_refresh_token(work.tx(), fingerprint(&successor), live.id, work.now).await?;
            }
            let (rest, _) = limits(&account);
            store::sessions::used(work.tx(), live.id, work.now, work.now + rest).await?;
        }
        Some(at) => {
            let next = store::sessions::refresh_token(work.tx(), fingerprint(&successor)).await?;
            let retry = work.now - at <= GRACE && next.is_some_and(|next| next.spent_at.is_none());
            if !retry {
                store::sessions::end(work.tx(), live.id, "refresh_token_reused", work.now).await?;
                let label = store::label(&account, &person);
                work.note(vec![Entry::new("end_session_reused_token", "account", account.id, &label)]).await?;
                work.commit().await?;
                return Err(Problem::unauthenticated());
            }
        }
    }
    let lives = live.expires_at - work.now;
    work.commit().await?;
    tell(house, by, NewSession { id: live.id, account_id: account.id, refresh_token: successor, lives }).await
}

/// Ends the session that the refresh token belongs to; a token that is unknown ends nothing.
pub async fn logout(house: &House, by: &Asker, token: Option<&str>) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    if let Some(token) = token
        && let Some(known) = store::sessions::refresh_token(work.tx(), fingerprint(token)).await?
    {
        store::sessions::end(work.tx(), known.session_id, "signed_out", work.now).await?;
    }
    if let Some(person) = by.caller.person() {
        store::sessions::end(work.tx(), person.session_id, "signed_out", work.now).await?;
        work.note_one("sign_out", "account", person.account_id, &person.name).await?;
    }
    work.commit().await
}

/// Ends one of my sessions; 404 for another's.
pub async fn end_own(house: &House, by: &Asker, account: Uuid, session: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let live = store::sessions::live(work.tx(), session, work.now).await?;
    live.filter(|live| live.account_id == account).ok_or_else(Problem::not_found)?;
    store::sessions::end(work.tx(), session, "ended_by_holder", work.now).await?;
    let (_, _, name) = by.caller.signature();
    work.note_one("end_session", "account", account, &name).await?;
    work.commit().await
}

/// Ends my sessions everywhere but here.
pub async fn end_others(house: &House, by: &Asker) -> Result<(), Problem> {
    let me = by.caller.person().ok_or_else(Problem::unauthenticated)?;
    let work = house.begin(by).await?;
    store::sessions::end_all(work.tx(), me.account_id, Some(me.session_id), "ended_by_holder", work.now).await?;
    work.note_one("end_other_sessions", "account", me.account_id, &me.name).await?;
    work.commit().await
}
