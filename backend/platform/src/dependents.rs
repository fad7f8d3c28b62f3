//! What hangs on members. A feature that keeps rows about a member, a person, a contact or an address says so here,
//! so that whoever takes one away (an undone import, a merge, an erasure) asks first and leaves nothing behind.
//! Wired in `app.rs`; a test of the house finds every table that nobody answers for.

mod ties;
mod told;
mod whom;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use kernel::problem::{Problem, Say};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

pub use ties::{CHUNK, Names, Passed, Ties, Whose};
pub use told::{Fate, Told};
pub use whom::Whom;

use crate::{forgetting::Forgotten, house::House, work::Work};

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

/// Two members that become one, or are two again.
#[derive(Debug, Clone)]
pub struct Merging {
    /// The one that goes.
    pub from: Uuid,
    /// The one that stays.
    pub into: Uuid,
    /// Contacts that go, and those that they are from now on: one person, known twice.
    pub contacts: Vec<(Uuid, Uuid)>,
    /// Persons that go, and who they are from now on.
    pub persons: Vec<(Uuid, Uuid)>,
    /// When they became one.
    pub at: DateTime<Utc>,
}

/// Somebody who is about to have another name.
#[derive(Debug, Clone)]
pub struct Renaming {
    pub person: Uuid,
    /// Given name and family name.
    pub before: (String, String),
    pub after: (String, String),
}

/// Rows that passed from one member to the other, as whoever keeps them needs them to give them back. It is kept among
/// the changes of the member that goes, where forgetting somebody looks too.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Moved {
    /// In the plural, as the contract tells it: `interactions`, `accounts`, `messages`…
    pub what: String,
    pub count: u64,
    pub kept: Value,
}

impl Moved {
    pub fn new(what: &str, count: usize, kept: Value) -> Moved {
        Moved { what: what.to_owned(), count: count as u64, kept }
    }

    /// What was kept under that word, among all.
    pub fn of<'a>(all: &'a [Moved], what: &str) -> Option<&'a Value> {
        all.iter().find(|moved| moved.what == what).map(|moved| &moved.kept)
    }
}

/// A feature that keeps rows about members and their people.
pub trait Dependent: Send + Sync {
    /// The tables with a member, person, contact or address id that it answers for.
    fn tables(&self) -> &'static [&'static str];

    /// What it holds of these, beside what goes with them.
    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>>;

    /// Deletes its own rows about these, in the transaction that takes them away.
    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>>;

    /// Holds what it would move of this member, before the members themselves are held: rows are held in one order
    /// everywhere. Nothing for whoever holds nothing before members.
    fn claim<'a>(&'a self, _: &'a Work, _: Uuid) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    /// Has its rows about `from` be about `into`, and tells what it needs to give them back.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>>;

    /// Gives back what it moved. Tells what has come to `into` since and stays there.
    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>>;

    /// Puts right what shows the person's name, or is found by it, before the person's own row is written: rows are held
    /// in one order everywhere. Nothing for whoever keeps no name.
    fn rename<'a>(&'a self, _: &'a Work, _: &'a Renaming) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    /// Puts right what is found by the names of these members, which have others now. Nothing for whoever keeps no name.
    fn rename_members<'a>(&'a self, _: &'a Work, _: &'a [Uuid]) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    /// Forgets who somebody is in what it keeps of the past; nothing for whoever keeps none.
    fn forget<'a>(&'a self, _: &'a Work, _: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    /// What it holds of somebody, for them to read.
    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>>;

    /// Takes somebody out of its rows: what is theirs goes, what is others' stays without them. Texts and
    /// files that only mention them are looked through for all features at once, after the commit.
    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>>;
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

/// Has all features hold what they would move of this member.
pub async fn claim(work: &Work, member: Uuid) -> Result<(), Problem> {
    for dependent in work.house.book.dependents() {
        dependent.claim(work, member).await?;
    }
    Ok(())
}

/// Has all features put right what tells the person's name.
pub async fn rename(work: &Work, renaming: &Renaming) -> Result<(), Problem> {
    for dependent in work.house.book.dependents() {
        dependent.rename(work, renaming).await?;
    }
    Ok(())
}

/// Has all features put right what is found by the names of these members.
pub async fn rename_members(work: &Work, members: &[Uuid]) -> Result<(), Problem> {
    for dependent in work.house.book.dependents() {
        dependent.rename_members(work, members).await?;
    }
    Ok(())
}

/// Has all features move their rows about one member to another.
pub async fn merge(work: &Work, merging: &Merging) -> Result<Vec<Moved>, Problem> {
    let mut moved = Vec::new();
    for dependent in work.house.book.dependents() {
        moved.extend(dependent.merge(work, merging).await?);
    }
    Ok(moved)
}

/// Has all features give back what they moved, in the opposite order. Tells what stays.
pub async fn unmerge(work: &Work, merging: &Merging, moved: &[Moved]) -> Result<Vec<Moved>, Problem> {
    let mut stays = Vec::new();
    for dependent in work.house.book.dependents().iter().rev() {
        stays.extend(dependent.unmerge(work, merging, moved).await?);
    }
    Ok(stays)
}

/// What all features hold of somebody.
pub async fn export(house: &House, whom: &Whom) -> Result<Vec<Told>, Problem> {
    let mut told = Vec::new();
    for dependent in house.book.dependents() {
        told.extend(dependent.export(house, whom).await?);
    }
    Ok(told)
}

/// Has all features take somebody out of their rows, what stands on others first.
pub async fn erase(work: &Work, whom: &Whom) -> Result<(), Problem> {
    for dependent in work.house.book.dependents().iter().rev() {
        dependent.erase(work, whom).await?;
    }
    Ok(())
}
