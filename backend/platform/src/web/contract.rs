//! Finishes the OpenAPI document that the routes give: what holds for every operation is said once, here.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, dev::ResourceDef, http::Method};
use kernel::problem::{Problem, say};
use serde_json::{Map, Value, json};

use super::{examples, problem::Refused};

/// Completes the document: standard problems per operation, headers, security, descriptions; inline copies of
/// components become references. `under_key` names the operations that demand an Idempotency-Key, `as_read` those that
/// demand an If-Match although they are neither PATCH nor PUT.
pub fn finish(
    document: utoipa::openapi::OpenApi,
    under_key: &[&str],
    as_read: &[&str],
) -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(document)?;
    let components = document["components"]["schemas"].as_object().cloned().unwrap_or_default();
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, item) in paths.iter_mut() {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                finish_operation(path, method, operation, under_key, as_read);
            }
        }
    }
    describe_parameters(&mut document["paths"]);
    refer(&mut document["paths"], &components);
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        for child in schemas.values_mut().filter_map(Value::as_object_mut).flat_map(|schema| schema.values_mut()) {
            refer(child, &components);
        }
    }
    for (_, item) in document["paths"].as_object_mut().into_iter().flatten() {
        let revised = ["patch", "put"].iter().any(|method| item.get(method).is_some());
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            show(method, operation, revised, &components);
        }
    }
    document["components"]["securitySchemes"] = json!({
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "Access token of a person, from /auth/login (15 minutes)."},
        "api_key": {"type": "http", "scheme": "bearer", "description": "API key of a machine (mk_…). Beside an operation stand the scopes that open it: all of one entry, any entry."},
    });
    Ok(document)
}

/// What every list takes.
const USUAL: [(&str, &str); 3] = [
    ("limit", "How many at most: 1 to 200; 50 when absent."),
    ("cursor", "The `next_cursor` of the page before; good for the same question only."),
    ("with_total", "`true`: also how many there are in all."),
];

/// Says once what parameters of a usual name mean; `…/counts` takes the filters of its list, in the list's words.
fn describe_parameters(paths: &mut Value) {
    let lists = paths.clone();
    for (path, item) in paths.as_object_mut().into_iter().flatten() {
        let list = path.strip_suffix("/counts").map(|list| &lists[list]["get"]["parameters"]);
        for operation in item.as_object_mut().into_iter().flatten().map(|(_, operation)| operation) {
            for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
                if parameter["description"].is_string() {
                    continue;
                }
                let usual = USUAL.iter().find(|(name, _)| parameter["name"] == *name).map(|(_, words)| json!(words));
                let as_listed = list.and_then(Value::as_array).into_iter().flatten();
                let as_listed = as_listed.filter(|other| other["name"] == parameter["name"]);
                let words = usual.or_else(|| as_listed.map(|other| other["description"].clone()).next());
                if let Some(words) = words {
                    parameter["description"] = words;
                }
            }
        }
    }
}

fn is_among(ids: &[&str], operation: &Value) -> bool {
    operation["operationId"].as_str().is_some_and(|id| ids.contains(&id))
}

