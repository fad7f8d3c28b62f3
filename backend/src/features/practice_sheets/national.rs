//! A sheet in the labels and the order of the national base, and back. Pure: what goes out comes in again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use kernel::words::fold;

use super::{
    rules::sections,
    schema::{
        Figure, FigureValue, NationalBlock, NationalFigure, NationalSheet, NationalStep, NationalTable, PlanStep,
        SheetContact, SheetContent, SheetKind, SheetMeans,
    },
    telling,
};

/// What is handed out of a sheet.
pub struct Told<'a> {
    pub kind: SheetKind,
    pub title: &'a str,
    pub organisation: &'a str,
    pub content: &'a SheetContent,
    pub partners: Vec<String>,
    pub keywords: Vec<String>,
    pub updated_on: Option<NaiveDate>,
}

pub const MONTHS: [&str; 12] = [
    "Janvier",
    "Février",
    "Mars",
    "Avril",
    "Mai",
    "Juin",
    "Juillet",
    "Août",
    "Septembre",
    "Octobre",
    "Novembre",
    "Décembre",
];

/// The blocks that say something, in their order.
pub fn told(it: &Told<'_>) -> NationalSheet {
    let blocks = sections::of(it.kind).iter().map(|section| {
        let block = NationalBlock {
            group: section.group.to_owned(),
            title: section.label.to_owned(),
            text: it.content.section(section.key).to_owned(),
            ..NationalBlock::default()
        };
        match section.key {
            _ if it.kind == SheetKind::Advice => block,
            sections::FIGURES => NationalBlock { table: table(&it.content.figures), ..block },
            sections::PLANNING => NationalBlock { steps: it.content.planning.iter().map(step).collect(), ..block },
            sections::PEOPLE => NationalBlock { amount: it.content.means.fte, ..block },
            sections::MONEY => NationalBlock { amount: it.content.means.euros, ..block },
            sections::PARTNERS => NationalBlock { list: it.partners.clone(), ..block },
            _ => block,
        }
    });
    NationalSheet {
        kind: sections::type_label(it.kind).to_owned(),
        title: it.title.to_owned(),
        organisation: it.organisation.to_owned(),
        summary: it.content.summary.clone(),
        blocks: blocks.filter(says_something).collect(),
        keywords: it.keywords.clone(),
        updated: it.updated_on.map(month).unwrap_or_default(),
        contact: contact(&it.content.contact),
    }
}

fn says_something(block: &NationalBlock) -> bool {
    !block.text.is_empty()
        || block.table.is_some()
        || !block.steps.is_empty()
        || !block.list.is_empty()
        || block.amount.is_some()
}

fn table(figures: &[Figure]) -> Option<NationalTable> {
    if figures.is_empty() {
        return None;
    }
    let years: BTreeSet<i32> = figures.iter().flat_map(|figure| figure.values.iter().map(|value| value.year)).collect();
    let line = |figure: &Figure| {
        let of_year: BTreeMap<i32, f64> = figure.values.iter().map(|value| (value.year, value.value)).collect();
        NationalFigure {
            label: figure.label.clone(),
            unit: figure.unit.clone(),
            target: figure.target,
            values: years.iter().map(|year| of_year.get(year).copied()).collect(),
        }
    };
    Some(NationalTable { lines: figures.iter().map(line).collect(), years: years.iter().copied().collect() })
}

fn step(step: &PlanStep) -> NationalStep {
    NationalStep { from: step.from.clone(), until: step.until.clone(), label: step.label.clone() }
}

fn month(day: NaiveDate) -> String {
    let name = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{name} {}", day.year())
}

fn contact(contact: &SheetContact) -> String {
    let parts = [&contact.name, &contact.email, &contact.phone];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" | ")
}

/// What a sheet of the base says, as far as it is known here.
pub struct Read {
    pub kind: SheetKind,
    pub content: SheetContent,
    pub partners: Vec<String>,
    pub updated_on: Option<NaiveDate>,
    /// Blocks, by their place, whose title no section has.
    pub unknown: Vec<usize>,
}

pub fn read(sheet: &NationalSheet) -> Read {
    let is_advice = fold(&sheet.kind) == fold(sections::type_label(SheetKind::Advice));
    let kind = if is_advice { SheetKind::Advice } else { SheetKind::GoodPractice };
    let mut content = SheetContent {
        summary: sheet.summary.clone(),
        contact: read_contact(&sheet.contact),
        ..SheetContent::default()
    };
    let (mut partners, mut unknown) = (Vec::new(), Vec::new());
    for (at, block) in sheet.blocks.iter().enumerate() {
        let title = fold(&block.title);
        let Some(section) = sections::of(kind).iter().find(|section| fold(section.label) == title) else {
            unknown.push(at);
            continue;
        };
        if !block.text.trim().is_empty() {
            content.sections.insert(section.key.to_owned(), block.text.trim().to_owned());
        }
        content.figures.extend(block.table.iter().flat_map(read_table));
        content.planning.extend(block.steps.iter().map(|step| PlanStep {
            from: step.from.clone(),
            until: step.until.clone(),
            label: step.label.clone(),
        }));
        partners.extend(block.list.iter().cloned());
        match section.key {
            sections::PEOPLE => content.means = SheetMeans { fte: block.amount, ..content.means },
            sections::MONEY => content.means = SheetMeans { euros: block.amount, ..content.means },
            _ => {}
        }
    }
    Read { kind, content, partners, updated_on: read_month(&sheet.updated), unknown }
}

