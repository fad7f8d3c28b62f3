//! What a feature holds of somebody, as it is told to them, and what becomes of it when they are erased.

use kernel::problem::Say;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What becomes of something when the person is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is deleted.
    Goes,
    /// It stays, without what says who it was about.
    Blanked,
    Stays,
}

/// Things of one kind.
#[derive(Debug, Clone)]
pub struct Told {
    /// In the plural, one word for programs.
    pub what: &'static str,
    pub title: Say,
    /// Of each column, the word for programs and that for people: the file is in French.
    pub columns: &'static [(&'static str, &'static str)],
    pub rows: Vec<Vec<Value>>,
    pub fate: Fate,
    pub why: Say,
}

impl Told {
    /// The rows for programs.
    pub fn objects(&self) -> Vec<Value> {
        let object = |row: &Vec<Value>| {
            let named = self.columns.iter().zip(row).map(|((word, _), value)| ((*word).to_owned(), value.clone()));
            Value::Object(named.collect::<Map<String, Value>>())
        };
        self.rows.iter().map(object).collect()
    }
}
