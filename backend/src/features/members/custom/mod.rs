//! Fields that the club makes for its members, and their values.
//!
//! A *field* has a *key* that never changes (its name may), a kind, and for a choice its *choices*, each with an id
//! that never changes either. An archived field keeps its values, and is as if it were not there. A *value* belongs to
//! the member's record: it shares its revision, its audit, its undo.

mod actions;
mod definition;
mod filter;
mod held;
mod http;
mod order;
pub mod schema;
mod store;
mod value;

use utoipa_actix_web::service_config::ServiceConfig;

pub use definition::{Definition, Definitions};
pub use filter::{KEY, made as filter_fields};
pub use held::read as hold;
pub use order::Order;
pub use store::{Kept, all_values, archived_names, definitions, kept, replace, shown, values, write};
pub use value::{Value, Values, read};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list).service(http::create).service(http::update).service(http::archive).service(http::restore);
}
