//! Signing in, going on, signing out.
//!
//! A refresh token is good once. Its successor is derived from it under the instance's secret, so that a retry within
//! ten seconds (a lost answer, two tabs) gets the same one without it being stored; later, a spent token ends the session.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::problem::{Problem, say};
use platform::{
    Asker, House,
    audit::Entry,
    secrets::{fingerprint, random_bytes},
    throttle::{self, Limit},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use tables::{account, refresh_token, session};
use uuid::Uuid;

use super::super::{
    passwords, queries,
    schema::{LoginForm, Session},
    store,
    tokens::{ACCESS_SECONDS, Keyring},
};

const PER_ADDRESS: Limit = Limit::per_minutes(10, 15);
const PER_NETWORK: Limit = Limit::per_minutes(60, 15);
const GRACE: TimeDelta = TimeDelta::seconds(10);

/// A session and the refresh token for its cookie.
pub struct Opened {
    pub session: Session,
    pub refresh_token: String,
    /// When the cookie is no longer of use.
    pub lives: TimeDelta,
}

/// How long sessions rest and live (documented limits, ASVS 7.1.1).
fn limits(account: &account::Model) -> (TimeDelta, TimeDelta) {
    match account.role {
        Some(_) => (TimeDelta::minutes(60), TimeDelta::hours(12)),
        None => (TimeDelta::days(14), TimeDelta::days(30)),
    }
}

fn bad_credentials() -> Problem {
    Problem::new(
        401,
        "accounts.bad_credentials",
        say("Adresse ou mot de passe incorrect.", "Wrong address or password."),
    )
}

/// Signs in with a password. Known and unknown addresses get the same answer in the same time.
pub async fn login(
    house: &House,
    by: &Asker,
    form: LoginForm,
    network: &str,
    user_agent: &str,
) -> Result<Opened, Problem> {
    let bucket = format!("login:{}", store::email_key(&form.email));
    throttle::attempt(house, &format!("login-from:{network}"), PER_NETWORK).await?;
    throttle::attempt(house, &bucket, PER_ADDRESS).await?;
    let found = store::account_by_email(&house.db.read, &form.email).await?;
    let stored = found
        .as_ref()
        .filter(|(account, _)| account.disabled_at.is_none())
        .and_then(|(account, _)| account.password_hash.clone());
    let right = passwords::verify(form.password, stored).await?;
    let Some((account, _)) = found.filter(|_| right) else {
        return Err(bad_credentials());
    };
    throttle::forgive(house, &bucket).await?;
    open_session(house, by, &account, user_agent).await
}

/// Opens a session for an account whose holder has shown who they are.
pub async fn open_session(
    house: &House,
    by: &Asker,
    account: &account::Model,
    user_agent: &str,
) -> Result<Opened, Problem> {
    let keyring = Keyring::of(house).await?;
    let (rest, life) = limits(account);
    let work = house.begin(by).await?;
    let id = kernel::ids::new_id();
    session::Entity::insert(session::ActiveModel {
        id: Set(id),
        account_id: Set(account.id),
        user_agent: Set(user_agent.chars().filter(|c| !c.is_control()).take(200).collect()),
        created_at: Set(work.now),
        last_used_at: Set(work.now),
        idle_until: Set(work.now + rest),
        expires_at: Set(work.now + life),
        ended_at: Set(None),
        end_reason: Set(None),
    })
    .exec_without_returning(work.tx())
    .await?;
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::insert_refresh_token(work.tx(), fingerprint(&token), id, work.now).await?;
    account::Entity::update(account::ActiveModel {
        id: Set(account.id),
        last_sign_in_at: Set(Some(work.now)),
        ..Default::default()
    })
    .exec(work.tx())
    .await?;
    work.note(vec![Entry::new("sign_in", "account", account.id, &account.email)]).await?;
    work.commit().await?;
    opened(house, &keyring, account.id, id, token, life).await
}

/// An access token of a new session for an account whose holder is known otherwise: commands and tests.
pub async fn open_session_for(house: &House, by: &Asker, account: Uuid) -> Result<String, Problem> {
    let (account, _) = store::account_by_id(&house.db.read, account).await?.ok_or_else(Problem::not_found)?;
    Ok(open_session(house, by, &account, "").await?.session.access_token)
}

async fn opened(
    house: &House,
    keyring: &Keyring,
    account: Uuid,
    session: Uuid,
    refresh_token: String,
    lives: TimeDelta,
) -> Result<Opened, Problem> {
    Ok(Opened {
        session: Session {
            access_token: keyring.sign(house, account, session)?,
            token_type: "Bearer".to_owned(),
            expires_in: ACCESS_SECONDS,
            account: queries::account(house, account).await?,
        },
        refresh_token,
        lives,
    })
}

fn successor_of(house: &House, token: &str) -> String {
    URL_SAFE_NO_PAD.encode(house.vault.mark("accounts.refresh", token.as_bytes()))
}

/// Goes on with a session: spends the token, gives its successor.
pub async fn refresh(house: &House, by: &Asker, token: &str) -> Result<Opened, Problem> {
    let keyring = Keyring::of(house).await?;
    let work = house.begin(by).await?;
    let known = refresh_token::Entity::find_by_id(fingerprint(token)).one(work.tx()).await?;
    let known = known.ok_or_else(Problem::unauthenticated)?;
    let live = store::live_session(work.tx(), known.session_id, work.now).await?;
    let live = live.ok_or_else(Problem::unauthenticated)?;
    let (account, _) = store::account_by_id(work.tx(), live.account_id).await?.ok_or_else(Problem::unauthenticated)?;
    if account.disabled_at.is_some() {
        return Err(Problem::unauthenticated());
    }
    let successor = successor_of(house, token);
    match known.spent_at {
        None => {
            // Two at once: only one spends it, the other then finds it spent a moment ago.
            let spent = refresh_token::Entity::update_many()
                .set(refresh_token::ActiveModel { spent_at: Set(Some(work.now)), ..Default::default() })
                .filter(refresh_token::Column::Hash.eq(&known.hash))
                .filter(refresh_token::Column::SpentAt.is_null())
                .exec(work.tx())
                .await?;
            if spent.rows_affected == 1 {
                store::insert_refresh_token(work.tx(), fingerprint(&successor), live.id, work.now).await?;
            }
            let (rest, _) = limits(&account);
            session::Entity::update(session::ActiveModel {
                id: Set(live.id),
                last_used_at: Set(work.now),
                idle_until: Set(work.now + rest),
                ..Default::default()
            })
            .exec(work.tx())
            .await?;
        }
        Some(at) => {
            let next = refresh_token::Entity::find_by_id(fingerprint(&successor)).one(work.tx()).await?;
            let retry = work.now - at <= GRACE && next.is_some_and(|next| next.spent_at.is_none());
            if !retry {
                store::end_session(work.tx(), live.id, "refresh_token_reused", work.now).await?;
                work.note(vec![Entry::new("end_session_reused_token", "account", account.id, &account.email)]).await?;
                work.commit().await?;
                return Err(Problem::unauthenticated());
            }
        }
    }
    let lives = live.expires_at - work.now;
    work.commit().await?;
    opened(house, &keyring, account.id, live.id, successor, lives).await
}

/// Ends the session that the refresh token belongs to; a token that is unknown ends nothing.
pub async fn logout(house: &House, by: &Asker, token: Option<&str>) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    if let Some(token) = token
        && let Some(known) = refresh_token::Entity::find_by_id(fingerprint(token)).one(work.tx()).await?
    {
        store::end_session(work.tx(), known.session_id, "signed_out", work.now).await?;
    }
    if let Some(person) = by.caller.person() {
        store::end_session(work.tx(), person.session_id, "signed_out", work.now).await?;
    }
    work.commit().await
}
