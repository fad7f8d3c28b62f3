//! Paper for a room of people: a list to be signed, a sign for the door, labels to be worn, certificates.

use serde::Serialize;
use serde_json::Value;

use super::{
    Code, PdfFailure, code,
    press::{Press, Template},
};

/// Of the text, in points: tables and labels are as long as they are.
const SIZE: [f64; 1] = [10.0];

/// A list to be signed by hand. Its head stands on each page.
#[derive(Debug, Clone, Serialize)]
pub struct Roster {
    /// As in `fr`.
    pub language: String,
    /// What stands over the title.
    pub over: String,
    pub title: String,
    /// Below the title, each on its own line.
    pub lines: Vec<String>,
    pub head: Vec<String>,
    /// How wide each column is beside the others.
    pub widths: Vec<u32>,
    /// Each has as many cells as the head; what is to be written by hand is empty.
    pub rows: Vec<Vec<String>>,
    pub brand: String,
    /// At the foot of each page.
    pub foot: String,
}

/// A page for a door: what it is, and a code that a phone reads from two steps away.
#[derive(Debug, Clone, Serialize)]
pub struct Sign {
    pub language: String,
    pub over: String,
    pub title: String,
    pub lines: Vec<String>,
    pub code: Code,
    pub brand: String,
    pub spark: String,
    pub foot: String,
}

/// Ten labels to a page of A4, 90 by 54 mm each, to be cut out and worn.
#[derive(Debug, Clone, Serialize)]
pub struct Labels {
    pub language: String,
    /// What stands over each name.
    pub over: String,
    /// At the foot of each.
    pub title: String,
    pub labels: Vec<Label>,
    pub brand: String,
}

/// Somebody, and for whom they are there; the latter may be empty.
#[derive(Debug, Clone, Serialize)]
pub struct Label {
    pub name: String,
    pub under: String,
}

/// Certificates, a page for each person.
#[derive(Debug, Clone, Serialize)]
pub struct Certificates {
    pub language: String,
    pub over: String,
    pub title: String,
    /// Before the name: who certifies what.
    pub before: String,
    pub people: Vec<Label>,
    /// After the name, each on its own line.
    pub lines: Vec<String>,
    /// Where and when it was made.
    pub made: String,
    /// Who signs.
    pub signed: String,
    pub brand: String,
    pub spark: String,
    pub foot: String,
}

impl Roster {
    /// The document.
    ///
    /// # Errors
    /// [`PdfFailure`] is our mistake.
    pub fn set(&self) -> Result<Vec<u8>, PdfFailure> {
        set(self, Template::Roster, None)
    }
}

impl Sign {
    /// The document.
    ///
    /// # Errors
    /// [`PdfFailure`] for an address that no code holds.
    pub fn set(&self) -> Result<Vec<u8>, PdfFailure> {
        set(self, Template::Sign, Some(code::svg(&self.code.url)?))
    }
}

impl Labels {
    /// The document.
    ///
    /// # Errors
    /// [`PdfFailure`] is our mistake.
    pub fn set(&self) -> Result<Vec<u8>, PdfFailure> {
        set(self, Template::Labels, None)
    }
}

impl Certificates {
    /// The document.
    ///
    /// # Errors
    /// [`PdfFailure`] is our mistake.
    pub fn set(&self) -> Result<Vec<u8>, PdfFailure> {
        set(self, Template::Certificates, None)
    }
}

fn set(told: &impl Serialize, template: Template, drawn: Option<String>) -> Result<Vec<u8>, PdfFailure> {
    let press = Press::at_hand()?;
    let mut told = serde_json::to_value(told).map_err(|error| PdfFailure(error.to_string()))?;
    press.keep_legible(&mut told);
    // A document has a title, whatever letters were typed.
    if told["title"].as_str().is_none_or(|title| title.trim().is_empty()) {
        told["title"] = Value::from("—");
    }
    let told = told.to_string().into_bytes();
    let files = |_: f64| {
        let mut files = vec![("/told.json", told.clone())];
        files.extend(drawn.clone().map(|drawn| ("/code.svg", drawn.into_bytes())));
        files
    };
    press.print(template, &SIZE, usize::MAX, files)
}
