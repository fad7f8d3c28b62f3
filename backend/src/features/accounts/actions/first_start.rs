//! The first start: an instance without any account prints a code, and whoever reads it there becomes its first
//! administrator. Each start prints another one and those before stay good, for several processes may start at once and
//! nobody knows whose words are read; all of them are void once one was used.

use chrono::TimeDelta;
use kernel::{
    caller::StaffRole,
    problem::{Problem, say},
};
use platform::{Asker, House, Way, secrets::random_bytes};

use super::{
    super::{
        password_rules, passwords,
        schema::{AccountLanguage, first_start::SetupForm},
        store,
    },
    admin::{NewAccount, insert_account},
    invitation::read_email,
    pace,
    sessions::{self, Opened},
    sign_in::Visit,
};
use crate::features::club;

/// As long as an invitation.
const VALID: TimeDelta = TimeDelta::days(7);
/// Without letters that are read as figures (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 4;

/// A code to print, while nobody has an account.
pub async fn code(house: &House) -> Result<Option<String>, Problem> {
    if store::first_start::has_accounts(&house.db.read).await? {
        return Ok(None);
    }
    let work = house.begin(&Asker::house("setup", Way::Command)).await?;
    let code = invent();
    store::first_start::keep_code(&work, &plain(&code), VALID).await?;
    work.commit().await?;
    Ok(Some(code))
}

/// A code that voids all those before, for whoever lost sight of them.
pub async fn only_code(house: &House) -> Result<String, Problem> {
    let work = house.begin(&Asker::house("setup", Way::Command)).await?;
    if store::first_start::has_accounts(work.tx()).await? {
        return Err(done());
    }
    store::first_start::void_codes(work.tx()).await?;
    let code = invent();
    store::first_start::keep_code(&work, &plain(&code), VALID).await?;
    work.commit().await?;
    Ok(code)
}

/// `K7QF-2M9X-T4WB-8HNC`: 80 bits.
fn invent() -> String {
    let letters = random_bytes::<{ GROUPS * 4 }>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A code as it is hashed, however it was typed.
fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    letters
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn done() -> Problem {
    Problem::conflict(
        "accounts.setup_done",
        say(
            "Ce club a déjà son premier compte : connectez-vous, ou demandez une invitation à la personne qui l’administre.",
            "This club already has its first account: sign in, or ask its administrator for an invitation.",
        ),
    )
}

fn wrong_code() -> Problem {
    Problem::invalid_field(
        "/code",
        "accounts.setup_code_wrong",
        say(
            "Ce code n’est pas le bon, ou il a plus de sept jours. Recopiez celui du journal du serveur, ou obtenez-en un autre par « maillage admin code ».",
            "This is not the right code, or it is more than seven days old. Copy the one in the server’s log, or get another by “maillage admin code”.",
        ),
    )
}

/// Makes the first administrator and signs them in.
pub async fn set_up(house: &House, by: &Asker, form: SetupForm, visit: &Visit) -> Result<Opened, Problem> {
    let db = &house.db.read;
    if store::first_start::has_accounts(db).await? {
        return Err(done());
    }
    pace::setup(house, &visit.network).await?;
    let code = plain(&form.code);
    if !store::first_start::is_good(db, &code, house.now()).await? {
        return Err(wrong_code());
    }
    let email = read_email(&form.email)?;
    let club = club::settings(db).await?;
    password_rules::check("/password", &form.password, &[&club.name, &email, &form.given_name, &form.family_name])?;
    let hash = passwords::hash(form.password).await?;
    let mut work = house.begin(by).await?;
    house.db.take_turn(work.tx(), "accounts.setup").await?;
    if store::first_start::has_accounts(work.tx()).await? {
        return Err(done());
    }
    if !store::first_start::is_good(work.tx(), &code, work.now).await? {
        return Err(wrong_code());
    }
    let new = NewAccount {
        email: &email,
        given_name: &form.given_name,
        family_name: &form.family_name,
        language: form.language.unwrap_or(AccountLanguage::Fr),
        role: Some(StaffRole::Admin),
        password_hash: Some(hash),
    };
    let id = insert_account(&work, new).await?;
    if !store::first_start::is_first(&work, id).await? {
        return Err(done());
    }
    store::first_start::void_codes(work.tx()).await?;
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    sessions::shown(&mut work, &account, &person);
    work.note_one("create", "account", id, &store::label(&account, &person)).await?;
    let new = sessions::begin(&work, &account, &person, &visit.user_agent).await?;
    work.commit().await?;
    sessions::tell(house, by, new).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_again_however_it_is_typed() {
        let code = invent();
        assert_eq!(code.len(), 19);
        assert_eq!(plain(&code), plain(&format!(" {} ", code.to_lowercase().replace('-', " "))));
        assert_eq!(plain("o0-Il"), "0011");
    }
}
