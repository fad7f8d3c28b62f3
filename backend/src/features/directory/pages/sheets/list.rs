//! The catalogue: one form, what was found with the words marked in it, and how to ask otherwise.

use kernel::problem::{Language, Problem};
use platform::html::Html;
use serde_json::json;

use super::{
    super::{
        super::Facet,
        facets::{Take, facet},
        frame::{Page, framed},
        list::{LIST, chips, excerpt, kept, turning},
        look::Look,
        question::Question,
        words as site,
    },
    PER_PAGE,
    words::{self, Words},
};
use crate::features::practice_sheets::{
    CatalogueFacets, CataloguePage, ExtractPart, PublicSheetCard, SHEETS, SheetHit, SheetKind, SheetPublic,
};

const ITEM: &str = include_str!("../html/sheet_item.html");

/// How many pages hold what was found.
pub fn pages(found: &CataloguePage) -> usize {
    let total = found.total.and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
    total.div_ceil(PER_PAGE).max(1)
}

pub fn page(look: &Look, asked: &Question, found: &CataloguePage, choices: &CatalogueFacets) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let pages = pages(found);
    let total = found.total.unwrap_or_default();
    let count = words::sheets(total, asked.language);
    let facets = facets(choices, asked, w)?;
    let first = (asked.page - 1) * PER_PAGE;
    let main = Html::fill(
        LIST,
        &[
            ("title", Html::text(all.sheets)),
            ("lead", Html::text(w.lead)),
            ("action", Html::text(SHEETS)),
            ("filters", Html::text(w.filters)),
            ("search", Html::text(all.search)),
            ("search_hint", Html::text(w.hint)),
            ("q", Html::text(asked.words())),
            ("apply", Html::text(all.apply)),
            ("kept", kept(asked)?),
            ("facets", facets),
            ("views", Html::default()),
            ("map", Html::default()),
            ("found", Html::text(&count)),
            ("count", Html::text(&total.to_string())),
            ("chips", chips(asked, all, &|name, value| named(choices, name, value, asked.language))?),
            ("items", if found.items.is_empty() { nothing(asked, w, all)? } else { items(found, asked, w, first)? }),
            ("turning", turning(asked, pages, w.pages, all)?),
            ("data", feeds(w)?),
        ],
    )?;
    let title = look.titled(all.sheets);
    let title = match asked.page {
        1 => title,
        page => format!("{title} · {}", site::page_of(page, pages, asked.language)),
    };
    let listed = found.items.iter().enumerate().map(|(at, hit)| {
        json!({"@type": "ListItem", "position": first + at + 1, "name": hit.sheet.title, "url": hit.sheet.url})
    });
    let data = json!({
        "@context": "https://schema.org", "@type": "ItemList", "name": title, "numberOfItems": total,
        "itemListElement": listed.collect::<Vec<_>>(),
    });
    let page = Page {
        description: format!("{count}. {}", w.lead),
        indexed: asked.words().is_empty() && !found.items.is_empty(),
        picture: None,
        data: Some(data),
        title,
        main,
    };
    framed(look, asked, page)
}

/// How a value is called: kinds and publics in the reader's language, all else as the club and the sheets do.
fn told(name: &str, value: &str, label: &str, language: Language) -> String {
    match name {
        "kind" => words::kind(SheetKind::parse(value), language).to_owned(),
        "public" => {
            SheetPublic::named(value).map(|public| words::public(public, language)).unwrap_or_default().to_owned()
        }
        _ => label.to_owned(),
    }
}

fn named(choices: &CatalogueFacets, name: &str, value: &str, language: Language) -> String {
    let values = choices.items.iter().filter(|facet| facet.facet == name).flat_map(|facet| &facet.values);
    let known = values.into_iter().find(|one| one.value == value);
    told(name, value, known.map_or(value, |one| one.label.as_str()), language)
}

