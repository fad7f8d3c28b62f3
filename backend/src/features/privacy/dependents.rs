//! What privacy itself keeps of people: their files, until these are fetched or too old; and that somebody was erased,
//! under an id that means nothing any more.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Told, Whom, Whose},
};
use serde_json::{Value, json};
use tables::{person, person_file};

use super::store;

/// Whose files they are.
const FILES: Names<person_file::Entity> = Names { row: person_file::Column::Id, named: person_file::Column::PersonId };
/// Under which word they are moved.
const MOVED: &str = "person_files";

pub struct Files;

impl Dependent for Files {
    fn tables(&self) -> &'static [&'static str] {
        &["person_file", "erasure"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// A file goes with its person.
    fn let_go<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }

    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let whose = FILES.pass_over(work, &merging.persons).await?;
            if whose.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Moved::new(MOVED, whose.len(), serde_json::to_value(&whose)?)])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        _: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, MOVED) else { return Ok(Vec::new()) };
            let whose: Whose = serde_json::from_value(kept.clone())?;
            FILES.give_back::<person::Entity>(work, person::Column::Id, &whose).await?;
            Ok(Vec::new())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = store::files(&house.db.read, whom.person.id).await?;
            let row = |one: person_file::Model| -> Vec<Value> {
                vec![json!(one.asked_at), json!(one.to_address), json!(one.fetched_at)]
            };
            Ok(vec![Told {
                what: "files",
                title: say("Fichiers comme celui-ci", "Files like this one"),
                columns: &[("asked_at", "Demandé le"), ("email", "Envoyé à"), ("fetched_at", "Téléchargé le")],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Goes,
                why: say("Supprimés.", "Deleted."),
            }])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::files_gone(work, whom.person.id))
    }
}
