//! Splits text into records and fields: RFC 4180, and what people make of it.

use std::borrow::Cow;

/// A quoted field longer than that is a quotation mark somebody forgot to close: Excel allows 32,767 characters.
const LONGEST_QUOTED: usize = 131_072;

/// Records of a text. Lines end with CRLF, LF or CR; an empty line is a record, for its number counts.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    row: u32,
    unclosed: Vec<u32>,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        Self { text, at: 0, separator, row: 0, unclosed: Vec::new() }
    }

    /// Numbers of the records (from 1) where a quotation mark is never closed; the first hundred.
    pub(super) fn unclosed(&self) -> &[u32] {
        &self.unclosed
    }

    /// The fields of the next record; `false` at the end of the text.
    pub(super) fn next_into(&mut self, fields: &mut Vec<Cow<'t, str>>) -> bool {
        fields.clear();
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return false;
        }
        self.row = self.row.saturating_add(1);
        loop {
            let field = self.field();
            fields.push(field);
            match bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                Some(b'\r') => {
                    self.at += if bytes.get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                    return true;
                }
                Some(_) => {
                    self.at += 1;
                    return true;
                }
                None => return true,
            }
        }
    }

    fn field(&mut self) -> Cow<'t, str> {
        if self.text.as_bytes().get(self.at) == Some(&b'"')
            && let Some(field) = self.quoted()
        {
            return field;
        }
        Cow::Borrowed(self.plain())
    }

    /// Up to the separator or line end.
    fn plain(&mut self) -> &'t str {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let separator = self.separator;
        let length = rest.iter().position(|byte| *byte == separator || matches!(byte, b'\r' | b'\n'));
        self.at = start + length.unwrap_or(rest.len());
        // Separators and line ends are ASCII: the cut is between characters.
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A field between quotation marks, with whatever follows the closing one. `None` if it is never closed.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let horizon = bytes.len().min(start + LONGEST_QUOTED);
        let mut at = start;
        let mut doubled = false;
        loop {
            let found = bytes.get(at..horizon).and_then(|rest| rest.iter().position(|byte| *byte == b'"'));
            let Some(quote) = found.map(|offset| at + offset) else {
                if self.unclosed.len() < 100 && self.unclosed.last() != Some(&self.row) {
                    self.unclosed.push(self.row);
                }
                return None;
            };
            if bytes.get(quote + 1) == Some(&b'"') {
                doubled = true;
                at = quote + 2;
                continue;
            }
            let inside = self.text.get(start..quote).unwrap_or_default();
            self.at = quote + 1;
            let tail = self.plain();
            return Some(match (doubled, tail) {
                (false, "") => Cow::Borrowed(inside),
                (_, tail) => Cow::Owned(inside.replace("\"\"", "\"") + tail),
            });
        }
    }
}
