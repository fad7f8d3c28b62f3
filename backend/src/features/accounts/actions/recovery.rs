//! Recovery codes: for the day the authenticator is lost. Each is good once; only their hashes are kept.

use kernel::problem::Problem;
use platform::{Asker, House, Work, secrets::random_bytes};
use tables::account;
use uuid::Uuid;

use super::{
    super::{mail::notices, rules, schema::second_factor::RecoveryCodes, store},
    password,
};

const HOW_MANY: usize = 10;

fn hash_of(house: &House, account: Uuid, code: &str) -> String {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    hex::encode(house.vault.mark("accounts.recovery", format!("{account}:{bare}").as_bytes()))
}

/// Ten letters and digits without look-alikes: 50 bits, guessed online only, ten times a quarter of an hour.
fn code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 10] = random_bytes();
    let text: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % 32])).collect();
    format!("{}-{}", &text[..5], &text[5..])
}

/// New codes in place of those there were.
pub async fn issue(work: &Work, account: Uuid) -> Result<RecoveryCodes, Problem> {
    let recovery_codes: Vec<String> = (0..HOW_MANY).map(|_| code()).collect();
    let hashes = recovery_codes.iter().map(|code| hash_of(&work.house, account, code)).collect();
    store::tokens::set_recovery_codes(work, account, hashes).await?;
    Ok(RecoveryCodes { recovery_codes })
}

/// Whether this is a code of the account that was not used yet; it is used up.
pub async fn spend(work: &Work, account: &account::Model, code: &str) -> Result<bool, Problem> {
    let spent = store::tokens::spend_recovery_code(work, account.id, &hash_of(&work.house, account.id, code)).await?;
    if spent {
        work.note_one("use_recovery_code", "account", account.id, &account.email).await?;
    }
    Ok(spent)
}

/// New codes for me, with my password: those there were are lost, used up, or in wrong hands.
pub async fn renew(house: &House, by: &Asker, given: String) -> Result<RecoveryCodes, Problem> {
    let (known, _) = password::confirm(house, by, "/password", given).await?;
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), known.id).await?.ok_or_else(Problem::unauthenticated)?;
    if account.totp_confirmed_at.is_none() {
        return Err(rules::second_factor_off());
    }
    let codes = issue(&work, account.id).await?;
    work.note_one("renew_recovery_codes", "account", account.id, &store::label(&account, &person)).await?;
    notices::second_factor(&work, &account, &person, notices::Step::NewCodes).await?;
    work.commit().await?;
    Ok(codes)
}
