//! What a field is, and the rules of its making. Pure.

use kernel::{
    caller::Caller,
    problem::{Fault, Problem, say},
    trade::{FieldKind, Visibility},
    words,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

use super::{
    schema::ChoiceForm,
    value::{self, Value, Values},
};

/// As many as a grid still shows.
pub const MOST_FIELDS: usize = 100;
/// As many as a list still offers.
pub const MOST_CHOICES: usize = 200;
/// Longest key, in characters.
const KEY: usize = 40;

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChoice {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub kind: FieldKind,
    pub choices: Vec<FieldChoice>,
    pub visibility: Visibility,
}

impl Definition {
    pub fn is_choice(&self) -> bool {
        self.kind == FieldKind::Choice
    }

    /// The choice that a text names, by its id or however its name is written.
    pub fn choice(&self, text: &str) -> Option<&FieldChoice> {
        let folded = words::name_key(text);
        let by_id = self.choices.iter().find(|choice| choice.id == text);
        by_id.or_else(|| self.choices.iter().find(|choice| words::name_key(&choice.name) == folded))
    }

    /// Where a choice stands, from 0.
    pub fn rank(&self, id: &str) -> i64 {
        self.choices.iter().position(|choice| choice.id == id).unwrap_or(self.choices.len()) as i64
    }
}

/// The fields there are now, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definitions(pub Vec<Definition>);

impl Definitions {
    pub fn get(&self, key: &str) -> Option<&Definition> {
        self.0.iter().find(|definition| definition.key == key)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts what is given into the values: null and blank take one away. What does not fit is told by its pointer.
    pub fn put(&self, values: &mut Values, given: &BTreeMap<String, Json>, faults: &mut Vec<Fault>) {
        for (key, given) in given {
            let pointer = || format!("/custom/{}", key.replace('~', "~0").replace('/', "~1"));
            let Some(definition) = self.get(key) else {
                faults.push(Fault::at(
                    pointer(),
                    "members.field_unknown",
                    say("Ce champ n’existe pas, ou il est archivé.", "There is no such field, or it is archived."),
                ));
                continue;
            };
            match value::read(definition, given) {
                Ok(Some(value)) => {
                    values.insert(key.clone(), value);
                }
                Ok(None) => {
                    values.remove(key);
                }
                Err(fault) => faults.push(fault.at(&pointer(), "members")),
            }
        }
    }

    /// The values as the audit tells them: by `custom.key`, choices by name.
    pub fn told(&self, values: &Values) -> Vec<(String, Json)> {
        let told = values.iter().map(|(key, value)| {
            let name = match value {
                Value::Choice(id) => {
                    self.get(key).and_then(|field| field.choice(id)).map(|choice| Json::from(choice.name.as_str()))
                }
                _ => None,
            };
            (format!("custom.{key}"), name.unwrap_or_else(|| value.json()))
        });
        told.collect()
    }
}

/// Coordinators and administrators make and change fields.
pub fn may_define(caller: &Caller) -> bool {
    caller.is_coordinator()
}

/// A key made of a name, that no other field has: `prete_des_gobelets`, `prete_des_gobelets_2`.
pub fn key_of(name: &str, taken: &HashSet<String>) -> String {
    free(&slug(name, "champ"), taken)
}

fn slug(name: &str, otherwise: &str) -> String {
    let folded = words::without_accents(&words::fold(name)).to_ascii_lowercase();
    let plain: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(KEY).collect();
    let plain = plain.trim_matches('_');
    match plain.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{otherwise}_{plain}"),
        Some(_) => plain.to_owned(),
    }
}

fn free(wanted: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|number| format!("{wanted}_{number}")).find(|key| !taken.contains(key)).unwrap_or_default()
}

/// A name on one line.
pub fn name(given: &str, pointer: &str) -> Result<String, Fault> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Fault::at(pointer, "members.field_name_required", say("Donnez un nom.", "Give a name.")));
    }
    Ok(name)
}

/// The choices of a field as a form lists them: an id that is there keeps its choice, none makes a new one.
pub fn choices(kind: FieldKind, before: &[FieldChoice], given: Vec<ChoiceForm>) -> Result<Vec<FieldChoice>, Problem> {
    if kind != FieldKind::Choice {
        if given.is_empty() {
            return Ok(Vec::new());
        }
        return Err(Problem::invalid_field(
            "/choices",
            "members.choices_of_choice",
            say("Seul un champ à choix a des choix.", "Only a field of kind choice has choices."),
        ));
    }
    if !(1..=MOST_CHOICES).contains(&given.len()) {
        return Err(Problem::invalid_field(
            "/choices",
            "house.range",
            say(format!("Donnez de 1 à {MOST_CHOICES} choix."), format!("Give 1 to {MOST_CHOICES} choices.")),
        ));
    }
    let mut faults = Vec::new();
    let mut ids: HashSet<String> = given.iter().filter_map(|choice| choice.id.clone()).collect();
    // An id that has gone is not given anew as long as the list that had it is at hand.
    ids.extend(before.iter().map(|choice| choice.id.clone()));
    let (mut names, mut used) = (HashSet::new(), HashSet::new());
    let mut choices = Vec::with_capacity(given.len());
    for (index, choice) in given.into_iter().enumerate() {
        let name = match name(&choice.name, &format!("/choices/{index}/name")) {
            Ok(name) => name,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        if !names.insert(words::name_key(&name)) {
            faults.push(Fault::at(
                format!("/choices/{index}/name"),
                "members.choice_twice",
                say("Ce choix est déjà dans la liste.", "This choice is in the list already."),
            ));
        }
        let id = match choice.id {
            None => {
                let id = free(&slug(&name, "choix"), &ids);
                ids.insert(id.clone());
                id
            }
            Some(id) if before.iter().any(|other| other.id == id) && used.insert(id.clone()) => id,
            Some(_) => {
                faults.push(Fault::at(
                    format!("/choices/{index}/id"),
                    "members.choice_unknown",
                    say(
                        "Ce choix n’existe pas, ou il est nommé deux fois\u{202f}: n’indiquez pas d’id pour un nouveau choix.",
                        "There is no such choice, or it is named twice: give no id for a new choice.",
                    ),
                ));
                continue;
            }
        };
        choices.push(FieldChoice { id, name });
    }
    if faults.is_empty() { Ok(choices) } else { Err(Problem::invalid(faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_the_name_and_is_nobody_elses() {
        let none = HashSet::new();
        assert_eq!(key_of("Prête des gobelets ?", &none), "prete_des_gobelets");
        assert_eq!(key_of("N° d’agrément", &none), "n_d_agrement");
        assert_eq!(key_of("2024", &none), "champ_2024");
        assert_eq!(key_of("€", &none), "champ");
        assert_eq!(key_of("Prête", &HashSet::from(["prete".to_owned(), "prete_2".to_owned()])), "prete_3");
        assert!(key_of(&"très ".repeat(40), &none).len() <= 40);
    }
}
