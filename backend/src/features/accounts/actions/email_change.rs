//! Changing one's own address: the password, then a link to the new address. Until it is confirmed one signs in with
//! the old address, which is told of the wish. Whether the new address has an account already is told to that address
//! alone: who asks gets the same answer, and sees the same thing waiting.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::problem::{Problem, say};
use platform::{
    Asker, House,
    audit::{Entry, differences},
    secrets::random_bytes,
};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use tables::account;
use uuid::Uuid;

use super::{
    super::{
        mail::notices,
        schema::{
            MailPromised,
            email_change::{EmailChangeForm, EmailChanged},
        },
        store::{self, email_change::VALID},
    },
    invitation::read_email,
    pace, password, sessions,
    sign_in::{Visit, link_spent},
};

pub async fn ask(house: &House, by: &Asker, form: EmailChangeForm) -> Result<MailPromised, Problem> {
    let email = read_email(&form.email)?;
    let (known, _) = password::confirm(house, by, "/password", form.password).await?;
    if store::email_key(&email) == known.email_key {
        return Err(Problem::invalid_field(
            "/email",
            "accounts.same_email",
            say(
                "C’est déjà votre adresse : donnez celle qui la remplace.",
                "This is your address already: give the one to replace it.",
            ),
        ));
    }
    pace::email_change(house, known.id).await?;
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    let work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), known.id).await?;
    let (account, person) = found
        .filter(|(now, _)| now.disabled_at.is_none() && now.password_hash == known.password_hash)
        .ok_or_else(Problem::unauthenticated)?;
    store::email_change::keep(&work, account.id, &email, &token).await?;
    match store::account_by_email(work.tx(), &email).await? {
        Some((taken, holder)) => notices::address_taken(&work, &taken, &holder).await?,
        None => notices::confirm_address(&work, &email, &person, &token).await?,
    }
    notices::address_asked(&work, &account, &person, &email).await?;
    work.note_one("ask_email_change", "account", account.id, &store::label(&account, &person)).await?;
    work.commit().await?;
    Ok(MailPromised { valid_minutes: VALID.num_minutes() })
}

/// Calls a change off; where none waits there is nothing to do.
pub async fn call_off(house: &House, by: &Asker, account: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    if store::email_change::forget(&work, account).await? {
        let (_, _, name) = by.caller.signature();
        work.note_one("call_off_email_change", "account", account, &name).await?;
    }
    work.commit().await
}

/// With the token that went to the new address, once: from now on one signs in with it. Sessions go on.
pub async fn confirm(house: &House, by: &Asker, token: &str, visit: &Visit) -> Result<EmailChanged, Problem> {
    pace::token(house, &visit.network).await?;
    let mut work = house.begin(by).await?;
    let change = store::email_change::take(&work, token).await?.ok_or_else(link_spent)?;
    let found = store::account_by_id(work.tx(), change.account_id).await?;
    let (account, person) = found.filter(|(account, _)| account.disabled_at.is_none()).ok_or_else(link_spent)?;
    sessions::shown(&mut work, &account, &person);
    if store::account_by_email(work.tx(), &change.email).await?.is_some() {
        return Err(Problem::conflict_at(
            "/token",
            "accounts.email_taken_meanwhile",
            say(
                "Cette adresse a reçu un autre compte entre-temps : choisissez-en une autre.",
                "This address was given another account meanwhile: choose another.",
            ),
        ));
    }
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel {
            email: Set(change.email.clone()),
            email_key: Set(store::email_key(&change.email)),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await?;
    // Links in the old mailbox open nothing any more.
    store::tokens::void(&work, account.id).await?;
    let changes = differences(&json!({"email": account.email}), &json!({"email": change.email}));
    let label = store::label(&account, &person);
    work.note(vec![Entry::new("change_email", "account", account.id, &label).with(changes)]).await?;
    notices::address_changed(&work, &account, &person, &change.email, None).await?;
    work.commit().await?;
    Ok(EmailChanged { email: change.email })
}
