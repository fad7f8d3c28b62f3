//! What somebody is known by in texts: names, addresses, numbers; found in them, and taken out.

use std::ops::Range;

use kernel::words::fold;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What stands where a name was.
pub const BLANK: &str = "…";
/// Shorter texts than this are no one's name or number by themselves.
const SHORTEST: usize = 3;
/// The end of a number is the same however its country is written.
const END: usize = 9;
/// What stands before a family name alone.
const TITLES: [&str; 9] = ["m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "maitre"];

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Given and family name, folded.
    names: Vec<(String, String)>,
    /// In lower case.
    emails: Vec<String>,
    numbers: Vec<String>,
    /// Folded: names of organisations and addresses that bear theirs, and stay.
    spared: Vec<String>,
    /// Whether « Mme Kern » is them: so among the few who are known to one member, not in a whole club.
    by_title: bool,
}

impl Marks {
    /// Something they are called, or were.
    pub fn called(&mut self, given: &str, family: &str) {
        let name = (fold(given), fold(family));
        if name.0.len() + name.1.len() >= SHORTEST && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Where they are reached, or were.
    pub fn reached_at(&mut self, email: Option<&str>, phones: &[Option<&str>]) {
        self.emails.extend(email.map(str::to_lowercase).filter(|email| !self.emails.contains(email)));
        for phone in phones.iter().flatten() {
            if let Some(end) = end_of(phone).filter(|end| !self.numbers.contains(end)) {
                self.numbers.push(end);
            }
        }
    }

    /// Whatever stays although it bears their name.
    pub fn spare(&mut self, text: &str) {
        self.spared.extend(Some(fold(text)).filter(|text| !text.is_empty() && !self.spared.contains(text)));
    }

    /// What others are known by too is no mark of theirs.
    pub fn shared(&mut self, email: Option<&str>, phone: Option<&str>) {
        if let Some(email) = email.map(str::to_lowercase) {
            self.emails.retain(|mine| *mine != email);
            self.spare(&email);
        }
        if let Some(end) = phone.and_then(end_of) {
            self.numbers.retain(|mine| *mine != end);
        }
    }

    /// Somebody else has the same name: it tells nothing.
    pub fn without_names(mut self) -> Marks {
        self.names.clear();
        self
    }

    /// Among the people of one member, where a title and the family name tell who it is.
    pub fn by_title(&self) -> Marks {
        Marks { by_title: true, ..self.clone() }
    }

    /// With all that others tell.
    pub fn join(&mut self, other: &Marks) {
        for (given, family) in &other.names {
            self.called(given, family);
        }
        self.emails
            .extend(other.emails.iter().filter(|email| !self.emails.contains(email)).cloned().collect::<Vec<_>>());
        self.numbers
            .extend(other.numbers.iter().filter(|one| !self.numbers.contains(one)).cloned().collect::<Vec<_>>());
    }

    /// The addresses, in lower case.
    pub fn emails(&self) -> &[String] {
        &self.emails
    }

    /// Whether this text says who it is.
    pub fn are_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.emails.iter().any(|email| lower.contains(email.as_str()))
            || runs(text).iter().any(|(_, digits)| self.is_number(digits))
            || self.named_in(text)
    }

    fn is_number(&self, digits: &str) -> bool {
        self.numbers.iter().any(|number| digits.contains(number.as_str()))
    }

    fn named_in(&self, text: &str) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let folded = format!(" {} ", fold(text));
        let folded = self.spared.iter().fold(folded, |text, spared| text.replace(&format!(" {spared} "), "  "));
        let has = |word: &str| folded.contains(&format!(" {word} "));
        let titled = |family: &str| self.by_title && TITLES.iter().any(|title| has(&format!("{title} {family}")));
        self.names.iter().any(|(given, family)| match (given.is_empty(), family.is_empty()) {
            (false, false) => (has(given) && has(family)) || titled(family),
            (true, false) => has(family),
            _ => has(given),
        })
    }

    /// Whether this is one of their names, alone in a field of its own.
    fn is_name(&self, text: &str) -> bool {
        let folded = fold(text);
        !folded.is_empty() && self.names.iter().any(|(given, family)| folded == *given || folded == *family)
    }

    /// The text without what says who it is; none where nothing does.
    pub fn cut(&self, text: &str) -> Option<String> {
        if !self.are_in(text) {
            return None;
        }
        // Bytes stay where they are, unlike with other letters: what is missed here is caught below.
        let lower = text.to_ascii_lowercase();
        let emails = self.emails.iter().flat_map(|email| lower.match_indices(email.as_str()));
        let mut holes: Vec<Range<usize>> = emails.map(|(at, email)| at..at + email.len()).collect();
        holes.extend(runs(text).into_iter().filter(|(_, digits)| self.is_number(digits)).map(|(range, _)| range));
        if self.named_in(text) {
            holes.extend(self.names_in(text));
        }
        let cut = without(text, holes);
        Some(if self.are_in(&cut) { BLANK.to_owned() } else { cut })
    }

    /// Where names stand in a text.
    fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let spared: Vec<Range<usize>> = self.spared.iter().flat_map(|spared| sequences(&words, spared)).collect();
        let parts = self.names.iter().flat_map(|(given, family)| [given, family]).filter(|part| !part.is_empty());
        parts
            .flat_map(|part| sequences(&words, part))
            .filter(|found| !spared.iter().any(|spared| spared.start <= found.start && found.end <= spared.end))
            .filter_map(|found| Some(words.get(found.start)?.0.start..words.get(found.end - 1)?.0.end))
            .collect()
    }

    /// Blanks every text that says who it is. Says whether there was one.
    pub fn blank(&self, value: &mut Value) -> bool {
        self.blank_in(value, false)
    }

    /// The same for a value that may be about anybody: nothing, unless all of it together says who it is.
    pub fn blank_whole(&self, value: &mut Value) -> bool {
        let mut texts = String::new();
        gather(value, &mut texts);
        self.are_in(&texts) && self.blank(value)
    }

    fn blank_in(&self, value: &mut Value, names_alone: bool) -> bool {
        match value {
            Value::String(text) if self.are_in(text) || (names_alone && self.is_name(text)) => {
                *text = BLANK.to_owned();
                true
            }
            // Each of them, not only up to the first: `any` would stop there.
            Value::Array(items) => items.iter_mut().fold(false, |any, item| any | self.blank_in(item, names_alone)),
            Value::Object(map) => {
                let of_person = map
                    .get("field")
                    .and_then(Value::as_str)
                    .is_some_and(|field| field.ends_with("given_name") || field.ends_with("family_name"));
                map.iter_mut().fold(false, |any, (key, item)| {
                    let alone = match key.as_str() {
                        "given_name" | "family_name" | "cell" | "cells" | "samples" => true,
                        "before" | "after" => of_person,
                        _ => false,
                    };
                    self.blank_in(item, alone) || any
                })
            }
            _ => false,
        }
    }

    /// What changed fields tell of what they were called and how they were reached before.
    pub fn learn(&mut self, changes: &Value, prefix: &str) {
        let changes = changes.as_array().map(Vec::as_slice).unwrap_or_default();
        for side in ["before", "after"] {
            let of = |field: &str| {
                let change = changes.iter().find(|change| change["field"] == format!("{prefix}{field}"));
                change.and_then(|change| change[side].as_str())
            };
            let known = self.names.first().cloned().unwrap_or_default();
            if of("given_name").is_some() || of("family_name").is_some() {
                self.called(of("given_name").unwrap_or(&known.0), of("family_name").unwrap_or(&known.1));
            }
            self.reached_at(of("email"), &[of("phone"), of("mobile")]);
        }
    }
}

