//! XML as a flat stream of events, without document types, without custom entities.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};

use crate::Refusal;
use crate::package::Expanded;

pub(crate) struct Xml<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    part: String,
    limit: u64,
}

impl<R: Read> Xml<R> {
    /// `part` is the name told when it is broken, `limit` the expansion told when it is exceeded.
    pub(crate) fn new(source: R, part: &str, limit: u64) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, source));
        let config = reader.config_mut();
        // `<c/>` comes as a start and an end, so that nobody has to think of it.
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), part: part.to_owned(), limit }
    }

    /// The next event; [`Event::Eof`] at the end. Never a document type.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, Refusal> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(Refusal::Entities { part: self.part.clone() }),
            Ok(event) => Ok(event),
            Err(Error::Io(error)) if error.get_ref().is_some_and(|inner| inner.is::<Expanded>()) => {
                Err(Refusal::Expansion { limit: self.limit })
            }
            Err(_) => Err(Refusal::Damaged { part: self.part.clone() }),
        }
    }

    pub(crate) fn damaged(&self) -> Refusal {
        Refusal::Damaged { part: self.part.clone() }
    }
}

/// Adds what a text event, a CDATA section or an entity stands for. An entity that XML itself does not define is
/// left out: nothing here can define one.
pub(crate) fn push_text(event: &Event<'_>, into: &mut String) {
    match event {
        Event::Text(text) => push_lossy(text, into),
        Event::CData(data) => push_lossy(data, into),
        Event::GeneralRef(entity) => match entity.resolve_char_ref() {
            Ok(Some(character)) => into.push(character),
            _ => into.push_str(match &**entity {
                b"lt" => "<",
                b"gt" => ">",
                b"amp" => "&",
                b"quot" => "\"",
                b"apos" => "'",
                _ => "",
            }),
        },
        _ => {}
    }
}

fn push_lossy(bytes: &[u8], into: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => into.push_str(text),
        Err(_) => into.push_str(&String::from_utf8_lossy(bytes)),
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_where(element, |key| key.rsplit(|byte| *byte == b':').next() == Some(name.as_bytes()))
}

/// The value of an attribute, by its name with prefix: `office:value-type` is not `calcext:value-type`.
pub(crate) fn attribute_named(element: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_where(element, |key| key == name.as_bytes())
}

fn attribute_where(element: &BytesStart<'_>, wanted: impl Fn(&[u8]) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| wanted(attribute.key.as_ref()))
        .and_then(|attribute| attribute.unescape_value().ok().map(std::borrow::Cow::into_owned))
}

/// `1` and `true` as xlsx writes them.
pub(crate) fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}
