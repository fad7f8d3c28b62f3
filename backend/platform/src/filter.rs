//! The filter: one JSON syntax tree for lists, segments, audiences and exports, checked against the fields that
//! features register in `app.rs`.
//!
//! A node is `{"and": […]}`, `{"or": […]}`, `{"not": {…}}` or `{"field": "kind", "op": "eq", "value": "commune"}`.
//!
//! | op | value | for |
//! |---|---|---|
//! | `eq`, `ne` | one value | all but instants |
//! | `in` | 1 to 200 values | all but instants and yes/no |
//! | `contains` | a text | texts |
//! | `before`, `after` | a day | days, instants |
//! | `within_days`, `older_than_days` | a number | days, instants: at most so many days from today, or further back |
//! | `empty` | `true` or `false` | all |
//!
//! Every leaf is true or false, never unknown, so that `not` gives exactly the others.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use kernel::problem::{Fault, Problem, Say, say};
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, ExprTrait, IntoSimpleExpr,
    sea_query::{Expr, Func, LikeExpr},
};
use serde_json::Value;
use uuid::Uuid;

const MAX_DEPTH: usize = 8;
const MAX_NODES: usize = 100;
const MAX_VALUES: usize = 200;
const MAX_TEXT: usize = 200;
/// The longest filter that is read at all, in bytes.
const MAX_LENGTH: usize = 20_000;

/// What values a field has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Choice(Vec<&'static str>),
    Day,
    Instant,
    YesNo,
    Id,
}

/// A test that fits its field's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Equal to one of these.
    OneOf(Vec<Operand>),
    Contains(String),
    /// Strictly before or after; both ends when both are given.
    Between {
        after: Option<NaiveDate>,
        before: Option<NaiveDate>,
    },
    Empty,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Text(String),
    Day(NaiveDate),
    YesNo(bool),
    Id(Uuid),
}

impl From<Operand> for sea_orm::Value {
    fn from(operand: Operand) -> sea_orm::Value {
        match operand {
            Operand::Text(text) => text.into(),
            Operand::Day(day) => day.into(),
            Operand::YesNo(yes) => yes.into(),
            Operand::Id(id) => id.into(),
        }
    }
}

/// What the meaning of a filter hangs on beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The club's day.
    pub today: NaiveDate,
    pub soon_days: u32,
    pub backend: DatabaseBackend,
}

type Meaning = Arc<dyn Fn(&Test, &Context) -> Condition + Send + Sync>;

/// A field that filters may name.
#[derive(Clone)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    meaning: Meaning,
}

impl Field {
    /// A field that is a column.
    pub fn column<C: ColumnTrait + Send + Sync + 'static>(name: &'static str, kind: Kind, column: C) -> Field {
        let is_instant = kind == Kind::Instant;
        Field::meaning(name, kind, move |test, _| test_column(column, is_instant, test))
    }

    /// A field with a meaning of its own.
    pub fn meaning(
        name: &'static str,
        kind: Kind,
        meaning: impl Fn(&Test, &Context) -> Condition + Send + Sync + 'static,
    ) -> Field {
        Field { name, kind, meaning: Arc::new(meaning) }
    }
}

