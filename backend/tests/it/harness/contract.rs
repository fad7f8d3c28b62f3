//! Every answer of every test is held against the contract: the operation exists, the status is documented, the media
//! type is the documented one, and the body fits the schema.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
};

use serde_json::{Value, json};

use super::Reply;

thread_local! {
    static VALIDATORS: RefCell<HashMap<String, jsonschema::Validator>> = RefCell::new(HashMap::new());
}

pub fn hold(document: &Value, method: &str, path: &str, reply: &Reply) {
    if !path.starts_with("/api/v1/") || path == "/api/v1/openapi.json" {
        return;
    }
    // Answered as GET is, without being said anew.
    let method = if method == "HEAD" { "GET" } else { method };
    let Some((template, operation)) = operation(document, method, path) else {
        assert!(
            matches!(reply.status, 404 | 405),
            "{method} {path} is not in the contract, yet answered {}",
            reply.status
        );
        return;
    };
    assert!(reply.status != 500, "{method} {template} failed: {}", String::from_utf8_lossy(&reply.bytes));
    if reply.status == 304 {
        return;
    }
    let response = &operation["responses"][reply.status.to_string()];
    assert!(
        !response.is_null(),
        "{method} {template} answered {}, which the contract does not know: {}",
        reply.status,
        String::from_utf8_lossy(&reply.bytes)
    );
    for name in ["etag", "location", "link", "retry-after", "ratelimit", "set-cookie", "idempotent-replayed"] {
        let told =
            response["headers"].as_object().into_iter().flatten().any(|(told, _)| told.eq_ignore_ascii_case(name));
        assert!(
            told || reply.header(name).is_empty(),
            "{method} {template} {} has a header {name} that the contract does not know",
            reply.status
        );
    }
    let Some(content) = response["content"].as_object() else {
        assert!(reply.bytes.is_empty(), "{method} {template} {} has a body the contract does not know", reply.status);
        return;
    };
    let media = reply.header("content-type").split(';').next().unwrap_or_default().trim().to_owned();
    let Some(kind) = content
        .get(&media)
        .or_else(|| content.get(&format!("{}/*", media.split('/').next().unwrap_or_default())))
        .or_else(|| content.get("*/*"))
    else {
        panic!(
            "{method} {template} {} is {media}, the contract says {:?}",
            reply.status,
            content.keys().collect::<Vec<_>>()
        );
    };
    if !media.ends_with("json") || kind["schema"].is_null() {
        return;
    }
    let key = format!("{method} {template} {} {media}", reply.status);
    VALIDATORS.with_borrow_mut(|validators| {
        let validator = validators.entry(key.clone()).or_insert_with(|| {
            let mut schema = kind["schema"].clone();
            let mut named = BTreeMap::new();
            gather(document, &schema, &mut named);
            schema["components"] = json!({"schemas": named});
            schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
            jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{key}: {error}"))
        });
        let body = reply.json();
        let faults: Vec<String> =
            validator.iter_errors(&body).map(|fault| format!("{} at {}", fault, fault.instance_path())).collect();
        assert!(faults.is_empty(), "{key} does not fit the contract: {faults:#?}\n{body:#}");
    });
}

/// What a schema names, and what that names in turn. To have the whole contract compiled takes longer than most tests.
fn gather<'a>(document: &'a Value, schema: &Value, named: &mut BTreeMap<&'a str, &'a Value>) {
    let inner: Vec<&Value> = match schema {
        Value::Object(object) => object.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => return,
    };
    for one in inner {
        gather(document, one, named);
    }
    let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/components/schemas/"))
    else {
        return;
    };
    let known = document["components"]["schemas"].as_object().and_then(|schemas| schemas.get_key_value(name));
    let (name, wanted) = known.unwrap_or_else(|| panic!("the contract has no schema {name}"));
    if named.insert(name, wanted).is_none() {
        gather(document, wanted, named);
    }
}

fn operation<'a>(document: &'a Value, method: &str, path: &str) -> Option<(&'a str, &'a Value)> {
    let paths = document["paths"].as_object()?;
    let fits = |template: &str| {
        let (wanted, given) = (template.split('/'), path.split('/'));
        wanted.clone().count() == given.clone().count()
            && wanted.zip(given).all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
    };
    // A fixed path wins over one with a parameter.
    let mut found: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
    found.sort_by_key(|(template, _)| template.matches('{').count());
    found.into_iter().find_map(|(template, item)| {
        let operation = item.get(method.to_lowercase().as_str())?;
        Some((template.as_str(), operation))
    })
}
