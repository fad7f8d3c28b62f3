//! The notice and the accessibility statement as pages of the public site, with or without a directory; and where the link
//! of a letter leads.

mod linked;
mod objection;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    web::{self, ServiceConfig},
};
use chrono::{DateTime, Utc};
use kernel::problem::{Language, Problem};
use platform::{Asker, House, html::Html, mail::OBJECTION, web::Answer};

use self::linked::linked;
use super::{queries, schema::PageSection};
use crate::features::{
    club,
    directory::{PageHead, SitePage},
};

const PAGE: &str = include_str!("page.html");

/// Outside the contract: pages for people.
pub fn routes(cfg: &mut ServiceConfig) {
    let objection = format!("{OBJECTION}/{{token}}");
    cfg.route(club::NOTICE, web::get().to(notice))
        .route(club::STATEMENT, web::get().to(statement))
        .route(&objection, web::get().to(objection::ask))
        .route(&objection, web::post().to(objection::take));
}

async fn notice(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let page = SitePage::asked(&req, &house).await?;
    let told = queries::notice(&house, &reader(&req, &page)?).await?;
    let (title, lead) = match page.language() {
        Language::Fr => (
            "Données personnelles",
            "Ce que nous savons de vous, pourquoi, pour combien de temps, et ce que vous pouvez demander.",
        ),
        Language::En => ("Personal data", "What we know of you, what for, for how long, and what you may ask for."),
    };
    let head = PageHead { title: title.to_owned(), description: lead.to_owned() };
    page.answer(&req, &told, head, || written(&page, title, lead, &told.sections, told.updated_at))
}

async fn statement(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let page = SitePage::asked(&req, &house).await?;
    let told = queries::accessibility(&house, &reader(&req, &page)?).await?;
    let (title, description) = match page.language() {
        Language::Fr => {
            ("Accessibilité", "Jusqu’où ce site est accessible à toutes et à tous, et à qui dire une difficulté.")
        }
        Language::En => ("Accessibility", "How far everybody can use this site, and whom to tell of a difficulty."),
    };
    let head = PageHead { title: title.to_owned(), description: description.to_owned() };
    page.answer(&req, &told, head, || written(&page, title, &told.mention, &told.sections, told.updated_at))
}

/// Whoever asked, in the language of the page.
fn reader(req: &HttpRequest, page: &SitePage) -> Result<Asker, Problem> {
    let by = req.extensions().get::<Asker>().cloned().ok_or_else(|| Problem::bug("nobody asked"))?;
    Ok(Asker { language: page.language(), ..by })
}

fn written(
    page: &SitePage,
    title: &str,
    lead: &str,
    sections: &[PageSection],
    updated_at: Option<DateTime<Utc>>,
) -> Result<Html, Problem> {
    let updated = match updated_at {
        Some(at) => Html::fill("<p class=\"quiet\">{{day}}</p>", &[("day", Html::text(&page.updated(at)))])?,
        None => Html::default(),
    };
    Html::fill(
        PAGE,
        &[
            ("title", Html::text(title)),
            ("lead", Html::text(lead)),
            ("sections", sections.iter().map(section).collect::<Result<Html, Problem>>()?),
            ("updated", updated),
        ],
    )
}

fn section(told: &PageSection) -> Result<Html, Problem> {
    let paragraph = |text: &String| Html::fill("<p>{{text}}</p>\n", &[("text", linked(text)?)]);
    let item = |text: &String| Html::fill("<li>{{text}}</li>\n", &[("text", linked(text)?)]);
    let items = told.items.iter().map(item).collect::<Result<Html, Problem>>()?;
    let list = match items.is_empty() {
        true => items,
        false => Html::fill("<ul>\n{{items}}</ul>\n", &[("items", items)])?,
    };
    Html::fill(
        "<h2 id=\"{{key}}\">{{title}}</h2>\n{{paragraphs}}{{list}}",
        &[
            ("key", Html::text(&told.key)),
            ("title", Html::text(&told.title)),
            ("paragraphs", told.paragraphs.iter().map(paragraph).collect::<Result<Html, Problem>>()?),
            ("list", list),
        ],
    )
}
