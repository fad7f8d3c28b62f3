//! A person's file: the same twice, for programs (JSON) and for people (HTML, in French), in one ZIP. Pure.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{
    dependents::{Told, Whom},
    files::zipped,
};
use serde_json::{Map, Value, json};

/// What stands above it.
pub struct Head<'a> {
    pub club: &'a str,
    pub contact: &'a str,
    pub made_at: DateTime<Utc>,
}

pub fn made(head: &Head<'_>, whom: &Whom, told: &[Told]) -> Result<Vec<u8>, Problem> {
    let data = serde_json::to_vec_pretty(&for_programs(head, whom, told))?;
    let page = for_people(head, whom, told);
    zipped(&[("donnees.json", data.as_slice()), ("donnees.html", page.as_bytes())])
}

fn for_programs(head: &Head<'_>, whom: &Whom, told: &[Told]) -> Value {
    let mut parts = Map::new();
    for one in told {
        parts.insert(one.what.to_owned(), Value::Array(one.objects()));
    }
    json!({
        "club": head.club,
        "made_at": head.made_at,
        "person": {
            "given_name": whom.person.given_name,
            "family_name": whom.person.family_name,
            "language": whom.person.language,
            "known_since": whom.person.created_at,
        },
        "data": parts,
    })
}

fn for_people(head: &Head<'_>, whom: &Whom, told: &[Told]) -> String {
    let name = format!("{} {}", whom.person.given_name, whom.person.family_name);
    let (name, club) = (safe(name.trim()), safe(head.club));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Données personnelles de {name}</title>\n\
         <style>body {{ font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }}\n\
         table {{ border-collapse: collapse; width: 100%; }}\n\
         th, td {{ border: 1px solid #8a948f; padding: .4rem .6rem; text-align: left; vertical-align: top; }}\n\
         caption {{ text-align: left; }}</style>\n</head>\n<body>\n<main>\n\
         <h1>Données personnelles de {name}</h1>\n\
         <p>Tout ce que {club} sait de vous, au {}. Le fichier donnees.json dit la même chose pour un programme.</p>\n",
        head.made_at.format("%d/%m/%Y")
    );
    if !head.contact.is_empty() {
        let _ = writeln!(page, "<p>Pour faire corriger ou effacer ces données : {}</p>", safe(head.contact));
    }
    for one in told {
        part(&mut page, one);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn part(page: &mut String, told: &Told) {
    let _ = writeln!(page, "<h2>{}</h2>", safe(&told.title.fr));
    if told.rows.is_empty() {
        page.push_str("<p>Rien.</p>\n");
        return;
    }
    page.push_str("<table>\n<thead><tr>");
    for (_, title) in told.columns {
        let _ = write!(page, "<th scope=\"col\">{}</th>", safe(title));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &told.rows {
        page.push_str("<tr>");
        for value in row {
            let _ = write!(page, "<td>{}</td>", safe(&in_words(value)));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "oui".to_owned(),
        Value::Bool(false) => "non".to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            map.iter().map(|(key, value)| format!("{key} : {}", in_words(value))).collect::<Vec<_>>().join(" ; ")
        }
    }
}

/// What people typed can never become a part of the page.
fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use kernel::problem::say;
    use platform::dependents::Fate;

    use super::*;

    #[test]
    fn what_was_typed_is_shown_and_not_run() {
        let told = Told {
            what: "exchanges",
            title: say("Échanges", "Exchanges"),
            columns: &[("on", "Le"), ("summary", "Ce qui a été noté"), ("main", "Principal")],
            rows: vec![vec![json!("2026-11-23"), json!("<script>alert(1)</script>"), json!(true)]],
            fate: Fate::Blanked,
            why: say("", ""),
        };
        let mut page = String::new();
        part(&mut page, &told);
        assert!(page.contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>oui</td>"), "{page}");
        assert_eq!(told.objects(), [json!({"on": "2026-11-23", "summary": "<script>alert(1)</script>", "main": true})]);
    }
}
