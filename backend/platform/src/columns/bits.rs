//! A set of rows, one bit each.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    rows: usize,
}

impl Bits {
    pub fn none(rows: usize) -> Bits {
        Bits { words: vec![0; rows.div_ceil(64)], rows }
    }

    pub fn all(rows: usize) -> Bits {
        Bits::none(rows).others()
    }

    /// The rows for which something holds.
    pub fn of(rows: usize, mut holds: impl FnMut(usize) -> bool) -> Bits {
        let mut bits = Bits::none(rows);
        for (place, word) in bits.words.iter_mut().enumerate() {
            let first = place * 64;
            for row in first..rows.min(first + 64) {
                *word |= u64::from(holds(row)) << (row - first);
            }
        }
        bits
    }

    pub fn set(&mut self, row: usize) {
        if row < self.rows {
            self.words[row / 64] |= 1_u64 << (row % 64);
        }
    }

    pub fn has(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| (word >> (row % 64)) & 1 == 1)
    }

    pub fn and(mut self, other: &Bits) -> Bits {
        self.words.iter_mut().zip(&other.words).for_each(|(one, two)| *one &= two);
        self
    }

    pub fn or(mut self, other: &Bits) -> Bits {
        self.words.iter_mut().zip(&other.words).for_each(|(one, two)| *one |= two);
        self
    }

    pub fn others(mut self) -> Bits {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let (Some(last), rest @ 1..) = (self.words.last_mut(), self.rows % 64) {
            *last &= (1_u64 << rest) - 1;
        }
        self
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows that are in, from the first on.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let next = left.trailing_zeros() as usize;
                left &= left - 1;
                Some(place * 64 + next)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined_and_turned_like_conditions() {
        for rows in [0, 1, 63, 64, 65, 200] {
            let (threes, fives) = (Bits::of(rows, |row| row % 3 == 0), Bits::of(rows, |row| row % 5 == 0));
            let told = |bits: &Bits| bits.rows().collect::<Vec<_>>();
            let counted = |holds: fn(usize) -> bool| (0..rows).filter(|row| holds(*row)).collect::<Vec<_>>();
            assert_eq!(told(&threes.clone().and(&fives)), counted(|row| row % 15 == 0), "{rows}");
            assert_eq!(told(&threes.clone().or(&fives)), counted(|row| row % 3 == 0 || row % 5 == 0), "{rows}");
            assert_eq!(told(&threes.clone().others()), counted(|row| row % 3 != 0), "{rows}");
            assert_eq!(threes.clone().others().others(), threes);
            assert_eq!(Bits::all(rows).count(), rows);
            assert!(told(&Bits::none(rows)).is_empty());
            assert!((0..rows).all(|row| threes.has(row) == (row % 3 == 0)) && !threes.has(rows));
        }
        let mut bits = Bits::none(70);
        [0, 69, 70].into_iter().for_each(|row| bits.set(row));
        assert_eq!(bits.rows().collect::<Vec<_>>(), [0, 69]);
    }
}
