//! How often the public operations may be tried, per address and per network. Windows slide, and nobody locks another
//! out: what strangers try elsewhere does not count where the holder of an address is at home (a device they signed in
//! with before, or a network nobody guesses from).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::problem::Problem;
use platform::{
    House,
    secrets::random_bytes,
    throttle::{self, Limit},
};
use subtle::ConstantTimeEq;

use super::{super::store::email_key, sign_in::Visit};

const SIGN_INS_PER_PLACE: Limit = Limit::per_minutes(10, 15);
/// From everywhere together, but for known devices: slows those down who guess from many networks.
const SIGN_INS_PER_ADDRESS: Limit = Limit::per_minutes(100, 15);
const SIGN_INS_PER_NETWORK: Limit = Limit::per_minutes(60, 15);
const SETUPS_PER_NETWORK: Limit = Limit::per_minutes(20, 15);
const TOKENS_PER_NETWORK: Limit = Limit::per_minutes(60, 15);
const MAILS_PER_PLACE: Limit = Limit::per_minutes(5, 60);
const MAILS_PER_ADDRESS: Limit = Limit::per_minutes(30, 60);
const MAILS_PER_NETWORK: Limit = Limit::per_minutes(30, 60);
const INVITATIONS_PER_ADDRESS: Limit = Limit::per_minutes(5, 60);
const PASSWORDS_PER_ACCOUNT: Limit = Limit::per_minutes(10, 15);
const CODES_PER_ACCOUNT: Limit = Limit::per_minutes(10, 15);

const EMAIL_CHANGES_PER_ACCOUNT: Limit = Limit::per_minutes(5, 60);

fn device_mark(house: &House, email: &str, nonce: &str) -> [u8; 32] {
    house.vault.mark("accounts.device", format!("{nonce}:{}", email_key(email)).as_bytes())
}

/// What a device keeps once the holder of an address has signed in with it. It lets nobody in; tries that come with
/// it are counted apart from those of the rest of the world.
pub fn device(house: &House, email: &str) -> String {
    let nonce = hex::encode(random_bytes::<16>());
    let mark = URL_SAFE_NO_PAD.encode(device_mark(house, email, &nonce));
    format!("{nonce}.{mark}")
}

/// The number of a device that the holder of this address signed in with before.
fn known_device<'v>(house: &House, email: &str, visit: &'v Visit) -> Option<&'v str> {
    let (nonce, mark) = visit.device.as_deref()?.split_once('.')?;
    let given = URL_SAFE_NO_PAD.decode(mark).ok()?;
    bool::from(given.ct_eq(&device_mark(house, email, nonce))).then_some(nonce)
}

/// Where tries for an address are counted: at the known device, else at the network they come from.
fn place(house: &House, email: &str, visit: &Visit) -> (String, bool) {
    match known_device(house, email, visit) {
        Some(nonce) => (format!("device:{nonce}"), true),
        None => (format!("{}:{}", email_key(email), visit.network), false),
    }
}

/// Before a password is looked at.
pub async fn sign_in(house: &House, email: &str, visit: &Visit) -> Result<(), Problem> {
    let (place, known) = place(house, email, visit);
    throttle::attempt(house, &format!("login-at:{place}"), SIGN_INS_PER_PLACE).await?;
    if known {
        return Ok(());
    }
    throttle::attempt(house, &format!("login-from:{}", visit.network), SIGN_INS_PER_NETWORK).await?;
    throttle::attempt(house, &format!("login:{}", email_key(email)), SIGN_INS_PER_ADDRESS).await
}

/// After somebody showed who they are. What others tried elsewhere stays counted.
pub async fn forgive_sign_in(house: &House, email: &str, visit: &Visit) -> Result<(), Problem> {
    let (place, _) = place(house, email, visit);
    throttle::forgive(house, &format!("login-at:{place}")).await
}

/// Before a code of the first start is looked at; its 80 bits stand by themselves against guesses from everywhere.
pub async fn setup(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("setup-from:{network}"), SETUPS_PER_NETWORK).await
}

/// Before a token out of a mail, or out of the cookie, is looked at.
pub async fn token(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("token-from:{network}"), TOKENS_PER_NETWORK).await
}

/// Before a second factor is looked at, by whichever way its first was shown.
pub async fn code(house: &House, account: uuid::Uuid) -> Result<(), Problem> {
    throttle::attempt(house, &code_bucket(account), CODES_PER_ACCOUNT).await
}

/// After a right second factor.
pub async fn forgive_code(house: &House, account: uuid::Uuid) -> Result<(), Problem> {
    throttle::forgive(house, &code_bucket(account)).await
}

fn code_bucket(account: uuid::Uuid) -> String {
    format!("code:{account}")
}

/// Before a mail is promised to whoever asks.
pub async fn mail(house: &House, email: &str, visit: &Visit) -> Result<(), Problem> {
    let (place, known) = place(house, email, visit);
    throttle::attempt(house, &format!("mail-at:{place}"), MAILS_PER_PLACE).await?;
    if known {
        return Ok(());
    }
    throttle::attempt(house, &format!("mail-from:{}", visit.network), MAILS_PER_NETWORK).await?;
    throttle::attempt(house, &format!("mail-to:{}", email_key(email)), MAILS_PER_ADDRESS).await
}

/// Before an administrator invites somebody once more; what strangers ask for does not count here.
pub async fn invite_again(house: &House, email: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("invite-to:{}", email_key(email)), INVITATIONS_PER_ADDRESS).await
}

/// Before somebody who is signed in shows their password again.
pub async fn own_password(house: &House, account: uuid::Uuid) -> Result<(), Problem> {
    throttle::attempt(house, &format!("password:{account}"), PASSWORDS_PER_ACCOUNT).await
}

/// Before a change of address writes to an address that may be anybody's.
pub async fn email_change(house: &House, account: uuid::Uuid) -> Result<(), Problem> {
    throttle::attempt(house, &format!("email-change:{account}"), EMAIL_CHANGES_PER_ACCOUNT).await
}
