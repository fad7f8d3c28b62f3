//! What an address asks for, and the addresses of questions near it. Whatever is no part of one is passed over: others
//! add parameters of their own to addresses, and an old link must still lead somewhere.

use std::fmt::Write;

use actix_web::{HttpMessage, HttpRequest, web};
use chrono::{Datelike, NaiveDate};
use kernel::{
    problem::Language,
    trade::{EventKind, MemberKind},
};
use platform::Asker;
use uuid::Uuid;

use super::super::Wanted;
use crate::features::{
    events::EVENTS,
    practice_sheets::{SHEETS, SheetPublic},
};

/// Where it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    List,
    Map,
    EmbeddedList,
    EmbeddedMap,
    /// The catalogue of practice sheets.
    Sheets,
    /// The agenda.
    Events,
    /// The same, by the days of a month.
    Month,
    EmbeddedEvents,
}

impl Place {
    pub fn path(self) -> &'static str {
        match self {
            Place::List | Place::Map => "/annuaire",
            Place::EmbeddedList => "/integration/annuaire",
            Place::EmbeddedMap => "/integration/carte",
            Place::Sheets => SHEETS,
            Place::Events | Place::Month => EVENTS,
            Place::EmbeddedEvents => "/integration/rendez-vous",
        }
    }

    pub fn is_embedded(self) -> bool {
        matches!(self, Place::EmbeddedList | Place::EmbeddedMap | Place::EmbeddedEvents)
    }

    /// Whether members stand there: where there is no directory, there is no such place.
    pub fn is_of_directory(self) -> bool {
        matches!(self, Place::List | Place::Map | Place::EmbeddedList | Place::EmbeddedMap)
    }

    pub fn is_of_events(self) -> bool {
        matches!(self, Place::Events | Place::Month | Place::EmbeddedEvents)
    }

    /// How an address says that it is another view of the same.
    pub fn view(self) -> Option<&'static str> {
        match self {
            Place::Map => Some("map"),
            Place::Month => Some("month"),
            _ => None,
        }
    }

    pub fn has_map(self) -> bool {
        matches!(self, Place::Map | Place::EmbeddedMap)
    }
}

/// More than anybody chooses by hand.
const MOST_VALUES: usize = 50;
const LONGEST: usize = 200;

/// How a value of a parameter is read; none for what it can't be.
type Reader = fn(&str) -> Option<String>;

/// What members, sheets and events are chosen by.
const OF_MEMBERS: [(&str, Reader); 3] = [("kind", kind), ("commune", anything), ("topic", id)];
const OF_SHEETS: [(&str, Reader); 7] = [
    ("kind", kind_of_sheet),
    ("topic", id),
    ("keyword", id),
    ("axis", axis),
    ("public", public),
    ("commune", anything),
    ("year", year),
];
const OF_EVENTS: [(&str, Reader); 3] = [("kind", kind_of_event), ("topic", id), ("when", past)];
const OF_MONTH: [(&str, Reader); 3] = [("kind", kind_of_event), ("topic", id), ("month", month)];

fn kind(value: &str) -> Option<String> {
    value.parse::<MemberKind>().ok().map(|kind| kind.as_str().to_owned())
}

