//! A tree read node by node, within its bounds; what does not fit is told by its pointer.

use chrono::{Days, NaiveDate};
use kernel::{
    decimal,
    problem::{Problem, say},
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    Context,
    fields::{Field, Kind, Operand, Test},
    operators::{Takes, operators},
    periods,
    said::Said,
    wrong,
};

const MAX_DEPTH: usize = 8;
const MAX_NODES: usize = 100;
const MAX_VALUES: usize = 200;
/// Of all its conditions together: a statement takes a bounded number of values, and may join several filters.
const MAX_VALUES_IN_ALL: usize = 2_000;
const MAX_TEXT: usize = 200;
/// A hundred years.
const MAX_DAYS: u64 = 36_500;

pub(super) struct Reader<'a> {
    fields: &'a [Field],
    context: &'a Context,
    nodes: usize,
    values: usize,
    /// What a forgiving reader left out.
    left_out: Option<Vec<String>>,
}

impl<'a> Reader<'a> {
    pub fn strict(fields: &'a [Field], context: &'a Context) -> Reader<'a> {
        Reader { fields, context, nodes: 0, values: 0, left_out: None }
    }

    /// One that leaves out what can't be said any more.
    pub fn forgiving(fields: &'a [Field], context: &'a Context) -> Reader<'a> {
        Reader { left_out: Some(Vec::new()), ..Reader::strict(fields, context) }
    }

    pub fn missing(self) -> Vec<String> {
        let mut missing = self.left_out.unwrap_or_default();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// What a node says; nothing when all of it was left out.
    pub fn node(&mut self, node: &Value, at: &str, depth: usize) -> Result<Option<Said>, Problem> {
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(too_large(at));
        }
        let Some(map) = node.as_object() else { return Err(shape(at)) };
        if map.contains_key("field") {
            self.values += map.get("value").and_then(Value::as_array).map_or(1, Vec::len);
            if self.values > MAX_VALUES_IN_ALL {
                return Err(too_many_values(at));
            }
            return match (self.leaf(map, at), &mut self.left_out) {
                (Ok(said), _) => Ok(Some(said)),
                (Err(_), Some(left_out)) => {
                    left_out.push(map["field"].as_str().unwrap_or_default().to_owned());
                    Ok(None)
                }
                (Err(problem), None) => Err(problem),
            };
        }
        let mut entries = map.iter();
        let (Some((word, inner)), None) = (entries.next(), entries.next()) else { return Err(shape(at)) };
        let here = format!("{at}/{word}");
        match (word.as_str(), inner) {
            ("and" | "or", Value::Array(items)) if !items.is_empty() => {
                let mut parts = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    parts.extend(self.node(item, &format!("{here}/{index}"), depth + 1)?);
                }
                let join = if word == "and" { Said::All } else { Said::Any };
                Ok((!parts.is_empty()).then(|| join(parts)))
            }
            ("not", inner) => Ok(self.node(inner, &here, depth + 1)?.map(Said::others)),
            _ => Err(shape(at)),
        }
    }

    fn leaf(&self, map: &Map<String, Value>, at: &str) -> Result<Said, Problem> {
        if let Some(extra) = map.keys().find(|key| !matches!(key.as_str(), "field" | "op" | "value")) {
            return Err(wrong(
                &format!("{at}/{}", extra.replace('~', "~0").replace('/', "~1")),
                "unknown_key",
                say("Ce mot n’existe pas dans un filtre.", "There is no such word in a filter."),
            ));
        }
        let name = map.get("field").and_then(Value::as_str).unwrap_or_default();
        let Some(field) = self.fields.iter().find(|field| field.name == name) else {
            let name: String = name.chars().take(60).collect();
            let fr = format!("Le champ « {name} » n’existe pas, ou n’existe plus.");
            let en = format!("There is no field “{name}”, or no longer.");
            return Err(wrong(&format!("{at}/field"), "unknown_field", say(fr, en)));
        };
        let word = map.get("op").and_then(Value::as_str).unwrap_or_default();
        let known = operators(&field.kind);
        let Some(operator) = known.iter().find(|operator| operator.word == word) else {
            let known = known.iter().map(|operator| operator.word).collect::<Vec<_>>().join(", ");
            return Err(wrong(
                &format!("{at}/op"),
                "unknown_op",
                say(format!("Pour ce champ\u{202f}: {known}."), format!("For this field: {known}.")),
            ));
        };
        let value = map.get("value").unwrap_or(&Value::Null);
        self.say(field, operator.word, operator.takes, value, &format!("{at}/value"))
    }

    fn say(&self, field: &Field, op: &str, takes: Takes, value: &Value, at: &str) -> Result<Said, Problem> {
        let says = |test: Test| Said::of(field, test);
        let today = self.context.today;
        Ok(match takes {
            Takes::Many => says(Test::OneOf(operands(&field.kind, value, at)?)),
            Takes::One => {
                let operand = operand(&field.kind, value, at)?;
                match (op, &operand) {
                    ("ne", _) => says(Test::OneOf(vec![operand])).others(),
                    // Whole millionths: greater than a number is at least the next one.
                    ("lt", Operand::Number(number)) => says(Test::Numbers { least: None, most: Some(number - 1) }),
                    ("lte", Operand::Number(number)) => says(Test::Numbers { least: None, most: Some(*number) }),
                    ("gt", Operand::Number(number)) => says(Test::Numbers { least: Some(number + 1), most: None }),
                    ("gte", Operand::Number(number)) => says(Test::Numbers { least: Some(*number), most: None }),
                    _ => says(Test::OneOf(vec![operand])),
                }
            }
            Takes::Text => says(Test::Contains(text(value, at)?)),
            Takes::Day => {
                let day = Some(day(value, at)?);
                says(match op {
                    "before" => Test::Between { after: None, before: day },
                    _ => Test::Between { after: day, before: None },
                })
            }
            Takes::Days => {
                let days = value.as_u64().filter(|days| *days <= MAX_DAYS).ok_or_else(|| {
                    wrong(
                        at,
                        "wrong_value",
                        say(
                            format!("Donnez un nombre de jours, de 0 à {MAX_DAYS}."),
                            format!("Give a number of days, 0 to {MAX_DAYS}."),
                        ),
                    )
                })?;
                let back = today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN);
                let ahead = today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
                let span = |from: Option<NaiveDate>, to: Option<NaiveDate>| Test::Between {
                    after: from.and_then(|day| day.pred_opt()),
                    before: to.and_then(|day| day.succ_opt()),
                };
                match op {
                    "last_days" => says(span(Some(back), Some(today))),
                    "next_days" => says(span(Some(today), Some(ahead))),
                    "within_days" => says(span(Some(back), Some(ahead))),
                    "older_than_days" => says(Test::Between { after: None, before: Some(back) }),
                    // Those that nothing ever happened to are the first to be meant.
                    _ => says(span(Some(back), None)).others(),
                }
            }
            Takes::Period => {
                let word = value.as_str().unwrap_or_default();
                let (first, last) = periods::days_of(word, today).ok_or_else(|| unknown_period(at))?;
                says(Test::Between { after: first.and_then(|day| day.pred_opt()), before: last.succ_opt() })
            }
            Takes::YesNo => match value {
                Value::Bool(true) => says(Test::Empty),
                Value::Bool(false) => says(Test::Empty).others(),
                _ => return Err(true_or_false(at)),
            },
        })
    }
}

