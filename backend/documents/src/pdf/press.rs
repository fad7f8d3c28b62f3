//! The compiler with our fonts and templates: it reaches no disk, no network and no font of the machine.

use std::{path::PathBuf, sync::LazyLock};

use serde_json::Value;
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::PdfFailure;

const FONTS: [&[u8]; 5] = [
    include_bytes!("../../fonts/instrument-sans-400.ttf"),
    include_bytes!("../../fonts/instrument-sans-400-italic.ttf"),
    include_bytes!("../../fonts/instrument-sans-600.ttf"),
    include_bytes!("../../fonts/bricolage-grotesque-700.ttf"),
    include_bytes!("../../fonts/dejavu-sans-symbols.ttf"),
];

/// What was computed for one document is of use to the next few alone.
const REMEMBERED: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    Leaflet,
    Poster,
    Roster,
    Sign,
    Labels,
    Certificates,
}

const TEMPLATES: [(Template, &str, &str); 6] = [
    (Template::Leaflet, "/leaflet.typ", include_str!("leaflet.typ")),
    (Template::Poster, "/poster.typ", include_str!("poster.typ")),
    (Template::Roster, "/roster.typ", include_str!("roster.typ")),
    (Template::Sign, "/sign.typ", include_str!("sign.typ")),
    (Template::Labels, "/labels.typ", include_str!("labels.typ")),
    (Template::Certificates, "/certificates.typ", include_str!("certificates.typ")),
];

pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Vec<(Template, Source)>,
}

static PRESS: LazyLock<Result<Press, String>> = LazyLock::new(Press::set_up);

impl Press {
    /// The one press of this process.
    pub fn at_hand() -> Result<&'static Press, PdfFailure> {
        PRESS.as_ref().map_err(|error| PdfFailure(error.clone()))
    }

    fn set_up() -> Result<Press, String> {
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        let templates = TEMPLATES
            .into_iter()
            .map(|(template, path, text)| Ok((template, Source::new(named(path)?, text.to_owned()))))
            .collect::<Result<Vec<_>, String>>()?;
        Ok(Press {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            templates,
            fonts,
        })
    }

    /// Takes out what no font can draw, of all texts within: PDF/UA-1 refuses it, and a reader would see a box.
    pub fn keep_legible(&self, told: &mut Value) {
        match told {
            Value::String(text) => *text = text.chars().filter_map(|letter| self.drawn(letter)).collect(),
            Value::Array(values) => values.iter_mut().for_each(|value| self.keep_legible(value)),
            // What is on a picture is read aloud, not drawn.
            Value::Object(fields) => {
                let drawn = fields.iter_mut().filter(|(name, _)| name.as_str() != "alt");
                drawn.for_each(|(_, value)| self.keep_legible(value));
            }
            _ => {}
        }
    }

    /// The letter itself, a plain space for a rare one, or nothing.
    fn drawn(&self, letter: char) -> Option<char> {
        let is_known = || self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
        match letter {
            '\n' => Some(letter),
            _ if !letter.is_control() && is_known() => Some(letter),
            _ => letter.is_whitespace().then_some(' '),
        }
    }

    /// Prints what `files` gives for a size of the text: the first of these with which it takes so many pages, else the last.
    pub fn print(
        &self,
        template: Template,
        sizes: &[f64],
        pages: usize,
        mut files: impl FnMut(f64) -> Vec<(&'static str, Vec<u8>)>,
    ) -> Result<Vec<u8>, PdfFailure> {
        let mut set = None;
        for size in sizes {
            let document = self.set(template, files(*size))?;
            let fits = document.pages().len() <= pages;
            set = Some(document);
            if fits {
                break;
            }
        }
        let document = set.ok_or_else(|| PdfFailure("no size of the text".to_owned()))?;
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfFailure(error.message().to_string()))?;
        let options =
            PdfOptions { standards, creator: Smart::Custom(Some("Maillage".to_owned())), ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors));
        comemo::evict(REMEMBERED);
        bytes
    }

    fn set(&self, template: Template, files: Vec<(&'static str, Vec<u8>)>) -> Result<PagedDocument, PdfFailure> {
        let mut known = Vec::with_capacity(files.len());
        for (path, bytes) in files {
            known.push((named(path).map_err(PdfFailure)?, Bytes::new(bytes)));
        }
        let main = self.templates.iter().find(|(known, _)| *known == template).map(|(_, source)| source);
        let main = main.ok_or_else(|| PdfFailure("no such template".to_owned()))?;
        let sheet = Sheet { press: self, main, files: known };
        typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| refused(&errors))
    }
}

fn named(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|error| error.to_string())?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn refused(errors: &[SourceDiagnostic]) -> PdfFailure {
    PdfFailure(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// What the compiler sees of one document.
struct Sheet<'a> {
    press: &'a Press,
    main: &'a Source,
    files: Vec<(FileId, Bytes)>,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.iter().find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_no_font_draws_is_taken_out_and_rare_spaces_are_spaces() {
        let mut told =
            json!({"title": "m² → œ 🎉漢\u{7}", "parts": ["100\u{205f}kg\t\n\u{202f}!"], "alt": "漢", "size": 9.4});
        Press::at_hand().unwrap().keep_legible(&mut told);
        assert_eq!(told, json!({"title": "m² → œ ", "parts": ["100 kg \n\u{202f}!"], "alt": "漢", "size": 9.4}));
    }
}
