//! What hangs on members. A feature that keeps rows about a member, a person, a contact or an address says so here,
//! so that whoever takes one away (an undone import, a merge, an erasure) asks first and leaves nothing behind.
//! Wired in `app.rs`; a test of the house finds every table that nobody answers for.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, Say};
use uuid::Uuid;

use crate::{forgetting::Forgotten, work::Work};

/// What is about to go, and what came with it and may go too.
#[derive(Debug, Clone, Default)]
pub struct Leaving {
    pub members: Vec<Uuid>,
    pub contacts: Vec<Uuid>,
    pub persons: Vec<Uuid>,
    pub addresses: Vec<Uuid>,
    /// Sources of interactions that go with them, by kind and id.
    pub sources: Vec<(String, Uuid)>,
}

/// Something that must not lose its member, person, contact or address.
#[derive(Debug, Clone)]
pub struct Hold {
    /// The member, person, contact or address that is held.
    pub held: Uuid,
    /// What holds it, as a sentence: « Un échange a été noté avec ce membre. »
    pub what: Say,
}

/// A feature that keeps rows about members and their people.
pub trait Dependent: Send + Sync {
    /// The tables with a member, person, contact or address id that it answers for.
    fn tables(&self) -> &'static [&'static str];

    /// What it holds of these, beside what goes with them.
    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>>;

    /// Deletes its own rows about these, in the transaction that takes them away.
    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>>;

    /// Forgets who somebody is in what it keeps of the past; nothing for whoever keeps none.
    fn forget<'a>(&'a self, _: &'a Work, _: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }
}

/// What all features hold of these.
pub async fn holds(work: &Work, leaving: &Leaving) -> Result<Vec<Hold>, Problem> {
    let mut holds = Vec::new();
    for dependent in work.house.book.dependents() {
        holds.extend(dependent.holds(work, leaving).await?);
    }
    Ok(holds)
}

/// Has all features delete their rows about these, in the order opposite to that of the wiring: what stands on others
/// goes first.
pub async fn let_go(work: &Work, leaving: &Leaving) -> Result<(), Problem> {
    for dependent in work.house.book.dependents().iter().rev() {
        dependent.let_go(work, leaving).await?;
    }
    Ok(())
}
