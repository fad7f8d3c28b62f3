//! What is told about a row: why it is refused, what to look at, what was repaired.

use kernel::cells::ValueFault;
use kernel::problem::say;
use serde::{Deserialize, Serialize};

use super::fields::Field;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Only a proposal, nothing is wrong.
    Notice,
    /// The row is written, that cell is left empty or kept as text.
    Warning,
    /// Nothing of the row is written.
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    pub code: String,
    /// From 0; `None` for what the whole row lacks and no column holds.
    pub column: Option<usize>,
    pub field: Option<Field>,
    /// The cell as it is in the file.
    pub cell: String,
    pub fr: String,
    pub en: String,
    /// What was probably meant. Never applied by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    pub code: String,
    pub column: usize,
    pub field: Field,
    pub before: String,
    /// What the cell gives; in French where words stand beside the values.
    pub after: String,
    /// The same in English, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_en: Option<String>,
    pub fr: String,
    pub en: String,
}

/// A cell on its way from the sheet to a value: where it stands, what it holds.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub column: usize,
    pub field: Field,
    pub cell: &'a str,
}

/// What is found while a row is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    pub problems: Vec<Problem>,
    pub repairs: Vec<Repair>,
}

impl Findings {
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Refused)
    }

    pub fn has_warning(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Warning)
    }

    /// A value that can't be taken: refuses the row or warns, as the field has it.
    pub(super) fn fault(&mut self, place: &Place<'_>, fault: ValueFault) {
        let severity = if place.field.refuses() { Severity::Refused } else { Severity::Warning };
        self.add(severity, place, fault);
    }

    pub(super) fn warn(&mut self, place: &Place<'_>, fault: ValueFault) {
        self.add(Severity::Warning, place, fault);
    }

    pub(super) fn notice(&mut self, place: &Place<'_>, fault: ValueFault) {
        self.add(Severity::Notice, place, fault);
    }

    fn add(&mut self, severity: Severity, place: &Place<'_>, fault: ValueFault) {
        let told = say(fault.fr, fault.en);
        self.problems.push(Problem {
            severity,
            code: fault.code.to_owned(),
            column: Some(place.column),
            field: Some(place.field),
            cell: place.cell.to_owned(),
            fr: told.fr,
            en: told.en,
            suggestion: fault.suggestion,
        });
    }

    /// Something the row lacks, in a column there isn't.
    pub(super) fn lacks(&mut self, field: Field, fault: ValueFault) {
        let told = say(fault.fr, fault.en);
        self.problems.push(Problem {
            severity: Severity::Refused,
            code: fault.code.to_owned(),
            column: None,
            field: Some(field),
            cell: String::new(),
            fr: told.fr,
            en: told.en,
            suggestion: fault.suggestion,
        });
    }

    pub(super) fn repaired(&mut self, place: &Place<'_>, after: &str, code: &'static str, fr: &str, en: &str) {
        let told = say(fr, en);
        self.repairs.push(Repair {
            code: code.to_owned(),
            column: place.column,
            field: place.field,
            before: place.cell.to_owned(),
            after: after.to_owned(),
            after_en: None,
            fr: told.fr,
            en: told.en,
        });
    }
}
