//! The page of an event: what it is, when and where, and the form by which anyone registers while it is open.

use std::collections::HashMap;

use kernel::{problem::Problem, trade::EventState};
use platform::html::Html;
use uuid::Uuid;

use super::{
    super::{
        frame::{Page, framed},
        http::Ground,
        list::excerpt,
        question::{Place, Question},
        sheets::{french, written},
        words as site,
    },
    list::{standing, sub},
    register,
    words::{self, Words},
};
use crate::features::events::{AgendaItem, EventRef, PublicEvent, PublicFile, Speaker, place, when_of, zone};

const EVENT: &str = include_str!("../html/event.html");

/// What the page stands on beside what the event says.
struct Reading<'a> {
    ground: &'a Ground,
    event: &'a PublicEvent,
    w: &'static Words,
}

/// The page, with what was typed and what is wrong with it where the form was sent before.
pub fn page(
    ground: &Ground,
    event: &PublicEvent,
    given: &HashMap<String, String>,
    problem: Option<&Problem>,
) -> Result<Html, Problem> {
    let Ground { asked, look, .. } = ground;
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let reading = Reading { ground, event, w };
    let lang = french(asked.language)?;
    let form = register::form(ground, event, given, problem)?;
    let main = Html::fill(
        EVENT,
        &[
            ("agenda", Html::text(all.events)),
            ("back", Html::text(&asked.at(Place::Events).address())),
            ("faults", form.faults),
            ("kind", Html::text(words::kind(event.kind, asked.language))),
            ("lang", lang.clone()),
            ("title", Html::text(&event.title)),
            ("state", reading.state()?),
            ("cover", reading.cover()?),
            ("summary", said(&event.summary, lang)?),
            ("tags", reading.tags()?),
            ("facts", reading.facts()?),
            ("calendar", Html::text(&format!("/api/v1/public/events/{}/calendar.ics", event.id))),
            ("calendar_words", Html::text(w.calendar)),
            ("description", written(&event.description, 2)?),
            ("agenda_items", reading.programme(&event.agenda)?),
            ("speakers", reading.speakers(&event.speakers)?),
            ("minutes", reading.minutes()?),
            ("photos", reading.photos(&event.photos)?),
            ("attachments", reading.attachments(&event.attachments)?),
            ("register", form.form),
        ],
    )?;
    let title = look.titled(&event.title);
    // Whoever hears the title first knows that nothing was sent.
    let title = if problem.is_some() { format!("{} · {title}", all.faults) } else { title };
    let told = excerpt(&event.summary);
    let when = sub(event, asked.language);
    let page = Page {
        description: if told.is_empty() { when } else { format!("{when}. {told}") },
        indexed: problem.is_none(),
        picture: event.cover_url.clone(),
        data: Some(event.json_ld.clone()),
        title,
        main,
    };
    framed(look, asked, page)
}

fn said(text: &str, lang: Html) -> Result<Html, Problem> {
    match text {
        "" => Ok(Html::default()),
        text => Html::fill("<p class=\"said\"{{lang}}>{{text}}</p>", &[("lang", lang), ("text", Html::text(text))]),
    }
}

/// A part of the page under its title; nothing where nothing stands in it.
fn part(title: &str, content: Html) -> Result<Html, Problem> {
    match content.is_empty() {
        true => Ok(content),
        false => Html::fill("<h2>{{title}}</h2>{{content}}", &[("title", Html::text(title)), ("content", content)]),
    }
}

