//! What search engines are told of the site.

use std::fmt::Write;

use chrono::NaiveDate;
use platform::html::Html;
use uuid::Uuid;

use super::{super::Directory, look::Look};
use crate::features::{
    club::{NOTICE, STATEMENT},
    events::{Agenda, EVENTS},
    practice_sheets::SHEETS,
};

/// What robots may read: the pages, and what these show. A demonstration, and a club that shows nothing: nothing.
pub fn robots(look: &Look) -> String {
    if look.settings.demo || !(look.settings.directory_open || look.has_sheets || look.has_events) {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    format!(
        "User-agent: *\nAllow: /annuaire\nAllow: /integration\nAllow: {SHEETS}\nAllow: {EVENTS}\nAllow: {NOTICE}\nAllow: {STATEMENT}\nAllow: /assets/\n\
         Allow: /logo.svg\nAllow: /api/v1/public/\nAllow: /api/v1/member-pictures/\nAllow: /api/v1/practice-media/\n\
         Allow: /api/v1/files/\nAllow: /api/v1/events/\n\
         Disallow: /annuaire/*/signaler\nDisallow: {EVENTS}/repondre\nDisallow: {EVENTS}/inscription\nDisallow: {EVENTS}/avis\n\
         Disallow: {EVENTS}/accueil\nDisallow: /\n\nSitemap: {}/sitemap.xml\n",
        look.base
    )
}

/// As many addresses as one file may hold (sitemaps.org).
const MOST: usize = 50_000;

/// Every page there is, in both languages: of the directory, where there is one, of published sheets and of events.
pub fn sitemap(book: Option<&Directory>, sheets: &[(Uuid, Option<NaiveDate>)], agenda: &Agenda, look: &Look) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let members = book.iter().flat_map(|book| &book.members);
    let members = members.map(|one| (one.path.clone(), Some(one.updated_at.date_naive())));
    let lists = [
        book.map(|_| "/annuaire"),
        (!sheets.is_empty()).then_some(SHEETS),
        (!agenda.events.is_empty()).then_some(EVENTS),
        Some(NOTICE),
        Some(STATEMENT),
    ];
    let lists = lists.into_iter().flatten().map(|path| (path.to_owned(), None));
    let sheets = sheets.iter().map(|(id, changed)| (format!("{SHEETS}/{id}"), *changed));
    let events = agenda.events.iter().map(|listed| &listed.event);
    let events = events.map(|event| (format!("{EVENTS}/{}", event.id), Some(event.updated_at.date_naive())));
    for (path, changed) in lists.chain(sheets).chain(events).chain(members).take(MOST) {
        let address = Html::text(&format!("{}{path}", look.base)).into_string();
        // Writing into a text can't fail.
        let _ = write!(
            out,
            "<url><loc>{address}</loc><xhtml:link rel=\"alternate\" hreflang=\"fr\" href=\"{address}\"/>\
             <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{address}?lang=en\"/>"
        );
        if let Some(day) = changed {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
