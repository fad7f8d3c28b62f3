//! What is written of an event, and whether it holds together. Pure: all faults are told at once.

use std::collections::{BTreeMap, HashSet};

use chrono::{NaiveTime, SubsecRound, TimeDelta};
use kernel::{
    email::Email,
    patch::Change,
    problem::{Fault, Problem, say},
    trade::{EventAudience, EventKind},
    words::name_key,
};
use serde::Serialize;
use tables::{event, registration};

use super::super::schema::{AgendaItem, EventChanges, Question, QuestionKind, Speaker, registrations::Attendee};

/// The longest that an event lasts.
const LONGEST: TimeDelta = TimeDelta::days(31);
const LONGEST_ANSWER: usize = 1000;

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wrong(pointer: &str) -> Fault {
    Fault::at(pointer, "events.wrong_value", say("Cette valeur ne convient pas.", "This value does not fit."))
}

fn required(pointer: &str) -> Fault {
    Fault::at(pointer, "events.required", say("Remplissez ce champ.", "Fill this in."))
}

fn too_long(pointer: &str, most: usize) -> Fault {
    Fault::at(
        pointer,
        "house.length",
        say(format!("Au plus {most} caractères."), format!("At most {most} characters.")),
    )
}

/// What is written in one line.
fn set_line(field: &mut String, change: &Change<String>, pointer: &str, most: usize, faults: &mut Vec<Fault>) {
    set_text(field, &change.clone().map(|text| tidy(&text)), pointer, most, faults);
}

fn set_text(field: &mut String, change: &Change<String>, pointer: &str, most: usize, faults: &mut Vec<Fault>) {
    match change {
        Change::Keep => {}
        Change::Clear => field.clear(),
        Change::Set(text) if text.chars().count() > most => faults.push(too_long(pointer, most)),
        Change::Set(text) => *field = text.trim().to_owned(),
    }
}

/// What must always have a value.
fn set<T: Clone>(field: &mut T, change: &Change<T>, pointer: &str, faults: &mut Vec<Fault>) {
    match change {
        Change::Keep => {}
        Change::Clear => faults.push(required(pointer)),
        Change::Set(value) => *field = value.clone(),
    }
}

fn set_some<T: Clone>(field: &mut Option<T>, change: &Change<T>) {
    if let Some(value) = change.clone().into_option() {
        *field = value;
    }
}

