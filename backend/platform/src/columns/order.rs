//! The order of a list: rows sorted once, and then walked from any place in either direction.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Column, Columns, day, instant};

/// Rows in their order, those without a value in its first column by themselves: they come last in both directions.
#[derive(Debug, Clone, Default)]
pub struct Order {
    pub valued: Vec<u32>,
    pub empty: Vec<u32>,
}

impl Order {
    pub fn bytes(&self) -> usize {
        4 * (self.valued.capacity() + self.empty.capacity())
    }

    /// The rows of both parts, one after the other.
    pub fn walk(&self, descending: bool) -> impl Iterator<Item = usize> + '_ {
        walk(&self.valued, descending).chain(walk(&self.empty, descending))
    }

    /// The rows that come behind a place. `is_empty`: the place is in the second part.
    pub fn walk_behind<'a>(
        &'a self,
        is_empty: bool,
        descending: bool,
        place: impl Fn(usize) -> Ordering,
    ) -> impl Iterator<Item = usize> + 'a {
        let behind = |part: &'a [u32]| match descending {
            true => &part[..part.partition_point(|row| place(*row as usize).is_lt())],
            false => &part[part.partition_point(|row| place(*row as usize).is_le())..],
        };
        let (first, second): (&[u32], &[u32]) = match is_empty {
            true => (&[], behind(&self.empty)),
            false => (behind(&self.valued), &self.empty),
        };
        walk(first, descending).chain(walk(second, descending))
    }
}

fn walk(part: &[u32], descending: bool) -> impl Iterator<Item = usize> + '_ {
    let last = part.len().saturating_sub(1);
    (0..part.len()).map(move |place| part[if descending { last - place } else { place }] as usize)
}

/// A place in an order: what stands there in each of its columns, and the id of the record.
pub struct Behind<'a> {
    keys: Vec<(&'a Column, Key<'a>)>,
    id: Uuid,
}

enum Key<'a> {
    Text(&'a str),
    Number(i64),
}

impl Behind<'_> {
    /// Where a row stands, seen from the place.
    pub fn compare(&self, columns: &Columns, row: usize) -> Ordering {
        for (column, key) in &self.keys {
            let compared = match (column, key) {
                (Column::Words(words), Key::Text(text)) => words.of(row).unwrap_or_default().cmp(text),
                (Column::Numbers(numbers), Key::Number(number)) => numbers[row].cmp(number),
                _ => Ordering::Equal,
            };
            if compared.is_ne() {
                return compared;
            }
        }
        columns.id(row).unwrap_or_default().cmp(&self.id)
    }
}

impl Columns {
    /// All rows sorted by these columns, the record's id last. Only the first may be without value. None where one of
    /// them is not held.
    pub fn order(&self, by: &[&str]) -> Option<Order> {
        let columns: Vec<&Column> = by.iter().map(|name| self.own.columns.get(*name)).collect::<Option<_>>()?;
        let is_valued = |row: &u32| columns.first().is_none_or(|first| first.rank(*row as usize).is_some());
        let (mut valued, mut empty): (Vec<u32>, Vec<u32>) = (0..self.rows() as u32).partition(is_valued);
        let ranks = |row: u32, place: usize| columns.get(place).map(|column| column.rank(row as usize));
        for part in [&mut valued, &mut empty] {
            // Rows stand in the order of their ids: a sort that keeps equal ones as they are leaves them so.
            part.sort_by_cached_key(|row| (ranks(*row, 0), ranks(*row, 1)));
        }
        Some(Order { valued, empty })
    }

    /// A place in an order, by the texts of a cursor. None for one that fits no such order.
    pub fn place<'a>(&'a self, by: &[&str], keys: &'a [Option<String>], id: Uuid) -> Option<Behind<'a>> {
        let keys = by.iter().zip(keys).map(|(name, key)| {
            let column = self.own.columns.get(*name)?;
            let text = key.as_deref()?;
            Some(match column {
                Column::Words(_) => (column, Key::Text(text)),
                Column::Numbers(_) => (column, Key::Number(number(text)?)),
            })
        });
        Some(Behind { keys: keys.collect::<Option<_>>()?, id })
    }
}

/// A number, a day or an instant, as a cursor keeps it.
fn number(text: &str) -> Option<i64> {
    let whole = text.parse::<i64>().ok();
    let of_day = || text.parse::<NaiveDate>().ok().map(day);
    whole.or_else(of_day).or_else(|| text.parse::<DateTime<Utc>>().ok().map(instant))
}
