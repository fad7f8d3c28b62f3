//! Examples of bodies, made from their schemas where nobody wrote one: each field with its own example, else with a
//! value of its kind.

use serde_json::{Map, Value, json};

/// An example that fits `schema`; null when it can't be told.
pub fn of(schema: &Value, components: &Map<String, Value>) -> Value {
    make(schema, components, &[])
}

fn make(schema: &Value, components: &Map<String, Value>, within: &[&str]) -> Value {
    if let Some(example) = schema.get("example").or_else(|| schema["examples"].get(0)).filter(|given| !given.is_null())
    {
        return example.clone();
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        // A schema that refers to itself ends where it comes back.
        let inner = components.get(name).filter(|_| !within.contains(&name));
        return inner.map_or(Value::Null, |inner| make(inner, components, &[within, &[name]].concat()));
    }
    if let Some(value) = schema.get("const").or_else(|| schema["enum"].get(0)) {
        return value.clone();
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(fields) = make(part, components, within) {
                whole.extend(fields);
            }
        }
        whole.extend(object(schema, components, within));
        return Value::Object(whole);
    }
    let choices = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    if let Some(choices) = choices {
        let chosen = choices.iter().find(|choice| choice["type"] != "null").or_else(|| choices.first());
        let made = chosen.map_or(Value::Null, |choice| make(choice, components, within));
        let beside = object(schema, components, within);
        return match made {
            Value::Object(mut fields) if !beside.is_empty() => {
                fields.extend(beside);
                Value::Object(fields)
            }
            made => made,
        };
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    match kinds.into_iter().find(|kind| *kind != "null") {
        Some("object") => Value::Object(object(schema, components, within)),
        Some("array") => match make(&schema["items"], components, within) {
            Value::Null => json!([]),
            item => json!([item]),
        },
        Some("boolean") => json!(true),
        Some("integer") => schema["minimum"].as_f64().map_or(json!(1), |least| json!(least.max(1.0) as i64)),
        Some("number") => schema["minimum"].as_f64().map_or(json!(1.0), |least| json!(least.max(1.0))),
        Some("string") => text(schema),
        _ => Value::Null,
    }
}

fn object(schema: &Value, components: &Map<String, Value>, within: &[&str]) -> Map<String, Value> {
    let fields = schema["properties"].as_object().into_iter().flatten();
    let made = fields.map(|(name, field)| (name.clone(), make(field, components, within)));
    let needed = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    made.filter(|(name, value)| !value.is_null() || needed(name)).collect()
}

fn text(schema: &Value) -> Value {
    match schema["format"].as_str() {
        Some("uuid") => return json!("019ab1c2-0000-7000-8000-000000000000"),
        Some("date") => return json!("2026-11-23"),
        Some("date-time") => return json!("2026-11-23T09:00:00Z"),
        _ => {}
    }
    let word = "texte";
    let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
    let most = schema["maxLength"].as_u64().map_or(usize::MAX, |most| most as usize);
    json!(word.chars().cycle().take(word.len().max(least).min(most)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_has_each_field_and_prefers_what_was_written() {
        let components = json!({
            "Name": {"type": "string", "example": "Repair Café"},
            "Tree": {"type": "object", "properties": {"left": {"$ref": "#/components/schemas/Tree"}}},
        });
        let schema = json!({"type": "object", "properties": {
            "id": {"type": "string", "format": "uuid"},
            "name": {"$ref": "#/components/schemas/Name"},
            "note": {"type": ["string", "null"], "minLength": 7},
            "items": {"type": "array", "items": {"enum": ["a", "b"]}},
        }});
        let components = components.as_object().unwrap();
        assert_eq!(
            of(&schema, components),
            json!({"id": "019ab1c2-0000-7000-8000-000000000000", "name": "Repair Café", "note": "textete", "items": ["a"]})
        );
        assert!(of(&json!({"$ref": "#/components/schemas/Tree"}), components).is_object());
    }
}
