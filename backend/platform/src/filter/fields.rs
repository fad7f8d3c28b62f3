//! A field that filters may name: its kind, its words for people, and what a test of it means.

use std::{borrow::Cow, sync::Arc};

use chrono::NaiveDate;
use chrono_tz::Tz;
use kernel::{
    calendar::start_of,
    problem::{Say, say},
    words,
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, ExprTrait, IntoSimpleExpr,
    sea_query::{Alias, Expr, Func, LikeExpr, Query},
};
use uuid::Uuid;

use super::Context;
use crate::columns::{Bits, Columns};

/// One of the values of a choice, and its words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: Cow<'static, str>,
    pub label: Say,
}

impl Choice {
    pub fn new(value: impl Into<Cow<'static, str>>, fr: impl Into<String>, en: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: say(fr, en) }
    }
}

/// What values a field has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A code of an outside register: compared as a whole.
    Code,
    Choice(Vec<Choice>),
    /// In millionths.
    Number,
    Day,
    Instant,
    YesNo,
    Id,
}

impl Kind {
    pub fn as_str(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Code => "code",
            Kind::Choice(_) => "choice",
            Kind::Number => "number",
            Kind::Day => "date",
            Kind::Instant => "instant",
            Kind::YesNo => "yes_no",
            Kind::Id => "id",
        }
    }
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
    /// From `least` to `most`, both included, in millionths.
    Numbers {
        least: Option<i64>,
        most: Option<i64>,
    },
    Empty,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Text(String),
    Number(i64),
    Day(NaiveDate),
    YesNo(bool),
    Id(Uuid),
}

impl From<Operand> for sea_orm::Value {
    fn from(operand: Operand) -> sea_orm::Value {
        match operand {
            Operand::Text(text) => text.into(),
            Operand::Number(millionths) => millionths.into(),
            Operand::Day(day) => day.into(),
            Operand::YesNo(yes) => yes.into(),
            Operand::Id(id) => id.into(),
        }
    }
}

type Meaning = Arc<dyn Fn(&Test, &Context) -> Condition + Send + Sync>;
type Held = Arc<dyn Fn(&Test, &Context, &Columns) -> Option<Bits> + Send + Sync>;

/// A field that filters may name.
#[derive(Clone)]
pub struct Field {
    pub name: Cow<'static, str>,
    pub kind: Kind,
    /// What people call it.
    pub label: Say,
    /// Under which heading a builder shows it.
    pub group: &'static str,
    /// The list that its values are chosen from, where it is none of its own: `topics`, `communes`…
    pub lookup: Option<&'static str>,
    pub(super) meaning: Meaning,
    /// The same of columns in memory; nothing where they don't hold it.
    pub(super) held: Held,
}

impl Field {
    /// A field that is a column; in memory, the one of this name.
    pub fn column<C: ColumnTrait + Send + Sync + 'static>(name: &'static str, kind: Kind, column: C) -> Field {
        let is_instant = kind == Kind::Instant;
        Field::meaning(name, kind, move |test, context| {
            test_column(column, is_instant.then_some(context.time_zone), test)
        })
        .held(move |test, context, columns| {
            columns.own().test(column.as_str(), test, is_instant.then_some(context.time_zone))
        })
    }

    /// A field with a meaning of its own, which the database alone can answer until it is said how columns do.
    pub fn meaning(
        name: impl Into<Cow<'static, str>>,
        kind: Kind,
        meaning: impl Fn(&Test, &Context) -> Condition + Send + Sync + 'static,
    ) -> Field {
        let name = name.into();
        let label = say(name.as_ref(), name.as_ref());
        let held: Held = Arc::new(|_, _, _| None);
        Field { name, kind, label, group: "member", lookup: None, meaning: Arc::new(meaning), held }
    }

    /// With the same meaning, said of columns in memory.
    pub fn held(mut self, held: impl Fn(&Test, &Context, &Columns) -> Option<Bits> + Send + Sync + 'static) -> Field {
        self.held = Arc::new(held);
        self
    }

    /// With its words for people.
    pub fn called(mut self, group: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Field {
        self.group = group;
        self.label = say(fr, en);
        self
    }

    /// With the list that its values come from.
    pub fn from_list(mut self, lookup: &'static str) -> Field {
        self.lookup = Some(lookup);
        self
    }
}

/// A test of a column; a column without value passes no test but `empty`. With a time zone, the column holds instants
/// and a day means the hours that it has there.
pub fn test_column<C: ColumnTrait>(column: C, instants: Option<Tz>, test: &Test) -> Condition {
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
                all = match instants {
                    Some(zone) => all.add(column.gte(start_of(day.succ_opt().unwrap_or(*day), &zone))),
                    None => all.add(column.gt(*day)),
                };
            }
            if let Some(day) = before {
                all = match instants {
                    Some(zone) => all.add(column.lt(start_of(*day, &zone))),
                    None => all.add(column.lt(*day)),
                };
            }
            all
        }
        Test::Numbers { least, most } => {
            all.add_option(least.map(|least| column.gte(least))).add_option(most.map(|most| column.lte(most)))
        }
    }
    .add(column.is_not_null())
}

/// Whether a text holds another, however both are written (`fold`): searched for in the column where it is kept folded;
/// what has neither letter nor digit, which folding leaves out, in the texts as they are written.
pub fn holds<W: ColumnTrait, F: ColumnTrait>(
    written: &[W],
    folded: F,
    text: &str,
    backend: DatabaseBackend,
) -> Condition {
    let find = Alias::new(if backend == DatabaseBackend::Sqlite { "instr" } else { "strpos" });
    let place = |column: Expr, what: &str| Expr::expr(Func::cust(find.clone()).arg(column).arg(what));
    let sought = words::sought(text);
    let mut any = Condition::any();
    for words in &sought {
        any = any.add(place(folded.into_simple_expr(), words).gt(0));
    }
    if sought.is_empty() {
        for column in written {
            any = any.add(place(column.into_simple_expr(), text.trim()).gt(0));
        }
    }
    Condition::all().add(any).add(folded.is_not_null())
}

/// Whether a column of text is one of these, of which there may be thousands: they are bound as one value, since a
/// statement takes a bounded number of them.
pub fn is_among<C: ColumnTrait>(column: C, texts: &[&str], backend: DatabaseBackend) -> Condition {
    let list = Expr::val(serde_json::Value::from(texts).to_string());
    let rows = match backend {
        DatabaseBackend::Sqlite => Func::cust(Alias::new("json_each")).arg(list),
        _ => Func::cust(Alias::new("json_array_elements_text")).arg(list.cast_as(Alias::new("json"))),
    };
    let those = Query::select().column(Alias::new("value")).from_function(rows, Alias::new("those")).to_owned();
    Condition::all().add(column.is_not_null()).add(column.in_subquery(those))
}

/// A test of something that either is or is not: it is never empty.
pub fn yes_or_no(test: &Test, is_so: Condition) -> Condition {
    match test {
        Test::OneOf(operands) if operands.contains(&Operand::YesNo(true)) => is_so,
        Test::OneOf(_) => is_so.not(),
        _ => Condition::all().add(Expr::val(1).eq(0)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
