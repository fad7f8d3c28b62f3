//! Pairs as they are kept until something changes: put in order once, however often they are looked at.

use std::collections::HashMap;

use super::{super::dismissals::Pair, compare::Found};

pub struct Pairs {
    /// The likeliest first.
    sorted: Vec<(Pair, Found)>,
    /// Where each stands there, in the order of the pairs themselves.
    by_pair: Vec<u32>,
}

impl Pairs {
    pub fn of(found: HashMap<Pair, Found>) -> Pairs {
        let mut sorted: Vec<(Pair, Found)> = found.into_iter().collect();
        sorted.sort_unstable_by(|(a, left), (b, right)| right.score.total_cmp(&left.score).then(a.cmp(b)));
        let mut by_pair: Vec<u32> = (0..sorted.len() as u32).collect();
        by_pair.sort_unstable_by_key(|place| sorted[*place as usize].0);
        Pairs { sorted, by_pair }
    }

    /// All of them, from a place on.
    pub fn from(&self, place: usize) -> &[(Pair, Found)] {
        self.sorted.get(place..).unwrap_or_default()
    }

    pub fn place(&self, pair: &Pair) -> Option<usize> {
        let found = self.by_pair.binary_search_by_key(pair, |place| self.sorted[*place as usize].0).ok()?;
        Some(self.by_pair[found] as usize)
    }

    pub fn get(&self, pair: &Pair) -> Option<Found> {
        self.place(pair).map(|place| self.sorted[place].1)
    }

    /// The place behind a pair that had this score. One that has gone since leaves its place to the next: none is skipped
    /// but what went away.
    pub fn behind(&self, last: &Pair, score: f64) -> usize {
        let comes_before =
            |(pair, found): &(Pair, Found)| found.score > score || (found.score == score && pair <= last);
        self.place(last).map_or_else(|| self.sorted.partition_point(comes_before), |place| place + 1)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_place_outlives_its_pair() {
        let pair = |one: u128, other: u128| (Uuid::from_u128(one), Uuid::from_u128(other));
        let found = |score: f64| Found { score, ..Found::default() };
        let scores = [(pair(1, 2), 0.9), (pair(3, 4), 0.95), (pair(1, 5), 0.9), (pair(6, 7), 0.7)];
        let pairs = Pairs::of(scores.into_iter().map(|(pair, score)| (pair, found(score))).collect());
        let order: Vec<Pair> = pairs.from(0).iter().map(|(pair, _)| *pair).collect();
        assert_eq!(order, [pair(3, 4), pair(1, 2), pair(1, 5), pair(6, 7)]);
        assert_eq!((pairs.place(&pair(1, 5)), pairs.place(&pair(1, 4))), (Some(2), None));
        assert_eq!(pairs.get(&pair(6, 7)).map(|found| found.score), Some(0.7));
        for (last, score, place) in
            [(pair(1, 2), 0.9, 2), (pair(1, 4), 0.9, 2), (pair(1, 9), 0.9, 3), (pair(9, 9), 0.1, 4)]
        {
            assert_eq!(pairs.behind(&last, score), place, "{last:?}");
        }
        assert!(pairs.from(9).is_empty());
    }
}