/// A test of a column; a column without value passes no test but `empty`.
pub fn test_column<C: ColumnTrait>(column: C, is_instant: bool, test: &Test) -> Condition {
    let all = Condition::all();
    match test {
        Test::Empty => return all.add(column.is_null()),
        Test::OneOf(operands) => all.add(column.is_in(operands.iter().cloned().map(sea_orm::Value::from))),
        Test::Contains(text) => {
            let pattern = LikeExpr::new(format!("%{}%", escaped(&text.to_lowercase()))).escape('\\');
            all.add(Expr::expr(Func::lower(column.into_simple_expr())).like(pattern))
        }
        Test::Between { after, before } => {
            let mut all = all;
            if let Some(day) = after {
                all = match is_instant {
                    true => all.add(column.gte(midnight(day.succ_opt().unwrap_or(*day)))),
                    false => all.add(column.gt(*day)),
                };
            }
            if let Some(day) = before {
                all = if is_instant { all.add(column.lt(midnight(*day))) } else { all.add(column.lt(*day)) };
            }
            all
        }
    }
    .add(column.is_not_null())
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The fields of each kind of record, as features register them.
#[derive(Clone, Default)]
pub struct FieldBook(HashMap<&'static str, Vec<Field>>);

impl FieldBook {
    /// Adds fields to the filters of a record.
    pub fn add(&mut self, record: &'static str, fields: impl IntoIterator<Item = Field>) -> &mut FieldBook {
        self.0.entry(record).or_default().extend(fields);
        self
    }

    pub fn of(&self, record: &str) -> &[Field] {
        self.0.get(record).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Reads a filter and says it as a condition. `root` is where it stands: `?filter`, or a pointer into a body.
pub fn read(text: &str, root: &str, fields: &[Field], context: &Context) -> Result<Condition, Problem> {
    if text.len() > MAX_LENGTH {
        return Err(wrong(root, "too_long", say("Ce filtre est trop long.", "This filter is too long.")));
    }
    let tree: Value = serde_json::from_str(text).map_err(|error| {
        wrong(
            root,
            "not_json",
            say(
                format!("Ce filtre n’est pas du JSON (colonne {}).", error.column()),
                format!("This filter is not JSON (column {}).", error.column()),
            ),
        )
    })?;
    of_tree(&tree, root, fields, context)
}

/// The same for a tree that has been read already.
pub fn of_tree(tree: &Value, root: &str, fields: &[Field], context: &Context) -> Result<Condition, Problem> {
    Reader { fields, context, nodes: 0 }.node(tree, root, 1)
}

struct Reader<'a> {
    fields: &'a [Field],
    context: &'a Context,
    nodes: usize,
}

impl Reader<'_> {
    fn node(&mut self, node: &Value, at: &str, depth: usize) -> Result<Condition, Problem> {
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(wrong(
                at,
                "too_large",
                say(
                    format!("Un filtre a au plus {MAX_NODES} conditions, sur {MAX_DEPTH} niveaux."),
                    format!("A filter has at most {MAX_NODES} conditions, on {MAX_DEPTH} levels."),
                ),
            ));
        }
        let Some(map) = node.as_object() else { return Err(shape(at)) };
        if map.contains_key("field") {
            return self.leaf(map, at);
        }
        let mut entries = map.iter();
        let (Some((word, inner)), None) = (entries.next(), entries.next()) else { return Err(shape(at)) };
        let here = format!("{at}/{word}");
        match (word.as_str(), inner) {
            ("and" | "or", Value::Array(items)) if !items.is_empty() => {
                let mut joined = if word == "and" { Condition::all() } else { Condition::any() };
                for (index, item) in items.iter().enumerate() {
                    joined = joined.add(self.node(item, &format!("{here}/{index}"), depth + 1)?);
                }
                Ok(joined)
            }
            ("not", inner) => Ok(self.node(inner, &here, depth + 1)?.not()),
            _ => Err(shape(at)),
        }
    }

    fn leaf(&self, map: &serde_json::Map<String, Value>, at: &str) -> Result<Condition, Problem> {
        if let Some(extra) = map.keys().find(|key| !matches!(key.as_str(), "field" | "op" | "value")) {
            return Err(wrong(
                &format!("{at}/{extra}"),
                "unknown_key",
                say("Ce mot n’existe pas dans un filtre.", "There is no such word in a filter."),
            ));
        }
        let name = map.get("field").and_then(Value::as_str).unwrap_or_default();
        let Some(field) = self.fields.iter().find(|field| field.name == name) else {
            let known: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
            return Err(wrong(
                &format!("{at}/field"),
                "unknown_field",
                say(
                    format!("Ce champ n’existe pas\u{202f}; champs connus\u{202f}: {}.", known.join(", ")),
                    format!("There is no such field; known fields: {}.", known.join(", ")),
                ),
            ));
        };
        let op = map.get("op").and_then(Value::as_str).unwrap_or_default();
        let value = map.get("value").unwrap_or(&Value::Null);
        let here = format!("{at}/value");
        let say_so = |test: &Test| (field.meaning)(test, self.context);
        let kind = &field.kind;
        let is_timed = matches!(kind, Kind::Day | Kind::Instant);
        Ok(match op {
            "eq" if *kind != Kind::Instant => say_so(&Test::OneOf(vec![operand(kind, value, &here)?])),
            "ne" if *kind != Kind::Instant => say_so(&Test::OneOf(vec![operand(kind, value, &here)?])).not(),
            "in" if !matches!(kind, Kind::Instant | Kind::YesNo) => {
                let items = value.as_array().filter(|items| (1..=MAX_VALUES).contains(&items.len()));
                let Some(items) = items else {
                    return Err(wrong(
                        &here,
                        "wrong_value",
                        say(
                            format!("Donnez une liste de 1 à {MAX_VALUES} valeurs."),
                            format!("Give a list of 1 to {MAX_VALUES} values."),
                        ),
                    ));
                };
                let read = items.iter().enumerate().map(|(i, item)| operand(kind, item, &format!("{here}/{i}")));
                say_so(&Test::OneOf(read.collect::<Result<_, _>>()?))
            }
            "contains" if *kind == Kind::Text => match operand(kind, value, &here)? {
                Operand::Text(text) => say_so(&Test::Contains(text)),
                _ => return Err(shape(at)),
            },
            "before" if is_timed => say_so(&Test::Between { after: None, before: Some(day(value, &here)?) }),
            "after" if is_timed => say_so(&Test::Between { after: Some(day(value, &here)?), before: None }),
            "within_days" | "older_than_days" if is_timed => {
                let days = value.as_u64().filter(|days| *days <= 36_500).ok_or_else(|| {
                    wrong(
                        &here,
                        "wrong_value",
                        say("Donnez un nombre de jours, de 0 à 36500.", "Give a number of days, 0 to 36500."),
                    )
                })?;
                say_so(&around(self.context.today, days, op == "within_days"))
            }
            "empty" => match value {
                Value::Bool(true) => say_so(&Test::Empty),
                Value::Bool(false) => say_so(&Test::Empty).not(),
                _ => return Err(wrong(&here, "wrong_value", say("Donnez true ou false.", "Give true or false."))),
            },
            _ => {
                let known = operators(kind).join(", ");
                return Err(wrong(
                    &format!("{at}/op"),
                    "unknown_op",
                    say(format!("Pour ce champ\u{202f}: {known}."), format!("For this field: {known}.")),
                ));
            }
        })
    }
}

fn operators(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => &["eq", "ne", "in", "contains", "empty"],
        Kind::Choice(_) | Kind::Id => &["eq", "ne", "in", "empty"],
        Kind::Day => &["eq", "ne", "in", "before", "after", "within_days", "older_than_days", "empty"],
        Kind::Instant => &["before", "after", "within_days", "older_than_days", "empty"],
        Kind::YesNo => &["eq", "ne", "empty"],
    }
}

