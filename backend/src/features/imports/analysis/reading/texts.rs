//! Free texts, topics, the website, and what a colour stands for.

use kernel::cells::ValueFault;
use kernel::words::fold;

use super::{Pass, Reading};
use crate::features::imports::analysis::fields::Field;

impl Pass<'_, '_> {
    pub(super) fn texts(&self, reading: &mut Reading) {
        let findings = &mut reading.findings;
        let mut joined = |field: Field| {
            let texts: Vec<String> = self.inputs(field).iter().filter_map(|input| self.text(input, findings)).collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        };
        reading.draft.description = joined(Field::Description);
        reading.draft.internal_notes = joined(Field::InternalNotes);
        for input in self.inputs(Field::Topics) {
            let Some(text) = self.text(&input, findings) else { continue };
            for topic in pieces(&text) {
                add_topic(&mut reading.draft.topics, self.reader.topic(topic));
            }
        }
        if let Some(input) = self.only(Field::Website)
            && let Some(text) = self.text(&input, findings)
        {
            match website(&text) {
                Some(website) => reading.draft.website = Some(website),
                None => findings.warn(
                    &input.place(),
                    ValueFault::new(
                        "website.unreadable",
                        "Cette adresse de site n’est pas lisible : écrivez-la comme www.exemple.fr.",
                        "This web address can't be read: write it as www.example.org.",
                    ),
                ),
            }
        }
    }

    /// What the person importing made of the row's colour.
    pub(super) fn colour(&self, reading: &mut Reading) {
        let Some(meaning) = self.row.fill.and_then(|fill| self.reader.choices.colours.get(&fill.hex())) else { return };
        if let Some(topic) = &meaning.topic {
            add_topic(&mut reading.draft.topics, self.reader.topic(topic));
        }
        if let Some(status) = meaning.status {
            reading.draft.status = Some(status);
            reading.draft.status_from_sheet = false;
        }
    }
}

fn add_topic(topics: &mut Vec<String>, topic: &str) {
    if !topics.iter().any(|known| fold(known) == fold(topic)) {
        topics.push(topic.to_owned());
    }
}

/// The topics that a cell names.
pub(in crate::features::imports::analysis) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '/', '+', '\n', '|']).map(str::trim).filter(|topic| !topic.is_empty())
}

fn website(text: &str) -> Option<String> {
    let bare = text.trim().trim_end_matches('/');
    let (scheme, rest) = match bare.split_once("://") {
        Some((scheme, rest)) if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") => {
            (scheme.to_ascii_lowercase(), rest)
        }
        Some(_) => return None,
        None => ("https".to_owned(), bare),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let good = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !rest.contains(char::is_whitespace)
        && !host.contains('@');
    good.then(|| format!("{scheme}://{rest}"))
}
