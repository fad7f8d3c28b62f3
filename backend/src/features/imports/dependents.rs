//! What imports keep about members: which row of a file was about which. A row of the past holds nothing: it stays, and
//! names nobody any more.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving},
    forgetting::Forgotten,
};

use super::store;

pub struct Rows;

impl Dependent for Rows {
    fn tables(&self) -> &'static [&'static str] {
        &["import_row"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::people::forget(work, who))
    }
}
