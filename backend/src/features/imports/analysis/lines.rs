//! What each line of the table is: a row to import, or a section title, a total and its neighbours, a header again.

use std::collections::HashSet;

use documents::{Cell, Note, Row, Sheet};
use kernel::trade::MemberKind;
use kernel::words::fold;
use serde::{Deserialize, Serialize};

use super::columns::Column;
use super::fields::Field;
use super::kinds::kind_word;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Something to import.
    Data,
    /// « ASSOCIATIONS » across the table.
    Section,
    Total,
    /// The header once more, as on a second printed page.
    HeaderAgain,
    /// Blanks only.
    Blank,
}

/// Tells lines apart, from the top to the bottom.
pub(super) struct Lines<'a> {
    sheet: &'a Sheet,
    name: Option<usize>,
    telling: Vec<usize>,
    mapped: usize,
    titles: Vec<String>,
    after_total: bool,
    /// Rows with a formula that was never computed: what stands alone in them was not meant to.
    not_computed: HashSet<u32>,
    /// What the last section title says of the rows below it.
    pub section_kind: Option<MemberKind>,
}

impl<'a> Lines<'a> {
    pub fn new(sheet: &'a Sheet, columns: &[Column]) -> Lines<'a> {
        let of = |wanted: Field| columns.iter().find(|column| column.field == Some(wanted)).map(|column| column.index);
        let telling = [Field::Kind, Field::Commune, Field::Email, Field::Size, Field::PersonName]
            .into_iter()
            .filter_map(of)
            .collect();
        Lines {
            sheet,
            name: of(Field::Name),
            telling,
            mapped: columns.iter().filter(|column| column.field.is_some()).count(),
            titles: columns.iter().map(|column| fold(&column.title)).collect(),
            after_total: false,
            not_computed: sheet
                .notes
                .iter()
                .flat_map(|note| match note {
                    Note::NotComputed { rows } => rows.as_slice(),
                    _ => &[],
                })
                .copied()
                .collect(),
            section_kind: None,
        }
    }

    pub fn tell(&mut self, row: &Row) -> Line {
        if row.is_blank() {
            return Line::Blank;
        }
        if self.not_computed.contains(&row.number) {
            return Line::Data;
        }
        let filled: Vec<usize> =
            (0..row.cells.len()).filter(|column| !row.cell(*column).is_blank() && !row.is_copied(*column)).collect();
        if self.is_total(row, &filled) {
            self.after_total = true;
            return Line::Total;
        }
        if self.after_total && filled.len() <= 2 {
            return Line::Total;
        }
        self.after_total = false;
        if let [only] = filled[..]
            && self.is_section(row, only)
        {
            self.section_kind = section_kind(&row.cell(only).text());
            return Line::Section;
        }
        if self.is_header_again(row, &filled) {
            return Line::HeaderAgain;
        }
        Line::Data
    }

    fn is_total(&self, row: &Row, filled: &[usize]) -> bool {
        let Some((label, folded)) = filled.iter().take(2).find_map(|column| match row.cell(*column) {
            Cell::Text(text) => Some((*column, fold(text))),
            _ => None,
        }) else {
            return false;
        };
        let says_total = matches!(
            folded.as_str(),
            "total" | "totaux" | "sous total" | "total general" | "ensemble" | "somme" | "nombre total"
        ) || folded.starts_with("total ")
            || folded.starts_with("sous total ");
        let tells_more = self.telling.iter().any(|column| {
            *column != label && matches!(row.cell(*column), Cell::Text(_)) && !row.cell(*column).is_blank()
        });
        let names_a_member = self
            .name
            .is_some_and(|name| name != label && matches!(row.cell(name), Cell::Text(_)) && !row.cell(name).is_blank());
        says_total && !tells_more && !names_a_member
    }

    fn is_section(&self, row: &Row, column: usize) -> bool {
        if !matches!(row.cell(column), Cell::Text(_)) || self.mapped < 2 {
            return false;
        }
        let spans = self.sheet.merges.iter().any(|merge| {
            (merge.first_row..=merge.last_row).contains(&row.number)
                && usize::from(merge.first_column) == column
                && merge.last_column > merge.first_column + 1
        });
        spans || Some(column) != self.name || section_kind(&row.cell(column).text()).is_some()
    }

    fn is_header_again(&self, row: &Row, filled: &[usize]) -> bool {
        let same = filled
            .iter()
            .filter(|column| {
                self.titles
                    .get(**column)
                    .is_some_and(|title| !title.is_empty() && *title == fold(&row.cell(**column).text()))
            })
            .count();
        same >= 2 && same * 2 > filled.len()
    }
}

/// « COMMUNES (membres de droit) », « Autres collectivités et établissements publics ».
fn section_kind(title: &str) -> Option<MemberKind> {
    let bare = title.split(['(', ':']).next().unwrap_or(title);
    kind_word(bare).map(|word| word.kind)
}
