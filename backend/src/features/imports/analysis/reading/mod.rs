//! One row of the table, read: what it says of a member, what was repaired on the way, what can't be taken.

mod address;
mod commune;
mod custom;
mod days;
mod identity;
mod people;
mod texts;
mod whereabouts;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use documents::{Cell, Row};
use kernel::cells::{Disguise, Plain, ValueFault, is_undisclosed, plain};
use kernel::trade::{MemberKind, MemberStatus};
use kernel::words::fold;
use places::{Places, Resolved};
use platform::mail::Suppressed;

use crate::features::members::Definitions;

use super::choices::{Action, Choices, Decision};
use super::columns::Column;
use super::draft::MemberDraft;
use super::fields::Field;
use super::findings::{Findings, Place, Severity};
use super::kinds::status_of_sheet;

pub(super) use address::spot;
pub(super) use texts::pieces;

/// What the reading needs to know of the club and the world.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// INSEE codes of the club's territory; empty if it has none yet.
    pub territory: &'a HashSet<String>,
    /// In the club's time zone.
    pub today: NaiveDate,
    /// Fields that the club has made.
    pub custom: &'a Definitions,
    /// The topics that the club has, in their order.
    pub topics: &'a [String],
    /// Addresses whose holder wants to be left in peace.
    pub suppressed: &'a Suppressed,
}

impl Context<'_> {
    pub(super) fn is_within(&self, insee_code: &str) -> bool {
        self.territory.contains(insee_code)
    }

    pub(super) fn places(&self) -> &'static Places {
        places::places()
    }
}

/// A row that was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub draft: MemberDraft,
    pub findings: Findings,
    /// Where it is, for comparing names: a commune's code, decided or proposed, or what is written instead.
    pub spot: String,
    /// Whether `draft.insee_code` was given by a number and not only by a name.
    pub insee_by_number: bool,
    /// The word of the kind column when it is not understood.
    pub unknown_kind: Option<String>,
}

/// A cell that holds something, with its place.
struct Input<'r> {
    column: usize,
    field: Field,
    cell: Cow<'r, Cell>,
    raw: Cow<'r, str>,
}

impl Input<'_> {
    fn place(&self) -> Place<'_> {
        Place { column: self.column, field: self.field, cell: &self.raw }
    }

    fn plain(&self) -> Plain {
        plain(&self.raw)
    }
}

/// Reads rows; one for a whole table, since it remembers the communes it met.
pub(super) struct Reader<'a> {
    by_field: BTreeMap<Field, Vec<usize>>,
    titles: HashMap<usize, &'a str>,
    choices: &'a Choices,
    context: Context<'a>,
    sheet_status: Option<MemberStatus>,
    /// What words for topics were said to mean, by the folded word.
    topics: HashMap<String, &'a str>,
    communes: RefCell<HashMap<(String, String), Resolved>>,
}

impl<'a> Reader<'a> {
    pub fn new(columns: &'a [Column], sheet_name: &str, choices: &'a Choices, context: Context<'a>) -> Reader<'a> {
        let mut by_field: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        for column in columns {
            if let Some(field) = column.field {
                by_field.entry(field).or_default().push(column.index);
            }
        }
        Reader {
            by_field,
            titles: columns.iter().map(|column| (column.index, column.title.as_str())).collect(),
            choices,
            context,
            sheet_status: status_of_sheet(sheet_name),
            topics: choices.topics.iter().map(|(written, topic)| (fold(written), topic.as_str())).collect(),
            communes: RefCell::default(),
        }
    }

    pub fn has(&self, field: Field) -> bool {
        self.by_field.contains_key(&field)
    }

    /// The topic that a word of the file stands for.
    fn topic<'t>(&'t self, written: &'t str) -> &'t str {
        self.topics.get(&fold(written)).copied().unwrap_or(written)
    }

    /// Reads a row as the file and the decisions have it. `section_kind` is what the title of its section says.
    pub fn read(&self, row: &Row, section_kind: Option<MemberKind>) -> Reading {
        let decision = self.choices.decisions.get(&row.number);
        // Whoever corrects a cell has said which one is meant.
        let leave_out_all = decision.is_some_and(|decision| {
            decision.action == Action::LeaveOut && decision.columns.is_empty() && decision.corrections.is_empty()
        });
        let reading = self.read_without(row, section_kind, decision, &[]);
        if !leave_out_all || !reading.findings.is_refused() {
            return reading;
        }
        let refusing: Vec<usize> = reading
            .findings
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Refused)
            .filter_map(|problem| problem.column)
            .collect();
        self.read_without(row, section_kind, decision, &refusing)
    }

    fn read_without(
        &self,
        row: &Row,
        section_kind: Option<MemberKind>,
        decision: Option<&Decision>,
        without: &[usize],
    ) -> Reading {
        let pass = Pass { reader: self, row, decision, without };
        let mut reading = Reading::default();
        pass.identity(&mut reading, section_kind);
        pass.whereabouts(&mut reading);
        pass.people(&mut reading);
        pass.house(&mut reading);
        pass.leave_in_peace(&mut reading);
        pass.days_and_answers(&mut reading);
        pass.texts(&mut reading);
        pass.custom(&mut reading);
        pass.colour(&mut reading);
        reading
    }
}

