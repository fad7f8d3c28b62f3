//! Which character separates the columns.

use std::collections::HashMap;

use super::records::Records;

/// In the order in which they are preferred when nothing decides.
const CANDIDATES: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Records looked at.
const SAMPLE: usize = 200;

/// A first line `sep=;` (also quoted, any case), and the text after it.
pub(super) fn announced(text: &str) -> Option<(u8, &str)> {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at_checked(end)?;
    let line = line.trim_matches([' ', '"']);
    let (name, separator) = line.split_at_checked(4)?;
    let [separator] = separator.as_bytes() else { return None };
    if !name.eq_ignore_ascii_case("sep=") || !separator.is_ascii() || separator.is_ascii_alphanumeric() {
        return None;
    }
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    Some((*separator, rest))
}

/// The separator with which most records have the same number of fields, read with their quotes.
/// `None` when no candidate makes a second column.
pub(super) fn sniff(text: &str) -> Option<u8> {
    let mut best: Option<(f64, u8)> = None;
    for separator in CANDIDATES {
        let score = score(text, separator);
        if score > 0.0 && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, separator));
        }
    }
    best.map(|(_, separator)| separator)
}

/// Share of the records that have the most frequent width above 1, weighed by that width: a decimal comma in every row
/// makes two regular columns too.
fn score(text: &str, separator: u8) -> f64 {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    let mut records = Records::new(text, separator);
    let mut fields = Vec::new();
    let mut counted = 0_usize;
    while counted < SAMPLE && records.next_into(&mut fields) {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        counted += 1;
        *widths.entry(fields.len()).or_default() += 1;
    }
    let usual = widths.into_iter().filter(|(width, _)| *width > 1).max_by_key(|(width, count)| (*count, *width));
    match usual {
        Some((width, count)) => count as f64 / counted as f64 * (1.0 - 1.0 / width as f64),
        None => 0.0,
    }
}