fn operands(kind: &Kind, value: &Value, at: &str) -> Result<Vec<Operand>, Problem> {
    let items = value.as_array().filter(|items| (1..=MAX_VALUES).contains(&items.len())).ok_or_else(|| {
        wrong(
            at,
            "wrong_value",
            say(
                format!("Donnez une liste de 1 à {MAX_VALUES} valeurs."),
                format!("Give a list of 1 to {MAX_VALUES} values."),
            ),
        )
    })?;
    items.iter().enumerate().map(|(i, item)| operand(kind, item, &format!("{at}/{i}"))).collect()
}

fn operand(kind: &Kind, value: &Value, at: &str) -> Result<Operand, Problem> {
    match kind {
        Kind::Text | Kind::Code => text(value, at).map(Operand::Text),
        Kind::Choice(choices) => {
            let given = value.as_str();
            let known = choices.iter().any(|choice| Some(choice.value.as_ref()) == given);
            given.filter(|_| known).map(|text| Operand::Text(text.to_owned())).ok_or_else(|| {
                let known = choices.iter().map(|choice| choice.value.as_ref()).collect::<Vec<_>>().join(", ");
                wrong(
                    at,
                    "wrong_value",
                    say(format!("Valeurs possibles\u{202f}: {known}."), format!("Possible values: {known}.")),
                )
            })
        }
        Kind::Number => value.as_f64().and_then(decimal::millionths).map(Operand::Number).ok_or_else(|| {
            wrong(
                at,
                "wrong_value",
                say(
                    "Donnez un nombre, d’au plus neuf chiffres et six décimales.",
                    "Give a number of at most nine digits and six decimals.",
                ),
            )
        }),
        Kind::Day | Kind::Instant => day(value, at).map(Operand::Day),
        Kind::YesNo => value.as_bool().map(Operand::YesNo).ok_or_else(|| true_or_false(at)),
        Kind::Id => value
            .as_str()
            .and_then(|text| Uuid::try_parse(text).ok())
            .map(Operand::Id)
            .ok_or_else(|| wrong(at, "wrong_value", say("Donnez un identifiant.", "Give an id."))),
    }
}

fn text(value: &Value, at: &str) -> Result<String, Problem> {
    let fits = |text: &&str| text.chars().count() <= MAX_TEXT && !text.contains(char::is_control);
    value.as_str().filter(fits).map(str::to_owned).ok_or_else(|| {
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

fn day(value: &Value, at: &str) -> Result<NaiveDate, Problem> {
    let read = value.as_str().filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
    read.ok_or_else(|| {
        wrong(at, "wrong_value", say("Donnez un jour, comme 2026-11-23.", "Give a day, such as 2026-11-23."))
    })
}

fn true_or_false(at: &str) -> Problem {
    wrong(at, "wrong_value", say("Donnez true ou false.", "Give true or false."))
}

fn unknown_period(at: &str) -> Problem {
    let words = periods::PERIODS.map(|(word, _, _)| word).join(", ");
    wrong(
        at,
        "wrong_value",
        say(
            format!(
                "Donnez une période\u{202f}: {words}, une année (2016), un mois (2016-03) ou un trimestre (2016-Q4)."
            ),
            format!("Give a period: {words}, a year (2016), a month (2016-03) or a quarter (2016-Q4)."),
        ),
    )
}

pub(super) fn too_large(at: &str) -> Problem {
    wrong(
        at,
        "too_large",
        say(
            format!("Un filtre a au plus {MAX_NODES} conditions, sur {MAX_DEPTH} niveaux."),
            format!("A filter has at most {MAX_NODES} conditions, on {MAX_DEPTH} levels."),
        ),
    )
}

fn too_many_values(at: &str) -> Problem {
    wrong(
        at,
        "too_large",
        say(
            format!("Un filtre nomme au plus {MAX_VALUES_IN_ALL} valeurs, toutes conditions ensemble."),
            format!("A filter names at most {MAX_VALUES_IN_ALL} values, over all its conditions."),
        ),
    )
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
