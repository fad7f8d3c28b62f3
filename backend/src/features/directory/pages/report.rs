//! The form by which a reader tells an error. It works without any script: what is wrong in it comes back with the form.

use std::collections::HashMap;

use kernel::problem::{Fault, Language, Problem, say};
use platform::{Asker, House, html::Html, web::faults::checked};
use serde_json::json;

use super::{
    super::{
        Listed,
        reports::{self, ReportForm, ReportWhat},
    },
    frame::{Page, framed},
    look::Look,
    question::Question,
    words::{self, Words},
};
use crate::features::club::NOTICE;

const REPORT: &str = include_str!("html/report.html");

/// Takes what was sent as the API takes it.
pub async fn take(
    house: &House,
    by: &Asker,
    network: &str,
    one: &Listed,
    given: &HashMap<String, String>,
) -> Result<(), Problem> {
    let field = |name: &str| given.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let what = field("what").and_then(|word| serde_json::from_value::<ReportWhat>(json!(word)).ok());
    let what = what.ok_or_else(|| {
        Problem::invalid_field(
            "/what",
            "directory.report_what_needed",
            say("Choisissez ce qui n’est pas exact.", "Choose what is not right."),
        )
    })?;
    let form = ReportForm { what, text: field("text").unwrap_or_default(), email: field("email"), fax: field("fax") };
    reports::report(house, by, network, one.member.id, checked(form, "/")?).await
}

/// The form, with what was typed and what is wrong with it where it was sent before.
pub fn form(
    look: &Look,
    one: &Listed,
    asked: &Question,
    given: &HashMap<String, String>,
    problem: Option<&Problem>,
) -> Result<Html, Problem> {
    let w = words::words(asked.language);
    let value = |name: &str| Html::text(given.get(name).map(String::as_str).unwrap_or_default());
    let wrong = problem.map(Problem::errors).unwrap_or_default();
    let fault = |name: &str| wrong.iter().find(|fault| fault.pointer == format!("/{name}"));
    let marked = |name: &str| match fault(name) {
        Some(_) => Html::fill(" aria-invalid=\"true\"", &[]),
        None => Ok(Html::default()),
    };
    // What is wrong stands beside its field, and is told with it (RGAA 11.10).
    let told = |name: &str| match fault(name) {
        Some(fault) => Html::fill(
            "<p class=\"fault\" id=\"{{name}}-fault\">{{detail}}</p>",
            &[("name", Html::text(name)), ("detail", Html::text(fault.detail.in_language(asked.language)))],
        ),
        None => Ok(Html::default()),
    };
    let described = |name: &str| match fault(name) {
        Some(_) => format!("{name}-fault {name}-hint"),
        None => format!("{name}-hint"),
    };
    let mut kinds = Vec::new();
    for (word, label) in w.report_kinds {
        let checked = match given.get("what").is_some_and(|given| given == word) {
            true => Html::fill(" checked", &[])?,
            false => Html::default(),
        };
        kinds.push(Html::fill(
            "<label class=\"pick\"><input id=\"what-{{word}}\" type=\"radio\" name=\"what\" value=\"{{word}}\" required{{checked}}><span>{{label}}</span></label>",
            &[("word", Html::text(word)), ("checked", checked), ("label", Html::text(label))],
        )?);
    }
    let main = Html::fill(
        REPORT,
        &[
            ("directory", Html::text(w.directory)),
            ("back", Html::text(&asked.link(&one.path))),
            ("back_to", Html::text(w.back_to)),
            ("title", Html::text(w.report)),
            ("name", Html::text(&one.member.name)),
            ("lead", Html::text(w.report_lead)),
            ("faults", faults(problem, asked.language, w)?),
            ("action", Html::text(&asked.address())),
            ("what", Html::text(w.report_what)),
            ("what_fault", told("what")?),
            ("kinds", kinds.into_iter().collect()),
            ("text", Html::text(w.report_text)),
            ("text_hint", Html::text(w.report_text_hint)),
            ("text_value", value("text")),
            ("text_bad", marked("text")?),
            ("text_fault", told("text")?),
            ("text_told", Html::text(&described("text"))),
            ("email", Html::text(w.report_email)),
            ("email_hint", Html::text(w.report_email_hint)),
            ("email_value", value("email")),
            ("email_bad", marked("email")?),
            ("email_fault", told("email")?),
            ("email_told", Html::text(&described("email"))),
            ("privacy", Html::text(w.report_privacy)),
            ("notice_href", Html::text(&asked.link(NOTICE))),
            ("notice", Html::text(w.report_notice)),
            ("send", Html::text(w.report_send)),
        ],
    )?;
    // Whoever hears the title first knows that nothing was sent.
    let title = match problem {
        Some(_) => format!("{} · {}", w.faults, w.report),
        None => w.report.to_owned(),
    };
    framed(look, asked, page(&title, one, main))
}

/// What is wrong, each with the way to it.
fn faults(problem: Option<&Problem>, language: Language, w: &Words) -> Result<Html, Problem> {
    let Some(problem) = problem else { return Ok(Html::default()) };
    let line = |fault: &Fault| {
        let at = match fault.pointer.trim_start_matches('/') {
            "what" => "what-closed",
            field => field,
        };
        Html::fill(
            "<li><a href=\"#{{at}}\">{{detail}}</a></li>",
            &[("at", Html::text(at)), ("detail", Html::text(fault.detail.in_language(language)))],
        )
    };
    let lines = match problem.errors() {
        [] => Html::fill("<li>{{detail}}</li>", &[("detail", Html::text(problem.detail().in_language(language)))])?,
        faults => faults.iter().map(line).collect::<Result<_, Problem>>()?,
    };
    Html::fill(
        "<div class=\"faults\" role=\"alert\"><h2>{{title}}</h2><ul>{{lines}}</ul></div>",
        &[("title", Html::text(w.faults)), ("lines", lines)],
    )
}

pub fn thanks(look: &Look, one: &Listed, asked: &Question) -> Result<Html, Problem> {
    let w = words::words(asked.language);
    let main = Html::fill(
        "<div class=\"empty\"><h1>{{title}}</h1><p>{{text}}</p><a class=\"button\" href=\"{{href}}\">{{label}}</a></div>",
        &[
            ("title", Html::text(w.report_sent)),
            ("text", Html::text(w.report_sent_text)),
            ("href", Html::text(&asked.link(&one.path))),
            ("label", Html::text(w.back_to)),
        ],
    )?;
    framed(look, asked, page(w.report_sent, one, main))
}

fn page(title: &str, one: &Listed, main: Html) -> Page {
    Page {
        title: format!("{title} · {}", one.member.name),
        description: title.to_owned(),
        indexed: false,
        picture: None,
        data: None,
        main,
    }
}
