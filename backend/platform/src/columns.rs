//! Columns of all records of a kind, held in memory: what filters ask and lists are sorted by, answered without the
//! database. They tell one instant, that at which they were read.
//!
//! A test means here what it means of a column of the database (`filter::test_column`, `filter::holds`).

mod bits;
mod order;
mod reading;
mod words;

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use kernel::{calendar::start_of, words as folding};
use uuid::Uuid;

pub use bits::Bits;
pub use order::{Behind, Order};
pub use reading::rows_of;
use words::Gathered;
pub use words::Words;

use crate::filter::{Operand, Test};

/// No number.
pub const NONE: i64 = i64::MIN;

/// A day as a number.
pub fn day(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

/// An instant as a number.
pub fn instant(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// What each row has in one column.
pub enum Column {
    Words(Words),
    /// Days, instants, millionths.
    Numbers(Vec<i64>),
}

impl Column {
    /// The rows that pass a test; one without value passes none but `empty`. `instants`: as `filter::test_column` takes it.
    pub fn test(&self, test: &Test, instants: Option<Tz>) -> Bits {
        match self {
            Column::Words(words) => match test {
                Test::Empty => words.empty(),
                Test::OneOf(operands) => {
                    let texts: Vec<String> = operands.iter().filter_map(text_of).collect();
                    words.one_of(texts.iter().map(String::as_str))
                }
                Test::Contains(sought) => {
                    let sought = sought.to_lowercase();
                    words.such(|text| text.to_lowercase().contains(&sought))
                }
                Test::Between { .. } | Test::Numbers { .. } => words.one_of([]),
            },
            Column::Numbers(numbers) => {
                let such = |holds: &dyn Fn(i64) -> bool| Bits::of(numbers.len(), |row| holds(numbers[row]));
                match test {
                    Test::Empty => such(&|number| number == NONE),
                    Test::OneOf(operands) => {
                        let wanted: Vec<i64> = operands.iter().filter_map(number_of).collect();
                        such(&|number| wanted.contains(&number))
                    }
                    Test::Between { after, before } => {
                        let (least, end) = bounds(*after, *before, instants);
                        such(&|number| number > NONE && number >= least && number < end)
                    }
                    Test::Numbers { least, most } => {
                        let (least, most) = (least.unwrap_or(NONE), most.unwrap_or(i64::MAX));
                        such(&|number| number > NONE && number >= least && number <= most)
                    }
                    Test::Contains(_) => Bits::none(numbers.len()),
                }
            }
        }
    }

    /// Sorts rows as their values do; nothing where there is none.
    fn rank(&self, row: usize) -> Option<i64> {
        match self {
            Column::Words(words) => Some(i64::from(words.number(row))).filter(|number| *number > 0),
            Column::Numbers(numbers) => numbers.get(row).copied().filter(|number| *number > NONE),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Column::Words(words) => words.bytes(),
            Column::Numbers(numbers) => 8 * numbers.capacity(),
        }
    }
}

/// From which number on and up to which, that one no more, days lie strictly between two.
fn bounds(after: Option<NaiveDate>, before: Option<NaiveDate>, instants: Option<Tz>) -> (i64, i64) {
    let begin = |of: NaiveDate| instants.map_or_else(|| day(of), |zone| instant(start_of(of, &zone)));
    let least = after.map(|after| match instants {
        Some(_) => begin(after.succ_opt().unwrap_or(after)),
        None => day(after) + 1,
    });
    (least.unwrap_or(NONE), before.map_or(i64::MAX, begin))
}

fn text_of(operand: &Operand) -> Option<String> {
    match operand {
        Operand::Text(text) => Some(text.clone()),
        Operand::YesNo(yes) => Some(yes.to_string()),
        Operand::Id(id) => Some(id.to_string()),
        Operand::Number(_) | Operand::Day(_) => None,
    }
}

fn number_of(operand: &Operand) -> Option<i64> {
    match operand {
        Operand::Number(millionths) => Some(*millionths),
        Operand::Day(of) => Some(day(*of)),
        Operand::Text(_) | Operand::YesNo(_) | Operand::Id(_) => None,
    }
}

/// Columns of as many rows, by name.
#[derive(Default)]
pub struct Table {
    rows: usize,
    columns: HashMap<String, Column>,
}

impl Table {
    /// None where the column is not held.
    pub fn test(&self, column: &str, test: &Test, instants: Option<Tz>) -> Option<Bits> {
        self.columns.get(column).map(|column| column.test(test, instants))
    }

    /// As `filter::holds`, of a column that keeps texts folded. None for a text that folding leaves nothing of, too.
    pub fn holds(&self, folded: &str, text: &str) -> Option<Bits> {
        let (words, sought) = (self.words(folded)?, folding::sought(text));
        let found = sought.iter().map(|sought| words.holding(sought));
        found.reduce(|any, next| any.or(&next))
    }

    pub fn words(&self, column: &str) -> Option<&Words> {
        match self.columns.get(column)? {
            Column::Words(words) => Some(words),
            Column::Numbers(_) => None,
        }
    }

    pub fn numbers(&self, column: &str) -> Option<&[i64]> {
        match self.columns.get(column)? {
            Column::Numbers(numbers) => Some(numbers),
            Column::Words(_) => None,
        }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    fn bytes(&self) -> usize {
        self.columns.values().map(Column::bytes).sum()
    }
}

/// A table that is being gathered, value by value. A column that was never named is not held.
pub struct Gathering {
    rows: usize,
    words: HashMap<String, Gathered>,
    numbers: HashMap<String, Vec<i64>>,
}

impl Gathering {
    pub fn of(rows: usize) -> Gathering {
        Gathering { rows, words: HashMap::new(), numbers: HashMap::new() }
    }

    pub fn word(&mut self, row: usize, column: &str, text: Option<&str>) {
        let rows = self.rows;
        let gathered = self.words.entry(column.to_owned()).or_insert_with(|| Gathered::of(rows));
        if let Some(text) = text {
            gathered.put(row, text);
        }
    }

    pub fn number(&mut self, row: usize, column: &str, number: Option<i64>) {
        let rows = self.rows;
        let numbers = self.numbers.entry(column.to_owned()).or_insert_with(|| vec![NONE; rows]);
        if let (Some(place), Some(number)) = (numbers.get_mut(row), number) {
            *place = number;
        }
    }

    pub fn day(&mut self, row: usize, column: &str, of: Option<NaiveDate>) {
        self.number(row, column, of.map(day));
    }

    /// A row that either is so or is not.
    pub fn mark(&mut self, row: usize, column: &str, is_so: bool) {
        self.number(row, column, is_so.then_some(1));
    }

    pub fn table(self) -> Table {
        let words = self.words.into_iter().map(|(name, gathered)| (name, Column::Words(gathered.words())));
        let numbers = self.numbers.into_iter().map(|(name, numbers)| (name, Column::Numbers(numbers)));
        Table { rows: self.rows, columns: words.chain(numbers).collect() }
    }
}

/// All records of a kind: columns of their own, and rows of other tables that belong to them.
#[derive(Default)]
pub struct Columns {
    /// In their order: where a record stands among them is its row.
    ids: Vec<Uuid>,
    own: Table,
    others: HashMap<&'static str, (Vec<u32>, Table)>,
}

impl Columns {
    /// The records there are. `ids`: in their order.
    pub fn of(ids: Vec<Uuid>) -> Columns {
        let own = Table { rows: ids.len(), columns: HashMap::new() };
        Columns { ids, own, others: HashMap::new() }
    }

    pub fn own(&self) -> &Table {
        &self.own
    }

    pub fn rows(&self) -> usize {
        self.ids.len()
    }

    pub fn id(&self, row: usize) -> Option<Uuid> {
        self.ids.get(row).copied()
    }

    pub fn row(&self, id: Uuid) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// Adds columns of the records' own.
    pub fn add(&mut self, columns: Gathering) {
        self.own.columns.extend(columns.table().columns);
    }

    /// Adds other rows. `of`: the row of the record that each belongs to; empty where they belong to none.
    pub fn add_others(&mut self, name: &'static str, of: Vec<u32>, rows: Gathering) {
        self.others.insert(name, (of, rows.table()));
    }

    /// The records to which such a row belongs; none where such rows, or what is asked of them, are not held.
    pub fn having(&self, name: &str, which: impl FnOnce(&Table) -> Option<Bits>) -> Option<Bits> {
        let (of, table) = self.others.get(name)?;
        let mut having = Bits::none(self.rows());
        for owner in which(table)?.rows().filter_map(|row| of.get(row)) {
            having.set(*owner as usize);
        }
        Some(having)
    }

    pub fn others(&self, name: &str) -> Option<&Table> {
        self.others.get(name).map(|(_, table)| table)
    }

    pub fn bytes(&self) -> usize {
        let others = self.others.values().map(|(of, table)| 4 * of.capacity() + table.bytes()).sum::<usize>();
        16 * self.ids.capacity() + self.own.bytes() + others
    }
}

/// As `filter::yes_or_no`.
pub fn yes_or_no(test: &Test, is_so: Bits, rows: usize) -> Bits {
    match test {
        Test::OneOf(operands) if operands.contains(&Operand::YesNo(true)) => is_so,
        Test::OneOf(_) => is_so.others(),
        _ => Bits::none(rows),
    }
}

#[cfg(test)]
mod tests;
