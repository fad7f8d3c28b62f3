//! Export: the members of a list as a file that a spreadsheet opens and that an import gives back unchanged, and people
//! as business cards.
//!
//! A file is written to a nameless temporary file before the answer begins, page after page of the list: the memory of
//! a page, whatever the length, and no failure in the middle of an answer.

mod cards;
mod columns;
mod file;
mod http;
mod plan;
mod schema;
mod vcard;

use utoipa_actix_web::service_config::ServiceConfig;

pub use columns::{is_unread_title, read_titles};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::export).service(http::card_of_contact).service(http::cards_of_member);
}

/// What the title of a field of the club ends with, when the field is called as one that every member has.
pub const OF_THE_CLUB: [&str; 2] = ["(champ du club)", "(club field)"];
