//! Signing in with a password or with a one-time link, and a second factor where there is one.

use kernel::problem::{Problem, say};
use platform::{Asker, House, audit::Entry};
use tables::{account, person};

use super::{
    super::{
        passwords,
        schema::{LoginForm, RedeemForm},
        store::{self, tokens::Purpose},
    },
    pace, second_factor,
    sessions::{self, Opened},
};

/// From where a request comes.
pub struct Visit {
    /// The address, or for IPv6 its /64.
    pub network: String,
    pub user_agent: String,
    /// What the device kept of an earlier sign-in.
    pub device: Option<String>,
}

fn bad_credentials() -> Problem {
    Problem::new(
        401,
        "accounts.bad_credentials",
        say("Adresse ou mot de passe incorrect.", "Wrong address or password."),
    )
}

/// A link that is unknown, too old or already used: one answer for all.
pub fn link_spent() -> Problem {
    Problem::invalid_field(
        "/token",
        "accounts.link_spent",
        say(
            "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.",
            "This link has expired or was already used. Ask for a new one.",
        ),
    )
}

/// Signs in with a password. Known and unknown addresses get the same answer in the same time.
pub async fn login(house: &House, by: &Asker, form: LoginForm, visit: &Visit) -> Result<Opened, Problem> {
    pace::sign_in(house, &form.email, visit).await?;
    let found = store::account_by_email(&house.db.read, &form.email).await?;
    let stored = found
        .as_ref()
        .filter(|(account, _)| account.disabled_at.is_none())
        .and_then(|(account, _)| account.password_hash.clone());
    let right = passwords::verify(form.password, stored).await?;
    let outcome = match &found {
        Some((account, _)) if right => enter(house, by, account, form.otp.as_deref(), visit).await,
        _ => Err(bad_credentials()),
    };
    match outcome {
        Ok(opened) => {
            pace::forgive_sign_in(house, &form.email, visit).await?;
            Ok(opened)
        }
        Err(problem) => {
            if problem.status() == 401 && problem.code() != second_factor::NEEDED {
                note_refusal(house, by, found.as_ref()).await?;
            }
            Err(problem)
        }
    }
}

async fn enter(
    house: &House,
    by: &Asker,
    account: &account::Model,
    otp: Option<&str>,
    visit: &Visit,
) -> Result<Opened, Problem> {
    let counted = second_factor::count_try(house, account, otp).await?;
    let mut work = house.begin(by).await?;
    let fresh = store::account_by_id(work.tx(), account.id).await?;
    // What was right a moment ago may have been changed or disabled since.
    let (account, person) = fresh
        .filter(|(now, _)| now.disabled_at.is_none() && now.password_hash == account.password_hash)
        .ok_or_else(bad_credentials)?;
    sessions::shown(&mut work, &account, &person);
    second_factor::pass(&work, &account, otp).await?;
    let new = sessions::begin(&work, &account, &person, &visit.user_agent).await?;
    work.commit().await?;
    counted.forgive(house).await?;
    sessions::tell(house, by, new).await
}

/// The audit names the account, never the address that was typed: that may be anybody's.
async fn note_refusal(
    house: &House,
    by: &Asker,
    found: Option<&(account::Model, person::Model)>,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    work.note(vec![Entry {
        verb: "sign_in_refused",
        record: "account",
        record_id: found.map(|(account, _)| account.id),
        label: found.map(|(account, person)| store::label(account, person)).unwrap_or_default(),
        changes: Vec::new(),
    }])
    .await?;
    work.commit().await
}

/// Signs in with the token of a link. Where a second factor is missing, the link stays good.
pub async fn redeem(house: &House, by: &Asker, form: RedeemForm, visit: &Visit) -> Result<Opened, Problem> {
    pace::token(house, &visit.network).await?;
    let db = &house.db.read;
    let known = store::tokens::account_of(db, &form.token, Purpose::Link, house.now()).await?.ok_or_else(link_spent)?;
    let (known, _) = store::account_by_id(db, known).await?.ok_or_else(link_spent)?;
    let counted = second_factor::count_try(house, &known, form.otp.as_deref()).await?;
    let mut work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), known.id).await?;
    let (account, person) = found.filter(|(account, _)| account.disabled_at.is_none()).ok_or_else(link_spent)?;
    sessions::shown(&mut work, &account, &person);
    second_factor::pass(&work, &account, form.otp.as_deref()).await?;
    if !store::tokens::spend(&work, &form.token, Purpose::Link).await? {
        return Err(link_spent());
    }
    let new = sessions::begin(&work, &account, &person, &visit.user_agent).await?;
    work.commit().await?;
    counted.forgive(house).await?;
    sessions::tell(house, by, new).await
}
