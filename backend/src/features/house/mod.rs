//! House: what the house itself shows. *Deliveries*: mails sent, queued or kept. *Operations*: whether it goes well, who
//! works, and the *jobs* they do. The *audit*: who changed what. *Files* that people send in.

mod access;
mod actions;
mod dependents;
mod http;
mod queries;
mod rules;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list_deliveries)
        .service(http::show_delivery)
        .service(http::operations::retry_deliveries)
        .service(http::operations::retry_delivery)
        .service(http::operations::show)
        .service(http::operations::list_jobs)
        .service(http::operations::show_job)
        .service(http::operations::retry_job)
        .service(http::operations::drop_job)
        .service(http::list_audit)
        .service(http::keep_file)
        .service(http::read_file);
}

pub fn jobs(book: &mut WorkBook) {
    platform::upkeep::house_jobs(book);
    book.dependent(dependents::Deliveries);
}
