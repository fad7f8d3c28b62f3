//! Accounts: people who sign in, their roles and sessions; keys of machines.
//!
//! A *person* is known once; an *account* lets a person sign in; a *steward* link lets an account act for a member
//! organisation; a *session* is one sign-in, with its chain of refresh tokens.

mod actions;
mod http;
mod identify;
mod passwords;
mod queries;
mod schema;
mod store;
mod tokens;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::admin::{create_administrator, give_new_password};
pub use actions::sign_in::open_session_for;
pub use http::serve_keys;
pub use identify::identify;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::login).service(http::refresh).service(http::logout).service(http::me);
}

pub fn jobs(_book: &mut WorkBook) {}
