//! Administrators made from the command line.

use kernel::{
    caller::StaffRole,
    problem::{Problem, say},
};
use platform::{Asker, House, Work};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tables::{account, person};
use uuid::Uuid;

use super::{
    super::{passwords, schema::AccountLanguage, store},
    invitation::{check_free, read_email},
    password,
};

/// Makes an administrator with an invented password, which is returned.
pub async fn create_administrator(
    house: &House,
    by: &Asker,
    email: &str,
    given_name: &str,
    family_name: &str,
) -> Result<String, Problem> {
    let email = read_email(email)?;
    let password = passwords::invent();
    let hash = passwords::hash(password.clone()).await?;
    let work = house.begin(by).await?;
    check_free(&work, &email, None).await?;
    let id = insert_account(
        &work,
        NewAccount {
            email: &email,
            given_name,
            family_name,
            language: AccountLanguage::Fr,
            role: Some(StaffRole::Admin),
            password_hash: Some(hash),
        },
    )
    .await?;
    work.note_one("create", "account", id, &email).await?;
    work.commit().await?;
    Ok(password)
}

/// An account to write.
pub struct NewAccount<'a> {
    pub email: &'a str,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub language: AccountLanguage,
    pub role: Option<StaffRole>,
    pub password_hash: Option<String>,
}

/// Inserts an account, and its person unless the club knows them as a contact of this name and address.
pub async fn insert_account(work: &Work, new: NewAccount<'_>) -> Result<Uuid, Problem> {
    let name_key = kernel::words::name_key(&format!("{} {}", new.family_name, new.given_name));
    let person_id = match store::known_person(work.tx(), new.email, &name_key).await? {
        Some(known) => known.id,
        None => {
            let id = kernel::ids::new_id();
            person::Entity::insert(person::ActiveModel {
                id: Set(id),
                given_name: Set(new.given_name.trim().to_owned()),
                family_name: Set(new.family_name.trim().to_owned()),
                name_key: Set(name_key),
                language: Set(new.language.spoken().code().to_owned()),
                created_at: Set(work.now),
                updated_at: Set(work.now),
            })
            .exec_without_returning(work.tx())
            .await?;
            id
        }
    };
    let account_id = kernel::ids::new_id();
    account::Entity::insert(account::ActiveModel {
        id: Set(account_id),
        person_id: Set(person_id),
        email: Set(new.email.trim().to_owned()),
        email_key: Set(store::email_key(new.email)),
        password_changed_at: Set(new.password_hash.as_ref().map(|_| work.now)),
        password_hash: Set(new.password_hash),
        role: Set(new.role),
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
    password::set(&work, &account, hash).await?;
    store::sessions::end_all(work.tx(), account.id, None, "password_reset", work.now).await?;
    work.note_one("reset_password", "account", account.id, email).await?;
    work.commit().await?;
    Ok(password)
}
