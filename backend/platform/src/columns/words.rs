//! A column of texts: each different one once, in their order, so that their numbers sort as they do.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::Bits;

/// Stands behind each text, and within none.
const END: char = '\0';

#[derive(Debug, Default)]
pub struct Words {
    texts: String,
    /// Where each text ends, with the sign behind it.
    ends: Vec<u32>,
    /// The number of each row's text, from 1; 0 where there is none.
    numbers: Vec<u32>,
}

impl Words {
    pub fn of(&self, row: usize) -> Option<&str> {
        self.numbers.get(row).and_then(|number| self.text(*number))
    }

    /// Greater for a text that comes later; 0 where there is none.
    pub fn number(&self, row: usize) -> u32 {
        self.numbers.get(row).copied().unwrap_or_default()
    }

    fn text(&self, number: u32) -> Option<&str> {
        let place = (number as usize).checked_sub(1)?;
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.texts.get(begin..(*self.ends.get(place)? as usize).checked_sub(END.len_utf8())?)
    }

    pub fn empty(&self) -> Bits {
        Bits::of(self.numbers.len(), |row| self.numbers[row] == 0)
    }

    /// The rows whose text is one of these.
    pub fn one_of<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Bits {
        let mut fit = self.nothing();
        for text in texts {
            let (mut from, mut to) = (0, self.ends.len());
            while from < to {
                let middle = (from + to) / 2;
                match self.text(middle as u32 + 1).unwrap_or_default().cmp(text) {
                    std::cmp::Ordering::Less => from = middle + 1,
                    std::cmp::Ordering::Greater => to = middle,
                    std::cmp::Ordering::Equal => {
                        fit[middle + 1] = true;
                        break;
                    }
                }
            }
        }
        self.rows(&fit)
    }

    /// The rows whose text holds this one. All texts are looked through at once.
    pub fn holding(&self, sought: &str) -> Bits {
        let (finder, all) = (Finder::new(sought.as_bytes()), self.texts.as_bytes());
        let mut fit = self.nothing();
        let (mut from, mut text) = (0, 0);
        while let Some(found) = all.get(from..).and_then(|rest| finder.find(rest)) {
            text += self.ends[text..].partition_point(|end| *end as usize <= from + found);
            let Some(end) = self.ends.get(text) else { break };
            text += 1;
            fit[text] = true;
            from = *end as usize;
        }
        self.rows(&fit)
    }

    /// The rows whose text something holds for.
    pub fn such(&self, holds: impl Fn(&str) -> bool) -> Bits {
        let mut fit = self.nothing();
        for (number, fits) in (1_u32..).zip(fit.iter_mut().skip(1)) {
            *fits = self.text(number).is_some_and(&holds);
        }
        self.rows(&fit)
    }

    fn nothing(&self) -> Vec<bool> {
        vec![false; self.ends.len() + 1]
    }

    fn rows(&self, fit: &[bool]) -> Bits {
        Bits::of(self.numbers.len(), |row| fit[self.numbers[row] as usize])
    }

    pub fn bytes(&self) -> usize {
        self.texts.capacity() + 4 * (self.ends.capacity() + self.numbers.capacity())
    }
}

/// Words that are still being gathered.
pub struct Gathered {
    known: HashMap<Box<str>, u32>,
    numbers: Vec<u32>,
}

impl Gathered {
    pub fn of(rows: usize) -> Gathered {
        Gathered { known: HashMap::new(), numbers: vec![0; rows] }
    }

    pub fn put(&mut self, row: usize, text: &str) {
        let number = match self.known.get(text) {
            Some(number) => *number,
            None => {
                let number = self.known.len() as u32 + 1;
                self.known.insert(text.into(), number);
                number
            }
        };
        if let Some(place) = self.numbers.get_mut(row) {
            *place = number;
        }
    }

    pub fn words(self) -> Words {
        let Gathered { known, mut numbers } = self;
        let mut sorted: Vec<(Box<str>, u32)> = known.into_iter().collect();
        sorted.sort_unstable();
        let mut texts = String::with_capacity(sorted.iter().map(|(text, _)| text.len() + END.len_utf8()).sum());
        let mut ends = Vec::with_capacity(sorted.len());
        let mut becomes = vec![0; sorted.len() + 1];
        for (place, (text, number)) in (1_u32..).zip(sorted) {
            texts.push_str(&text);
            texts.push(END);
            ends.push(texts.len() as u32);
            becomes[number as usize] = place;
        }
        numbers.iter_mut().for_each(|number| *number = becomes[*number as usize]);
        Words { texts, ends, numbers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(texts: &[Option<&str>]) -> Words {
        let mut gathered = Gathered::of(texts.len());
        for (row, text) in texts.iter().enumerate() {
            if let Some(text) = text {
                gathered.put(row, text);
            }
        }
        gathered.words()
    }

    fn rows(bits: Bits) -> Vec<usize> {
        bits.rows().collect()
    }

    #[test]
    fn texts_are_found_by_what_they_are_and_by_what_they_hold() {
        let words = words(&[Some("repair cafe"), None, Some("cafe"), Some(""), Some("ecole"), Some("cafe")]);
        assert_eq!((words.of(0), words.of(1), words.of(3), words.of(6)), (Some("repair cafe"), None, Some(""), None));
        assert_eq!(rows(words.empty()), [1]);
        assert_eq!(rows(words.one_of(["cafe", "", "caf", "zoo"])), [2, 3, 5]);
        assert_eq!(rows(words.holding("cafe")), [0, 2, 5]);
        assert_eq!(rows(words.holding("e")), [0, 2, 4, 5]);
        assert!(rows(words.holding("cafeecole")).is_empty());
        // Every text holds the empty one; what is no text holds nothing.
        assert_eq!(rows(words.holding("")), [0, 2, 3, 4, 5]);
        assert_eq!(rows(words.such(|text| text.starts_with("re") || text.is_empty())), [0, 3]);
    }

    #[test]
    fn numbers_sort_as_their_texts_do() {
        let texts = [Some("b"), Some("a"), None, Some("a b"), Some("É"), Some("b")];
        let words = words(&texts);
        for (one, left) in texts.iter().enumerate() {
            for (other, right) in texts.iter().enumerate() {
                assert_eq!(words.number(one).cmp(&words.number(other)), left.cmp(right), "{left:?} {right:?}");
            }
        }
        assert_eq!(Words::default().of(0), None);
        assert!(rows(Words::default().holding("a")).is_empty());
    }
}
