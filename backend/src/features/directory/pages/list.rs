//! The list: one form, what was found, and how to ask otherwise. The map is the same question drawn.

use kernel::problem::{Language, Problem};
use platform::html::Html;
use serde_json::json;

use super::{
    super::{Directory, Facet, Found, Listed},
    facets::facets,
    frame::{Page, framed},
    look::Look,
    question::{Place, Question},
    words::{self, Words},
};

pub const LIST: &str = include_str!("html/list.html");
const ITEM: &str = include_str!("html/item.html");
const MAP: &str = include_str!("html/map.html");

/// Members on a page.
const PER_PAGE: usize = 30;
/// Letters of a description that a list shows.
const EXCERPT: usize = 180;

/// The page; 404 behind the last one.
pub fn page(book: &Directory, look: &Look, asked: &Question) -> Result<Html, Problem> {
    let found = book.find(&asked.wanted());
    let pages = found.members.len().div_ceil(PER_PAGE).max(1);
    if asked.page > pages {
        return Err(Problem::not_found());
    }
    let first = (asked.page - 1) * PER_PAGE;
    let shown: Vec<&Listed> = found.members.iter().copied().skip(first).take(PER_PAGE).collect();
    let w = words::words(asked.language);
    let club = &look.face.club;
    let title = words::directory_of(&club.name, asked.language);
    let count = words::found(found.members.len(), book.members.len(), asked.language);
    let main = Html::fill(
        LIST,
        &[
            ("title", Html::text(&title)),
            ("lead", Html::text(if club.tagline.is_empty() { w.lead } else { &club.tagline })),
            ("action", Html::text(asked.place.path())),
            ("filters", Html::text(w.filters)),
            ("search", Html::text(w.search)),
            ("search_hint", Html::text(w.search_hint)),
            ("q", Html::text(asked.words())),
            ("apply", Html::text(w.apply)),
            ("kept", kept(asked)?),
            ("facets", facets(&found, asked, w)?),
            ("views", if asked.place.is_embedded() { Html::default() } else { views(asked, w)? }),
            ("map", if asked.place.has_map() { map(w)? } else { Html::default() }),
            ("found", Html::text(&count)),
            ("count", Html::text(&found.members.len().to_string())),
            ("chips", chips(asked, w, &|name, value| named(&found, name, value, asked.language))?),
            ("items", if shown.is_empty() { nothing(book, look, asked, w)? } else { items(&shown, asked, w, first)? }),
            ("turning", turning(asked, pages, w.pages, w)?),
            ("data", if asked.place.is_embedded() { Html::default() } else { open_data(look, asked, w)? }),
        ],
    )?;
    let indexed = asked.words().is_empty() && !shown.is_empty();
    let title = if asked.page > 1 {
        format!("{title} · {}", words::page_of(asked.page, pages, asked.language))
    } else {
        title
    };
    let listed = shown.iter().enumerate().map(|(at, one)| {
        json!({
            "@type": "ListItem", "position": first + at + 1, "name": one.member.name,
            "url": format!("{}{}", look.base, one.path),
        })
    });
    let data = json!({
        "@context": "https://schema.org", "@type": "ItemList", "name": title,
        "numberOfItems": found.members.len(), "itemListElement": listed.collect::<Vec<_>>(),
    });
    let description = words::about(&club.name, found.members.len(), asked.language);
    framed(look, asked, Page { title, description, indexed, picture: None, data: Some(data), main })
}

/// What the form carries on beside what one chooses in it.
pub fn kept(asked: &Question) -> Result<Html, Problem> {
    let view = asked.place.view().map(|view| ("view", view));
    let lang = asked.names_language().then_some(("lang", asked.language.code()));
    let field = |(name, value): (&str, &str)| {
        let template = "<input type=\"hidden\" name=\"{{name}}\" value=\"{{value}}\">";
        Html::fill(template, &[("name", Html::text(name)), ("value", Html::text(value))])
    };
    view.into_iter().chain(lang).map(field).collect()
}

/// List and map are two views of one question.
fn views(asked: &Question, w: &Words) -> Result<Html, Problem> {
    let addresses = [Place::List, Place::Map].map(|place| (place, asked.at(place).address()));
    let [list, map] = addresses;
    two_views(asked, [(list, w.list), (map, w.map)], w)
}

