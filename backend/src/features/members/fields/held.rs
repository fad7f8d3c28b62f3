//! The same fields, said of columns in memory.

use chrono::NaiveDate;
use kernel::{
    cadence::DueRange,
    trade::{FollowUp, MemberStatus},
};
use platform::{
    columns::{self, Bits, Columns, NONE, Table},
    filter::{Context, Test},
};
use sea_orm::IdenStatic;
use tables::{contact, member, member_topic};

use super::{
    super::{
        finding,
        roll::{ADDRESS_BOUNCED, FOLDED, PEOPLE, REACHED, TOPICS},
    },
    cadence, communes_of,
};

/// The same of a column and of the one that keeps it folded.
pub fn by_key(written: member::Column, folded: &str, test: &Test, columns: &Columns) -> Option<Bits> {
    match test {
        Test::Contains(text) => columns.own().holds(folded, text),
        other => columns.own().test(written.as_str(), other, None),
    }
}

pub fn yes_or_no(test: &Test, is_so: Option<Bits>, columns: &Columns) -> Option<Bits> {
    Some(columns::yes_or_no(test, is_so?, columns.rows()))
}

/// The rows with a value in a column.
pub fn has(column: &str, rows: &Table) -> Option<Bits> {
    rows.test(column, &Test::Empty, None).map(Bits::others)
}

/// The people who have not gone.
pub fn there(people: &Table, context: &Context) -> Option<Bits> {
    let gone = contact::Column::ToOn.as_str();
    let yet_to_go = Test::Between { after: context.today.pred_opt(), before: None };
    Some(people.test(gone, &Test::Empty, None)?.or(&people.test(gone, &yet_to_go, None)?))
}

pub fn deliverable(context: &Context, columns: &Columns) -> Option<Bits> {
    let own = has(member::Column::EmailKey.as_str(), columns.own())?;
    let own = own.and(&columns.own().test(ADDRESS_BOUNCED, &Test::Empty, None)?);
    let reached = columns.having(PEOPLE, |people| Some(there(people, context)?.and(&has(REACHED, people)?)))?;
    Some(own.or(&reached))
}

pub fn function(test: &Test, context: &Context, columns: &Columns) -> Option<Bits> {
    let function = contact::Column::Function.as_str();
    if *test == Test::Empty {
        let having = columns.having(PEOPLE, |people| Some(there(people, context)?.and(&has(function, people)?)));
        return having.map(Bits::others);
    }
    columns.having(PEOPLE, |people| {
        let such = match test {
            Test::Contains(text) => people.holds(&format!("{FOLDED}{function}"), text)?,
            other => people.test(function, other, None)?,
        };
        Some(there(people, context)?.and(&such))
    })
}

pub fn epci(test: &Test, _: &Context, columns: &Columns) -> Option<Bits> {
    let code = member::Column::CommuneCode.as_str();
    match test {
        Test::OneOf(operands) => Some(columns.own().words(code)?.one_of(communes_of(operands))),
        other => columns.own().test(code, other, None),
    }
}

pub fn words(text: &str, columns: &Columns) -> Option<Bits> {
    let search = columns.own().words(member::Column::Search.as_str())?;
    let all = Bits::all(columns.rows());
    Some(finding::asked(text).iter().fold(all, |all, word| all.and(&search.holding(word))))
}

pub fn topic(test: &Test, _: &Context, columns: &Columns) -> Option<Bits> {
    match test {
        Test::OneOf(_) => columns.having(TOPICS, |rows| rows.test(member_topic::Column::TopicId.as_str(), test, None)),
        _ => columns.having(TOPICS, |rows| Some(Bits::all(rows.rows()))).map(Bits::others),
    }
}

/// The due days of a state as numbers of columns, the first and the last.
pub fn due_within(range: DueRange) -> (i64, i64) {
    let number = |day: Option<NaiveDate>, otherwise: i64| day.map_or(otherwise, columns::day);
    match range {
        DueRange::Nothing => (NONE, NONE),
        DueRange::Days { from, to } => (number(from, NONE + 1), number(to, i64::MAX)),
    }
}

pub fn states(states: impl IntoIterator<Item = FollowUp>, context: &Context, columns: &Columns) -> Option<Bits> {
    let due = columns.own().numbers(member::Column::ContactDueOn.as_str())?;
    let active = columns.own().words(member::Column::Status.as_str())?.one_of([MemberStatus::Active.as_str()]);
    let ranges: Vec<(i64, i64)> =
        states.into_iter().map(|state| due_within(cadence(context).due_range(state, context.today))).collect();
    let within = |day: i64| ranges.iter().any(|(first, last)| *first <= day && day <= *last);
    Some(Bits::of(columns.rows(), |row| active.has(row) && within(due[row])))
}
