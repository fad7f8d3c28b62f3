//! How often errors may be reported: per network, about one member, and all together.

use kernel::problem::Problem;
use platform::{
    House,
    throttle::{self, Limit},
};
use uuid::Uuid;

const PER_NETWORK: Limit = Limit::per_minutes(10, 60);
/// So that nobody buries the team under one member.
const PER_MEMBER: Limit = Limit::per_minutes(20, 24 * 60);
const ALL: Limit = Limit::per_minutes(200, 60);

pub async fn report(house: &House, network: &str, member: Uuid) -> Result<(), Problem> {
    throttle::attempt(house, &format!("report-from:{network}"), PER_NETWORK).await?;
    throttle::attempt(house, &format!("report-about:{member}"), PER_MEMBER).await?;
    throttle::attempt(house, "report", ALL).await
}