fn finish_operation(path: &str, method: &str, operation: &mut Value, under_key: &[&str], as_read: &[&str]) {
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
    if matches!(method, "patch" | "put") || is_among(as_read, operation) {
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
            "Makes a repetition harmless, for 24 hours. A key belongs to one address: at another the same key is another, and repeats nothing.",
            is_among(under_key, operation),
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

/// Examples of bodies, and the headers of answers; `revised`: what is at this path has revisions.
fn show(method: &str, operation: &mut Value, revised: bool, components: &Map<String, Value>) {
    if let Some(body) = operation.get_mut("requestBody") {
        give_example(body, components);
    }
    let published = operation["responses"].get("304").is_some();
    let guarded = operation["security"].as_array().is_some_and(|list| !list.is_empty());
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        let success = status.starts_with('2');
        if success {
            give_example(response, components);
        }
        let body = body_of(response, components);
        let has = |field: &str| success && body.iter().any(|schema| !schema["properties"][field].is_null());
        let mut headers = vec![("X-Request-Id", "The number of the request, as in the log and in problems.")];
        if has("revision")
            || (success && revised && matches!(method, "get" | "patch" | "put"))
            || (success
                && response["content"].as_object().is_some_and(|content| !content.contains_key("application/json")))
        {
            headers.push(("ETag", "The revision, for If-Match and If-None-Match."));
        }
        if published && (success || status == "304") {
            headers.push(("ETag", "What to ask with in If-None-Match."));
            headers.push((
                "Link",
                "`rel=\"license\"`: under which anyone may use it; `rel=\"next\"`: the next page, where there is one.",
            ));
        } else if has("next_cursor") {
            headers.push(("Link", "`rel=\"next\"`: the next page, where there is one."));
        }
        if has("access_token") || (success && operation_signs_out(response)) {
            headers.push(("Set-Cookie", "The refresh token, and by what this device is known again."));
        }
        match status.as_str() {
            "201" | "308" => headers.push(("Location", "Where it is from now on.")),
            "401" => headers.push(("WWW-Authenticate", "`Bearer`.")),
            "409" => headers.push(("Retry-After", "Seconds, where waiting helps.")),
            "429" => {
                headers.push(("Retry-After", "Seconds to wait."));
                headers.push(("RateLimit", "What is left, and when it is whole again."));
            }
            "503" => headers.push(("Retry-After", "Seconds to wait.")),
            _ => {}
        }
        if success && method == "post" && guarded {
            headers
                .push(("Idempotent-Replayed", "`true` when this is the answer to an earlier request of the same key."));
        }
        let told = headers
            .into_iter()
            .map(|(name, meaning)| (name.to_owned(), json!({"description": meaning, "schema": {"type": "string"}})));
        response["headers"] = Value::Object(told.collect());
    }
}

fn operation_signs_out(response: &Value) -> bool {
    response["description"] == "Signed out"
}

/// The schema of the JSON body, and what it is made of.
fn body_of<'a>(response: &'a Value, components: &'a Map<String, Value>) -> Vec<&'a Value> {
    let followed = |schema: &'a Value| match schema["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        Some(name) => components.get(name).unwrap_or(schema),
        None => schema,
    };
    let body = followed(&response["content"]["application/json"]["schema"]);
    let parts = body["allOf"].as_array().into_iter().flatten().map(followed);
    std::iter::once(body).chain(parts).collect()
}

fn give_example(holder: &mut Value, components: &Map<String, Value>) {
    let Some(media) = holder.get_mut("content").and_then(|content| content.get_mut("application/json")) else { return };
    if media.get("example").is_none() && media.get("examples").is_none() && !media["schema"].is_null() {
        media["example"] = examples::of(&media["schema"], components);
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
pub struct MethodTable(Vec<Row>);

struct Row {
    path: ResourceDef,
    methods: Vec<Method>,
    takes_much: bool,
}

impl MethodTable {
    /// `large` names the operations that take large bodies beside those that take files.
    pub fn of(document: &Value, large: &[&str]) -> MethodTable {
        let rows = document["paths"].as_object().into_iter().flatten().map(|(path, item)| {
            let methods = item
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(method, _)| Method::from_bytes(method.to_uppercase().as_bytes()).ok())
                .collect();
            let takes_files = !item["post"]["requestBody"]["content"]["multipart/form-data"].is_null();
            let takes_much = takes_files || ["post", "put"].iter().any(|method| is_among(large, &item[method]));
            Row { path: ResourceDef::new(path.as_str()), methods, takes_much }
        });
        MethodTable(rows.collect())
    }

    /// Whether a large body may be posted to this path.
    pub fn takes_much(&self, path: &str) -> bool {
        self.0.iter().any(|row| row.takes_much && row.path.is_match(path))
    }

    /// The answer to a path or method that no route takes.
    pub fn answer(&self, req: &HttpRequest) -> HttpResponse {
        let matching = || self.0.iter().filter(|row| row.path.is_match(req.path()));
        // `/members/counts` is itself, though `/members/{id}` would match it.
        let row = matching().find(|row| row.path.pattern() == Some(req.path())).or_else(|| matching().next());
        let methods: &[Method] = row.map_or(&[], |row| &row.methods);
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
