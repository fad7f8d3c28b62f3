//! The form by which anyone registers. It works without any script: what is wrong in it comes back with the page.

use std::collections::{BTreeMap, HashMap};

use kernel::{problem::Problem, trade::RegistrationState};
use platform::{Asker, House, html::Html, web::faults::checked};

use super::{
    super::{
        filled::Filled,
        frame::{Page, framed},
        http::Ground,
        sheets::french,
        words as site,
    },
    words::{self, Words},
};
use crate::features::{
    club::NOTICE,
    events::{Attendee, EVENTS, PublicEvent, PublicRegisterForm, Question, QuestionKind, register_from_page},
};

const REGISTER: &str = include_str!("../html/register.html");

/// The name of the field for a question.
fn answer(key: &str) -> String {
    format!("answer_{key}")
}

/// Takes what was sent as the API takes it.
pub async fn take(
    house: &House,
    by: &Asker,
    network: &str,
    event: &PublicEvent,
    given: &HashMap<String, String>,
) -> Result<RegistrationState, Problem> {
    let field = |name: &str| given.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if field("fax").is_some() {
        // A robot is told the same, and nothing comes of it.
        return Ok(RegistrationState::Registered);
    }
    let answers: BTreeMap<String, String> = event
        .questions
        .iter()
        .filter_map(|question| Some((question.key.clone(), field(&answer(&question.key))?)))
        .collect();
    let person = Attendee {
        given_name: field("given_name").unwrap_or_default(),
        family_name: field("family_name").unwrap_or_default(),
        email: field("email"),
        answers,
    };
    let form = PublicRegisterForm { person, organisation: field("organisation").unwrap_or_default() };
    Ok(register_from_page(house, by, network, event.id, checked(form, "/")?).await?.state)
}

/// The form, and above the page what is wrong with what was sent.
pub struct Form {
    pub faults: Html,
    pub form: Html,
}

fn field_of(pointer: &str) -> String {
    let field = pointer.trim_start_matches("/person/").trim_start_matches('/');
    match field.strip_prefix("answers/") {
        Some(key) => answer(key),
        None => field.to_owned(),
    }
}

fn anchor(field: &str) -> &str {
    field
}

pub fn form(
    ground: &Ground,
    event: &PublicEvent,
    given: &HashMap<String, String>,
    problem: Option<&Problem>,
) -> Result<Form, Problem> {
    let asked = &ground.asked;
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let filled = Filled { given, problem, language: asked.language, field_of };
    let faults = filled.faults(all.faults, anchor)?;
    if !event.open {
        return Ok(Form { faults, form: Html::default() });
    }
    let questions =
        event.questions.iter().map(|question| asks(question, &filled, w)).collect::<Result<Html, Problem>>()?;
    let questions = match questions.is_empty() {
        true => questions,
        false => Html::fill(
            "<div class=\"asks\"{{lang}}>{{questions}}</div>",
            &[("lang", french(asked.language)?), ("questions", questions)],
        )?,
    };
    let waits = event.seats_left == Some(0);
    let form = Html::fill(
        REGISTER,
        &[
            ("action", Html::text(&asked.address())),
            ("title", Html::text(w.register)),
            ("lead", Html::text(if waits { w.register_waiting } else { w.register_lead })),
            ("given_name", Html::text(w.given_name)),
            ("given_name_value", filled.value("given_name")),
            ("given_name_bad", filled.bad_alone("given_name")?),
            ("given_name_fault", filled.told("given_name")?),
            ("family_name", Html::text(w.family_name)),
            ("family_name_value", filled.value("family_name")),
            ("family_name_bad", filled.bad_alone("family_name")?),
            ("family_name_fault", filled.told("family_name")?),
            ("email", Html::text(w.email)),
            ("email_hint", Html::text(w.email_hint)),
            ("email_value", filled.value("email")),
            ("email_bad", filled.bad("email")?),
            ("email_fault", filled.told("email")?),
            ("email_told", filled.described("email")),
            ("organisation", Html::text(w.organisation)),
            ("organisation_value", filled.value("organisation")),
            ("organisation_bad", filled.bad_alone("organisation")?),
            ("organisation_fault", filled.told("organisation")?),
            ("questions", questions),
            ("privacy", Html::text(w.privacy)),
            ("notice_href", Html::text(&asked.link(NOTICE))),
            ("notice", Html::text(all.report_notice)),
            ("send", Html::text(w.send)),
        ],
    )?;
    Ok(Form { faults, form })
}

