//! What fields are called, and values, in a mail to whoever asked.

use kernel::problem::Language;
use serde_json::Value;

use super::super::choices;

/// Field, French, English.
const NAMES: [(&str, &str, &str); 32] = [
    ("name", "Organisation", "Organisation"),
    ("kind", "Type", "Kind"),
    ("size", "Taille", "Size"),
    ("legal_name", "Nom officiel", "Legal name"),
    ("description", "Description", "Description"),
    ("topics", "Thématiques", "Topics"),
    ("email", "E-mail", "E-mail"),
    ("phone", "Téléphone", "Phone"),
    ("website", "Site web", "Website"),
    ("street", "Adresse", "Address"),
    ("postal_code", "Code postal", "Postal code"),
    ("commune", "Commune", "Commune"),
    ("siren", "SIREN", "SIREN"),
    ("siret", "SIRET", "SIRET"),
    ("rna", "RNA", "RNA"),
    ("amalia", "AMALIA", "AMALIA"),
    ("amalia_court", "Tribunal du registre", "Court of the register"),
    ("insee_code", "Code INSEE", "INSEE code"),
    ("given_name", "Prénom", "Given name"),
    ("family_name", "Nom de famille", "Family name"),
    ("function", "Fonction", "Function"),
    ("mobile", "Mobile", "Mobile"),
    ("preferred_channel", "Préfère être joint par", "Prefers to be reached by"),
    ("newsletter_wish", "Souhaite la lettre", "Wants the letter"),
    ("main", "Contact principal", "Main contact"),
    ("from_on", "Depuis le", "Since"),
    ("to_on", "Jusqu’au", "Until"),
    ("true", "oui", "yes"),
    ("false", "non", "no"),
    ("paper", "courrier papier", "paper"),
    ("", "rien", "nothing"),
    ("people", "Personnes", "People"),
];

fn known(word: &str, language: Language) -> Option<&'static str> {
    let (_, fr, en) = NAMES.iter().find(|(name, ..)| *name == word)?;
    Some(if language == Language::Fr { fr } else { en })
}

/// What a field is called.
pub fn field(name: &str, of_club: Option<&str>, language: Language) -> String {
    of_club.or_else(|| known(name, language)).unwrap_or(name).to_owned()
}

/// A value in one line.
pub fn value(field: &str, value: &Value, language: Language) -> String {
    match value {
        Value::Null => known("", language).unwrap_or_default().to_owned(),
        Value::Bool(yes) => known(if *yes { "true" } else { "false" }, language).unwrap_or_default().to_owned(),
        Value::Array(items) if items.is_empty() => known("", language).unwrap_or_default().to_owned(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Value::String(text) => {
            let choices = match field {
                "kind" => choices::kinds(),
                "size" => choices::sizes(),
                _ => Vec::new(),
            };
            let named = choices.into_iter().find(|choice| choice.value == *text);
            named.map_or_else(|| text.clone(), |choice| choice.label.in_language(language).to_owned())
        }
        other => other.to_string(),
    }
}
