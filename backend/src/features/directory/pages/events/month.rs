//! The agenda by the days of a month: a list of days, which a wide screen shows as a calendar.

use chrono::{Datelike, NaiveDate, Timelike};
use kernel::{
    calendar::add_months,
    problem::{Language, Problem},
    trade::EventState,
};
use platform::html::Html;

use super::{
    super::{
        frame::{Page, framed},
        look::Look,
        question::{Question, first_of},
        sheets::french,
        words as site,
    },
    found::of_all_times,
    list::{Answered, form},
    words::{self, Words},
};
use crate::features::events::{Agenda, EVENTS, PublicEvent, zone};

/// The first day of the month that is asked for, or of this one.
fn asked_for(asked: &Question, today: NaiveDate) -> NaiveDate {
    let given = asked.asked().iter().find(|(name, _)| *name == "month").and_then(|(_, value)| first_of(value));
    given.unwrap_or_else(|| today.with_day(1).unwrap_or(today))
}

/// The days on which an event takes place, the first and the last.
fn days(event: &PublicEvent) -> (NaiveDate, NaiveDate) {
    let zone = zone(event);
    (event.starts_at.with_timezone(&zone).date_naive(), event.ends_at.with_timezone(&zone).date_naive())
}

pub fn page(look: &Look, asked: &Question, agenda: &Agenda, today: NaiveDate) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let first = asked_for(asked, today);
    let next = add_months(first, 1);
    let within = |event: &&PublicEvent| {
        let (begins, ends) = days(event);
        begins < next && ends >= first
    };
    let events: Vec<&PublicEvent> = of_all_times(agenda, asked).into_iter().filter(within).collect();
    let month = site::month(first, asked.language);
    let count = words::events(events.len(), asked.language);
    let none = match events.is_empty() {
        true => Html::fill("<p class=\"note\">{{text}}</p>", &[("text", Html::text(w.none_this_month))])?,
        false => Html::default(),
    };
    let answered = Answered {
        found: format!("{month} · {count}"),
        count: events.len(),
        items: [none, calendar(&events, asked, first, next)?].into_iter().collect(),
        turning: turning(asked, first, next, w)?,
    };
    let title = look.titled(&format!("{} · {month}", all.events));
    let page = Page {
        description: format!("{count}, {month}. {}", w.lead),
        indexed: asked.words().is_empty() && !events.is_empty(),
        picture: None,
        data: None,
        title,
        main: form(asked, agenda, today, answered)?,
    };
    framed(look, asked, page)
}

fn calendar(events: &[&PublicEvent], asked: &Question, first: NaiveDate, next: NaiveDate) -> Result<Html, Problem> {
    let week = words::week(asked.language);
    let heads = week
        .iter()
        .map(|(short, _)| Html::fill("<li>{{day}}</li>", &[("day", Html::text(short))]))
        .collect::<Result<Html, Problem>>()?;
    let of = |day: NaiveDate| {
        let on_it = events.iter().copied().filter(|event| {
            let (begins, ends) = days(event);
            begins <= day && day <= ends
        });
        of_day(&on_it.collect::<Vec<_>>(), asked, day)
    };
    let all = first.iter_days().take_while(|day| *day < next).map(of).collect::<Result<Html, Problem>>()?;
    Html::fill(
        "<ul class=\"weekdays\" aria-hidden=\"true\">{{heads}}</ul><ol class=\"month\">{{days}}</ol>",
        &[("heads", heads), ("days", all)],
    )
}

/// A day. One without events says nothing to whoever hears the page, and leaves a phone.
fn of_day(events: &[&PublicEvent], asked: &Question, day: NaiveDate) -> Result<Html, Problem> {
    let number = Html::text(&day.day().to_string());
    let column = Html::text(&day.weekday().number_from_monday().to_string());
    if events.is_empty() {
        return Html::fill(
            "<li class=\"free\" data-day=\"{{column}}\" aria-hidden=\"true\"><p>{{number}}</p></li>",
            &[("column", column), ("number", number)],
        );
    }
    let week = words::week(asked.language);
    let (_, name) = week[day.weekday().num_days_from_monday() as usize % week.len()];
    let items = events.iter().map(|event| item(event, asked, day)).collect::<Result<Html, Problem>>()?;
    Html::fill(
        "<li data-day=\"{{column}}\"><h3><span>{{name}} </span>{{number}}<span> {{month}}</span></h3><ul>{{items}}</ul></li>",
        &[
            ("column", column),
            ("name", Html::text(name)),
            ("number", number),
            ("month", Html::text(&site::month(day, asked.language))),
            ("items", items),
        ],
    )
}

fn item(event: &PublicEvent, asked: &Question, day: NaiveDate) -> Result<Html, Problem> {
    let at = event.starts_at.with_timezone(&zone(event));
    let hour = match (at.date_naive() == day, asked.language, at.minute()) {
        (false, _, _) => String::new(),
        (true, Language::Fr, 0) => format!("{}\u{a0}h ", at.hour()),
        (true, Language::Fr, minute) => format!("{}\u{a0}h\u{a0}{minute:02} ", at.hour()),
        (true, Language::En, minute) => format!("{}:{minute:02} ", at.hour()),
    };
    let cancelled = match event.state {
        EventState::Cancelled => format!(" ({})", words::words(asked.language).cancelled.to_lowercase()),
        _ => String::new(),
    };
    Html::fill(
        "<li>{{hour}}<a href=\"{{href}}\"{{lang}}>{{title}}</a>{{cancelled}}</li>",
        &[
            ("hour", Html::text(&hour)),
            ("href", Html::text(&asked.link(&format!("{EVENTS}/{}", event.id)))),
            ("lang", french(asked.language)?),
            ("title", Html::text(&event.title)),
            ("cancelled", Html::text(&cancelled)),
        ],
    )
}

/// The way to the months before and after.
fn turning(asked: &Question, first: NaiveDate, next: NaiveDate, w: &Words) -> Result<Html, Problem> {
    let turn = |to: NaiveDate, rel: &str, label: &str| {
        let href = asked.with("month", Some(to.format("%Y-%m").to_string())).address();
        Html::fill(
            "<a rel=\"{{rel}}\" href=\"{{href}}\">{{label}}</a>",
            &[("rel", Html::text(rel)), ("href", Html::text(&href)), ("label", Html::text(label))],
        )
    };
    Html::fill(
        "<nav class=\"turning\" aria-label=\"{{label}}\">{{previous}}<span>{{here}}</span>{{next}}</nav>",
        &[
            ("label", Html::text(w.pages)),
            ("previous", turn(add_months(first, -1), "prev", w.previous_month)?),
            ("here", Html::text(&site::month(first, asked.language))),
            ("next", turn(next, "next", w.next_month)?),
        ],
    )
}