/// One row being read.
struct Pass<'a, 'r> {
    reader: &'r Reader<'a>,
    row: &'r Row,
    decision: Option<&'r Decision>,
    without: &'r [usize],
}

impl<'r> Pass<'_, 'r> {
    /// The filled cells of the columns mapped to a field, corrected and without those left out.
    fn inputs(&self, field: Field) -> Vec<Input<'r>> {
        let columns = self.reader.by_field.get(&field).map(Vec::as_slice).unwrap_or_default();
        columns.iter().filter_map(|column| self.input(field, *column)).collect()
    }

    fn input(&self, field: Field, column: usize) -> Option<Input<'r>> {
        let left_out =
            self.without.contains(&column) || self.decision.is_some_and(|decision| decision.columns.contains(&column));
        if left_out {
            return None;
        }
        let correction = self.decision.and_then(|decision| decision.corrections.get(&column));
        let cell = match correction {
            Some(text) => Cow::Owned(Cell::from_text(text)),
            None => Cow::Borrowed(self.row.cell(column)),
        };
        if cell.is_blank() {
            return None;
        }
        let raw = match &cell {
            Cow::Borrowed(cell) => cell.text(),
            Cow::Owned(cell) => Cow::Owned(cell.text().into_owned()),
        };
        if is_undisclosed(&raw) {
            return None;
        }
        Some(Input { column, field, raw, cell })
    }

    fn only(&self, field: Field) -> Option<Input<'r>> {
        self.inputs(field).into_iter().next()
    }

    fn is_within(&self, insee_code: &str) -> bool {
        self.reader.context.is_within(insee_code)
    }

    /// The commune a cell means; the same cell is asked once.
    fn commune(&self, text: &str, postal_code: Option<&str>) -> Resolved {
        let key = (text.to_owned(), postal_code.unwrap_or_default().to_owned());
        if let Some(known) = self.reader.communes.borrow().get(&key) {
            return known.clone();
        }
        let resolved = self.reader.context.places().resolve(text, postal_code, &|code| self.is_within(code));
        self.reader.communes.borrow_mut().insert(key, resolved.clone());
        resolved
    }

    /// A text without its disguises, which are told; an error value is a fault.
    fn text(&self, input: &Input<'_>, findings: &mut Findings) -> Option<String> {
        if let Cell::Error(_) = input.cell.as_ref() {
            findings.fault(&input.place(), spreadsheet_error(&input.raw));
            return None;
        }
        let plain = input.plain();
        if plain.text.is_empty() {
            return None;
        }
        told_disguises(input, &plain, findings);
        Some(plain.text)
    }
}

fn spreadsheet_error(raw: &str) -> ValueFault {
    ValueFault::new(
        "cell.error",
        format!("La cellule contient une valeur d’erreur du tableur ({raw}) : corrigez-la dans le fichier."),
        format!("The cell holds an error of the spreadsheet ({raw}): correct it in the file."),
    )
}

fn told_disguises(input: &Input<'_>, plain: &Plain, findings: &mut Findings) {
    // Blanks around a value are told once, whatever they are made of.
    let Some(disguise) = plain.disguises.iter().max_by_key(|disguise| weight(**disguise)) else { return };
    let (code, fr, en) = match disguise {
        Disguise::Blanks => ("cell.blanks", "Espaces retirés autour du texte.", "Blanks around the text taken off."),
        Disguise::NoBreakSpace => (
            "cell.no_break_space",
            "Espaces insécables remplacés ou retirés.",
            "No-break spaces replaced or taken off.",
        ),
        Disguise::Invisible => ("cell.invisible", "Caractères invisibles retirés.", "Invisible characters taken off."),
        Disguise::DirectionMark => {
            ("cell.direction_mark", "Marque de sens d’écriture retirée.", "Mark of writing direction taken off.")
        }
        Disguise::ControlCharacter => {
            ("cell.control_character", "Caractère de contrôle retiré au début.", "Leading control character taken off.")
        }
        Disguise::FormulaWrapper => {
            ("cell.formula_wrapper", "Enveloppe =\"…\" retirée.", "The wrapper =\"…\" taken off.")
        }
        Disguise::ProtectingApostrophe => {
            ("cell.apostrophe", "Apostrophe de protection retirée.", "Protecting apostrophe taken off.")
        }
    };
    findings.repaired(&input.place(), &plain.text, code, fr, en);
}

fn weight(disguise: Disguise) -> u8 {
    match disguise {
        Disguise::Blanks => 0,
        Disguise::NoBreakSpace => 1,
        Disguise::Invisible => 2,
        Disguise::ControlCharacter => 3,
        Disguise::DirectionMark => 4,
        Disguise::ProtectingApostrophe => 5,
        Disguise::FormulaWrapper => 6,
    }
}
