//! The filter: one JSON syntax tree for lists, segments, audiences and exports, checked against the fields that
//! features register in `app.rs`.
//!
//! A node is `{"and": […]}`, `{"or": […]}`, `{"not": {…}}` or `{"field": "kind", "op": "eq", "value": "commune"}`.
//! Which operators a field takes, and with what values, is in [`operators`].
//!
//! Every leaf is true or false, never unknown, so that `not` gives exactly the others.

mod book;
mod fields;
mod operators;
mod periods;
mod reader;
mod said;

use chrono::NaiveDate;
use kernel::problem::{Fault, Problem, Say, say};
use sea_orm::DatabaseBackend;
use serde_json::Value;

pub use book::{FieldBook, Recalled};
pub use fields::{Choice, Field, Kind, Operand, Test, holds, is_among, test_column, yes_or_no};
pub use operators::{Operator, Takes, operators};
pub use periods::PERIODS;
use reader::Reader;
pub use said::Said;

/// The longest filter that is read at all, in bytes.
const MAX_LENGTH: usize = 20_000;

/// What the meaning of a filter hangs on beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The club's day.
    pub today: NaiveDate,
    /// The club's: an instant lies on the day that it is there.
    pub time_zone: chrono_tz::Tz,
    pub soon_days: u32,
    pub backend: DatabaseBackend,
}

/// Reads a filter. `root` is where it stands: `?filter`, or a pointer into a body.
pub fn read(text: &str, root: &str, fields: &[Field], context: &Context) -> Result<Said, Problem> {
    of_tree(&parse(text, root)?, root, fields, context)
}

/// The tree of a filter that came as text; what its nodes say is not looked at.
pub fn parse(text: &str, root: &str) -> Result<Value, Problem> {
    if text.len() > MAX_LENGTH {
        return Err(wrong(root, "too_long", say("Ce filtre est trop long.", "This filter is too long.")));
    }
    serde_json::from_str(text).map_err(|error| {
        if error.to_string().starts_with("recursion limit") {
            return reader::too_large(root);
        }
        wrong(
            root,
            "not_json",
            say(
                format!("Ce filtre n’est pas du JSON (colonne {}).", error.column()),
                format!("This filter is not JSON (column {}).", error.column()),
            ),
        )
    })
}

/// The same for a tree that has been read already.
pub fn of_tree(tree: &Value, root: &str, fields: &[Field], context: &Context) -> Result<Said, Problem> {
    let said = Reader::strict(fields, context).node(tree, root, 1)?;
    Ok(said.unwrap_or_else(|| Said::All(Vec::new())))
}

/// A tree that was kept. A field or a choice that it names may have gone meanwhile: then it says nothing at all, since
/// what is left of it would name others than were meant, and the fields that it can't say are given instead.
pub fn of_kept_tree(tree: &Value, fields: &[Field], context: &Context) -> Result<Said, Vec<String>> {
    let mut reader = Reader::forgiving(fields, context);
    let read = reader.node(tree, "", 1);
    let missing = reader.missing();
    match read {
        Ok(Some(said)) if missing.is_empty() => Ok(said),
        _ => Err(missing),
    }
}

fn wrong(at: &str, what: &str, detail: Say) -> Problem {
    Problem::invalid(vec![Fault::at(at, format!("house.filter_{what}"), detail)])
}

#[cfg(test)]
mod tests;
