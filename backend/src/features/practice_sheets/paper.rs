//! A sheet on paper: the labels and the order of the national base, the club's colours, and the way to the page. Pure.

use documents::{
    pdf::{Code, Grid, Leaflet, Part, Picture},
    prose,
};

use super::{
    schema::{NationalBlock, NationalSheet, NationalTable, SheetMedia},
    telling,
};
use crate::features::club::Face;

/// Years that a table of a narrow column has room for: the last ones.
const MOST_YEARS: usize = 5;
/// Figures that can be read from two steps away.
const MOST_FIGURES: usize = 3;

/// What is set, beside what the sheet says.
pub struct Setting<'a> {
    pub face: &'a Face,
    /// The page for people.
    pub url: &'a str,
    pub communes: &'a [String],
    pub picture: Option<&'a SheetMedia>,
    /// Whether anyone reads it.
    pub published: bool,
}

/// The document; the content of its picture is put into it by whoever has it set.
pub fn leaflet(sheet: &NationalSheet, setting: &Setting<'_>) -> Leaflet {
    let club = &setting.face.club;
    let picture = setting.picture.map(|media| Picture {
        bytes: Vec::new(),
        // A draft may lack the words still.
        alt: if media.alt.trim().is_empty() { sheet.title.clone() } else { media.alt.clone() },
        credit: media.credit.clone(),
    });
    let facts = [
        ("Contact", sheet.contact.clone()),
        ("Communes", setting.communes.join(", ")),
        ("Mots clés", sheet.keywords.join(", ")),
    ];
    let state = if setting.published { telling::LICENCE_NAME } else { "Projet de fiche, non publié" };
    let updated = match sheet.updated.as_str() {
        "" => String::new(),
        month => format!("Dernière actualisation\u{a0}: {}", month.to_lowercase()),
    };
    let foot = [club.name.as_str(), updated.as_str(), state].into_iter().filter(|piece| !piece.is_empty());
    let bare = setting.url.split_once("://").map_or(setting.url, |(_, rest)| rest);
    Leaflet {
        language: "fr".to_owned(),
        over: sheet.kind.clone(),
        title: sheet.title.clone(),
        author: sheet.organisation.clone(),
        summary: sheet.summary.clone(),
        keywords: sheet.keywords.clone(),
        brand: club.colours.brand.clone(),
        spark: club.colours.spark.clone(),
        picture,
        parts: sheet.blocks.iter().map(part).collect(),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        figures: sheet
            .blocks
            .iter()
            .filter_map(|block| block.table.as_ref())
            .flat_map(newest)
            .take(MOST_FIGURES)
            .collect(),
        code: Code {
            url: setting.url.to_owned(),
            shown: bare.to_owned(),
            alt: format!("Code QR qui mène à {bare}"),
            words: "La fiche en ligne".to_owned(),
        },
        foot: foot.collect::<Vec<_>>().join(" · "),
    }
}

fn part(block: &NationalBlock) -> Part {
    let amount = block.amount.map(|amount| format!("{}\u{a0}{}", telling::number(amount), telling::unit(&block.title)));
    let steps = block.steps.iter().map(|step| telling::step(&step.from, step.until.as_deref(), &step.label));
    Part {
        group: block.group.clone(),
        title: block.title.clone(),
        blocks: prose::read(&block.text),
        table: block.table.as_ref().map(grid),
        lines: amount.into_iter().chain(steps).chain(block.list.iter().cloned()).collect(),
    }
}

fn grid(table: &NationalTable) -> Grid {
    let first = table.years.len().saturating_sub(MOST_YEARS);
    let has_target = table.lines.iter().any(|line| line.target.is_some());
    let told = |value: Option<f64>| value.map(telling::number).unwrap_or_default();
    let mut head = vec!["Indicateur".to_owned()];
    head.extend(table.years.iter().skip(first).map(i32::to_string));
    head.extend(has_target.then(|| "Objectif".to_owned()));
    let rows = table.lines.iter().map(|line| {
        let mut row = vec![telling::with_unit(&line.label, &line.unit)];
        row.extend(line.values.iter().skip(first).map(|value| told(*value)));
        row.extend(has_target.then(|| told(line.target)));
        row
    });
    Grid { rows: rows.collect(), head }
}

/// The newest value of each figure, with what it counts.
fn newest(table: &NationalTable) -> Vec<(String, String)> {
    let newest = table.lines.iter().filter_map(|line| {
        let (year, value) =
            table.years.iter().zip(&line.values).rev().find_map(|(year, value)| Some((year, (*value)?)))?;
        let number = [telling::number(value), line.unit.clone()].join("\u{a0}");
        Some((number.trim_end().to_owned(), format!("{} ({year})", line.label)))
    });
    newest.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::practice_sheets::schema::NationalFigure;

    fn table() -> NationalTable {
        let line = |label: &str, unit: &str, values: Vec<Option<f64>>| NationalFigure {
            label: label.into(),
            unit: unit.into(),
            target: None,
            values,
        };
        NationalTable {
            years: (2019..=2025).collect(),
            lines: vec![
                line("Gobelets lavés", "", vec![None, None, None, None, Some(800.0), Some(1200.5), None]),
                line("Déchets évités", "kg", vec![Some(1.0), None, None, None, None, None, Some(61.0)]),
            ],
        }
    }

    #[test]
    fn a_table_shows_its_last_years_and_gaps_stay_gaps() {
        let grid = grid(&table());
        assert_eq!(grid.head, ["Indicateur", "2021", "2022", "2023", "2024", "2025"]);
        assert_eq!(grid.rows[0], ["Gobelets lavés", "", "", "800", "1\u{202f}200,5", ""]);
        assert_eq!(grid.rows[1][0], "Déchets évités (kg)");
    }

    #[test]
    fn a_poster_shows_the_newest_value_of_each_figure() {
        let told = newest(&table());
        assert_eq!(told[0], ("1\u{202f}200,5".to_owned(), "Gobelets lavés (2024)".to_owned()));
        assert_eq!(told[1], ("61\u{a0}kg".to_owned(), "Déchets évités (2025)".to_owned()));
    }
}