fn facets(choices: &CatalogueFacets, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let mut pieces = Vec::new();
    for (name, label) in w.facets {
        let is_chosen = |value: &str| asked.asked().iter().any(|(known, chosen)| *known == name && chosen == value);
        let values = choices.items.iter().filter(|facet| facet.facet == name).flat_map(|facet| &facet.values);
        let mut all: Vec<Facet> = values
            .map(|one| Facet {
                label: told(name, &one.value, &one.label, asked.language),
                count: usize::try_from(one.count).unwrap_or(usize::MAX),
                chosen: is_chosen(&one.value),
                value: one.value.clone(),
            })
            .collect();
        if !all.is_empty() {
            let chosen = !all.iter().any(|one| one.chosen);
            all.insert(0, Facet { value: String::new(), label: w.all.to_owned(), count: 0, chosen });
        }
        let told = |one: &Facet| one.label.clone();
        pieces.push(facet(name, label, &all, Take::One, &told, asked, site::words(asked.language))?);
    }
    Ok(pieces.into_iter().collect())
}

fn items(found: &CataloguePage, asked: &Question, w: &Words, first: usize) -> Result<Html, Problem> {
    let items = found.items.iter().map(|hit| item(hit, asked)).collect::<Result<Html, Problem>>()?;
    let note = match found.some_words {
        true => Html::fill("<p class=\"note\">{{text}}</p>", &[("text", Html::text(w.some_words))])?,
        false => Html::default(),
    };
    Html::fill(
        "{{note}}<ol class=\"found\" start=\"{{start}}\">{{items}}</ol>",
        &[("note", note), ("start", Html::text(&(first + 1).to_string())), ("items", items)],
    )
}

fn item(hit: &SheetHit, asked: &Question) -> Result<Html, Problem> {
    let sheet = &hit.sheet;
    let extract = match (hit.extract.is_empty(), sheet.summary.is_empty()) {
        (false, _) => Some(hit.extract.iter().map(marked).collect::<Result<Html, Problem>>()?),
        (true, false) => Some(Html::text(&excerpt(&sheet.summary))),
        (true, true) => None,
    };
    let extract = match extract {
        Some(text) => Html::fill("<p{{lang}}>{{text}}</p>", &[("lang", french(asked.language)?), ("text", text)])?,
        None => Html::default(),
    };
    Html::fill(
        ITEM,
        &[
            ("href", Html::text(&asked.link(&format!("{SHEETS}/{}", sheet.id)))),
            ("lang", french(asked.language)?),
            ("title", Html::text(&sheet.title)),
            ("sub", Html::text(&sub(sheet, asked.language))),
            ("extract", extract),
        ],
    )
}

/// What kind of sheet, whose, and of when.
pub fn sub(sheet: &PublicSheetCard, language: Language) -> String {
    let kind = words::kind(sheet.kind, language);
    let of = sheet.member.as_ref().map(|member| member.name.as_str());
    let day = site::date(sheet.updated_on, language);
    [Some(kind), of, Some(day.as_str())].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What marks French words in a page of another language.
pub fn french(language: Language) -> Result<Html, Problem> {
    if language == Language::Fr { Ok(Html::default()) } else { Html::fill(" lang=\"fr\"", &[]) }
}

fn marked(part: &ExtractPart) -> Result<Html, Problem> {
    let text = Html::text(&part.text);
    if part.hit { Html::fill("<mark>{{text}}</mark>", &[("text", text)]) } else { Ok(text) }
}

fn nothing(asked: &Question, w: &Words, all: &site::Words) -> Result<Html, Problem> {
    let (title, help, way) = match asked.is_everything() {
        true => (w.empty, w.empty_help, Html::default()),
        false => (
            w.nothing,
            w.nothing_help,
            Html::fill(
                "<a class=\"button\" href=\"{{href}}\">{{label}}</a>",
                &[("href", Html::text(&asked.everything().address())), ("label", Html::text(all.whole_catalogue))],
            )?,
        ),
    };
    Html::fill(
        "<div class=\"empty\"><h3>{{title}}</h3><p>{{help}}</p>{{way}}</div>",
        &[("title", Html::text(title)), ("help", Html::text(help)), ("way", way)],
    )
}

fn feeds(w: &Words) -> Result<Html, Problem> {
    Html::fill(
        "<p class=\"quiet\">{{follow}} <a href=\"/api/v1/public/practice-sheets.atom\">Atom</a>, <a href=\"/api/v1/public/practice-sheets.rss\">RSS</a></p>",
        &[("follow", Html::text(w.follow))],
    )
}