/// Two views of one question: where each is, and what it is called.
pub fn two_views(asked: &Question, both: [((Place, String), &str); 2], w: &Words) -> Result<Html, Problem> {
    let view = |((place, href), label): ((Place, String), &str)| {
        let current = match asked.place == place {
            true => Html::fill(" aria-current=\"page\"", &[])?,
            false => Html::default(),
        };
        let template = "<li><a href=\"{{href}}\"{{current}}>{{label}}</a></li>";
        Html::fill(template, &[("href", Html::text(&href)), ("current", current), ("label", Html::text(label))])
    };
    let both = both.into_iter().map(view).collect::<Result<Html, Problem>>()?;
    Html::fill(
        "<nav class=\"views\" aria-label=\"{{label}}\"><ul>{{both}}</ul></nav>",
        &[("label", Html::text(w.views)), ("both", both)],
    )
}

fn map(w: &Words) -> Result<Html, Problem> {
    Html::fill(
        MAP,
        &[
            ("title", Html::text(w.map)),
            ("help", Html::text(w.map_help)),
            ("needs_script", Html::text(w.map_needs_script)),
            ("fails", Html::text(w.map_fails)),
            ("skip", Html::text(w.skip_map)),
            ("zoom_in", Html::text(w.zoom_in)),
            ("zoom_out", Html::text(w.zoom_out)),
            ("whole", Html::text(w.whole)),
            ("legend", Html::text(w.legend)),
            ("outlines", Html::text(w.outlines)),
            ("one", Html::text(w.one_member)),
            ("many", Html::text(w.many_members)),
            ("off_one", Html::text(w.off_map_one)),
            ("off_many", Html::text(w.off_map_many)),
        ],
    )
}

/// How a value that is asked for is called.
fn named(found: &Found<'_>, name: &str, value: &str, language: Language) -> String {
    let among = |facets: &[Facet]| {
        facets.iter().find(|one| one.value == value).map_or_else(|| value.to_owned(), |one| one.label.clone())
    };
    match name {
        "kind" => value.parse().map(|kind| words::kinds(kind, language).to_owned()).unwrap_or_default(),
        "commune" => among(&found.communes),
        _ => among(&found.topics),
    }
}

/// What is asked for, each with the way to ask without it.
pub fn chips(asked: &Question, w: &Words, named: &dyn Fn(&str, &str) -> String) -> Result<Html, Problem> {
    if asked.is_everything() {
        return Ok(Html::default());
    }
    let chip = |(name, value): &(&'static str, String)| {
        let label = match *name {
            "q" => format!("«\u{202f}{value}\u{202f}»"),
            name => named(name, value),
        };
        Html::fill(
            "<li><a class=\"chip\" href=\"{{href}}\"><span data-visually-hidden>{{remove}} </span>{{label}}<span aria-hidden=\"true\">×</span></a></li>",
            &[
                ("href", Html::text(&asked.without(name, value).address())),
                ("remove", Html::text(w.remove)),
                ("label", Html::text(&label)),
            ],
        )
    };
    let chips: Html = asked.asked().iter().map(chip).collect::<Result<_, Problem>>()?;
    Html::fill(
        "<ul class=\"chips\" aria-label=\"{{label}}\">{{chips}}<li><a class=\"quiet\" href=\"{{href}}\">{{clear}}</a></li></ul>",
        &[
            ("label", Html::text(w.chosen)),
            ("chips", chips),
            ("href", Html::text(&asked.everything().address())),
            ("clear", Html::text(w.clear)),
        ],
    )
}

fn items(shown: &[&Listed], asked: &Question, w: &Words, first: usize) -> Result<Html, Problem> {
    let items: Html = shown.iter().map(|one| item(one, asked, w)).collect::<Result<_, Problem>>()?;
    let start = Html::text(&(first + 1).to_string());
    Html::fill("<ol class=\"found\" start=\"{{start}}\">{{items}}</ol>", &[("start", start), ("items", items)])
}

