//! A form as it comes back: with what was typed, and what is wrong beside its field and told with it (RGAA 11.10).

use std::collections::HashMap;

use kernel::problem::{Fault, Language, Problem};
use platform::html::Html;

pub struct Filled<'a> {
    /// By the name of the field.
    pub given: &'a HashMap<String, String>,
    /// Why it was not taken; none before it is sent.
    pub problem: Option<&'a Problem>,
    pub language: Language,
    /// Which field a pointer of the API means.
    pub field_of: fn(&str) -> String,
}

impl Filled<'_> {
    pub fn given(&self, name: &str) -> &str {
        self.given.get(name).map(String::as_str).unwrap_or_default()
    }

    pub fn value(&self, name: &str) -> Html {
        Html::text(self.given(name))
    }

    fn fault(&self, name: &str) -> Option<&Fault> {
        let faults = self.problem.map(Problem::errors).unwrap_or_default();
        faults.iter().find(|fault| (self.field_of)(&fault.pointer) == name)
    }

    /// What marks a field that is wrong.
    pub fn bad(&self, name: &str) -> Result<Html, Problem> {
        match self.fault(name) {
            Some(_) => Html::fill(" aria-invalid=\"true\"", &[]),
            None => Ok(Html::default()),
        }
    }

    /// The same for one that has no hint: it is described by what is wrong.
    pub fn bad_alone(&self, name: &str) -> Result<Html, Problem> {
        match self.fault(name) {
            Some(_) => {
                Html::fill(" aria-invalid=\"true\" aria-describedby=\"{{name}}-fault\"", &[("name", Html::text(name))])
            }
            None => Ok(Html::default()),
        }
    }

    /// What is wrong with a field.
    pub fn told(&self, name: &str) -> Result<Html, Problem> {
        match self.fault(name) {
            Some(fault) => Html::fill(
                "<p class=\"fault\" id=\"{{name}}-fault\">{{detail}}</p>",
                &[("name", Html::text(name)), ("detail", Html::text(fault.detail.in_language(self.language)))],
            ),
            None => Ok(Html::default()),
        }
    }

    /// The ids of what describes a field that has a hint.
    pub fn described(&self, name: &str) -> Html {
        match self.fault(name) {
            Some(_) => Html::text(&format!("{name}-fault {name}-hint")),
            None => Html::text(&format!("{name}-hint")),
        }
    }

    /// What is wrong, each with the way to it; `anchor` says where a field begins.
    pub fn faults(&self, title: &str, anchor: fn(&str) -> &str) -> Result<Html, Problem> {
        let Some(problem) = self.problem else { return Ok(Html::default()) };
        let line = |fault: &Fault| {
            let field = (self.field_of)(&fault.pointer);
            Html::fill(
                "<li><a href=\"#{{at}}\">{{detail}}</a></li>",
                &[("at", Html::text(anchor(&field))), ("detail", Html::text(fault.detail.in_language(self.language)))],
            )
        };
        let lines = match problem.errors() {
            [] => {
                let detail = problem.detail().in_language(self.language);
                Html::fill("<li>{{detail}}</li>", &[("detail", Html::text(detail))])?
            }
            faults => faults.iter().map(line).collect::<Result<_, Problem>>()?,
        };
        Html::fill(
            "<div class=\"faults\" role=\"alert\"><h2>{{title}}</h2><ul>{{lines}}</ul></div>",
            &[("title", Html::text(title)), ("lines", lines)],
        )
    }
}