fn around(today: NaiveDate, days: u64, within: bool) -> Test {
    let back = today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
    if !within {
        return Test::Between { after: None, before: Some(back) };
    }
    let ahead = today.checked_add_days(Days::new(days + 1)).unwrap_or(NaiveDate::MAX);
    Test::Between { after: back.pred_opt(), before: Some(ahead) }
}

fn day(value: &Value, at: &str) -> Result<NaiveDate, Problem> {
    let read = value.as_str().filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
    read.ok_or_else(|| {
        wrong(at, "wrong_value", say("Donnez un jour, comme 2026-11-23.", "Give a day, such as 2026-11-23."))
    })
}

fn operand(kind: &Kind, value: &Value, at: &str) -> Result<Operand, Problem> {
    let text = value.as_str();
    match kind {
        Kind::Text => {
            let fits = |text: &&str| text.chars().count() <= MAX_TEXT && !text.contains(char::is_control);
            text.filter(fits).map(|text| Operand::Text(text.to_owned())).ok_or_else(|| {
                wrong(
                    at,
                    "wrong_value",
                    say(
                        format!("Donnez un texte d’au plus {MAX_TEXT} caractères."),
                        format!("Give a text of at most {MAX_TEXT} characters."),
                    ),
                )
            })
        }
        Kind::Choice(words) => {
            text.filter(|text| words.contains(text)).map(|text| Operand::Text(text.to_owned())).ok_or_else(|| {
                let known = words.join(", ");
                wrong(
                    at,
                    "wrong_value",
                    say(format!("Valeurs possibles\u{202f}: {known}."), format!("Possible values: {known}.")),
                )
            })
        }
        Kind::Day | Kind::Instant => day(value, at).map(Operand::Day),
        Kind::YesNo => value
            .as_bool()
            .map(Operand::YesNo)
            .ok_or_else(|| wrong(at, "wrong_value", say("Donnez true ou false.", "Give true or false."))),
        Kind::Id => text
            .and_then(|text| Uuid::try_parse(text).ok())
            .map(Operand::Id)
            .ok_or_else(|| wrong(at, "wrong_value", say("Donnez un identifiant.", "Give an id."))),
    }
}

fn shape(at: &str) -> Problem {
    wrong(
        at,
        "shape",
        say(
            "Une condition s’écrit {\"field\", \"op\", \"value\"}, ou {\"and\": […]}, {\"or\": […]}, {\"not\": {…}}.",
            "A condition is written {\"field\", \"op\", \"value\"}, or {\"and\": […]}, {\"or\": […]}, {\"not\": {…}}.",
        ),
    )
}

fn wrong(at: &str, what: &str, detail: Say) -> Problem {
    Problem::invalid(vec![Fault::at(at, format!("house.filter_{what}"), detail)])
}

#[cfg(test)]
mod tests;
