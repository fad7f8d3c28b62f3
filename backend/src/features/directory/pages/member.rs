//! The page of a member: nothing but what it shows.

use chrono::NaiveDate;
use kernel::{
    phone::Phone,
    problem::{Language, Problem},
    trade::{FieldKind, MemberKind},
};
use platform::html::Html;
use serde_json::{Map, Value, json};

use super::{
    super::Listed,
    frame::{Page, framed},
    list::excerpt,
    look::Look,
    question::{Place, Question},
    words::{self, Words},
};
use crate::features::members::{Definition, PublicMember};

const MEMBER: &str = include_str!("html/member.html");
/// One stitch is one organisation: it stands for a logo that is not there.
const STITCH: &str = "<svg class=\"logo\" viewBox=\"-1 -1 22 24\" width=\"{{size}}\" height=\"{{size}}\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M10 22C4.5 19 .4 10 .8 1 6.2 4.5 10 13 10 22ZM10 22C15.5 19 19.6 10 19.2 1 13.8 4.5 10 13 10 22Z\"/></svg>";

/// The page, for a question that was asked at its path.
pub fn page(look: &Look, one: &Listed, asked: &Question) -> Result<Html, Problem> {
    let w = words::words(asked.language);
    let member = &one.member;
    let description = match &member.description {
        Some(text) => Html::fill("<p class=\"said\">{{text}}</p>", &[("text", Html::text(text))])?,
        None => Html::default(),
    };
    let updated = words::day(one.updated_at, look.settings.time_zone, asked.language);
    let main = Html::fill(
        MEMBER,
        &[
            ("directory", Html::text(w.directory)),
            ("back", Html::text(&asked.link("/annuaire"))),
            ("logo", picture_of_logo(one)?),
            ("sub", Html::text(&sub(one, asked.language))),
            ("name", Html::text(&member.name)),
            ("description", description),
            ("topics", topics(one, Some(asked))?),
            ("facts", facts(look, member, asked.language, w)?),
            ("pictures", pictures(member, w)?),
            ("updated", Html::text(&format!("{} {updated}.", w.updated))),
            ("report", Html::text(&asked.link(&format!("{}/signaler", one.path)))),
            ("report_words", Html::text(w.report)),
        ],
    )?;
    let told = member.description.as_deref().map(excerpt).filter(|text| !text.is_empty());
    let title = look.titled(&member.name);
    let picture = member.pictures.first().or(member.logo.as_ref()).map(|picture| picture.url.clone());
    let page = Page {
        title,
        description: told.unwrap_or_else(|| sub(one, asked.language)),
        indexed: true,
        picture,
        data: Some(data(look, one)),
        main,
    };
    framed(look, asked, page)
}

/// What it is and where.
pub fn sub(one: &Listed, language: Language) -> String {
    let kind = words::kind(one.member.kind, one.member.size, language);
    match &one.member.commune {
        Some(commune) => format!("{kind} · {}", commune.name),
        None => kind.to_owned(),
    }
}

pub fn logo(one: &Listed, size: u32) -> Result<Html, Problem> {
    let size = Html::text(&size.to_string());
    match &one.member.logo {
        // The name stands beside it.
        Some(logo) => Html::fill(
            "<img class=\"logo\" src=\"{{url}}\" alt=\"\" width=\"{{size}}\" height=\"{{size}}\" loading=\"lazy\" decoding=\"async\">",
            &[("url", Html::text(&logo.url)), ("size", size)],
        ),
        None => Html::fill(STITCH, &[("size", size)]),
    }
}

fn picture_of_logo(one: &Listed) -> Result<Html, Problem> {
    match &one.member.logo {
        Some(logo) => Html::fill(
            "<img class=\"logo\" src=\"{{url}}\" alt=\"{{alt}}\" width=\"96\" height=\"96\">",
            &[("url", Html::text(&logo.url)), ("alt", Html::text(&logo.alt))],
        ),
        None => logo(one, 96),
    }
}

