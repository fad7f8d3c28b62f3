//! What somebody is known by in texts: names, addresses, numbers; found in them, and taken out.

use std::ops::Range;

use kernel::words::fold;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    read::Read,
    stretches::{end_of, runs, sequences, without, words},
};

/// What stands where a name was.
pub const BLANK: &str = "…";
/// Shorter texts than this are no one's name or number by themselves.
const SHORTEST: usize = 3;
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
    /// Addresses and ends of numbers that others are reached at too, and that never become marks again.
    others: Vec<String>,
    /// Whether « Mme Kern » is them: so among the few who are known to one member, not in a whole club.
    by_title: bool,
    /// Whether a value that says who it is goes as a whole: so in what is about them alone. Of others' texts the rest stays.
    #[serde(default)]
    whole: bool,
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
        // What was blanked before is no address.
        if let Some(email) = email.map(str::to_lowercase).filter(|email| email.contains('@')) {
            self.keep_email(email);
        }
        for end in phones.iter().flatten().filter_map(|phone| end_of(phone)) {
            self.keep_number(end);
        }
    }

    fn keep_email(&mut self, email: String) {
        if !self.emails.contains(&email) && !self.others.contains(&email) {
            self.emails.push(email);
        }
    }

    fn keep_number(&mut self, end: String) {
        if !self.numbers.contains(&end) && !self.others.contains(&end) {
            self.numbers.push(end);
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
            self.others.push(email);
        }
        if let Some(end) = phone.and_then(end_of) {
            self.numbers.retain(|mine| *mine != end);
            self.others.push(end);
        }
    }

    /// Somebody else has the same name: it tells nothing.
    pub fn without_names(mut self) -> Marks {
        self.names.clear();
        self
    }

    /// A given or a family name that stands alone may be anybody's, or a word.
    pub fn without_lone_names(mut self) -> Marks {
        self.names.retain(|(given, family)| !given.is_empty() && !family.is_empty());
        self
    }

    /// Among the people of one member, where a title and the family name tell who it is.
    pub fn by_title(&self) -> Marks {
        Marks { by_title: true, ..self.clone() }
    }

    /// In what is about them alone, where one of their names tells who it is.
    pub fn loosely(&self) -> Marks {
        let alone =
            |(given, family): &(String, String)| [(given.clone(), String::new()), (String::new(), family.clone())];
        let names = self.names.iter().flat_map(alone).filter(|(given, family)| given.len() + family.len() >= SHORTEST);
        Marks { names: names.collect(), whole: true, ..self.clone() }
    }

    /// With all that others tell.
    pub fn join(&mut self, other: &Marks) {
        for (given, family) in &other.names {
            self.called(given, family);
        }
        other.emails.iter().for_each(|email| self.keep_email(email.clone()));
        other.numbers.iter().for_each(|end| self.keep_number(end.clone()));
    }

    /// The addresses, in lower case.
    pub fn emails(&self) -> &[String] {
        &self.emails
    }

    /// The ends of the numbers, which are the same however a country is written.
    pub fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// Of each name the word by which whatever bears it is looked up.
    pub fn telling_words(&self) -> Vec<String> {
        let longest = |(given, family): &(String, String)| {
            let words = given.split(' ').chain(family.split(' '));
            words.max_by_key(|word| word.len()).filter(|word| word.len() >= SHORTEST).map(str::to_owned)
        };
        self.names.iter().filter_map(longest).collect()
    }

    /// Whether this text says who it is.
    pub fn are_in(&self, text: &str) -> bool {
        self.are_told(&Read::of(text))
    }

    fn are_told(&self, read: &Read) -> bool {
        self.emails.iter().any(|email| read.lower.contains(email.as_str()))
            || read.numbers.iter().any(|digits| self.is_number(digits))
            || self.are_named(&read.folded)
    }

    fn is_number(&self, digits: &str) -> bool {
        self.numbers.iter().any(|number| digits.contains(number.as_str()))
    }

    /// By a name, or by an address in a text that is kept folded. What bears their name and stays is taken out of the text
    /// only where they are named at all: it is the smaller part of all texts.
    fn are_named(&self, folded: &str) -> bool {
        let spare = |text: String, spared: &String| text.replace(&format!(" {spared} "), "  ");
        self.stand_in(folded)
            && (self.spared.is_empty() || self.stand_in(&self.spared.iter().fold(folded.to_owned(), spare)))
    }

    fn stand_in(&self, folded: &str) -> bool {
        let has = |word: &str| folded.contains(&format!(" {word} "));
        if self.emails.iter().any(|email| has(&fold(email))) {
            return true;
        }
        let titled = |family: &str| self.by_title && TITLES.iter().any(|title| has(&format!("{title} {family}")));
        self.names.iter().any(|(given, family)| match (given.is_empty(), family.is_empty()) {
            (false, false) => (has(given) && has(family)) || titled(family),
            (true, false) if self.by_title => titled(family),
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
        if self.are_named(&Read::of(text).folded) {
            holes.extend(self.names_in(text));
        }
        let cut = without(text, holes);
        Some(if self.are_in(&cut) { BLANK.to_owned() } else { cut })
    }

    /// Where names, and folded addresses, stand in a text.
    fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let spared: Vec<Range<usize>> = self.spared.iter().flat_map(|spared| sequences(&words, spared)).collect();
        let names = self.names.iter().flat_map(|(given, family)| [given.clone(), family.clone()]);
        let parts = names.chain(self.emails.iter().map(|email| fold(email))).filter(|part| !part.is_empty());
        parts
            .flat_map(|part| sequences(&words, &part))
            .filter(|found| !spared.iter().any(|spared| spared.start <= found.start && found.end <= spared.end))
            .filter_map(|found| Some(words.get(found.start)?.0.start..words.get(found.end - 1)?.0.end))
            .collect()
    }

    /// Takes them out of every text that says who it is. Says whether there was one.
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
                let cut = if self.whole { None } else { self.cut(text) };
                *text = cut.unwrap_or_else(|| BLANK.to_owned());
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

/// Who of these a text tells of, by their place.
pub fn told_in(whom: &[Marks], text: &str) -> Vec<usize> {
    let read = Read::of(text);
    let told = whom.iter().enumerate().filter(|(_, marks)| marks.are_told(&read));
    told.map(|(at, _)| at).collect()
}

/// Takes all of these out of a text; tells who of them it told of.
pub fn cut_all(whom: &[Marks], text: &mut String) -> Vec<usize> {
    let told = told_in(whom, text);
    for marks in told.iter().filter_map(|at| whom.get(*at)) {
        // Who stood where another did is out of it already.
        if let Some(cut) = marks.cut(text) {
            *text = cut;
        }
    }
    told
}

/// The same for a value that may be about anybody: for each of them nothing, unless all of it together tells of them.
pub fn blank_all(whom: &[Marks], value: &mut Value) -> Vec<usize> {
    let mut texts = String::new();
    gather(value, &mut texts);
    let mut told = told_in(whom, &texts);
    told.retain(|at| whom.get(*at).is_some_and(|marks| marks.blank(value)));
    told
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
    fn a_name_alone_is_a_word_like_others() {
        let mut marks = Marks::default();
        marks.called("", "Secrétariat");
        assert!(marks.are_in("Secrétariat") && !marks.by_title().are_in("Le secrétariat est fermé"));
        assert!(!marks.without_lone_names().are_in("Secrétariat"));
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
    fn what_others_are_reached_at_never_becomes_a_mark_again() {
        let mut marks = odile();
        marks.shared(Some("odile@kern.example"), Some("03 88 12 34 56"));
        marks.join(&odile());
        marks.reached_at(Some("ODILE@kern.example"), &[Some("+33388123456")]);
        assert!(marks.emails().is_empty() && marks.numbers().is_empty());
    }

    #[test]
    fn an_address_is_found_where_it_is_kept_folded() {
        let mut marks = Marks::default();
        marks.reached_at(Some("zq1950@kern.example"), &[]);
        assert_eq!(marks.cut("voir avec zq1950 kern example lundi").as_deref(), Some("voir avec … lundi"));
        assert_eq!(marks.cut("kern example"), None);
    }

    #[test]
    fn in_what_is_about_them_one_name_tells_who_it_is() {
        assert!(!odile().are_in("Odile au téléphone") && odile().loosely().are_in("Odile au téléphone"));
        let mut origin = json!({"origin": "Odile au téléphone", "way": "phone"});
        assert!(odile().loosely().blank(&mut origin));
        assert_eq!(origin, json!({"origin": "…", "way": "phone"}));
    }

    #[test]
    fn a_value_of_others_keeps_what_is_not_about_them() {
        let mut asked = json!({"field": "description", "after": "Odile Kern vous accueille le mardi.", "before": "odile@kern.example"});
        assert!(odile().blank(&mut asked));
        assert_eq!(asked, json!({"field": "description", "after": "… vous accueille le mardi.", "before": "…"}));
        assert!(!odile().blank(&mut asked));
    }

    #[test]
    fn what_was_blanked_before_is_no_mark() {
        let mut marks = odile();
        marks.reached_at(Some(BLANK), &[Some(BLANK)]);
        assert_eq!(marks, odile());
    }

    #[test]
    fn somebody_of_the_same_name_is_known_by_other_things() {
        let marks = odile().without_names();
        assert!(!marks.are_in("Odile Kern") && marks.are_in("odile@kern.example"));
    }

    #[test]
    fn several_are_taken_out_of_a_text_that_is_read_once() {
        let mut paul = Marks::default();
        paul.called("Paul", "Weiss");
        paul.reached_at(Some("odile@kern.example"), &[]);
        let whom = [paul, Marks::default(), odile()];
        let mut text = "Paul Weiss et Odile Kern, odile@kern.example, le mardi".to_owned();
        assert_eq!(cut_all(&whom, &mut text), [0, 2]);
        assert_eq!(text, "… et …, …, le mardi");
        assert_eq!(cut_all(&whom, &mut text), [0_usize; 0]);
        let mut row = json!({"cells": ["Odile", "Kern", "Paul"]});
        assert_eq!(blank_all(&whom, &mut row), [2]);
        assert_eq!(row, json!({"cells": ["…", "…", "Paul"]}));
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
