//! The form by which a reader tells an error. It works without any script: what is wrong in it comes back with the form.

use std::collections::HashMap;

use kernel::problem::{Problem, say};
use platform::{Asker, House, html::Html, web::faults::checked};
use serde_json::json;

use super::{
    super::{
        Listed,
        reports::{self, ReportForm, ReportWhat},
    },
    filled::Filled,
    frame::{Page, framed},
    look::Look,
    question::Question,
    words,
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
    let filled = Filled { given, problem, language: asked.language, field_of };
    let mut kinds = Vec::new();
    for (word, label) in w.report_kinds {
        let checked = match filled.given("what") == word {
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
            ("faults", filled.faults(w.faults, anchor)?),
            ("action", Html::text(&asked.address())),
            ("what", Html::text(w.report_what)),
            ("what_fault", filled.told("what")?),
            ("kinds", kinds.into_iter().collect()),
            ("text", Html::text(w.report_text)),
            ("text_hint", Html::text(w.report_text_hint)),
            ("text_value", filled.value("text")),
            ("text_bad", filled.bad("text")?),
            ("text_fault", filled.told("text")?),
            ("text_told", filled.described("text")),
            ("email", Html::text(w.report_email)),
            ("email_hint", Html::text(w.report_email_hint)),
            ("email_value", filled.value("email")),
            ("email_bad", filled.bad("email")?),
            ("email_fault", filled.told("email")?),
            ("email_told", filled.described("email")),
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

fn field_of(pointer: &str) -> String {
    pointer.trim_start_matches('/').to_owned()
}

/// Of several to choose from, the first.
fn anchor(field: &str) -> &str {
    if field == "what" { "what-closed" } else { field }
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
