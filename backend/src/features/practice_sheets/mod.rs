//! Practice sheets: what members did and what came of it, and how one goes about something, for others to do the same.
//!
//! A *sheet* is a good practice, which is a member's, or advice, which is the club's. It has *sections* of its kind, in the
//! order of the national base for shared experience, figures by year, a planning, means, partners, media and *keywords* of
//! a controlled list. It is a draft until it is *submitted*, *in review* until the member has *confirmed* what is said of
//! it and all that is needed is there, and *published* then: as a *version*, of which nothing changes, and which is what
//! anyone reads and finds in the *catalogue*. An *interview* is ten questions that a member answers by a link; the answers
//! flow into the draft.

mod access;
mod actions;
mod dependents;
mod facts;
mod feeds;
mod filter;
mod http;
mod jobs;
mod mail;
mod national;
mod paper;
mod queries;
mod rules;
mod schema;
mod search;
mod store;
mod telling;
mod terms;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::show::{forget, show_all as find_again};
pub use filter::register as fields;
pub use queries::public::{
    Said, all as all_published, any as any_published, choices, national as said, page as catalogue_page,
    sheet as published_sheet,
};
pub use rules::{review_due, sections::axis};
pub use schema::{
    CatalogueFacets, CatalogueFilters, CataloguePage, ExtractPart, Figure, FigureValue, MediaKind, NationalBlock,
    NationalSheet, NationalTable, PlanStep, PublicSheet, PublicSheetCard, SheetCommune, SheetContact, SheetContent,
    SheetHit, SheetKind, SheetMeans, SheetMedia, SheetPartner, SheetPublic, SheetState, Snapshot,
};
pub use telling::{LICENCE_NAME, SHEETS, number, step, unit, with_unit};

pub fn routes(cfg: &mut ServiceConfig) {
    // Fixed paths come before the one with an id.
    cfg.service(http::list)
        .service(http::create)
        .service(http::import)
        .service(http::list_sections)
        .service(http::set_guidance)
        .service(http::counts)
        .service(http::show)
        .service(http::change)
        .service(http::discard)
        .service(http::export)
        .service(http::print)
        .service(http::review::submit)
        .service(http::review::take_up)
        .service(http::review::send_back)
        .service(http::review::ask_confirmation)
        .service(http::review::record_confirmation)
        .service(http::review::ask_interview)
        .service(http::review::publish)
        .service(http::review::archive)
        .service(http::review::restore)
        .service(http::review::versions)
        .service(http::review::version)
        .service(http::review::differences)
        .service(http::review::restore_version)
        .service(http::review::comments)
        .service(http::review::comment)
        .service(http::review::settle_comment)
        .service(http::media::add)
        .service(http::media::link)
        .service(http::media::change)
        .service(http::media::remove)
        .service(http::media::read)
        .service(http::keywords::list)
        .service(http::keywords::add)
        .service(http::keywords::rename)
        .service(http::keywords::merge)
        .service(http::keywords::remove)
        .service(http::asked::review)
        .service(http::asked::confirm)
        .service(http::asked::correct)
        .service(http::asked::review_interview)
        .service(http::asked::answer_interview)
        .service(http::asked::add_photo)
        .service(http::public::list)
        .service(http::public::facets)
        .service(http::public::atom)
        .service(http::public::rss)
        .service(http::public::show)
        .service(http::public::print);
}

pub fn jobs(book: &mut WorkBook) {
    book.listen(facts::KEYWORD_CHANGED, jobs::FOLLOW_KEYWORD).dependent(dependents::Sheets);
}
