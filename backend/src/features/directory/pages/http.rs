//! One request in, one page out. Refusals are pages too, but for those that only the log can tell.

use std::{collections::HashMap, sync::Arc};

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use kernel::problem::Problem;
use platform::{
    Asker, House,
    html::Html,
    networks::of_request,
    web::{Answer, Refused},
};
use uuid::Uuid;

use super::{
    super::{Directory, Listed, directory, id_in},
    answer::{self, Framed},
    frame, integration, list,
    look::{self, Look},
    member,
    question::{Place, Question},
    report, robots,
};
use crate::features::{club, events, members, practice_sheets};

/// What every page stands on: the question, the look, and the book, which a club may not have.
pub struct Ground {
    pub asked: Question,
    pub look: Arc<Look>,
    pub book: Option<Arc<Directory>>,
}

impl Ground {
    pub async fn of(house: &House, asked: Question) -> Result<Ground, Problem> {
        let look = look::look(house).await?;
        let book = match directory(house).await {
            Ok(book) => Some(book),
            Err(problem) if problem.status() == 404 => None,
            Err(problem) => return Err(problem),
        };
        Ok(Ground { asked, look, book })
    }

    pub fn lost(&self) -> Answer<HttpResponse> {
        let is_open = !self.asked.place.is_of_directory() || self.book.is_some();
        let page = frame::lost(&self.look, &self.asked, is_open)?;
        Ok(answer::passing(StatusCode::NOT_FOUND, Framed::at(self.asked.place), page))
    }
}

async fn listing(req: &HttpRequest, house: &House, place: Place) -> Answer<HttpResponse> {
    let ground = Ground::of(house, Question::read(req, place)).await?;
    let Ground { asked, look, book: Some(book) } = &ground else { return ground.lost() };
    // What people type is endless: it is written anew each time.
    let keep = asked.words().is_empty().then_some(&book.kept);
    let mark = answer::mark(book.version, look, asked);
    match answer::page(req, &mark, Framed::at(place), keep, || list::page(book, look, asked)) {
        Err(Refused(problem)) if problem.status() == 404 => ground.lost(),
        found => found,
    }
}

pub async fn list(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    listing(&req, &house, Place::List).await
}

pub async fn embedded_list(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    listing(&req, &house, Place::EmbeddedList).await
}

pub async fn embedded_map(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    listing(&req, &house, Place::EmbeddedMap).await
}

pub async fn without_slash(req: HttpRequest) -> HttpResponse {
    answer::moved(&Question::read(&req, Place::List).address())
}

/// A page about a member.
struct Visit {
    asked: Question,
    look: Arc<Look>,
    book: Arc<Directory>,
    id: Uuid,
}

/// What of a path stands behind a member's, for the form to report an error.
const FORM: &str = "/signaler";

impl Visit {
    /// At the right address; else the answer that leads there, or says that it is nowhere.
    async fn of(house: &House, req: &HttpRequest, behind: &str) -> Answer<Result<Visit, HttpResponse>> {
        let ground = Ground::of(house, Question::read(req, Place::List).here(req.path())).await?;
        let path = req.path().strip_suffix(behind).unwrap_or_default();
        let (Some(book), Some(id)) = (&ground.book, id_in(path)) else { return ground.lost().map(Err) };
        let id = match book.get(id) {
            Some(_) => id,
            // It may be part of another one by now.
            None => members::where_now(&house.db.read, &[id]).await?.first().copied().unwrap_or(id),
        };
        let Some(one) = book.get(id) else { return ground.lost().map(Err) };
        if one.path != path {
            return Ok(Err(answer::moved(&ground.asked.link(&format!("{}{behind}", one.path)))));
        }
        let book = book.clone();
        Ok(Ok(Visit { asked: ground.asked, look: ground.look, book, id }))
    }

    fn one(&self) -> Result<&Listed, Problem> {
        self.book.get(self.id).ok_or_else(Problem::not_found)
    }

    fn page(&self, req: &HttpRequest, write: impl FnOnce(&Visit) -> Result<Html, Problem>) -> Answer<HttpResponse> {
        let mark = answer::mark(self.book.version, &self.look, &self.asked);
        answer::page(req, &mark, Framed::Never, Some(&self.book.kept), || write(self))
    }
}

pub async fn member(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    match Visit::of(&house, &req, "").await? {
        Ok(visit) => visit.page(&req, |visit| member::page(&visit.look, visit.one()?, &visit.asked)),
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub async fn report_form(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    match Visit::of(&house, &req, FORM).await? {
        Ok(visit) => {
            visit.page(&req, |visit| report::form(&visit.look, visit.one()?, &visit.asked, &HashMap::new(), None))
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub async fn report(
    req: HttpRequest,
    house: web::Data<House>,
    given: web::Form<HashMap<String, String>>,
) -> Answer<HttpResponse> {
    let visit = match Visit::of(&house, &req, FORM).await? {
        Ok(visit) => visit,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (look, asked, one) = (&visit.look, &visit.asked, visit.one()?);
    let by = req.extensions().get::<Asker>().cloned().ok_or_else(|| Problem::bug("nobody asked"))?;
    let network = of_request(&house, &req);
    match report::take(&house, &by, &network, one, &given).await {
        Ok(()) => Ok(answer::passing(StatusCode::OK, Framed::Never, report::thanks(look, one, asked)?)),
        Err(problem) if (400..500).contains(&problem.status()) => {
            Ok(answer::refused(&problem, report::form(look, one, asked, &given, Some(&problem))?))
        }
        Err(problem) => Err(problem.into()),
    }
}

pub async fn integration(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let ground = Ground::of(&house, Question::read(&req, Place::List).here(req.path())).await?;
    let Ground { asked, look, book: Some(book) } = &ground else { return ground.lost() };
    let mark = answer::mark(book.version, look, asked);
    answer::page(&req, &mark, Framed::Never, Some(&book.kept), || integration::page(look, asked))
}

/// The style of two colours follows from the address alone: whoever has it never asks again.
pub async fn colours(colours: web::Path<String>) -> Answer<HttpResponse> {
    let sheet = colours
        .split_once('-')
        .and_then(|(brand, spark)| club::colours(&format!("#{brand}"), &format!("#{spark}")))
        .ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(sheet))
}

pub async fn robots(house: web::Data<House>) -> Answer<HttpResponse> {
    let look = look::look(&house).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(robots::robots(&look)))
}

pub async fn sitemap(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let ground = Ground::of(&house, Question::read(&req, Place::List).here(req.path())).await?;
    let Ground { asked, look, book } = &ground;
    let sheets = practice_sheets::all_published(&house).await?;
    let agenda = events::agenda(&house).await?;
    if book.is_none() && sheets.is_empty() && agenda.events.is_empty() {
        return ground.lost();
    }
    let version = book.as_ref().map(|book| book.version).unwrap_or_default();
    let mark = answer::mark(format!("{version} {} {sheets:?}", agenda.version), look, asked);
    let write = || Ok(robots::sitemap(book.as_deref(), &sheets, &agenda, look));
    let keep = book.as_ref().map(|book| &book.kept);
    answer::text(&req, &mark, "application/xml; charset=utf-8", Framed::Never, keep, write)
}
