//! The people of a member.
//!
//! A *contact* is a person with a function in a member, from a day to a day; a *person* is known once and may be a
//! contact of several members; an *address* is an e-mail address, known once, with its deliverability and what its
//! holder said about being written to. One contact of a member is its *main* one. `to_on` is the last day: a contact
//! whose last day is past has *ended*, and stays readable.

mod access;
mod actions;
mod bounce;
mod consent;
mod ended;
mod erasing;
mod from_within;
mod held;
mod http;
mod main_contact;
mod people;
mod queries;
pub mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use access::{Reads, ReadsOf};
pub use actions::{add_in, edit_in, end_in, join};
pub use consent::{Saying, consented, said};
pub use erasing::{erase_all, erase_person};
pub use from_within::{SOURCE as FROM_WITHIN, as_set, ask_to_succeed, correct_oneself, names_itself};
pub use held::read as hold;
pub use main_contact::choose_main;
pub use people::read_applicant;
pub use queries::{all_of, has_left, name_of, people as find_people};
pub use store::{Known, folded, hold_person, keep_texts, known_by_id, known_by_ids, of_members, recipient};

pub fn jobs(book: &mut WorkBook) {
    book.listen(bounce::FACT, bounce::MARK).job(ended::SETTLE);
}

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list)
        .service(http::add)
        .service(http::show)
        .service(http::edit)
        .service(http::end)
        .service(http::set_consent)
        .service(http::people);
}
