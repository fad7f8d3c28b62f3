//! What the columns of a table hold: guessed mapping, and the fingerprint by which a mapping is remembered for the next
//! file of the same kind.

use std::collections::BTreeMap;

use documents::{Row, Sheet, column_letter};
use kernel::words::fold;
use serde::{Deserialize, Serialize};

use super::fields::Field;
use super::lines::{Line, Lines};
use crate::features::members::{Definitions, is_unread_title};

const SAMPLES: usize = 3;
/// Rows in which they are looked for.
const SAMPLED: usize = 500;

/// A column as the mapping shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// From 0.
    pub index: usize,
    /// `A`, `AA`.
    pub letter: String,
    /// On one line.
    pub title: String,
    pub field: Option<Field>,
    /// Whether the field was guessed (or remembered) and not chosen.
    pub guessed: bool,
    /// The first values below the title.
    pub samples: Vec<String>,
}

/// The field a title means, and how surely: 3 its very words, 2 without what is in brackets, 1 a word in it.
pub(super) fn guess_title(title: &str) -> Option<(Field, u8)> {
    let folded = fold(title);
    if title.trim() == "@" {
        return Some((Field::Email, 3));
    }
    if let Some(field) = Field::titled(&folded) {
        return Some((field, 3));
    }
    let bare = fold(title.split(['(', '[', '*', ':']).next().unwrap_or(title));
    if let Some(field) = Field::titled(&bare) {
        return Some((field, 2));
    }
    Field::hinted(&bare).map(|field| (field, 1))
}

/// The columns of the table below `header`, with a field each where one can be guessed.
/// `remembered` is the mapping of an earlier file with the same header.
pub fn columns(
    sheet: &Sheet,
    header: u32,
    remembered: Option<&BTreeMap<usize, Option<Field>>>,
    custom: &Definitions,
) -> Vec<Column> {
    let Some(titles) = sheet.row(header) else { return Vec::new() };
    let first = sheet.rows.partition_point(|row| row.number <= header);
    let data = sheet.rows.get(first..).unwrap_or_default();
    let width = titles.cells.len().max(data.iter().take(200).map(|row| row.cells.len()).max().unwrap_or(0));
    let mut columns: Vec<Column> = (0..width)
        .map(|index| Column {
            index,
            letter: column_letter(index),
            title: one_line(&titles.cell(index).text()),
            field: None,
            guessed: true,
            samples: Vec::new(),
        })
        .collect();
    match remembered {
        Some(mapping) => {
            for column in &mut columns {
                let kept = mapping.get(&column.index).copied().flatten();
                column.field = kept.filter(|field| field.is_known(custom));
            }
        }
        None => guess(&mut columns, data, custom),
    }
    // Of the rows that are imported: the title of a section is no example of what a column holds.
    let mut lines = Lines::new(sheet, &columns);
    let rows: Vec<&Row> = data.iter().take(SAMPLED).filter(|row| lines.tell(row) == Line::Data).collect();
    for column in &mut columns {
        column.samples = samples(&rows, column.index);
    }
    columns
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn samples(rows: &[&Row], index: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in rows {
        let cell = row.cell(index);
        if cell.is_blank() {
            continue;
        }
        let text = shortened(&one_line(&cell.text()));
        if !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(59).chain(['…']).collect() }
}

fn guess(columns: &mut [Column], data: &[Row], custom: &Definitions) {
    // Only an export has such a column. Beside it a title is what an export means by it.
    let exported = columns.iter().any(|column| guess_title(&column.title) == Some((Field::MemberId, 3)));
    let mut guesses: Vec<Option<(Field, u8)>> = columns
        .iter()
        .map(|column| {
            if exported && let Some(guess) = guess_exported(&fold(&column.title), custom) {
                return guess;
            }
            let by_title = guess_title(&column.title);
            // The club's own word for a column beats a word inside a longer title.
            let by_club = || Field::named(&fold(&column.title), custom).map(|field| (field, 3));
            let by_values = || guess_values(data, column.index).map(|field| (field, 1));
            by_title.filter(|(_, strength)| *strength == 3).or_else(by_club).or(by_title).or_else(by_values)
        })
        .collect();
    surname_beside_given_name(columns, &mut guesses);
    for (i, guess) in guesses.iter().enumerate() {
        let Some((field, strength)) = *guess else { continue };
        let stronger = guesses.iter().enumerate().any(|(j, other)| {
            other.is_some_and(|(same, strong)| same == field && (strong > strength || (strong == strength && j < i)))
        });
        // A word inside a title never adds a second column to what a title says in full.
        let taken = stronger && (!field.is_many() || strength == 1);
        columns[i].field = (!taken).then_some(field);
    }
}

/// What a title of an export means, if it is one: a field as it is called by itself, nothing, a field of the club.
fn guess_exported(folded: &str, custom: &Definitions) -> Option<Option<(Field, u8)>> {
    if is_unread_title(folded) {
        return Some(None);
    }
    let field = Field::all()
        .find(|field| fold(field.label_fr()) == folded || fold(field.label_en()) == folded)
        .or_else(|| Field::named(folded, custom))?;
    Some(Some((field, 3)))
}

/// « Nom » is a person's beside « Prénom ».
fn surname_beside_given_name(columns: &[Column], guesses: &mut [Option<(Field, u8)>]) {
    if !guesses.iter().any(|guess| matches!(guess, Some((Field::GivenName, _)))) {
        return;
    }
    for (column, guess) in columns.iter().zip(guesses.iter_mut()) {
        let title = fold(&column.title);
        let is_surname = title == "nom" || (title.starts_with("nom ") && matches!(guess, Some((Field::PersonName, _))));
        if is_surname {
            *guess = Some((Field::FamilyName, 3));
        }
    }
}

/// What a column holds whose title says nothing: only what can't be mistaken.
fn guess_values(data: &[Row], index: usize) -> Option<Field> {
    let texts: Vec<String> = data
        .iter()
        .take(100)
        .map(|row| row.cell(index))
        .filter(|cell| !cell.is_blank())
        .map(|cell| cell.text().into_owned())
        .collect();
    if texts.len() < 3 {
        return None;
    }
    let most = |is: &dyn Fn(&str) -> bool| texts.iter().filter(|text| is(text)).count() * 10 >= texts.len() * 7;
    if most(&|text| text.contains('@') && text.contains('.')) {
        Some(Field::Email)
    } else if most(&|text| kernel::identifiers::Siret::parse(text).is_ok()) {
        Some(Field::Siret)
    } else if most(&|text| text.trim_start().starts_with(['0', '+']) && kernel::phone::Phone::parse(text).is_ok()) {
        Some(Field::Phone)
    } else {
        None
    }
}

/// By which a header is known again: its titles, folded, in their order. FNV-1a, 64 bits, and the number of columns.
pub fn fingerprint(columns: &[Column]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for column in columns {
        for byte in fold(&column.title).bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{:02}-{hash:016x}", columns.len())
}
