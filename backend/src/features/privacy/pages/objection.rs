//! Where the link of a letter leads: a page with one button. Nothing is done before it is pressed; a mailbox that has a
//! button of its own presses it for its holder (RFC 8058).

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use kernel::problem::Language;
use platform::{House, html::Html, web::Answer};

use super::{super::actions::objection, reader};
use crate::features::directory::{PageHead, SitePage};

const LEAD: &str = "<header class=\"lead\"><h1>{{title}}</h1><p>{{lead}}</p></header>\n";
const FORM: &str = "<form class=\"sheet\" method=\"post\"><button type=\"submit\">{{button}}</button></form>\n";

pub async fn ask(req: HttpRequest, house: web::Data<House>, token: web::Path<String>) -> Answer<HttpResponse> {
    let page = SitePage::asked(&req, &house).await?;
    if !objection::is_one(&house, &token).await? {
        return lost(&page);
    }
    let (title, lead, button) = match page.language() {
        Language::Fr => (
            "Ne plus recevoir nos lettres",
            "Nous n’écrirons plus de lettre à l’adresse qui a reçu celle-ci.",
            "Ne plus m’écrire",
        ),
        Language::En => (
            "Receive no more letters",
            "We will write no more letters to the address that received this one.",
            "Write to me no more",
        ),
    };
    let form = Html::fill(FORM, &[("button", Html::text(button))])?;
    written(&page, StatusCode::OK, title, lead, form)
}

pub async fn take(req: HttpRequest, house: web::Data<House>, token: web::Path<String>) -> Answer<HttpResponse> {
    let page = SitePage::asked(&req, &house).await?;
    if !objection::object(&house, &reader(&req, &page)?, &token).await? {
        return lost(&page);
    }
    let (title, lead) = match page.language() {
        Language::Fr => (
            "C’est noté",
            "Vous ne recevrez plus de lettre à cette adresse. Pour en recevoir à nouveau, dites-le à l’équipe.",
        ),
        Language::En => {
            ("Noted", "You will receive no more letters at this address. To receive them again, tell the team.")
        }
    };
    written(&page, StatusCode::OK, title, lead, Html::default())
}

fn lost(page: &SitePage) -> Answer<HttpResponse> {
    let (title, lead) = match page.language() {
        Language::Fr => (
            "Ce lien n’ouvre rien",
            "Ouvrez-le depuis le message que vous avez reçu, sans rien y changer. Si ce message est ancien, dites-le à l’équipe : elle le notera.",
        ),
        Language::En => (
            "This link opens nothing",
            "Open it from the message that you received, as it stands there. If that message is an old one, tell the team: they will note it.",
        ),
    };
    written(page, StatusCode::NOT_FOUND, title, lead, Html::default())
}

fn written(page: &SitePage, status: StatusCode, title: &str, lead: &str, form: Html) -> Answer<HttpResponse> {
    let head = PageHead { title: title.to_owned(), description: lead.to_owned() };
    let lead = Html::fill(LEAD, &[("title", Html::text(title)), ("lead", Html::text(lead))])?;
    page.passing(status, head, [lead, form].into_iter().collect())
}