fn item(one: &Listed, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let member = &one.member;
    // A frame is a small window: what one opens from it needs a whole one.
    let (target, new_tab) = match asked.place.is_embedded() {
        true => (
            Html::fill(" target=\"_blank\" rel=\"noopener\"", &[])?,
            Html::fill(" <span data-visually-hidden>{{new_tab}}</span>", &[("new_tab", Html::text(w.new_tab))])?,
        ),
        false => (Html::default(), Html::default()),
    };
    let excerpt = member.description.as_deref().map(excerpt).filter(|text| !text.is_empty());
    let excerpt = match excerpt {
        Some(text) => Html::fill("<p>{{text}}</p>", &[("text", Html::text(&text))])?,
        None => Html::default(),
    };
    Html::fill(
        ITEM,
        &[
            ("logo", super::member::logo(one, 56)?),
            ("href", Html::text(&asked.link(&one.path))),
            ("target", target),
            ("name", [Html::text(&member.name), new_tab].into_iter().collect()),
            ("sub", Html::text(&super::member::sub(one, asked.language))),
            ("excerpt", excerpt),
            ("topics", super::member::topics(one, None)?),
        ],
    )
}

/// The beginning of a text, to the end of a word.
pub fn excerpt(text: &str) -> String {
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = plain.char_indices().nth(EXCERPT) else { return plain };
    let cut = plain[..end].rsplit_once(' ').map_or(&plain[..end], |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', ';', '.', ' ']))
}

/// Nobody fits, or nobody is there yet: what it is, and what to do.
fn nothing(book: &Directory, look: &Look, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let (title, help, href, label) =
        match (book.members.is_empty(), look.settings.join_open && !asked.place.is_embedded()) {
            (true, true) => (w.empty, w.empty_help, asked.screen("/adherer"), w.join),
            (true, false) => (w.empty, w.lead, String::new(), ""),
            (false, _) => (w.nothing, w.nothing_help, asked.everything().address(), w.whole_directory),
        };
    let way = match href.is_empty() {
        true => Html::default(),
        false => Html::fill(
            "<a class=\"button\" href=\"{{href}}\">{{label}}</a>",
            &[("href", Html::text(&href)), ("label", Html::text(label))],
        )?,
    };
    Html::fill(
        "<div class=\"empty\"><h3>{{title}}</h3><p>{{help}}</p>{{way}}</div>",
        &[("title", Html::text(title)), ("help", Html::text(help)), ("way", way)],
    )
}

pub fn turning(asked: &Question, pages: usize, label: &str, w: &Words) -> Result<Html, Problem> {
    if pages == 1 {
        return Ok(Html::default());
    }
    let turn = |to: usize, rel: &str, label: &str| match (1..=pages).contains(&to) {
        true => Html::fill(
            "<a rel=\"{{rel}}\" href=\"{{href}}\">{{label}}</a>",
            &[
                ("rel", Html::text(rel)),
                ("href", Html::text(&asked.on_page(to).address())),
                ("label", Html::text(label)),
            ],
        ),
        false => Ok(Html::default()),
    };
    Html::fill(
        "<nav class=\"turning\" aria-label=\"{{label}}\">{{previous}}<span>{{here}}</span>{{next}}</nav>",
        &[
            ("label", Html::text(label)),
            ("previous", turn(asked.page - 1, "prev", w.previous)?),
            ("here", Html::text(&words::page_of(asked.page, pages, asked.language))),
            ("next", turn(asked.page + 1, "next", w.next)?),
        ],
    )
}

/// The same as files, and what one may do with them.
fn open_data(look: &Look, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let (name, href) = words::licence(look.settings.directory_licence);
    let parameters = asked.parameters();
    Html::fill(
        "<p class=\"quiet\">{{data}} <a href=\"/api/v1/public/members.csv{{parameters}}\">CSV</a>, <a href=\"/api/v1/public/members.geojson{{parameters}}\">GeoJSON</a> (<a rel=\"license\" href=\"{{href}}\">{{name}}</a>).</p>",
        &[
            ("data", Html::text(w.data)),
            ("parameters", Html::text(&parameters)),
            ("href", Html::text(href)),
            ("name", Html::text(name)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_word() {
        assert_eq!(excerpt("  On répare,\n on partage. "), "On répare, on partage.");
        let long = format!("{}, bientôt", "réemploi ".repeat(25).trim());
        let told = excerpt(&long);
        assert!(told.ends_with("réemploi…") && told.chars().count() <= EXCERPT + 1, "{told}");
        assert_eq!(excerpt(&"é".repeat(EXCERPT + 5)).chars().count(), EXCERPT + 1);
    }
}
