//! Lists: how many, from where, and what comes next.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

use crate::problem::{Problem, say};

/// A stretch of a list. `next_cursor` is absent on the last one; `total` only when asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageOf<T> {
    pub items: Vec<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

impl<T> PageOf<T> {
    /// All there is.
    pub fn whole(items: Vec<T>) -> PageOf<T> {
        PageOf { items, next_cursor: None, total: None }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> PageOf<U> {
        PageOf { items: self.items.into_iter().map(f).collect(), next_cursor: self.next_cursor, total: self.total }
    }
}

/// What a cursor holds: the sort key and id of the last row given, and a mark of the question it belongs to
/// (sort and filters), so that it can't be used for another.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
pub struct Cursor<K> {
    pub k: K,
    pub id: uuid::Uuid,
    pub q: String,
}

impl<K: Serialize + DeserializeOwned> Cursor<K> {
    pub fn seal(&self) -> Result<String, Problem> {
        Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(self)?))
    }

    /// Reads a cursor back; refuses one that is damaged or belongs to another question.
    pub fn open(sealed: &str, question: &str) -> Result<Cursor<K>, Problem> {
        URL_SAFE_NO_PAD
            .decode(sealed)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok())
            .filter(|value| value.get("k").is_some_and(is_plain))
            .and_then(|value| serde_json::from_value::<Cursor<K>>(value).ok())
            .filter(|cursor| cursor.q == question)
            .ok_or_else(bad_cursor)
    }
}

/// 400: a cursor that is damaged, or belongs to another list.
pub fn bad_cursor() -> Problem {
    Problem::malformed(
        "house.bad_cursor",
        say(
            "Ce curseur de pagination ne correspond pas à cette liste : reprenez-la à la première page.",
            "This cursor does not belong to this list: start again from its first page.",
        ),
    )
}

/// No key of a list holds a control character, and PostgreSQL can't even be asked about a NUL.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.chars().any(char::is_control),
        Value::Array(items) => items.iter().all(is_plain),
        Value::Object(map) => map.iter().all(|(_, value)| is_plain(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_serves_only_the_question_it_was_made_for() {
        let cursor = Cursor { k: Some("barr".to_owned()), id: crate::ids::new_id(), q: "name".to_owned() };
        let sealed = cursor.seal().unwrap();
        assert_eq!(Cursor::<Option<String>>::open(&sealed, "name").unwrap(), cursor);
        assert_eq!(Cursor::<Option<String>>::open(&sealed, "-name").unwrap_err().status(), 400);
        assert_eq!(Cursor::<Option<String>>::open("%%%", "name").unwrap_err().status(), 400);
    }

    #[test]
    fn a_key_with_a_control_character_is_no_cursor() {
        for k in ["a\u{0}", "a\nb"] {
            let cursor = Cursor { k: Some(k.to_owned()), id: crate::ids::new_id(), q: "name".to_owned() };
            let refused = Cursor::<Option<String>>::open(&cursor.seal().unwrap(), "name").unwrap_err();
            assert_eq!((refused.status(), refused.code()), (400, "house.bad_cursor"));
        }
    }
}
