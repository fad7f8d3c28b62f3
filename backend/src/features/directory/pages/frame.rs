//! What stands around a page: head, doors, foot. A frame in a town's page has little of it.

use kernel::problem::{Language, Problem};
use platform::html::Html;
use serde_json::Value;

use super::{
    look::Look,
    question::{Place, Question},
    words::{Words, accessibility, words},
};
use crate::features::club::{NOTICE, STATEMENT};

const PAGE: &str = include_str!("html/page.html");
const FRAME: &str = include_str!("html/frame.html");
const LOGO: &str = "/logo.svg";
/// Colours that the style sheet has already.
const HAND_MADE: (&str, &str) = ("#0F5C43", "#F3B73B");

/// A page before it has its frame.
pub struct Page {
    pub title: String,
    pub description: String,
    /// Whether search engines shall know it.
    pub indexed: bool,
    pub picture: Option<String>,
    /// What machines read of it (schema.org).
    pub data: Option<Value>,
    pub main: Html,
}

/// The whole page. `asked` says in which language, and what the doors carry on.
pub fn framed(look: &Look, asked: &Question, page: Page) -> Result<Html, Problem> {
    let w = words(asked.language);
    let lang = Html::text(asked.language.code());
    let title = Html::text(&page.title);
    if asked.place.is_embedded() {
        let (whole, full_page) = match asked.place.is_of_events() {
            true => (Place::Events, w.full_agenda),
            false => (Place::List, w.full_page),
        };
        return Html::fill(
            FRAME,
            &[
                ("lang", lang),
                ("title", title),
                ("files", files(look)?),
                ("main", page.main),
                ("whole", Html::text(&asked.at(whole).address())),
                ("full_page", Html::text(full_page)),
                ("new_tab", Html::text(w.new_tab)),
                ("notice", Html::text(&asked.link(NOTICE))),
                ("personal_data", Html::text(w.personal_data)),
                ("statement", Html::text(&asked.link(STATEMENT))),
                ("accessibility", Html::text(accessibility(look.face.club.accessibility, asked.language))),
            ],
        );
    }
    let club = &look.face.club;
    Html::fill(
        PAGE,
        &[
            ("lang", lang),
            ("title", title),
            ("description", Html::text(&page.description)),
            ("files", files(look)?),
            ("head", head(look, asked, &page)?),
            ("skip", Html::text(w.skip)),
            ("home", Html::text(&home(look, asked))),
            ("logo", Html::text(club.logo_url.as_deref().unwrap_or(LOGO))),
            ("club", Html::text(if club.name.is_empty() { w.directory } else { &club.name })),
            ("tagline", Html::text(&club.tagline)),
            ("site", Html::text(w.site)),
            ("links", doors(look, asked, w)?),
            ("data", data(&page)?),
            ("main", page.main),
            ("footer", Html::text(w.footer)),
            ("foot", foot(look, asked, w)?),
        ],
    )
}

/// The directory, where there is one; else the sheets, or the agenda.
fn home(look: &Look, asked: &Question) -> String {
    let places = [
        (look.settings.directory_open, Place::List),
        (look.has_sheets, Place::Sheets),
        (look.has_events, Place::Events),
    ];
    match places.into_iter().find(|(is_there, _)| *is_there) {
        Some((_, place)) => asked.everything().at(place).address(),
        None => asked.screen("/"),
    }
}

/// The files of the build; the club's colours after them, where it has others than the hand-made ones.
fn files(look: &Look) -> Result<Html, Problem> {
    let colours = &look.face.club.colours;
    let is_own = !(colours.brand.eq_ignore_ascii_case(HAND_MADE.0) && colours.spark.eq_ignore_ascii_case(HAND_MADE.1));
    let own = is_own.then(|| {
        let name = |colour: &str| colour.trim_start_matches('#').to_lowercase();
        format!("/annuaire/couleurs/{}-{}.css", name(&colours.brand), name(&colours.spark))
    });
    let fonts = look.entry.fonts.iter().map(|file| {
        let font = "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"{{file}}\">\n";
        Html::fill(font, &[("file", Html::text(file))])
    });
    let styles = look
        .entry
        .styles
        .iter()
        .chain(&own)
        .map(|file| Html::fill("<link rel=\"stylesheet\" href=\"{{file}}\">\n", &[("file", Html::text(file))]));
    let script = look.entry.script.iter().map(|file| {
        let script = "<script type=\"module\" src=\"{{file}}\" fetchpriority=\"low\"></script>\n";
        Html::fill(script, &[("file", Html::text(file))])
    });
    styles.chain(fonts).chain(script).collect()
}

