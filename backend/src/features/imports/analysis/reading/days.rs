//! Days and answers: joined, left, last contact, charter, newsletter.

use chrono::NaiveDate;
use documents::Cell;
use kernel::cells::{ValueFault, yes_or_no};
use kernel::dates::{ReadDay, channel_of, french, from_serial, read_contact, read_day};
use kernel::trade::Precision;

use super::{Input, Pass, Reading, spreadsheet_error};
use crate::features::imports::analysis::draft::{DraftDay, LastContact};
use crate::features::imports::analysis::fields::Field;
use crate::features::imports::analysis::findings::Findings;

impl Pass<'_, '_> {
    pub(super) fn days_and_answers(&self, reading: &mut Reading) {
        let findings = &mut reading.findings;
        let today = self.reader.context.today;
        reading.draft.joined_on = self.only(Field::JoinedOn).and_then(|input| {
            let day = day(&input, findings)?;
            if day.on <= today {
                return Some(day);
            }
            findings.fault(
                &input.place(),
                ValueFault::new(
                    "joined_on.future",
                    "Une date d’adhésion ne peut pas être dans l’avenir.",
                    "A joining date can't be in the future.",
                ),
            );
            None
        });
        reading.draft.left_on = self.only(Field::LeftOn).and_then(|input| {
            let day = day(&input, findings)?;
            if day.on <= today {
                return Some(day);
            }
            findings.warn(
                &input.place(),
                ValueFault::new(
                    "left_on.future",
                    "Une date de départ ne peut pas être dans l’avenir : cette date est laissée de côté.",
                    "A date of departure can't be in the future: this date is left aside.",
                ),
            );
            None
        });
        reading.draft.last_contact =
            self.only(Field::LastContactOn).and_then(|input| self.last_contact(&input, findings));
        reading.draft.charter_answer = self.only(Field::CharterAnswer).and_then(|input| match input.cell.as_ref() {
            // The day of the signature is a yes.
            Cell::Date(_) | Cell::DateTime(_) => Some(true),
            _ => answer(&input, findings, "charter.unclear", "la charte"),
        });
        let wish = self
            .only(Field::NewsletterWish)
            .and_then(|input| answer(&input, findings, "newsletter.unclear", "la lettre"));
        if wish.is_some() {
            for contact in &mut reading.draft.contacts {
                contact.newsletter_wish = wish;
            }
        }
    }

    fn last_contact(&self, input: &Input<'_>, findings: &mut Findings) -> Option<LastContact> {
        let by_title = self.reader.titles.get(&input.column).and_then(|title| channel_of(title));
        let (read, channel) = match plain_day(input) {
            Some(day) => (ReadDay { day, precision: Precision::Day }, None),
            None if matches!(input.cell.as_ref(), Cell::Error(_)) => {
                findings.warn(&input.place(), spreadsheet_error(&input.raw));
                return None;
            }
            None => match read_contact(&input.plain().text) {
                Ok(read) => {
                    if !read.words.is_empty() {
                        let shown = french(read.day.day, read.day.precision);
                        findings.warn(
                            &input.place(),
                            ValueFault::new(
                                "last_contact.words",
                                format!("Une date au milieu de mots : le {shown} est retenu."),
                                format!("A date among words: {shown} is taken."),
                            ),
                        );
                    }
                    (read.day, read.channel)
                }
                Err(fault) => {
                    findings.warn(&input.place(), fault);
                    return None;
                }
            },
        };
        if read.day > self.reader.context.today {
            findings.warn(
                &input.place(),
                ValueFault::new(
                    "last_contact.future",
                    "Un dernier contact ne peut pas être dans l’avenir : cette date est laissée de côté.",
                    "A last contact can't be in the future: this date is left aside.",
                ),
            );
            return None;
        }
        Some(LastContact { on: read.day, precision: read.precision, channel: channel.or(by_title) })
    }
}

/// The day of a cell that a spreadsheet program knows as one, or that holds its serial number.
fn plain_day(input: &Input<'_>) -> Option<NaiveDate> {
    match input.cell.as_ref() {
        Cell::Date(day) => Some(*day),
        Cell::DateTime(moment) => Some(moment.date()),
        Cell::Number(serial) => from_serial(*serial, false),
        _ => None,
    }
}

fn day(input: &Input<'_>, findings: &mut Findings) -> Option<DraftDay> {
    if let Cell::Error(_) = input.cell.as_ref() {
        findings.fault(&input.place(), spreadsheet_error(&input.raw));
        return None;
    }
    if let Some(on) = plain_day(input) {
        if matches!(input.cell.as_ref(), Cell::Number(_)) {
            let (fr, en) =
                ("Numéro de jour du tableur remis en date.", "Serial day of the spreadsheet made a date again.");
            findings.repaired(&input.place(), &french(on, Precision::Day), "date.serial", fr, en);
        }
        return Some(DraftDay { on, precision: Precision::Day });
    }
    match read_day(&input.plain().text) {
        Ok(read) => {
            let after = french(read.day, Precision::Day);
            match read.precision {
                Precision::Day => {}
                Precision::Month => {
                    let (fr, en) = (
                        "Mois sans jour : premier du mois, marqué comme imprécis.",
                        "Month without a day: first of the month, marked imprecise.",
                    );
                    findings.repaired(&input.place(), &after, "date.month_only", fr, en);
                }
                Precision::Year => {
                    let (fr, en) = (
                        "Année seule : premier janvier, marqué comme imprécis.",
                        "Year alone: first of January, marked imprecise.",
                    );
                    findings.repaired(&input.place(), &after, "date.year_only", fr, en);
                }
            }
            Some(DraftDay { on: read.day, precision: read.precision })
        }
        Err(fault) => {
            findings.fault(&input.place(), fault);
            None
        }
    }
}

fn answer(input: &Input<'_>, findings: &mut Findings, code: &'static str, about: &str) -> Option<bool> {
    let text = input.plain().text;
    let read = match input.cell.as_ref() {
        Cell::Bool(value) => Some(*value),
        Cell::Error(_) => None,
        _ => yes_or_no(&text),
    };
    if read.is_none() {
        findings.warn(
            &input.place(),
            ValueFault::new(
                code,
                format!("« {text} » n’est ni oui ni non : la réponse sur {about} reste inconnue."),
                format!("“{text}” is neither yes nor no: the answer stays unknown."),
            ),
        );
    }
    read
}