/// As tags; with the way to others of the same topic where a question says for whom.
pub fn topics(one: &Listed, linked: Option<&Question>) -> Result<Html, Problem> {
    if one.member.topics.is_empty() {
        return Ok(Html::default());
    }
    let mut tags = Vec::new();
    for topic in &one.member.topics {
        let name = Html::text(&topic.name);
        tags.push(match linked {
            Some(asked) => Html::fill(
                "<li><a class=\"tag\" href=\"{{href}}\">{{name}}</a></li>",
                &[
                    ("href", Html::text(&asked.only(Place::List, "topic", &topic.id.to_string()).address())),
                    ("name", name),
                ],
            )?,
            None => Html::fill("<li class=\"tag\">{{name}}</li>", &[("name", name)])?,
        });
    }
    Html::fill("<ul class=\"tags\">{{tags}}</ul>", &[("tags", tags.into_iter().collect())])
}

/// The number as one dials it.
pub fn national(raw: &str) -> String {
    Phone::parse(raw).map_or_else(|_| raw.to_owned(), |read| read.phone.national())
}

fn facts(look: &Look, member: &PublicMember, language: Language, w: &Words) -> Result<Html, Problem> {
    let link = |href: String, label: &str| {
        let fields = [("href", Html::text(&href)), ("label", Html::text(label))];
        Html::fill("<a href=\"{{href}}\">{{label}}</a>", &fields)
    };
    let text = |value: &Option<String>| value.as_deref().map(Html::text);
    let mut facts: Vec<(&str, Html)> = Vec::new();
    let mut put = |label, value: Option<Html>| facts.extend(value.map(|value| (label, value)));
    put(w.legal_name, text(&member.legal_name));
    put(w.address, place(member));
    if let Some(phone) = &member.phone {
        put(w.phone, Some(link(format!("tel:{phone}"), &national(phone))?));
    }
    if let Some(email) = &member.email {
        put(w.email, Some(link(format!("mailto:{email}"), email)?));
    }
    if let Some(website) = &member.website {
        let bare = ["https://", "http://"].into_iter().find_map(|scheme| website.strip_prefix(scheme));
        put(
            w.website,
            Some(match bare {
                Some(bare) => Html::fill(
                    "<a rel=\"nofollow noopener\" href=\"{{href}}\">{{label}}</a>",
                    &[("href", Html::text(website)), ("label", Html::text(bare.trim_end_matches('/')))],
                )?,
                None => Html::text(website),
            }),
        );
    }
    for field in &look.fields.0 {
        if let Some(value) = member.custom.get(&field.key) {
            put(field.name.as_str(), Some(Html::text(&own(field, &serde_json::to_value(value)?, language, w))));
        }
    }
    for (label, value) in
        [("SIREN", &member.siren), ("SIRET", &member.siret), ("RNA", &member.rna), ("AMALIA", &member.amalia)]
    {
        put(label, text(value));
    }
    if facts.is_empty() {
        return Ok(Html::default());
    }
    let line = |(label, value): (&str, Html)| {
        Html::fill("<dt>{{label}}</dt><dd>{{value}}</dd>", &[("label", Html::text(label)), ("value", value)])
    };
    let lines: Html = facts.into_iter().map(line).collect::<Result<_, Problem>>()?;
    Html::fill("<h2>{{title}}</h2><dl>{{lines}}</dl>", &[("title", Html::text(w.facts)), ("lines", lines)])
}

/// What an envelope says of where it is. The commune alone stands in the head of the page.
fn place(member: &PublicMember) -> Option<Html> {
    let street = member.street.as_deref()?;
    let commune = member.commune.as_ref().map(|commune| commune.name.as_str());
    let town = [member.postal_code.as_deref(), commune].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [street, town.as_str()].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    Some(Html::text(&lines))
}

