//! Imports: spreadsheets becoming members, their people and past contacts.
//!
//! A file is *read* into a *dry run*: what each row would do, with its repairs, problems and doubts. People correct the
//! mapping and *decide* the doubts; every change of choices makes another dry run, and nothing of members is written.
//! The *commit* writes exactly what was shown, in one transaction; the *undo* takes all of it back, updates included.

mod access;
mod actions;
mod analysis;
mod command;
mod dependents;
mod desk;
mod facts;
mod http;
mod jobs;
mod progress;
mod queries;
mod refused_rows;
mod rules;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::clear::{clear as clear_file, clear_in as clear_file_in, look as look_in_file};
pub use command::{FromFile, from_file};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::create)
        .service(http::list)
        .service(http::show)
        .service(http::rows)
        .service(http::change)
        .service(http::commit)
        .service(http::undo)
        .service(http::errors)
        .service(http::discard);
}

pub fn jobs(book: &mut WorkBook) {
    jobs::wire(book);
    book.dependent(dependents::Rows);
}
