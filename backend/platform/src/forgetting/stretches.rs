//! Stretches of a text: where numbers and words stand in it, and the text without some of them.

use std::ops::Range;

use kernel::words::fold;

use super::BLANK;

/// The end of a number is the same however its country is written.
const END: usize = 9;

/// By which a number is known; none for one that is too short.
pub fn end_of(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.get(digits.len().checked_sub(END)?..).map(str::to_owned)
}

/// Stretches of a text that are written as numbers are: digits, with what stands between them.
pub fn runs(text: &str) -> Vec<(Range<usize>, String)> {
    let mut runs = Vec::new();
    let mut run: Option<(Range<usize>, String)> = None;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            let (range, digits) = run.get_or_insert_with(|| (at..at, String::new()));
            range.end = at + 1;
            digits.push(c);
        } else if !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '/' | '+') {
            runs.extend(run.take());
        }
    }
    runs.extend(run);
    runs
}

/// The words of a text, folded, with where they stand.
pub fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                words.push((from..at, fold(text.get(from..at).unwrap_or_default())));
                begun = None;
            }
            _ => {}
        }
    }
    words
}

/// Where these words follow one another.
pub fn sequences(words: &[(Range<usize>, String)], wanted: &str) -> Vec<Range<usize>> {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    let is_here = |some: &[(Range<usize>, String)]| some.iter().zip(&wanted).all(|((_, word), one)| word == one);
    let places = words.windows(wanted.len()).enumerate().filter(|(_, some)| is_here(some));
    places.map(|(at, _)| at..at + wanted.len()).collect()
}

/// The text with a mark for each hole; one for those that touch.
pub fn without(text: &str, mut holes: Vec<Range<usize>>) -> String {
    holes.sort_by_key(|hole| (hole.start, hole.end));
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for (number, hole) in holes.into_iter().enumerate() {
        if hole.end <= at {
            continue;
        }
        let between = text.get(at..hole.start.max(at)).unwrap_or_default();
        if number == 0 || !between.trim().is_empty() {
            kept.push_str(between);
            kept.push_str(BLANK);
        }
        at = hole.end;
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}
