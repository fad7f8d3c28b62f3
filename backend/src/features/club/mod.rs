//! Club: the settings of this one club, its topics and its territory. Nothing of one club is hard-coded.
//!
//! The *territory* is defined as EPCI without some communes and with others; its communes are dated rows, so that
//! a year's figures stay what they were.

mod access;
mod actions;
mod facts;
mod http;
mod queries;
mod rules;
mod schema;
mod store;
mod topics_named;

use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::demo::keep_demo_accounts;
pub use actions::prepare::prepare;
pub use facts::{SettingsChanged, TerritoryChanged, TopicChanged};
pub use http::serve_security_contact;
pub use queries::{ClubSettings, Face, face, settings, settings_held, settings_to_read};
pub use rules::colours::stylesheet as colours;
pub use schema::DemoAccount;
pub use store::{communes_now, hold};
pub use topics_named::{Named, NewTopic, make as make_topics, remove_unused as remove_unused_topics};

/// Pages that all others lead to: what becomes of personal data, and how far the site is accessible.
pub const NOTICE: &str = "/donnees-personnelles";
pub const STATEMENT: &str = "/accessibilite";

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::public)
        .service(http::show)
        .service(http::change)
        .service(http::put_logo)
        .service(http::mail_relay::show)
        .service(http::mail_relay::put)
        .service(http::mail_relay::remove)
        .service(http::mail_relay::test)
        .service(http::list_topics)
        .service(http::create_topic)
        .service(http::change_topic)
        .service(http::remove_topic)
        .service(http::restore_topic)
        .service(http::list_communes)
        .service(http::list_epcis)
        .service(http::show_territory)
        .service(http::put_territory);
}
