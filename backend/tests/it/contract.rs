//! The contract itself: valid, and its examples true.

use serde_json::{Value, json};

fn contract() -> Value {
    maillage::app::contract().unwrap()
}

/// Against the schema that the OpenAPI Initiative publishes (Apache-2.0).
#[test]
fn the_contract_is_valid_openapi_3_1() {
    let schema: Value = serde_json::from_str(include_str!("fixtures/openapi-3.1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document = contract();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let faults: Vec<String> =
        validator.iter_errors(&document).map(|fault| format!("{fault} at {}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let items = document["paths"].as_object().into_iter().flatten();
    items.flat_map(|(_, item)| item.as_object().into_iter().flatten().map(|(_, operation)| operation))
}

#[test]
fn every_parameter_says_what_it_is() {
    let document = contract();
    let mut silent = Vec::new();
    for operation in operations(&document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["description"].as_str().is_none_or(str::is_empty)) {
            silent.push(format!("{} {}", operation["operationId"], parameter["name"]));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Whoever has the document alone reads how to page, to change and to repeat.
#[test]
fn the_contract_carries_its_conventions() {
    let document = contract();
    let description = document["info"]["description"].as_str().unwrap();
    for word in ["If-Match", "Idempotency-Key", "next_cursor", "application/problem+json", "updated_since"] {
        assert!(description.contains(word), "{word}");
    }
}

#[test]
fn every_json_body_has_an_example_and_it_fits() {
    let document = contract();
    let mut wrong = Vec::new();
    for operation in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        let answers = operation["responses"].as_object().unwrap().iter().filter(|(status, _)| status.starts_with('2'));
        let holders =
            answers.map(|(status, answer)| (status.as_str(), answer)).chain([("request", &operation["requestBody"])]);
        for (which, holder) in holders {
            let media = &holder["content"]["application/json"];
            if media.is_null() || media["schema"].is_null() {
                continue;
            }
            let mut schema = media["schema"].clone();
            schema["components"] = document["components"].clone();
            schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
            let validator = jsonschema::validator_for(&schema).unwrap();
            let named = media["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
            let examples: Vec<&Value> = media.get("example").into_iter().chain(named).collect();
            if examples.is_empty() {
                wrong.push(format!("{id} {which} has no example"));
            }
            for example in examples {
                for fault in validator.iter_errors(example) {
                    wrong.push(format!("{id} {which}: {fault} at {}", fault.instance_path()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} {:#?}", wrong.len(), wrong);
}

#[test]
fn answers_tell_their_headers_and_a_demanded_key_is_required() {
    let document = contract();
    let mut demanded = Vec::new();
    for operation in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let headers = answer["headers"].as_object().unwrap();
            assert!(headers.contains_key("X-Request-Id"), "{id} {status}");
            assert!(!matches!(status.as_str(), "429" | "503") || headers.contains_key("Retry-After"), "{id} {status}");
            assert!(status != "201" || headers.contains_key("Location"), "{id}");
        }
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        if parameters.clone().any(|one| one["name"] == "Idempotency-Key" && one["required"] == true) {
            demanded.push(id);
        }
    }
    demanded.sort_unstable();
    assert_eq!(
        demanded,
        [
            "accounts_invite_account",
            "accounts_invite_account_again",
            "accounts_invite_colleague",
            "campaigns_remind",
            "campaigns_send",
            "events_invite",
            "imports_commit",
            "practice_sheets_ask_confirmation",
            "practice_sheets_ask_interview",
            "privacy_ask_file",
            "privacy_erase",
        ]
    );
}
