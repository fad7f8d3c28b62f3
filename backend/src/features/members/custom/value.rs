//! A value of a field: read from what people, grids, files and programs give, and told again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    cells::{ValueFault, number as french_number, yes_or_no},
    dates::{french, read_day},
    decimal,
    trade::{FieldKind, Precision},
    words,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use tables::member_value;
use uuid::Uuid;

use super::{definition::Definition, schema::CustomValue};

/// The longest text, in characters.
pub const LONGEST: usize = 1_000;
/// So much of a text is sorted by.
const SORTED_BY: usize = 80;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    /// In millionths.
    Number(i64),
    Day(NaiveDate),
    /// By its id.
    Choice(String),
    YesNo(bool),
}

/// The values of a member, by the key of their field.
pub type Values = BTreeMap<String, Value>;

impl Value {
    pub fn wire(self) -> CustomValue {
        match self {
            Value::Text(text) | Value::Choice(text) => CustomValue::Text(text),
            Value::Number(millionths) => CustomValue::Number(decimal::number(millionths)),
            Value::Day(day) => CustomValue::Text(day.to_string()),
            Value::YesNo(yes) => CustomValue::YesNo(yes),
        }
    }

    pub fn json(&self) -> Json {
        match self {
            Value::Text(text) | Value::Choice(text) => Json::from(text.as_str()),
            Value::Number(millionths) => Json::Number(decimal::number(*millionths)),
            Value::Day(day) => Json::from(day.to_string()),
            Value::YesNo(yes) => Json::from(*yes),
        }
    }

    /// As a French spreadsheet writes it.
    pub fn in_words(&self, definition: &Definition) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(millionths) => decimal::number(*millionths).to_string().replace('.', ","),
            Value::Day(day) => french(*day, Precision::Day),
            Value::Choice(id) => definition.choice(id).map_or_else(|| id.clone(), |choice| choice.name.clone()),
            Value::YesNo(yes) => if *yes { "oui" } else { "non" }.to_owned(),
        }
    }

    /// The value that a row holds.
    pub fn of_row(row: &member_value::Model) -> Option<Value> {
        let text = row.text.clone().map(Value::Text);
        text.or(row.number.map(Value::Number))
            .or(row.day.map(Value::Day))
            .or(row.yes.map(Value::YesNo))
            .or(row.choice.clone().map(Value::Choice))
    }

    /// The row that holds it.
    pub fn row(&self, definition: &Definition, member_id: Uuid) -> member_value::Model {
        let mut row = member_value::Model {
            member_id,
            field_id: definition.id,
            text: None,
            text_key: None,
            folded: None,
            number: None,
            day: None,
            yes: None,
            choice: None,
            rank: None,
        };
        match self {
            Value::Text(text) => {
                row.text = Some(text.clone());
                row.text_key = Some(text_key(text));
                row.folded = Some(words::fold(text));
            }
            Value::Number(millionths) => row.number = Some(*millionths),
            Value::Day(day) => row.day = Some(*day),
            Value::YesNo(yes) => row.yes = Some(*yes),
            Value::Choice(id) => {
                row.rank = Some(definition.rank(id));
                row.choice = Some(id.clone());
            }
        }
        row
    }
}

/// By what texts are sorted, and found when they are equal.
pub fn text_key(text: &str) -> String {
    words::name_key(text).chars().take(SORTED_BY).collect()
}

/// Reads what is given for a field. Null and blank are none.
pub fn read(definition: &Definition, given: &Json) -> Result<Option<Value>, ValueFault> {
    let written = match given {
        Json::Null => return Ok(None),
        Json::String(text) if text.trim().is_empty() => return Ok(None),
        Json::String(text) => Some(text.trim()),
        _ => None,
    };
    let value = match (definition.kind, written) {
        (FieldKind::Text, Some(text)) => text_value(text),
        (FieldKind::Number, Some(text)) => number_value(french_number(text)),
        (FieldKind::Number, None) => number_value(given.as_f64()),
        (FieldKind::Date, Some(text)) => return day_value(text).map(Some),
        (FieldKind::Choice, Some(text)) => return choice_value(definition, text).map(Some),
        (FieldKind::YesNo, Some(text)) => yes_or_no(text).map(Value::YesNo).ok_or_else(not_yes_or_no),
        (FieldKind::YesNo, None) => given.as_bool().map(Value::YesNo).ok_or_else(not_yes_or_no),
        (FieldKind::Text | FieldKind::Date | FieldKind::Choice, None) => {
            Err(ValueFault::new("custom.not_a_text", "Donnez un texte entre guillemets.", "Give a text."))
        }
    };
    value.map(Some)
}

