//! Finishes the OpenAPI document that the routes give: what holds for every operation is said once, here.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, dev::ResourceDef, http::Method};
use kernel::problem::{Problem, say};
use serde_json::{Map, Value, json};

use super::problem::Refused;

/// Completes the document: standard problems per operation, headers, security, descriptions; inline copies of
/// components become references.
pub fn finish(document: utoipa::openapi::OpenApi) -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(document)?;
    let components = document["components"]["schemas"].as_object().cloned().unwrap_or_default();
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, item) in paths.iter_mut() {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                finish_operation(path, method, operation);
            }
        }
    }
    refer(&mut document["paths"], &components);
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        for child in schemas.values_mut().filter_map(Value::as_object_mut).flat_map(|schema| schema.values_mut()) {
            refer(child, &components);
        }
    }
    document["components"]["securitySchemes"] = json!({
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "Access token of a person, from /auth/login (15 minutes)."},
        "api_key": {"type": "http", "scheme": "bearer", "description": "API key of a machine (mk_…), with its scopes."},
    });
    Ok(document)
}

fn finish_operation(path: &str, method: &str, operation: &mut Value) {
    let public = operation["security"]
        .as_array()
        .is_some_and(|list| list.iter().all(|one| one.as_object().is_some_and(Map::is_empty)));
    if public {
        operation["security"] = json!([]);
    } else if operation["security"].is_null() {
        operation["security"] = json!([{"bearer": []}]);
    }
    let has_body = !operation["requestBody"].is_null();
    let mut problems: BTreeMap<&str, &str> = BTreeMap::from([
        ("400", "The request can't be read"),
        ("422", "Some fields or parameters are wrong; `errors` names each by JSON pointer"),
        ("429", "Too many requests; `Retry-After` says when to come back"),
        ("500", "Unexpected; report the `request_id`"),
        ("503", "The house can't write or reach what it needs for now; nothing was changed"),
    ]);
    if !public {
        problems.insert("401", "Nobody is signed in, or the token is no longer good");
        problems.insert("403", "The caller may not do this");
    }
    if path.contains('{') {
        problems.insert("404", "Does not exist, or is not yours to see");
    }
    if has_body {
        problems.insert("413", "The body is too large");
        problems.insert("415", "The body is not of the expected media type");
    }
    if method != "get" {
        problems.insert("409", "The state of things forbids it");
    }
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    if matches!(method, "patch" | "put") {
        problems.insert("412", "Somebody changed it since; `current` tells its revision");
        problems.insert("428", "If-Match is missing");
        parameters.push(header_parameter(
            "If-Match",
            "The ETag of the revision this change is based on.",
            true,
            "\"r1\"",
        ));
    }
    if method == "post" && !public {
        parameters.push(header_parameter(
            "Idempotency-Key",
            "Makes a repetition harmless, for 24 hours.",
            false,
            "5f0c0f1e-import",
        ));
    }
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(responses) = operation["responses"].as_object_mut() {
        for (status, meaning) in problems {
            responses.entry(status).or_insert_with(|| {
                json!({"description": meaning, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}})
            });
        }
        for (status, response) in responses.iter_mut() {
            if response["description"].as_str().unwrap_or_default().is_empty() {
                response["description"] = json!(match status.as_str() {
                    "200" => "Done",
                    "201" => "Created",
                    "202" => "Taken in",
                    "204" => "Done, nothing to tell",
                    _ => "See the status",
                });
            }
        }
    }
}

fn header_parameter(name: &str, description: &str, required: bool, example: &str) -> Value {
    json!({"name": name, "in": "header", "required": required, "description": description, "schema": {"type": "string", "minLength": 1, "maxLength": 200}, "example": example})
}

/// utoipa inlines generic arguments: a copy that equals a component becomes a reference to it.
fn refer(value: &mut Value, components: &Map<String, Value>) {
    match value {
        Value::Object(map) => {
            for (_, child) in map.iter_mut() {
                refer(child, components);
                let is_schema =
                    child.get("type").is_some() || child.get("oneOf").is_some() || child.get("allOf").is_some();
                let has_shape = child.get("properties").is_some() || child.get("enum").is_some();
                if is_schema
                    && has_shape
                    && let Some((name, _)) = components.iter().find(|(_, schema)| *schema == child)
                {
                    *child = json!({"$ref": format!("#/components/schemas/{name}")});
                }
            }
        }
        Value::Array(items) => {
            for child in items {
                refer(child, components);
            }
        }
        _ => {}
    }
}

/// Which methods each path answers, read off the finished document: another method is 405, another path 404.
pub struct MethodTable(Vec<(ResourceDef, Vec<Method>)>);

impl MethodTable {
    pub fn of(document: &Value) -> MethodTable {
        let rows = document["paths"].as_object().into_iter().flatten().map(|(path, item)| {
            let methods = item
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(method, _)| Method::from_bytes(method.to_uppercase().as_bytes()).ok())
                .collect();
            (ResourceDef::new(path.as_str()), methods)
        });
        MethodTable(rows.collect())
    }

    /// The answer to a path or method that no route takes.
    pub fn answer(&self, req: &HttpRequest) -> HttpResponse {
        let matching = || self.0.iter().filter(|(path, _)| path.is_match(req.path()));
        // `/members/counts` is itself, though `/members/{id}` would match it.
        let row = matching().find(|(path, _)| path.pattern() == Some(req.path())).or_else(|| matching().next());
        let methods: &[Method] = row.map_or(&[], |(_, methods)| methods);
        if methods.is_empty() {
            return HttpResponse::from_error(Refused(Problem::not_found()));
        }
        let allow: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
        let problem = Problem::new(
            405,
            "house.method_not_allowed",
            say("Cette adresse n’accepte pas cette méthode.", "This address does not take this method."),
        );
        HttpResponse::from_error(Refused(problem.with("allow", json!(allow))))
    }
}
