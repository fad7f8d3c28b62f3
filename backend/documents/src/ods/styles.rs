//! Automatic styles of an ods: which tables are hidden, which cells are filled.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use crate::Colour;
use crate::xml::attribute_named;

/// Styles that are remembered.
const MOST: usize = 65_536;

#[derive(Default)]
pub(super) struct Styles {
    /// The style being declared.
    current: String,
    fills: HashMap<String, Colour>,
    hidden_tables: HashSet<String>,
}

impl Styles {
    /// Looks at an element before the tables.
    pub(super) fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            b"style:style" => self.current = attribute_named(element, "style:name").unwrap_or_default(),
            b"style:table-properties"
                if self.hidden_tables.len() < MOST
                    && attribute_named(element, "table:display").is_some_and(|display| display == "false") =>
            {
                self.hidden_tables.insert(self.current.clone());
            }
            b"style:table-cell-properties" if self.fills.len() < MOST => {
                let colour = attribute_named(element, "fo:background-color").and_then(|hex| Colour::from_hex(&hex));
                if let Some(colour) = colour {
                    self.fills.insert(self.current.clone(), colour);
                }
            }
            _ => {}
        }
    }

    pub(super) fn shows_table(&self, style: &str) -> bool {
        !self.hidden_tables.contains(style)
    }

    pub(super) fn fill(&self, style: &str) -> Option<Colour> {
        self.fills.get(style).copied()
    }
}
