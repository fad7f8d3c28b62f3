//! What a member showed is forgotten with it. It is a hash: of people it tells nothing.

use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use platform::{
    House, Work,
    dependents::{Dependent, Hold, Leaving, Merging, Moved, Ties, Told, Whom},
};
use tables::directory_shown;

/// A member has one mark, which nothing else is tied by.
const SHOWN: Ties<directory_shown::Entity> =
    Ties { member: directory_shown::Column::MemberId, tied: directory_shown::Column::MemberId };

pub struct Marks;

impl Dependent for Marks {
    fn tables(&self) -> &'static [&'static str] {
        &["directory_shown"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(SHOWN.let_go(work, &leaving.members))
    }

    /// The one that goes shows nothing from now on; what the other shows is seen when the book is made.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            SHOWN.let_go(work, &[merging.from]).await?;
            Ok(Vec::new())
        })
    }

    fn unmerge<'a>(
        &'a self,
        _: &'a Work,
        _: &'a Merging,
        _: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn export<'a>(&'a self, _: &'a House, _: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn erase<'a>(&'a self, _: &'a Work, _: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }
}
