//! How often the public operations may be tried: per network, per address, and all together.

use kernel::problem::Problem;
use platform::{
    House,
    throttle::{self, Limit},
};

const ASKS_PER_NETWORK: Limit = Limit::per_minutes(10, 60);
/// So that nobody's mailbox is filled by a stranger.
const ASKS_PER_ADDRESS: Limit = Limit::per_minutes(3, 24 * 60);
/// From everywhere together: each sends a mail.
const ASKS: Limit = Limit::per_minutes(200, 60);
const TOKENS_PER_NETWORK: Limit = Limit::per_minutes(60, 15);
/// A person who types an address asks a dozen times.
const LOOK_UPS_PER_NETWORK: Limit = Limit::per_minutes(90, 10);
/// The registers' terms are for the whole club: its team comes first.
const LOOK_UPS: Limit = Limit::per_minutes(600, 10);

pub async fn ask(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("join-from:{network}"), ASKS_PER_NETWORK).await?;
    throttle::attempt(house, "join", ASKS).await
}

pub async fn mail(house: &House, email_key: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("join-mail:{email_key}"), ASKS_PER_ADDRESS).await
}

pub async fn token(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("join-token:{network}"), TOKENS_PER_NETWORK).await
}

pub async fn look_up(house: &House, network: &str) -> Result<(), Problem> {
    throttle::attempt(house, &format!("join-look-up:{network}"), LOOK_UPS_PER_NETWORK).await?;
    throttle::attempt(house, "join-look-up", LOOK_UPS).await
}
