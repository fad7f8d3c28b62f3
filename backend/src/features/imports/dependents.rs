//! What imports keep about members: which row of a file was about which. A row of the past holds nothing: it stays, and
//! names nobody any more.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Told, Whom},
    forgetting::Forgotten,
};
use serde_json::{Value, json};
use tables::import;

use super::store;

/// Under which word rows are moved.
const ROWS: &str = "import_rows";

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

    /// A row tells which member it was about: that one is found under its new id.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let rows = store::moves::rows_about(work, merging.from).await?;
            store::moves::hand_over(work, merging.from, merging.into, &rows).await?;
            Ok(vec![Moved::new(ROWS, rows.len(), serde_json::to_value(&rows)?)])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, ROWS) else { return Ok(Vec::new()) };
            let rows: Vec<store::moves::Place> = serde_json::from_value(kept.clone())?;
            store::moves::hand_over(work, merging.into, merging.from, &rows).await?;
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::people::forget(work, who))
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = store::people::rows_of(&house.db.read, whom).await?;
            let row = |(import, number): (import::Model, i64)| -> Vec<Value> {
                vec![json!(import.created_at), json!(import.file_name), json!(number)]
            };
            Ok(vec![Told {
                what: "imports",
                title: say("Fichiers importés où vous figurez", "Imported files that tell of you"),
                columns: &[("on", "Le"), ("file", "Fichier"), ("row", "Ligne")],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "Les fichiers sont effacés, et un import pas encore enregistré est abandonné ; ce qui a été écrit des organisations reste, et pourra toujours être annulé.",
                    "The files are erased, and an import that is not committed yet is given up; what was written of organisations stays, and can still be undone.",
                ),
            }])
        })
    }

    /// Rows and files are looked through with all other texts.
    fn erase<'a>(&'a self, _: &'a Work, _: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async { Ok(()) })
    }
}
