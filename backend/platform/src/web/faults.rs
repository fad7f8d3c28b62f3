//! What serde and the validator say of a form, in our words: which field, which rule, in both languages.

use kernel::problem::{Fault, Problem, Say, say};
use serde_json::Value;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Runs the form's own bounds.
pub fn checked<T: Validate>(form: T, root: &str) -> Result<T, Problem> {
    match form.validate() {
        Ok(()) => Ok(form),
        Err(errors) => {
            let mut faults = Vec::new();
            gather(&errors, root, &mut faults);
            faults.sort_by(|a, b| a.pointer.cmp(&b.pointer));
            Err(Problem::invalid(faults))
        }
    }
}

fn gather(errors: &ValidationErrors, root: &str, faults: &mut Vec<Fault>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{root}{field}");
        match kind {
            ValidationErrorsKind::Field(list) => faults.extend(list.iter().map(|error| {
                let number = |name: &str| error.params.get(name).and_then(Value::as_f64);
                let blank =
                    error.params.get("value").and_then(Value::as_str).is_some_and(|text| text.trim().is_empty());
                let max = number("max").filter(|_| !blank);
                let detail = bounds(&error.code, number("min"), max);
                Fault::at(pointer.clone(), format!("house.{}", error.code), detail)
            })),
            ValidationErrorsKind::Struct(inner) => gather(inner, &format!("{pointer}/"), faults),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    gather(inner, &format!("{pointer}/{index}/"), faults);
                }
            }
        }
    }
}

fn bounds(code: &str, min: Option<f64>, max: Option<f64>) -> Say {
    let length = code == "length";
    match (length, min, max) {
        (true, Some(1.0), None) => say("Ce champ ne peut pas être vide.", "This field can't be empty."),
        (true, Some(min), Some(max)) => {
            say(format!("De {min} à {max} caractères."), format!("From {min} to {max} characters."))
        }
        (true, None, Some(1.0)) => say("Un caractère au plus.", "One character at most."),
        (true, None, Some(max)) => say(format!("Au plus {max} caractères."), format!("At most {max} characters.")),
        (true, Some(min), None) => say(format!("Au moins {min} caractères."), format!("At least {min} characters.")),
        (false, Some(min), Some(max)) => say(format!("Entre {min} et {max}."), format!("Between {min} and {max}.")),
        (false, Some(min), None) => say(format!("Au moins {min}."), format!("At least {min}.")),
        (false, None, Some(max)) => say(format!("Au plus {max}."), format!("At most {max}.")),
        _ => say("Cette valeur ne convient pas.", "This value does not fit."),
    }
}

/// The word between the first backquotes of a serde message: a field's name.
pub fn named_in(message: &str) -> Option<String> {
    message.split('`').nth(1).map(str::to_owned)
}

pub fn wrong_value(message: &str) -> Say {
    if message.starts_with("unknown field") {
        return say("Ce paramètre n’existe pas ici.", "There is no such parameter here.");
    }
    super::expected::sentence(message)
}

pub fn control_characters() -> Say {
    say(
        "Ce texte contient des caractères invisibles non admis.",
        "This text holds invisible characters that are not allowed.",
    )
}

pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