impl Reading<'_> {
    fn asked(&self) -> &Question {
        &self.ground.asked
    }

    /// That it is called off, over, full or closed.
    fn state(&self) -> Result<Html, Problem> {
        let told = match self.event.state {
            EventState::Done => Some(self.w.held.to_owned()),
            _ => standing(self.event, self.asked().language, self.w),
        };
        match told {
            Some(told) => Html::fill("<p class=\"note\">{{told}}</p>", &[("told", Html::text(&told))]),
            None => Ok(Html::default()),
        }
    }

    fn cover(&self) -> Result<Html, Problem> {
        match &self.event.cover_url {
            Some(url) => Html::fill(
                "<figure class=\"cover\"><img src=\"{{url}}\" alt=\"{{alt}}\"></figure>",
                &[("url", Html::text(url)), ("alt", Html::text(&self.event.cover_alt))],
            ),
            None => Ok(Html::default()),
        }
    }

    /// Topics, with the way to others about the same.
    fn tags(&self) -> Result<Html, Problem> {
        let tag = |topic: &EventRef| {
            let href = self.asked().only(Place::Events, "topic", &topic.id.to_string()).address();
            Html::fill(
                "<li><a class=\"tag\" href=\"{{href}}\">{{name}}</a></li>",
                &[("href", Html::text(&href)), ("name", Html::text(&topic.name))],
            )
        };
        let tags = self.event.topics.iter().map(tag).collect::<Result<Html, Problem>>()?;
        match tags.is_empty() {
            true => Ok(tags),
            false => Html::fill(
                "<ul class=\"tags\"{{lang}}>{{tags}}</ul>",
                &[("lang", french(self.asked().language)?), ("tags", tags)],
            ),
        }
    }

    /// When, where, with whom, and how many can come.
    fn facts(&self) -> Result<Html, Problem> {
        let (event, w, language) = (self.event, self.w, self.asked().language);
        let mut facts: Vec<(&str, Html)> =
            vec![(w.when_it_is, Html::text(&when_of(event.starts_at, event.ends_at, zone(event), language)))];
        let place = place(event);
        if !place.is_empty() {
            facts.push((w.place, [Html::text(&place), self.on_map()?].into_iter().collect()));
        }
        if let Some(accessibility) =
            event.venue.as_ref().map(|venue| venue.accessibility.as_str()).filter(|text| !text.is_empty())
        {
            facts.push((w.accessibility, Html::text(accessibility)));
        }
        if event.online {
            facts.push((w.online, Html::text(w.online_told)));
        }
        if let (true, Some(left)) = (event.open, event.seats_left) {
            facts.push((w.seats, Html::text(&words::seats(left, language))));
        }
        if let (true, Some(until)) = (event.open, event.register_until) {
            facts.push((w.until, Html::text(&site::day(until, zone(event), language))));
        }
        if !event.with_members.is_empty() {
            facts.push((w.with_members, self.named(&event.with_members)?));
        }
        if let Some(people) = event.head_count {
            facts.push((w.people, Html::text(&people.to_string())));
        }
        if !event.members_present.is_empty() {
            facts.push((w.members_present, self.named(&event.members_present)?));
        }
        let line = |(label, value): (&str, Html)| {
            Html::fill("<dt>{{label}}</dt><dd>{{value}}</dd>", &[("label", Html::text(label)), ("value", value)])
        };
        facts.into_iter().map(line).collect()
    }

    fn on_map(&self) -> Result<Html, Problem> {
        let position = self.event.venue.as_ref().and_then(|venue| venue.latitude.zip(venue.longitude));
        let Some((latitude, longitude)) = position else { return Ok(Html::default()) };
        let href = format!(
            "https://www.openstreetmap.org/?mlat={latitude:.5}&mlon={longitude:.5}#map=17/{latitude:.5}/{longitude:.5}"
        );
        Html::fill(
            "<br><a rel=\"nofollow noopener\" href=\"{{href}}\">{{label}}</a>",
            &[("href", Html::text(&href)), ("label", Html::text(self.w.on_map))],
        )
    }

    /// Members, each with the way to its page, where it has one.
    fn named(&self, members: &[EventRef]) -> Result<Html, Problem> {
        let path_of = |member: Uuid| Some(self.ground.book.as_ref()?.get(member)?.path.clone());
        let one = |member: &EventRef| match path_of(member.id) {
            Some(path) => Html::fill(
                "<a href=\"{{href}}\">{{name}}</a>",
                &[("href", Html::text(&self.asked().link(&path))), ("name", Html::text(&member.name))],
            ),
            None => Ok(Html::text(&member.name)),
        };
        let mut pieces = Vec::new();
        for member in members {
            if !pieces.is_empty() {
                pieces.push(Html::text(", "));
            }
            pieces.push(one(member)?);
        }
        Ok(pieces.into_iter().collect())
    }

    fn programme(&self, agenda: &[AgendaItem]) -> Result<Html, Problem> {
        let item = |item: &AgendaItem| {
            let at = match item.at.as_str() {
                "" => Html::default(),
                at => Html::fill("<b>{{at}}</b> ", &[("at", Html::text(at))])?,
            };
            Html::fill("<li>{{at}}{{title}}</li>", &[("at", at), ("title", Html::text(&item.title))])
        };
        self.list(self.w.programme, agenda.iter().map(item).collect::<Result<Html, Problem>>()?)
    }

    fn speakers(&self, speakers: &[Speaker]) -> Result<Html, Problem> {
        let item = |one: &Speaker| {
            let told = [one.name.as_str(), one.role.as_str()].into_iter().filter(|text| !text.is_empty());
            Html::fill("<li>{{told}}</li>", &[("told", Html::text(&told.collect::<Vec<_>>().join(", ")))])
        };
        self.list(self.w.speakers, speakers.iter().map(item).collect::<Result<Html, Problem>>()?)
    }

    fn list(&self, title: &str, items: Html) -> Result<Html, Problem> {
        if items.is_empty() {
            return Ok(items);
        }
        let list = Html::fill(
            "<div class=\"told\"{{lang}}><ul>{{items}}</ul></div>",
            &[("lang", french(self.asked().language)?), ("items", items)],
        )?;
        part(title, list)
    }

    fn minutes(&self) -> Result<Html, Problem> {
        let Some(minutes) = &self.event.minutes else { return Ok(Html::default()) };
        let told = Html::fill(
            "<div class=\"told\"{{lang}}>{{text}}</div>",
            &[("lang", french(self.asked().language)?), ("text", written(minutes, 2)?)],
        )?;
        part(self.w.minutes, told)
    }

    fn photos(&self, photos: &[PublicFile]) -> Result<Html, Problem> {
        let photo = |photo: &PublicFile| {
            Html::fill(
                "<li><figure><img src=\"{{url}}\" alt=\"{{alt}}\" loading=\"lazy\"></figure></li>",
                &[("url", Html::text(&photo.url)), ("alt", Html::text(&photo.label))],
            )
        };
        let photos = photos.iter().map(photo).collect::<Result<Html, Problem>>()?;
        match photos.is_empty() {
            true => Ok(photos),
            false => part(self.w.photos, Html::fill("<ul class=\"pictures\">{{photos}}</ul>", &[("photos", photos)])?),
        }
    }

    fn attachments(&self, files: &[PublicFile]) -> Result<Html, Problem> {
        let file = |file: &PublicFile| {
            Html::fill(
                "<li><a href=\"{{url}}\" download>{{label}}</a></li>",
                &[("url", Html::text(&file.url)), ("label", Html::text(&file.label))],
            )
        };
        let files = files.iter().map(file).collect::<Result<Html, Problem>>()?;
        match files.is_empty() {
            true => Ok(files),
            false => part(self.w.attachments, Html::fill("<ul class=\"ways\">{{files}}</ul>", &[("files", files)])?),
        }
    }
}
