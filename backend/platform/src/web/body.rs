//! JSON bodies: bounded before they are read, and what is wrong in them is told by JSON pointer (RFC 6901).

use actix_web::{HttpRequest, dev::Payload, http::header, web};
use futures_util::StreamExt;
use kernel::problem::{Fault, Problem, say};
use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::Validate;

use super::{
    contract::MethodTable,
    faults::{checked, control_characters, named_in, printable, wrong_value},
};

/// The largest body, in bytes…
pub const BODY_LIMIT: usize = 1024 * 1024;
/// …and where a file is sent, with its form around it, or long texts for many records at once.
pub const LARGE_LIMIT: usize = 32 * 1024 * 1024;
/// The longest text in a JSON body, in characters; fields set shorter bounds of their own.
const TEXT_LIMIT: usize = 50_000;

/// How many bytes may be sent to this path.
pub fn limit_of(table: Option<&web::Data<MethodTable>>, path: &str) -> usize {
    if table.is_some_and(|table| table.takes_much(path)) { LARGE_LIMIT } else { BODY_LIMIT }
}

/// Collects a body of at most `limit` bytes; 413 beyond.
pub async fn collect(payload: &mut Payload, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            Problem::malformed("house.body_cut", say("L’envoi a été interrompu.", "The upload was cut short."))
                .because(error)
        })?;
        if body.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

pub fn too_large(limit: usize) -> Problem {
    Problem::new(
        413,
        "house.too_large",
        say(
            format!("L’envoi dépasse la taille permise ({} Mo).", limit.div_ceil(1024 * 1024)),
            format!("The upload is larger than allowed ({} MB).", limit.div_ceil(1024 * 1024)),
        ),
    )
}

/// Reads a body that must say it is JSON.
pub async fn read_body<T: DeserializeOwned + Validate>(req: &HttpRequest, payload: &mut Payload) -> Result<T, Problem> {
    let media = req.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(media.as_str(), "application/json" | "application/merge-patch+json") {
        return Err(Problem::new(
            415,
            "house.wrong_media_type",
            say("Envoyez ce contenu en application/json.", "Send this content as application/json."),
        ));
    }
    let body = collect(payload, limit_of(req.app_data::<web::Data<MethodTable>>(), req.path())).await?;
    let value: Value = serde_json::from_slice(&body).map_err(|error| {
        Problem::malformed(
            "house.malformed_json",
            say(
                format!("Le JSON ne peut pas être lu (ligne {}, colonne {}).", error.line(), error.column()),
                format!("The JSON can't be read (line {}, column {}).", error.line(), error.column()),
            ),
        )
    })?;
    read_value(value)
}

/// Reads a JSON value as a form: unknown fields, wrong types and broken bounds are told by JSON pointer.
pub fn read_value<T: DeserializeOwned + Validate>(value: Value) -> Result<T, Problem> {
    let mut faults = Vec::new();
    check_texts(&value, "", &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let form: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let mut pointer: String = error
            .path()
            .iter()
            .filter_map(|segment| match segment {
                serde_path_to_error::Segment::Seq { index } => Some(format!("/{index}")),
                serde_path_to_error::Segment::Map { key } => {
                    Some(format!("/{}", key.replace('~', "~0").replace('/', "~1")))
                }
                _ => None,
            })
            .collect();
        let inner = error.into_inner().to_string();
        let (code, detail) = if inner.starts_with("unknown field") {
            ("house.unknown_field", say("Ce champ n’existe pas ici.", "There is no such field here."))
        } else if inner.starts_with("missing field") {
            if let Some(name) = named_in(&inner) {
                pointer.push('/');
                pointer.push_str(&name);
            }
            ("house.missing_field", say("Ce champ est nécessaire.", "This field is needed."))
        } else {
            ("house.wrong_value", wrong_value(&inner))
        };
        Problem::invalid_field(pointer, code, detail)
    })?;
    checked(form, "/")
}

fn check_texts(value: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    match value {
        Value::String(text) => {
            if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                faults.push(Fault::at(pointer, "house.control_characters", control_characters()));
            } else if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
                faults.push(Fault::at(
                    pointer,
                    "house.too_long",
                    say("Ce texte est trop long.", "This text is too long."),
                ));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_texts(item, &format!("{pointer}/{index}"), faults);
            }
        }
        Value::Object(map) => {
            for (name, item) in map {
                check_texts(item, &format!("{pointer}/{}", printable(name)), faults);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[validate(length(min = 1, max = 5))]
        name: String,
        #[serde(default)]
        #[validate(nested)]
        people: Vec<Someone>,
    }

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Someone {
        #[validate(range(min = 1, max = 9))]
        rank: u32,
    }

    fn pointers(value: Value) -> Vec<(String, String)> {
        read_value::<Form>(value)
            .unwrap_err()
            .errors()
            .iter()
            .map(|f| (f.pointer.clone(), f.code.to_string()))
            .collect()
    }

    #[test]
    fn a_wrong_field_is_named_by_its_pointer() {
        let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(pointers(serde_json::json!({})), one("/name", "house.missing_field"));
        assert_eq!(pointers(serde_json::json!({"name": "a", "x": 1})), one("/x", "house.unknown_field"));
        assert_eq!(pointers(serde_json::json!({"name": 3})), one("/name", "house.wrong_value"));
        assert_eq!(pointers(serde_json::json!({"name": "abcdef"})), one("/name", "house.length"));
        assert_eq!(pointers(serde_json::json!({"name": "a\u{0}"})), one("/name", "house.control_characters"));
        assert_eq!(
            pointers(serde_json::json!({"name": "a", "people": [{"rank": 1}, {"rank": 10}]})),
            one("/people/1/rank", "house.range")
        );
        assert_eq!(
            pointers(serde_json::json!({"name": "a", "people": [{"rank": "x"}]})),
            one("/people/0/rank", "house.wrong_value")
        );
    }
}