/// What search engines and networks read.
fn head(look: &Look, asked: &Question, page: &Page) -> Result<Html, Problem> {
    if !page.indexed {
        return Html::fill("<meta name=\"robots\" content=\"noindex\">\n", &[]);
    }
    let at = |path: &str| Html::text(&format!("{}{path}", look.base));
    let (fr, en) = (asked.address_in(Language::Fr), asked.address_in(Language::En));
    let here = if asked.language == Language::Fr { fr.as_str() } else { en.as_str() };
    let link = "<link rel=\"alternate\" hreflang=\"{{language}}\" href=\"{{href}}\">\n";
    let mut pieces = vec![Html::fill("<link rel=\"canonical\" href=\"{{href}}\">\n", &[("href", at(here))])?];
    for (name, path) in [("fr", &fr), ("en", &en), ("x-default", &fr)] {
        pieces.push(Html::fill(link, &[("language", Html::text(name)), ("href", at(path))])?);
    }
    let picture = page.picture.as_deref().or(look.face.club.logo_url.as_deref());
    let is_one = !asked.place.is_of_directory() && asked.path() != asked.place.path();
    let w = words(asked.language);
    let title = if asked.place.is_of_events() { w.events } else { w.sheets };
    for (kind, href) in feeds(asked.place) {
        pieces.push(Html::fill(
            "<link rel=\"alternate\" type=\"{{kind}}\" title=\"{{title}}\" href=\"{{href}}\">\n",
            &[("kind", Html::text(kind)), ("title", Html::text(title)), ("href", Html::text(href))],
        )?);
    }
    let told = [
        ("og:type", Html::text(if is_one { "article" } else { "website" })),
        ("og:title", Html::text(&page.title)),
        ("og:description", Html::text(&page.description)),
        ("og:url", at(here)),
        ("og:locale", Html::text(if asked.language == Language::Fr { "fr_FR" } else { "en_GB" })),
        ("og:site_name", Html::text(&look.face.club.name)),
        ("og:image", picture.map(at).unwrap_or_default()),
    ];
    for (name, content) in told.into_iter().filter(|(_, content)| !content.is_empty()) {
        let meta = "<meta property=\"{{name}}\" content=\"{{content}}\">\n";
        pieces.push(Html::fill(meta, &[("name", Html::text(name)), ("content", content)])?);
    }
    pieces.push(Html::fill("<meta name=\"twitter:card\" content=\"summary\">\n", &[])?);
    Ok(pieces.into_iter().collect())
}

/// What machines read of it, behind all that people see.
fn data(page: &Page) -> Result<Html, Problem> {
    match page.data.as_ref().filter(|_| page.indexed) {
        Some(data) => {
            let script = "<script type=\"application/ld+json\">{{data}}</script>\n";
            Html::fill(script, &[("data", Html::json(data))])
        }
        None => Ok(Html::default()),
    }
}

/// What programs may follow of what stands at a place: media types and addresses.
fn feeds(place: Place) -> &'static [(&'static str, &'static str)] {
    match place {
        Place::Sheets => &[
            ("application/atom+xml", "/api/v1/public/practice-sheets.atom"),
            ("application/rss+xml", "/api/v1/public/practice-sheets.rss"),
        ],
        Place::Events | Place::Month => &[
            ("text/calendar", "/api/v1/public/calendar.ics"),
            ("application/atom+xml", "/api/v1/public/feed.atom"),
            ("application/rss+xml", "/api/v1/public/feed.rss"),
            ("application/feed+json", "/api/v1/public/feed.json"),
        ],
        _ => &[],
    }
}

