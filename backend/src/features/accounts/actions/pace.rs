//! How often the public operations may be tried, per address and per network. Nobody is locked out: windows slide.

use kernel::problem::Problem;
use platform::{
    House,
    throttle::{self, Limit},
};

use super::super::store::email_key;

const SIGN_INS_PER_ADDRESS: Limit = Limit::per_minutes(10, 15);
const SIGN_INS_PER_NETWORK: Limit = Limit::per_minutes(60, 15);
const TOKENS_PER_NETWORK: Limit = Limit::per_minutes(60, 15);
const MAILS_PER_ADDRESS: Limit = Limit::per_minutes(5, 60);
const MAILS_PER_NETWORK: Limit = Limit::per_minutes(30, 60);
const PASSWORDS_PER_ACCOUNT: Limit = Limit::per_minutes(10, 15);

fn sign_in_bucket(email: &str) -> String {
    format!("login:{}", email_key(email))
}

/// Before a password is looked at.
pub async fn sign_in(house: &House, email: &str, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("login-from:{network}"), SIGN_INS_PER_NETWORK).await?;
    throttle::attempt(house, &sign_in_bucket(email), SIGN_INS_PER_ADDRESS).await
}

/// After somebody showed who they are.
pub async fn forgive_sign_in(house: &House, email: &str) -> Result<(), Problem> {
    throttle::forgive(house, &sign_in_bucket(email)).await
}

/// Before a token out of a mail, or out of the cookie, is looked at.
pub async fn token(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("token-from:{network}"), TOKENS_PER_NETWORK).await
}

/// Before a mail is promised to whoever asks.
pub async fn mail(house: &House, email: &str, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("mail-from:{network}"), MAILS_PER_NETWORK).await?;
    mail_to(house, email).await
}

pub async fn mail_to(house: &House, email: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("mail-to:{}", email_key(email)), MAILS_PER_ADDRESS).await
}

/// Before somebody who is signed in shows their password again.
pub async fn own_password(house: &House, account: uuid::Uuid) -> Result<(), Problem> {
    throttle::attempt(house, &format!("password:{account}"), PASSWORDS_PER_ACCOUNT).await
}
