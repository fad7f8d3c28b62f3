//! What a page of a sheet tells: its address, its licence, and what machines read of it (schema.org).

use kernel::words::thousands;
use platform::House;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    national::MONTHS,
    rules::sections,
    schema::{MediaKind, PublicSheetCard, SheetContent, SheetKind, SheetMedia},
};

/// Under which anyone may use what is published.
pub const LICENCE: &str = "etalab-2.0";
pub const LICENCE_URL: &str = "https://spdx.org/licenses/etalab-2.0.html";
pub const LICENCE_NAME: &str = "Licence Ouverte 2.0";

/// Where people read them.
pub const SHEETS: &str = "/fiches";

/// The page for people.
pub fn url(house: &House, id: Uuid) -> String {
    format!("{}{SHEETS}/{id}", house.settings.base_url)
}

/// An article; an advice sheet is a how-to beside, with a step for each line of its list.
pub fn json_ld(
    card: &PublicSheetCard,
    keywords: &[String],
    media: &[SheetMedia],
    content: &SheetContent,
    club: &str,
    base_url: &str,
) -> Value {
    let pictures: Vec<String> = media
        .iter()
        .filter(|media| media.kind == MediaKind::Picture)
        .map(|media| format!("{base_url}{}", media.url))
        .collect();
    let author = card.member.as_ref().map_or(club, |member| member.name.as_str());
    let steps: Vec<Value> = match card.kind {
        SheetKind::GoodPractice => Vec::new(),
        SheetKind::Advice => {
            let lines = content.section("steps").lines().map(bare).filter(|line| !line.is_empty());
            lines.map(|line| json!({"@type": "HowToStep", "text": line})).collect()
        }
    };
    let kind = if steps.is_empty() { json!("Article") } else { json!(["Article", "HowTo"]) };
    let places: Vec<&str> = content.communes.iter().map(|commune| commune.name.as_str()).collect();
    let told = [
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(kind)),
        ("@id", Some(json!(card.url))),
        ("url", Some(json!(card.url))),
        ("headline", Some(json!(card.title))),
        ("name", Some(json!(card.title))),
        ("description", Some(json!(card.summary)).filter(|_| !card.summary.is_empty())),
        ("inLanguage", Some(json!("fr"))),
        ("datePublished", Some(json!(card.published_on))),
        ("dateModified", Some(json!(card.updated_on))),
        ("license", Some(json!(LICENCE_URL))),
        ("author", Some(json!({"@type": "Organization", "name": author}))),
        ("publisher", Some(json!({"@type": "Organization", "name": club, "url": base_url}))),
        ("keywords", Some(json!(keywords)).filter(|_| !keywords.is_empty())),
        ("image", Some(json!(pictures)).filter(|_| !pictures.is_empty())),
        ("spatialCoverage", Some(json!(places)).filter(|_| !places.is_empty())),
        ("step", Some(json!(steps)).filter(|_| !steps.is_empty())),
    ];
    let told = told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(told.collect::<Map<String, Value>>())
}

/// A number as French writes it.
pub fn number(value: f64) -> String {
    let plain = value.abs().to_string();
    let (whole, rest) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let sign = if value < 0.0 { "−" } else { "" };
    let comma = if rest.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{rest}", thousands(whole, '\u{202f}'))
}

/// In what the amount of a block is counted.
pub fn unit(title: &str) -> &'static str {
    let people = sections::of(SheetKind::GoodPractice).iter().find(|section| section.key == sections::PEOPLE);
    if people.is_some_and(|section| section.label == title) { "ETP" } else { "€" }
}

pub fn with_unit(label: &str, unit: &str) -> String {
    if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") }
}

/// A step of a planning: `février 2014 – septembre 2014 : création des outils`, as far as its days are known.
pub fn step(from: &str, until: Option<&str>, label: &str) -> String {
    let until = until.map(|until| format!(" – {}", when(until))).unwrap_or_default();
    format!("{}{until}\u{a0}: {label}", when(from))
}

/// A year, a month or a day as French says it; what is none of them stays as it is.
fn when(text: &str) -> String {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let name = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let number = day.and_then(|day| day.parse::<u32>().ok());
    match (name, number) {
        (Some(name), Some(1)) => format!("1er {} {year}", name.to_lowercase()),
        (Some(name), Some(number)) => format!("{number} {} {year}", name.to_lowercase()),
        (Some(name), None) => format!("{} {year}", name.to_lowercase()),
        (None, _) => text.to_owned(),
    }
}

/// A line without the number or the mark that begins it in a list.
fn bare(line: &str) -> &str {
    let line = line.trim();
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < line.len() => rest.trim(),
        _ => line.trim_start_matches(['-', '*', ' ']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_said_as_french_says_them() {
        assert_eq!(
            [0.2, 1234567.0, -1200.5, 12.0].map(number),
            ["0,2", "1\u{202f}234\u{202f}567", "−1\u{202f}200,5", "12"]
        );
        assert_eq!((unit("Moyens humains"), unit("Moyens financiers")), ("ETP", "€"));
        assert_eq!(step("2014-02", Some("2014-09"), "les outils"), "février 2014 – septembre 2014\u{a0}: les outils");
        assert_eq!(
            ["2014", "2014-02-01", "2014-08-17", "2014-13"].map(when),
            ["2014", "1er février 2014", "17 août 2014", "2014-13"]
        );
    }

    #[test]
    fn a_list_is_read_without_its_marks() {
        for line in ["1. Trier", "12) Trier", "- Trier", "* Trier", "  Trier "] {
            assert_eq!(bare(line), "Trier");
        }
        assert_eq!(bare("2026 est une année"), "2026 est une année");
    }
}