fn doors(look: &Look, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let door = |href: &str, label: &str, here: bool| {
        let current = if here { Html::fill(" aria-current=\"page\"", &[])? } else { Html::default() };
        let template = "<li><a href=\"{{href}}\"{{current}}>{{label}}</a></li>";
        Html::fill(template, &[("href", Html::text(href)), ("current", current), ("label", Html::text(label))])
    };
    let other = if asked.language == Language::Fr { Language::En } else { Language::Fr };
    let turned = Html::fill(
        "<li><a href=\"{{href}}\" hreflang=\"{{other}}\" lang=\"{{other}}\">{{label}}</a></li>",
        &[
            ("href", Html::text(&asked.turned_over())),
            ("other", Html::text(other.code())),
            ("label", Html::text(w.other_language)),
        ],
    )?;
    let list = match look.settings.directory_open {
        true => door(&home(look, asked), w.directory, asked.path() == Place::List.path())?,
        false => Html::default(),
    };
    let other_list = |is_there: bool, place: Place, label: &str| match is_there {
        true => door(&asked.everything().at(place).address(), label, asked.path() == place.path()),
        false => Ok(Html::default()),
    };
    let sheets = other_list(look.has_sheets, Place::Sheets, w.sheets)?;
    let events = other_list(look.has_events, Place::Events, w.events)?;
    let join = if look.settings.join_open { door(&asked.screen("/adherer"), w.join, false)? } else { Html::default() };
    Ok([list, sheets, events, join, turned, door(&asked.screen("/connexion"), w.sign_in, false)?].into_iter().collect())
}

fn foot(look: &Look, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let club = &look.face.club;
    let link = |href: String, label: &str| {
        let template = "<li><a href=\"{{href}}\">{{label}}</a></li>";
        Html::fill(template, &[("href", Html::text(&href)), ("label", Html::text(label))])
    };
    let said = |text: String| Html::fill("<li>{{text}}</li>", &[("text", Html::text(&text))]);
    let mut lines = Vec::new();
    if !club.contact_name.is_empty() {
        lines.push(said(club.contact_name.clone())?);
    }
    if !club.contact_email.is_empty() {
        lines.push(link(format!("mailto:{}", club.contact_email), &club.contact_email)?);
    }
    if !club.contact_phone.is_empty() {
        lines.push(link(format!("tel:{}", club.contact_phone), &super::member::national(&club.contact_phone))?);
    }
    if !club.legal_notice.trim().is_empty() {
        lines.push(link(asked.screen("/mentions"), w.legal)?);
    }
    lines.push(link(asked.link(NOTICE), w.personal_data)?);
    lines.push(link(asked.link(STATEMENT), accessibility(club.accessibility, asked.language))?);
    if look.settings.directory_open {
        lines.push(link(asked.link("/integration"), w.embed)?);
    }
    Html::fill("<ul>{{lines}}</ul>", &[("lines", lines.into_iter().collect())])
}

/// What does not exist, and where to go on.
pub fn lost(look: &Look, asked: &Question, is_open: bool) -> Result<Html, Problem> {
    let w = words(asked.language);
    let (text, label) = match (asked.place, is_open) {
        (Place::Sheets, _) => (w.lost_sheet, w.whole_catalogue),
        (Place::Events | Place::Month | Place::EmbeddedEvents, _) => (w.lost_event, w.whole_agenda),
        (_, true) => (w.lost_text, w.whole_directory),
        (_, false) => (w.closed, ""),
    };
    // A frame stays what it is: no other page may stand in it.
    let is_where_it_was = asked.place.is_embedded() || !asked.place.is_of_directory();
    let all = asked.everything().at(if is_where_it_was { asked.place } else { Place::List });
    let way = match is_open {
        true => Html::fill(
            "<a class=\"button\" href=\"{{href}}\">{{label}}</a>",
            &[("href", Html::text(&all.address())), ("label", Html::text(label))],
        )?,
        false => Html::default(),
    };
    let main = Html::fill(
        "<div class=\"empty\"><h1>{{title}}</h1><p>{{text}}</p>{{way}}</div>",
        &[("title", Html::text(w.lost)), ("text", Html::text(text)), ("way", way)],
    )?;
    let page = Page {
        title: w.lost.to_owned(),
        description: text.to_owned(),
        indexed: false,
        picture: None,
        data: None,
        main,
    };
    framed(look, asked, page)
}