fn text_value(text: &str) -> Result<Value, ValueFault> {
    if text.chars().count() > LONGEST {
        return Err(ValueFault::new(
            "custom.too_long",
            format!("Au plus {LONGEST} caractères."),
            format!("At most {LONGEST} characters."),
        ));
    }
    Ok(Value::Text(text.to_owned()))
}

fn number_value(number: Option<f64>) -> Result<Value, ValueFault> {
    number.and_then(decimal::millionths).map(Value::Number).ok_or_else(|| {
        ValueFault::new(
            "custom.not_a_number",
            "Donnez un nombre, d’au plus neuf chiffres et six décimales, comme 1 250,5.",
            "Give a number of at most nine digits and six decimals, such as 1250.5.",
        )
    })
}

fn day_value(text: &str) -> Result<Value, ValueFault> {
    let read = read_day(text)?;
    if read.precision != Precision::Day {
        return Err(ValueFault::new(
            "custom.not_a_day",
            "Donnez le jour en entier, comme 31/12/2016.",
            "Give the whole day, such as 2016-12-31.",
        ));
    }
    Ok(Value::Day(read.day))
}

fn choice_value(definition: &Definition, text: &str) -> Result<Value, ValueFault> {
    definition.choice(text).map(|choice| Value::Choice(choice.id.clone())).ok_or_else(|| {
        let names =
            definition.choices.iter().take(20).map(|choice| choice.name.as_str()).collect::<Vec<_>>().join(", ");
        ValueFault::new(
            "custom.not_a_choice",
            format!("Choix possibles\u{202f}: {names}."),
            format!("Possible choices: {names}."),
        )
    })
}

fn not_yes_or_no() -> ValueFault {
    ValueFault::new("custom.not_yes_or_no", "Répondez par oui ou par non.", "Answer yes or no.")
}

#[cfg(test)]
mod tests {
    use kernel::trade::Visibility;
    use serde_json::json;

    use super::super::definition::FieldChoice;
    use super::*;

    fn field(kind: FieldKind) -> Definition {
        let choices = ["Métal", "Plastique"].map(|name| FieldChoice { id: words::fold(name), name: name.to_owned() });
        Definition {
            id: Uuid::nil(),
            key: "champ".to_owned(),
            name: "Champ".to_owned(),
            kind,
            choices: choices.to_vec(),
            visibility: Visibility::Staff,
        }
    }

    #[test]
    fn values_are_read_as_people_and_programs_write_them() {
        use FieldKind::{Choice, Date, Number, Text, YesNo};
        for (kind, given, value) in [
            (Text, json!("  deux mots "), json!("deux mots")),
            (Number, json!("1 250,5"), json!(1250.5)),
            (Number, json!(12), json!(12)),
            (Number, json!(-0.25), json!(-0.25)),
            (Date, json!("31/12/2016"), json!("2016-12-31")),
            (Date, json!("2016-12-31"), json!("2016-12-31")),
            (Choice, json!("metal"), json!("metal")),
            (Choice, json!("MÉTAL"), json!("metal")),
            (YesNo, json!("x"), json!(true)),
            (YesNo, json!(false), json!(false)),
            (YesNo, json!("Non"), json!(false)),
        ] {
            let read = read(&field(kind), &given).unwrap().unwrap();
            assert_eq!(read.json(), value, "{kind:?} {given}");
            assert_eq!(Value::of_row(&read.row(&field(kind), Uuid::nil())), Some(read), "{kind:?} {given}");
        }
        for kind in FieldKind::all() {
            assert_eq!(read(&field(kind), &json!("  ")), Ok(None));
            assert_eq!(read(&field(kind), &json!(null)), Ok(None));
            assert!(read(&field(kind), &json!([1])).is_err(), "{kind:?}");
            assert!(read(&field(kind), &json!({"a": 1})).is_err(), "{kind:?}");
        }
        for (kind, given) in [
            (Number, json!("douze")),
            (Number, json!(1e12)),
            (Number, json!(true)),
            (Date, json!("2016")),
            (Date, json!("31/02/2016")),
            (Date, json!(2016)),
            (Choice, json!("Bois")),
            (YesNo, json!("peut-être")),
            (YesNo, json!(1)),
            (Text, json!("x".repeat(1001))),
        ] {
            assert!(read(&field(kind), &given).is_err(), "{kind:?} {given}");
        }
    }
}
