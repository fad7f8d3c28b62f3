//! Administrators made from the command line.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{
    caller::StaffRole,
    problem::{Problem, say},
};
use platform::{Asker, House, Work, secrets::random_bytes};
use sea_orm::ActiveValue::Set;
use tables::{account, person};
use uuid::Uuid;

use super::{
    super::{
        mail, passwords,
        schema::AccountLanguage,
        store::{self, tokens::Purpose},
    },
    invitation::{check_free, read_email},
    password, second_factor,
};

/// Makes an administrator with an invented password, which is returned: for machines and scripts, where nobody opens
/// a link. It stays good until its holder changes it.
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
    insert_administrator(&work, email, given_name, family_name, Some(hash)).await?;
    work.commit().await?;
    Ok(password)
}

/// Makes an administrator, and gives the address of the page on which they choose a password, once, within seven days.
pub async fn invite_administrator(
    house: &House,
    by: &Asker,
    email: &str,
    given_name: &str,
    family_name: &str,
) -> Result<String, Problem> {
    let work = house.begin(by).await?;
    let id = insert_administrator(&work, email, given_name, family_name, None).await?;
    let link = link(&work, Purpose::Invitation, id).await?;
    work.commit().await?;
    Ok(link)
}

async fn insert_administrator(
    work: &Work,
    email: &str,
    given_name: &str,
    family_name: &str,
    password_hash: Option<String>,
) -> Result<Uuid, Problem> {
    let email = read_email(email)?;
    check_free(work, &email, None).await?;
    let new = NewAccount {
        email: &email,
        given_name,
        family_name,
        language: AccountLanguage::Fr,
        role: Some(StaffRole::Admin),
        password_hash,
    };
    let id = insert_account(work, new).await?;
    work.note_one("create", "account", id, &email).await?;
    Ok(id)
}

/// A link that is handed over by who runs the server, not by mail: it lives as long as an invitation.
async fn link(work: &Work, purpose: Purpose, account: Uuid) -> Result<String, Problem> {
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::tokens::keep_for(work, &token, purpose, account, Purpose::Invitation.valid()).await?;
    Ok(mail::address(work, purpose, &token))
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
            let row = person::ActiveModel {
                id: Set(id),
                given_name: Set(new.given_name.trim().to_owned()),
                family_name: Set(new.family_name.trim().to_owned()),
                name_key: Set(name_key),
                language: Set(new.language.spoken().code().to_owned()),
                created_at: Set(work.now),
                updated_at: Set(work.now),
            };
            store::writing::insert_person(work.tx(), row).await?;
            id
        }
    };
    let account_id = kernel::ids::new_id();
    let row = account::ActiveModel {
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
    };
    store::writing::insert(work.tx(), row).await?;
    Ok(account_id)
}

async fn known(work: &Work, email: &str) -> Result<account::Model, Problem> {
    let found = store::account_by_email(work.tx(), email).await?;
    found.map(|(account, _)| account).ok_or_else(unknown_email)
}

fn unknown_email() -> Problem {
    Problem::conflict(
        "accounts.unknown_email",
        say("Aucun compte ne porte cette adresse.", "No account has this address."),
    )
}

/// Gives an account an invented password, and ends its sessions.
pub async fn give_new_password(house: &House, by: &Asker, email: &str) -> Result<String, Problem> {
    let password = passwords::invent();
    let hash = passwords::hash(password.clone()).await?;
    let work = house.begin(by).await?;
    let account = known(&work, email).await?;
    password::set(&work, &account, hash).await?;
    store::sessions::end_all(work.tx(), account.id, None, "password_reset", work.now).await?;
    work.note_one("reset_password", "account", account.id, email).await?;
    work.commit().await?;
    Ok(password)
}

/// Ends the sessions of an account, and gives the address of the page on which its holder chooses a new password,
/// once, within seven days. Links sent before are void.
pub async fn reset_link(house: &House, by: &Asker, email: &str) -> Result<String, Problem> {
    let work = house.begin(by).await?;
    let account = known(&work, email).await?;
    store::tokens::void(&work, account.id).await?;
    let link = link(&work, Purpose::Reset, account.id).await?;
    store::sessions::end_all(work.tx(), account.id, None, "password_reset", work.now).await?;
    work.note_one("ask_password_reset", "account", account.id, email).await?;
    work.commit().await?;
    Ok(link)
}

/// Takes the second factor of an account away: for a club whose only administrator lost theirs.
pub async fn reset_second_factor(house: &House, by: &Asker, email: &str) -> Result<(), Problem> {
    let found = store::account_by_email(&house.db.read, email).await?;
    let (account, _) = found.ok_or_else(unknown_email)?;
    second_factor::reset(house, by, account.id).await
}
