//! Views and segments: ways of looking at the members that people keep.
//!
//! A *view* is columns, a filter and an order; a *segment* is a filter before all, counted live and used wherever
//! members are meant as a group. Either is personal or *shared*. What it names and is no longer there (a field of the
//! club that was archived) is told as *missing*: columns and an order are left out, a filter is not applied by halves.

mod access;
mod actions;
mod http;
mod queries;
mod rules;
mod schema;
mod store;

use platform::filter::{FieldBook, Recalled};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::features::members;
pub use queries::{audience, members_of};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::segments)
        .service(http::create_segment)
        .service(http::list)
        .service(http::create)
        .service(http::show)
        .service(http::update)
        .service(http::archive)
        .service(http::restore);
}

/// Lists of members may name a view or a segment by its id.
pub fn fields(book: &mut FieldBook) {
    book.kept_by(members::RECORD, |house, caller, id| {
        Box::pin(async move {
            let found = store::find(&house.db.read, id).await?.filter(|row| rules::sees(caller, row));
            if let Some(row) = found.as_ref().filter(|row| row.archived_at.is_some()) {
                return Err(queries::archived(house, row).await?);
            }
            let recalled = found.map(|row| {
                let columns: Vec<schema::ViewColumn> = serde_json::from_value(row.columns)?;
                let columns = columns.into_iter().map(|column| column.key).collect();
                Ok(Recalled { name: row.name, columns, filter: row.filter, sort: row.sort })
            });
            recalled.transpose()
        })
    });
}
