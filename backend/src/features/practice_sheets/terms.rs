//! What a published sheet is found and chosen by, made of its newest version. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use kernel::stems::{stem, words_of};

use super::{
    rules::sections,
    schema::{ExtractPart, SheetKind, Snapshot},
};

/// How much a word counts where it stands.
const TITLE: i64 = 24;
const KEYWORD: i64 = 16;
const SUMMARY: i64 = 8;
const NAME: i64 = 6;
const TEXT: i64 = 2;
/// A word that stands everywhere counts no more than this.
const MOST: i64 = 60;

/// Letters of an extract, about.
const EXTRACT: usize = 180;

/// What is written for a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// How much each stem counts.
    pub stems: BTreeMap<String, i64>,
    /// The words they come from.
    pub words: BTreeSet<String>,
    /// What it can be chosen by.
    pub facets: BTreeSet<(&'static str, String)>,
}

impl Terms {
    fn learn(&mut self, text: &str, weight: i64) {
        for word in words_of(text) {
            let counted = self.stems.entry(stem(&word)).or_default();
            *counted = (*counted + weight).min(MOST);
            self.words.insert(word);
        }
    }

    fn choose(&mut self, facet: &'static str, value: impl ToString) {
        self.facets.insert((facet, value.to_string()));
    }
}

/// Of a sheet: `keywords` with their ids and aliases, `member` as it is called now.
pub fn of(
    kind: SheetKind,
    snapshot: &Snapshot,
    keywords: &[(uuid::Uuid, Vec<String>)],
    member: Option<&str>,
    updated_on: NaiveDate,
) -> Terms {
    let mut terms = Terms::default();
    let content = &snapshot.content;
    terms.learn(&snapshot.title, TITLE);
    terms.learn(&content.summary, SUMMARY);
    for (id, names) in keywords {
        terms.choose("keyword", id);
        names.iter().for_each(|name| terms.learn(name, KEYWORD));
    }
    let names = snapshot.partners.iter().map(|partner| partner.name.as_str()).chain(member);
    names.chain(content.communes.iter().map(|commune| commune.name.as_str())).for_each(|name| terms.learn(name, NAME));
    content.sections.values().for_each(|text| terms.learn(text, TEXT));
    content.figures.iter().for_each(|figure| terms.learn(&figure.label, TEXT));
    content.planning.iter().for_each(|step| terms.learn(&step.label, TEXT));
    snapshot.media.iter().for_each(|media| terms.learn(&format!("{} {}", media.title, media.alt), TEXT));
    terms.choose("kind", kind.as_str());
    terms.choose("year", updated_on.year());
    content.topics.iter().for_each(|topic| terms.choose("topic", topic));
    content.axes.iter().for_each(|axis| terms.choose("axis", axis));
    content.publics.iter().for_each(|public| terms.choose("public", public.as_str()));
    content.communes.iter().for_each(|commune| terms.choose("commune", &commune.insee_code));
    terms
}

/// Where the words stand in a sheet: a piece of the text that has most of them, cut at words.
pub fn extract(kind: SheetKind, snapshot: &Snapshot, stems: &BTreeSet<String>) -> Vec<ExtractPart> {
    if stems.is_empty() {
        return Vec::new();
    }
    let content = &snapshot.content;
    let sections = sections::of(kind).iter().map(|section| content.section(section.key));
    let texts = std::iter::once(content.summary.as_str()).chain(sections).filter(|text| !text.is_empty());
    let hits = |words: &Marked| words.iter().filter(|(_, hit)| *hit).count();
    // Of equals the first, which stands nearer to the beginning.
    let best =
        texts.map(|text| marked(text, stems)).reduce(|best, next| if hits(&next) > hits(&best) { next } else { best });
    best.map(|words| cut(&words)).unwrap_or_default()
}

/// Words as they are written, each with the space and the marks after it, and whether it is one of those looked for.
type Marked = Vec<(String, bool)>;

fn marked(text: &str, stems: &BTreeSet<String>) -> Marked {
    let plain = text.replace(['*', '#', '>', '|', '`', '[', ']'], "");
    let is_hit = |word: &str| words_of(word).iter().any(|word| stems.contains(&stem(word)));
    plain.split_whitespace().map(|word| (word.to_owned(), is_hit(word))).collect()
}

fn cut(words: &Marked) -> Vec<ExtractPart> {
    let first = words.iter().position(|(_, hit)| *hit).unwrap_or(0);
    let begin = first.saturating_sub(8);
    let mut parts: Vec<ExtractPart> = Vec::new();
    let mut length = 0;
    let mut put = |text: &str, hit: bool| match parts.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => parts.push(ExtractPart { text: text.to_owned(), hit }),
    };
    if begin > 0 {
        put("… ", false);
    }
    for (at, (word, hit)) in words.iter().enumerate().skip(begin) {
        if length > EXTRACT {
            put("…", false);
            break;
        }
        length += word.chars().count() + 1;
        put(word, *hit);
        if at + 1 < words.len() {
            put(" ", false);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::practice_sheets::schema::SheetContent;

    fn sheet() -> Snapshot {
        let mut content = SheetContent { summary: "Des gobelets qui se lavent.".into(), ..SheetContent::default() };
        content
            .sections
            .insert("context".into(), "Chaque été, **la fête** du village laissait des sacs pleins.".into());
        content.axes = vec![7];
        Snapshot {
            title: "Une fête sans vaisselle jetable".into(),
            content,
            partners: Vec::new(),
            media: Vec::new(),
            keywords: Vec::new(),
        }
    }

    #[test]
    fn a_title_counts_for_more_than_a_text() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let terms = of(SheetKind::GoodPractice, &sheet(), &[], Some("Amicale des pompiers"), day);
        assert!(terms.stems["jetabl"] > terms.stems["sac"] && terms.stems["fete"] == TITLE + TEXT);
        assert!(terms.stems.contains_key("pompi") && terms.words.contains("pompiers"));
        assert!(
            terms.facets.contains(&("axis", "7".to_owned())) && terms.facets.contains(&("year", "2026".to_owned()))
        );
    }

    #[test]
    fn an_extract_marks_what_was_looked_for() {
        let stems = BTreeSet::from(["fete".to_owned()]);
        let parts = extract(SheetKind::GoodPractice, &sheet(), &stems);
        let hits: Vec<&str> = parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
        assert_eq!(hits, ["fête"]);
        assert!(parts[0].text.starts_with("Chaque été, la"));
        assert!(extract(SheetKind::GoodPractice, &sheet(), &BTreeSet::new()).is_empty());
    }
}
