//! What lists refuse.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::harness::Visitor;

/// A cursor of this list, with another key put in.
async fn forged(by: &Visitor<'_>, list: &str, change: impl Fn(&mut Value)) -> String {
    let page = by.get(&format!("{list}&limit=1")).await.ok(200);
    let sealed = page["next_cursor"].as_str().unwrap_or_else(|| panic!("{list} has no second page"));
    let mut cursor: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(sealed).unwrap()).unwrap();
    change(&mut cursor["k"]);
    URL_SAFE_NO_PAD.encode(cursor.to_string())
}

/// Puts `text` in place of each text of the key.
fn replace(key: &mut Value, text: &str) {
    match key {
        Value::String(old) => *old = text.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text)),
        Value::Object(map) => map.values_mut().for_each(|item| replace(item, text)),
        _ => {}
    }
}

both! {
    async fn a_forged_cursor_is_told_so_by_every_list(house) {
        let admin = house.administrator().await;
        house.coordinator().await;
        for name in ["Ludothèque", "Repair Café", "Ressourcerie"] {
            admin.post("/members", json!({"name": name, "kind": "association", "status": "active"})).await.ok(201);
        }
        let lists = [
            "/members?sort=name", "/members?sort=-joined_on", "/accounts?sort=name", "/accounts?sort=email",
            "/accounts?sort=last_sign_in_at",
        ];
        for list in lists {
            for text in ["a\u{0}", "soon"] {
                let cursor = forged(&admin, list, |key| replace(key, text)).await;
                let reply = admin.get(&format!("{list}&cursor={cursor}&limit=1")).await;
                // A text where a text belongs is a place in the list like any other.
                if text == "soon" && reply.status == 200 {
                    continue;
                }
                reply.problem(400, "house.bad_cursor");
            }
        }
    }
}
