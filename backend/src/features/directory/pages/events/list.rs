//! The agenda: one form, what was found, and how to ask otherwise.

use chrono::{Datelike, NaiveDate};
use kernel::{
    problem::{Language, Problem},
    trade::EventState,
};
use platform::html::Html;
use serde_json::json;

use super::{
    super::{
        frame::{Page, framed},
        list::{LIST, chips, excerpt, kept, turning, two_views},
        look::Look,
        question::{Place, Question},
        sheets::french,
        words as site,
    },
    found::{facets, is_past, named},
    words::{self, Words},
};
use crate::features::events::{Agenda, EVENTS, PublicEvent, place, when_of, zone};

const ITEM: &str = include_str!("../html/event_item.html");
/// Events on a page.
const PER_PAGE: usize = 20;

/// How many pages hold what was found.
pub fn pages(found: &[&PublicEvent]) -> usize {
    found.len().div_ceil(PER_PAGE).max(1)
}

pub fn page(
    look: &Look,
    asked: &Question,
    agenda: &Agenda,
    found: &[&PublicEvent],
    today: NaiveDate,
) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let pages = pages(found);
    let first = (asked.page - 1) * PER_PAGE;
    let shown: Vec<&PublicEvent> = found.iter().copied().skip(first).take(PER_PAGE).collect();
    let items = match shown.is_empty() {
        true => nothing(asked, w, all)?,
        false => {
            let items = shown.iter().map(|event| item(event, asked, w)).collect::<Result<Html, Problem>>()?;
            let start = Html::text(&(first + 1).to_string());
            Html::fill("<ol class=\"found\" start=\"{{start}}\">{{items}}</ol>", &[("start", start), ("items", items)])?
        }
    };
    let count = words::events(found.len(), asked.language);
    let heading = if is_past(asked) { w.past } else { w.coming };
    let main = form(
        asked,
        agenda,
        today,
        Answered {
            found: format!("{heading} · {count}"),
            count: found.len(),
            items,
            turning: turning(asked, pages, w.pages, all)?,
        },
    )?;
    let title = look.titled(all.events);
    let title = match asked.page {
        1 => title,
        page => format!("{title} · {}", site::page_of(page, pages, asked.language)),
    };
    let listed = shown.iter().enumerate().map(
        |(at, event)| json!({"@type": "ListItem", "position": first + at + 1, "name": event.title, "url": event.url}),
    );
    let data = json!({
        "@context": "https://schema.org", "@type": "ItemList", "name": title, "numberOfItems": found.len(),
        "itemListElement": listed.collect::<Vec<_>>(),
    });
    let page = Page {
        description: format!("{count}. {}", w.lead),
        indexed: asked.words().is_empty() && !shown.is_empty(),
        picture: None,
        data: Some(data),
        title,
        main,
    };
    framed(look, asked, page)
}

/// What answers a question, in whichever view.
pub struct Answered {
    pub found: String,
    pub count: usize,
    pub items: Html,
    pub turning: Html,
}

/// The form, with what answers it.
pub fn form(asked: &Question, agenda: &Agenda, today: NaiveDate, answered: Answered) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let is_month = asked.place == Place::Month;
    let month = asked.asked().iter().find(|(name, _)| *name == "month").filter(|_| is_month);
    let stays = match month {
        Some((name, value)) => Html::fill(
            "<input type=\"hidden\" name=\"{{name}}\" value=\"{{value}}\">",
            &[("name", Html::text(name)), ("value", Html::text(value))],
        )?,
        None => Html::default(),
    };
    let views = match asked.place {
        Place::EmbeddedEvents => Html::default(),
        _ => {
            let list = asked.with("month", None).at(Place::Events).address();
            let month = asked.with("when", None).at(Place::Month).address();
            two_views(asked, [((Place::Events, list), w.list), ((Place::Month, month), w.month)], all)?
        }
    };
    Html::fill(
        LIST,
        &[
            ("title", Html::text(all.events)),
            ("lead", Html::text(w.lead)),
            ("action", Html::text(asked.place.path())),
            ("filters", Html::text(w.filters)),
            ("search", Html::text(all.search)),
            ("search_hint", Html::text(w.hint)),
            ("q", Html::text(asked.words())),
            ("apply", Html::text(all.apply)),
            ("kept", [kept(asked)?, stays].into_iter().collect()),
            ("facets", facets(agenda, asked, today)?),
            ("views", views),
            ("map", Html::default()),
            ("found", Html::text(&answered.found)),
            ("count", Html::text(&answered.count.to_string())),
            ("chips", chips(asked, all, &|name, value| named(agenda, name, value, asked.language))?),
            ("items", answered.items),
            ("turning", answered.turning),
            ("data", if asked.place.is_embedded() { Html::default() } else { feeds(asked, w)? }),
        ],
    )
}

