//! The sign-ins that a demonstration offers on its sign-in page.

use kernel::problem::Problem;
use platform::Work;

use super::super::{schema::DemoAccount, store};

pub async fn keep_demo_accounts(work: &Work, offered: &[DemoAccount]) -> Result<(), Problem> {
    store::keep_demo_accounts(work, offered).await
}
