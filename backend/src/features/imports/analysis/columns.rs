//! Where the table begins and what its columns hold: header row, guessed mapping, and the fingerprint by which a
//! mapping is remembered for the next file of the same kind.

use std::collections::BTreeMap;

use documents::{Cell, Row, Sheet, column_letter};
use kernel::words::fold;
use serde::{Deserialize, Serialize};

use super::fields::Field;

/// Rows looked at for a header: titles and remarks above it are seldom longer.
const HEADER_WITHIN: usize = 40;
const SAMPLES: usize = 3;

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

/// The row that names the columns, as people number it.
pub fn header_row(sheet: &Sheet) -> Option<u32> {
    let mut best: Option<(usize, u32)> = None;
    for row in sheet.rows.iter().take(HEADER_WITHIN) {
        let Some(recognised) = recognised_titles(row) else { continue };
        if best.is_none_or(|(most, _)| recognised > most) {
            best = Some((recognised, row.number));
        }
    }
    best.map(|(_, number)| number).or_else(|| unknown_titles(sheet))
}

/// How many different fields the cells of a row name, if it may be a header at all.
fn recognised_titles(row: &Row) -> Option<usize> {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let titles: Vec<&str> = filled.iter().filter_map(|cell| title_text(cell)).collect();
    if titles.len() * 3 < filled.len() * 2 {
        return None;
    }
    let mut fields: Vec<Field> = titles.iter().filter_map(|title| guess_title(title)).map(|(field, _)| field).collect();
    fields.sort_unstable();
    fields.dedup();
    let enough = match fields.len() {
        0 => false,
        1 => fields[0] == Field::Name && filled.len() <= 2,
        found => found * 3 >= filled.len(),
    };
    enough.then_some(fields.len())
}

/// A header none of whose words is known: at least three different short texts, with a table as wide below them.
fn unknown_titles(sheet: &Sheet) -> Option<u32> {
    sheet.rows.iter().enumerate().take(HEADER_WITHIN).find_map(|(i, row)| {
        let titles: Vec<&str> = row.cells.iter().filter_map(title_text).collect();
        let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
        let plain = titles.iter().all(|title| !title.contains('@') && !title.bytes().any(|b| b.is_ascii_digit()));
        let mut different = titles.clone();
        different.sort_unstable();
        different.dedup();
        let below = sheet.rows.get(i + 1..).unwrap_or_default().iter().take(20);
        let (rows, wide) = below.fold((0, 0), |(rows, wide), row| {
            let cells = row.cells.iter().filter(|cell| !cell.is_blank()).count();
            (rows + 1, wide + usize::from(cells * 2 > titles.len()))
        });
        let is_header = titles.len() >= 3
            && titles.len() == filled
            && plain
            && different.len() == titles.len()
            && rows >= 1
            && wide * 2 > rows;
        is_header.then_some(row.number)
    })
}

fn title_text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) if !cell.is_blank() && text.chars().count() <= 80 => Some(text),
        _ => None,
    }
}

/// The field a title means, and how surely: 3 its very words, 2 without what is in brackets, 1 a word in it.
fn guess_title(title: &str) -> Option<(Field, u8)> {
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
pub fn columns(sheet: &Sheet, header: u32, remembered: Option<&BTreeMap<usize, Option<Field>>>) -> Vec<Column> {
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
            samples: samples(data, index),
        })
        .collect();
    match remembered {
        Some(mapping) => {
            for column in &mut columns {
                column.field = mapping.get(&column.index).copied().flatten();
            }
        }
        None => guess(&mut columns, data),
    }
    columns
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn samples(data: &[Row], index: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in data.iter().take(500) {
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

fn guess(columns: &mut [Column], data: &[Row]) {
    let mut guesses: Vec<Option<(Field, u8)>> = columns
        .iter()
        .map(|column| guess_title(&column.title).or_else(|| guess_values(data, column.index).map(|field| (field, 1))))
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
