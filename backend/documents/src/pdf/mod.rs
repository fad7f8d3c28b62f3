//! PDF, set by typst: tagged and held to PDF/UA-1, so that whoever hears a document reads the same. A template decides how
//! one looks; all that it says comes as data, of which nothing is run. The same data give the same bytes.

mod code;
mod press;
mod room;

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use self::press::{Press, Template};
use crate::prose::Block;

pub use room::{Certificates, Label, Labels, Roster, Sign};

/// Sizes of the text, in points: the first with which all stands on two pages is taken.
const SIZES: [f64; 5] = [10.0, 9.4, 8.8, 8.2, 7.6];
const PAGES: usize = 2;

/// How a leaflet is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Two pages of A4 to be read; more where the text is longer than they hold.
    Pages,
    /// One page of A4 for a wall: title, picture, summary and figures alone.
    Poster,
}

/// What is set. Colours as `#0F5C43`; the first one must be readable under white.
#[derive(Debug, Clone, Serialize)]
pub struct Leaflet {
    /// As in `fr`.
    pub language: String,
    /// What stands over the title.
    pub over: String,
    pub title: String,
    pub author: String,
    pub summary: String,
    pub keywords: Vec<String>,
    pub brand: String,
    pub spark: String,
    pub picture: Option<Picture>,
    pub parts: Vec<Part>,
    /// Labels with what they tell.
    pub facts: Vec<(String, String)>,
    /// Numbers, as they are written, with what they count.
    pub figures: Vec<(String, String)>,
    pub code: Code,
    /// At the foot of each page.
    pub foot: String,
}

/// A picture in JPEG or PNG.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// What is on it; never empty.
    pub alt: String,
    pub credit: String,
}

/// A text under its title.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Part {
    /// The title over several of them; empty for one that stands alone.
    pub group: String,
    pub title: String,
    pub blocks: Vec<Block>,
    pub table: Option<Grid>,
    pub lines: Vec<String>,
}

/// A table: each row has as many cells as its head.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The way to the page on the web, for a phone's camera and in letters.
#[derive(Debug, Clone, Serialize)]
pub struct Code {
    pub url: String,
    /// The address as one reads it.
    pub shown: String,
    pub alt: String,
    pub words: String,
}

/// Why a document can't be set: our mistake, or a picture that nothing reads.
#[derive(Debug, Error)]
#[error("the document can't be set: {0}")]
pub struct PdfFailure(String);

impl Leaflet {
    /// The document. It takes some hundredths of a second of one core.
    ///
    /// # Errors
    /// [`PdfFailure`] for a picture that is none, and what PDF/UA-1 refuses: an empty title, a picture without words.
    pub fn set(&self, form: Form) -> Result<Vec<u8>, PdfFailure> {
        let press = Press::at_hand()?;
        let code = code::svg(&self.code.url)?;
        let mut told = serde_json::to_value(self).map_err(|error| PdfFailure(error.to_string()))?;
        press.keep_legible(&mut told);
        if told["title"].as_str().is_some_and(|title| title.trim().is_empty()) {
            told["title"] = told["code"]["shown"].clone();
        }
        let files = |size: f64| {
            told["size"] = Value::from(size);
            let mut files =
                vec![("/leaflet.json", told.to_string().into_bytes()), ("/code.svg", code.clone().into_bytes())];
            files.extend(self.picture.as_ref().map(|picture| ("/picture", picture.bytes.clone())));
            files
        };
        match form {
            Form::Poster => press.print(Template::Poster, &[SIZES[0]], 1, files),
            Form::Pages => press.print(Template::Leaflet, &SIZES, PAGES, files),
        }
    }
}
