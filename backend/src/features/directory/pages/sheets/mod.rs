//! The pages of practice sheets: the catalogue, and one page for each. What they say is what the catalogue's API says; they
//! stand here since the frame of the public site does.

mod list;
mod media;
mod one;
mod prose;
mod words;

use actix_web::{HttpRequest, HttpResponse, web};
use kernel::problem::Problem;
use platform::{House, web::Answer};
use uuid::Uuid;

use super::{
    super::id_in,
    answer::{self, Framed},
    http::Ground,
    question::{Place, Question},
};
use crate::features::practice_sheets::{self, CatalogueFilters, PublicSheet, SHEETS, Said, SheetKind, SheetPublic};

pub use list::french;
pub use prose::written;

/// Sheets on a page.
const PER_PAGE: usize = 20;
/// Nobody turns so many, and no club has them.
const MOST_PAGES: usize = 100_000;

pub async fn list(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let ground = Ground::of(&house, Question::read(&req, Place::Sheets)).await?;
    let (look, asked) = (&ground.look, &ground.asked);
    if asked.page > MOST_PAGES {
        return ground.lost();
    }
    let filters = filters(asked);
    let skip = (asked.page - 1) * PER_PAGE;
    let found = practice_sheets::catalogue_page(&house, &filters, skip as u64, PER_PAGE as u64).await?;
    if asked.page > list::pages(&found) {
        return ground.lost();
    }
    let choices = practice_sheets::choices(&house, &filters).await?;
    let version = serde_json::to_string(&(&found, &choices))?;
    let mark = answer::mark(version, look, asked);
    answer::page(&req, &mark, Framed::Never, None, || list::page(look, asked, &found, &choices))
}

pub async fn without_slash(req: HttpRequest) -> HttpResponse {
    answer::moved(&Question::read(&req, Place::Sheets).address())
}

pub async fn sheet(req: HttpRequest, house: web::Data<House>) -> Answer<HttpResponse> {
    let asked = Question::read(&req, Place::Sheets).of_one(req.path());
    let ground = Ground::of(&house, asked).await?;
    let Some(id) = id_in(req.path()) else { return ground.lost() };
    let path = format!("{SHEETS}/{id}");
    if req.path() != path {
        return Ok(answer::moved(&ground.asked.of_one(&path).address()));
    }
    let (sheet, said) = match read(&house, id).await {
        Ok(read) => read,
        Err(problem) if problem.status() == 404 => return ground.lost(),
        Err(problem) => return Err(problem.into()),
    };
    let (look, asked) = (&ground.look, &ground.asked);
    let path_of = |member: Uuid| Some(ground.book.as_ref()?.get(member)?.path.clone());
    let book = ground.book.as_ref().map(|book| book.version).unwrap_or_default();
    let version = format!("{book} {}", serde_json::to_string(&(&sheet, &said.sheet))?);
    let mark = answer::mark(version, look, asked);
    answer::page(&req, &mark, Framed::Never, None, || one::page(look, asked, &sheet, &said.sheet, &path_of))
}

async fn read(house: &House, id: Uuid) -> Result<(PublicSheet, Said), Problem> {
    Ok((practice_sheets::published_sheet(house, id).await?, practice_sheets::said(house, id).await?))
}

/// What the address asks for, as the catalogue takes it.
fn filters(asked: &Question) -> CatalogueFilters {
    let one = |name: &str| asked.asked().iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    CatalogueFilters {
        q: one("q").map(str::to_owned),
        kind: one("kind").map(SheetKind::parse),
        topic: one("topic").and_then(|value| value.parse().ok()),
        keyword: one("keyword").and_then(|value| value.parse().ok()),
        axis: one("axis").and_then(|value| value.parse().ok()),
        public: one("public").and_then(SheetPublic::named),
        commune: one("commune").map(str::to_owned),
        year: one("year").and_then(|value| value.parse().ok()),
    }
}
