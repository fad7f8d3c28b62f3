//! Where a table begins: the row that names its columns.

use documents::{Cell, Row, Sheet};
use kernel::words::fold;

use super::columns::guess_title;
use super::fields::Field;

/// Rows looked at for a header: titles and remarks above it are seldom longer.
const HEADER_WITHIN: usize = 40;
/// Rows below a header in which its words are looked for.
const LOOKED_AT: usize = 200;

/// A row that may be a header.
struct Candidate {
    number: u32,
    /// Different fields that its cells name.
    recognised: usize,
    filled: usize,
}

/// The row that names the columns, as people number it.
pub fn header_row(sheet: &Sheet) -> Option<u32> {
    let mut best: Option<Candidate> = None;
    for (index, row) in sheet.rows.iter().take(HEADER_WITHIN).enumerate() {
        let below = sheet.rows.get(index + 1..).unwrap_or_default();
        let Some(candidate) = candidate(row, below) else { continue };
        // Below a header of the same width, « Ville ; Association » is a member: a word more is no proof.
        let better = best.as_ref().is_none_or(|best| {
            let more = candidate.recognised.saturating_sub(best.recognised);
            more >= 2 || (more == 1 && candidate.filled > best.filled)
        });
        if better {
            best = Some(candidate);
        }
    }
    let unknown = unknown_titles(sheet);
    match (best, unknown) {
        // The same below a header none of whose words is known.
        (Some(best), Some((number, width))) if best.recognised <= 2 && number < best.number && width >= best.filled => {
            Some(number)
        }
        (Some(best), _) => Some(best.number),
        (None, unknown) => unknown.map(|(number, _)| number),
    }
}

/// How many different fields the cells of a row name, if it may be a header at all. A word that stands in its column
/// again, in a row that is otherwise another, is a value and names nothing.
fn candidate(row: &Row, below: &[Row]) -> Option<Candidate> {
    let filled = filled(row);
    let titles: Vec<(usize, &str)> =
        row.cells.iter().enumerate().filter_map(|(column, cell)| Some((column, title_text(cell)?))).collect();
    if titles.len() * 3 < filled * 2 {
        return None;
    }
    let named: Vec<(usize, &str, Field)> = titles
        .iter()
        .filter_map(|(column, title)| Some((*column, *title, guess_title(title)?.0)))
        .filter(|(column, title, _)| !is_value(*column, title, &titles, below))
        .collect();
    let mut fields: Vec<Field> = named.into_iter().map(|(_, _, field)| field).collect();
    fields.sort_unstable();
    fields.dedup();
    let enough = match fields.len() {
        0 => false,
        1 => fields[0] == Field::Name && filled <= 2,
        found => found * 3 >= filled,
    };
    enough.then_some(Candidate { number: row.number, recognised: fields.len(), filled })
}

fn is_value(column: usize, title: &str, titles: &[(usize, &str)], below: &[Row]) -> bool {
    let says = |row: &Row, column: usize, title: &str| {
        title_text(row.cell(column)).is_some_and(|text| fold(text) == fold(title))
    };
    below.iter().take(LOOKED_AT).filter(|row| says(row, column, title)).any(|row| {
        // Not the header again, as on a second printed page.
        let same = titles.iter().filter(|(column, title)| says(row, *column, title)).count();
        same * 2 <= titles.len()
    })
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// A header none of whose words is known: at least three different short texts, with a table as wide below them.
/// Gives the row and its width.
fn unknown_titles(sheet: &Sheet) -> Option<(u32, usize)> {
    sheet.rows.iter().enumerate().take(HEADER_WITHIN).find_map(|(i, row)| {
        let titles: Vec<&str> = row.cells.iter().filter_map(title_text).collect();
        let filled = filled(row);
        let plain = titles.iter().all(|title| !title.contains('@') && !title.bytes().any(|b| b.is_ascii_digit()));
        let mut different = titles.clone();
        different.sort_unstable();
        different.dedup();
        let below = sheet.rows.get(i + 1..).unwrap_or_default().iter().take(20);
        let (rows, wide) = below
            .fold((0, 0), |(rows, wide), row| (rows + 1, wide + usize::from(self::filled(row) * 2 > titles.len())));
        let is_header = titles.len() >= 3
            && titles.len() == filled
            && plain
            && different.len() == titles.len()
            && rows >= 1
            && wide * 2 > rows;
        is_header.then_some((row.number, filled))
    })
}

fn title_text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) if !cell.is_blank() && text.chars().count() <= 80 => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use documents::Limits;

    use super::*;

    fn header_of(text: &str) -> Option<u32> {
        let workbook = documents::read(text.as_bytes(), "essai.csv", &Limits::default()).unwrap();
        header_row(&workbook.sheets[0])
    }

    #[test]
    fn a_member_whose_name_reads_like_a_title_is_no_header() {
        assert_eq!(header_of("Structure;Remarque du bureau\nVille;Association\nLes Tilleuls;Association\n"), Some(1));
        assert_eq!(header_of("Nom;Genre\nLes Tilleuls;Amicale\nVille;Association\n"), Some(1));
        let unknown =
            "Qui;Quoi;Où\nRepair Café;Amicale;Barr\nCommune;Association;Obernai\nLes Tilleuls;Ludothèque;Barr\n";
        assert_eq!(header_of(unknown), Some(1));
    }

    #[test]
    fn a_header_is_found_below_titles_and_above_its_repetition() {
        let text = "Associations du club;\nListe 2016;\nNom;Commune\nLes Tilleuls;Barr\nNom;Commune\nLe Lien;Obernai\n";
        assert_eq!(header_of(text), Some(3));
        assert_eq!(
            header_of("Structure;Contact\nNom;Type;Commune;Mél\nLe Lien;Association;Barr;a@b.example\n"),
            Some(2)
        );
    }
}
