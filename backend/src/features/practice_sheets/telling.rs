//! What a page of a sheet tells: its address, its licence, and what machines read of it (schema.org).

use platform::House;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::schema::{MediaKind, PublicSheetCard, SheetContent, SheetKind, SheetMedia};

/// Under which anyone may use what is published.
pub const LICENCE: &str = "etalab-2.0";
pub const LICENCE_URL: &str = "https://spdx.org/licenses/etalab-2.0.html";

/// The page for people.
pub fn url(house: &House, id: Uuid) -> String {
    format!("{}/fiches/{id}", house.settings.base_url)
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
    fn a_list_is_read_without_its_marks() {
        for line in ["1. Trier", "12) Trier", "- Trier", "* Trier", "  Trier "] {
            assert_eq!(bare(line), "Trier");
        }
        assert_eq!(bare("2026 est une année"), "2026 est une année");
    }
}
