//! House: what the house itself shows. *Deliveries*: mails sent, queued or kept. The *audit*: who changed what.
//! *Files* that people send in.

mod access;
mod actions;
mod dependents;
mod http;
mod queries;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list_deliveries)
        .service(http::show_delivery)
        .service(http::list_audit)
        .service(http::keep_file)
        .service(http::read_file);
}

pub fn jobs(book: &mut WorkBook) {
    platform::upkeep::house_jobs(book);
    book.dependent(dependents::Deliveries);
}