/// A value of a field that the club has made, as one says it.
fn own(field: &Definition, value: &Value, language: Language, w: &Words) -> String {
    match value {
        Value::Bool(true) => w.yes.to_owned(),
        Value::Bool(false) => w.no.to_owned(),
        Value::Number(number) if language == Language::Fr => number.to_string().replace('.', ","),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match field.kind {
            FieldKind::Choice => field.choice(text).map_or_else(|| text.clone(), |choice| choice.name.clone()),
            FieldKind::Date => {
                text.parse::<NaiveDate>().map_or_else(|_| text.clone(), |day| words::date(day, language))
            }
            _ => text.clone(),
        },
        _ => String::new(),
    }
}

fn pictures(member: &PublicMember, w: &Words) -> Result<Html, Problem> {
    if member.pictures.is_empty() {
        return Ok(Html::default());
    }
    let side = |side: Option<i64>, name: &'static str| match side {
        Some(pixels) => Html::fill(name, &[("n", Html::text(&pixels.to_string()))]),
        None => Ok(Html::default()),
    };
    let mut pieces = Vec::new();
    for picture in &member.pictures {
        pieces.push(Html::fill(
            "<li><img src=\"{{url}}\" alt=\"{{alt}}\"{{width}}{{height}} loading=\"lazy\" decoding=\"async\"></li>",
            &[
                ("url", Html::text(&picture.url)),
                ("alt", Html::text(&picture.alt)),
                ("width", side(picture.width, " width=\"{{n}}\"")?),
                ("height", side(picture.height, " height=\"{{n}}\"")?),
            ],
        )?);
    }
    Html::fill(
        "<h2>{{title}}</h2><ul class=\"pictures\">{{pictures}}</ul>",
        &[("title", Html::text(w.pictures)), ("pictures", pieces.into_iter().collect())],
    )
}

/// The same for machines (schema.org): what is not shown has no word in it.
fn data(look: &Look, one: &Listed) -> Value {
    let member = &one.member;
    let at = |path: &str| format!("{}{path}", look.base);
    let kind = if member.kind == MemberKind::Commune { "GovernmentOrganization" } else { "Organization" };
    let commune = member.commune.as_ref().map(|commune| &commune.name);
    let place = object([
        ("@type", Some(json!("PostalAddress"))),
        ("streetAddress", member.street.as_ref().map(|text| json!(text))),
        ("postalCode", member.postal_code.as_ref().map(|text| json!(text))),
        ("addressLocality", commune.map(|text| json!(text))),
    ]);
    let numbers =
        [("SIREN", &member.siren), ("SIRET", &member.siret), ("RNA", &member.rna), ("AMALIA", &member.amalia)];
    let numbers: Vec<Value> = numbers
        .into_iter()
        .filter_map(|(name, value)| Some(json!({"@type": "PropertyValue", "name": name, "value": value.as_ref()?})))
        .collect();
    let pictures: Vec<String> = member.pictures.iter().map(|picture| at(&picture.url)).collect();
    let about: Vec<Value> = member.topics.iter().map(|topic| json!(topic.name)).collect();
    object([
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!(kind))),
        ("@id", Some(json!(at(&one.path)))),
        ("name", Some(json!(member.name))),
        ("legalName", member.legal_name.as_ref().map(|text| json!(text))),
        ("description", member.description.as_ref().map(|text| json!(text))),
        ("url", Some(json!(at(&one.path)))),
        ("sameAs", member.website.as_ref().map(|text| json!(text))),
        ("email", member.email.as_ref().map(|text| json!(text))),
        ("telephone", member.phone.as_ref().map(|text| json!(text))),
        ("address", commune.is_some().then_some(place)),
        ("identifier", (!numbers.is_empty()).then(|| json!(numbers))),
        ("knowsAbout", (!about.is_empty()).then(|| json!(about))),
        ("logo", member.logo.as_ref().map(|logo| json!(at(&logo.url)))),
        ("image", (!pictures.is_empty()).then(|| json!(pictures))),
    ])
}

fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let told = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(told.collect::<Map<String, Value>>())
}
