//! Choosing a new password: with the present one, or with a link from a mail.

use kernel::problem::{Problem, say};
use platform::{Asker, House, Work};
use sea_orm::ActiveValue::Set;
use tables::{account, person};

use super::{
    super::{
        mail, password_rules, passwords,
        schema::{ChangePasswordForm, ResetForm},
        store::{self, tokens::Purpose},
    },
    pace, second_factor,
    sessions::{self, Opened},
    sign_in::{Visit, link_spent},
};
use crate::features::club;

/// Refuses a password that is easy to guess for this person of this club. `pointer` names its field.
pub async fn check(
    house: &House,
    pointer: &'static str,
    password: &str,
    account: &account::Model,
    names: &[&str],
) -> Result<(), Problem> {
    let club = club::settings(&house.db.read).await?;
    let mut context = vec![club.name.as_str(), account.email.as_str()];
    context.extend(names);
    password_rules::check(pointer, password, &context)
}

/// Writes a password; every link sent before it is useless from now on.
pub async fn set(work: &Work, account: &account::Model, hash: String) -> Result<(), Problem> {
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel {
            password_hash: Set(Some(hash)),
            password_changed_at: Set(Some(work.now)),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await?;
    store::tokens::void(work, account.id).await
}

/// Whether this is the password of the person who asks; 422 at `pointer` when it is not.
pub async fn confirm(
    house: &House,
    by: &Asker,
    pointer: &'static str,
    password: String,
) -> Result<(account::Model, person::Model), Problem> {
    let me = by.caller.person().ok_or_else(Problem::unauthenticated)?;
    pace::own_password(house, me.account_id).await?;
    let found = store::account_by_id(&house.db.read, me.account_id).await?;
    let (account, person) = found.ok_or_else(Problem::unauthenticated)?;
    if account.password_hash.is_none() {
        return Err(Problem::conflict(
            "accounts.no_password",
            say(
                "Ce compte n’a pas encore de mot de passe : choisissez-en un par « Mot de passe oublié ».",
                "This account has no password yet: choose one by “Forgotten password”.",
            ),
        ));
    }
    if !passwords::verify(password, account.password_hash.clone()).await? {
        return Err(Problem::invalid_field(
            pointer,
            "accounts.wrong_password",
            say("Ce n’est pas votre mot de passe actuel.", "This is not your present password."),
        ));
    }
    Ok((account, person))
}

/// Changes my password; my other sessions end.
pub async fn change(house: &House, by: &Asker, form: ChangePasswordForm) -> Result<(), Problem> {
    let me = by.caller.person().cloned().ok_or_else(Problem::unauthenticated)?;
    let (known, person) = confirm(house, by, "/current", form.current).await?;
    check(house, "/new", &form.new, &known, &[&person.given_name, &person.family_name]).await?;
    let hash = passwords::hash(form.new).await?;
    let work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), me.account_id).await?;
    let (account, person) = found
        .filter(|(now, _)| now.disabled_at.is_none() && now.password_hash == known.password_hash)
        .ok_or_else(Problem::unauthenticated)?;
    set(&work, &account, hash).await?;
    store::sessions::end_all(work.tx(), account.id, Some(me.session_id), "password_changed", work.now).await?;
    work.note_one("change_password", "account", account.id, &store::label(&account, &person)).await?;
    mail::password_changed(&work, &account, &person).await?;
    work.commit().await
}

/// Sets the password with the token of a reset link; all sessions end and a new one begins.
pub async fn reset(house: &House, by: &Asker, form: ResetForm, visit: &Visit) -> Result<Opened, Problem> {
    pace::token(house, &visit.network).await?;
    let db = &house.db.read;
    let known = store::tokens::account_of(db, &form.token, Purpose::Reset, house.now()).await?;
    let known = match known {
        Some(id) => store::account_by_id(db, id).await?,
        None => None,
    };
    let (account, person) = known.ok_or_else(link_spent)?;
    check(house, "/password", &form.password, &account, &[&person.given_name, &person.family_name]).await?;
    let counted = second_factor::count_try(house, &account, form.otp.as_deref()).await?;
    let hash = passwords::hash(form.password).await?;
    let mut work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), account.id).await?;
    let (account, person) = found.filter(|(account, _)| account.disabled_at.is_none()).ok_or_else(link_spent)?;
    sessions::shown(&mut work, &account, &person);
    // A mailbox alone does not stand in for both factors.
    second_factor::pass(&work, &account, form.otp.as_deref()).await?;
    if !store::tokens::spend(&work, &form.token, Purpose::Reset).await? {
        return Err(link_spent());
    }
    set(&work, &account, hash).await?;
    store::sessions::end_all(work.tx(), account.id, None, "password_reset", work.now).await?;
    work.note_one("reset_password", "account", account.id, &store::label(&account, &person)).await?;
    mail::password_changed(&work, &account, &person).await?;
    let new = sessions::begin(&work, &account, &person, &visit.user_agent).await?;
    work.commit().await?;
    counted.forgive(house).await?;
    sessions::tell(house, by, new).await
}