fn set_list<T: Clone + Serialize>(
    field: &mut serde_json::Value,
    change: &Change<Vec<T>>,
    most: usize,
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Result<(), Problem> {
    match change {
        Change::Keep => {}
        Change::Clear => *field = serde_json::json!([]),
        Change::Set(items) if items.len() > most => faults.push(wrong(pointer)),
        Change::Set(items) => *field = serde_json::to_value(items)?,
    }
    Ok(())
}

/// Writes what is another into the event. 422 tells all that does not hold.
pub fn apply(row: &mut event::Model, changes: &EventChanges) -> Result<(), Problem> {
    let mut faults = Vec::new();
    set::<EventKind>(&mut row.kind, &changes.kind, "/kind", &mut faults);
    set::<EventAudience>(&mut row.audience, &changes.audience, "/audience", &mut faults);
    set_line(&mut row.title, &changes.title, "/title", 200, &mut faults);
    set_text(&mut row.summary, &changes.summary, "/summary", 500, &mut faults);
    set_text(&mut row.description, &changes.description, "/description", 20_000, &mut faults);
    set_line(&mut row.place, &changes.place, "/place", 300, &mut faults);
    set_line(&mut row.cover_alt, &changes.cover_alt, "/cover_alt", 300, &mut faults);
    set(&mut row.starts_at, &changes.starts_at.clone().map(|at| at.trunc_subsecs(0)), "/starts_at", &mut faults);
    set(&mut row.ends_at, &changes.ends_at.clone().map(|at| at.trunc_subsecs(0)), "/ends_at", &mut faults);
    set(&mut row.time_zone, &changes.time_zone, "/time_zone", &mut faults);
    set_some(&mut row.venue_id, &changes.venue_id);
    set_some(&mut row.online_url, &changes.online_url);
    set_some(&mut row.capacity, &changes.capacity);
    set_some(&mut row.seats_per_member, &changes.seats_per_member);
    set_some(&mut row.register_until, &changes.register_until.clone().map(|at| at.trunc_subsecs(0)));
    set_some(&mut row.cover_file_id, &changes.cover_file_id);
    set_list(&mut row.questions, &changes.questions, 20, "/questions", &mut faults)?;
    set_list(&mut row.agenda, &changes.agenda, 50, "/agenda", &mut faults)?;
    set_list(&mut row.speakers, &changes.speakers, 50, "/speakers", &mut faults)?;
    check(row, &mut faults);
    questions_hold(changes.questions.as_set().map(Vec::as_slice).unwrap_or_default(), &mut faults);
    agenda_holds(changes.agenda.as_set().map(Vec::as_slice).unwrap_or_default(), &mut faults);
    speakers_hold(changes.speakers.as_set().map(Vec::as_slice).unwrap_or_default(), &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

fn check(row: &event::Model, faults: &mut Vec<Fault>) {
    if row.title.is_empty() {
        faults.push(required("/title"));
    }
    if row.ends_at <= row.starts_at || row.ends_at - row.starts_at > LONGEST {
        faults.push(Fault::at(
            "/ends_at",
            "events.ends_before",
            say(
                "La fin vient après le début, un mois plus tard au plus.",
                "The end comes after the beginning, a month later at most.",
            ),
        ));
    }
    if row.time_zone.parse::<chrono_tz::Tz>().is_err() {
        faults.push(wrong("/time_zone"));
    }
    if row.register_until.is_some_and(|until| until > row.starts_at) {
        faults.push(Fault::at(
            "/register_until",
            "events.deadline_after",
            say("La date limite vient avant le début.", "The deadline comes before the beginning."),
        ));
    }
    for (pointer, number) in [("/capacity", row.capacity), ("/seats_per_member", row.seats_per_member)] {
        if number.is_some_and(|number| !(1..=100_000).contains(&number)) {
            faults.push(wrong(pointer));
        }
    }
    let reaches = |url: &str| url.len() <= 1000 && (url.starts_with("https://") || url.starts_with("http://"));
    if row.online_url.as_deref().is_some_and(|url| !reaches(url)) {
        faults.push(Fault::at(
            "/online_url",
            "events.online_url",
            say("Donnez une adresse qui commence par https://.", "Give an address that begins with https://."),
        ));
    }
    if row.cover_file_id.is_some() && row.cover_alt.is_empty() {
        faults.push(Fault::at(
            "/cover_alt",
            "events.alt_required",
            say("Dites en quelques mots ce que montre l’image.", "Say in a few words what is on the picture."),
        ));
    }
}

fn questions_hold(questions: &[Question], faults: &mut Vec<Fault>) {
    let mut keys = HashSet::new();
    for (at, question) in questions.iter().enumerate() {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let key = &question.key;
        if key.is_empty() || key.len() > 40 || !key.chars().all(fits) || !keys.insert(key.as_str()) {
            faults.push(wrong(&format!("/questions/{at}/key")));
        }
        if question.label.trim().is_empty() || question.label.chars().count() > 300 {
            faults.push(required(&format!("/questions/{at}/label")));
        }
        let choices = question.choices.len();
        let too_many =
            choices > 20 || question.choices.iter().any(|choice| choice.trim().is_empty() || choice.len() > 200);
        if too_many || (question.kind == QuestionKind::Choice) != (choices > 0) {
            faults.push(wrong(&format!("/questions/{at}/choices")));
        }
    }
}

fn agenda_holds(agenda: &[AgendaItem], faults: &mut Vec<Fault>) {
    for (at, item) in agenda.iter().enumerate() {
        if item.title.trim().is_empty() || item.title.chars().count() > 300 {
            faults.push(required(&format!("/agenda/{at}/title")));
        }
        if !item.at.is_empty() && NaiveTime::parse_from_str(&item.at, "%H:%M").is_err() {
            faults.push(wrong(&format!("/agenda/{at}/at")));
        }
    }
}

fn speakers_hold(speakers: &[Speaker], faults: &mut Vec<Fault>) {
    for (at, speaker) in speakers.iter().enumerate() {
        if speaker.name.trim().is_empty() || speaker.name.chars().count() > 200 || speaker.role.chars().count() > 200 {
            faults.push(required(&format!("/speakers/{at}/name")));
        }
    }
}

/// Whether those who come know what the change changes: they are told then, and their calendars follow.
pub fn matters(before: &event::Model, after: &event::Model) -> bool {
    let told = |row: &event::Model| {
        (row.title.clone(), row.starts_at, row.ends_at, row.venue_id, row.place.clone(), row.online_url.clone())
    };
    told(before) != told(after)
}

/// Somebody who comes, as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comer {
    pub given_name: String,
    pub family_name: String,
    pub email: Option<Email>,
    pub answers: BTreeMap<String, String>,
}

impl Comer {
    /// Whether it is who is registered so: under the same address, or of the same name where there is none.
    pub fn is(&self, row: &registration::Model) -> bool {
        let called = |given: &str, family: &str| name_key(&format!("{family} {given}"));
        let same_name = || called(&self.given_name, &self.family_name) == called(&row.given_name, &row.family_name);
        let key = self.email.as_ref().map(Email::key);
        key == row.email_key && (key.is_some() || same_name())
    }
}

/// Reads who comes; `at` is the pointer of the person in the body.
pub fn comer(person: &Attendee, questions: &[Question], at: &str) -> Result<Comer, Vec<Fault>> {
    let mut faults = Vec::new();
    let family_name = tidy(&person.family_name);
    if family_name.is_empty() {
        faults.push(required(&format!("{at}/family_name")));
    }
    let email = address(person.email.as_deref(), at, &mut faults);
    let mut answers = BTreeMap::new();
    for (key, answer) in &person.answers {
        let pointer = format!("{at}/answers/{key}");
        let answer = answer.trim();
        let Some(question) = questions.iter().find(|question| question.key == *key) else {
            faults.push(wrong(&pointer));
            continue;
        };
        let fits = match question.kind {
            _ if answer.is_empty() => continue,
            QuestionKind::Text => answer.chars().count() <= LONGEST_ANSWER,
            QuestionKind::YesNo => matches!(answer, "yes" | "no"),
            QuestionKind::Choice => question.choices.iter().any(|choice| choice == answer),
        };
        if fits {
            answers.insert(key.clone(), answer.to_owned());
        } else {
            faults.push(wrong(&pointer));
        }
    }
    for question in questions.iter().filter(|question| question.required && !answers.contains_key(&question.key)) {
        faults.push(required(&format!("{at}/answers/{}", question.key)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Comer { given_name: tidy(&person.given_name), family_name, email, answers })
}

/// An address as people type it; an empty one is none.
pub fn address(typed: Option<&str>, at: &str, faults: &mut Vec<Fault>) -> Option<Email> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty())?;
    match Email::parse(typed) {
        Ok(email) => Some(email),
        Err(fault) => {
            faults.push(Fault::at(format!("{at}/email"), fault.code, say(fault.fr, fault.en)));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(answers: &[(&str, &str)]) -> Attendee {
        Attendee {
            given_name: " Odile ".to_owned(),
            family_name: "Kern".to_owned(),
            email: Some(" odile@vieux-rabots.example ".to_owned()),
            answers: answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        }
    }

    #[test]
    fn questions_are_answered_as_they_are_asked() {
        let question = |key: &str, kind, choices: &[&str]| Question {
            key: key.to_owned(),
            label: "Question".to_owned(),
            kind,
            required: key == "meal",
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        };
        let asked =
            [question("meal", QuestionKind::Choice, &["oui", "non"]), question("note", QuestionKind::Text, &[])];
        let read = comer(&person(&[("meal", "oui"), ("note", " ")]), &asked, "/people/0").unwrap();
        assert_eq!((read.given_name.as_str(), read.answers.len()), ("Odile", 1));
        assert_eq!(read.email.unwrap().as_str(), "odile@vieux-rabots.example");
        let pointers = |answers: &[(&str, &str)]| -> Vec<String> {
            comer(&person(answers), &asked, "/people/0").unwrap_err().into_iter().map(|fault| fault.pointer).collect()
        };
        assert_eq!(pointers(&[]), ["/people/0/answers/meal"]);
        assert_eq!(pointers(&[("meal", "oui"), ("nope", "x")]), ["/people/0/answers/nope"]);
    }
}
