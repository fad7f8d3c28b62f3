//! The pages of events: the agenda as a list and by months, and one page for each, where anyone registers who may. What they
//! say is what the public agenda says; they stand here since the frame of the public site does.

mod found;
mod list;
mod month;
mod one;
mod register;
mod words;

use std::collections::HashMap;

use actix_web::{HttpMessage, HttpRequest, HttpResponse, http::StatusCode, web};
use kernel::problem::Problem;
use platform::{Asker, House, networks::of_request, web::Answer};
use uuid::Uuid;

use super::{
    answer::{self, Framed},
    http::Ground,
    question::{Place, Question},
};
use crate::features::events::{EVENTS, agenda};

async fn listing(req: &HttpRequest, house: &House, place: Place) -> Answer<HttpResponse> {
    let ground = Ground::of(house, Question::read(req, place)).await?;
    let (look, asked) = (&ground.look, &ground.asked);
    let agenda = agenda(house).await?;
    let today = agenda.club.today(house.now());
    let mark = answer::mark(format!("{} {today}", agenda.version), look, asked);
    // What people type is endless: it is written anew each time.
    let keep = asked.words().is_empty().then_some(&agenda.kept);
    if asked.place == Place::Month {
        return answer::page(req, &mark, Framed::Never, keep, || month::page(look, asked, &agenda, today));
    }
    let found = found::find(&agenda, asked, today);
    if asked.page > list::pages(&found) {
        return ground.lost();
    }
    answer::page(req, &mark, Framed::at(place), keep, || list::page(look, asked, &agenda, &found, today))
}

pub async fn list(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    listing(&req, &house, Place::Events).await
}

pub async fn embedded(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    listing(&req, &house, Place::EmbeddedEvents).await
}

pub async fn without_slash(req: HttpRequest) -> HttpResponse {
    answer::moved(&Question::read(&req, Place::Events).address())
}

/// The event that a path names.
fn id_of(path: &str) -> Option<Uuid> {
    Uuid::try_parse(path.rsplit('/').next()?).ok()
}

pub async fn event(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let asked = Question::read(&req, Place::Events).of_one(req.path());
    let ground = Ground::of(&house, asked).await?;
    let Some(id) = id_of(req.path()) else { return ground.lost() };
    let path = format!("{EVENTS}/{id}");
    if req.path() != path {
        return Ok(answer::moved(&ground.asked.of_one(&path).address()));
    }
    let agenda = agenda(&house).await?;
    let Some(listed) = agenda.find(id) else { return ground.lost() };
    let book = ground.book.as_ref().map(|book| book.version).unwrap_or_default();
    let mark = answer::mark(format!("{} {book}", agenda.version), &ground.look, &ground.asked);
    let none = HashMap::new();
    answer::page(&req, &mark, Framed::Never, Some(&agenda.kept), || one::page(&ground, &listed.event, &none, None))
}

/// Registers whoever sent the form of the page.
pub async fn register(
    req: HttpRequest,
    house: web::Data<House>,
    given: web::Form<HashMap<String, String>>,
) -> Answer<HttpResponse> {
    let asked = Question::read(&req, Place::Events).of_one(req.path());
    let ground = Ground::of(&house, asked).await?;
    let agenda = agenda(&house).await?;
    let Some(listed) = id_of(req.path()).and_then(|id| agenda.find(id)) else { return ground.lost() };
    let by = req.extensions().get::<Asker>().cloned().ok_or_else(|| Problem::bug("nobody asked"))?;
    let network = of_request(&house, &req);
    match register::take(&house, &by, &network, &listed.event, &given).await {
        Ok(state) => {
            let page = register::thanks(&ground, &listed.event, state)?;
            Ok(answer::passing(StatusCode::OK, Framed::Never, page))
        }
        Err(problem) if problem.status() == 404 => ground.lost(),
        Err(problem) if (400..500).contains(&problem.status()) => {
            Ok(answer::refused(&problem, one::page(&ground, &listed.event, &given, Some(&problem))?))
        }
        Err(problem) => Err(problem.into()),
    }
}
