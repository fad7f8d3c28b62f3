//! Events: meetings, visits and workshops of the club; who is invited, who has a seat, who came.
//!
//! A *registration* is one person's: it has a seat, waits for one, is *offered* one that was freed, or was taken back. Seats
//! are given under a lock of the event, so that no more are given than there are; the team may *overbook*, knowing it. A
//! *link* of a mail answers for an organisation or for one person, without an account, and does nothing on a look. Who is
//! *ticked* was there: their organisation was in contact with the club that day. *Closing* writes down what came of it.
//! The *agenda* is what anyone may know.

mod access;
mod actions;
mod agenda;
mod calendar;
mod dependents;
mod facts;
mod feeds;
mod http;
mod jobs;
mod mail;
mod paper;
mod queries;
mod rules;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::registrations::register_from_page;
pub use agenda::{Agenda, Listed, agenda};
pub use calendar::EVENTS;
pub use feeds::{place, zone};
pub use mail::when_of;
pub use schema::{
    AgendaItem, EventRef, Question, QuestionKind, Speaker,
    published::{PublicEvent, PublicFile},
    registrations::{Attendee, PublicRegisterForm, PublicRegistered},
};

pub fn routes(cfg: &mut ServiceConfig) {
    // Fixed paths come before the one with an id.
    cfg.service(http::years)
        .service(http::list)
        .service(http::create)
        .service(http::show)
        .service(http::update)
        .service(http::discard)
        .service(http::publish)
        .service(http::cancel)
        .service(http::copy)
        .service(http::series)
        .service(http::close)
        .service(http::invite)
        .service(http::invitations)
        .service(http::file)
        .service(http::places::venues)
        .service(http::places::add_venue)
        .service(http::places::venue)
        .service(http::places::change_venue)
        .service(http::places::archive_venue)
        .service(http::places::equipment)
        .service(http::places::add_equipment)
        .service(http::places::change_equipment)
        .service(http::places::archive_equipment)
        .service(http::registrations::list)
        .service(http::registrations::register)
        .service(http::registrations::replace)
        .service(http::registrations::leave)
        .service(http::registrations::own)
        .service(http::mine::list)
        .service(http::mine::proposals)
        .service(http::mine::propose)
        .service(http::registrations::from_page)
        .service(http::attendance::list)
        .service(http::attendance::tick)
        .service(http::attendance::walk_in)
        .service(http::attendance::poster)
        .service(http::attendance::check_in)
        .service(http::papers::print)
        .service(http::papers::export)
        .service(http::papers::certificate)
        .service(http::papers::certificate_by_link)
        .service(http::links::review)
        .service(http::links::answer)
        .service(http::links::accept)
        .service(http::links::leave)
        .service(http::links::hand_over)
        .service(http::links::survey)
        .service(http::published::list)
        .service(http::published::open_agenda)
        .service(http::published::event_calendar)
        .service(http::published::show)
        .service(http::published::calendar)
        .service(http::published::rss)
        .service(http::published::atom)
        .service(http::published::json_feed)
        .service(http::published::own)
        .service(http::published::open_own)
        .service(http::published::close_own)
        .service(http::published::personal);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::INVITE)
        .job(jobs::TELL)
        .job(jobs::REMIND)
        .job(jobs::LAPSE)
        .job(jobs::FORGET)
        .dependent(dependents::Comers);
}