fn end_of(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.get(digits.len().checked_sub(END)?..).map(str::to_owned)
}

/// Stretches of a text that are written as numbers are: digits, with what stands between them.
fn runs(text: &str) -> Vec<(Range<usize>, String)> {
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
fn words(text: &str) -> Vec<(Range<usize>, String)> {
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
fn sequences(words: &[(Range<usize>, String)], wanted: &str) -> Vec<Range<usize>> {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    let is_here = |some: &[(Range<usize>, String)]| some.iter().zip(&wanted).all(|((_, word), one)| word == one);
    let places = words.windows(wanted.len()).enumerate().filter(|(_, some)| is_here(some));
    places.map(|(at, _)| at..at + wanted.len()).collect()
}

/// The text with a mark for each hole; one for those that touch.
fn without(text: &str, mut holes: Vec<Range<usize>>) -> String {
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

fn gather(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => {
            into.push_str(text);
            into.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        Value::Object(map) => map.values().for_each(|item| gather(item, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn odile() -> Marks {
        let mut marks = Marks::default();
        marks.called("Odile", "Kern");
        marks.reached_at(Some("Odile@Kern.example"), &[Some("+33388123456"), None]);
        marks
    }

    #[test]
    fn a_text_loses_who_it_is_about_and_keeps_the_rest() {
        let cut = |text: &str| odile().cut(text);
        assert_eq!(
            cut("Appelé Odile KERN : trois ateliers en mai.").as_deref(),
            Some("Appelé … : trois ateliers en mai.")
        );
        assert_eq!(cut("03 88 12 34 56, odile@kern.example").as_deref(), Some("…, …"));
        assert_eq!(cut("Écrire à ODILE@kern.example.").as_deref(), Some("Écrire à …."));
        assert_eq!(cut("+33 (0)3.88.12.34.56 le matin").as_deref(), Some("+… le matin"));
        for other in ["Odile Weiss", "La rue Kern", "Sainte-Odile", "03 88 12 34 57", ""] {
            assert_eq!(cut(other), None, "{other}");
        }
    }

    #[test]
    fn a_title_tells_who_it_is_among_a_few_people_alone() {
        assert_eq!(odile().cut("Mme Kern rappellera"), None);
        assert_eq!(odile().by_title().cut("Mme Kern rappellera").as_deref(), Some("Mme … rappellera"));
    }

    #[test]
    fn digits_of_a_hash_are_no_number() {
        assert!(!odile().are_in("ab388c123456d"));
        assert!(odile().are_in("tél. 0388123456"));
    }

    #[test]
    fn an_organisation_keeps_the_name_it_bears() {
        let mut marks = odile();
        marks.spare("Couture Odile Kern");
        assert!(!marks.are_in("Couture Odile Kern"));
        assert_eq!(marks.cut("Couture Odile Kern : vu Odile Kern").as_deref(), Some("Couture Odile Kern : vu …"));
        marks.shared(Some("odile@kern.example"), Some("03 88 12 34 56"));
        assert!(!marks.are_in("odile@kern.example 0388123456"));
    }

    #[test]
    fn somebody_of_the_same_name_is_known_by_other_things() {
        let marks = odile().without_names();
        assert!(!marks.are_in("Odile Kern") && marks.are_in("odile@kern.example"));
    }

    #[test]
    fn cells_of_one_name_are_blanked_in_a_row_that_has_both() {
        let mut row = json!({"cells": ["La Cigogne", "Odile", "Kern"]});
        assert!(odile().blank_whole(&mut row));
        assert_eq!(row, json!({"cells": ["La Cigogne", "…", "…"]}));
        let mut row = json!({"cells": ["La Cigogne", "Paul", "Kern"]});
        assert!(!odile().blank_whole(&mut row));
    }
}
