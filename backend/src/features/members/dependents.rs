//! What belongs to a member and goes with it: history, topics, values of fields, contacts; and people and addresses nobody else needs.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving},
};

use super::actions::bulk;

pub struct Records;

impl Dependent for Records {
    fn tables(&self) -> &'static [&'static str] {
        &["member_status", "member_topic", "member_value", "contact"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            bulk::remove(work, &leaving.members).await?;
            bulk::remove_unused(work, &leaving.persons, &leaving.addresses).await
        })
    }
}
