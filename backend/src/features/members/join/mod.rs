//! Asking to join the club, without an account.
//!
//! A *join request* is what an organisation says of itself and who says it. It is `unconfirmed` until a link in a mail
//! proves the address (48 hours), then it is `waiting` for the team, who make it a member (`approved`, by a new record or
//! by one that is there) or say no with a word (`refused`). A newer one of the same organisation from the same mailbox
//! takes the place of one that waits (`replaced`).
//!
//! Whoever was refused can have it forgotten: with the request go what it replaced, and the words that were written of it.
//!
//! Whoever asks learns nothing of what the club holds: the answer is the same for all, and doubles are looked for when
//! the team looks. Until the address is proven, no word that was typed goes into a mail.

mod ask;
mod decide;
mod facts;
mod http;
mod jobs;
mod mail;
mod pace;
mod queries;
mod refused;
mod rules;
mod schema;
mod store;
mod ticket;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use refused::forget_again;
pub use schema::JoinPerson;
pub use store::{delete_join_requests, erase, forget, of_mailboxes};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::show_form)
        .service(http::communes)
        .service(http::organisations)
        .service(http::addresses)
        .service(http::ask_to_join)
        .service(http::review)
        .service(http::confirm)
        .service(http::list)
        .service(http::show)
        .service(http::approve)
        .service(http::refuse)
        .service(http::erase);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::SWEEP);
}
