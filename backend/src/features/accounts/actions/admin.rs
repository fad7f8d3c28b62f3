//! Administrators made from the command line.

use kernel::{
    caller::StaffRole,
    problem::{Problem, say},
};
use platform::{Asker, House};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tables::{account, person};

use super::super::{passwords, store};

/// Makes an administrator with an invented password, which is returned.
pub async fn create_administrator(
    house: &House,
    by: &Asker,
    email: &str,
    given_name: &str,
    family_name: &str,
) -> Result<String, Problem> {
    let password = passwords::invent();
    let hash = passwords::hash(password.clone()).await?;
    let work = house.begin(by).await?;
    if store::account_by_email(work.tx(), email).await?.is_some() {
        return Err(Problem::conflict(
            "accounts.email_taken",
            say("Un compte porte déjà cette adresse.", "An account already has this address."),
        ));
    }
    let id = insert_account(&work, email, given_name, family_name, Some(StaffRole::Admin), Some(hash)).await?;
    work.note_one("create", "account", id, email).await?;
    work.commit().await?;
    Ok(password)
}

/// Inserts a person and the account it signs in with.
pub async fn insert_account(
    work: &platform::Work,
    email: &str,
    given_name: &str,
    family_name: &str,
    role: Option<StaffRole>,
    password_hash: Option<String>,
) -> Result<uuid::Uuid, Problem> {
    let (person_id, account_id) = (kernel::ids::new_id(), kernel::ids::new_id());
    person::Entity::insert(person::ActiveModel {
        id: Set(person_id),
        given_name: Set(given_name.trim().to_owned()),
        family_name: Set(family_name.trim().to_owned()),
        name_key: Set(kernel::words::name_key(&format!("{family_name} {given_name}"))),
        language: Set("fr".to_owned()),
        created_at: Set(work.now),
        updated_at: Set(work.now),
    })
    .exec_without_returning(work.tx())
    .await?;
    account::Entity::insert(account::ActiveModel {
        id: Set(account_id),
        person_id: Set(person_id),
        email: Set(email.trim().to_owned()),
        email_key: Set(store::email_key(email)),
        password_changed_at: Set(password_hash.as_ref().map(|_| work.now)),
        password_hash: Set(password_hash),
        role: Set(role),
        revision: Set(1),
        created_at: Set(work.now),
        updated_at: Set(work.now),
        ..Default::default()
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(account_id)
}

/// Gives an account an invented password, and ends its sessions.
pub async fn give_new_password(house: &House, by: &Asker, email: &str) -> Result<String, Problem> {
    let password = passwords::invent();
    let hash = passwords::hash(password.clone()).await?;
    let work = house.begin(by).await?;
    let (account, _) = store::account_by_email(work.tx(), email).await?.ok_or_else(|| {
        Problem::conflict(
            "accounts.unknown_email",
            say("Aucun compte ne porte cette adresse.", "No account has this address."),
        )
    })?;
    account::Entity::update(account::ActiveModel {
        id: Set(account.id),
        password_hash: Set(Some(hash)),
        password_changed_at: Set(Some(work.now)),
        revision: Set(account.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    })
    .exec(work.tx())
    .await?;
    store::end_sessions(work.tx(), account.id, None, "password_reset", work.now).await?;
    work.note_one("reset_password", "account", account.id, email).await?;
    work.commit().await?;
    Ok(password)
}
