//! Accounts: people who sign in, their roles and sessions; keys of machines.
//!
//! A *person* is known once; an *account* lets a person sign in; a *steward* link lets an account act for a member
//! organisation; a *session* is one sign-in, with its chain of refresh tokens; a *link* is a one-time token in a mail;
//! a *key* lets a machine in, with its scopes.

mod actions;
mod dependents;
mod http;
mod identify;
mod jobs;
mod mail;
mod password_rules;
mod passwords;
mod queries;
mod rules;
mod schema;
mod store;
mod tokens;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::admin::{
    NewAccount, create_administrator, give_new_password, insert_account, invite_administrator, reset_link,
    reset_second_factor,
};
pub use actions::first_start::{code as setup_code, only_code as only_setup_code};
pub use actions::seat::{NewSeat, Seat, seat};
pub use actions::sessions::open_session_for;
pub use http::serve_keys;
pub use identify::identify;
pub use passwords::hash as hash_password;
pub use schema::AccountLanguage;

pub fn routes(cfg: &mut ServiceConfig) {
    http::routes(cfg);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::SEND_LINK).job(jobs::SWEEP).dependent(dependents::Stewards);
}
