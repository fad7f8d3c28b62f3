//! Pages of other features: they stand in the frame of the public site, whether or not there is a directory.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use chrono::{DateTime, Utc};
use kernel::problem::{Language, Problem};
use platform::{House, html::Html, web::Answer};
use serde::Serialize;

use super::{
    answer::{self, Framed},
    frame::{Page, framed},
    look::{self, Look},
    question::{Place, Question},
    words::{self, words},
};

/// What search engines, networks and the tab of a browser say of a page.
pub struct PageHead {
    pub title: String,
    pub description: String,
}

/// A page at the address that was asked for.
pub struct SitePage {
    asked: Question,
    look: Arc<Look>,
}

impl SitePage {
    pub async fn asked(req: &HttpRequest, house: &House) -> Result<SitePage, Problem> {
        let asked = Question::read(req, Place::List).here(req.path());
        Ok(SitePage { asked, look: look::look(house).await? })
    }

    /// In which it is to be written.
    pub fn language(&self) -> Language {
        self.asked.language
    }

    /// When something was changed, as a line of the page.
    pub fn updated(&self, at: DateTime<Utc>) -> String {
        let day = words::day(at, self.look.settings.time_zone, self.asked.language);
        format!("{} {day}.", words(self.asked.language).updated)
    }

    /// Answers whoever asked: not at all if they have what `told` says, in this look, already.
    pub fn answer(
        &self,
        req: &HttpRequest,
        told: &impl Serialize,
        head: PageHead,
        write: impl FnOnce() -> Result<Html, Problem>,
    ) -> Answer<HttpResponse> {
        let version = serde_json::to_string(told)?;
        let mark = answer::mark(version, &self.look, &self.asked);
        answer::page(req, &mark, Framed::Never, None, || {
            let page = Page {
                title: self.look.titled(&head.title),
                description: head.description,
                indexed: true,
                picture: None,
                data: None,
                main: write()?,
            };
            framed(&self.look, &self.asked, page)
        })
    }

    /// Answers with a page for this reader alone, which nobody keeps.
    pub fn passing(&self, status: StatusCode, head: PageHead, main: Html) -> Answer<HttpResponse> {
        let page = Page {
            title: self.look.titled(&head.title),
            description: head.description,
            indexed: false,
            picture: None,
            data: None,
            main,
        };
        Ok(answer::passing(status, Framed::Never, framed(&self.look, &self.asked, page)?))
    }
}