fn read_table(table: &NationalTable) -> Vec<Figure> {
    let figure = |line: &NationalFigure| Figure {
        label: line.label.clone(),
        unit: line.unit.clone(),
        target: line.target,
        values: table
            .years
            .iter()
            .zip(&line.values)
            .filter_map(|(year, value)| Some(FigureValue { year: *year, value: (*value)? }))
            .collect(),
    };
    table.lines.iter().map(figure).collect()
}

fn read_month(text: &str) -> Option<NaiveDate> {
    let folded = fold(text);
    let (name, year) = folded.split_once(' ')?;
    let number = MONTHS.iter().position(|month| fold(month) == name)?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, u32::try_from(number).ok()? + 1, 1)
}

fn read_contact(text: &str) -> SheetContact {
    let mut contact = SheetContact::default();
    for part in text.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        match part {
            part if part.contains('@') => contact.email = part.to_owned(),
            part if digits >= 8 => contact.phone = part.to_owned(),
            part => contact.name = part.to_owned(),
        }
    }
    contact
}

/// The sheet as a text to be copied, block after block.
pub fn markdown(sheet: &NationalSheet) -> String {
    let mut text = format!("# {}\n\n*{}*\n", sheet.title, sheet.kind);
    if !sheet.organisation.is_empty() {
        text.push_str(&format!("\n**{}**\n", sheet.organisation));
    }
    if !sheet.summary.is_empty() {
        text.push_str(&format!("\n{}\n", sheet.summary));
    }
    let mut group = "";
    for block in &sheet.blocks {
        if block.group.is_empty() {
            text.push_str(&format!("\n## {}\n", block.title));
        } else {
            if block.group != group {
                text.push_str(&format!("\n## {}\n", block.group));
            }
            text.push_str(&format!("\n### {}\n", block.title));
        }
        group = &block.group;
        write_block(block, &mut text);
    }
    if !sheet.keywords.is_empty() {
        let words: Vec<String> = sheet.keywords.iter().map(|word| word.to_uppercase()).collect();
        text.push_str(&format!("\n## Mots clés\n\n{}\n", words.join(" | ")));
    }
    if !sheet.updated.is_empty() {
        text.push_str(&format!("\n## Dernière actualisation\n\n{}\n", sheet.updated));
    }
    if !sheet.contact.is_empty() {
        text.push_str(&format!("\n## Contact\n\n{}\n", sheet.contact));
    }
    text
}

fn write_block(block: &NationalBlock, text: &mut String) {
    if !block.text.is_empty() {
        text.push_str(&format!("\n{}\n", block.text));
    }
    if let Some(amount) = block.amount {
        text.push_str(&format!("\n{}\u{202f}{}\n", telling::number(amount), telling::unit(&block.title)));
    }
    if let Some(table) = &block.table {
        let years: Vec<String> = table.years.iter().map(i32::to_string).collect();
        text.push_str(&format!("\n| Indicateur | {} |\n|---|{}\n", years.join(" | "), "---|".repeat(years.len())));
        for line in &table.lines {
            let label = telling::with_unit(&line.label, &line.unit);
            let values = line.values.iter().map(|value| value.map(telling::number).unwrap_or_default());
            text.push_str(&format!("| {label} | {} |\n", values.collect::<Vec<_>>().join(" | ")));
        }
    }
    if !block.steps.is_empty() {
        text.push('\n');
    }
    for step in &block.steps {
        text.push_str(&format!("- {}\n", telling::step(&step.from, step.until.as_deref(), &step.label)));
    }
    if !block.list.is_empty() {
        text.push('\n');
    }
    for name in &block.list {
        text.push_str(&format!("- {name}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_columns_and_gaps_stay_gaps() {
        let value = |year, value| FigureValue { year, value };
        let figure = |label: &str, values| Figure { label: label.into(), unit: String::new(), target: None, values };
        let figures = [
            figure("Membres", vec![value(2014, 130.0), value(2016, 305.0)]),
            figure("Lettres", vec![value(2015, 4.0)]),
        ];
        let table = table(&figures).unwrap();
        assert_eq!(table.years, [2014, 2015, 2016]);
        assert_eq!(table.lines[0].values, [Some(130.0), None, Some(305.0)]);
        assert_eq!(read_table(&table), figures);
    }

    #[test]
    fn months_and_contacts_come_back() {
        let day = NaiveDate::from_ymd_opt(2019, 8, 1).unwrap();
        assert_eq!((month(day).as_str(), read_month("août 2019")), ("Août 2019", Some(day)));
        assert_eq!(read_month("jamais"), None);
        let known = SheetContact {
            name: "Mireille Kern".into(),
            email: "m.kern@vieux-rabots.example".into(),
            phone: "03 88 00 00 00".into(),
        };
        assert_eq!(read_contact(&contact(&known)), known);
    }
}