/// One event in a list.
fn item(event: &PublicEvent, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let all = site::words(asked.language);
    // A frame is a small window: what one opens from it needs a whole one.
    let (target, new_tab) = match asked.place.is_embedded() {
        true => (
            Html::fill(" target=\"_blank\" rel=\"noopener\"", &[])?,
            Html::fill(" <span data-visually-hidden>{{new_tab}}</span>", &[("new_tab", Html::text(all.new_tab))])?,
        ),
        false => (Html::default(), Html::default()),
    };
    let lang = french(asked.language)?;
    let summary = match excerpt(&event.summary).as_str() {
        "" => Html::default(),
        text => Html::fill("<p{{lang}}>{{text}}</p>", &[("lang", lang.clone()), ("text", Html::text(text))])?,
    };
    Html::fill(
        ITEM,
        &[
            ("date", date(event, asked.language)?),
            ("lang", lang),
            ("href", Html::text(&asked.link(&format!("{EVENTS}/{}", event.id)))),
            ("target", target),
            ("title", [Html::text(&event.title), new_tab].into_iter().collect()),
            ("sub", Html::text(&sub(event, asked.language))),
            ("summary", summary),
            ("tags", tags(event, asked.language, w)?),
        ],
    )
}

/// The day at a glance; the line beside it tells all of it.
fn date(event: &PublicEvent, language: Language) -> Result<Html, Problem> {
    let day = event.starts_at.with_timezone(&zone(event)).date_naive();
    Html::fill(
        "<p class=\"date\" aria-hidden=\"true\"><b>{{day}}</b>{{month}}</p>",
        &[("day", Html::text(&day.day().to_string())), ("month", Html::text(words::short_month(day, language)))],
    )
}

/// When and where.
pub fn sub(event: &PublicEvent, language: Language) -> String {
    let when = when_of(event.starts_at, event.ends_at, zone(event), language);
    let w = words::words(language);
    let place = Some(place(event)).filter(|place| !place.is_empty());
    let online = event.online.then(|| w.online.to_owned());
    [Some(when), place, online].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What it is, and whether one can come.
fn tags(event: &PublicEvent, language: Language, w: &Words) -> Result<Html, Problem> {
    let stand = standing(event, language, w);
    let tag = |label: &str| Html::fill("<li class=\"tag\">{{label}}</li>", &[("label", Html::text(label))]);
    let tags = std::iter::once(words::kind(event.kind, language).to_owned()).chain(stand);
    let tags = tags.map(|label| tag(&label)).collect::<Result<Html, Problem>>()?;
    Html::fill("<ul class=\"tags\">{{tags}}</ul>", &[("tags", tags)])
}

/// Where it stands, if that is worth a word.
pub fn standing(event: &PublicEvent, language: Language, w: &Words) -> Option<String> {
    match (event.state, event.open, event.seats_left) {
        (EventState::Cancelled, _, _) => Some(w.cancelled.to_owned()),
        (EventState::Published, true, Some(0)) => Some(w.full.to_owned()),
        (EventState::Published, true, Some(left)) => Some(words::seats(left, language)),
        (EventState::Published, true, None) => None,
        (EventState::Published, false, _) => Some(w.closed.to_owned()),
        _ => None,
    }
}

pub fn nothing(asked: &Question, w: &Words, all: &site::Words) -> Result<Html, Problem> {
    let (title, help, way) = match asked.is_everything() {
        true => (w.empty, w.empty_help, Html::default()),
        false => (
            w.nothing,
            w.nothing_help,
            Html::fill(
                "<a class=\"button\" href=\"{{href}}\">{{label}}</a>",
                &[("href", Html::text(&asked.everything().address())), ("label", Html::text(all.whole_agenda))],
            )?,
        ),
    };
    Html::fill(
        "<div class=\"empty\"><h3>{{title}}</h3><p>{{help}}</p>{{way}}</div>",
        &[("title", Html::text(title)), ("help", Html::text(help)), ("way", way)],
    )
}

/// What programs may follow: of one topic, where one is chosen.
fn feeds(asked: &Question, w: &Words) -> Result<Html, Problem> {
    let topic = asked.asked().iter().find(|(name, _)| *name == "topic");
    let topic = topic.map(|(_, id)| format!("?topic={id}")).unwrap_or_default();
    Html::fill(
        "<p class=\"quiet\">{{follow}} <a href=\"/api/v1/public/calendar.ics{{topic}}\">{{subscribe}} (.ics)</a>, \
         <a href=\"/api/v1/public/feed.atom{{topic}}\">Atom</a>, <a href=\"/api/v1/public/feed.rss{{topic}}\">RSS</a>, \
         <a href=\"/api/v1/public/feed.json{{topic}}\">JSON</a></p>",
        &[("follow", Html::text(w.follow)), ("subscribe", Html::text(w.subscribe)), ("topic", Html::text(&topic))],
    )
}
