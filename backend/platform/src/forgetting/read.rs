//! A text as it is read once, however many people are looked for in it.

use kernel::words::fold;

use super::stretches::runs;

pub struct Read {
    pub lower: String,
    /// Folded, with a space at each end: a word stands between two of them.
    pub folded: String,
    /// The digits of each stretch that is written as a number is.
    pub numbers: Vec<String>,
}

impl Read {
    pub fn of(text: &str) -> Read {
        Read {
            lower: text.to_lowercase(),
            folded: format!(" {} ", fold(text)),
            numbers: runs(text).into_iter().map(|(_, digits)| digits).collect(),
        }
    }
}