fn anything(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn id(value: &str) -> Option<String> {
    Uuid::try_parse(value).ok().map(|id| id.to_string())
}

fn kind_of_sheet(value: &str) -> Option<String> {
    matches!(value, "good_practice" | "advice").then(|| value.to_owned())
}

fn kind_of_event(value: &str) -> Option<String> {
    value.parse::<EventKind>().ok().map(|kind| kind.as_str().to_owned())
}

fn past(value: &str) -> Option<String> {
    (value == "past").then(|| value.to_owned())
}

fn month(value: &str) -> Option<String> {
    first_of(value).map(|day| day.format("%Y-%m").to_string())
}

/// The first day of a month that is written `2026-12`.
pub fn first_of(month: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

fn axis(value: &str) -> Option<String> {
    value.parse::<u32>().ok().filter(|axis| (1..=10).contains(axis)).map(|axis| axis.to_string())
}

fn public(value: &str) -> Option<String> {
    SheetPublic::named(value).map(|public| public.as_str().to_owned())
}

fn year(value: &str) -> Option<String> {
    value.parse::<u32>().ok().filter(|year| (1900..=2200).contains(year)).map(|year| year.to_string())
}

/// A question in its one way of being written: two that ask the same are equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub place: Place,
    /// Of the place; of another page of the site where nothing is asked.
    path: String,
    /// `q`, then what the place is chosen by, each value once.
    asked: Vec<(&'static str, String)>,
    /// From 1.
    pub page: usize,
    /// The facet that is shown open, with all its choices.
    pub open: Option<&'static str>,
    /// The reader's.
    pub language: Language,
    /// Whether the address names the language; those of the page then do too.
    named: bool,
}

impl Question {
    /// What this request asks for, at a place.
    pub fn read(req: &HttpRequest, place: Place) -> Question {
        let by = req.extensions().get::<Asker>().map(|by| by.language).unwrap_or_default();
        Question::of(req.query_string(), place, by)
    }

    fn of(query: &str, place: Place, preferred: Language) -> Question {
        let pairs =
            web::Query::<Vec<(String, String)>>::from_query(query).map(web::Query::into_inner).unwrap_or_default();
        let values = |name: &'static str| {
            let given = pairs.iter().filter(move |(known, _)| known == name);
            given.map(|(_, value)| value.trim()).filter(|value| !value.is_empty() && value.len() <= LONGEST)
        };
        let place = match (place, values("view").next()) {
            (Place::List, Some("map")) => Place::Map,
            (Place::Events, Some("month")) => Place::Month,
            (place, _) => place,
        };
        let parameters: &[(&'static str, Reader)] = match place {
            Place::Sheets => &OF_SHEETS,
            Place::Events | Place::EmbeddedEvents => &OF_EVENTS,
            Place::Month => &OF_MONTH,
            Place::List | Place::Map | Place::EmbeddedList | Place::EmbeddedMap => &OF_MEMBERS,
        };
        let most = if place.is_of_directory() { MOST_VALUES } else { 1 };
        // A list may also come in one value, as the API takes it.
        let several = |name: &'static str, read: Reader| {
            let each = values(name).flat_map(|value| value.split(',')).filter_map(|value| read(value.trim()));
            let mut each: Vec<String> = each.take(most).collect();
            each.sort();
            each.dedup();
            each.into_iter().map(move |value| (name, value))
        };
        let mut asked: Vec<(&'static str, String)> = Vec::new();
        asked.extend(values("q").next().map(|words| ("q", words.split_whitespace().collect::<Vec<_>>().join(" "))));
        for (name, read) in parameters {
            asked.extend(several(*name, *read));
        }
        let named = match values("lang").next() {
            Some("fr") => Some(Language::Fr),
            Some("en") => Some(Language::En),
            _ => None,
        };
        Question {
            place,
            path: place.path().to_owned(),
            asked,
            page: values("page").next().and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1),
            open: values("open")
                .next()
                .and_then(|name| parameters.iter().map(|(facet, _)| *facet).find(|facet| *facet == name)),
            language: named.unwrap_or(preferred),
            named: named.is_some(),
        }
    }

    pub fn wanted(&self) -> Wanted {
        let all =
            |name: &'static str| self.asked.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value);
        Wanted {
            q: all("q").next().cloned(),
            kind: all("kind").filter_map(|value| value.parse().ok()).collect(),
            commune: all("commune").cloned().collect(),
            topic: all("topic").filter_map(|value| Uuid::try_parse(value).ok()).collect(),
        }
    }

    /// Each thing that is asked for, by its parameter.
    pub fn asked(&self) -> &[(&'static str, String)] {
        &self.asked
    }

    pub fn words(&self) -> &str {
        self.asked.iter().find(|(name, _)| *name == "q").map(|(_, words)| words.as_str()).unwrap_or_default()
    }

    pub fn is_everything(&self) -> bool {
        self.asked.is_empty()
    }

    /// The parameters of the question as the API takes them: each once, several values with commas.
    pub fn parameters(&self) -> String {
        let mut joined: Vec<(&str, String)> = Vec::new();
        for (name, value) in &self.asked {
            if let Some((_, values)) = joined.last_mut().filter(|(known, _)| known == name) {
                values.push(',');
                values.push_str(value);
            } else {
                joined.push((*name, value.clone()));
            }
        }
        written(joined.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The address that asks this.
    pub fn address(&self) -> String {
        let page = self.page.to_string();
        let asked = self.asked.iter().map(|(name, value)| (*name, value.as_str()));
        let view = self.place.view().map(|view| ("view", view));
        let turned = (self.page > 1).then_some(("page", page.as_str()));
        let open = self.open.map(|facet| ("open", facet));
        let named = self.named.then_some(("lang", self.language.code()));
        self.path.clone() + &written(asked.chain(view).chain(turned).chain(open).chain(named))
    }

    /// Where the page is for whoever reads this language: without a word of it in French, which is the source.
    pub fn address_in(&self, language: Language) -> String {
        Question { language, named: language == Language::En, open: None, ..self.clone() }.address()
    }

    /// The same page in the other language, whatever the browser prefers.
    pub fn turned_over(&self) -> String {
        let language = if self.language == Language::Fr { Language::En } else { Language::Fr };
        Question { language, named: true, ..self.clone() }.address()
    }

    /// The page of one of those that are found here.
    pub fn of_one(&self, path: &str) -> Question {
        Question { path: path.to_owned(), asked: Vec::new(), page: 1, open: None, ..self.clone() }
    }

    /// Another page of the site, for the same reader.
    pub fn here(&self, path: &str) -> Question {
        Question { path: path.to_owned(), place: Place::List, asked: Vec::new(), page: 1, open: None, ..self.clone() }
    }

    /// The address of another page of the site, for the same reader.
    pub fn link(&self, path: &str) -> String {
        self.here(path).address()
    }

    /// The address of a page of the other entry, which knows of the reader's language only what it is told.
    pub fn screen(&self, path: &str) -> String {
        self.here(path).address_in(self.language)
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn names_language(&self) -> bool {
        self.named
    }

    pub fn at(&self, place: Place) -> Question {
        Question { place, path: place.path().to_owned(), page: 1, open: None, ..self.clone() }
    }

    pub fn on_page(&self, page: usize) -> Question {
        Question { page, open: None, ..self.clone() }
    }

    /// With all choices of a facet.
    pub fn opening(&self, facet: &'static str) -> Question {
        Question { open: Some(facet), ..self.on_page(1) }
    }

    pub fn without(&self, name: &str, value: &str) -> Question {
        let mut other = self.on_page(1);
        other.asked.retain(|(known, held)| !(*known == name && held == value));
        other
    }

    /// With this in the place of what else the parameter asks for; none asks for nothing of it.
    pub fn with(&self, name: &'static str, value: Option<String>) -> Question {
        let mut other = self.on_page(1);
        other.asked.retain(|(known, _)| *known != name);
        other.asked.extend(value.map(|value| (name, value)));
        other
    }

    /// Nothing but this.
    pub fn only(&self, place: Place, name: &'static str, value: &str) -> Question {
        Question { asked: vec![(name, value.to_owned())], ..self.at(place) }
    }

    pub fn everything(&self) -> Question {
        Question { asked: Vec::new(), page: 1, open: None, ..self.clone() }
    }
}

fn written<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => query.push(char::from(byte)),
                b' ' => query.push('+'),
                byte => {
                    // Writing into a text can't fail.
                    let _ = write!(query, "%{byte:02X}");
                }
            }
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Question {
        Question::of(query, Place::List, Language::Fr)
    }

    #[test]
    fn two_ways_of_asking_the_same_are_one_question() {
        let one =
            asked("topic=&kind=company&utm_source=x&kind=association&q=++St+Pierre+&commune=67462%2C67003&page=1");
        let other = asked("commune=67003&commune=67462&kind=association,company&kind=robot&q=St%20%20Pierre&page=0");
        assert_eq!(one, other);
        assert_eq!(one.address(), "/annuaire?q=St+Pierre&kind=association&kind=company&commune=67003&commune=67462");
        assert_eq!(asked(one.address().trim_start_matches("/annuaire?")), one);
        let wanted = one.wanted();
        assert_eq!((wanted.q.as_deref(), wanted.kind.len(), wanted.commune.len()), (Some("St Pierre"), 2, 2));
    }

    #[test]
    fn addresses_near_a_question_differ_in_one_thing() {
        let here = asked("q=caf%C3%A9+%26+co&kind=company&view=map&page=3&lang=en");
        assert_eq!((here.place, here.page, here.language), (Place::Map, 3, Language::En));
        assert_eq!(here.address(), "/annuaire?q=caf%C3%A9+%26+co&kind=company&view=map&page=3&lang=en");
        assert_eq!(here.without("kind", "company").address(), "/annuaire?q=caf%C3%A9+%26+co&view=map&lang=en");
        assert_eq!(here.at(Place::List).address(), "/annuaire?q=caf%C3%A9+%26+co&kind=company&lang=en");
        assert_eq!(here.address_in(Language::Fr), "/annuaire?q=caf%C3%A9+%26+co&kind=company&view=map&page=3");
        assert_eq!(here.turned_over(), "/annuaire?q=caf%C3%A9+%26+co&kind=company&view=map&page=3&lang=fr");
        let open = here.opening("commune");
        assert_eq!(open.address(), "/annuaire?q=caf%C3%A9+%26+co&kind=company&view=map&open=commune&lang=en");
        assert_eq!(asked(open.address().trim_start_matches("/annuaire?")), open);
        // It goes no further than its own page, and search engines know the same without it.
        assert_eq!(open.address_in(Language::En), here.on_page(1).address());
        assert_eq!(open.without("kind", "company"), here.without("kind", "company"));
        assert_eq!(here.everything().on_page(2).address(), "/annuaire?view=map&page=2&lang=en");
        assert_eq!(here.link("/integration"), "/integration?lang=en");
        assert_eq!(asked("").link("/integration"), "/integration");
        assert_eq!(here.screen("/adherer"), "/adherer?lang=en");
        assert_eq!(Question::of("", Place::List, Language::En).screen("/adherer"), "/adherer?lang=en");
        assert_eq!(asked("lang=fr").screen("/adherer"), "/adherer");
        assert_eq!(here.parameters(), "?q=caf%C3%A9+%26+co&kind=company");
        assert_eq!(
            asked("kind=company&commune=67462&kind=association").parameters(),
            "?kind=association%2Ccompany&commune=67462"
        );
    }

    #[test]
    fn sheets_are_chosen_by_one_value_of_a_kind() {
        let sheets = |query: &str| Question::of(query, Place::Sheets, Language::Fr);
        let here = sheets("q=fete+sans+jetable&year=2026&axis=7,3&public=schools&kind=advice&view=map&topic=x&page=2");
        assert_eq!(here.address(), "/fiches?q=fete+sans+jetable&kind=advice&axis=7&public=schools&year=2026&page=2");
        assert_eq!(here.only(Place::Sheets, "axis", "3").address(), "/fiches?axis=3");
        assert_eq!(
            (here.of_one("/fiches/x").address(), here.of_one("/fiches/x").place),
            ("/fiches/x".into(), Place::Sheets)
        );
        for nonsense in ["kind=company", "axis=11", "public=robots", "year=1", "commune="] {
            assert_eq!(sheets(nonsense), sheets(""), "{nonsense}");
        }
    }

    #[test]
    fn events_are_chosen_from_a_list_or_a_month() {
        let events = |query: &str| Question::of(query, Place::Events, Language::Fr);
        let here = events("q=compost&kind=visit&when=past&month=2026-12&page=2");
        assert_eq!(here.address(), "/rendez-vous?q=compost&kind=visit&when=past&page=2");
        let month = events("view=month&month=2026-12&when=past&kind=visit");
        assert_eq!(month.address(), "/rendez-vous?kind=visit&month=2026-12&view=month");
        assert_eq!(month.with("month", None).at(Place::Events).address(), "/rendez-vous?kind=visit");
        assert_eq!(
            month.with("month", Some("2027-01".into())).address(),
            "/rendez-vous?kind=visit&month=2027-01&view=month"
        );
        for nonsense in ["kind=company", "when=future", "view=map", "topic=x"] {
            assert_eq!(events(nonsense), events(""), "{nonsense}");
        }
        assert_eq!(events("view=month&month=2026-13"), events("view=month&month=99999-01"));
    }

    #[test]
    fn what_nobody_can_mean_is_passed_over() {
        let long = format!("q={}", "x".repeat(LONGEST + 1));
        for nonsense in ["kind=robot", "topic=x", "page=-1", "lang=de", "view=tree", "open=q", "%FF=%FF", long.as_str()]
        {
            assert_eq!(asked(nonsense), asked(""), "{nonsense}");
        }
    }
}