/// A question of the event, as a field.
fn asks(question: &Question, filled: &Filled<'_>, w: &Words) -> Result<Html, Problem> {
    let name = answer(&question.key);
    let all = site::words(filled.language);
    let label = match question.required {
        true => question.label.clone(),
        false => format!("{} {}", question.label, w.optional),
    };
    let choices: Vec<(&str, &str)> = match question.kind {
        QuestionKind::Text => Vec::new(),
        QuestionKind::YesNo => vec![("yes", all.yes), ("no", all.no)],
        QuestionKind::Choice => question.choices.iter().map(|choice| (choice.as_str(), choice.as_str())).collect(),
    };
    let required = if question.required { Html::fill(" required", &[])? } else { Html::default() };
    let mut fields = vec![
        ("name", Html::text(&name)),
        ("label", Html::text(&label)),
        ("fault", filled.told(&name)?),
        ("bad", filled.bad_alone(&name)?),
        ("required", required),
        ("value", filled.value(&name)),
    ];
    if question.kind == QuestionKind::Text {
        return Html::fill(
            "<div><label for=\"{{name}}\">{{label}}</label>{{fault}}<textarea id=\"{{name}}\" name=\"{{name}}\" rows=\"2\" maxlength=\"1000\"{{required}}{{bad}}>{{value}}</textarea></div>",
            &fields,
        );
    }
    let option = |(value, label): (&str, &str)| {
        let selected = match filled.given(&name) == value {
            true => Html::fill(" selected", &[])?,
            false => Html::default(),
        };
        Html::fill(
            "<option value=\"{{value}}\"{{selected}}>{{label}}</option>",
            &[("value", Html::text(value)), ("selected", selected), ("label", Html::text(label))],
        )
    };
    let options = std::iter::once(("", w.choose)).chain(choices).map(option).collect::<Result<Html, Problem>>()?;
    fields.push(("options", options));
    Html::fill(
        "<div><label for=\"{{name}}\">{{label}}</label>{{fault}}<select id=\"{{name}}\" name=\"{{name}}\"{{required}}{{bad}}>{{options}}</select></div>",
        &fields,
    )
}

/// What became of it: all else goes by mail.
pub fn thanks(ground: &Ground, event: &PublicEvent, state: RegistrationState) -> Result<Html, Problem> {
    let (asked, look) = (&ground.asked, &ground.look);
    let w = words::words(asked.language);
    let (title, text) = match state {
        RegistrationState::Waiting => (w.waiting, w.waiting_told),
        _ => (w.registered, w.registered_told),
    };
    let main = Html::fill(
        "<div class=\"empty\"><h1>{{title}}</h1><p{{lang}}><strong>{{event}}</strong></p><p>{{text}}</p><a class=\"button\" href=\"{{href}}\">{{label}}</a></div>",
        &[
            ("title", Html::text(title)),
            ("lang", french(asked.language)?),
            ("event", Html::text(&event.title)),
            ("text", Html::text(text)),
            ("href", Html::text(&asked.link(&format!("{EVENTS}/{}", event.id)))),
            ("label", Html::text(w.back)),
        ],
    )?;
    let page = Page {
        title: look.titled(&format!("{title} · {}", event.title)),
        description: title.to_owned(),
        indexed: false,
        picture: None,
        data: None,
        main,
    };
    framed(look, asked, page)
}
